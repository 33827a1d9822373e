import { expect, test } from "vitest";
import type { Calendar, PlainDate } from "../../src/domain/dates.ts";
import {
	addDays,
	compareDates,
	dayOf,
	daysInMonth,
	fromCalendar,
	inCalendar,
	isoDate,
	momentOf,
	monthGrid,
	shiftMonth,
	timeOf,
	weekdayOf,
} from "../../src/domain/dates.ts";

const TEHRAN = "Asia/Tehran";

test("every day from 1390 to 1420 has the Persian numbers that Intl gives it, and comes back from them", () => {
	const intl = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
		year: "numeric",
		month: "numeric",
		day: "numeric",
		timeZone: "UTC",
	});
	let day: PlainDate = { year: 2011, month: 3, day: 21 };
	const last: PlainDate = { year: 2042, month: 3, day: 20 };
	let count = 0;
	for (; compareDates(day, last) <= 0; day = addDays(day, 1)) {
		const parts = intl.formatToParts(Date.UTC(day.year, day.month - 1, day.day));
		const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
		const persian = inCalendar(day, "persian");
		expect(persian).toEqual({ year: number("year"), month: number("month"), day: number("day") });
		expect(fromCalendar(persian, "persian")).toEqual(day);
		count++;
	}
	expect(inCalendar(last, "persian")).toEqual({ year: 1420, month: 12, day: 30 });
	expect(count).toBe(31 * 365 + 8);
});

test("Nowruz and the leap years are where they are known to be", () => {
	expect(isoDate(fromCalendar({ year: 1405, month: 1, day: 1 }, "persian") as PlainDate)).toBe("2026-03-21");
	expect(isoDate(fromCalendar({ year: 1406, month: 1, day: 1 }, "persian") as PlainDate)).toBe("2027-03-21");
	const leap = Array.from({ length: 14 }, (_, i) => 1397 + i).filter((year) => daysInMonth(year, 12, "persian") === 30);
	expect(leap).toEqual([1399, 1403, 1408]);
});

test("a day that a month does not have is no day", () => {
	const cases: [Calendar, PlainDate][] = [
		["persian", { year: 1405, month: 12, day: 30 }],
		["persian", { year: 1405, month: 7, day: 31 }],
		["persian", { year: 1405, month: 13, day: 1 }],
		["persian", { year: 1405, month: 0, day: 1 }],
		["gregory", { year: 2026, month: 2, day: 29 }],
		["gregory", { year: 2026, month: 4, day: 0 }],
	];
	for (const [calendar, numbers] of cases) expect(fromCalendar(numbers, calendar)).toBeUndefined();
	expect(fromCalendar({ year: 1408, month: 12, day: 30 }, "persian")).toEqual({ year: 2030, month: 3, day: 20 });
});

test("the day turns at midnight in Tehran, not in Greenwich", () => {
	expect(dayOf(new Date("2026-11-24T20:29:59Z"), TEHRAN)).toEqual({ year: 2026, month: 11, day: 24 });
	expect(dayOf(new Date("2026-11-24T20:30:00Z"), TEHRAN)).toEqual({ year: 2026, month: 11, day: 25 });
	expect(timeOf(new Date("2026-11-24T15:00:00Z"), TEHRAN)).toEqual({ hour: 18, minute: 30 });
	const moment = momentOf({ year: 2026, month: 11, day: 24 }, { hour: 18, minute: 30 }, TEHRAN);
	expect(moment.toISOString()).toBe("2026-11-24T15:00:00.000Z");
});

test("a month's sheet begins with Saturday and has each day once", () => {
	const sheet = monthGrid({ calendar: "persian", year: 1405, month: 9, weekStart: 6 });
	// 1 Azar 1405 is a Sunday.
	expect(sheet[0]?.[0]).toBeUndefined();
	expect(sheet[0]?.[1]).toEqual({ year: 2026, month: 11, day: 22 });
	for (const week of sheet) {
		expect(week).toHaveLength(7);
		for (const [column, day] of week.entries()) {
			if (day) expect(weekdayOf(day)).toBe(((column + 5) % 7) + 1);
		}
	}
	const days = sheet.flat().filter((day) => day !== undefined);
	expect(days.map((day) => inCalendar(day, "persian").day)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
	expect(monthGrid({ calendar: "gregory", year: 2026, month: 2, weekStart: 7 })).toHaveLength(4);
});

test("months are turned over the end of the year", () => {
	expect(shiftMonth({ year: 1405, month: 12 }, 1)).toEqual({ year: 1406, month: 1 });
	expect(shiftMonth({ year: 1405, month: 1 }, -1)).toEqual({ year: 1404, month: 12 });
	expect(shiftMonth({ year: 1405, month: 5 }, -29)).toEqual({ year: 1402, month: 12 });
});
