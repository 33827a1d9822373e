/** What is owed because of minutes and actions, under keys of its own, and what is noted about them. */
import type { SeatHolder } from "../../domain/committee.ts";
import type { NewDelivery } from "../../domain/delivery.ts";
import type { Meeting } from "../../domain/meeting.ts";
import { type ActionItem, type Minutes, NUDGE_DAYS } from "../../domain/minutes.ts";
import type { Actor } from "../../domain/person.ts";
import * as audit from "../../store/audit.ts";
import * as liaisons from "../../store/liaisons.ts";
import * as memberships from "../../store/memberships.ts";
import * as store from "../../store/minutes.ts";
import * as seats from "../../store/seats.ts";
import { owe } from "../deliveries.ts";
import { toRunners } from "../meetings/record.ts";

const DAY_MS = 86_400_000;

export const draftKey = (meetingId: string, version: number) => `minutes.draft:${meetingId}:${version}`;

/** A meeting is over: its minutes are awaited, who runs it is nudged while they are. Part of the transaction that is running. */
export async function awaitMinutes({ id, committeeId, invited, title, endsAt }: Meeting, now: Date): Promise<void> {
	await store.expect({
		id,
		...(committeeId !== undefined && { committeeId }),
		...{ invited, title, heldAt: endsAt, state: "awaited", points: [], versions: [], objections: [], revision: 0 },
	});
	const after = (days: number) => new Date(endsAt.getTime() + days * DAY_MS);
	const nudges: NewDelivery[] = NUDGE_DAYS.map((days, index) => ({
		key: `minutes.nudge:${id}:${days}`,
		kind: "minutes.nudge",
		refs: { meetingId: id, days },
		to: toRunners(id),
		dueAt: after(days),
		notAfter: after(NUDGE_DAYS[index + 1] ?? days + 7),
	}));
	await owe(nudges.filter(({ notAfter }) => notAfter !== undefined && notAfter > now));
}

export function toAttended(meetingId: string) {
	return { audience: { rule: "meeting" as const, meetingId, who: "attended" as const } };
}

/** The people of an action's owner who hear of it: its director or liaisons, and who sits for it in the committee. */
export async function peopleOfOwner({ owner, committeeId }: Pick<ActionItem, "owner" | "committeeId">) {
	const held = (await seats.heldBy(owner)).filter((seat) => seat.committeeId === committeeId);
	const sitting = held.flatMap(({ personId, alternateId }) => (alternateId ? [personId, alternateId] : [personId]));
	return [...new Set([...(await answerable(owner)), ...sitting])];
}

async function answerable({ kind, id }: SeatHolder): Promise<string[]> {
	if (kind === "agency") return (await liaisons.activeOf(id)).map(({ personId }) => personId);
	const director = await memberships.directorOf(id);
	return director ? [director.personId] : [];
}

export async function note(
	actor: Actor | "system",
	{ id, revision }: Pick<Minutes, "id" | "revision">,
	action: string,
	now: Date,
): Promise<void> {
	await audit.add({
		at: now,
		byId: actor === "system" ? actor : actor.person.id,
		action: `meeting.${action}`,
		thing: { kind: "meeting", id },
		details: { revision },
	});
}
