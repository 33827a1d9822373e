/** Iran's official holidays. */
import type { PlainDate } from "./dates.ts";
import { addDays, inCalendar, isoDate } from "./dates.ts";

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

/** Its text is `common.holiday.<name>`; of a day the office added, the name it gave. */
export type HolidayName = string;

export interface Holiday {
	name: HolidayName;
	/** Computed from the moon's mean course: the official day may be a day or two off («احتمالی»). */
	probable: boolean;
}

/** A day the office added: every year in the Persian calendar ("7/12"), or once ("2026-12-10"). */
export type HolidayRule = { yearly: string } | { once: string };

/** What the office has settled about holidays. */
export interface OfficeHolidays {
	/** Names of those that are no holidays any more. */
	retired: ReadonlySet<HolidayName>;
	added: readonly { name: HolidayName; rule: HolidayRule }[];
	/** Official days of lunar holidays by their computed ones, both like "2026-06-25". */
	official: ReadonlyMap<string, string>;
}

const NOTHING_SETTLED: OfficeHolidays = { retired: new Set(), added: [], official: new Map() };

/** Every name of the law's calendar, in the order of the year. */
export const HOLIDAY_NAMES: readonly HolidayName[] = [
	...new Set<string>([...Object.values(SOLAR), ...Object.values(LUNAR), "imamReza"]),
];
/** Those that wait for the moon. */
export const LUNAR_HOLIDAYS: ReadonlySet<HolidayName> = new Set<string>([...Object.values(LUNAR), "imamReza"]);

/** The official holiday on a day; one that is certain goes before one that is probable. */
export function holidayOn(date: PlainDate, office: OfficeHolidays = NOTHING_SETTLED): Holiday | undefined {
	const certain = solarOn(date, office) ?? settledOn(date, office);
	if (certain) return { name: certain, probable: false };
	const lunar = lunarOn(date);
	if (!lunar || office.retired.has(lunar) || office.official.has(isoDate(date))) return undefined;
	return { name: lunar, probable: true };
}

function solarOn(date: PlainDate, { retired, added }: OfficeHolidays): HolidayName | undefined {
	const { month, day } = inCalendar(date, "persian");
	const solar = named(SOLAR, `${month}/${day}`);
	if (solar && !retired.has(solar)) return solar;
	return added.find(({ name, rule }) => {
		if (retired.has(name)) return false;
		return "once" in rule ? rule.once === isoDate(date) : rule.yearly === `${month}/${day}`;
	})?.name;
}

/** A lunar holiday that an admin confirmed on this day, or moved to it. */
function settledOn(date: PlainDate, { retired, official }: OfficeHolidays): HolidayName | undefined {
	const iso = isoDate(date);
	for (const [computed, day] of official) {
		if (day !== iso) continue;
		const [year = 0, month = 1, of = 1] = computed.split("-").map(Number);
		const name = lunarOn({ year, month, day: of });
		if (name && !retired.has(name)) return name;
	}
	return undefined;
}

/** The lunar holiday the computed calendar has on a day. */
function lunarOn(date: PlainDate): HolidayName | undefined {
	const moon = Temporal.PlainDate.from(date).withCalendar(LUNAR_CALENDAR);
	const isLastOfSafar = moon.month === 2 && moon.day === moon.daysInMonth;
	return isLastOfSafar ? "imamReza" : named(LUNAR, `${moon.month}/${moon.day}`);
}

/** The computed days of lunar holidays within some days from a day on, those of one name or of all. */
export function lunarDaysFrom(
	from: PlainDate,
	days: number,
	name?: HolidayName,
): { day: PlainDate; name: HolidayName }[] {
	return Array.from({ length: days }, (_, later) => addDays(from, later)).flatMap((day) => {
		const found = lunarOn(day);
		return found && (name === undefined || found === name) ? [{ day, name: found }] : [];
	});
}

function named<Names extends Record<string, string>>(names: Names, day: string): Names[keyof Names] | undefined {
	return Object.hasOwn(names, day) ? names[day as keyof Names] : undefined;
}
