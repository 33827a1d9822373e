/** The embedded database: a real mongod started beside Dabir when none is given, as a replica set of one that keeps its data. */
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { MongoInstance } from "mongodb-memory-server-core";
import { mongo } from "mongoose";
import type { Log } from "../kit/log.ts";
import { claim, EmbeddedMongoFault, endLeftover, inUse, prepareFolder, readNumber } from "./embeddedFolder.ts";
import { findMongod, type Mongod } from "./embeddedProgram.ts";

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

const REPLICA_SET = "dabir";
const HOST = "127.0.0.1";
/** Below the range systems hand out to outgoing connections (32768 and up), so that the port is free again after a restart. */
const FIRST_PORT = 27_117;
const PORTS = 200;
const START_LIMIT = 30_000;

/**
 * Starts mongod on `dataPath`, or goes on with the data that is there. A Dabir that was killed leaves its mongod
 * behind for a moment; that one is ended first. Throws {@link EmbeddedMongoFault}.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
	const dataPath = path.resolve(options.dataPath);
	const mongod = await findMongod(options.binary);
	await prepareFolder(dataPath, options.room);
	await endLeftover(dataPath, options.log);
	const instance = await launch(mongod, dataPath, options.log);
	try {
		await becomePrimary(instance);
		await claim(dataPath);
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

async function launch(mongod: Mongod, dataPath: string, log: Log): Promise<MongoInstance> {
	const portFile = path.join(dataPath, "dabir.port");
	const usual = await readNumber(portFile);
	const candidates = [
		...(usual === undefined ? [] : [usual]),
		...Array.from({ length: PORTS }, (_, i) => FIRST_PORT + i),
	];
	for (const port of candidates) {
		if (!(await isFree(port))) continue;
		// The set is named in `args`: told of it, the library ends a mongod by asking whoever answers on its port to shut
		// down, and after a lost race for the port that is the mongod of another Dabir (seen).
		const instance = new MongoInstance({
			instance: {
				port,
				ip: HOST,
				dbPath: dataPath,
				storageEngine: "wiredTiger",
				launchTimeout: START_LIMIT,
				args: [
					...["--replSet", REPLICA_SET],
					...["--wiredTigerCacheSizeGB", "0.5"],
					...["--setParameter", "diagnosticDataCollectionEnabled=false"],
					...["--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"],
				],
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

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(false));
		probe.listen({ port, host: HOST }, () => probe.close(() => resolve(true)));
	});
}
