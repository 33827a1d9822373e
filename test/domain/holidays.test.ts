import { expect, test } from "vitest";
import type { PlainDate } from "../../src/domain/dates.ts";
import { addDays, fromCalendar, isoDate, weekdayOf } from "../../src/domain/dates.ts";
import { holidayOn, type OfficeHolidays } from "../../src/domain/holidays.ts";
import { addWorkingDays, isWorkingDay } from "../../src/domain/workingDays.ts";

const day = (year: number, month: number, day: number) => fromCalendar({ year, month, day }, "persian") as PlainDate;
const friday = { thursdayIsFree: false };
const thursdayToo = { thursdayIsFree: true };

test("the holidays of the solar year are certain", () => {
	const solar = ["1/1", "1/2", "1/3", "1/4", "1/12", "1/13", "3/14", "3/15", "11/22", "12/29"];
	for (const text of solar) {
		const [month = 0, number = 0] = text.split("/").map(Number);
		expect(holidayOn(day(1405, month, number)), text).toMatchObject({ probable: false });
	}
	expect(holidayOn(day(1405, 9, 3))).toBeUndefined();
});

test("the holidays of the lunar year are probable, near the official ones", () => {
	// Official days: Ashura 15 Tir 1404, Fitr 11 Farvardin 1404, Ghadir 5 Tir 1403.
	expect(holidayOn(day(1404, 4, 15))).toEqual({ name: "ashura", probable: true });
	expect(holidayOn(day(1404, 1, 11))).toEqual({ name: "fitr", probable: true });
	expect(holidayOn(day(1403, 4, 5))).toEqual({ name: "ghadir", probable: true });
});

test("a lunar year's worth of days holds each lunar holiday, the last of Safar too", () => {
	const names = new Set<string>();
	let count = 0;
	// From 1 Muharram 1448 on, 354 or 355 days.
	for (let i = 0, date: PlainDate = { year: 2026, month: 6, day: 17 }; i < 354; i++, date = addDays(date, 1)) {
		const holiday = holidayOn(date);
		if (holiday?.probable) {
			names.add(holiday.name);
			count++;
		}
	}
	expect([...names].sort()).toEqual(
		[
			"adha",
			"arbaeen",
			"ashura",
			"fatima",
			"fitr",
			"ghadir",
			"imamAli",
			"imamAliBirthday",
			"imamAskari",
			"imamMahdiBirthday",
			"imamReza",
			"imamSadeq",
			"mabath",
			"prophetBirthday",
			"prophetPassing",
			"tasua",
		].sort(),
	);
	expect(count).toBe(17);
});

test("nobody works on Fridays and holidays, and on Thursdays by agreement", () => {
	const monday = { year: 2026, month: 11, day: 23 };
	expect(weekdayOf(monday)).toBe(1);
	expect(isWorkingDay(monday, friday)).toBe(true);
	expect(isWorkingDay(addDays(monday, 3), friday)).toBe(true);
	expect(isWorkingDay(addDays(monday, 3), thursdayToo)).toBe(false);
	expect(isWorkingDay(addDays(monday, 4), friday)).toBe(false);
	expect(isWorkingDay(day(1405, 1, 1), friday)).toBe(false);
	expect(isWorkingDay(day(1404, 4, 15), friday)).toBe(false);
});

test("working days are counted around the weekend and Nowruz", () => {
	const thursday = { year: 2026, month: 11, day: 26 };
	expect(isoDate(addWorkingDays(thursday, 2, friday))).toBe("2026-11-29");
	expect(isoDate(addWorkingDays({ year: 2026, month: 11, day: 24 }, 2, thursdayToo))).toBe("2026-11-28");
	expect(addWorkingDays(thursday, 0, friday)).toEqual(thursday);
	// From 27 Esfand 1405 (Thursday): 28 is a Friday, then 29 Esfand and Nowruz's four days; 5 Farvardin is the first.
	expect(addWorkingDays(day(1405, 12, 27), 1, friday)).toEqual(day(1406, 1, 5));
});

test("what an admin settled: moved, confirmed, retired and added days", () => {
	const ghadir = day(1403, 4, 5);
	const iso = isoDate(ghadir);
	const later = addDays(ghadir, 1);
	const office = (settled: Partial<OfficeHolidays>): OfficeHolidays => ({
		retired: new Set(),
		added: [],
		official: new Map(),
		...settled,
	});
	expect(holidayOn(ghadir, office({ official: new Map([[iso, iso]]) }))).toEqual({ name: "ghadir", probable: false });
	const moved = office({ official: new Map([[iso, isoDate(later)]]) });
	expect(holidayOn(ghadir, moved)).toBeUndefined();
	expect(holidayOn(later, moved)).toEqual({ name: "ghadir", probable: false });
	expect(holidayOn(ghadir, office({ retired: new Set(["ghadir"]) }))).toBeUndefined();
	const yearly = office({ added: [{ name: "qazvin", rule: { yearly: "6/9" } }] });
	expect(holidayOn(day(1405, 6, 9), yearly)).toEqual({ name: "qazvin", probable: false });
	expect(holidayOn(day(1406, 6, 9), yearly)).toEqual({ name: "qazvin", probable: false });
	const once = office({ added: [{ name: "closed", rule: { once: isoDate(day(1405, 9, 10)) } }] });
	expect(holidayOn(day(1405, 9, 10), once)).toEqual({ name: "closed", probable: false });
	expect(holidayOn(day(1406, 9, 10), once)).toBeUndefined();
	expect(isWorkingDay(day(1405, 9, 10), { thursdayIsFree: false, holidays: once })).toBe(false);
});
