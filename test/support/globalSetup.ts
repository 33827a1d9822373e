/** One real mongod for the whole test run; every test file takes a database of its own in it (see `mongod.ts`). */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { createLog } from "../../src/kit/log.ts";
import { startEmbeddedMongo } from "../../src/store/embedded.ts";

declare module "vitest" {
	export interface ProvidedContext {
		mongodbUri: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dataPath = await mkdtemp(path.join(tmpdir(), "dabir-test-"));
	const binary = process.env.MONGOD_BINARY || undefined;
	const mongod = await startEmbeddedMongo({ dataPath, log: createLog({ level: "warn" }), ...(binary && { binary }) });
	project.provide("mongodbUri", mongod.uri);
	return async () => {
		await mongod.stop();
		await rm(dataPath, { recursive: true, force: true });
	};
}
