/** A question answered by a year; kept as a Jalali year, whichever calendar it was typed in. */
import { dayOf, inCalendar } from "../../../domain/dates.ts";
import { jalaliYear } from "../../../domain/typedDates.ts";
import type { Answered, Asking, Question, QuestionOptions } from "../question.ts";

export interface YearOptions extends QuestionOptions {
	/** Jalali. */
	min?: number;
	/** Jalali; the current year when absent. */
	max?: number;
}

const FIRST_YEAR = 1250;
/** 1 Farvardin of a Jalali year lies in this many years later of the Gregorian one. */
const GREGORIAN = 621;

export function year<const O extends YearOptions = YearOptions>(options = {} as O): Question<Answered<number, O>> {
	return {
		expects: "text",
		options,
		screen: () => ({}),
		take(input, asking) {
			if (input.kind !== "text") return { unfit: true };
			const typed = jalaliYear(input.text);
			if (typed === undefined) return { wrong: "notAYear" };
			const { t, now } = asking;
			const min = options.min ?? FIRST_YEAR;
			const max = options.max ?? inCalendar(dayOf(now, t.timeZone), "persian").year;
			if (typed >= min && typed <= max) return { answer: typed };
			return { wrong: "yearOutOfRange", values: { min: inOwnCalendar(min, asking), max: inOwnCalendar(max, asking) } };
		},
		review: (answer, asking) => asking.t.digits(inOwnCalendar(Number(answer), asking)),
		fits: (answer) => Number.isInteger(answer),
	};
}

function inOwnCalendar(jalali: number, { t }: Asking): number {
	return t.calendar === "persian" ? jalali : jalali + GREGORIAN;
}
