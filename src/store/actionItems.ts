/** How action items are kept: by whose they are and by the day they are due, until they are done. */
import mongoose from "mongoose";
import type { SeatHolder } from "../domain/committee.ts";
import { dayKey } from "../domain/finding.ts";
import type { ActionItem } from "../domain/minutes.ts";
import { holderKey } from "../domain/rsvp.ts";
import { type Kept, plain } from "./plain.ts";
import { beyond, COUNTED, type Edge } from "./words.ts";

/** `ownerKey`: whose it is as one word; `isOpen`: not done; `order`: its day and id, to page by. */
type KeptItem = Kept<ActionItem> & { ownerKey: string; isOpen: boolean; order: string };

const mixed = mongoose.Schema.Types.Mixed;

const schema = new mongoose.Schema<KeptItem>(
	{
		_id: String,
		meetingId: { type: String, required: true },
		committeeId: String,
		invited: { type: mixed, required: true },
		words: { type: String, required: true },
		owner: { type: mixed, required: true },
		ownerKey: { type: String, required: true },
		dueOn: { type: String, required: true },
		order: { type: String, required: true },
		state: { type: String, required: true },
		isOpen: { type: Boolean, required: true },
		report: mixed,
		returned: mixed,
		doneAt: Date,
		remindAt: Date,
		createdAt: { type: Date, required: true },
		revision: { type: Number, required: true },
	},
	{ versionKey: false, minimize: false },
);
schema.index({ isOpen: 1, order: 1 });
schema.index({ ownerKey: 1, isOpen: 1, order: 1 });
schema.index({ committeeId: 1, isOpen: 1, order: 1 });
schema.index({ remindAt: 1 }, { partialFilterExpression: { remindAt: { $exists: true } } });
schema.index({ "report.byId": 1 }, { sparse: true });
schema.index({ "returned.byId": 1 }, { sparse: true });

const Items = mongoose.model("ActionItem", schema, "actionItems");

function kept({ id, ...rest }: ActionItem): KeptItem {
	return {
		_id: id,
		...rest,
		ownerKey: holderKey(rest.owner),
		isOpen: rest.state !== "done",
		order: dayKey(rest.dueOn, id),
	};
}

function asItem(found: KeptItem): ActionItem {
	const { ownerKey: _, isOpen: __, order: ___, ...rest } = found;
	return plain<ActionItem>(rest);
}

/** Those there are already stay. */
export async function addMissing(items: readonly ActionItem[]): Promise<void> {
	for (const item of items) {
		const { _id, ...rest } = kept(item);
		await Items.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
	}
}

export async function byId(id: string): Promise<ActionItem | undefined> {
	const found = await Items.findById(id).lean();
	return found ? asItem(found) : undefined;
}

/** Puts `after` in the place of `before`; false when somebody changed it meanwhile. */
export async function changeAt(before: ActionItem, after: ActionItem): Promise<boolean> {
	const { _id, ...rest } = kept(after);
	const gone = Object.keys(before).filter((field) => !(field in after));
	const result = await Items.updateOne(
		{ _id, revision: before.revision },
		{ $set: rest, ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((field) => [field, ""])) }) },
	);
	return result.matchedCount === 1;
}

/** What is looked for among those that are not done: of these owners, of these committees, or all. */
export interface Finding {
	owners?: readonly SeatHolder[];
	committeeIds?: readonly string[];
	/** Due on this day or before. */
	dueBy?: string;
}

function conditions({ owners, committeeIds, dueBy }: Finding): Record<string, unknown>[] {
	return [
		{
			isOpen: true,
			...(owners && { ownerKey: mongoose.trusted({ $in: owners.map(holderKey) }) }),
			...(committeeIds && { committeeId: mongoose.trusted({ $in: [...committeeIds] }) }),
		},
		...(dueBy === undefined ? [] : [{ order: mongoose.trusted({ $lt: `${dueBy}\u0002` }) }]),
	];
}

/** Those that are not done, the one due first first. */
export async function page(finding: Finding, from: Edge, limit: number): Promise<ActionItem[]> {
	const backwards = from.before !== undefined;
	const edgeId = from.before ?? from.after;
	const edge = edgeId === undefined ? undefined : (await Items.findById(edgeId).select({ order: 1 }).lean())?.order;
	const bound = beyond(edge, backwards);
	const found = await Items.find({
		$and: [...conditions(finding), ...(bound ? [{ order: mongoose.trusted(bound) }] : [])],
	})
		.sort({ order: backwards ? -1 : 1 })
		.limit(limit)
		.lean();
	const list = found.map((one) => asItem(one));
	return backwards ? list.reverse() : list;
}

/** Counting stops at 1001. */
export async function count(finding: Finding): Promise<number> {
	return await Items.countDocuments({ $and: conditions(finding) }, { limit: COUNTED });
}

export async function toRemind(now: Date, limit: number): Promise<ActionItem[]> {
	const found = await Items.find({ remindAt: mongoose.trusted({ $lte: now }) })
		.sort({ remindAt: 1 })
		.limit(limit)
		.lean();
	return found.map((one) => asItem(one));
}

/** False when it was reminded of, or done, meanwhile. */
export async function setReminder({ id, remindAt }: ActionItem, next: Date): Promise<boolean> {
	const result = await Items.updateOne({ _id: id, remindAt }, { $set: { remindAt: next } });
	return result.modifiedCount === 1;
}

export async function nextReminder(): Promise<Date | undefined> {
	const found = await Items.findOne({ remindAt: mongoose.trusted({ $exists: true }) })
		.sort({ remindAt: 1 })
		.select({ remindAt: 1 })
		.lean();
	return found?.remindAt;
}

/** What an organization reported stays; who wrote it does not. */
export async function unname(personId: string): Promise<void> {
	await Items.updateMany({ "report.byId": personId }, { $set: { "report.byId": "" } });
	await Items.updateMany({ "returned.byId": personId }, { $set: { "returned.byId": "" } });
}
