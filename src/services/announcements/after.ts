/** What comes of an announcement: who read it, whom it did not reach, corrections, taking it back. */
import {
	type Announcement,
	deliveryKey,
	deliveryKeys,
	hasLeft,
	isRemovable,
	mostWords,
	NUDGE_MS,
	type Words,
} from "../../domain/announcement.ts";
import type { DeliveryState } from "../../domain/delivery.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, Person, PersonLanguage } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as acknowledgements from "../../store/acknowledgements.ts";
import * as store from "../../store/announcements.ts";
import * as copies from "../../store/copies.ts";
import * as people from "../../store/people.ts";
import { transaction } from "../../store/transaction.ts";
import { reachOf } from "../audiences.ts";
import { owe } from "../deliveries.ts";
import { askKey, asksApart, changed, foundFor, note, showProgress } from "./record.ts";

/** Somebody says that they read and understood it; only who got it can. The first time counts. */
export async function acknowledge(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<Announcement, "notFound" | "notAllowed">> {
	if (!may(actor, "announcement.acknowledge")) return refuse("notAllowed");
	const announcement = await store.byId(id);
	if (!announcement?.asksToAcknowledge || !hasLeft(announcement)) return refuse("notFound");
	const personId = actor.person.id;
	const got = await Promise.all(deliveryKeys(announcement).map((key) => copies.ofPeople(key, [personId])));
	if (!got.flat().some(({ state }) => state === "sent" || state === "sending" || state === "unknown"))
		return refuse("notFound");
	await acknowledgements.put(id, personId, now);
	return done(announcement);
}

export interface PeoplePage {
	announcement: Announcement;
	people: { id: string; person: Person | undefined; state: DeliveryState }[];
	hasMore: boolean;
}

/** Who got it and has not said that they read it, in the order of their ids. */
export async function unread(
	actor: Actor,
	id: string,
	afterId: string | undefined,
	limit: number,
): Promise<Result<PeoplePage, "notFound">> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	return done(
		await pageOf(found.value, ["sent"], afterId, limit, async (ids) => {
			const acknowledged = await acknowledgements.among(id, ids);
			return (personId) => !acknowledged.has(personId);
		}),
	);
}

const NOT_REACHED: readonly DeliveryState[] = ["failed", "unknown", "unreachable"];

/** Whom it did not reach, with their phones, to be called; each look is kept in the audit log. */
export async function callList(
	actor: Actor,
	id: string,
	afterId: string | undefined,
	limit: number,
	now: Date,
): Promise<Result<PeoplePage, "notFound">> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const again = deliveryKeys(found.value).slice(1);
	const page = await pageOf(found.value, NOT_REACHED, afterId, limit, async (ids) => {
		const later = (await Promise.all(again.map((key) => copies.ofPeople(key, ids)))).flat();
		const reached = new Set(later.filter(({ state }) => state === "sent").map(({ personId }) => personId));
		return (personId) => !reached.has(personId);
	});
	await note(id, "phonesSeen", actor, now, { count: page.people.length });
	return done(page);
}

/** Copies looked at at a time. */
const LOOKED = 200;

async function pageOf(
	announcement: Announcement,
	states: readonly DeliveryState[],
	afterId: string | undefined,
	limit: number,
	choose: (ids: string[]) => Promise<(personId: string) => boolean>,
): Promise<PeoplePage> {
	const chosen: copies.Copy[] = [];
	for (let after = afterId; chosen.length <= limit; ) {
		const page = await copies.pageOf(deliveryKey(announcement.id), states, after, LOOKED);
		const fits = await choose(page.map(({ personId }) => personId));
		chosen.push(...page.filter(({ personId }) => fits(personId)));
		if (page.length < LOOKED) break;
		after = page.at(-1)?.personId;
	}
	const shown = chosen.slice(0, limit);
	const known = new Map((await people.byIds(shown.map(({ personId }) => personId))).map((one) => [one.id, one]));
	return {
		announcement,
		people: shown.map(({ personId, state }) => ({ id: personId, person: known.get(personId), state })),
		hasMore: chosen.length > limit,
	};
}

/** Reminds those who got it and have not said that they read it; once an hour at most. Resolves to how many. */
export async function nudge(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<number, "notFound" | "notNow" | "justNudged" | "nobody" | "changedMeanwhile">> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	if (!before.asksToAcknowledge || !hasLeft(before)) return refuse("notNow");
	const nudges = before.nudges ?? [];
	const last = nudges.at(-1);
	if (last && now.getTime() - last.at.getTime() < NUDGE_MS) return refuse("justNudged");
	const audience = { of: { unacknowledgedIds: [id] }, except: {} };
	const { count } = await reachOf(audience);
	if (count === 0) return refuse("nobody");
	const after: Announcement = {
		...before,
		nudges: [...nudges, { at: now }],
		revision: before.revision + 1,
	};
	const won = await transaction(async () => {
		if (!(await changed(before, after, actor, "nudged", now, { count }))) return false;
		await owe([
			{
				key: `announcement.nudge:${id}:${nudges.length + 1}`,
				kind: "announcement.nudge",
				refs: { announcementId: id },
				to: { audience: { rule: "audience", audience } },
				dueAt: now,
			},
		]);
		return true;
	});
	return won ? done(count) : refuse("changedMeanwhile");
}

/** Sends it once more to those it has not reached; who still blocks the bot is not troubled. Resolves to how many. */
export async function sendAgain(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<number, "notFound" | "notNow" | "nobody" | "changedMeanwhile">> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	if (before.state !== "over") return refuse("notNow");
	const audience = { of: { notReachedIds: [id] }, except: {} };
	const { count } = await reachOf(audience);
	if (count === 0) return refuse("nobody");
	const after: Announcement = { ...before, rounds: (before.rounds ?? 0) + 1, revision: before.revision + 1 };
	const won = await transaction(async () => {
		if (!(await changed(before, after, actor, "sentAgain", now, { count }))) return false;
		await owe([
			{
				key: deliveryKeys(after).at(-1) ?? "",
				kind: "announcement",
				refs: { announcementId: id },
				to: { audience: { rule: "audience", audience } },
				dueAt: now,
				urgent: before.isUrgent,
			},
		]);
		return true;
	});
	return won ? done(count) : refuse("changedMeanwhile");
}

/** Its words are put right: every copy is changed, and says so. */
export async function correct(
	actor: Actor,
	input: { id: string; language: PersonLanguage; words: Words },
	now: Date,
): Promise<Result<Announcement, "notFound" | "notNow" | "tooLong" | "changedMeanwhile">> {
	const { id, language, words } = input;
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	if (before.words[language]?.html === words.html && before.correctedAt) return done(before);
	if (!hasLeft(before)) return refuse("notNow");
	const max = mostWords(before.files);
	if (words.plain.length > max) return refuse("tooLong", { question: "words", max, length: words.plain.length });
	const revision = before.revision + 1;
	const after: Announcement = { ...before, words: { ...before.words, [language]: words }, correctedAt: now, revision };
	const won = await transaction(async () => {
		if (!(await changed(before, after, actor, "corrected", now))) return false;
		await changeCopies(after, "edit", `corrected:${revision}`, now);
		await showProgress(id, after.authorId, `corrected:${revision}`, now);
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

/** Takes every copy away, as long as Telegram allows it. */
export async function remove(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<Announcement, "notFound" | "tooOld" | "changedMeanwhile">> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	if (before.state === "removed") return done(before);
	if (!isRemovable(before, now)) return refuse("tooOld");
	const after: Announcement = {
		...before,
		state: "removed",
		endedAt: before.endedAt ?? now,
		revision: before.revision + 1,
	};
	const won = await transaction(async () => {
		if (!(await changed(before, after, actor, "removed", now))) return false;
		await changeCopies(after, "delete", "removed", now);
		await showProgress(id, after.authorId, "removed", now);
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

async function changeCopies(
	announcement: Announcement,
	operation: "edit" | "delete",
	step: string,
	now: Date,
): Promise<void> {
	const apart = operation === "delete" && asksApart(announcement) ? [askKey(announcement.id)] : [];
	await owe(
		[...deliveryKeys(announcement), ...apart].map((target) => ({
			key: `${target}:${step}`,
			operation,
			target,
			kind: "announcement",
			refs: { announcementId: announcement.id },
			to: { audience: { rule: "people" as const, personIds: [] } },
			dueAt: now,
			urgent: true,
		})),
	);
}
