/** How liaisons are kept: who answers for which agency, once at a time each; dismissed ones stay as its history. */
import mongoose from "mongoose";
import type { Liaison } from "../domain/agency.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<Liaison>>(
	{
		_id: String,
		personId: { type: String, required: true },
		agencyId: { type: String, required: true },
		since: { type: Date, required: true },
		until: Date,
	},
	{ versionKey: false },
);
schema.index(
	{ agencyId: 1, personId: 1 },
	{ unique: true, partialFilterExpression: { until: { $eq: null } }, name: "oneAtATime" },
);
schema.index({ personId: 1, until: 1 });
schema.index({ agencyId: 1, _id: 1 });

const Liaisons = mongoose.model("Liaison", schema, "liaisons");

/** The people who answer for an agency now, the eldest first. */
export async function activeOf(agencyId: string): Promise<Liaison[]> {
	const found = await Liaisons.find({ agencyId, until: null }).sort({ _id: 1 }).lean();
	return found.map((one) => plain<Liaison>(one));
}

/** The places of several people at agencies. */
export async function activeOfPeople(personIds: readonly string[]): Promise<Liaison[]> {
	const found = await Liaisons.find({ personId: mongoose.trusted({ $in: [...personIds] }), until: null }).lean();
	return found.map((one) => plain<Liaison>(one));
}

/** Everybody who ever did, the newest first. */
export async function everOf(agencyId: string, limit: number): Promise<Liaison[]> {
	const found = await Liaisons.find({ agencyId }).sort({ _id: -1 }).limit(limit).lean();
	return found.map((one) => plain<Liaison>(one));
}

/** The last time somebody was dismissed, of those agencies they answered for. */
export async function endedOf(personId: string, limit: number): Promise<Liaison[]> {
	const found = await Liaisons.find({ personId, until: mongoose.trusted({ $type: "date" }) })
		.sort({ until: -1 })
		.limit(limit)
		.lean();
	return found.map((one) => plain<Liaison>(one));
}

export async function byId(id: string): Promise<Liaison | undefined> {
	return plain<Liaison>(await Liaisons.findById(id).lean());
}

/** Throws a duplicate key error when the person answers for the agency already. */
export async function add(liaison: Liaison): Promise<void> {
	const { id, ...rest } = liaison;
	await Liaisons.create([{ _id: id, ...rest }]);
}

/** False when it had ended. */
export async function end(id: string, until: Date): Promise<boolean> {
	const result = await Liaisons.updateOne({ _id: id, until: null }, { $set: { until } });
	return result.modifiedCount === 1;
}

export async function removeOf(personId: string): Promise<void> {
	await Liaisons.deleteMany({ personId });
}
