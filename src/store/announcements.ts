/** How announcements are kept: their words, their audience's rule, where they stand. */
import mongoose from "mongoose";
import type { Announcement, AnnouncementState } from "../domain/announcement.ts";
import { type Kept, plain } from "./plain.ts";

/** `live` until nothing of it can happen by itself any more. */
type KeptAnnouncement = Kept<Announcement> & { live?: true };

const words = new mongoose.Schema({ html: String, plain: String }, { _id: false });

const schema = new mongoose.Schema<KeptAnnouncement>(
	{
		_id: String,
		authorId: { type: String, required: true },
		writerIds: { type: [String], default: undefined },
		state: { type: String, required: true },
		words: new mongoose.Schema({ fa: words, en: words }, { _id: false }),
		files: [new mongoose.Schema({ kind: String, fileId: String }, { _id: false })],
		audience: { type: mongoose.Schema.Types.Mixed, required: true },
		asksToAcknowledge: { type: Boolean, required: true },
		isUrgent: { type: Boolean, required: true },
		at: Date,
		repeat: String,
		seriesId: String,
		number: Number,
		hasNext: Boolean,
		goesAt: Date,
		startedAt: Date,
		approvedById: String,
		returnedWhy: String,
		count: Number,
		endedAt: Date,
		correctedAt: Date,
		rounds: Number,
		nudges: { type: [new mongoose.Schema({ at: Date }, { _id: false })], default: undefined },
		createdAt: { type: Date, required: true },
		requestId: { type: String, required: true },
		revision: { type: Number, required: true },
		live: Boolean,
	},
	{ versionKey: false, minimize: false },
);
schema.index({ requestId: 1 }, { unique: true });
/** One of each number in a series. */
schema.index({ seriesId: 1, number: 1 }, { unique: true, partialFilterExpression: { seriesId: { $exists: true } } });
schema.index({ state: 1, _id: -1 });
schema.index({ live: 1, goesAt: 1 }, { partialFilterExpression: { live: true } });
schema.index({ asksToAcknowledge: 1, _id: -1 });
schema.index({ authorId: 1, _id: -1 });
schema.index({ writerIds: 1 }, { partialFilterExpression: { writerIds: { $exists: true } } });
schema.index({ approvedById: 1 }, { partialFilterExpression: { approvedById: { $exists: true } } });

const Announcements = mongoose.model("Announcement", schema, "announcements");

/** What was stopped lives until the last that was on its way has arrived. */
function isLive({ state, endedAt }: Pick<Announcement, "state" | "endedAt">): boolean {
	return state === "set" || state === "going" || state === "paused" || (state === "stopped" && endedAt === undefined);
}

function kept({ id, ...rest }: Announcement): KeptAnnouncement {
	return { _id: id, ...rest, ...(isLive(rest) ? { live: true as const } : {}) };
}

function asAnnouncement(found: object): Announcement {
	const { live: _, ...rest } = plain<Announcement & { live?: true }>(found as { _id: unknown });
	return rest;
}

/** Throws a duplicate key error when the request was taken, or its number in the series. */
export async function add(announcement: Announcement): Promise<void> {
	await Announcements.create([kept(announcement)]);
}

export async function byId(id: string): Promise<Announcement | undefined> {
	const found = await Announcements.findById(id).lean();
	return found ? asAnnouncement(found) : undefined;
}

export async function byIds(ids: readonly string[]): Promise<Announcement[]> {
	if (ids.length === 0) return [];
	const found = await Announcements.find({ _id: mongoose.trusted({ $in: [...ids] }) }).lean();
	return found.map(asAnnouncement);
}

export async function byRequest(requestId: string): Promise<Announcement | undefined> {
	const found = await Announcements.findOne({ requestId }).lean();
	return found ? asAnnouncement(found) : undefined;
}

/** Replaces it on condition that nobody changed it meanwhile; false when somebody was first. */
export async function changeAt(before: Pick<Announcement, "id" | "revision">, after: Announcement): Promise<boolean> {
	const { _id, ...rest } = kept(after);
	const result = await Announcements.replaceOne({ _id: before.id, revision: before.revision }, rest);
	return result.matchedCount === 1;
}

/** What time does to it: no person's change, and none is lost by it. False when it stands elsewhere meanwhile. */
export async function move(
	id: string,
	from: AnnouncementState,
	to: { state: AnnouncementState; count?: number; startedAt?: Date; endedAt?: Date; hasNext?: true },
): Promise<boolean> {
	const result = await Announcements.updateOne(
		{ _id: id, state: from },
		isLive(to) ? { $set: { ...to, live: true } } : { $set: to, $unset: { live: "" } },
	);
	return result.matchedCount === 1;
}

/** Set ones whose moment has come, and those on their way. */
export async function live(now: Date, limit: number): Promise<Announcement[]> {
	const found = await Announcements.find({ live: true, goesAt: mongoose.trusted({ $lte: now }) })
		.sort({ goesAt: 1 })
		.limit(limit)
		.lean();
	return found.map(asAnnouncement);
}

/** One page of those in these states, the newest first. */
export async function page(
	states: readonly AnnouncementState[],
	from: { after?: string; before?: string },
	limit: number,
): Promise<Announcement[]> {
	const backwards = from.before !== undefined;
	const bound = backwards ? { $gt: from.before } : from.after === undefined ? undefined : { $lt: from.after };
	const found = await Announcements.find({
		state: mongoose.trusted({ $in: [...states] }),
		...(bound ? { _id: mongoose.trusted(bound) } : {}),
	})
		.sort({ _id: backwards ? 1 : -1 })
		.limit(limit)
		.lean();
	const list = found.map(asAnnouncement);
	return backwards ? list.reverse() : list;
}

/** Counting stops at `atMost`. */
export async function count(states: readonly AnnouncementState[], atMost = 1001): Promise<number> {
	return Announcements.countDocuments({ state: mongoose.trusted({ $in: [...states] }) }, { limit: atMost });
}

/** The newest that asked to be acknowledged and were sent. */
export async function askedToAcknowledge(limit: number): Promise<Announcement[]> {
	const found = await Announcements.find({
		asksToAcknowledge: true,
		state: mongoose.trusted({ $in: ["going", "paused", "over", "stopped"] }),
	})
		.sort({ _id: -1 })
		.limit(limit)
		.lean();
	return found.map(asAnnouncement);
}

/** Who wrote or approved is not kept any longer. */
export async function unnameStaff(personId: string): Promise<void> {
	await Announcements.updateMany({ authorId: personId }, { $set: { authorId: "" } });
	await Announcements.updateMany({ writerIds: personId }, { $pull: { writerIds: personId } });
	await Announcements.updateMany({ approvedById: personId }, { $set: { approvedById: "" } });
}
