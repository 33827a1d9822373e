/** How memberships are kept: who belongs to which organization, one active place each and one director at most. */
import mongoose from "mongoose";
import type { Membership } from "../domain/membership.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<Membership>>(
	{
		_id: String,
		personId: { type: String, required: true },
		organizationId: { type: String, required: true },
		role: { type: String, required: true },
		status: { type: String, required: true },
		since: { type: Date, required: true },
		until: Date,
	},
	{ versionKey: false },
);
schema.index({ organizationId: 1, personId: 1 }, { unique: true, partialFilterExpression: { status: "active" } });
schema.index(
	{ organizationId: 1, role: 1 },
	{ unique: true, partialFilterExpression: { status: "active", role: "director" } },
);
schema.index({ organizationId: 1, status: 1, _id: 1 });
schema.index({ personId: 1, status: 1 });
schema.index({ role: 1, status: 1, personId: 1 });

const Memberships = mongoose.model("Membership", schema, "memberships");

/** There was one place per person and organization for ever; now there is one active one. */
export async function retireIndexes(): Promise<void> {
	try {
		await Memberships.collection.dropIndex("personId_1_organizationId_1");
	} catch (error) {
		// No such index, or no such collection yet.
		if (![26, 27].includes((error as { code?: number }).code ?? 0)) throw error;
	}
}

export async function activeOf(personId: string): Promise<Membership[]> {
	return (await Memberships.find({ personId, status: "active" }).sort({ _id: 1 }).lean()).map((place) => plain(place));
}

export async function ofOrganization(organizationId: string): Promise<Membership[]> {
	const found = await Memberships.find({ organizationId, status: "active" }).sort({ _id: 1 }).lean();
	return found.map((place) => plain(place));
}

/** One page of an organization's active places, the oldest first. */
export async function page(
	organizationId: string,
	from: { after?: string; before?: string },
	limit: number,
): Promise<Membership[]> {
	const backwards = from.before !== undefined;
	const bound = backwards ? { $lt: from.before } : from.after === undefined ? undefined : { $gt: from.after };
	const found = await Memberships.find({
		organizationId,
		status: "active",
		...(bound ? { _id: mongoose.trusted(bound) } : {}),
	})
		.sort({ _id: backwards ? -1 : 1 })
		.limit(limit)
		.lean();
	const list = found.map((place) => plain<Membership>(place));
	return backwards ? list.reverse() : list;
}

/** Counting stops at `atMost`. */
export async function count(organizationId: string, atMost = 1001): Promise<number> {
	return Memberships.countDocuments({ organizationId, status: "active" }, { limit: atMost });
}

export async function byId(id: string): Promise<Membership | undefined> {
	return plain(await Memberships.findById(id).lean());
}

/** A person's active place in an organization. */
export async function placeOf(personId: string, organizationId: string): Promise<Membership | undefined> {
	return plain(await Memberships.findOne({ organizationId, personId, status: "active" }).lean());
}

/** The last place of a person's in an organization that has ended. */
export async function endedPlaceOf(personId: string, organizationId: string): Promise<Membership | undefined> {
	const found = await Memberships.findOne({ personId, status: "ended", organizationId }).sort({ _id: -1 }).lean();
	return plain(found);
}

export async function directorOf(organizationId: string): Promise<Membership | undefined> {
	return plain(await Memberships.findOne({ organizationId, role: "director", status: "active" }).lean());
}

/** Throws a duplicate key error when the person has an active place there, or a second director would be. */
export async function add(membership: Membership): Promise<void> {
	const { id, ...rest } = membership;
	await Memberships.create([{ _id: id, ...rest }]);
}

/** A person's active place in an organization, as given; a new one when there is none. */
export async function put(membership: Membership): Promise<void> {
	const { id, personId, organizationId, ...rest } = membership;
	await Memberships.updateOne(
		{ personId, organizationId, status: "active" },
		{ $set: rest, $setOnInsert: { _id: id } },
		{ upsert: true },
	);
}

/** Ends a place; false when it had ended. */
export async function end(id: string, until: Date): Promise<boolean> {
	const result = await Memberships.updateOne({ _id: id, status: "active" }, { $set: { status: "ended", until } });
	return result.modifiedCount === 1;
}

/** Directors whose term has ended, the newest first. */
export async function formerDirectors(organizationId: string, limit: number): Promise<Membership[]> {
	const found = await Memberships.find({ organizationId, status: "ended", role: "director" })
		.sort({ _id: -1 })
		.limit(limit)
		.lean();
	return found.map((place) => plain<Membership>(place));
}

export async function removeOf(personId: string): Promise<void> {
	await Memberships.deleteMany({ personId });
}

/** The active places of a page of people. */
export async function activeOfMany(personIds: readonly string[]): Promise<Membership[]> {
	const found = await Memberships.find({ personId: mongoose.trusted({ $in: [...personIds] }), status: "active" })
		.sort({ _id: 1 })
		.lean();
	return found.map((place) => plain(place));
}

/** The directors of many organizations. */
export async function directorsOf(organizationIds: readonly string[]): Promise<Membership[]> {
	if (organizationIds.length === 0) return [];
	const found = await Memberships.find({
		organizationId: mongoose.trusted({ $in: [...organizationIds] }),
		role: "director",
		status: "active",
	}).lean();
	return found.map((place) => plain(place));
}

/** The directors' places after a person, in the order of their people. */
export async function directorsAfter(personId: string | undefined, limit: number): Promise<Membership[]> {
	const found = await Memberships.find({
		role: "director",
		status: "active",
		...(personId === undefined ? {} : { personId: mongoose.trusted({ $gt: personId }) }),
	})
		.sort({ personId: 1 })
		.limit(limit)
		.lean();
	return found.map((place) => plain<Membership>(place));
}
