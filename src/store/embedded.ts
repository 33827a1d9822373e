/** The embedded database: a real mongod started beside Dabir when none is given, as a replica set of one that keeps its data. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, constants, mkdir, readFile, statfs, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { MongoInstance } from "mongodb-memory-server-core";
import { mongo } from "mongoose";
import type { Log } from "../kit/log.ts";

export interface EmbeddedMongo {
	/** Names the database "dabir". */
	uri: string;
	stop(): Promise<void>;
}

export interface EmbeddedMongoOptions {
	/** The folder the data is kept in; made when missing. */
	dataPath: string;
	log: Log;
	/** A mongod to use; otherwise the one on PATH, otherwise the one `scripts/setup.mjs` fetched or fetches now. */
	binary?: string;
	/** Bytes that must be free on the disk. */
	room?: number;
}

/** The embedded database cannot be started; the message is one sentence for the person at the keyboard. */
export class EmbeddedMongoFault extends Error {
	override name = "EmbeddedMongoFault";
}

const REPLICA_SET = "dabir";
const HOST = "127.0.0.1";
/** Below the range systems hand out to outgoing connections (32768 and up), so that the port is free again after a restart. */
const FIRST_PORT = 27_117;
const PORTS = 200;
/** WiredTiger's journal alone takes 200 MB at the first start. */
const ROOM = 500 * 1024 * 1024;
const START_LIMIT = 30_000;

/** Where `scripts/setup.mjs` puts a mongod that it had to fetch. */
const FETCHED_MONGOD = path.resolve(import.meta.dirname, "../../.data/cache/mongod");

const SETUP = path.resolve(import.meta.dirname, "../../scripts/setup.mjs");

/**
 * Starts mongod on `dataPath`, or goes on with the data that is there. A Dabir that was killed leaves its mongod
 * behind for a moment; that one is ended first. Throws {@link EmbeddedMongoFault}.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
	const dataPath = path.resolve(options.dataPath);
	const mongod = await findMongod(options.binary);
	await prepareFolder(dataPath, options.room ?? ROOM);
	await endLeftover(dataPath, options.log);
	const instance = await launch(mongod, dataPath, options.log);
	try {
		await becomePrimary(instance);
		await writeFile(ownerFile(dataPath), String(process.pid));
	} catch (error) {
		await instance.stop();
		throw error;
	}
	return {
		uri: `mongodb://${HOST}:${instance.instanceOpts.port}/dabir?replicaSet=${REPLICA_SET}`,
		stop: async () => {
			await instance.stop();
		},
	};
}

async function findMongod(given: string | undefined): Promise<{ path: string; version: string }> {
	if (given !== undefined) {
		const version = await versionOf(given);
		if (version === undefined) {
			throw new EmbeddedMongoFault(`MONGOD_BINARY names "${given}", which is no mongod that runs here.`);
		}
		return { path: path.resolve(given), version };
	}
	const onPath = async () => (await run("sh", ["-c", "command -v mongod"]))?.trim();
	for (const look of [onPath, () => FETCHED_MONGOD, fetchMongod]) {
		const candidate = await look();
		const version = candidate ? await versionOf(candidate) : undefined;
		if (candidate && version !== undefined) return { path: candidate, version };
	}
	throw new EmbeddedMongoFault(
		"There is no mongod for the embedded database: install MongoDB, or name a database in MONGODB_URI.",
	);
}

/** What `npm start` does before it starts Dabir, for whoever starts `src/main.ts` without it. */
async function fetchMongod(): Promise<string> {
	const setup = spawn(process.execPath, [SETUP, "mongod"], { stdio: ["ignore", "inherit", "inherit"] });
	await once(setup, "close");
	return FETCHED_MONGOD;
}

/** The version of a mongod that this driver can speak with (4.2 and later), or nothing. */
async function versionOf(binary: string): Promise<string | undefined> {
	const version = (await run(binary, ["--version"]))?.match(/db version v(\d+\.\d+\.\d+)/)?.[1];
	return version !== undefined && Number.parseFloat(version) >= 4.2 ? version : undefined;
}

async function run(program: string, args: string[]): Promise<string | undefined> {
	try {
		return (await promisify(execFile)(program, args, { timeout: 10_000 })).stdout;
	} catch {
		return undefined;
	}
}

async function prepareFolder(dataPath: string, room: number): Promise<void> {
	try {
		await mkdir(dataPath, { recursive: true });
		await access(dataPath, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch {
		throw new EmbeddedMongoFault(`The folder ${dataPath} of the embedded database cannot be made or written to.`);
	}
	const { bavail, bsize } = await statfs(dataPath);
	if (bavail * bsize < room) {
		const inMegabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
		throw new EmbeddedMongoFault(
			`The embedded database needs ${inMegabytes(room)} MB of free disk in ${dataPath}, and ${inMegabytes(bavail * bsize)} MB are free.`,
		);
	}
}

/** Refuses when a living Dabir has the folder; ends a mongod whose Dabir is gone, and waits until it let go of the data. */
async function endLeftover(dataPath: string, log: Log): Promise<void> {
	const mongod = await readNumber(path.join(dataPath, "mongod.lock"));
	if (mongod === undefined || !(await isMongodOn(mongod, dataPath))) return;
	const owner = await readNumber(ownerFile(dataPath));
	if (owner !== undefined && isAlive(owner)) throw inUse(dataPath, owner);
	log.warn({ mongod }, "a mongod of a Dabir that is gone still had the data folder; it was told to end");
	process.kill(mongod, "SIGTERM");
	const deadline = Date.now() + START_LIMIT;
	// The system tells nobody about the end of a process that is not one's child.
	while (isAlive(mongod)) {
		if (Date.now() > deadline) throw inUse(dataPath, mongod);
		await setTimeout(50);
	}
}

async function launch(mongod: { path: string; version: string }, dataPath: string, log: Log): Promise<MongoInstance> {
	const portFile = path.join(dataPath, "dabir.port");
	const usual = await readNumber(portFile);
	const candidates = [
		...(usual === undefined ? [] : [usual]),
		...Array.from({ length: PORTS }, (_, i) => FIRST_PORT + i),
	];
	for (const port of candidates) {
		if (!(await isFree(port))) continue;
		const instance = new MongoInstance({
			instance: {
				port,
				ip: HOST,
				dbPath: dataPath,
				replSet: REPLICA_SET,
				storageEngine: "wiredTiger",
				launchTimeout: START_LIMIT,
				args: ["--wiredTigerCacheSizeGB", "0.5", "--setParameter", "diagnosticDataCollectionEnabled=false"],
			},
			binary: { systemBinary: mongod.path, version: mongod.version },
			// In a session of its own: Ctrl-C ends Dabir, which then ends its database, not both at once.
			spawn: { detached: true },
		});
		try {
			await instance.start();
		} catch (error) {
			await instance.stop();
			const message = error instanceof Error ? error.message : String(error);
			if (/already in use/i.test(message)) continue;
			if (/DBPathInUse|unable to lock/i.test(message)) throw inUse(dataPath);
			throw new EmbeddedMongoFault(`The embedded database did not start: ${message}`, { cause: error });
		}
		if (usual !== undefined && usual !== port) {
			log.warn({ usual, port }, "the embedded database's port is taken; it listens on another one from now on");
		}
		await writeFile(portFile, String(port));
		return instance;
	}
	throw new EmbeddedMongoFault(
		`The embedded database found no free port from ${FIRST_PORT} to ${FIRST_PORT + PORTS - 1}; end what uses them, or name a database in MONGODB_URI.`,
	);
}

/** Makes a set of one out of a new mongod; one that was moved to another port learns its new address. */
async function becomePrimary(instance: MongoInstance): Promise<void> {
	const host = `${HOST}:${instance.instanceOpts.port}`;
	const client = await mongo.MongoClient.connect(`mongodb://${host}/?directConnection=true`);
	try {
		const admin = client.db("admin");
		const config = await client.db("local").collection("system.replset").findOne();
		if (config === null) {
			await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
		} else if (config.members[0].host !== host) {
			const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
			await configLoaded(admin);
			await admin.command({ replSetReconfig: moved, force: true });
		}
		if (!instance.isInstancePrimary) {
			await once(instance, "instancePrimary", { signal: AbortSignal.timeout(START_LIMIT) });
		}
	} finally {
		await client.close();
	}
}

/** A mongod that does not find itself in its configuration takes a moment to say so; before that it refuses a new one. */
async function configLoaded(admin: mongo.Db): Promise<void> {
	const deadline = Date.now() + START_LIMIT;
	for (;;) {
		const status = await admin.command({ replSetGetStatus: 1 }).catch((error: mongo.MongoServerError) => error);
		// "InvalidReplicaSetConfig": the configuration is loaded and does not name this address.
		if (!(status instanceof Error) || status.codeName === "InvalidReplicaSetConfig") return;
		if (Date.now() > deadline) throw status;
		await setTimeout(20);
	}
}

function inUse(dataPath: string, process?: number): EmbeddedMongoFault {
	const who = process === undefined ? "" : ` (process ${process})`;
	return new EmbeddedMongoFault(
		`Another Dabir${who} is using the data folder ${dataPath}; end it first, or start this one elsewhere.`,
	);
}

/** Tells which Dabir a running mongod belongs to. */
function ownerFile(dataPath: string): string {
	return path.join(dataPath, "dabir.pid");
}

async function readNumber(file: string): Promise<number | undefined> {
	const text = await readFile(file, "utf8").catch(() => "");
	return /^\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** Process ids are used again: only a mongod that was started on this very folder counts. */
async function isMongodOn(pid: number, dataPath: string): Promise<boolean> {
	const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
	return command.split("\0").includes(dataPath);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(false));
		probe.listen({ port, host: HOST }, () => probe.close(() => resolve(true)));
	});
}
