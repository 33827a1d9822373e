import { expect, test } from "vitest";
import { inCalendar } from "../../src/domain/dates.ts";
import { nthInMonth, occurrences } from "../../src/domain/recurrence.ts";

const TEHRAN = { timeZone: "Asia/Tehran", calendar: "persian" } as const;
const days = (list: Date[], timeZone: string) =>
	list.map((date) => date.toLocaleString("sv", { timeZone }).slice(0, 16));

test("the first Tuesday of each Jalali month, over the turn of the year", () => {
	const list = occurrences(new Date("2026-12-22T13:30:00Z"), "monthly", 5, TEHRAN);
	expect(days(list, "Asia/Tehran")).toEqual([
		"2026-12-22 17:00",
		"2027-01-26 17:00",
		"2027-02-23 17:00",
		"2027-03-23 17:00",
		"2027-04-27 17:00",
	]);
	for (const date of list) {
		const [year, month, day] = days([date], "Asia/Tehran")[0]?.slice(0, 10).split("-").map(Number) ?? [];
		expect(inCalendar({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, "persian").day).toBeLessThanOrEqual(7);
	}
});

test("the fifth weekday of a month is the last one of each", () => {
	// 30 Azar 1405 is a Monday.
	expect(nthInMonth({ year: 2026, month: 12, day: 21 }, "persian")).toBe(5);
	const list = occurrences(new Date("2026-12-21T06:00:00Z"), "monthly", 3, TEHRAN);
	expect(days(list, "Asia/Tehran")).toEqual(["2026-12-21 09:30", "2027-01-18 09:30", "2027-02-15 09:30"]);
});

test("the clock shows the same time before and after daylight saving ends and begins", () => {
	const berlin = { timeZone: "Europe/Berlin", calendar: "gregory" } as const;
	const autumn = occurrences(new Date("2026-10-20T16:00:00Z"), "weekly", 2, berlin);
	expect(autumn.map((date) => date.toISOString())).toEqual(["2026-10-20T16:00:00.000Z", "2026-10-27T17:00:00.000Z"]);
	const spring = occurrences(new Date("2027-03-16T17:00:00Z"), "fortnightly", 2, berlin);
	expect(spring.map((date) => date.toISOString())).toEqual(["2027-03-16T17:00:00.000Z", "2027-03-30T16:00:00.000Z"]);
});
