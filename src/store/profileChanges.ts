/** How changes of profiles are kept: what happened to each, and the one of an organization that waits for a decision. */
import mongoose from "mongoose";
import type { ChangeState, ProfileChange } from "../domain/profile.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<ProfileChange>>(
	{
		_id: String,
		organizationId: { type: String, required: true },
		byId: { type: String, required: true },
		at: { type: Date, required: true },
		requestId: { type: String, required: true },
		state: { type: String, required: true },
		answers: { type: [String], required: true },
		before: mongoose.Schema.Types.Mixed,
		after: mongoose.Schema.Types.Mixed,
		revision: Number,
		decidedById: String,
		decidedAt: Date,
		reason: String,
	},
	{ versionKey: false, minimize: false },
);
schema.index({ requestId: 1 }, { unique: true });
schema.index({ organizationId: 1 }, { unique: true, partialFilterExpression: { state: "waiting" } });
schema.index({ organizationId: 1, _id: -1 });
schema.index({ state: 1, _id: 1 });
schema.index({ byId: 1 });

const Changes = mongoose.model("ProfileChange", schema, "profileChanges");

export async function byId(id: string): Promise<ProfileChange | undefined> {
	return plain(await Changes.findById(id).lean());
}

export async function byRequestId(requestId: string): Promise<ProfileChange | undefined> {
	return plain(await Changes.findOne({ requestId }).lean());
}

export async function waitingOf(organizationId: string): Promise<ProfileChange | undefined> {
	return plain(await Changes.findOne({ organizationId, state: "waiting" }).lean());
}

/** Throws a duplicate key error when another change of the organization waits, or the draft was sent already. */
export async function add(change: ProfileChange): Promise<void> {
	const { id, ...rest } = change;
	await Changes.create([{ _id: id, ...rest }]);
}

/** The first end counts: undefined when it does not wait any more. */
export async function end(
	id: string,
	outcome: { state: Exclude<ChangeState, "waiting" | "applied">; decidedAt: Date; decidedById: string } & Partial<
		Pick<ProfileChange, "reason" | "revision">
	>,
): Promise<ProfileChange | undefined> {
	return plain(
		await Changes.findOneAndUpdate(
			{ _id: id, state: "waiting" },
			{ $set: outcome },
			{ returnDocument: "after" },
		).lean(),
	);
}

/** Changes that took effect after a revision of the organization. */
export async function since(organizationId: string, revision: number): Promise<ProfileChange[]> {
	const found = await Changes.find({ organizationId, revision: mongoose.trusted({ $gt: revision }) })
		.limit(100)
		.lean();
	return found.map((one) => plain<ProfileChange>(one));
}

interface From {
	after?: string;
	before?: string;
}

/** One page of what waits, the oldest first. */
export async function waiting(from: From, limit: number): Promise<ProfileChange[]> {
	return await page({ state: "waiting" }, from, limit, 1);
}

/** One page of an organization's changes, the newest first. */
export async function ofOrganization(organizationId: string, from: From, limit: number): Promise<ProfileChange[]> {
	return await page({ organizationId }, from, limit, -1);
}

async function page(
	which: { state: "waiting" } | { organizationId: string },
	from: From,
	limit: number,
	order: 1 | -1,
): Promise<ProfileChange[]> {
	const backwards = from.before !== undefined;
	const edge = from.before ?? from.after;
	const upwards = (order === 1) !== backwards;
	const bound = edge === undefined ? {} : { _id: mongoose.trusted(upwards ? { $gt: edge } : { $lt: edge }) };
	const found = await Changes.find({ ...which, ...bound })
		.sort({ _id: upwards ? 1 : -1 })
		.limit(limit)
		.lean();
	const list = found.map((one) => plain<ProfileChange>(one));
	return backwards ? list.reverse() : list;
}

/** Counting stops at `atMost`. */
export async function count(which: { state: "waiting" } | { organizationId: string }, atMost = 1001): Promise<number> {
	return Changes.countDocuments(which, { limit: atMost });
}

/** The ids of what a person has waiting; their cards are taken away when the person is forgotten. */
export async function waitingBy(personId: string): Promise<string[]> {
	const found = await Changes.find({ byId: personId, state: "waiting" }).select({ _id: 1 }).lean();
	return found.map(({ _id }) => _id);
}

/** What a person said about a change goes; that an organization's profile changed stays. */
export async function removeOf(personId: string): Promise<void> {
	await Changes.deleteMany({ byId: personId, state: mongoose.trusted({ $nin: ["applied", "approved"] }) });
	await Changes.updateMany({ byId: personId }, { $unset: { "before.license": "", "after.license": "" } });
	await Changes.updateMany({ decidedById: personId }, { $unset: { reason: "" } });
}
