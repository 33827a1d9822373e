/** The test run's database server, as tests ask for it. */
import { randomBytes } from "node:crypto";
import mongoose from "mongoose";
import { afterAll, inject, onTestFinished } from "vitest";

/** The numbers of the databases in use: by tests of this file, which may take several each. */
const taken = new Set<number>();

/** Databases taken outside of a test: they are given back when their file is through. */
const ofThisFile: (() => Promise<void>)[] = [];

/**
 * The address of an empty database on the replica set that the whole run shares. When its test, or its file, is over
 * it is emptied and kept for the next: making one costs some 200 files, which mongod holds open for minutes after a
 * drop (seen: it dies at the system's limit, and half of a run's time went there).
 */
export function aDatabaseUri(): string {
	let number = 1;
	while (taken.has(number)) number++;
	taken.add(number);
	const uri = new URL(inject("mongodbUri"));
	uri.pathname = `/test_${process.env.VITEST_POOL_ID}_${number}`;
	whenOver(async () => {
		await empty(uri.toString());
		taken.delete(number);
	});
	return uri.toString();
}

function whenOver(giveBack: () => Promise<void>): void {
	try {
		onTestFinished(giveBack);
	} catch {
		ofThisFile.push(giveBack);
	}
}

/** For the set-up of every test file. */
export function emptyWhenTheFileIsOver(): void {
	afterAll(async () => {
		for (const giveBack of ofThisFile.splice(0)) await giveBack();
	});
}

/**
 * A database for a test that changes more than documents: indexes, users, the profiler. It is dropped afterwards, the
 * others are only emptied.
 */
export function aDatabaseToShape(): string {
	const uri = new URL(inject("mongodbUri"));
	uri.pathname = `/test_${randomBytes(6).toString("hex")}`;
	whenOver(() => inDatabase(uri.toString(), async (db) => void (await db.dropDatabase())));
	return uri.toString();
}

/** Collections stay, with their indexes; what grew large is dropped, which is quicker than deleting. */
async function empty(uri: string): Promise<void> {
	await inDatabase(uri, async (db) => {
		const names = (await db.listCollections({ type: "collection" }, { nameOnly: true }).toArray()).map(
			({ name }) => name,
		);
		await Promise.all(
			names.map(async (name) => {
				const collection = db.collection(name);
				const count = await collection.estimatedDocumentCount();
				if (count > 2_000) await collection.drop();
				else if (count > 0) await collection.deleteMany({});
			}),
		);
	});
}

async function inDatabase(uri: string, use: (db: mongoose.mongo.Db) => Promise<void>): Promise<void> {
	const client = await mongoose.mongo.MongoClient.connect(uri);
	try {
		await use(client.db());
	} finally {
		await client.close();
	}
}
