/** The embedded database keeps its data through restarts and says plainly why it cannot start. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { mongo } from "mongoose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "../../src/kit/log.ts";
import { type EmbeddedMongo, startEmbeddedMongo } from "../../src/store/embedded.ts";

const log = createLog({ level: "silent" });
let dataPath: string;
const running: { stop(): Promise<unknown> }[] = [];

beforeEach(async () => {
	dataPath = await mkdtemp(path.join(tmpdir(), "dabir-embedded-"));
});

afterEach(async () => {
	for (const one of running.splice(0).reverse()) await one.stop();
	await rm(dataPath, { recursive: true, force: true });
});

test("what was stored is still there after three restarts, and a second start takes less than two seconds", async () => {
	let database = await start();
	const first = database.uri;
	await withClient(first, (client) =>
		client.db().collection<{ _id: string; n: number }>("things").insertOne({ _id: "a", n: 0 }),
	);
	for (let restart = 1; restart <= 3; restart++) {
		await database.stop();
		const before = performance.now();
		database = await start();
		expect(performance.now() - before).toBeLessThan(2000);
		expect(database.uri).toBe(first);
		const kept = await withClient(database.uri, (client) =>
			client
				.db()
				.collection<{ _id: string; n: number }>("things")
				.findOneAndUpdate({ _id: "a" }, { $inc: { n: 1 } }, { returnDocument: "after" }),
		);
		expect(kept).toEqual({ _id: "a", n: restart });
	}
}, 60_000);

test("it is a replica set: a transaction over two collections is kept or undone as one", async () => {
	const database = await start();
	await withClient(database.uri, async (client) => {
		const db = client.db();
		await db.createCollection("one");
		await db.createCollection("two");
		await expect(
			client.withSession((session) =>
				session.withTransaction(async () => {
					await db.collection("one").insertOne({ said: "yes" }, { session });
					throw new Error("changed my mind");
				}),
			),
		).rejects.toThrow("changed my mind");
		expect(await db.collection("one").countDocuments()).toBe(0);
	});
}, 30_000);

test("when its port is taken at a restart it moves to another one, with its data", async () => {
	const database = await start();
	await withClient(database.uri, (client) => client.db().collection("things").insertOne({ said: "here" }));
	await database.stop();
	const usual = Number(new URL(database.uri).port);
	const squatter = createServer((socket) => socket.destroy()).listen(usual, "127.0.0.1");
	await once(squatter, "listening");
	running.push({ stop: () => new Promise((resolve) => squatter.close(resolve)) });
	const moved = await start();
	expect(new URL(moved.uri).port).not.toBe(String(usual));
	expect(await withClient(moved.uri, (client) => client.db().collection("things").countDocuments())).toBe(1);
}, 60_000);

test("a second Dabir on the same folder is told that another one is using it", async () => {
	await start();
	await expect(start()).rejects.toThrow(`Another Dabir (process ${process.pid}) is using the data folder ${dataPath}`);
}, 30_000);

test("a killed Dabir does not keep the next one from starting", async () => {
	const script = `
		import { startEmbeddedMongo } from ${JSON.stringify(path.resolve("src/store/embedded.ts"))};
		import { createLog } from ${JSON.stringify(path.resolve("src/kit/log.ts"))};
		await startEmbeddedMongo({ dataPath: ${JSON.stringify(dataPath)}, log: createLog({ level: "silent" }) });
		process.stdout.write("started\\n");
		setInterval(() => {}, 1000);`;
	const first = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	await once(first.stdout, "data");
	first.kill("SIGKILL");
	await once(first, "exit");
	const second = await start();
	expect(await withClient(second.uri, (client) => client.db().command({ ping: 1 }))).toMatchObject({ ok: 1 });
}, 60_000);

test("several that start at the same moment each have a port, and none ends another", async () => {
	const folders = await Promise.all([1, 2, 3].map(() => mkdtemp(path.join(dataPath, "one-"))));
	const databases = await Promise.all(folders.map((folder) => startEmbeddedMongo({ dataPath: folder, log })));
	running.push(...databases);
	expect(new Set(databases.map(({ uri }) => uri)).size).toBe(3);
	for (const { uri } of databases) {
		await withClient(uri, (client) => client.db().collection("notes").insertOne({ text: "هست" }));
	}
});

test("too little disk, a folder that cannot be written and a mongod that does not run are each one sentence", async () => {
	await expect(startEmbeddedMongo({ dataPath, log, room: 2 ** 60 })).rejects.toThrow(
		/needs \d+ MB of free disk in .*, and \d+ MB are free\.$/,
	);
	const file = path.join(dataPath, "file");
	await writeFile(file, "");
	await expect(startEmbeddedMongo({ dataPath: path.join(file, "data"), log })).rejects.toThrow(
		/cannot be made or written to\.$/,
	);
	await expect(startEmbeddedMongo({ dataPath, log, binary: "/nowhere/mongod" })).rejects.toThrow(
		'MONGOD_BINARY names "/nowhere/mongod"',
	);
	const notMongod = path.join(dataPath, "mongod");
	await writeFile(notMongod, "#!/bin/sh\necho hello\n");
	await chmod(notMongod, 0o755);
	await expect(startEmbeddedMongo({ dataPath, log, binary: notMongod })).rejects.toThrow("no mongod that runs here");
	await expect(readFile(path.join(dataPath, "dabir.port"))).rejects.toThrow("ENOENT");
});

async function start(): Promise<EmbeddedMongo> {
	const database = await startEmbeddedMongo({ dataPath, log });
	running.push(database);
	return database;
}

async function withClient<T>(uri: string, act: (client: mongo.MongoClient) => Promise<T>): Promise<T> {
	const client = await mongo.MongoClient.connect(uri);
	try {
		return await act(client);
	} finally {
		await client.close();
	}
}
