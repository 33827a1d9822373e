/** How private calendars are kept: whose a token is; of the token itself only its hash. */
import { createHash } from "node:crypto";
import mongoose from "mongoose";

interface Feed {
	_id: string;
	personId: string;
	at: Date;
}

const Feeds = mongoose.model(
	"CalendarFeed",
	new mongoose.Schema<Feed>(
		{ _id: String, personId: { type: String, required: true }, at: { type: Date, required: true } },
		{ versionKey: false },
	).index({ personId: 1 }, { unique: true }),
	"calendarFeeds",
);

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** From now on this token opens the person's calendar, and no earlier one does. */
export async function put(personId: string, token: string, at: Date): Promise<void> {
	await Feeds.deleteOne({ personId });
	await Feeds.create([{ _id: hashOf(token), personId, at }]);
}

/** Since when the person has one. */
export async function since(personId: string): Promise<Date | undefined> {
	return (await Feeds.findOne({ personId }).lean())?.at;
}

/** Whose calendar a token opens. */
export async function personOf(token: string): Promise<string | undefined> {
	return (await Feeds.findById(hashOf(token)).lean())?.personId;
}

/** False when there was none. */
export async function removeOf(personId: string): Promise<boolean> {
	return (await Feeds.deleteOne({ personId })).deletedCount === 1;
}
