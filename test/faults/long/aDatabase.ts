/** A mongod of the run's own: it can be killed under the bots' hands and comes back with its data on the same port. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createLog } from "../../../src/kit/log.ts";
import { type EmbeddedMongo, startEmbeddedMongo } from "../../../src/store/embedded.ts";

export interface Mongod {
	/** The address of one of its databases. */
	uri(database: string): string;
	/** `kill -9`; nobody can reach it until `start`. */
	kill(): Promise<void>;
	start(): Promise<void>;
	/** Ends it and throws its data away. */
	close(): Promise<void>;
}

export async function aMongod(): Promise<Mongod> {
	const dataPath = await mkdtemp(path.join(tmpdir(), "dabir-faults-"));
	// Not among those an embedded database looks through: while it is gone nobody else takes its port.
	await writeFile(path.join(dataPath, "dabir.port"), String(20_000 + Math.floor(Math.random() * 7_000)));
	const begin = () => startEmbeddedMongo({ dataPath, log: createLog({ level: "error" }) });
	let running: EmbeddedMongo | undefined = await begin();
	const address = running.uri;
	return {
		uri(database) {
			const uri = new URL(address);
			uri.pathname = `/${database}`;
			return uri.toString();
		},
		async kill() {
			const pid = Number(await readFile(path.join(dataPath, "mongod.lock"), "utf8"));
			process.kill(pid, "SIGKILL");
			// The library that started it is told, so that it does not believe in it any longer.
			await running?.stop();
			running = undefined;
		},
		async start() {
			running ??= await begin();
			if (running.uri !== address) throw new Error("mongod came back on another port");
		},
		async close() {
			await running?.stop();
			await rm(dataPath, { recursive: true, force: true });
		},
	};
}
