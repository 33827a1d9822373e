/** How the audit log is kept: lines are added, never changed. */
import mongoose from "mongoose";
import type { AuditLine, NewAuditLine } from "../domain/audit.ts";
import { newId } from "../kit/ids.ts";
import { type Kept, plain } from "./plain.ts";
import { currentSession } from "./transaction.ts";

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
schema.index({ at: 1, _id: 1 });
schema.index({ byId: 1, at: 1, _id: 1 });
schema.index({ "thing.kind": 1, at: 1, _id: 1 });
schema.index({ action: 1, _id: 1 });

const Audit = mongoose.model("AuditLine", schema, "audit");

export async function add(line: NewAuditLine): Promise<void> {
	await Audit.create([{ _id: newId(), ...line }]);
}

/** Many lines at once; takes part in a transaction. */
export async function addMany(lines: readonly NewAuditLine[]): Promise<void> {
	if (lines.length === 0) return;
	const session = currentSession();
	await Audit.collection.insertMany(
		lines.map((line) => ({ ...line, _id: newId() as never })),
		session ? { session } : {},
	);
}

/** What happened to one thing, in order. */
export async function ofThing(kind: string, id: string): Promise<AuditLine[]> {
	const found = await Audit.find({ "thing.kind": kind, "thing.id": id }).sort({ at: 1, _id: 1 }).lean();
	return found.map((line) => plain(line));
}

export interface AuditFilter {
	byId?: string;
	/** The kind of thing: "organization", "person". */
	kind?: string;
	since?: Date;
}

/** One page, the newest first. `from` names a line: those older, or those newer than it. */
export async function page(
	filter: AuditFilter,
	from: { after?: string; before?: string },
	limit: number,
): Promise<AuditLine[]> {
	const edgeId = from.after ?? from.before;
	const edge = edgeId === undefined ? undefined : await Audit.findById(edgeId).lean();
	const backwards = from.before !== undefined;
	const than = backwards ? "$gt" : "$lt";
	const found = await Audit.find({
		...(filter.byId !== undefined && { byId: filter.byId }),
		...(filter.kind !== undefined && { "thing.kind": filter.kind }),
		...(filter.since && { at: mongoose.trusted({ $gte: filter.since }) }),
		...(edge && {
			$or: [
				{ at: mongoose.trusted({ [than]: edge.at }) },
				{ at: edge.at, _id: mongoose.trusted({ [than]: edge._id }) },
			],
		}),
	})
		.sort(backwards ? { at: 1, _id: 1 } : { at: -1, _id: -1 })
		.limit(limit)
		.lean();
	const list = found.map((line) => plain<AuditLine>(line));
	return backwards ? list.reverse() : list;
}

/** Counting stops at `atMost`. */
export async function count(filter: AuditFilter, atMost = 1001): Promise<number> {
	return Audit.countDocuments(
		{
			...(filter.byId !== undefined && { byId: filter.byId }),
			...(filter.kind !== undefined && { "thing.kind": filter.kind }),
			...(filter.since && { at: mongoose.trusted({ $gte: filter.since }) }),
		},
		{ limit: atMost },
	);
}

/** The ids of the things an action was done to. */
export async function thingsOf(action: string): Promise<string[]> {
	const found = await Audit.find({ action }).select({ thing: 1 }).lean();
	return found.map(({ thing }) => thing.id);
}

/** One of two changes the log ever sees: the words about somebody who asked to be forgotten. That it was decided stays. */
export async function removeReasons(personId: string): Promise<void> {
	const about = { "thing.kind": "person", "thing.id": personId, "details.reason": mongoose.trusted({ $exists: true }) };
	await Audit.updateMany(about, { $unset: { "details.reason": "" } });
}

/** The other change the log ever sees: the platform's number of somebody who asked to be forgotten. */
export async function unnameUser(userId: number): Promise<void> {
	await Audit.updateMany({ "thing.kind": "user", "thing.id": String(userId) }, { $set: { "thing.id": "forgotten" } });
}
