/** Forms that were begun and left: their people are reminded once, the office sees which applications stopped. */
import { type Draft, hourTouched, isWorthKeeping, QUIET_MS } from "../domain/draft.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as actors from "../store/actors.ts";
import * as store from "../store/drafts.ts";
import * as settings from "../store/settings.ts";
import { owe } from "./deliveries.ts";

/** Up to when reminders have been owed, in milliseconds. */
const MARK = "drafts.until";
const HOUR_MS = 3_600_000;
/** What has been quiet for longer is given up: the office is not told of it any more. */
const GIVEN_UP_MS = 30 * 86_400_000;
const MOST = 1001;

/** Owes a reminder of each draft that was left three days ago, one in the draft's life; looks once an hour. */
export async function tellUnfinished(now: Date): Promise<void> {
	const until = await settings.numberOf(MARK);
	if (until !== undefined && Math.floor(until / HOUR_MS) >= Math.floor(now.getTime() / HOUR_MS)) return;
	// A bot that begins its life reminds nobody of what is past.
	if (until !== undefined) {
		const [from, to] = [new Date(until - QUIET_MS), new Date(now.getTime() - QUIET_MS)];
		for await (const page of store.touchedBetween(from, to)) await remindOf(page, from, to, now);
	}
	await settings.setNumber(MARK, { number: now.getTime(), byId: "system", at: now });
}

async function remindOf(page: store.ChatDrafts[], from: Date, to: Date, now: Date): Promise<void> {
	const byUser = await peopleOf(page);
	await owe(
		page.flatMap(({ userId, drafts }) => {
			const person = byUser.get(userId);
			const quiet = drafts.filter((draft) => isWorthKeeping(draft) && isWithin(hourTouched(draft), from, to));
			return person === undefined
				? []
				: quiet.map(({ requestId }) => ({
						key: `draft:${person.id}:${requestId}`,
						kind: "draft.unfinished",
						refs: { requestId },
						to: { personId: person.id },
						dueAt: now,
					}));
		}),
	);
}

/** By their numbers; somebody who was forgotten meanwhile is not among them. */
async function peopleOf(chats: { userId: number }[]): Promise<Map<number, Person>> {
	const known = await actors.byUsers(
		"telegram",
		chats.map(({ userId }) => userId),
	);
	return new Map(known.map(({ person }) => [person.userId, person]));
}

function isWithin(moment: Date, from: Date, to: Date): boolean {
	return moment > from && moment <= to;
}

export async function nextUnfinished(): Promise<Date | undefined> {
	const until = await settings.numberOf(MARK);
	if (until === undefined) return undefined;
	const touched = await store.firstTouchedAfter(new Date(until - QUIET_MS));
	return touched && new Date(touched.getTime() + QUIET_MS);
}

/** The draft somebody is to be reminded of; nothing when it was sent, put aside or gone on with meanwhile. */
export async function unfinishedOf(person: Person, requestId: string, now: Date): Promise<Draft | undefined> {
	if (person.barred) return undefined;
	const draft = (await store.draftsOf(person.userId)).find((one) => one.requestId === requestId);
	return draft && isWorthKeeping(draft) && now.getTime() - draft.touchedAt.getTime() >= QUIET_MS ? draft : undefined;
}

/** An application somebody stopped in the middle of: whose and since when, never what they answered. */
export interface StoppedApplication {
	person: Person;
	since: Date;
}

export interface StoppedApplications {
	list: StoppedApplication[];
	/** Counting stops at 1001. */
	count: number;
	/** Where the next page begins; nothing on the last. */
	next: store.ApplyingEdge | undefined;
}

/** Applications that have been quiet for three days and not for thirty; counting stops at 1001. */
export async function countStopped(now: Date): Promise<number> {
	const { from, to } = quietAt(now);
	return await store.countApplying(from, to, MOST);
}

/** A page of them, the longest quiet first. */
export async function stoppedApplications(
	actor: Actor,
	after: store.ApplyingEdge | undefined,
	limit: number,
	now: Date,
): Promise<Result<StoppedApplications, "notAllowed">> {
	if (!may(actor, "person.find")) return refuse("notAllowed");
	const [page, count] = await Promise.all([
		store.pageOfApplying({ ...quietAt(now), after }, limit + 1),
		countStopped(now),
	]);
	const here = page.slice(0, limit);
	const byUser = await peopleOf(here);
	return done({
		list: here.flatMap(({ userId, at }) => {
			const person = byUser.get(userId);
			return person ? [{ person, since: at }] : [];
		}),
		count,
		next: page.length > limit ? here.at(-1) : undefined,
	});
}

function quietAt(now: Date): { from: Date; to: Date } {
	return { from: new Date(now.getTime() - GIVEN_UP_MS), to: new Date(now.getTime() - QUIET_MS) };
}
