/** An announcement is sent: at once or at its time, after a second person where many get it; a minute later it goes. */
import { type Announcement, APPROVAL_ABOVE, deliveryKey, GRACE_MS } from "../../domain/announcement.ts";
import type { NewDelivery } from "../../domain/delivery.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/announcements.ts";
import * as audit from "../../store/audit.ts";
import * as settings from "../../store/settings.ts";
import { transaction } from "../../store/transaction.ts";
import { reachOf } from "../audiences.ts";
import { cancel, owe } from "../deliveries.ts";
import { askKey, asksApart, changed, foundFor, progressKey, showProgress } from "./record.ts";

const APPROVAL = "announcements.approvalAbove";

/** Above so many recipients a second person approves. */
export async function approvalAbove(): Promise<number> {
	return (await settings.numberOf(APPROVAL)) ?? APPROVAL_ABOVE;
}

export async function setApprovalAbove(
	actor: Actor,
	count: number,
	now: Date,
): Promise<Result<number, "notAllowed" | "incomplete">> {
	if (!may(actor, "announcement.setApproval")) return refuse("notAllowed");
	if (!Number.isInteger(count) || count < 0 || count > 1_000_000) return refuse("incomplete", { question: "count" });
	await transaction(async () => {
		await settings.setNumber(APPROVAL, { number: count, byId: actor.person.id, at: now });
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "announcement.approvalSet",
			thing: { kind: "setting", id: APPROVAL },
			details: { count },
		});
	});
	return done(count);
}

type Sent = Result<Announcement, "notFound" | "nobody" | "timeIsOver" | "notNow" | "changedMeanwhile">;

/**
 * Sends a draft: it is set for its moment, a minute from now at the earliest, so that it can still be called off; or it
 * waits for a second person when more than the set number get it. `revision` is that of what was seen.
 */
export async function send(actor: Actor, id: string, revision: number, now: Date): Promise<Sent> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	const isSent = before.state === "waiting" || before.state === "set";
	if (isSent && before.revision === revision + 1) return done(before);
	if (before.state !== "draft") return refuse("notNow");
	if (before.revision !== revision) return refuse("changedMeanwhile");
	if (before.at && before.at <= now) return refuse("timeIsOver");
	const { count } = await reachOf(before.audience);
	if (count === 0) return refuse("nobody");
	const next = before.revision + 1;
	if (count > (await approvalAbove())) {
		const after: Announcement = { ...before, state: "waiting", count, revision: next };
		const won = await transaction(async () => {
			if (!(await changed(before, after, actor, "sent", now, { count }))) return false;
			await owe([approvalCard(after, now)]);
			return true;
		});
		return won ? done(after) : refuse("changedMeanwhile");
	}
	return await set(before, actor, "sent", now, count);
}

/** To the whole secretariat, the admins too: somebody must be there to approve. Its author's copy is left out by its kind. */
function approvalCard({ id, revision }: Announcement, now: Date): NewDelivery {
	const audience = { of: { roles: ["coordinator" as const, "admin" as const] }, except: {} };
	return {
		key: `announcement.approve:${id}:${revision}`,
		kind: "announcement.approve",
		refs: { announcementId: id, revision },
		to: { audience: { rule: "audience", audience } },
		dueAt: now,
	};
}

/** It is settled: from now on time does the rest. */
async function set(
	before: Announcement,
	actor: Actor,
	what: string,
	now: Date,
	count: number,
	more: Partial<Announcement> = {},
): Promise<Sent> {
	const soonest = new Date(now.getTime() + GRACE_MS);
	const goesAt = before.at && before.at > soonest ? before.at : soonest;
	const after: Announcement = { ...before, ...more, state: "set", count, goesAt, revision: before.revision + 1 };
	const won = await transaction(async () => {
		if (!(await changed(before, after, actor, what, now, { count }))) return false;
		await owe(deliveriesOf(after, now));
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

/** The announcement itself, the question after an album, and the message in which its author follows it. */
export function deliveriesOf(announcement: Announcement, now: Date): NewDelivery[] {
	const { id, audience, isUrgent, goesAt = now } = announcement;
	const refs = { announcementId: id };
	const to = { audience: { rule: "audience" as const, audience } };
	const common = { refs, to, urgent: isUrgent };
	return [
		{ ...common, key: deliveryKey(id), kind: "announcement", dueAt: goesAt },
		...(asksApart(announcement)
			? [{ ...common, key: askKey(id), kind: "announcement.ask", dueAt: new Date(goesAt.getTime() + 1_000) }]
			: []),
		{
			key: progressKey(id),
			kind: "announcement.progress",
			refs,
			to: { personId: announcement.authorId },
			// Of those that come again it is told when they go.
			dueAt: announcement.number && announcement.number > 1 ? goesAt : now,
			urgent: true,
		},
	];
}

/** A second person approves what they saw. */
export async function approve(actor: Actor, id: string, revision: number, now: Date): Promise<Sent> {
	const found = await foundFor(actor, "announcement.approve", id);
	if (!found.ok) return found;
	const before = found.value;
	if (before.approvedById === actor.person.id) return done(before);
	if (before.state !== "waiting") return refuse("notNow");
	if (before.revision !== revision) return refuse("changedMeanwhile");
	if (before.at && before.at <= now) return refuse("timeIsOver");
	const { count } = await reachOf(before.audience);
	if (count === 0) return refuse("nobody");
	const result = await set(before, actor, "approved", now, count, { approvedById: actor.person.id });
	if (result.ok) await changeCard(before, "approved", now);
	return result;
}

/** A second person gives it back: it is a draft again, and its author is told why. */
export async function giveBack(
	actor: Actor,
	input: { id: string; reason: string },
	now: Date,
): Promise<Result<Announcement, "notFound" | "notNow" | "changedMeanwhile">> {
	const found = await foundFor(actor, "announcement.approve", input.id);
	if (!found.ok) return found;
	const before = found.value;
	if (before.state === "draft" && before.returnedWhy === input.reason) return done(before);
	if (before.state !== "waiting") return refuse("notNow");
	const after: Announcement = {
		...before,
		state: "draft",
		returnedWhy: input.reason,
		revision: before.revision + 1,
	};
	const won = await transaction(async () => {
		if (!(await changed(before, after, actor, "givenBack", now))) return false;
		await owe([
			{
				key: `announcement.givenBack:${after.id}:${after.revision}`,
				kind: "announcement.givenBack",
				refs: { announcementId: after.id },
				to: { personId: after.authorId },
				dueAt: now,
				urgent: true,
			},
		]);
		return true;
	});
	if (!won) return refuse("changedMeanwhile");
	await changeCard(before, "givenBack", now);
	return done(after);
}

async function changeCard({ id, revision }: Announcement, step: string, now: Date): Promise<void> {
	const card = `announcement.approve:${id}:${revision}`;
	await owe([
		{
			key: `${card}:${step}`,
			operation: "edit",
			target: card,
			kind: "announcement.approve",
			refs: { announcementId: id, revision },
			to: { audience: { rule: "role", role: "coordinator" } },
			dueAt: now,
			urgent: true,
		},
	]);
}

/** Calls off what has not begun to go, with what would have come after it; what waits for a second person too. */
export async function callOff(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<Announcement, "notFound" | "tooLate" | "changedMeanwhile">> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	if (before.state === "draft") return done(before);
	const copyRequest = `${id}:again`;
	if (before.state === "dropped") return done((await store.byRequest(copyRequest)) ?? before);
	if (before.state !== "set" && before.state !== "waiting") return refuse("tooLate");
	if (before.goesAt && before.goesAt <= now) return refuse("tooLate");
	const { goesAt: _, approvedById: __, count: ___, seriesId: ____, number = 1, ...rest } = before;
	const after: Announcement = {
		...before,
		state: before.state === "waiting" ? "draft" : "dropped",
		revision: before.revision + 1,
	};
	// What was set has its deliveries: to be sent after all it becomes a new draft. One of a series is over with it.
	const copy: Announcement | undefined =
		before.state === "set" && number === 1
			? { ...rest, id: newId(), state: "draft", requestId: copyRequest, createdAt: now, revision: 1 }
			: undefined;
	const won = await transaction(async () => {
		if (!(await changed(before, after, actor, "calledOff", now))) return false;
		if (before.state === "waiting") return true;
		if (copy) await store.add(copy);
		await cancel(deliveryKey(id), now);
		await cancel(askKey(id), now);
		await showProgress(id, before.authorId, "calledOff", now);
		return true;
	});
	if (!won) return refuse("changedMeanwhile");
	if (before.state === "waiting") await changeCard(before, "calledOff", now);
	return done(copy ?? after);
}
