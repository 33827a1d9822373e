/** A meeting that comes again: every week, every two weeks, or on "the first Tuesday of each month" of the reader's calendar. */
import {
	addDays,
	type Calendar,
	dayOf,
	daysInMonth,
	fromCalendar,
	inCalendar,
	momentOf,
	type PlainDate,
	shiftMonth,
	timeOf,
	weekdayOf,
} from "./dates.ts";

export const REPEATS = ["once", "weekly", "fortnightly", "monthly"] as const;
export type Repeat = (typeof REPEATS)[number];

/** A series is published whole; more than a year ahead nobody plans. */
export const MOST_TIMES = 12;

/** The how-manyeth weekday of its month a day is, 1 to 4; 5 stands for the last one. */
export function nthInMonth(day: PlainDate, calendar: Calendar): number {
	return Math.ceil(inCalendar(day, calendar).day / 7);
}

/** That weekday (ISO's number) of a month; the fifth is the last there is. */
function nthWeekday(
	month: { year: number; month: number },
	nth: number,
	weekday: number,
	calendar: Calendar,
): PlainDate {
	const first = dayIn({ ...month, day: 1 }, calendar);
	const offset = (weekday - weekdayOf(first) + 7) % 7;
	const day = 1 + offset + (nth - 1) * 7;
	return dayIn({ ...month, day: day > daysInMonth(month.year, month.month, calendar) ? day - 7 : day }, calendar);
}

function dayIn(numbers: PlainDate, calendar: Calendar): PlainDate {
	const day = fromCalendar(numbers, calendar);
	if (!day) throw new RangeError(`${JSON.stringify(numbers)} is no day of the ${calendar} calendar`);
	return day;
}

/**
 * The moments a series takes place at, the first included. The clock of the place shows the same time at each of them,
 * also after daylight saving has begun or ended.
 */
export function occurrences(
	first: Date,
	repeat: Repeat,
	times: number,
	{ timeZone, calendar }: { timeZone: string; calendar: Calendar },
): Date[] {
	if (repeat === "once") return [first];
	const start = dayOf(first, timeZone);
	const time = timeOf(first, timeZone);
	const month = inCalendar(start, calendar);
	const nth = nthInMonth(start, calendar);
	const days = Array.from({ length: Math.min(times, MOST_TIMES) }, (_, index) => {
		if (repeat === "weekly") return addDays(start, index * 7);
		if (repeat === "fortnightly") return addDays(start, index * 14);
		return nthWeekday(shiftMonth(month, index), nth, weekdayOf(start), calendar);
	});
	return days.map((day) => momentOf(day, time, timeZone));
}
