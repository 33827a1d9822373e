/** Days as people type them, in any digits, order and separators, in both calendars: "۱۴۰۵/۹/۳", "3 آذر", "فردا ۱۸:۳۰", "Nov 24". */
import type { Done, Refusal, Result } from "../kit/result.ts";
import { done, refuse } from "../kit/result.ts";
import type { Calendar, PlainDate, PlainTime } from "./dates.ts";
import { addDays, dayOf, daysInMonth, fromCalendar, inCalendar, weekdayOf } from "./dates.ts";
import type { DateToken } from "./dateTokens.ts";
import { dateTokens } from "./dateTokens.ts";
import { normaliseDigits } from "./persian.ts";
import type { TimeRefusal } from "./typedTimes.ts";
import { takeTime } from "./typedTimes.ts";

/** `noSuchDay` carries `calendar`, `year`, `month` and the `days` that month has. */
export type DateRefusal = "notADate" | "noSuchDay" | "ambiguousDate";

/** `calendar` is the reader's own: for numbers without a year or a month's name. */
export interface Today {
	now: Date;
	timeZone: string;
	calendar: Calendar;
}

/**
 * A day. Without a year it is the next such day, today included; a weekday is the next one after today.
 * "3/4/2026" and "9/3" can be read in two ways and are refused as ambiguous.
 */
export function parseDate(text: string, today: Today): Result<PlainDate, DateRefusal> {
	const tokens = dateTokens(text);
	return tokens ? readDate(tokens, today) : refuse("notADate");
}

/** A day and, if one was typed too, a time. */
export function parseDateTime(
	text: string,
	today: Today,
): Result<{ date: PlainDate; time?: PlainTime }, DateRefusal | TimeRefusal> {
	const tokens = dateTokens(text);
	if (!tokens) return refuse("notADate");
	const { time, rest } = takeTime(tokens);
	const date = readDate(rest, today);
	if (!date.ok) return date;
	if (!time) return done({ date: date.value });
	return time.ok ? done({ date: date.value, time: time.value }) : time;
}

/**
 * A Persian year, written whole ("۱۳۸۷"), by its last two digits ("۸۷"), or as the Gregorian year in which it
 * begins ("2008").
 */
export function jalaliYear(text: string): number | undefined {
	const [, digits] = /^\s*(?:سال|year)?\s*(\d{4}|\d{2})\s*$/i.exec(normaliseDigits(text)) ?? [];
	if (digits === undefined) return undefined;
	const year = digits.length === 2 ? fullYear(Number(digits), 2, "persian") : Number(digits);
	if (calendarOf(year) === "persian") return year;
	return calendarOf(year) === "gregory" ? year - 621 : undefined;
}

interface Parts {
	numbers: { number: number; length: number }[];
	weekday?: number;
	month?: { month: number; calendar: Calendar };
	fromToday?: number;
	unit?: number;
	next?: boolean;
}

function readDate(tokens: DateToken[], today: Today): Result<PlainDate, DateRefusal> {
	const parts = gather(tokens);
	if (!parts) return refuse("notADate");
	const date = relativeDay(parts, today) ?? namedDay(parts, today);
	if (!date.ok || parts.weekday === undefined || weekdayOf(date.value) === parts.weekday) return date;
	return refuse("ambiguousDate");
}

/** Undefined when the tokens hold a thing twice, or one that is not of a date. */
function gather(tokens: DateToken[]): Parts | undefined {
	const parts: Parts = { numbers: [] };
	for (const token of tokens) {
		if ("number" in token) parts.numbers.push(token);
		else if ("next" in token) parts.next = true;
		else if ("weekday" in token && parts.weekday === undefined) parts.weekday = token.weekday;
		else if ("month" in token && parts.month === undefined) parts.month = token;
		else if ("fromToday" in token && parts.fromToday === undefined) parts.fromToday = token.fromToday;
		else if ("unit" in token && parts.unit === undefined) parts.unit = token.unit;
		else return undefined;
	}
	return parts;
}

/** Days told by their distance or their weekday; undefined when the text names a day of a month. */
function relativeDay(parts: Parts, { now, timeZone }: Today): Done<PlainDate> | Refusal<DateRefusal> | undefined {
	const { numbers, weekday, month, fromToday, unit, next } = parts;
	const today = dayOf(now, timeZone);
	if (month !== undefined) return fromToday === undefined ? undefined : refuse("notADate");
	if (fromToday !== undefined) return numbers.length === 0 ? done(addDays(today, fromToday)) : refuse("notADate");
	if (unit !== undefined && next && weekday === undefined) {
		const [count = { number: 1 }, ...more] = numbers;
		return more.length === 0 && count.number <= 1000 ? done(addDays(today, count.number * unit)) : refuse("notADate");
	}
	if (weekday === undefined || numbers.length > 0) return undefined;
	// Weeks begin on Saturday: "دوشنبهٔ هفتهٔ بعد" is counted from the next Saturday.
	const from = unit === 7 && next ? addDays(today, daysUntil(6, weekdayOf(today)) - 1) : today;
	return done(addDays(from, daysUntil(weekday, weekdayOf(from))));
}

/** 1 to 7: the next such weekday is never today. */
function daysUntil(weekday: number, today: number): number {
	return ((weekday - today + 6) % 7) + 1;
}

function namedDay(parts: Parts, today: Today): Result<PlainDate, DateRefusal> {
	if (parts.unit === 7) return refuse("notADate");
	const { numbers, month } = parts;
	if (month) {
		const [first, second, ...more] = numbers;
		if (!first || more.length > 0) return refuse("notADate");
		const [day, year] = second && looksLikeYear(first) ? [second, first] : [first, second];
		const full = year && fullYear(year.number, year.length, month.calendar);
		if (full !== undefined && calendarOf(full) !== month.calendar) return refuse("notADate");
		return theDay(full, month.month, day.number, month.calendar, today);
	}
	return numericDay(numbers, today);
}

function numericDay(numbers: Parts["numbers"], today: Today): Result<PlainDate, DateRefusal> {
	const [a, b, c, ...more] = numbers;
	if (!a || more.length > 0) return refuse("notADate");
	if (!b) {
		const { number } = a;
		if (a.length !== 8) return refuse("notADate");
		return inYear(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100, today);
	}
	if (!c)
		return looksLikeYear(a) || looksLikeYear(b)
			? refuse("notADate")
			: inEitherOrder(undefined, a.number, b.number, today);
	if (looksLikeYear(a) && !looksLikeYear(c))
		return inYear(fullYear(a.number, a.length, "persian"), b.number, c.number, today);
	if (!looksLikeYear(c)) return refuse("ambiguousDate");
	const year = fullYear(c.number, c.length, "persian");
	// Persian years that come last are written day, month, year; only Gregorian ones have two customs.
	if (calendarOf(year) === "persian" && b.number <= 12) return inYear(year, b.number, a.number, today);
	return inEitherOrder(year, a.number, b.number, today);
}

function inEitherOrder(year: number | undefined, a: number, b: number, today: Today): Result<PlainDate, DateRefusal> {
	if (a <= 12 && b <= 12 && a !== b) return refuse("ambiguousDate");
	const [month, day] = a <= 12 ? [a, b] : [b, a];
	return year === undefined ? theDay(undefined, month, day, today.calendar, today) : inYear(year, month, day, today);
}

function inYear(year: number, month: number, day: number, today: Today): Result<PlainDate, DateRefusal> {
	const calendar = calendarOf(year);
	return calendar ? theDay(year, month, day, calendar, today) : refuse("notADate");
}

function theDay(
	typedYear: number | undefined,
	month: number,
	day: number,
	calendar: Calendar,
	{ now, timeZone }: Today,
): Result<PlainDate, DateRefusal> {
	if (month < 1 || month > 12 || day < 1 || day > 99) return refuse("notADate");
	const today = dayOf(now, timeZone);
	const own = inCalendar(today, calendar);
	const isOver = month < own.month || (month === own.month && day < own.day);
	const year = typedYear ?? (isOver ? own.year + 1 : own.year);
	const date = fromCalendar({ year, month, day }, calendar);
	if (date) return done(date);
	return refuse("noSuchDay", { calendar, year, month, days: daysInMonth(year, month, calendar) });
}

function looksLikeYear({ number, length }: { number: number; length: number }): boolean {
	return length >= 4 || number > 31;
}

/** Two digits are of our times: ۸۷ is 1387, ۰۵ is 1405; Gregorian ones are of the 2000s. */
function fullYear(year: number, length: number, calendar: Calendar): number {
	if (length > 2) return year;
	if (calendar === "gregory") return 2000 + year;
	return year >= 50 ? 1300 + year : 1400 + year;
}

/** No year can be of both calendars in a working life. */
function calendarOf(year: number): Calendar | undefined {
	if (year >= 1300 && year < 1500) return "persian";
	return year >= 1900 && year < 2200 ? "gregory" : undefined;
}
