/** Everything that is stored about one person, collection by collection: found by indexes, handed over as it lies there. */
import mongoose from "mongoose";
import { idOf as barIdOf } from "./bars.ts";

export type Record = { [field: string]: unknown };

/** Whose. */
export interface Who {
	id: string;
	platform: "telegram";
	userId: number;
}

type Filter = { [field: string]: unknown };

/**
 * Where a person is found. What others' things say of somebody's decisions on them stands in the audit log; updates
 * that wait in the inbox for a moment are not kept.
 */
const ABOUT: { [collection: string]: (who: Who, threadIds: string[]) => Filter } = {
	people: ({ id }) => ({ _id: id }),
	memberships: ({ id }) => ({ personId: id }),
	organizations: ({ id }) => ({ applicantId: id }),
	joinRequests: ({ id }) => ({ personId: id }),
	invitations: ({ id }) => ({ $or: [{ byId: id }, { toPersonId: id }, { "usedBy.personId": id }] }),
	threads: ({ id }, threadIds) => ({ $or: [{ personId: id }, { _id: { $in: threadIds } }] }),
	appointments: ({ id, userId }) => ({ $or: [{ userId }, { byId: id }] }),
	claims: ({ id }) => ({ personId: id }),
	claimGuesses: ({ id }) => ({ _id: { $gte: `${id}:`, $lt: `${id};` } }),
	profileChanges: ({ id }) => ({ byId: id }),
	documents: ({ id }) => ({ sentById: id }),
	imports: ({ id }) => ({ personId: id }),
	seats: ({ id }) => ({ $or: [{ personId: id }, { alternateId: id }] }),
	seatRequests: ({ id }) => ({ $or: [{ askedById: id }, { personId: id }, { alternateId: id }] }),
	committees: ({ id }) => ({ "group.byId": id }),
	groupLinks: ({ userId }) => ({ userId }),
	liaisons: ({ id }) => ({ personId: id }),
	contactRequests: ({ id }) => ({ $or: [{ byId: id }, { answeredById: id }] }),
	neighbourhoodImports: ({ id }) => ({ personId: id }),
	assessments: ({ id }) => ({ openedById: id }),
	assessmentScores: ({ id }) => ({ byId: id }),
	announcements: ({ id }) => ({ $or: [{ authorId: id }, { writerIds: id }, { approvedById: id }] }),
	acknowledgements: ({ id }) => ({ personId: id }),
	meetings: ({ id }) => ({ $or: [{ byId: id }, { "proposals.byId": id }, { "agenda.byId": id }] }),
	rsvps: ({ id }) => ({ personId: id }),
	attendances: ({ id }) => ({ byId: id }),
	attendanceGuesses: ({ id }) => ({ _id: { $gte: `${id}:`, $lt: `${id};` } }),
	minutes: ({ id }) => ({ "objections.byId": id }),
	actionItems: ({ id }) => ({ $or: [{ "report.byId": id }, { "returned.byId": id }] }),
	calendarFeeds: ({ id }) => ({ personId: id }),
	bars: (who) => ({ _id: barIdOf(who) }),
	settings: ({ id }) => ({ byId: id }),
	audit: ({ id }) => ({ $or: [{ byId: id }, { "thing.kind": "person", "thing.id": id }] }),
	reports: ({ id }) => ({ reporterId: id }),
	reportSupports: ({ id }) => ({ personId: id }),
	sessions: ({ platform, userId }) => ({ _id: `${platform}:${userId}` }),
	backgroundJobs: ({ id }) => ({ personId: id }),
	deliveries: ({ id }) => ({ recipient: `p:${id}` }),
};

/** Of a thing in which others wrote too, what is the person's. */
const OWN_PART: { [collection: string]: (record: Record, who: Who) => Record } = {
	minutes: ({ _id, title, objections }, { id }) => ({
		...{ _id, title },
		objections: (Array.isArray(objections) ? objections : []).filter(({ byId }) => byId === id),
	}),
	reports: ({ followers, claimedById, heldBy, awaiting, openPlace, steps, ...own }) => ({
		...own,
		steps: (Array.isArray(steps) ? steps : []).filter((step) => !step.private),
	}),
};

export const COLLECTIONS_ABOUT_PEOPLE = Object.keys(ABOUT);

/** Of a collection with more than this the newest are handed over, and how many there are. */
const MOST = 5_000;

export interface Found {
	collection: string;
	/** The oldest first. */
	records: Record[];
	count: number;
}

export async function everythingAbout(who: Who): Promise<Found[]> {
	const threadIds = await collection("audit").distinct("thing.id", { byId: who.id, "thing.kind": "thread" });
	const found = await Promise.all(
		Object.entries(ABOUT).map(async ([name, filterOf]): Promise<Found> => {
			const filter = filterOf(who, threadIds.map(String)) as object;
			const newest = await collection(name).find(filter).sort({ _id: -1 }).limit(MOST).toArray();
			const count = newest.length < MOST ? newest.length : await collection(name).countDocuments(filter);
			const records = newest.reverse().map((record) => OWN_PART[name]?.(record as Record, who) ?? (record as Record));
			return { collection: name, records, count };
		}),
	);
	return found.filter(({ count }) => count > 0);
}

function collection(name: string) {
	return mongoose.connection.collection(name);
}
