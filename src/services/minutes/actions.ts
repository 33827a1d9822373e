/** Action items: whose they are, reported done by their owner's people, confirmed or sent back by who runs the meeting. */
import type { SeatHolder } from "../../domain/committee.ts";
import { dayOf, isoDate } from "../../domain/dates.ts";
import { type ActionItem, nextReminder, reportWords } from "../../domain/minutes.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { holderKey } from "../../domain/rsvp.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/actionItems.ts";
import * as audit from "../../store/audit.ts";
import { transaction } from "../../store/transaction.ts";
import { type Holder, holdersOf } from "../committees/holders.ts";
import { owe } from "../deliveries.ts";
import { toRunners } from "../meetings/record.ts";
import { named } from "../people.ts";
import { committeesOf, writesMinutes } from "./awaiting.ts";
import { peopleOfOwner } from "./record.ts";

/** The organizations and agencies whose actions are somebody's. */
function ownersOf(actor: Actor): SeatHolder[] {
	const all: SeatHolder[] = [
		...actor.memberships
			.filter(({ status }) => status === "active")
			.map(({ organizationId }): SeatHolder => ({ kind: "organization", id: organizationId })),
		...actor.agencyIds.map((id): SeatHolder => ({ kind: "agency", id })),
		...actor.seats.map(({ holder }) => holder),
	];
	return [...new Map(all.map((one) => [holderKey(one), one])).values()];
}

/** How much the actor's organizations and agencies have to do; counting stops at 1001. */
export async function countActions(actor: Actor): Promise<number> {
	const owners = ownersOf(actor);
	return owners.length === 0 ? 0 : await store.count({ owners });
}

export interface ActionList {
	which: "mine" | "all";
	list: ActionItem[];
	holders: ReadonlyMap<string, Holder>;
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	/** They may look at what others have to do as well. */
	seesAll: boolean;
	now: Date;
}

/** A page of what is not done: of the actor's own, or of the committees they run; the secretariat sees all. */
export async function list(
	actor: Actor,
	asked: "mine" | "all",
	from: { after?: string; before?: string },
	now: Date,
	limit = 6,
): Promise<ActionList> {
	const seesAll = writesMinutes(actor);
	const which = asked === "all" && seesAll ? "all" : "mine";
	const committeeIds = committeesOf(actor);
	const finding = which === "mine" ? { owners: ownersOf(actor) } : committeeIds ? { committeeIds } : {};
	const [found, count] = await Promise.all([store.page(finding, from, limit + 1), store.count(finding)]);
	const shown = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	const holders = await holdersOf(shown.map(({ owner }) => owner));
	return { which, list: shown, holders, count, hasMore: found.length > limit, seesAll, now };
}

export interface ActionCard {
	item: ActionItem;
	holder: Holder | undefined;
	/** Who reported it done, while that is known. */
	reporter: Person | undefined;
	mayReport: boolean;
	mayConfirm: boolean;
	maySeeMeeting: boolean;
	now: Date;
}

export async function card(actor: Actor, id: string, now: Date): Promise<Result<ActionCard, "notFound">> {
	const item = await store.byId(id);
	if (!item || !sees(actor, item)) return refuse("notFound");
	const [holders, people] = await Promise.all([holdersOf([item.owner]), named([item.report?.byId])]);
	return done({
		item,
		holder: holders.get(item.owner.id),
		reporter: people.get(item.report?.byId ?? ""),
		mayReport: item.state === "open" && may(actor, "actionItem.report", item),
		mayConfirm: item.state !== "done" && may(actor, "meeting.run", { invited: item.invited }),
		maySeeMeeting: may(actor, "meeting.see", { invited: item.invited }),
		now,
	});
}

function sees(actor: Actor, item: ActionItem): boolean {
	return may(actor, "actionItem.see", item) || may(actor, "meeting.see", { invited: item.invited });
}

/** For a delivery about it. */
export async function told(id: string): Promise<{ item: ActionItem; holder: Holder | undefined } | undefined> {
	const item = await store.byId(id);
	return item && { item, holder: (await holdersOf([item.owner])).get(item.owner.id) };
}

type Changed = Result<ActionItem, "notAllowed" | "alreadyDone" | "incomplete" | "changedMeanwhile">;

/** Its owner's people say that it is done, with words; who runs the meeting is told. */
export async function report(actor: Actor, input: { id: string; words: string }, now: Date): Promise<Changed> {
	const before = await store.byId(input.id);
	if (!before || !may(actor, "actionItem.report", before)) return refuse("notAllowed");
	const words = reportWords.safeParse(input.words);
	if (!words.success) return refuse("incomplete", { question: "report" });
	if (before.state === "reported" && before.report?.words === words.data) return done(before);
	if (before.state !== "open") return refuse("alreadyDone");
	const after: ActionItem = {
		...before,
		state: "reported",
		report: { words: words.data, byId: actor.person.id, at: now },
		revision: before.revision + 1,
	};
	return await written(actor, before, after, "reported", now, async () => {
		await owe([
			{
				key: `action.reported:${after.id}:${after.revision}`,
				kind: "action.reported",
				refs: { actionId: after.id, revision: after.revision },
				to: toRunners(after.meetingId),
				dueAt: now,
			},
		]);
	});
}

/** Who runs the meeting confirms that it is done, reported or not. */
export async function confirm(actor: Actor, id: string, now: Date): Promise<Changed> {
	const before = await store.byId(id);
	if (!before || !may(actor, "meeting.run", { invited: before.invited })) return refuse("notAllowed");
	if (before.state === "done") return done(before);
	const { remindAt: _, ...rest } = before;
	const after: ActionItem = { ...rest, state: "done", doneAt: now, revision: before.revision + 1 };
	return await written(actor, before, after, "confirmed", now, () => tellOwner(after, "action.confirmed", now));
}

/** A report that does not suffice is sent back with words; reminders go on. */
export async function sendBack(actor: Actor, input: { id: string; words: string }, now: Date): Promise<Changed> {
	const before = await store.byId(input.id);
	if (!before || !may(actor, "meeting.run", { invited: before.invited })) return refuse("notAllowed");
	const words = reportWords.safeParse(input.words);
	if (!words.success) return refuse("incomplete", { question: "missing" });
	if (before.state === "open" && before.returned?.words === words.data) return done(before);
	if (before.state !== "reported") return refuse("alreadyDone");
	const after: ActionItem = {
		...before,
		state: "open",
		returned: { words: words.data, byId: actor.person.id, at: now },
		revision: before.revision + 1,
	};
	return await written(actor, before, after, "returned", now, () => tellOwner(after, "action.returned", now));
}

async function tellOwner(item: ActionItem, kind: string, now: Date): Promise<void> {
	await owe([
		{
			key: `${kind}:${item.id}:${item.revision}`,
			kind,
			refs: { actionId: item.id, revision: item.revision },
			to: { audience: { rule: "people", personIds: await peopleOfOwner(item) } },
			dueAt: now,
		},
	]);
}

async function written(
	actor: Actor,
	before: ActionItem,
	after: ActionItem,
	action: string,
	now: Date,
	then: () => Promise<void>,
): Promise<Changed> {
	const won = await transaction(async () => {
		if (!(await store.changeAt(before, after))) return false;
		await then();
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: `actionItem.${action}`,
			thing: { kind: "meeting", id: after.meetingId },
			details: { actionId: after.id },
		});
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

const PAGE = 100;

/** Owners are reminded of what is due and not reported; a moment that was missed is made up for once. */
export async function remindOwners(now: Date, timeZone: string): Promise<void> {
	for (const item of await store.toRemind(now, PAGE)) {
		const next = nextReminder(item.dueOn, now, timeZone);
		await transaction(async () => {
			if (!(await store.setReminder(item, next)) || item.state !== "open") return;
			await owe([
				{
					key: `action.reminder:${item.id}:${isoDate(dayOf(item.remindAt ?? now, timeZone))}`,
					kind: "action.reminder",
					refs: { actionId: item.id },
					to: { audience: { rule: "people", personIds: await peopleOfOwner(item) } },
					dueAt: now,
					notAfter: next,
				},
			]);
		});
	}
}
