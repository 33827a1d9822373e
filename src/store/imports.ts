/** How imports are kept: the file's way through the house, and its rows until they are written. */
import mongoose from "mongoose";
import { type Import, type ImportRow, type ImportState, ROW_OUTCOMES, type RowOutcome } from "../domain/import.ts";
import { type Kept, plain } from "./plain.ts";

const Mixed = mongoose.Schema.Types.Mixed;
/** The rows of a file hold names and numbers of people: they go by themselves. */
const ROWS_KEPT_MS = 3 * 24 * 3600_000;

const schema = new mongoose.Schema<Kept<Import>>(
	{
		_id: String,
		personId: { type: String, required: true },
		fileId: { type: String, required: true },
		fileName: { type: String, required: true },
		state: { type: String, required: true },
		receivedAt: { type: Date, required: true },
		refusal: Mixed,
		sheets: { type: Mixed },
		sheet: Number,
		headings: { type: [String], default: undefined },
		ignored: { type: [String], default: undefined },
		counts: Mixed,
		written: Mixed,
	},
	{ versionKey: false },
);
schema.index({ personId: 1, _id: -1 });

type KeptRow = ImportRow & { _id: string; expiresAt: Date };

const rowSchema = new mongoose.Schema<KeptRow>(
	{
		_id: String,
		importId: { type: String, required: true },
		number: { type: Number, required: true },
		outcome: { type: String, required: true },
		organizationId: String,
		details: Mixed,
		changed: [String],
		problems: [Mixed],
		cells: [String],
		columns: Mixed,
		expiresAt: { type: Date, required: true },
	},
	{ versionKey: false, minimize: false },
);
rowSchema.index({ importId: 1, number: 1 });
rowSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const Imports = mongoose.model("Import", schema, "imports");
const Rows = mongoose.model("ImportRow", rowSchema, "importRows");

export async function add(one: Import): Promise<void> {
	const { id, ...rest } = one;
	await Imports.create([{ _id: id, ...rest }]);
}

export async function byId(id: string): Promise<Import | undefined> {
	return plain(await Imports.findById(id).lean());
}

/** On condition that it stands in one of `states`; undefined when it does not: somebody was first. */
export async function change(
	id: string,
	states: readonly ImportState[],
	set: Partial<Import>,
): Promise<Import | undefined> {
	const found = await Imports.findOneAndUpdate(
		{ _id: id, state: mongoose.trusted({ $in: [...states] }) },
		{ $set: set },
		{ returnDocument: "after" },
	).lean();
	return plain(found);
}

export async function addRows(rows: readonly ImportRow[], now: Date): Promise<void> {
	const expiresAt = new Date(now.getTime() + ROWS_KEPT_MS);
	await Rows.collection.insertMany(
		rows.map((row) => ({ ...row, _id: `${row.importId}:${row.number}`, expiresAt })) as never,
	);
}

/** A page of rows after a number, in order. */
export async function rows(
	importId: string,
	after: number,
	limit: number,
	outcomes: readonly RowOutcome[] = ROW_OUTCOMES,
): Promise<ImportRow[]> {
	const found = await Rows.find({
		importId,
		number: mongoose.trusted({ $gt: after }),
		outcome: mongoose.trusted({ $in: [...outcomes] }),
	})
		.sort({ number: 1 })
		.limit(limit)
		.lean();
	return found.map(({ _id: _, expiresAt: __, ...row }) => row);
}

/** Rows of which something is wrong or could not be read, the first few. */
export async function rowsWithProblems(importId: string, limit: number): Promise<ImportRow[]> {
	const found = await Rows.find({ importId, "problems.0": mongoose.trusted({ $exists: true }) })
		.sort({ number: 1 })
		.limit(limit)
		.lean();
	return found.map(({ _id: _, expiresAt: __, ...row }) => row);
}

export async function removeRows(importId: string): Promise<void> {
	await Rows.deleteMany({ importId });
}

/** Rows of an office's file in which somebody's number stands, until they go by themselves. */
export async function removeRowsWith(phone: string): Promise<void> {
	await Rows.deleteMany({ $or: [{ "details.phone": phone }, { "details.director.phone": phone }] });
}

/** Files and rows that somebody sent who wants to be forgotten. */
export async function removeOf(personId: string): Promise<void> {
	const theirs = await Imports.find({ personId }).select({ _id: 1 }).lean();
	await Rows.deleteMany({ importId: mongoose.trusted({ $in: theirs.map(({ _id }) => _id) }) });
	await Imports.deleteMany({ personId });
}
