/** Days and moments in two calendars: what a day is, and where it lies in the Persian or the Gregorian year. */

export type Calendar = "persian" | "gregory";

/** A day in Gregorian numbers, whatever calendar it was said in; plain, so that it can be stored. */
export interface PlainDate {
	year: number;
	month: number;
	day: number;
}

export interface PlainTime {
	hour: number;
	minute: number;
}

/** The day it is at that moment in that zone. */
export function dayOf(moment: Date, timeZone: string): PlainDate {
	return plain(zoned(moment, timeZone).toPlainDate());
}

/** The time on the clock at that moment in that zone, seconds left out. */
export function timeOf(moment: Date, timeZone: string): PlainTime {
	const { hour, minute } = zoned(moment, timeZone);
	return { hour, minute };
}

/** The moment a clock in that zone shows that day and time. */
export function momentOf(date: PlainDate, time: PlainTime, timeZone: string): Date {
	const local = Temporal.PlainDateTime.from({ ...date, ...time });
	return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The numbers of a day in a calendar: 2026-11-24 is 3 of month 9 of 1405 in the Persian one. */
export function inCalendar(date: PlainDate, calendar: Calendar): PlainDate {
	return numbers(Temporal.PlainDate.from(date).withCalendar(calendar));
}

/** The day with these numbers in a calendar; undefined when that month has no such day. */
export function fromCalendar(date: PlainDate, calendar: Calendar): PlainDate | undefined {
	if (date.month < 1 || date.month > 12 || date.day < 1) return undefined;
	try {
		return plain(Temporal.PlainDate.from({ ...date, calendar }, { overflow: "reject" }));
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

export function addDays(date: PlainDate, days: number): PlainDate {
	return plain(Temporal.PlainDate.from(date).add({ days }));
}

/** ISO's number of the weekday: 1 is Monday, 5 Friday, 6 Saturday, 7 Sunday. */
export function weekdayOf(date: PlainDate): number {
	return Temporal.PlainDate.from(date).dayOfWeek;
}

/** Negative when `a` is the earlier day, 0 when they are the same. */
export function compareDates(a: PlainDate, b: PlainDate): number {
	return Temporal.PlainDate.compare(Temporal.PlainDate.from(a), Temporal.PlainDate.from(b));
}

/** "2026-11-24": how a day is stored and compared. */
export function isoDate(date: PlainDate): string {
	return Temporal.PlainDate.from(date).toString();
}

export function daysInMonth(year: number, month: number, calendar: Calendar): number {
	return Temporal.PlainDate.from({ year, month, day: 1, calendar }).daysInMonth;
}

/** A month some months later (or earlier) in the same calendar; both have twelve. */
export function shiftMonth(
	{ year, month }: { year: number; month: number },
	by: number,
): { year: number; month: number } {
	const months = year * 12 + month - 1 + by;
	return { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
}

/**
 * A month as a sheet of weeks, each of seven days from `weekStart` (ISO's number, 6 is Saturday); undefined where the
 * days of other months would stand.
 */
export function monthGrid(month: {
	calendar: Calendar;
	year: number;
	month: number;
	weekStart: number;
}): (PlainDate | undefined)[][] {
	const first = Temporal.PlainDate.from({ calendar: month.calendar, year: month.year, month: month.month, day: 1 });
	const blanks = (first.dayOfWeek - month.weekStart + 7) % 7;
	const cells: (PlainDate | undefined)[] = Array.from({ length: blanks });
	for (let day = 0; day < first.daysInMonth; day++) cells.push(plain(first.add({ days: day })));
	while (cells.length % 7 !== 0) cells.push(undefined);
	return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function zoned(moment: Date, timeZone: string): Temporal.ZonedDateTime {
	return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
}

function plain(date: Temporal.PlainDate): PlainDate {
	return numbers(date.withCalendar("iso8601"));
}

function numbers({ year, month, day }: Temporal.PlainDate): PlainDate {
	return { year, month, day };
}
