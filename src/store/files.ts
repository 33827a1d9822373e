/** The bytes of what people sent, kept in the database (GridFS): for when Telegram no longer has them. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import mongoose, { mongo } from "mongoose";
import { currentSession } from "./transaction.ts";

/** The collections are "files.files" and "files.chunks". */
const BUCKET = "files";

function bucket(): mongo.GridFSBucket {
	const { db } = mongoose.connection;
	if (!db) throw new Error("the database is not open");
	return new mongo.GridFSBucket(db, { bucketName: BUCKET });
}

/** GridFS types its ids as ObjectId and takes any. */
const asId = (id: string) => id as unknown as mongo.ObjectId;

/** Keeps the bytes under the id, in place of what was kept there. Takes part in no transaction. */
export async function put(id: string, bytes: Uint8Array): Promise<void> {
	await remove(id);
	await pipeline(Readable.from([bytes]), bucket().openUploadStreamWithId(asId(id), id));
}

/** Nothing when there is none. */
export async function get(id: string): Promise<Uint8Array | undefined> {
	const pieces: Uint8Array[] = [];
	try {
		for await (const piece of bucket().openDownloadStream(asId(id))) pieces.push(piece as Uint8Array);
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
	return Buffer.concat(pieces);
}

/** That there is none is no error. Takes part in a transaction. */
export async function remove(...ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	const session = currentSession();
	const how = session ? { session } : {};
	const { connection } = mongoose;
	await connection.collection<{ _id: string }>(`${BUCKET}.files`).deleteMany({ _id: { $in: ids } }, how);
	await connection.collection<{ files_id: string }>(`${BUCKET}.chunks`).deleteMany({ files_id: { $in: ids } }, how);
}

function isMissing(error: unknown): boolean {
	return error instanceof mongo.MongoRuntimeError && /FileNotFound|File not found/i.test(error.message);
}
