/** A month to tap a day in, and a clock to tap a time in: rows of buttons in the reader's calendar and direction. */
import type { PlainDate } from "../domain/dates.ts";
import { compareDates, fromCalendar, inCalendar, isoDate, monthGrid, shiftMonth, weekdayOf } from "../domain/dates.ts";
import { holidayOn } from "../domain/holidays.ts";
import type { T } from "../texts/index.ts";
import type { Button } from "../texts/message.ts";

/** What a tap means: a day ("2026-11-24"), another month (by one of its days), or nothing. */
export type CalendarButton = (label: string, action: "day" | "month" | "no", about?: string) => Button;

export interface CalendarShown {
	/** A day of the month that is shown. */
	month: PlainDate;
	isAllowed: (day: PlainDate) => boolean;
	button: CalendarButton;
}

const SATURDAY = 6;
const MONDAY = 1;
const FRIDAY = 5;
const SUNDAY = 7;

/** Telegram lays keyboards out from the left; where one reads from the right, each row is turned round. */
function inReadingOrder(row: Button[], t: T): Button[] {
	return t.direction === "rtl" ? row.toReversed() : row;
}

export function calendarRows({ month, isAllowed, button }: CalendarShown, t: T): Button[][] {
	const own = inCalendar(month, t.calendar);
	const weekStart = t.calendar === "persian" ? SATURDAY : MONDAY;
	const weekdays = Array.from({ length: 7 }, (_, index) => ((weekStart - 1 + index) % 7) + 1);
	const blank = () => button("·", "no");
	const days = monthGrid({ calendar: t.calendar, year: own.year, month: own.month, weekStart }).map((week) =>
		week.map((day) => {
			if (!day || !isAllowed(day)) return blank();
			const number = t.digits(inCalendar(day, t.calendar).day);
			return button(isFree(day, t) ? `${number}•` : number, "day", isoDate(day));
		}),
	);
	return [
		inReadingOrder([step(month, -12, button, t), button(t.month(own), "no"), step(month, 12, button, t)], t),
		inReadingOrder(
			weekdays.map((weekday) => button(t.weekdayLetter(weekday), "no")),
			t,
		),
		...days.map((week) => inReadingOrder(week, t)),
		inReadingOrder([step(month, -1, button, t), step(month, 1, button, t)], t),
	];
}

/** To the month so many months away, by its name; a whole year away, by the year. */
function step(from: PlainDate, by: number, button: CalendarButton, t: T): Button {
	const own = inCalendar(from, t.calendar);
	const to = shiftMonth(own, by);
	const day = fromCalendar({ ...to, day: 1 }, t.calendar);
	const name = Math.abs(by) === 12 ? t.digits(to.year) : t.monthName(to.month);
	const back = t.direction === "rtl" ? "›" : "‹";
	const forth = t.direction === "rtl" ? "‹" : "›";
	return button(by < 0 ? `${back} ${name}` : `${name} ${forth}`, "month", isoDate(day ?? from));
}

function isFree(day: PlainDate, t: T): boolean {
	const weekend = t.calendar === "persian" ? FRIDAY : SUNDAY;
	return weekdayOf(day) === weekend || weekdayOf(day) === FRIDAY || holidayOn(day) !== undefined;
}

/** What is marked in the month: a line for the mark, a line for each official holiday. HTML. */
export function calendarLegend({ month, isAllowed }: Pick<CalendarShown, "month" | "isAllowed">, t: T): string[] {
	const own = inCalendar(month, t.calendar);
	const days = monthGrid({ calendar: t.calendar, year: own.year, month: own.month, weekStart: SATURDAY })
		.flat()
		.filter((day) => day !== undefined && isAllowed(day)) as PlainDate[];
	const holidays = days.sort(compareDates).flatMap((day) => {
		const holiday = holidayOn(day);
		if (!holiday) return [];
		const name = t.dynamic(`common.holiday.${holiday.name}`);
		const key = holiday.probable ? "form.calendar.probableHoliday" : "form.calendar.holiday";
		return [t.dynamic(key, { day: t.digits(inCalendar(day, t.calendar).day), name: t.value(name) })];
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
