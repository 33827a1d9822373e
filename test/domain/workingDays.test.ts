import { expect, test } from "vitest";
import { addDays, fromCalendar, isoDate, type PlainDate } from "../../src/domain/dates.ts";
import { addWorkingDays, nextWorkingDay, type OfficeWeek, workingDaysBetween } from "../../src/domain/workingDays.ts";

const friday: OfficeWeek = { thursdayIsFree: false };
const thursdayToo: OfficeWeek = { thursdayIsFree: true };

/** A day of the Persian year. */
function day(year: number, month: number, number: number): PlainDate {
	const found = fromCalendar({ year, month, day: number }, "persian");
	if (!found) throw new Error("there is no such day");
	return found;
}

// سه‌شنبه ۳ آذر ۱۴۰۵
const tuesday = day(1405, 9, 3);

test.each([
	["no working day is the same day", tuesday, 0, friday, day(1405, 9, 3)],
	["one working day after a Tuesday is Wednesday", tuesday, 1, friday, day(1405, 9, 4)],
	["Thursday counts where the office works on it", tuesday, 2, friday, day(1405, 9, 5)],
	["Thursday does not count where it is free", tuesday, 2, thursdayToo, day(1405, 9, 7)],
	["Friday never counts", tuesday, 3, friday, day(1405, 9, 7)],
	["Nowruz is jumped over, with its Friday", day(1405, 12, 27), 1, friday, day(1406, 1, 5)],
	["the thirteenth of Nowruz is jumped over, with the Friday after it", day(1405, 1, 11), 1, friday, day(1405, 1, 15)],
])("%s", (_, from, days, office, until) => {
	expect(isoDate(addWorkingDays(from, days, office))).toBe(isoDate(until));
});

test("a day the office made a holiday is jumped over, and one it retired is not", () => {
	const added: OfficeWeek = {
		thursdayIsFree: false,
		holidays: {
			retired: new Set(["revolution"]),
			added: [{ name: "snow", rule: { once: isoDate(day(1405, 9, 4)) } }],
			official: new Map(),
		},
	};
	expect(isoDate(nextWorkingDay(tuesday, added))).toBe(isoDate(day(1405, 9, 5)));
	// ۲۲ بهمن ۱۴۰۵ is a Thursday.
	expect(isoDate(nextWorkingDay(day(1405, 11, 21), added))).toBe(isoDate(day(1405, 11, 22)));
	expect(isoDate(nextWorkingDay(day(1405, 11, 21), friday))).toBe(isoDate(day(1405, 11, 24)));
});

test("working days between two days undo what was added, in both directions", () => {
	for (const office of [friday, thursdayToo]) {
		for (let days = 0; days < 40; days++) {
			const until = addWorkingDays(tuesday, days, office);
			expect(workingDaysBetween(tuesday, until, office)).toBe(days);
			expect(workingDaysBetween(until, tuesday, office)).toBe(days === 0 ? 0 : -days);
		}
	}
	expect(workingDaysBetween(day(1405, 9, 5), addDays(day(1405, 9, 5), 1), friday)).toBe(0);
});
