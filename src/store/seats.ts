/** How seats are kept: who sits for which organization or agency in which committee; ended ones are its history. */
import mongoose from "mongoose";
import type { ActorSeat, Seat } from "../domain/committee.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<Seat>>(
	{
		_id: String,
		committeeId: { type: String, required: true },
		holder: new mongoose.Schema({ kind: String, id: String }, { _id: false, id: false }),
		personId: { type: String, required: true },
		alternateId: String,
		office: { type: String, required: true },
		votes: { type: Boolean, required: true },
		since: { type: Date, required: true },
		until: Date,
		endedAt: Date,
		endedWhy: String,
	},
	{ versionKey: false },
);
const Seats = mongoose.model("Seat", schema, "seats");

/** The seats a person has or stands in for, as the one who acts carries them. */
export async function actorSeatsOf(personId: string): Promise<ActorSeat[]> {
	const found = await Seats.find({
		$or: [{ personId }, { alternateId: personId }],
		endedAt: mongoose.trusted({ $exists: false }),
	})
		.sort({ _id: 1 })
		.lean();
	return found.map((one) => {
		const { id, committeeId, office, holder, personId: sits } = plain<Seat>(one);
		return { seatId: id, committeeId, office, holder, isAlternate: sits !== personId };
	});
}
