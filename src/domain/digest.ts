/** A digest: what somebody hears of at a time of their own, daily or weekly, and the moments it falls due. */
import { addDays, dayOf, isoDate, momentOf, type PlainDate, weekdayOf } from "./dates.ts";

export const DIGEST_EVERY = ["off", "daily", "weekly"] as const;
export type DigestEvery = (typeof DIGEST_EVERY)[number];

export const DIGEST_TOPICS = ["reports", "meetings", "asked", "committees"] as const;
export type DigestTopic = (typeof DIGEST_TOPICS)[number];

export interface DigestSetting {
	every: DigestEvery;
	/** ISO's number: 6 is Saturday. */
	weekday: number;
	/** Of the local day. */
	hour: number;
	/** Topics that are left out. */
	without: DigestTopic[];
}

export const USUAL_DIGEST: DigestSetting = { every: "weekly", weekday: 6, hour: 9, without: [] };
/** As a week is looked at here: Saturday first. */
export const WEEKDAYS = [6, 7, 1, 2, 3, 4, 5] as const;
/** Outside the quiet hours. */
export const DIGEST_HOURS = Array.from({ length: 15 }, (_, index) => index + 7);

/** The time people share who have the same setting: "w:6:9", "d:18"; "off". */
export function timeName({ every, weekday, hour }: DigestSetting): string {
	if (every === "off") return "off";
	return every === "daily" ? `d:${hour}` : `w:${weekday}:${hour}`;
}

export const USUAL_TIME = timeName(USUAL_DIGEST);

/** One time it falls due: named by the time people share and the local day. */
export interface DigestSlot {
	time: string;
	/** "2026-11-28" */
	day: string;
	at: Date;
	/** When the one before and the one after it fall due. */
	before: Date;
	after: Date;
}

/** The last slot of a time at or before a moment; undefined for "off" and what is no time. */
export function slotAt(time: string, moment: Date, timeZone: string): DigestSlot | undefined {
	const [way, first = "", second = ""] = time.split(":");
	if (way !== "d" && way !== "w") return undefined;
	const step = way === "d" ? 1 : 7;
	const hour = Number(way === "d" ? first : second);
	const at = (day: PlainDate) => momentOf(day, { hour, minute: 0 }, timeZone);
	let day = dayOf(moment, timeZone);
	if (way === "w") day = addDays(day, -((weekdayOf(day) - Number(first) + 7) % 7));
	if (at(day) > moment) day = addDays(day, -step);
	return { time, day: isoDate(day), at: at(day), before: at(addDays(day, -step)), after: at(addDays(day, step)) };
}

/** The full hour a moment lies in, on the local clock: nothing falls due between hours. */
export function hourOf(moment: Date, timeZone: string): Date {
	const hour = 3_600_000;
	const offset = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
	const past = offset.minute * 60_000 + offset.second * 1_000 + offset.millisecond;
	return new Date(moment.getTime() - (past % hour));
}
