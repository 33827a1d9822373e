/** How days, times and numbers are written in each language. */
import type { PlainDate, PlainTime } from "../domain/dates.ts";
import { addDays, compareDates, dayOf, inCalendar, timeOf, weekdayOf } from "../domain/dates.ts";
import type { Language } from "./languages.ts";
import { LANGUAGES } from "./languages.ts";

/** The sentences the writing of dates needs, with their blanks still in them. */
export interface DatePhrases {
	/** {{date}} and {{time}} */
	dateTime: string;
	today: string;
	tomorrow: string;
	yesterday: string;
}

export interface DateWriter {
	/** "۱۲٬۴۰۰"; up to four digits stand without a separator, so that a year is a year. */
	number(n: number): string;
	/** The same text with every digit in the language's own. */
	digits(text: string | number): string;
	/** "سه‌شنبه ۳ آذر ۱۴۰۵" */
	date(day: Date | PlainDate): string;
	/** "۳ آذر ۱۴۰۵" */
	shortDate(day: Date | PlainDate): string;
	/** "سه‌شنبه ۳ آذر" */
	dayMonth(day: Date | PlainDate): string;
	/** "۱۸:۳۰" */
	time(moment: Date | PlainTime): string;
	/** "سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۸:۳۰" */
	dateTime(moment: Date): string;
	/** "امروز ۱۰:۴۲", "فردا ۱۸:۳۰", "دیروز ۹:۰۰"; further away like `dateTime`. */
	near(moment: Date, now: Date): string;
	/** "آذر ۱۴۰۵": year and month in the language's own calendar. */
	month(of: { year: number; month: number }): string;
	/** "آذر": the name of a month (1–12) of the language's own calendar. */
	monthName(month: number): string;
	/** "شنبه": the weekday with ISO's number, 1 Monday to 7 Sunday. */
	weekday(number: number): string;
	/** "ش": the weekday as it heads a column of the month grid. */
	weekdayLetter(number: number): string;
}

const SHORT_PERSIAN_WEEKDAYS = ["د", "س", "چ", "پ", "ج", "ش", "ی"];

/** Dates are assembled from their parts: Intl's own full Persian date reads unnaturally ("۱۴۰۵ آذر ۳, سه‌شنبه"). */
export function dateWriter(language: Language, timeZone: string, phrases: DatePhrases): DateWriter {
	const { calendar, digits } = LANGUAGES[language];
	const numberFormat = new Intl.NumberFormat(`${language}-u-nu-${digits}`, { useGrouping: "min2" });
	const months = monthNames(language);
	const weekdays = weekdayNames(language, "long");
	const letters = language === "fa" ? SHORT_PERSIAN_WEEKDAYS : weekdayNames(language, "short");
	const own = (day: Date | PlainDate) => inCalendar(day instanceof Date ? dayOf(day, timeZone) : day, calendar);
	const localised = (text: string | number) => localiseDigits(String(text), language);

	const writer: DateWriter = {
		number: (n) => numberFormat.format(n),
		digits: localised,
		date: (day) => `${writer.dayMonth(day)} ${localised(own(day).year)}`,
		shortDate(day) {
			const { year, month, day: number } = own(day);
			return `${localised(number)} ${writer.monthName(month)} ${localised(year)}`;
		},
		dayMonth(day) {
			const { month, day: number } = own(day);
			const weekday = writer.weekday(weekdayOf(day instanceof Date ? dayOf(day, timeZone) : day));
			return `${weekday} ${localised(number)} ${writer.monthName(month)}`;
		},
		time(moment) {
			const { hour, minute } = moment instanceof Date ? timeOf(moment, timeZone) : moment;
			return localised(`${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
		},
		dateTime: (moment) => fill(phrases.dateTime, writer.date(moment), writer.time(moment)),
		near(moment, now) {
			const day = dayOf(moment, timeZone);
			const today = dayOf(now, timeZone);
			const phrase =
				compareDates(day, today) === 0
					? phrases.today
					: compareDates(day, addDays(today, 1)) === 0
						? phrases.tomorrow
						: compareDates(day, addDays(today, -1)) === 0
							? phrases.yesterday
							: phrases.dateTime;
			return fill(phrase, writer.date(day), writer.time(moment));
		},
		month: ({ year, month }) => `${writer.monthName(month)} ${localised(year)}`,
		monthName: (month) => nth(months, month),
		weekday: (number) => nth(weekdays, number),
		weekdayLetter: (number) => nth(letters, number),
	};
	return writer;
}

const ZERO = { latn: 0x30, arabext: 0x6f0 };

/** ASCII, Arabic and Persian digits alike become the language's own. */
function localiseDigits(text: string, language: Language): string {
	const zero = ZERO[LANGUAGES[language].digits];
	return text.replace(/[0-9\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
		String.fromCharCode(zero + (digit.charCodeAt(0) & 0xf)),
	);
}

function fill(phrase: string, date: string, time: string): string {
	return phrase.replace("{{date}}", date).replace("{{time}}", time);
}

function monthNames(language: Language): string[] {
	const { calendar } = LANGUAGES[language];
	const format = new Intl.DateTimeFormat(`${language}-u-ca-${calendar}`, { month: "long", timeZone: "UTC" });
	return Array.from({ length: 12 }, (_, index) => {
		const date = Temporal.PlainDate.from({ year: 1400, month: index + 1, day: 10, calendar });
		return format.format(date.toZonedDateTime("UTC").epochMilliseconds);
	});
}

function weekdayNames(language: Language, style: "long" | "short"): string[] {
	const format = new Intl.DateTimeFormat(language, { weekday: style, timeZone: "UTC" });
	// 5 January 1970 was a Monday.
	return Array.from({ length: 7 }, (_, index) => format.format(Date.UTC(1970, 0, 5 + index)));
}

function nth(names: readonly string[], number: number): string {
	const name = names[number - 1];
	if (name === undefined) throw new RangeError(`there is no month or weekday ${number}`);
	return name;
}
