/** Choosing a day, shared by the questions that ask for one: quick picks, a month to tap in, or a typed date. */
import type { PlainDate } from "../../../domain/dates.ts";
import { addDays, compareDates, dayOf, inCalendar, isoDate, monthGrid, weekdayOf } from "../../../domain/dates.ts";
import type { Result } from "../../../kit/result.ts";
import { done, refuse } from "../../../kit/result.ts";
import type { Button } from "../../../texts/message.ts";
import { calendarLegend, calendarRows } from "../../../views/calendarPicker.ts";
import type { Answers, Asking, QuestionOptions, Screen } from "../question.ts";

export interface DayOptions extends QuestionOptions {
	/** Today at the latest. */
	past?: boolean;
	/** Today at the earliest. */
	future?: boolean;
	/** The first day allowed, "2026-11-24". */
	min?: Limit;
	/** The last day allowed. */
	max?: Limit;
	/** False: no "today, tomorrow, Saturday", the month is shown at once. */
	quick?: boolean;
	/** False: a day on which nothing happens, as the last of a license; days off are not marked. */
	marksDaysOff?: boolean;
	/** A rule of the domain on the day. */
	check?: (day: string, now: Date) => Result<string>;
}

type Limit = string | ((answers: Answers, now: Date) => string);

const SATURDAY = 6;

/** Done with the day in ISO's form, or the reason why it cannot be. */
export function allowedDay(day: PlainDate, options: DayOptions, asking: Asking): Result<string> {
	const { t, now, answers } = asking;
	const today = dayOf(now, t.timeZone);
	if (options.past && compareDates(day, today) > 0) return refuse("dayNotPast");
	if (options.future && compareDates(day, today) < 0) return refuse("dayNotFuture");
	const min = limit(options.min, answers, now);
	const max = limit(options.max, answers, now);
	const iso = isoDate(day);
	if (min !== undefined && iso < min) return refuse("dayTooEarly", { day: t.shortDate(plain(min)) });
	if (max !== undefined && iso > max) return refuse("dayTooLate", { day: t.shortDate(plain(max)) });
	return options.check?.(iso, now) ?? done(iso);
}

function limit(of: Limit | undefined, answers: Answers, now: Date): string | undefined {
	return typeof of === "function" ? of(answers, now) : of;
}

/** "2026-11-24" as numbers; undefined when it is no day. */
export function dayFrom(iso: string): PlainDate | undefined {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
	try {
		const { year, month, day } = Temporal.PlainDate.from(iso);
		return { year, month, day };
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

export function plain(iso: string): PlainDate {
	const day = dayFrom(iso);
	if (!day) throw new RangeError(`${iso} is no day`);
	return day;
}

/** The month beside the refusal of a typed day: its own, if another day of it will do. */
export function monthBeside(day: PlainDate, options: DayOptions, asking: Asking): string | undefined {
	return hasAllowedDay(day, options, asking) ? isoDate(day) : undefined;
}

function hasAllowedDay(month: PlainDate, options: DayOptions, asking: Asking): boolean {
	const { calendar } = asking.t;
	const grid = monthGrid({ calendar, ...inCalendar(month, calendar), weekStart: SATURDAY });
	return grid.flat().some((day) => day !== undefined && allowedDay(day, options, asking).ok);
}

/** `month` is a day of the month being looked at; the quick picks come first when there is none. */
export function dayScreen(options: DayOptions, month: string | undefined, asking: Asking): Screen {
	const { t, now, button } = asking;
	const fits = (day: PlainDate) => allowedDay(day, options, asking).ok;
	const picks = month === undefined ? quickPicks(options, asking).filter(({ day }) => fits(day)) : [];
	if (picks.length > 0) {
		const row: Button[] = picks.map(({ label, day }) => button(label, "day", isoDate(day)));
		return {
			rows: [
				t.direction === "rtl" ? row.toReversed() : row,
				[button(t.plain("form.button.calendar"), "month", isoDate(dayOf(now, t.timeZone)))],
			],
		};
	}
	const given = typeof asking.answer === "string" ? dayFrom(asking.answer.slice(0, 10)) : undefined;
	const answered = given && hasAllowedDay(given, options, asking) ? given : undefined;
	const shown = {
		month: dayFrom(month ?? "") ?? answered ?? startMonth(options, asking),
		isAllowed: fits,
		...(options.marksDaysOff === undefined ? {} : { marksDaysOff: options.marksDaysOff }),
	};
	return {
		lines: ["", ...calendarLegend(shown, t)],
		rows: calendarRows(
			{
				...shown,
				button: (label, action, about) => (about === undefined ? button(label, action) : button(label, action, about)),
			},
			t,
		),
	};
}

/** This month, or the nearest one that has an allowed day. */
function startMonth(options: DayOptions, { answers, now, t }: Asking): PlainDate {
	const today = isoDate(dayOf(now, t.timeZone));
	const min = limit(options.min, answers, now);
	const max = limit(options.max, answers, now);
	return plain(min !== undefined && today < min ? min : max !== undefined && today > max ? max : today);
}

function quickPicks(options: DayOptions, { t, now }: Asking): { label: string; day: PlainDate }[] {
	if (options.quick === false) return [];
	const today = dayOf(now, t.timeZone);
	const toSaturday = (SATURDAY - weekdayOf(today) + 7) % 7 || 7;
	const picks = [{ label: t.plain("form.calendar.today"), day: today }];
	if (options.past) return [...picks, { label: t.plain("form.calendar.yesterday"), day: addDays(today, -1) }];
	picks.push({ label: t.plain("form.calendar.tomorrow"), day: addDays(today, 1) });
	if (toSaturday > 1) picks.push({ label: t.weekday(SATURDAY), day: addDays(today, toSaturday) });
	return picks;
}
