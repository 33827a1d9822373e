/** Working days of an Iranian office: `addWorkingDays`, `workingDaysBetween`; deadlines are said in them. */
import { addDays, compareDates, type PlainDate, weekdayOf } from "./dates.ts";
import { holidayOn, type OfficeHolidays } from "./holidays.ts";

/** How the office keeps its week: on Fridays nobody works, on Thursdays by agreement. */
export interface OfficeWeek {
	thursdayIsFree: boolean;
	holidays?: OfficeHolidays;
}

/** Probable holidays count as free: nobody should be promised an answer on one. */
export function isWorkingDay(date: PlainDate, office: OfficeWeek): boolean {
	const weekday = weekdayOf(date);
	if (weekday === 5 || (weekday === 4 && office.thursdayIsFree)) return false;
	return holidayOn(date, office.holidays) === undefined;
}

/** The day some working days later: "two working days" from a Thursday end on Sunday. */
export function addWorkingDays(date: PlainDate, days: number, office: OfficeWeek): PlainDate {
	let day = date;
	for (let left = days; left > 0; ) {
		day = addDays(day, 1);
		if (isWorkingDay(day, office)) left--;
	}
	return day;
}

/** The first working day after a day. */
export function nextWorkingDay(date: PlainDate, office: OfficeWeek): PlainDate {
	return addWorkingDays(date, 1, office);
}

/** How many working days come after `from`, up to `to` and with it; negative when `to` is the earlier day. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, office: OfficeWeek): number {
	if (compareDates(from, to) > 0) return -workingDaysBetween(to, from, office);
	let count = 0;
	for (let day = from; compareDates(day, to) < 0; ) {
		day = addDays(day, 1);
		if (isWorkingDay(day, office)) count++;
	}
	return count;
}
