/** The database a backup is about: the one MONGODB_URI names, or the embedded one, whether a Dabir runs on it or not. */
import { readFile } from "node:fs/promises";
import { config as readDotenv } from "dotenv";
import { createLog } from "../../src/kit/log.ts";
import { closeStore, connectStore } from "../../src/store/connection.ts";
import { startEmbeddedMongo } from "../../src/store/embedded.ts";

const DATA_PATH = ".data/mongodb";

/** Runs `work` with the database open, and leaves everything as it was. */
export async function withTheDatabase<Answer>(work: () => Promise<Answer>): Promise<Answer> {
	readDotenv({ quiet: true });
	const { MONGODB_URI: uri, MONGOD_BINARY: binary } = process.env;
	if (uri) return await within(uri, work);
	const running = await runningUri();
	if (running !== undefined) return await within(running, work);
	const mongo = await startEmbeddedMongo({
		dataPath: DATA_PATH,
		log: createLog({ level: "warn" }),
		...(binary && { binary }),
	});
	try {
		return await within(mongo.uri, work);
	} finally {
		await mongo.stop();
	}
}

async function within<Answer>(uri: string, work: () => Promise<Answer>): Promise<Answer> {
	await connectStore(uri);
	try {
		return await work();
	} finally {
		await closeStore();
	}
}

/** The embedded database of a Dabir that is at work in this folder. */
async function runningUri(): Promise<string | undefined> {
	const port = Number(await readFile(`${DATA_PATH}/dabir.port`, "utf8").catch(() => ""));
	if (!Number.isInteger(port) || port <= 0) return undefined;
	const uri = `mongodb://127.0.0.1:${port}/dabir?replicaSet=dabir`;
	try {
		await connectStore(uri, undefined, 700);
		await closeStore();
		return uri;
	} catch {
		return undefined;
	}
}
