/** How minutes are kept: one document for each meeting that is over, changed one at a time. */
import mongoose from "mongoose";
import type { Minutes } from "../domain/minutes.ts";
import { type Kept, plain } from "./plain.ts";
import { COUNTED } from "./words.ts";

const mixed = mongoose.Schema.Types.Mixed;

const schema = new mongoose.Schema<Kept<Minutes>>(
	{
		_id: String,
		committeeId: String,
		invited: { type: mixed, required: true },
		title: { type: String, required: true },
		heldAt: { type: Date, required: true },
		state: { type: String, required: true },
		points: { type: [mixed], required: true } as never,
		versions: { type: [mixed], required: true } as never,
		objections: { type: [mixed], required: true } as never,
		lockAt: Date,
		revision: { type: Number, required: true },
	},
	{ versionKey: false, minimize: false },
);
schema.index({ state: 1, heldAt: 1 });
schema.index({ committeeId: 1, state: 1, heldAt: 1 });
schema.index({ state: 1, lockAt: 1 });
schema.index({ "objections.byId": 1 }, { sparse: true });

const AllMinutes = mongoose.model("Minutes", schema, "minutes");

/** Minutes are awaited of it from now on; those there are already stay. */
export async function expect({ id, ...rest }: Minutes): Promise<void> {
	await AllMinutes.updateOne({ _id: id }, { $setOnInsert: rest }, { upsert: true });
}

export async function byId(id: string): Promise<Minutes | undefined> {
	return plain<Minutes>(await AllMinutes.findById(id).lean());
}

/** Puts `after` in the place of `before`; false when somebody changed them meanwhile. */
export async function changeAt(before: Minutes, after: Minutes): Promise<boolean> {
	const { id, ...rest } = after;
	const result = await AllMinutes.updateOne(
		{ _id: id, revision: before.revision },
		{ $set: rest, ...(before.lockAt && !after.lockAt && { $unset: { lockAt: "" } }) },
	);
	return result.matchedCount === 1;
}

/** Meetings that ended before `by` and whose minutes nobody was sent, the longest waiting first; of these committees only. */
export async function awaited(
	by: Date,
	{ committeeIds, after }: { committeeIds?: readonly string[]; after?: Date },
	limit: number,
): Promise<Minutes[]> {
	const found = await AllMinutes.find(waiting(by, committeeIds, after))
		.sort({ heldAt: 1 })
		.limit(limit)
		.lean();
	return found.map((one) => plain<Minutes>(one));
}

/** Counting stops at 1001. */
export async function countAwaited(by: Date, committeeIds?: readonly string[]): Promise<number> {
	return await AllMinutes.countDocuments(waiting(by, committeeIds), { limit: COUNTED });
}

function waiting(by: Date, committeeIds?: readonly string[], after?: Date): Record<string, unknown> {
	return {
		...(committeeIds && { committeeId: mongoose.trusted({ $in: [...committeeIds] }) }),
		state: "awaited",
		heldAt: mongoose.trusted(after ? { $lte: by, $gt: after } : { $lte: by }),
	};
}

/** Those of which the time to object is over. */
export async function toLock(now: Date, limit: number): Promise<Minutes[]> {
	const found = await AllMinutes.find({ state: "sent", lockAt: mongoose.trusted({ $lte: now }) })
		.sort({ lockAt: 1 })
		.limit(limit)
		.lean();
	return found.map((one) => plain<Minutes>(one));
}

export async function nextLock(): Promise<Date | undefined> {
	return (await AllMinutes.findOne({ state: "sent" }).sort({ lockAt: 1 }).select({ lockAt: 1 }).lean())?.lockAt;
}

/** What was said at the meeting stays; what the person objected does not. */
export async function unname(personId: string): Promise<void> {
	await AllMinutes.updateMany({ "objections.byId": personId }, {
		$pull: { objections: { byId: personId } },
		$inc: { revision: 1 },
	} as never);
}
