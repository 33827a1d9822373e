/** The test run's database server, as tests ask for it. */
import { randomBytes } from "node:crypto";
import mongoose from "mongoose";
import { afterAll, inject, onTestFinished } from "vitest";

/** Databases made outside of a test: they go when their file is through. */
const ofThisFile: (() => Promise<void>)[] = [];

/**
 * The address of an empty database of its own, on the replica set that the whole run shares. It is dropped when its
 * test, or its file, is over: each holds some 150 files open, and mongod dies at the system's limit (seen at 20,000).
 */
export function aDatabaseUri(): string {
	const uri = new URL(inject("mongodbUri"));
	uri.pathname = `/test_${randomBytes(6).toString("hex")}`;
	const drop = () => dropDatabase(uri.toString());
	try {
		onTestFinished(drop);
	} catch {
		ofThisFile.push(drop);
	}
	return uri.toString();
}

/** For the set-up of every test file. */
export function dropWhenTheFileIsOver(): void {
	afterAll(async () => {
		for (const drop of ofThisFile.splice(0)) await drop();
	});
}

async function dropDatabase(uri: string): Promise<void> {
	const client = await mongoose.mongo.MongoClient.connect(uri);
	try {
		await client.db().dropDatabase();
	} finally {
		await client.close();
	}
}
