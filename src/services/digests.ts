/** Personal digests: when they fall due, what is in them, and how each person sets theirs. */
import type { Committee } from "../domain/committee.ts";
import {
	DIGEST_EVERY,
	DIGEST_HOURS,
	DIGEST_TOPICS,
	type DigestSetting,
	hourOf,
	slotAt,
	USUAL_DIGEST,
	WEEKDAYS,
} from "../domain/digest.ts";
import type { Meeting } from "../domain/meeting.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { Report } from "../domain/report.ts";
import type { ReferralCounts } from "../domain/reportShown.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as committees from "../store/committees.ts";
import * as store from "../store/digests.ts";
import * as settings from "../store/settings.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { homeOf } from "./home.ts";
import { calendarOf } from "./meetings/index.ts";

/** Up to when digests have been owed, in milliseconds. */
const MARK = "digests.until";
const SHOWN = 5;

/**
 * Owes the digests that fell due since the last look, one row for each time people share; after days down each person
 * has one of them. The rows become one copy a person when they are sent, page by page.
 */
export async function tellDigests(now: Date, timeZone: string): Promise<void> {
	const until = await settings.numberOf(MARK);
	if (until !== undefined && until >= hourOf(now, timeZone).getTime()) return;
	const times = until === undefined ? [] : await store.times();
	const slots = times.map((time) => slotAt(time, now, timeZone)).filter((slot) => slot !== undefined);
	const due = slots.filter(({ at }) => until !== undefined && at.getTime() > until);
	await transaction(async () => {
		await owe(
			due.map(({ time, day, before, after }) => ({
				key: `digest:${time}:${day}`,
				kind: "digest.personal",
				refs: { since: before.getTime() },
				to: { audience: { rule: "digest", time } },
				dueAt: now,
				notAfter: after,
			})),
		);
		await settings.setNumber(MARK, { number: now.getTime(), byId: "system", at: now });
	});
}

export async function nextDigest(now: Date, timeZone: string): Promise<Date | undefined> {
	if ((await settings.numberOf(MARK)) === undefined) return undefined;
	const moments = (await store.times()).flatMap((time) => slotAt(time, now, timeZone)?.after ?? []);
	return moments.sort((a, b) => a.getTime() - b.getTime())[0];
}

export function settingOf(person: Person): DigestSetting {
	return person.digest ?? USUAL_DIGEST;
}

/** How often, when and about what; what is no such choice is refused. */
export async function setDigest(
	actor: Actor,
	change: Partial<DigestSetting>,
): Promise<Result<Person, "notAllowed" | "noSuchChoice">> {
	if (!may(actor, "person.mute", actor.person)) return refuse("notAllowed");
	const { every, weekday, hour, without } = { ...settingOf(actor.person), ...change };
	const known =
		DIGEST_EVERY.includes(every) &&
		(WEEKDAYS as readonly number[]).includes(weekday) &&
		DIGEST_HOURS.includes(hour) &&
		without.every((topic) => DIGEST_TOPICS.includes(topic));
	if (!known) return refuse("noSuchChoice");
	const person = await store.setDigest(actor.person.id, { every, weekday, hour, without });
	return person ? done(person) : refuse("notAllowed");
}

export interface Digest {
	person: Person;
	/** Reports of theirs that changed, the latest first. */
	reports: Report[];
	/** Meetings until the next digest but one. */
	meetings: Meeting[];
	asked: {
		joinRequests: number;
		seatRequests: number;
		assessments: number;
		answers: number;
		/** Action items that their organizations and agencies have to do. */
		actions: number;
		referrals?: ReferralCounts;
	};
	committees: { committee: Committee; reports: number }[];
	now: Date;
}

/** What somebody's digest says now; nothing when there is nothing in it. */
export async function digestOf(actor: Actor, since: Date, now: Date): Promise<Digest | undefined> {
	const { person } = actor;
	const { without } = settingOf(person);
	if (person.barred) return undefined;
	const wants = (topic: (typeof DIGEST_TOPICS)[number]) => !without.includes(topic);
	const [changed, meetings, state, news] = await Promise.all([
		wants("reports") || wants("asked") ? store.changedOf(person.id, since, SHOWN * 4) : [],
		wants("meetings") ? comingOf(actor, since, now) : [],
		wants("asked") ? homeOf(actor, now) : undefined,
		wants("committees") ? newsOf(actor, since) : [],
	]);
	const answers = wants("asked") ? changed.filter((report) => isAsked(report, person)).length : 0;
	const { joinRequests = 0, seatRequests = 0, assessments = 0, actions = 0, referrals } = state ?? {};
	const digest = {
		...{ person, now, meetings, committees: news },
		reports: wants("reports") ? changed.slice(0, SHOWN) : [],
		asked: { joinRequests, seatRequests, assessments, answers, actions, ...(referrals && { referrals }) },
	};
	const waits =
		joinRequests + seatRequests + assessments + answers + actions + (referrals?.soon ?? 0) + (referrals?.overdue ?? 0);
	return digest.reports.length + meetings.length + news.length + waits > 0 ? digest : undefined;
}

function isAsked({ awaiting, reporterId }: Report, person: Person): boolean {
	return awaiting?.what === "reporter" && reporterId === person.id;
}

/** As far ahead as the digest looks back, and a day more. */
async function comingOf(actor: Actor, since: Date, now: Date): Promise<Meeting[]> {
	const until = now.getTime() + (now.getTime() - since.getTime()) + 86_400_000;
	const calendar = await calendarOf(actor);
	return calendar
		.filter(({ state, startsAt }) => state === "planned" && startsAt > now && startsAt.getTime() <= until)
		.slice(0, SHOWN);
}

async function newsOf(actor: Actor, since: Date): Promise<Digest["committees"]> {
	const ids = [...new Set(actor.seats.map(({ committeeId }) => committeeId))].slice(0, SHOWN);
	if (ids.length === 0) return [];
	const [known, came] = await Promise.all([committees.byIds(ids), store.cameTo(ids, since)]);
	return known
		.map((committee) => ({ committee, reports: came.get(committee.id) ?? 0 }))
		.filter(({ reports }) => reports > 0);
}
