/** What is owed because of a meeting, under keys of its own, and what is noted about it. */
import type { NewDelivery } from "../../domain/delivery.ts";
import { isLastReminder, isNear, type Meeting, reminderAt, remindersAfter } from "../../domain/meeting.ts";
import type { Actor } from "../../domain/person.ts";
import * as audit from "../../store/audit.ts";
import { cancelAll, owe } from "../deliveries.ts";

/** The day before, who runs it hears who will come. */
const FORECAST_LEAD = 1_440;

export const cardKey = ({ id, revision }: Pick<Meeting, "id" | "revision">) => `meeting.card:${id}:${revision}`;
export const reminderKey = ({ id, plan }: Pick<Meeting, "id" | "plan">, lead: number) =>
	`meeting.reminder:${id}:${plan}:${lead}`;

export function toInvited(meetingId: string) {
	return { audience: { rule: "meeting" as const, meetingId, who: "invited" as const } };
}

export function toRunners(meetingId: string) {
	return { audience: { rule: "meeting" as const, meetingId, who: "runners" as const } };
}

/** The invitation of this revision: the first one, or the one that tells old → new and asks anew. */
export function invitation(meeting: Meeting, now: Date): NewDelivery {
	const isChange = meeting.before !== undefined && meeting.invitesAt <= now;
	return {
		key: cardKey(meeting),
		kind: isChange ? "meeting.changed" : "meeting.invited",
		refs: { meetingId: meeting.id, revision: meeting.revision },
		to: toInvited(meeting.id),
		dueAt: meeting.invitesAt > now ? meeting.invitesAt : now,
		notAfter: meeting.startsAt,
		urgent: isChange && isNear(meeting.startsAt, now),
	};
}

/** Reminders that are still to come, one row each; their people are chosen when they are due. */
export function reminders(meeting: Meeting, now: Date): NewDelivery[] {
	const { id: meetingId, plan, startsAt } = meeting;
	const rows: NewDelivery[] = remindersAfter(meeting, now).map((lead) => ({
		key: reminderKey(meeting, lead),
		kind: "meeting.reminder",
		refs: { meetingId, plan, lead },
		to: toInvited(meetingId),
		dueAt: reminderAt(meeting, lead),
		notAfter: startsAt,
		urgent: isLastReminder(meeting, lead),
	}));
	const forecastAt = reminderAt(meeting, FORECAST_LEAD);
	if (forecastAt > now) {
		rows.push({
			key: `meeting.forecast:${meetingId}:${plan}`,
			kind: "meeting.forecast",
			refs: { meetingId, plan },
			to: toRunners(meetingId),
			dueAt: forecastAt,
			notAfter: startsAt,
		});
	}
	return rows;
}

/** What was planned before is not sent any more. Part of the transaction that is running. */
export async function callOff({ id }: Pick<Meeting, "id">, now: Date): Promise<void> {
	await cancelAll(`meeting.reminder:${id}:`, now);
	await cancelAll(`meeting.forecast:${id}:`, now);
}

/** The invitations and reminders people have say that they hold no longer; those that still wait are not sent. */
export async function retireCards(meeting: Meeting, now: Date): Promise<void> {
	await cancelAll(cardKey(meeting), now);
	const reminded = meeting.reminders.filter((lead) => reminderAt(meeting, lead) <= now);
	await owe(
		[cardKey(meeting), ...reminded.map((lead) => reminderKey(meeting, lead))].map((key) => ({
			key: `${key}:retired`,
			operation: "edit",
			target: key,
			kind: "meeting.retired",
			refs: { meetingId: meeting.id },
			to: toInvited(meeting.id),
			dueAt: now,
		})),
	);
}

/** Every copy of the invitation shows the meeting as it is now. */
export async function renewCards(meeting: Meeting, now: Date): Promise<void> {
	const key = cardKey(meeting);
	await owe([
		{
			key: `${key}:renewed:${meeting.sequence}`,
			operation: "edit",
			target: key,
			kind: "meeting.invited",
			refs: { meetingId: meeting.id, revision: meeting.revision },
			to: toInvited(meeting.id),
			dueAt: now,
		},
	]);
}

export async function note(actor: Actor | "system", meeting: Meeting, action: string, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor === "system" ? actor : actor.person.id,
		action: `meeting.${action}`,
		thing: { kind: "meeting", id: meeting.id },
		details: { code: meeting.code, revision: meeting.revision },
	});
}
