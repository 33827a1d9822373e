/** How answers to invitations are kept: one for each organization or agency of a meeting. */
import mongoose from "mongoose";
import type { SeatHolder } from "../domain/committee.ts";
import { holderKey, type Rsvp } from "../domain/rsvp.ts";

interface KeptRsvp extends Rsvp {
	_id: string;
}

const schema = new mongoose.Schema<KeptRsvp>(
	{
		_id: String,
		meetingId: { type: String, required: true },
		holder: new mongoose.Schema({ kind: String, id: String }, { _id: false, id: false }),
		answer: { type: String, required: true },
		personId: { type: String },
		delegateName: String,
		at: { type: Date, required: true },
	},
	{ versionKey: false },
);
schema.index({ meetingId: 1, _id: 1 });
schema.index({ meetingId: 1, answer: 1 });
schema.index({ personId: 1 });

const Rsvps = mongoose.model("Rsvp", schema, "rsvps");

const idOf = (meetingId: string, holder: SeatHolder) => `${meetingId}:${holderKey(holder)}`;

function asRsvp({ _id: _, ...rest }: KeptRsvp): Rsvp {
	return rest;
}

/** The last answer of a holder counts. */
export async function put(rsvp: Rsvp): Promise<void> {
	const { delegateName, ...rest } = rsvp;
	await Rsvps.updateOne(
		{ _id: idOf(rsvp.meetingId, rsvp.holder) },
		delegateName === undefined ? { $set: rest, $unset: { delegateName: "" } } : { $set: { ...rest, delegateName } },
		{ upsert: true },
	);
}

/** Answers of these holders. */
export async function of(meetingId: string, holders: readonly SeatHolder[]): Promise<Rsvp[]> {
	if (holders.length === 0) return [];
	const ids = holders.map((holder) => idOf(meetingId, holder));
	return (await Rsvps.find({ _id: mongoose.trusted({ $in: ids }) }).lean()).map(asRsvp);
}

/** A page of a meeting's answers, in the order of their holders. */
export async function page(meetingId: string, after: SeatHolder | undefined, limit: number): Promise<Rsvp[]> {
	const found = await Rsvps.find({
		meetingId,
		...(after ? { _id: mongoose.trusted({ $gt: idOf(meetingId, after) }) } : {}),
	})
		.sort({ _id: 1 })
		.limit(limit)
		.lean();
	return found.map(asRsvp);
}

/** How many answered what. */
export async function counts(meetingId: string): Promise<Partial<Record<Rsvp["answer"], number>>> {
	const found = await Rsvps.aggregate<{ _id: Rsvp["answer"]; count: number }>([
		{ $match: { meetingId } },
		{ $group: { _id: "$answer", count: { $sum: 1 } } },
	]);
	return Object.fromEntries(found.map(({ _id, count }) => [_id, count]));
}

/** A new time or place: everybody answers anew. */
export async function clear(meetingId: string): Promise<void> {
	await Rsvps.deleteMany({ meetingId });
}

/** An answer is its organization's and stays; who gave it and whom they named does not. */
export async function unname(personId: string): Promise<void> {
	await Rsvps.updateMany({ personId }, { $set: { personId: "" }, $unset: { delegateName: "" } });
}
