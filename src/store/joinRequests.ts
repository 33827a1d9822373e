/** How wishes to join are kept: one that waits per person and organization. */
import mongoose from "mongoose";
import type { JoinRequest, JoinRequestState } from "../domain/joinRequest.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<JoinRequest>>(
	{
		_id: String,
		organizationId: { type: String, required: true },
		personId: { type: String, required: true },
		state: { type: String, required: true },
		decides: { type: String, required: true },
		words: String,
		role: String,
		reason: String,
		decidedById: String,
		decidedAt: Date,
		askedAt: { type: Date, required: true },
		requestId: { type: String, required: true },
	},
	{ versionKey: false },
);
schema.index({ requestId: 1 }, { unique: true });
schema.index({ organizationId: 1, personId: 1 }, { unique: true, partialFilterExpression: { state: "waiting" } });
schema.index({ organizationId: 1, state: 1, _id: 1 });
schema.index({ decides: 1, state: 1, _id: 1 });
schema.index({ personId: 1, state: 1 });

const JoinRequests = mongoose.model("JoinRequest", schema, "joinRequests");

export async function byId(id: string): Promise<JoinRequest | undefined> {
	return plain(await JoinRequests.findById(id).lean());
}

export async function byRequestId(requestId: string): Promise<JoinRequest | undefined> {
	return plain(await JoinRequests.findOne({ requestId }).lean());
}

export async function waitingOf(personId: string, organizationId: string): Promise<JoinRequest | undefined> {
	return plain(await JoinRequests.findOne({ organizationId, personId, state: "waiting" }).lean());
}

/** What of one person's waits. */
export async function openOf(personId: string): Promise<JoinRequest[]> {
	const found = await JoinRequests.find({ personId, state: "waiting" }).sort({ _id: -1 }).limit(20).lean();
	return found.map((one) => plain<JoinRequest>(one));
}

/** Everything one person ever asked. */
export async function allOf(personId: string): Promise<JoinRequest[]> {
	const found = await JoinRequests.find({ personId }).lean();
	return found.map((one) => plain<JoinRequest>(one));
}

/** Throws a duplicate key error when the person waits for this organization already. */
export async function add(request: JoinRequest): Promise<void> {
	const { id, ...rest } = request;
	await JoinRequests.create([{ _id: id, ...rest }]);
}

/** The first decision counts: undefined when it does not wait any more. */
export async function decide(
	id: string,
	decision: Partial<Pick<JoinRequest, "role" | "reason" | "decidedById">> & {
		state: Exclude<JoinRequestState, "waiting">;
		decidedAt: Date;
	},
): Promise<JoinRequest | undefined> {
	return plain(
		await JoinRequests.findOneAndUpdate(
			{ _id: id, state: "waiting" },
			{ $set: decision },
			{ returnDocument: "after" },
		).lean(),
	);
}

/** Where requests are looked for: those of some organizations, and with `office` those the secretariat decides. */
export interface Desk {
	organizationIds: readonly string[];
	office?: boolean;
}

/** One page of those that wait at a desk, the oldest first. */
export async function waiting(
	desk: Desk,
	from: { after?: string; before?: string },
	limit: number,
): Promise<JoinRequest[]> {
	const backwards = from.before !== undefined;
	const bound = backwards ? { $lt: from.before } : from.after === undefined ? undefined : { $gt: from.after };
	const found = await JoinRequests.find({
		...at(desk),
		state: "waiting",
		...(bound ? { _id: mongoose.trusted(bound) } : {}),
	})
		.sort({ _id: backwards ? -1 : 1 })
		.limit(limit)
		.lean();
	const list = found.map((one) => plain<JoinRequest>(one));
	return backwards ? list.reverse() : list;
}

/** Counting stops at `atMost`. */
export async function count(desk: Desk, atMost = 1001): Promise<number> {
	return JoinRequests.countDocuments({ ...at(desk), state: "waiting" }, { limit: atMost });
}

function at({ organizationIds, office }: Desk) {
	const ofThese = { organizationId: mongoose.trusted({ $in: [...organizationIds] }) };
	return office ? { $or: [ofThese, { decides: "secretariat" as const }] } : ofThese;
}

/** Who decides from now on what waits for an organization. */
export async function passOn(organizationId: string, decides: JoinRequest["decides"]): Promise<void> {
	await JoinRequests.updateMany({ organizationId, state: "waiting" }, { $set: { decides } });
}

export async function removeOf(personId: string): Promise<void> {
	await JoinRequests.deleteMany({ personId });
	await JoinRequests.updateMany({ decidedById: personId }, { $unset: { reason: "" } });
}
