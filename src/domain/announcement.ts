/** An announcement: what a coordinator says to an audience, from its draft over its sending to its report. */
import type { AudienceRule } from "./audience.ts";
import { addDays, dayOf, inCalendar, momentOf, type PlainDate, timeOf } from "./dates.ts";
import type { PersonLanguage } from "./person.ts";

/**
 * draft → (waiting for a second person →) set for its moment → going (⇄ paused) → over or stopped. A draft may be
 * dropped, one that is set may be called off until it goes; what was sent may be taken back.
 */
export const ANNOUNCEMENT_STATES = [
	"draft",
	"waiting",
	"set",
	"going",
	"paused",
	"over",
	"stopped",
	"dropped",
	"removed",
] as const;
export type AnnouncementState = (typeof ANNOUNCEMENT_STATES)[number];

/** Words as they were written: with their formatting, and without. */
export interface Words {
	/** Telegram's HTML, made by us from what was formatted. */
	html: string;
	plain: string;
}

export interface AnnouncementFile {
	kind: "photo" | "document";
	fileId: string;
}

export const REPEATS = ["weekly", "monthly"] as const;
export type Repeat = (typeof REPEATS)[number];

export interface Announcement {
	id: string;
	authorId: string;
	/** Who of the secretariat beside its author changed it: none of them is its second person. */
	writerIds?: string[];
	state: AnnouncementState;
	words: Partial<Record<PersonLanguage, Words>>;
	/** One, or an album. */
	files: AnnouncementFile[];
	audience: AudienceRule;
	/** A button says "read and understood". */
	asksToAcknowledge: boolean;
	/** Does not wait for the end of quiet hours. */
	isUrgent: boolean;
	/** When it goes; without, a minute after it was sent. */
	at?: Date;
	repeat?: Repeat;
	/** Of a repeating one: the first of them. */
	seriesId?: string;
	/** Which of them it is, counted from 1. */
	number?: number;
	/** The next one has been set. */
	hasNext?: boolean;
	/** When it leaves, from the moment that is settled. */
	goesAt?: Date;
	/** When the first one left. */
	startedAt?: Date;
	approvedById?: string;
	/** Why a second person gave it back. */
	returnedWhy?: string;
	/** How many the rule chose when it began to go. */
	count?: number;
	endedAt?: Date;
	correctedAt?: Date;
	/** Beyond the first sending: to those it had not reached, by number. */
	rounds?: number;
	nudges?: { at: Date }[];
	createdAt: Date;
	requestId: string;
	/** Counts every change a person made. */
	revision: number;
}

/** How long it can still be called off before it goes. */
export const GRACE_MS = 60_000;
/** Telegram lets nobody delete what is older. */
const REMOVABLE_MS = 48 * 3_600_000;
/** Above this many recipients a second person approves, unless the admins set another number. */
export const APPROVAL_ABOVE = 200;
/** Who has not read is reminded at most this often. */
export const NUDGE_MS = 3_600_000;

/** What Telegram takes (4096, under a file 1024), less what stands around it. */
const MOST_WORDS = 3_500;
const MOST_CAPTION = 850;
/** An album's limit. */
export const MOST_FILES = 10;

export function mostWords(files: readonly AnnouncementFile[]): number {
	return files.length > 0 ? MOST_CAPTION : MOST_WORDS;
}

/** The first words, to call it by. */
export function titleOf({ words }: Pick<Announcement, "words">): string {
	return (words.fa ?? words.en)?.plain.split("\n").find((line) => line.trim() !== "") ?? "";
}

/** The words for a reader: in their language, else in the one there is. */
export function wordsFor({ words }: Pick<Announcement, "words">, language: PersonLanguage): Words | undefined {
	return words[language] ?? words.fa ?? words.en;
}

/** Deliveries of an announcement: the first sending, and those after it to whom it had not reached. */
export function deliveryKeys({ id, rounds = 0 }: Pick<Announcement, "id" | "rounds">): string[] {
	return [deliveryKey(id), ...Array.from({ length: rounds }, (_, index) => `${deliveryKey(id)}:again${index + 1}`)];
}

export function deliveryKey(id: string): string {
	return `announcement:${id}`;
}

/** Whether it is on its way or was: it cannot be written anew, only corrected. */
export function hasLeft({ state }: Pick<Announcement, "state">): boolean {
	return state === "going" || state === "paused" || state === "over" || state === "stopped";
}

export function isRemovable({ state, goesAt }: Pick<Announcement, "state" | "goesAt">, now: Date): boolean {
	const left = state === "over" || state === "stopped";
	return left && goesAt !== undefined && now.getTime() - goesAt.getTime() < REMOVABLE_MS;
}

/**
 * The first moment after `now` at which a repeating announcement of `from` comes again, at the same local time: a week
 * later, or on the same day of the Jalali month (its last day where the month is shorter than the first one's day).
 */
export function nextAfter(from: Date, repeat: Repeat, now: Date, timeZone: string): Date {
	const day = dayOf(from, timeZone);
	const time = timeOf(from, timeZone);
	for (let times = 1; ; times++) {
		const moment = momentOf(repeat === "weekly" ? addDays(day, 7 * times) : monthsLater(day, times), time, timeZone);
		if (moment > now) return moment;
	}
}

function monthsLater(day: PlainDate, months: number): PlainDate {
	const { year, month, day: number } = inCalendar(day, "persian");
	const later = Temporal.PlainDate.from({ year, month, day: number, calendar: "persian" }).add({ months });
	const iso = later.withCalendar("iso8601");
	return { year: iso.year, month: iso.month, day: iso.day };
}
