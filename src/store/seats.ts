/** How seats are kept: who sits for which organization or agency in which committee; ended ones are its history. */
import mongoose from "mongoose";
import type { Seat, SeatEnd, SeatHolder, SeatOffice } from "../domain/committee.ts";
import { type Kept, plain } from "./plain.ts";

/** `open` while it is held; `warnedFor` is the end of the term its people have been told of. */
type KeptSeat = Kept<Seat> & { open?: true; warnedFor?: Date };

const schema = new mongoose.Schema<KeptSeat>(
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
		untilWhy: String,
		endedAt: Date,
		endedWhy: String,
		open: Boolean,
		warnedFor: Date,
	},
	{ versionKey: false },
);
/** One voting seat for each organization and agency. */
schema.index(
	{ committeeId: 1, "holder.kind": 1, "holder.id": 1 },
	{ unique: true, partialFilterExpression: { open: true, votes: true } },
);
/** One chair and one secretary. */
schema.index(
	{ committeeId: 1, office: 1 },
	{ unique: true, partialFilterExpression: { open: true, office: "secretary" }, name: "secretary" },
);
schema.index(
	{ committeeId: 1, office: 1 },
	{ unique: true, partialFilterExpression: { open: true, office: "chair" }, name: "chair" },
);
schema.index({ committeeId: 1, open: 1, _id: 1 });
schema.index({ "holder.id": 1, open: 1 });
schema.index({ personId: 1, open: 1 });
schema.index({ alternateId: 1, open: 1 }, { partialFilterExpression: { alternateId: { $exists: true } } });
schema.index({ open: 1, until: 1 }, { partialFilterExpression: { until: { $exists: true } } });

const Seats = mongoose.model("Seat", schema, "seats");

function seatFrom(found: object): Seat {
	const {
		open: _,
		warnedFor: __,
		...seat
	} = plain<Seat & { open?: true; warnedFor?: Date }>(found as { _id: unknown });
	return seat;
}

/** Throws a duplicate key error when the holder has a voting seat there, or the office is taken. */
export async function add({ id, ...rest }: Seat): Promise<void> {
	await Seats.create([{ _id: id, open: true, ...rest }]);
}

export async function byId(id: string): Promise<Seat | undefined> {
	const found = await Seats.findById(id).lean();
	return found ? seatFrom(found) : undefined;
}

/** Everybody's seats of a committee that are held now. */
export async function openOf(committeeId: string): Promise<Seat[]> {
	return (await Seats.find({ committeeId, open: true }).sort({ _id: 1 }).lean()).map(seatFrom);
}

/** The seats of chair and secretary. */
export async function officersOf(committeeIds: readonly string[]): Promise<Seat[]> {
	if (committeeIds.length === 0) return [];
	const found = await Seats.find({
		committeeId: mongoose.trusted({ $in: [...committeeIds] }),
		open: true,
		office: mongoose.trusted({ $in: ["chair", "secretary"] }),
	}).lean();
	return found.map(seatFrom);
}

/** One page of the seats that are held, or of those that have ended (the newest first). */
export async function page(
	committeeId: string,
	which: "open" | "ended",
	from: { after?: string; before?: string },
	limit: number,
): Promise<Seat[]> {
	const newestFirst = which === "ended";
	const backwards = from.before !== undefined;
	const bound = backwards
		? { [newestFirst ? "$gt" : "$lt"]: from.before }
		: from.after === undefined
			? undefined
			: { [newestFirst ? "$lt" : "$gt"]: from.after };
	const found = await Seats.find({
		committeeId,
		open: which === "open" ? true : mongoose.trusted({ $exists: false }),
		...(bound ? { _id: mongoose.trusted(bound) } : {}),
	})
		.sort({ _id: backwards === newestFirst ? 1 : -1 })
		.limit(limit)
		.lean();
	const list = found.map(seatFrom);
	return backwards ? list.reverse() : list;
}

/** Counting stops at `atMost`. */
export async function count(committeeId: string, which: "open" | "ended", atMost = 1001): Promise<number> {
	const open = which === "open" ? true : mongoose.trusted({ $exists: false });
	return Seats.countDocuments({ committeeId, open }, { limit: atMost });
}

/** Seats of an organization or an agency that are held now. */
export async function heldBy({ kind, id }: SeatHolder): Promise<Seat[]> {
	return (await Seats.find({ "holder.id": id, "holder.kind": kind, open: true }).sort({ _id: 1 }).lean()).map(seatFrom);
}

export async function votingSeatOf(committeeId: string, holder: SeatHolder): Promise<Seat | undefined> {
	const found = await Seats.findOne({
		committeeId,
		"holder.kind": holder.kind,
		"holder.id": holder.id,
		open: true,
		votes: true,
	}).lean();
	return found ? seatFrom(found) : undefined;
}

/** Seats a person holds or stands in for. */
export async function openOfPerson(personId: string): Promise<Seat[]> {
	const found = await Seats.find({ $or: [{ personId }, { alternateId: personId }], open: true })
		.sort({ _id: 1 })
		.lean();
	return found.map(seatFrom);
}

/** Ends a seat; false when it had ended. */
export async function end(id: string, endedAt: Date, endedWhy: SeatEnd): Promise<boolean> {
	const result = await Seats.updateOne({ _id: id, open: true }, { $set: { endedAt, endedWhy }, $unset: { open: "" } });
	return result.modifiedCount === 1;
}

/** Other people sit from now on; false when the seat has ended. */
export async function setPeople(id: string, personId: string, alternateId: string | undefined): Promise<boolean> {
	const result = await Seats.updateOne(
		{ _id: id, open: true },
		alternateId === undefined
			? { $set: { personId }, $unset: { alternateId: "" } }
			: { $set: { personId, alternateId } },
	);
	return result.matchedCount === 1;
}

/** Throws a duplicate key error when the office is taken. */
export async function setOffice(id: string, office: SeatOffice): Promise<void> {
	await Seats.updateOne({ _id: id, open: true }, { $set: { office } });
}

/** False when the seat has ended. `told`: its people know of this end already. */
export async function setTerm(id: string, until: Date, untilWhy: string, told: boolean): Promise<boolean> {
	const result = await Seats.updateOne(
		{ _id: id, open: true },
		told ? { $set: { until, untilWhy, warnedFor: until } } : { $set: { until, untilWhy }, $unset: { warnedFor: "" } },
	);
	return result.matchedCount === 1;
}

/** Seats whose term is over at `now`. */
export async function over(now: Date, limit: number): Promise<Seat[]> {
	const found = await Seats.find({ open: true, until: mongoose.trusted({ $lte: now }) })
		.sort({ until: 1 })
		.limit(limit)
		.lean();
	return found.map(seatFrom);
}

/** Seats whose term is over before `by`, whose people have not been told. */
export async function toWarn(by: Date, limit: number): Promise<Seat[]> {
	const found = await Seats.find({
		open: true,
		until: mongoose.trusted({ $lte: by }),
		warnedFor: mongoose.trusted({ $exists: false }),
	})
		.sort({ until: 1 })
		.limit(limit)
		.lean();
	return found.map(seatFrom);
}

export async function markWarned(id: string, until: Date): Promise<void> {
	await Seats.updateOne({ _id: id }, { $set: { warnedFor: until } });
}

/** The first ends of terms: the one to come, and the one nobody was told of. */
export async function firstEnds(): Promise<{ next: Date | undefined; untold: Date | undefined }> {
	const first = async (filter: object) =>
		(
			await Seats.findOne({ open: true, until: mongoose.trusted({ $exists: true }), ...filter })
				.sort({ until: 1 })
				.lean()
		)?.until;
	const [next, untold] = await Promise.all([first({}), first({ warnedFor: mongoose.trusted({ $exists: false }) })]);
	return { next, untold };
}

/** Nothing stays of a person's seats; those they stood in for stay without them. */
export async function removeOf(personId: string): Promise<void> {
	await Seats.deleteMany({ personId });
	await Seats.updateMany({ alternateId: personId }, { $unset: { alternateId: "" } });
}

/** A page of all, held and ended, in the order of their ids. */
export async function pageOfAll(after: string | undefined, limit: number): Promise<Seat[]> {
	const found = await Seats.find(after === undefined ? {} : { _id: mongoose.trusted({ $gt: after }) })
		.sort({ _id: 1 })
		.limit(limit)
		.lean();
	return found.map(seatFrom);
}

export async function countAll(atMost: number): Promise<number> {
	return Seats.countDocuments({}, { limit: atMost, hint: { _id: 1 } });
}
