/** A question answered by a whole number, typed in any digits. */
import { normaliseDigits, searchForm } from "../../../domain/persian.ts";
import type { Answered, Question, QuestionOptions } from "../question.ts";

export interface NumberOptions extends QuestionOptions {
	min?: number;
	max?: number;
}

export function number<const O extends NumberOptions = NumberOptions>(
	options = {} as O,
): Question<Answered<number, O>> {
	const { min = 0, max = 1_000_000_000 } = options;
	return {
		expects: "text",
		options,
		screen: () => ({}),
		take(input) {
			if (input.kind !== "text") return { unfit: true };
			const typed = readNumber(input.text);
			if (typed === undefined) return { wrong: "notANumber" };
			if (typed < min || typed > max) return { wrong: "outOfRange", values: { min, max } };
			return { answer: typed };
		},
		review: (answer, { t }) => t.number(Number(answer)),
		fits: (answer) => Number.isInteger(answer),
	};
}

/** What says that there is none, in its search form. */
const NONE = new Set(["صفر", "هیچ", "هیچکدام", "ندارم", "نداریم", "ندارد", "zero", "none"]);

/** The number a text has, alone or among words: "۲۵", "1,200", "۱٬۲۰۰", "حدود ۲۵ نفر", "صفر"; none of two, or of "2.5". */
function readNumber(text: string): number | undefined {
	if (NONE.has(searchForm(text))) return 0;
	const typed = normaliseDigits(text).replace(/(?<=\d)[,٬،'’\u00A0 ](?=\d{3}(?!\d))/g, "");
	const found = typed.match(/[-−]?\d[\d./٫]*/g) ?? [];
	if (found.length !== 1) return undefined;
	const number = found[0].replace("−", "-").replace(/[./٫]+$/, "");
	return /^-?\d{1,15}$/.test(number) ? Number(number) : undefined;
}
