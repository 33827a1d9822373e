/** The one connection to the database: opened and closed by `main`, used by every file of this room. */
import mongoose, { mongo } from "mongoose";
import type { Metrics } from "../kit/metrics.ts";
import { prepareBackgroundJobs } from "./backgroundJobs.ts";
import { leaveConnections, watchConnections } from "./brokenConnections.ts";
import { prepareDeliveries } from "./deliveries.ts";
import { prepareInbox } from "./inbox.ts";
import { retireIndexes } from "./memberships.ts";
import { fillInKeys as fillInOrganizations } from "./organizations.ts";
import { fillInKeys as fillInPeople } from "./people.ts";
import { prepareSessions } from "./sessions.ts";

// A key that no schema knows is a fault to be told, never a filter that quietly matches everything.
mongoose.set({
	sanitizeFilter: true,
	strictQuery: "throw",
	strict: "throw",
	autoIndex: false,
	autoCreate: false,
	bufferCommands: false,
	transactionAsyncLocalStorage: true,
});

let holders = 0;
let openUri: string | undefined;

/**
 * Connects to the database `uri` names. Several Dabirs in one process share the connection; each closes it once.
 * Throws when no database answers within `patienceMs`: whether to try again is the caller's decision.
 */
export async function connectStore(uri: string, metrics?: Metrics, patienceMs = 5_000): Promise<void> {
	if (openUri !== undefined && openUri !== uri) throw new Error("another database is open in this process");
	openUri = uri;
	holders++;
	try {
		if (holders === 1) watchConnections();
		if (holders === 1 && metrics) watch(metrics);
		await mongoose.connect(uri, {
			serverSelectionTimeoutMS: patienceMs,
			connectTimeoutMS: 10_000,
			socketTimeoutMS: 45_000,
			maxPoolSize: 50,
			writeConcern: { w: "majority" },
			readPreference: "primary",
			appName: "dabir",
			monitorCommands: metrics !== undefined,
		});
	} catch (error) {
		await closeStore();
		throw error;
	}
}

export async function closeStore(): Promise<void> {
	if (holders === 0) return;
	holders--;
	if (holders > 0) return;
	openUri = undefined;
	mongoose.connection.removeAllListeners("open");
	await mongoose.disconnect();
	leaveConnections();
}

/** Makes the collections and indexes of every store file that is in the program; again and again without harm. */
export async function prepareStore(): Promise<void> {
	await retireIndexes();
	await Promise.all([
		...Object.values(mongoose.models).map(async (model) => {
			await model.createCollection();
			await model.createIndexes();
		}),
		prepareSessions(),
		prepareInbox(),
		prepareDeliveries(),
		prepareBackgroundJobs(),
	]);
	await fillInOrganizations();
	await fillInPeople();
}

/** True while the database answers; within `limitMs`, so that a health check does not hang with it. */
export async function isStoreUp(limitMs = 2_000): Promise<boolean> {
	try {
		await mongoose.connection.db?.command({ ping: 1, maxTimeMS: limitMs }, { timeoutMS: limitMs });
		return mongoose.connection.readyState === mongoose.ConnectionStates.connected;
	} catch {
		return false;
	}
}

/** The server's version, what the documents take, and how long it takes to answer. */
export async function databaseFigures(): Promise<{ version: string; bytes: number; answersInMs: number }> {
	const { db } = mongoose.connection;
	if (!db) throw new Error("the database is not open");
	const asked = performance.now();
	const [build, stats] = [await db.command({ buildInfo: 1 }), await db.stats()];
	const answersInMs = Math.round((performance.now() - asked) / 2);
	return { version: String(build.version), bytes: Number(stats.dataSize), answersInMs };
}

/** MongoDB's codes for "not now": stepping down, shutting down, no primary, unreachable host. */
const AWAY_CODES = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** Tells "the database is away, wait and try again" from a fault of ours. */
export function isDatabaseFault(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (error instanceof mongoose.Error.MongooseServerSelectionError) return true;
	if (
		error instanceof mongoose.Error &&
		/before initial connection|force closed|buffering timed out/.test(error.message)
	)
		return true;
	if (error instanceof mongo.MongoError) {
		if (
			error instanceof mongo.MongoNetworkError ||
			error instanceof mongo.MongoServerSelectionError ||
			error instanceof mongo.MongoNotConnectedError ||
			error instanceof mongo.MongoTopologyClosedError ||
			error instanceof mongo.MongoClientClosedError ||
			error instanceof mongo.MongoExpiredSessionError ||
			error instanceof mongo.MongoOperationTimeoutError
		)
			return true;
		if (error.name === "MongoPoolClearedError" || error.name === "MongoPoolClosedError") return true;
		if (typeof error.code === "number" && AWAY_CODES.has(error.code)) return true;
		// What a bulk write met on its way stands inside the error that it throws.
		if (error instanceof mongo.MongoServerError && isDatabaseFault(error.errorResponse)) return true;
		if (error.hasErrorLabel("RetryableWriteError") || error.hasErrorLabel("UnknownTransactionCommitResult"))
			return true;
	}
	return error.cause !== undefined && isDatabaseFault(error.cause);
}

function watch(metrics: Metrics): void {
	mongoose.connection.once("open", () => {
		const client = mongoose.connection.getClient();
		client.on("commandSucceeded", ({ commandName: command, duration }) =>
			metrics.databaseSeconds.observe({ command, outcome: "ok" }, duration / 1000),
		);
		client.on("commandFailed", ({ commandName: command, duration }) =>
			metrics.databaseSeconds.observe({ command, outcome: "failed" }, duration / 1000),
		);
	});
}
