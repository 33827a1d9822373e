/** A month to tap a day in, and a clock to tap a time in: rows of buttons in the reader's calendar and direction. */
import type { PlainDate } from "../domain/dates.ts";
import { inCalendar, isoDate, monthGrid, shiftMonth, weekdayOf } from "../domain/dates.ts";
import type { T } from "../texts/index.ts";
import type { Button } from "../texts/message.ts";

/** What a tap means: a day ("2026-11-24"), another month (by one of its days), or nothing. */
export type CalendarButton = (label: string, action: "day" | "month" | "no", about?: string) => Button;

export interface CalendarShown {
	/** A day of the month that is shown. */
	month: PlainDate;
	isAllowed: (day: PlainDate) => boolean;
	/** False: nothing happens on the day, so days off are not marked. */
	marksDaysOff?: boolean;
	button: CalendarButton;
}

/** The week begins on Saturday and ends with a Friday off, whatever language one reads. */
const SATURDAY = 6;
const FRIDAY = 5;

/** Telegram lays keyboards out from the left; where one reads from the right, each row is turned round. */
function inReadingOrder(row: Button[], t: T): Button[] {
	return t.direction === "rtl" ? row.toReversed() : row;
}

export function calendarRows(shown: CalendarShown, t: T): Button[][] {
	const { month, isAllowed, marksDaysOff = true, button } = shown;
	const own = inCalendar(month, t.calendar);
	const weekdays = Array.from({ length: 7 }, (_, index) => ((SATURDAY - 1 + index) % 7) + 1);
	const days = monthGrid({ calendar: t.calendar, ...own, weekStart: SATURDAY })
		.filter((week) => week.some((day) => day && isAllowed(day)))
		.map((week) =>
			week.map((day) => {
				if (!day || !isAllowed(day)) return button(BLANK, "no");
				const number = t.digits(inCalendar(day, t.calendar).day);
				return button(marksDaysOff && isFree(day, t) ? `${number}•` : number, "day", isoDate(day));
			}),
		);
	const rows = [
		[step(shown, -12, t), button(t.month(own), "no"), step(shown, 12, t)],
		weekdays.map((weekday) => button(t.weekdayLetter(weekday), "no")),
		...days,
		[step(shown, -1, t), step(shown, 1, t)],
	];
	return rows.filter((row) => row.some(({ label }) => label !== BLANK)).map((row) => inReadingOrder(row, t));
}

/** Telegram takes no button without a label. */
const BLANK = "·";

/** To the month so many months away, by its name (a year away, by the year), if it has a day that is allowed. */
function step({ month, isAllowed, button }: CalendarShown, by: number, t: T): Button {
	const to = shiftMonth(inCalendar(month, t.calendar), by);
	const allowed = daysOf(to, t).find(isAllowed);
	if (!allowed) return button(BLANK, "no");
	const name = Math.abs(by) === 12 ? t.plain("form.calendar.year", { year: t.digits(to.year) }) : t.monthName(to.month);
	// Arrows, unlike ‹ and ›, are not turned round where the text runs from the right.
	const [back, forth] = t.direction === "rtl" ? ["→", "←"] : ["←", "→"];
	return button(by < 0 ? `${back} ${name}` : `${name} ${forth}`, "month", isoDate(allowed));
}

function daysOf(month: { year: number; month: number }, t: T): PlainDate[] {
	const grid = monthGrid({ calendar: t.calendar, ...month, weekStart: SATURDAY });
	return grid.flat().filter((day) => day !== undefined);
}

function isFree(day: PlainDate, t: T): boolean {
	return weekdayOf(day) === FRIDAY || t.holidayOn(day) !== undefined;
}

/** What is marked in the month: a line for the mark, a line for each official holiday. HTML. */
export function calendarLegend(
	{ month, isAllowed, marksDaysOff = true }: Omit<CalendarShown, "button">,
	t: T,
): string[] {
	if (!marksDaysOff) return [t("form.calendar.orWrite")];
	const days = daysOf(inCalendar(month, t.calendar), t).filter(isAllowed);
	const holidays = days.flatMap((day) => {
		const holiday = t.holidayOn(day);
		if (!holiday) return [];
		const name = t.dynamic(`common.holiday.${holiday.name}`);
		const key = holiday.probable ? "form.calendar.probableHoliday" : "form.calendar.holiday";
		return [t.dynamic(key, { day: inCalendar(day, t.calendar).day, name: t.value(name) })];
	});
	return [t("form.calendar.legend"), ...holidays];
}

/** Hours from the first to the last, six a row. */
export function hourRows(
	hours: { from: number; to: number },
	button: (label: string, hour: number) => Button,
	t: T,
): Button[][] {
	const all = Array.from({ length: hours.to - hours.from + 1 }, (_, index) => hours.from + index);
	return chunks(all, 6).map((row) =>
		inReadingOrder(
			row.map((hour) => button(t.digits(hour), hour)),
			t,
		),
	);
}

/** The quarters of an hour, four in a row. */
export function minuteRows(hour: number, button: (label: string, minute: number) => Button, t: T): Button[][] {
	return [
		inReadingOrder(
			[0, 15, 30, 45].map((minute) => button(t.time({ hour, minute }), minute)),
			t,
		),
	];
}

function chunks<A>(list: A[], size: number): A[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size),
	);
}
