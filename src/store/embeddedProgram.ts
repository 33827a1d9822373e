/** The mongod program for the embedded database: the given one, the machine's, the one fetched before, or one fetched now. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { promisify } from "node:util";
import { EmbeddedMongoFault } from "./embeddedFolder.ts";

export interface Mongod {
	path: string;
	version: string;
}

/** Where `scripts/setup.mjs` puts a mongod that it had to fetch. */
const FETCHED_MONGOD = path.resolve(import.meta.dirname, "../../.data/cache/mongod");

const SETUP = path.resolve(import.meta.dirname, "../../scripts/setup.mjs");

/** A mongod that runs here; `given` is the only one looked at when there is one. Throws {@link EmbeddedMongoFault}. */
export async function findMongod(given: string | undefined): Promise<Mongod> {
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
