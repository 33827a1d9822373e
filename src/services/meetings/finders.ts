/** What other parts of the house have to say to a committee's meeting: points for its agenda, and what changed since the last one. */
import type { Found, News, NewsKind } from "../../domain/agenda.ts";
import type { Meeting } from "../../domain/meeting.ts";
import { dayAt } from "../../domain/register.ts";
import * as reports from "../../store/committeeReports.ts";
import * as store from "../../store/meetings.ts";
import { countDueActions } from "../minutes/due.ts";
import { countOpenOfCommittee } from "../reports/list.ts";

/** Finds what the agenda should have; nothing where there is none. */
type AgendaFinder = (committeeId: string, now: Date) => Promise<Found | undefined>;
/** Finds what changed since a moment. */
type NewsFinder = (committeeId: string, since: Date, now: Date) => Promise<News | undefined>;

/** Whoever has something to say adds a line here. */
const AGENDA_FINDERS: AgendaFinder[] = [
	async (committeeId, now) => {
		const count = await reports.countOverdue(committeeId, dayAt(now));
		return count > 0 ? { kind: "overdueReports", count } : undefined;
	},
	async (committeeId) => {
		const count = await countOpenOfCommittee(undefined, committeeId);
		return count > 0 ? { kind: "waitingReports", count } : undefined;
	},
	async (committeeId, now) => {
		const count = await countDueActions(committeeId, now);
		return count > 0 ? { kind: "dueActions", count } : undefined;
	},
];
const NEWS_FINDERS: NewsFinder[] = [
	told("newReports", (committeeId, since) => reports.countNew(committeeId, since)),
	told("closedReports", (committeeId, since) => reports.countClosed(committeeId, since)),
	told("overdueReports", (committeeId, since, now) => reports.countOverdue(committeeId, dayAt(now), dayAt(since))),
];

function told(kind: NewsKind, count: (committeeId: string, since: Date, now: Date) => Promise<number>): NewsFinder {
	return async (...about) => {
		const found = await count(...about);
		return found > 0 ? { kind, count: found } : undefined;
	};
}

/** Points the bot proposes; those that stand on the agenda already are left out. */
export async function pointsFound({ committeeId, agenda }: Meeting, now: Date): Promise<Found[]> {
	if (committeeId === undefined) return [];
	const found = await Promise.all(AGENDA_FINDERS.map((find) => find(committeeId, now)));
	return found.filter((one) => one !== undefined).filter(({ kind }) => !agenda.some(({ about }) => about === kind));
}

/** What changed since the committee met last; nothing before its first meeting. */
export async function newsFor({ committeeId, startsAt }: Meeting, now: Date): Promise<News[]> {
	if (committeeId === undefined) return [];
	const last = await store.heldBefore(committeeId, startsAt);
	if (!last) return [];
	const found = await Promise.all(NEWS_FINDERS.map((find) => find(committeeId, last.endsAt, now)));
	return found.filter((one) => one !== undefined);
}
