/** How it is kept who came: one line for each organization or agency of a meeting, and how often somebody guessed a code. */
import mongoose from "mongoose";
import type { SeatHolder } from "../domain/committee.ts";
import { holderKey } from "../domain/rsvp.ts";

export interface Attendance {
	meetingId: string;
	holder: SeatHolder;
	/** By the code that was read out, or ticked by who runs the meeting. */
	how: "code" | "ticked";
	byId: string;
	at: Date;
}

interface KeptAttendance extends Attendance {
	_id: string;
}

const Attendances = mongoose.model(
	"Attendance",
	new mongoose.Schema<KeptAttendance>(
		{
			_id: String,
			meetingId: { type: String, required: true },
			holder: new mongoose.Schema({ kind: String, id: String }, { _id: false, id: false }),
			how: { type: String, required: true },
			byId: { type: String },
			at: { type: Date, required: true },
		},
		{ versionKey: false },
	)
		.index({ meetingId: 1, _id: 1 })
		.index({ byId: 1 }),
	"attendances",
);

interface Guess {
	_id: string;
	count: number;
	expiresAt: Date;
}

const Guesses = mongoose.model(
	"AttendanceGuess",
	new mongoose.Schema<Guess>(
		{ _id: String, count: { type: Number, required: true }, expiresAt: { type: Date, required: true } },
		{ versionKey: false },
	).index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
	"attendanceGuesses",
);

const idOf = (meetingId: string, holder: SeatHolder) => `${meetingId}:${holderKey(holder)}`;

/** A page of those who came to a meeting, in the order of their holders. */
export async function page(meetingId: string, after: SeatHolder | undefined, limit: number): Promise<SeatHolder[]> {
	const found = await Attendances.find({
		meetingId,
		...(after ? { _id: mongoose.trusted({ $gt: idOf(meetingId, after) }) } : {}),
	})
		.sort({ _id: 1 })
		.limit(limit)
		.lean();
	return found.map(({ holder }) => holder);
}

/** The first note of a holder stays. */
export async function put(attendance: Attendance): Promise<void> {
	await Attendances.updateOne(
		{ _id: idOf(attendance.meetingId, attendance.holder) },
		{ $setOnInsert: attendance },
		{ upsert: true },
	);
}

export async function remove(meetingId: string, holder: SeatHolder): Promise<void> {
	await Attendances.deleteOne({ _id: idOf(meetingId, holder) });
}

export async function of(meetingId: string, holders: readonly SeatHolder[]): Promise<Attendance[]> {
	if (holders.length === 0) return [];
	const ids = holders.map((holder) => idOf(meetingId, holder));
	const found = await Attendances.find({ _id: mongoose.trusted({ $in: ids }) }).lean();
	return found.map(({ _id: _, ...rest }) => rest);
}

/** Everybody's: as many as a hall holds. */
export async function ofMeeting(meetingId: string): Promise<Attendance[]> {
	const found = await Attendances.find({ meetingId }).sort({ _id: 1 }).limit(5_000).lean();
	return found.map(({ _id: _, ...rest }) => rest);
}

/** Counting stops at 1001. */
export async function count(meetingId: string): Promise<number> {
	return Attendances.countDocuments({ meetingId }, { limit: 1001 });
}

/** Counts a try of a code; resolves to how many it were. Forgotten after a day. */
export async function countGuess(meetingId: string, personId: string, now: Date): Promise<number> {
	const kept = await Guesses.findByIdAndUpdate(
		`${personId}:${meetingId}`,
		{ $inc: { count: 1 }, $setOnInsert: { expiresAt: new Date(now.getTime() + 86_400_000) } },
		{ upsert: true, returnDocument: "after" },
	).lean();
	return kept?.count ?? 1;
}

/** How often the person tried a wrong code of this meeting. */
export async function guesses(meetingId: string, personId: string): Promise<number> {
	return (await Guesses.findById(`${personId}:${meetingId}`).lean())?.count ?? 0;
}

/** That an organization came stays; who said so does not. */
export async function unname(personId: string): Promise<void> {
	await Attendances.updateMany({ byId: personId }, { $set: { byId: "" } });
	await Guesses.deleteMany({ _id: mongoose.trusted({ $gte: `${personId}:`, $lt: `${personId};` }) });
}
