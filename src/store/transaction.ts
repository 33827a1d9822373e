/** All or nothing: writes that belong together, across collections. */
import mongoose from "mongoose";

/**
 * Runs `work` as one transaction; inside another one it becomes part of that. Everything done through a mongoose Model
 * takes part by itself; what goes through `Model.collection` must be given `currentSession()`.
 * `work` may be run several times: nothing in it may reach outside the database, and its operations follow one another.
 */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
	if (currentSession() !== undefined) return work();
	return mongoose.connection.transaction(() => work(), {
		readConcern: { level: "snapshot" },
		writeConcern: { w: "majority" },
	}) as Promise<T>;
}

/** The session of the transaction that is running, for operations below mongoose's Models. */
export function currentSession(): mongoose.mongo.ClientSession | undefined {
	const storage = (mongoose as { transactionAsyncLocalStorage?: { getStore(): { session?: unknown } | undefined } })
		.transactionAsyncLocalStorage;
	return storage?.getStore()?.session as mongoose.mongo.ClientSession | undefined;
}
