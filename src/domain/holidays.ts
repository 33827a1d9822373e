/** Iran's official holidays and working days. */
import type { PlainDate } from "./dates.ts";
import { addDays, inCalendar, weekdayOf } from "./dates.ts";

/** By "month/day" of the Persian year: fixed by law. */
const SOLAR = {
	"1/1": "nowruz",
	"1/2": "nowruz",
	"1/3": "nowruz",
	"1/4": "nowruz",
	"1/12": "republicDay",
	"1/13": "natureDay",
	"3/14": "khomeini",
	"3/15": "khordadUprising",
	"11/22": "revolution",
	"12/29": "oilNationalization",
} as const;

/** By "month/day" of the lunar year; the last of Safar is looked for apart. */
const LUNAR = {
	"1/9": "tasua",
	"1/10": "ashura",
	"2/20": "arbaeen",
	"2/28": "prophetPassing",
	"3/8": "imamAskari",
	"3/17": "prophetBirthday",
	"6/3": "fatima",
	"7/13": "imamAliBirthday",
	"7/27": "mabath",
	"8/15": "imamMahdiBirthday",
	"9/21": "imamAli",
	"10/1": "fitr",
	"10/2": "fitr",
	"10/25": "imamSadeq",
	"12/10": "adha",
	"12/18": "ghadir",
} as const;

/**
 * The computed calendar nearest to the official one, which waits for the moon: of 70 official dates of 2015–2025 that
 * are known to differ from Saudi Arabia's "islamic-umalqura", this one had 48 right, that one none.
 */
const LUNAR_CALENDAR = "islamic-civil";

/** Its text is `common.holiday.<name>`. */
export type HolidayName = (typeof SOLAR)[keyof typeof SOLAR] | (typeof LUNAR)[keyof typeof LUNAR] | "imamReza";

export interface Holiday {
	name: HolidayName;
	/** Computed from the moon's mean course: the official day may be a day or two off («احتمالی»). */
	probable: boolean;
}

/** The official holiday on a day; one that is certain goes before one that is probable. */
export function holidayOn(date: PlainDate): Holiday | undefined {
	const { month, day } = inCalendar(date, "persian");
	const solar = named(SOLAR, `${month}/${day}`);
	if (solar) return { name: solar, probable: false };
	const moon = Temporal.PlainDate.from(date).withCalendar(LUNAR_CALENDAR);
	const isLastOfSafar = moon.month === 2 && moon.day === moon.daysInMonth;
	const lunar = isLastOfSafar ? "imamReza" : named(LUNAR, `${moon.month}/${moon.day}`);
	return lunar && { name: lunar, probable: true };
}

/** How the office keeps its week: on Fridays nobody works, on Thursdays by agreement. */
export interface OfficeWeek {
	thursdayIsFree: boolean;
}

/** Probable holidays count as free: nobody should be promised an answer on one. */
export function isWorkingDay(date: PlainDate, office: OfficeWeek): boolean {
	const weekday = weekdayOf(date);
	if (weekday === 5 || (weekday === 4 && office.thursdayIsFree)) return false;
	return holidayOn(date) === undefined;
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

function named<Names extends Record<string, string>>(names: Names, day: string): Names[keyof Names] | undefined {
	return Object.hasOwn(names, day) ? names[day as keyof Names] : undefined;
}
