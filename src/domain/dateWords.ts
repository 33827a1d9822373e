/** The words people write days and times with, in Persian and English: what a typed date is read by. */
import type { Calendar } from "./dates.ts";
import { foldText } from "./persian.ts";

/** What a word says. A filler says nothing ("روز", "of"). */
export type DateWord =
	| { weekday: number }
	| { month: number; calendar: Calendar }
	| { fromToday: number }
	| { unit: 1 | 7 }
	| { next: true }
	| { ordinal: number }
	| { tens: number }
	| { clock: true }
	| { minutes: number }
	| { period: Period }
	| { filler: true };

export type Period = "morning" | "noon" | "afternoon" | "night" | "midnight";

/** ISO's numbers: 1 is Monday. */
const WEEKDAYS = {
	1: "دوشنبه monday mon",
	2: "سه_شنبه tuesday tues tue",
	3: "چهار_شنبه wednesday wed",
	4: "پنج_شنبه thursday thurs thur thu",
	5: "جمعه آدینه friday fri",
	6: "شنبه saturday sat",
	7: "یک_شنبه sunday sun",
};

const PERSIAN_MONTHS = [
	"فروردین farvardin",
	"اردیبهشت ordibehesht",
	"خرداد khordad",
	"تیر tir",
	"مرداد امرداد mordad",
	"شهریور shahrivar",
	"مهر mehr",
	"آبان aban",
	"آذر azar",
	"دی dey",
	"بهمن bahman",
	"اسفند اسپند esfand",
];

const GREGORIAN_MONTHS = [
	"ژانویه january jan",
	"فوریه february feb",
	"مارس march mar",
	"آوریل april apr",
	"مه می may",
	"ژوئن june jun",
	"ژوئیه جولای july jul",
	"اوت آگوست august aug",
	"سپتامبر september sept sep",
	"اکتبر october oct",
	"نوامبر november nov",
	"دسامبر december dec",
];

const FROM_TODAY = {
	"-1": "دیروز yesterday",
	0: "امروز today",
	1: "فردا tomorrow",
	2: "پس_فردا the_day_after_tomorrow day_after_tomorrow",
};

const ORDINALS =
	"یکم,اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم بیستم";

const PERIODS = {
	morning: "صبح بامداد am a.m. a.m in_the_morning",
	noon: "ظهر noon",
	afternoon: "بعد_از_ظهر عصر غروب pm p.m. p.m in_the_afternoon in_the_evening",
	night: "شب at_night",
	midnight: "نیمه_شب midnight",
};

function table(): Map<string, DateWord> {
	const words = new Map<string, DateWord>();
	const put = (spellings: string, word: DateWord) => {
		for (const spelling of spellings.split(/[ ,]/)) words.set(foldText(spelling), word);
	};
	for (const [number, spellings] of Object.entries(WEEKDAYS)) put(spellings, { weekday: Number(number) });
	for (const [index, spellings] of PERSIAN_MONTHS.entries()) put(spellings, { month: index + 1, calendar: "persian" });
	for (const [index, spellings] of GREGORIAN_MONTHS.entries())
		put(spellings, { month: index + 1, calendar: "gregory" });
	for (const [days, spellings] of Object.entries(FROM_TODAY)) put(spellings, { fromToday: Number(days) });
	for (const [index, spellings] of ORDINALS.split(" ").entries()) put(spellings, { ordinal: index + 1 });
	for (const [period, spellings] of Object.entries(PERIODS)) put(spellings, { period: period as Period });
	put("بیست", { tens: 20 });
	put("سی", { tens: 30 });
	put("سی_ام", { ordinal: 30 });
	put("روز day days", { unit: 1 });
	put("هفته week weeks", { unit: 7 });
	put("آینده بعد بعدی دیگر دیگه next coming later in", { next: true });
	put("ساعت at", { clock: true });
	put("و_نیم نیم", { minutes: 30 });
	put("و_ربع ربع", { minutes: 15 });
	put("و در تاریخ ماه سال مورخ of the on this این همین st nd rd th ام o'clock", { filler: true });
	return words;
}

/** By folded spelling, with "_" where a space may stand or be left out ("سه_شنبه"). */
export const DATE_WORDS: ReadonlyMap<string, DateWord> = table();
