/** How memberships are kept: who belongs to which organization, one active place each. */
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
schema.index({ personId: 1, organizationId: 1 }, { unique: true });
schema.index({ organizationId: 1 });

const Memberships = mongoose.model("Membership", schema, "memberships");

export async function activeOf(personId: string): Promise<Membership[]> {
	return (await Memberships.find({ personId, status: "active" }).sort({ _id: 1 }).lean()).map((place) => plain(place));
}

export async function ofOrganization(organizationId: string): Promise<Membership[]> {
	const found = await Memberships.find({ organizationId, status: "active" }).sort({ _id: 1 }).lean();
	return found.map((place) => plain(place));
}

/** A person's place in an organization; an earlier one of the same pair is renewed. */
export async function put(membership: Membership): Promise<void> {
	const { id, personId, organizationId, ...rest } = membership;
	await Memberships.updateOne(
		{ personId, organizationId },
		{ $set: rest, $unset: { until: "" }, $setOnInsert: { _id: id } },
		{ upsert: true },
	);
}

export async function removeOf(personId: string): Promise<void> {
	await Memberships.deleteMany({ personId });
}
