import { expect, test } from "vitest";
import { isoDate } from "../../src/domain/dates.ts";
import { DATE_WORDS } from "../../src/domain/dateWords.ts";
import { jalaliYear, parseDate, parseDateTime } from "../../src/domain/typedDates.ts";
import { parseTime } from "../../src/domain/typedTimes.ts";

/** Tuesday 3 Azar 1405, 10:00 in Tehran. */
const today = { now: new Date("2026-11-24T06:30:00Z"), timeZone: "Asia/Tehran", calendar: "persian" } as const;
const english = { ...today, calendar: "gregory" } as const;

function read(text: string, on: typeof today | typeof english = today): string {
	const result = parseDate(text, on);
	return result.ok ? isoDate(result.value) : result.reason;
}

test("a whole date is understood in any digits, order and separators", () => {
	for (const typed of [
		"۱۴۰۵/۹/۱۲",
		"۱۴۰۵/۰۹/۱۲",
		"1405-09-12",
		"1405.9.12",
		"١٤٠٥/٩/١٢",
		"12/9/1405",
		"۱۲ آذر ۱۴۰۵",
		"۱۲ آذر ماه ۱۴۰۵",
		"12آذر1405",
		"آذر ۱۲ ۱۴۰۵",
		"۱۴۰۵ آذر ۱۲",
		"۱۲ آذر ۰۵",
		"پنج‌شنبه ۱۲ آذر ۱۴۰۵",
		"پنجشنبه، ۱۲ آذر ۱۴۰۵",
		"دوازدهم آذر ۱۴۰۵",
		"14050912",
		"2026-12-03",
		"2026/12/3",
		"20261203",
		"3 Dec 2026",
		"December 3, 2026",
		"Thursday, 3 December 2026",
		"3rd of december 2026",
		"۳ دسامبر ۲۰۲۶",
		"12 Azar 1405",
	]) {
		expect(read(typed), typed).toBe("2026-12-03");
	}
	expect(read("24/11/2026")).toBe("2026-11-24");
	expect(read("11/24/2026")).toBe("2026-11-24");
	expect(read("۹۸/۵/۱")).toBe("2019-07-23");
});

test("a date without a year is the next such day, today included", () => {
	expect(read("۳ آذر")).toBe("2026-11-24");
	expect(read("۲ آذر")).toBe("2027-11-23");
	expect(read("3 آذر")).toBe("2026-11-24");
	expect(read("15 اسفند")).toBe("2027-03-06");
	expect(read("بیست و پنجم آذر")).toBe("2026-12-16");
	expect(read("سی ام آذر")).toBe("2026-12-21");
	expect(read("۹/۲۰")).toBe("2026-12-11");
	expect(read("Nov 24", english)).toBe("2026-11-24");
	expect(read("nov. 23rd", english)).toBe("2027-11-23");
	expect(read("12/25", english)).toBe("2026-12-25");
});

test("days told by distance or weekday are counted from today", () => {
	const cases: Record<string, string> = {
		امروز: "2026-11-24",
		فردا: "2026-11-25",
		پس‌فردا: "2026-11-26",
		"پس فردا": "2026-11-26",
		دیروز: "2026-11-23",
		tomorrow: "2026-11-25",
		شنبه: "2026-11-28",
		"شنبه آینده": "2026-11-28",
		"روز شنبه": "2026-11-28",
		سه‌شنبه: "2026-12-01",
		چهارشنبه: "2026-11-25",
		"چهارشنبهٔ هفتهٔ بعد": "2026-12-02",
		"شنبه هفته آینده": "2026-11-28",
		جمعه: "2026-11-27",
		"next monday": "2026-11-30",
		"۳ روز دیگر": "2026-11-27",
		"دو روز": "notADate",
		"هفتهٔ بعد": "2026-12-01",
		"in 2 weeks": "2026-12-08",
		"فردا چهارشنبه": "2026-11-25",
	};
	for (const [typed, day] of Object.entries(cases)) expect(read(typed), typed).toBe(day);
});

test("the day of Tehran counts, not that of Greenwich", () => {
	const late = { ...today, now: new Date("2026-11-24T21:00:00Z") };
	expect(read("امروز", late as never)).toBe("2026-11-25");
});

test("a day that does not exist is told apart, with how many days its month has", () => {
	expect(parseDate("۳۰ اسفند ۱۴۰۵", today)).toEqual({
		ok: false,
		reason: "noSuchDay",
		values: { calendar: "persian", year: 1405, month: 12, days: 29 },
	});
	expect(read("۳۰ اسفند ۱۴۰۸")).toBe("2030-03-20");
	expect(read("1405/12/30")).toBe("noSuchDay");
	expect(read("۳۰ اسفند")).toBe("noSuchDay");
	expect(read("31 مهر")).toBe("noSuchDay");
	expect(read("29 Feb 2027")).toBe("noSuchDay");
	expect(read("29 Feb 2028")).toBe("2028-02-29");
});

test("what can be read in two ways is not guessed", () => {
	for (const typed of ["3/4/2026", "9/3", "05/9/3", "دوشنبه ۳ آذر ۱۴۰۵", "فردا جمعه"]) {
		expect(read(typed), typed).toBe("ambiguousDate");
	}
	expect(read("4/4/2027")).toBe("2027-04-04");
});

test("what is no date is refused", () => {
	for (const typed of [
		"",
		"   ",
		"ندارم",
		"۳",
		"1405",
		"1405/9",
		"آذر",
		"1405/13/1",
		"1405/0/1",
		"2026/24/11",
		"۳ آذر ۲۰۲۶",
		"3 dec 1405",
		"۱۲۳۴۵۶۷۸۹",
		"۳ آذر ۴ دی",
		"شنبه یکشنبه",
		"1 2 3 4",
		"3 آذر و بعد جلسه",
		"-5 آذر هزار",
		"{{x}} $t(k)",
		"۳ آذر ".repeat(100),
		"99999999",
		"0/0/0",
	]) {
		expect(["notADate", "ambiguousDate"], typed).toContain(read(typed));
	}
	expect(read("۳ آذر\u202e")).toBe("2026-11-24");
});

test("a time is understood as a clock shows it and as people say it", () => {
	const cases: Record<string, string> = {
		"18:30": "18:30",
		"۱۸:۳۰": "18:30",
		"۱۸۳۰": "18:30",
		"18.30": "18:30",
		"18": "18:00",
		"ساعت ۱۸": "18:00",
		"ساعت ۱۸:۳۰": "18:30",
		"۶ عصر": "18:00",
		"ساعت ۶ بعدازظهر": "18:00",
		"۶ بعد از ظهر": "18:00",
		"عصر ساعت ۶": "18:00",
		"۶ و نیم عصر": "18:30",
		"ساعت ۵ و ربع عصر": "17:15",
		"۶:۳۰ عصر": "18:30",
		"6 pm": "18:00",
		"6pm": "18:00",
		"6:30 p.m.": "18:30",
		"12 am": "0:00",
		"12 pm": "12:00",
		"۹ صبح": "9:00",
		"۱ ظهر": "13:00",
		"۱۲ ظهر": "12:00",
		ظهر: "12:00",
		"۱۱ ظهر": "11:00",
		"۹ شب": "21:00",
		"۱ شب": "1:00",
		"۱۲ شب": "0:00",
		"۱۲ نیمه‌شب": "0:00",
		"24:00": "0:00",
		"6:30": "6:30",
		noon: "12:00",
	};
	for (const [typed, clock] of Object.entries(cases)) {
		const result = parseTime(typed);
		const shown = result.ok ? `${result.value.hour}:${String(result.value.minute).padStart(2, "0")}` : result.reason;
		expect(shown, typed).toBe(clock);
	}
	for (const typed of ["6", "۱۱", "ساعت ۶"]) expect(parseTime(typed)).toEqual({ ok: false, reason: "ambiguousTime" });
	for (const typed of ["", "25:00", "18:60", "عصر", "18:", ":30", "18:30:00", "۶ عصر فردا", "12345", "شاید"]) {
		expect(parseTime(typed), typed).toEqual({ ok: false, reason: "notATime" });
	}
});

test("a day and a time are understood together, in either order", () => {
	for (const typed of [
		"فردا ۱۸:۳۰",
		"۱۸:۳۰ فردا",
		"فردا ساعت ۱۸:۳۰",
		"فردا ساعت ۶ و نیم عصر",
		"فردا عصر ساعت ۶:۳۰",
		"tomorrow 18:30",
		"tomorrow at 6:30 pm",
		"چهارشنبه ۴ آذر ۱۴۰۵، ساعت ۱۸:۳۰",
		"1405/9/4 18:30",
		"2026-11-25 18:30",
	]) {
		expect(parseDateTime(typed, today), typed).toEqual({
			ok: true,
			value: { date: { year: 2026, month: 11, day: 25 }, time: { hour: 18, minute: 30 } },
		});
	}
	expect(parseDateTime("فردا", today)).toEqual({ ok: true, value: { date: { year: 2026, month: 11, day: 25 } } });
	expect(parseDateTime("18:30", today)).toMatchObject({ reason: "notADate" });
	expect(parseDateTime("فردا 25:30", today)).toMatchObject({ reason: "notATime" });
	expect(parseDateTime("فردا ساعت ۶", today)).toMatchObject({ reason: "ambiguousTime" });
	expect(parseDateTime("سلام", today)).toMatchObject({ reason: "notADate" });
});

test("the year of a foundation is understood as people write it", () => {
	expect(jalaliYear("۱۳۸۷")).toBe(1387);
	expect(jalaliYear("سال ۱۳۸۷")).toBe(1387);
	expect(jalaliYear("۸۷")).toBe(1387);
	expect(jalaliYear("٠٢")).toBe(1402);
	expect(jalaliYear("2008")).toBe(1387);
	for (const typed of ["", "۱۳۸", "13877", "1000", "امسال", "۱۳۸۷/۱"]) expect(jalaliYear(typed)).toBeUndefined();
});

test("no mixture of numbers, words and signs breaks the reading, and what is read is a real day or time", () => {
	const pieces = [
		...DATE_WORDS.keys(),
		...[
			"0",
			"۳",
			"12",
			"31",
			"99",
			"1405",
			"2026",
			"14050903",
			"99999999",
			"123456789",
			":",
			"/",
			"-",
			"،",
			" ",
			"?",
			"\u202e",
			"😀",
		],
	];
	// A small fixed generator, so that a failure can be seen again.
	let seed = 1405;
	const next = (below: number) => {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((seed / 2_147_483_648) * below);
	};
	let read = 0;
	for (let i = 0; i < 20_000; i++) {
		const text = Array.from({ length: 1 + next(6) }, () => `${pieces[next(pieces.length)]}`.replaceAll("_", " ")).join(
			next(2) ? " " : "",
		);
		const both = parseDateTime(text, today);
		parseDate(text, english);
		const time = parseTime(text);
		if (time.ok) expect(time.value.hour < 24 && time.value.minute < 60, text).toBe(true);
		if (!both.ok) continue;
		read++;
		expect(isoDate(both.value.date), text).toMatch(/^(?:19|2[01])\d\d-\d\d-\d\d$/);
	}
	expect(read).toBeGreaterThan(500);
});
