/** A meeting is moved, changed or cancelled: everyone invited is told, answers are asked anew, old reminders die. */
import {
	cancelReason,
	endOf,
	hasBegun,
	isNear,
	type Meeting,
	type MeetingBefore,
	meetingTitle,
	minutesOf,
	nextGroupReminder,
	REMINDER_CHOICES,
} from "../../domain/meeting.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/meetings.ts";
import * as rsvps from "../../store/rsvps.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import { tellGroup } from "./groups.ts";
import type { MeetingAnswers } from "./publish.ts";
import { readWhere } from "./publish.ts";
import { callOff, invitation, note, reminders, renewCards, retireCards, toInvited } from "./record.ts";

export type Changed = Result<
	Meeting,
	"notAllowed" | "meetingOver" | "incomplete" | "momentNotFuture" | "changedMeanwhile"
>;

export type ChangeAnswers = Pick<
	MeetingAnswers,
	"title" | "startsAt" | "length" | "how" | "address" | "place" | "link"
>;

/** Its title, time, length or place. Only where time or place changed are people asked anew. */
export async function change(
	actor: Actor,
	input: { meetingId: string; answers: ChangeAnswers },
	now: Date,
): Promise<Changed> {
	const found = await running(actor, input.meetingId, now);
	if (!found.ok) return found;
	const before = found.value;
	const { answers } = input;
	const title = meetingTitle.safeParse(answers.title);
	if (!title.success) return refuse("incomplete", { question: "title" });
	const minutes = minutesOf(answers.length);
	if (minutes === undefined) return refuse("incomplete", { question: "length" });
	const startsAt = new Date(answers.startsAt);
	if (!(startsAt > now)) return refuse("momentNotFuture", { question: "startsAt" });
	const where = readWhere(answers);
	if (!where.ok) return where;
	const { address: _, place: __, link: ___, ...rest } = before;
	const facts = { ...rest, title: title.data, startsAt, minutes, endsAt: endOf(startsAt, minutes), ...where.value };
	if (!differs(before, facts)) {
		if (facts.title === before.title) return done(before);
		return await retitle(actor, before, { ...facts, sequence: before.sequence + 1 }, now);
	}
	const sequence = before.sequence + 1;
	const remindAt = facts.committeeId === undefined ? undefined : nextGroupReminder(facts, now);
	const { groupRemindAt: ____, ...others } = facts;
	const wasInvited = before.invitesAt <= now;
	const after: Meeting = {
		...others,
		...(remindAt && { groupRemindAt: remindAt }),
		revision: before.revision + 1,
		sequence,
		plan: sequence,
		...(wasInvited ? { before: beforeOf(before) } : { invitesAt: aheadOf(before, startsAt, now) }),
	};
	return await written(before, after, async () => {
		await callOff(before, now);
		await retireCards(before, now);
		await rsvps.clear(before.id);
		await owe([invitation(after, now), ...reminders(after, now)]);
		if (wasInvited) await tellGroup(after, "changed", now);
		await note(actor, after, "moved", now);
	});
}

/** The invitation keeps its distance to the meeting. */
function aheadOf(before: Meeting, startsAt: Date, now: Date): Date {
	const moment = before.invitesAt.getTime() + startsAt.getTime() - before.startsAt.getTime();
	return new Date(Math.max(now.getTime(), moment));
}

function beforeOf({ startsAt, minutes, address, link }: Meeting): MeetingBefore {
	return { startsAt, minutes, ...(address !== undefined && { address }), ...(link !== undefined && { link }) };
}

function differs(a: Meeting, b: Meeting): boolean {
	return (
		a.startsAt.getTime() !== b.startsAt.getTime() ||
		a.minutes !== b.minutes ||
		a.address !== b.address ||
		a.link !== b.link ||
		JSON.stringify(a.place) !== JSON.stringify(b.place)
	);
}

async function retitle(actor: Actor, before: Meeting, after: Meeting, now: Date): Promise<Changed> {
	return await written(before, after, async () => {
		await renewCards(after, now);
		await note(actor, after, "retitled", now);
	});
}

/** It does not take place; everyone who was invited is told why. Of a series, this date only. */
export async function cancel(actor: Actor, input: { meetingId: string; reason: string }, now: Date): Promise<Changed> {
	const reason = cancelReason.safeParse(input.reason);
	if (!reason.success) return refuse("incomplete", { question: "reason" });
	const meeting = await store.byId(input.meetingId);
	if (meeting?.state === "cancelled" && may(actor, "meeting.run", meeting)) return done(meeting);
	const found = await running(actor, input.meetingId, now);
	if (!found.ok) return found;
	const { groupRemindAt: _, ...before } = found.value;
	const after: Meeting = {
		...before,
		state: "cancelled",
		cancelReason: reason.data,
		sequence: before.sequence + 1,
	};
	return await written(found.value, after, async () => {
		await callOff(before, now);
		await retireCards(before, now);
		if (before.invitesAt <= now) {
			await owe([
				{
					key: `meeting.cancelled:${after.id}`,
					kind: "meeting.cancelled",
					refs: { meetingId: after.id },
					to: toInvited(after.id),
					dueAt: now,
					notAfter: after.endsAt,
					urgent: isNear(after.startsAt, now),
				},
			]);
			await tellGroup(after, "cancelled", now);
		}
		await note(actor, after, "cancelled", now);
	});
}

/** One of the reminders is switched on or off. */
export async function setReminder(
	actor: Actor,
	input: { meetingId: string; lead: number; on: boolean },
	now: Date,
): Promise<Changed> {
	const found = await running(actor, input.meetingId, now);
	if (!found.ok) return found;
	const before = found.value;
	if (!REMINDER_CHOICES.some((lead) => lead === input.lead)) return refuse("incomplete");
	if (before.reminders.includes(input.lead) === input.on) return done(before);
	const leads = before.reminders.filter((lead) => lead !== input.lead);
	const sequence = before.sequence + 1;
	const { groupRemindAt: _, ...rest } = before;
	const planned = {
		...rest,
		reminders: (input.on ? [...leads, input.lead] : leads).sort((a, b) => b - a),
		sequence,
		plan: sequence,
	};
	const remindAt = planned.committeeId === undefined ? undefined : nextGroupReminder(planned, now);
	const after: Meeting = { ...planned, ...(remindAt && { groupRemindAt: remindAt }) };
	return await written(before, after, async () => {
		await callOff(before, now);
		await owe(reminders(after, now));
		await note(actor, after, "reminders", now);
	});
}

/** A meeting the actor runs that has not begun. */
export async function running(
	actor: Actor,
	meetingId: string,
	now: Date,
): Promise<Result<Meeting, "notAllowed" | "meetingOver">> {
	const meeting = await store.byId(meetingId);
	if (!meeting || !may(actor, "meeting.run", meeting)) return refuse("notAllowed");
	return meeting.state !== "planned" || hasBegun(meeting, now) ? refuse("meetingOver") : done(meeting);
}

/** Writes it with what comes of it, unless somebody changed it meanwhile. */
export async function written(before: Meeting, after: Meeting, then: () => Promise<void>): Promise<Changed> {
	const won = await transaction(async () => {
		if (!(await store.changeAt(before, after))) return false;
		await then();
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}
