/** The minutes of a meeting: its points, the versions its attendees were sent, their objections; the decisions and actions that come of them. */
import { z } from "zod";
import type { SeatHolder } from "./committee.ts";
import { addDays, momentOf, type PlainDate } from "./dates.ts";
import type { Invited } from "./meeting.ts";
import type { Actor } from "./person.ts";

export const POINT_KINDS = ["decision", "action", "information"] as const;
export type PointKind = (typeof POINT_KINDS)[number];

export interface MinutesPoint {
	id: string;
	kind: PointKind;
	words: string;
	/** Of an action: who does it, and the Gregorian day it is due ("2026-11-24"). */
	owner?: SeatHolder;
	dueOn?: string;
}

/** What attendees were sent, and until when they may object. */
export interface MinutesVersion {
	number: number;
	points: MinutesPoint[];
	sentAt: Date;
}

export interface Objection {
	/** The draft it was sent from. */
	id: string;
	/** The version it is about. */
	version: number;
	byId: string;
	holder: SeatHolder;
	words: string;
	at: Date;
}

/** Awaited until a version was sent; locked when the time to object is over. */
export type MinutesState = "awaited" | "sent" | "locked";

export interface Minutes {
	/** The meeting's. */
	id: string;
	/** Of a committee's meeting. */
	committeeId?: string;
	invited: Invited;
	title: string;
	/** When the meeting was over. */
	heldAt: Date;
	state: MinutesState;
	/** As they stand with who writes them; what was sent is in `versions`. */
	points: MinutesPoint[];
	versions: MinutesVersion[];
	objections: Objection[];
	/** Until when attendees may object to the last version; it is locked then. */
	lockAt?: Date;
	/** Counted up with every change. */
	revision: number;
}

/** Something that was agreed to be done; reminded and reported until it is. */
export interface ActionItem {
	/** The point's. */
	id: string;
	meetingId: string;
	committeeId?: string;
	invited: Invited;
	words: string;
	owner: SeatHolder;
	/** Gregorian, "2026-11-24". */
	dueOn: string;
	/** Reported: its owner says that it is done, who runs the meeting has not confirmed it yet. */
	state: "open" | "reported" | "done";
	report?: { words: string; byId: string; at: Date };
	/** What was missing when a report was sent back. */
	returned?: { words: string; byId: string; at: Date };
	doneAt?: Date;
	/** When its owner is reminded next. */
	remindAt?: Date;
	createdAt: Date;
	revision: number;
}

export interface Decision {
	/** The point's. */
	id: string;
	/** "D-1405-0007" */
	code: string;
	meetingId: string;
	committeeId?: string;
	invited: Invited;
	words: string;
	at: Date;
}

export const MOST_MINUTES_POINTS = 40;
export const MOST_OBJECTIONS = 50;
const HOUR_MS = 3_600_000;
/** Attendees may object for so long. */
const OBJECT_MS = 72 * HOUR_MS;
/** Who runs a meeting is nudged so many days after it, while its minutes were not sent. */
export const NUDGE_DAYS = [3, 7] as const;

export function locksAt(sentAt: Date): Date {
	return new Date(sentAt.getTime() + OBJECT_MS);
}

export function mayStillObject({ state, lockAt }: Minutes, now: Date): boolean {
	return state === "sent" && lockAt !== undefined && now < lockAt;
}

/** Whether something stands there that attendees have not been sent. */
export function hasUnsent({ points, versions }: Minutes): boolean {
	const sent = versions.at(-1);
	return sent === undefined ? points.length > 0 : !samePoints(points, sent.points);
}

function samePoints(a: readonly MinutesPoint[], b: readonly MinutesPoint[]): boolean {
	return a.length === b.length && a.every((point, index) => samePoint(point, b[index]));
}

function samePoint(a: MinutesPoint, b: MinutesPoint | undefined): boolean {
	return (
		b !== undefined &&
		a.id === b.id &&
		a.kind === b.kind &&
		a.words === b.words &&
		a.dueOn === b.dueOn &&
		a.owner?.kind === b.owner?.kind &&
		a.owner?.id === b.owner?.id
	);
}

/** The hour at which owners are reminded. */
const REMINDED_AT = { hour: 9, minute: 0 };
const BEFORE_DAYS = 3;
const WEEK_DAYS = 7;

/** The next moment after `now` at which an action's owner is reminded: three days before, on the day, weekly from then on. */
export function nextReminder(dueOn: string, now: Date, timeZone: string): Date {
	const due = plainDay(dueOn);
	for (const days of [-BEFORE_DAYS, 0]) {
		const moment = momentOf(addDays(due, days), REMINDED_AT, timeZone);
		if (moment > now) return moment;
	}
	for (let days = WEEK_DAYS; ; days += WEEK_DAYS) {
		const moment = momentOf(addDays(due, days), REMINDED_AT, timeZone);
		if (moment > now) return moment;
	}
}

export function plainDay(iso: string): PlainDate {
	const { year, month, day } = Temporal.PlainDate.from(iso);
	return { year, month, day };
}

/** Whether somebody belongs to an action's owner: the organization or agency, or sits for it in a committee. */
export function ownsAction(actor: Actor, { owner }: ActionItem): boolean {
	if (actor.seats.some(({ holder }) => holder.kind === owner.kind && holder.id === owner.id)) return true;
	return owner.kind === "agency"
		? actor.agencyIds.includes(owner.id)
		: actor.memberships.some(({ status, organizationId }) => status === "active" && organizationId === owner.id);
}

// Each message is the reason of a refusal (`minutes.refusal.<reason>`).

export const pointWords = z.string().trim().min(5, "wordsTooShort").max(450, "wordsTooLong");
export const objectionWords = z.string().trim().min(5, "wordsTooShort").max(500, "wordsTooLong");
export const reportWords = z.string().trim().min(5, "wordsTooShort").max(500, "wordsTooLong");
