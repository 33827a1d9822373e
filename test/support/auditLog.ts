/** What the audit log of the open database says of one kind of action. */
import mongoose from "mongoose";

export async function auditOf(action: string): Promise<Record<string, unknown>[]> {
	const { db } = mongoose.connection;
	if (!db) throw new Error("no database is open");
	return await db.collection("audit").find({ action }).toArray();
}
