/** How the audit log is kept: lines are added, never changed. */
import mongoose from "mongoose";
import type { AuditLine, NewAuditLine } from "../domain/audit.ts";
import { newId } from "../kit/ids.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<AuditLine>>(
	{
		_id: String,
		at: { type: Date, required: true },
		byId: { type: String, required: true },
		action: { type: String, required: true },
		thing: new mongoose.Schema({ kind: String, id: String }, { _id: false, id: false }),
		details: mongoose.Schema.Types.Mixed,
	},
	{ versionKey: false },
);
schema.index({ "thing.kind": 1, "thing.id": 1, at: 1 });
schema.index({ byId: 1, _id: 1 });
schema.index({ action: 1, _id: 1 });

const Audit = mongoose.model("AuditLine", schema, "audit");

export async function add(line: NewAuditLine): Promise<void> {
	await Audit.create([{ _id: newId(), ...line }]);
}

/** Many lines at once; takes part in a transaction. */
export async function addMany(lines: readonly NewAuditLine[]): Promise<void> {
	if (lines.length > 0) await Audit.insertMany(lines.map((line) => ({ _id: newId(), ...line })));
}

/** What happened to one thing, in order. */
export async function ofThing(kind: string, id: string): Promise<AuditLine[]> {
	const found = await Audit.find({ "thing.kind": kind, "thing.id": id }).sort({ at: 1, _id: 1 }).lean();
	return found.map((line) => plain(line));
}

/** The ids of the things an action was done to. */
export async function thingsOf(action: string): Promise<string[]> {
	const found = await Audit.find({ action }).select({ thing: 1 }).lean();
	return found.map(({ thing }) => thing.id);
}

/** The one change the log ever sees: the platform's number of somebody who asked to be forgotten. */
export async function unnameUser(userId: number): Promise<void> {
	await Audit.updateMany({ "thing.kind": "user", "thing.id": String(userId) }, { $set: { "thing.id": "forgotten" } });
}
