/** A meeting: of a committee, of all directors or of chosen organizations; planned, held or cancelled. */
import { createHmac } from "node:crypto";
import { z } from "zod";
import type { FoundKind } from "./agenda.ts";
import type { SeatHolder } from "./committee.ts";
import type { SentFile } from "./document.ts";
import { oneLine } from "./lines.ts";
import type { Actor } from "./person.ts";
import type { Repeat } from "./recurrence.ts";

export type Invited =
	| { kind: "committee"; committeeId: string }
	| { kind: "directors" }
	| { kind: "organizations"; ids: string[] };

export type MeetingState = "planned" | "held" | "cancelled";

/** A point of the agenda, in the order in which it is spoken of. */
export interface AgendaItem {
	id: string;
	title: string;
	/** Of a point a member proposed. */
	byId?: string;
	/** Of a point the bot proposed: what it found and how many; it has no title of its own. */
	about?: FoundKind;
	count?: number;
}

/** A point a member would like to speak of; the chair takes it or leaves it. */
export interface Proposal {
	id: string;
	title: string;
	byId: string;
	holder: SeatHolder;
	at: Date;
}

export interface MeetingPlace {
	latitude: number;
	longitude: number;
}

/** What a meeting was before it was changed: told as old → new. */
export interface MeetingBefore {
	startsAt: Date;
	minutes: number;
	address?: string;
	link?: string;
}

export interface Meeting {
	id: string;
	/** "M-1405-0012" */
	code: string;
	/** Of a committee's meeting; the same as in `invited`, to be found by. */
	committeeId?: string;
	invited: Invited;
	title: string;
	startsAt: Date;
	/** Its length. */
	minutes: number;
	/** When it is over. */
	endsAt: Date;
	address?: string;
	place?: MeetingPlace;
	link?: string;
	agenda: AgendaItem[];
	proposals: Proposal[];
	files: SentFile[];
	/** Reminders, in minutes before it begins, the earliest first. */
	reminders: number[];
	state: MeetingState;
	/** When the invitations go out: at once, of a series two weeks before each. */
	invitesAt: Date;
	/** Counted up with everything that makes people answer anew: its time or its place. */
	revision: number;
	/** Counted up with every change a calendar has to learn of. */
	sequence: number;
	/** The `sequence` at which its reminders were planned last; others are void. */
	plan: number;
	icsUid: string;
	/** What it was before the last change of its time or place. */
	before?: MeetingBefore;
	cancelReason?: string;
	series?: { id: string; repeat: Repeat; number: number; of: number };
	byId: string;
	/** The attendance codes are made of it. */
	secret: string;
	/** The next moment its committee's group is reminded. */
	groupRemindAt?: Date;
	requestId: string;
	createdAt: Date;
}

/** A week, a day and two hours before. */
export const REMINDERS = [10_080, 1_440, 120] as const;
/** What may be chosen for one meeting. */
export const REMINDER_CHOICES = [10_080, 4_320, 1_440, 120, 30] as const;
/** How long one may be, and that in minutes. */
const LENGTHS = { halfHour: 30, hour: 60, hourAndHalf: 90, twoHours: 120, threeHours: 180, fourHours: 240 };
export const LENGTH_NAMES = Object.keys(LENGTHS) as (keyof typeof LENGTHS)[];
/** How a lead is called. */
export const LEAD_NAMES: Record<number, string> = {
	10080: "week",
	4320: "threeDays",
	1440: "day",
	120: "twoHours",
	30: "halfHour",
};

/** In minutes; undefined when there is no such length. */
export function minutesOf(length: string): number | undefined {
	return Object.hasOwn(LENGTHS, length) ? LENGTHS[length as keyof typeof LENGTHS] : undefined;
}
export const MOST_POINTS = 20;
export const MOST_PROPOSALS = 30;
export const MOST_FILES = 5;
const POINT_LENGTH = 120;
const MINUTE_MS = 60_000;
/** Of a series, each is invited to so long before. */
const INVITE_AHEAD_MS = 14 * 86_400_000;
/** Points are proposed until so long before. */
const CUT_OFF_MS = 86_400_000;
/** The attendance code is another one after so long. */
const CODE_MS = 120_000;
/** It is shown and taken from so long before the meeting until so long after it. */
const ATTENDANCE_BEFORE_MS = 30 * MINUTE_MS;
const ATTENDANCE_AFTER_MS = 120 * MINUTE_MS;

export function endOf(startsAt: Date, minutes: number): Date {
	return new Date(startsAt.getTime() + minutes * MINUTE_MS);
}

export function invitesAt(startsAt: Date, isFirst: boolean, now: Date): Date {
	return isFirst ? now : new Date(Math.max(now.getTime(), startsAt.getTime() - INVITE_AHEAD_MS));
}

export function reminderAt(meeting: Pick<Meeting, "startsAt">, lead: number): Date {
	return new Date(meeting.startsAt.getTime() - lead * MINUTE_MS);
}

/** The reminder closest to the meeting, which may come in quiet hours. */
export function isLastReminder(meeting: Pick<Meeting, "reminders">, lead: number): boolean {
	return lead === Math.min(...meeting.reminders);
}

/** Those reminders of which the moment is still to come after `now`. */
export function remindersAfter(meeting: Pick<Meeting, "startsAt" | "reminders">, now: Date): number[] {
	return meeting.reminders.filter((lead) => reminderAt(meeting, lead) > now);
}

export function nextGroupReminder(meeting: Pick<Meeting, "startsAt" | "reminders">, now: Date): Date | undefined {
	const moments = remindersAfter(meeting, now).map((lead) => reminderAt(meeting, lead).getTime());
	return moments.length > 0 ? new Date(Math.min(...moments)) : undefined;
}

export function hasBegun(meeting: Pick<Meeting, "startsAt">, now: Date): boolean {
	return meeting.startsAt <= now;
}

/** The moment after which no point is proposed any more. */
export function cutOff(meeting: Pick<Meeting, "startsAt">): Date {
	return new Date(meeting.startsAt.getTime() - CUT_OFF_MS);
}

export function isTaken(meeting: Meeting, now: Date): boolean {
	return (
		meeting.state !== "cancelled" &&
		now.getTime() >= meeting.startsAt.getTime() - ATTENDANCE_BEFORE_MS &&
		now.getTime() < meeting.endsAt.getTime() + ATTENDANCE_AFTER_MS
	);
}

/** Told at once, also at night: it would be missed otherwise. */
export function isNear(startsAt: Date, now: Date): boolean {
	return startsAt.getTime() - now.getTime() < 86_400_000;
}

/** The four digits read out at a meeting; others every two minutes. */
export function attendanceCode(secret: string, now: Date): string {
	return codeOf(secret, Math.floor(now.getTime() / CODE_MS));
}

/** Until when the present code is the newest. */
export function codeUntil(now: Date): Date {
	return new Date((Math.floor(now.getTime() / CODE_MS) + 1) * CODE_MS);
}

/** The code of now, and the one before it: somebody may have been typing while it changed. */
export function isAttendanceCode(secret: string, typed: string, now: Date): boolean {
	const slot = Math.floor(now.getTime() / CODE_MS);
	return [slot, slot - 1].some((one) => codeOf(secret, one) === typed);
}

function codeOf(secret: string, slot: number): string {
	const digest = createHmac("sha256", secret).update(String(slot)).digest();
	return String(digest.readUInt32BE(0) % 10_000).padStart(4, "0");
}

/** The organizations and agencies somebody may answer for. */
export function answersFor(actor: Actor, { invited }: Pick<Meeting, "invited">): SeatHolder[] {
	const found: SeatHolder[] =
		invited.kind === "committee"
			? actor.seats.filter(({ committeeId }) => committeeId === invited.committeeId).map(({ holder }) => holder)
			: actor.memberships
					.filter(
						({ status, role, organizationId }) =>
							status === "active" &&
							(invited.kind === "directors" ? role === "director" : invited.ids.includes(organizationId)),
					)
					.map(({ organizationId }) => ({ kind: "organization", id: organizationId }));
	return found.filter(({ kind, id }, index) => found.findIndex((one) => one.kind === kind && one.id === id) === index);
}

// Each message is the reason of a refusal (`meetings.refusal.<reason>`).

export const meetingTitle = oneLine.pipe(z.string().min(3, "titleTooShort").max(100, "titleTooLong"));
export const meetingAddress = oneLine.pipe(z.string().min(3, "addressTooShort").max(200, "addressTooLong"));
export const meetingLink = z
	.string()
	.trim()
	.max(300, "linkTooLong")
	.regex(/^https:\/\/[^\s<>"]+\.[^\s<>"]+$/i, "notALink");
export const agendaPoint = oneLine.pipe(z.string().min(3, "pointTooShort").max(POINT_LENGTH, "pointTooLong"));
export const delegateName = oneLine.pipe(z.string().min(3, "nameTooShort").max(60, "nameTooLong"));
export const cancelReason = oneLine.pipe(z.string().min(3, "reasonTooShort").max(300, "reasonTooLong"));

/** One point a line; numbers and dashes before them are left out. */
export const agendaPoints = z
	.string()
	.transform((typed) =>
		typed
			.split("\n")
			.map((line) => line.replace(/^\s*(?:[\d۰-۹٠-٩]{1,2}\s*[).،\-–]|[-–•*])\s*/, "").trim())
			.filter(Boolean),
	)
	.pipe(
		z
			.array(z.string().min(3, "pointTooShort").max(POINT_LENGTH, "pointTooLong"))
			.min(1, "pointTooShort")
			.max(MOST_POINTS, "tooManyPoints"),
	);
