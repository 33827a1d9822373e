/** How requests for a seat are kept: one that waits for each organization and committee. */
import mongoose from "mongoose";
import type { SeatRequest } from "../domain/committee.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<SeatRequest>>(
	{
		_id: String,
		committeeId: { type: String, required: true },
		organizationId: { type: String, required: true },
		askedById: { type: String, required: true },
		personId: { type: String, required: true },
		alternateId: String,
		why: { type: String, required: true },
		state: { type: String, required: true },
		reason: String,
		decidedById: String,
		decidedAt: Date,
		askedAt: { type: Date, required: true },
		requestId: { type: String, required: true },
	},
	{ versionKey: false },
);
schema.index({ requestId: 1 }, { unique: true });
schema.index({ committeeId: 1, organizationId: 1 }, { unique: true, partialFilterExpression: { state: "waiting" } });
schema.index({ state: 1, committeeId: 1, _id: 1 });
schema.index({ organizationId: 1, state: 1 });
schema.index({ askedById: 1 });
schema.index({ personId: 1 });
schema.index({ alternateId: 1 }, { partialFilterExpression: { alternateId: { $exists: true } } });

const SeatRequests = mongoose.model("SeatRequest", schema, "seatRequests");

/** Throws a duplicate key error when the organization waits already, or the draft was sent before. */
export async function add({ id, ...rest }: SeatRequest): Promise<void> {
	await SeatRequests.create([{ _id: id, ...rest }]);
}

export async function byId(id: string): Promise<SeatRequest | undefined> {
	return plain(await SeatRequests.findById(id).lean());
}

export async function byRequestId(requestId: string): Promise<SeatRequest | undefined> {
	return plain(await SeatRequests.findOne({ requestId }).lean());
}

export async function waitingOf(committeeId: string, organizationId: string): Promise<SeatRequest | undefined> {
	return plain(await SeatRequests.findOne({ committeeId, organizationId, state: "waiting" }).lean());
}

/** What waits in these committees, the oldest first; in all when none are named. */
export async function waiting(
	committeeIds: readonly string[] | undefined,
	afterId: string | undefined,
	limit: number,
): Promise<SeatRequest[]> {
	const found = await SeatRequests.find({
		...deskFilter(committeeIds),
		...(afterId === undefined ? {} : { _id: mongoose.trusted({ $gt: afterId }) }),
	})
		.sort({ _id: 1 })
		.limit(limit)
		.lean();
	return found.map((one) => plain(one));
}

/** Counting stops at `atMost`. */
export async function countWaiting(committeeIds: readonly string[] | undefined, atMost = 1001): Promise<number> {
	return SeatRequests.countDocuments(deskFilter(committeeIds), { limit: atMost });
}

function deskFilter(committeeIds: readonly string[] | undefined) {
	return {
		state: "waiting" as const,
		...(committeeIds ? { committeeId: mongoose.trusted({ $in: [...committeeIds] }) } : {}),
	};
}

/** Decides what still waits; undefined when it does not. */
export async function decide(
	id: string,
	decision: Pick<SeatRequest, "state" | "reason" | "decidedById" | "decidedAt">,
): Promise<SeatRequest | undefined> {
	const found = await SeatRequests.findOneAndUpdate(
		{ _id: id, state: "waiting" },
		{ $set: decision },
		{ returnDocument: "after" },
	).lean();
	return plain(found);
}

/** All that a person asked or was to sit by. */
export async function allOf(personId: string): Promise<SeatRequest[]> {
	const found = await SeatRequests.find({ $or: [{ askedById: personId }, { personId }] }).lean();
	return found.map((one) => plain(one));
}

export async function removeOf(personId: string): Promise<void> {
	await SeatRequests.deleteMany({ $or: [{ askedById: personId }, { personId }] });
	await SeatRequests.updateMany({ alternateId: personId }, { $unset: { alternateId: "" } });
}
