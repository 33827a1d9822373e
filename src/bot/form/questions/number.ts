/** A question answered by a whole number, typed in any digits. */
import { normaliseDigits } from "../../../domain/persian.ts";
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

/** "۲۵", "1,200", "۱٬۲۰۰", "25 نفر" is none: only digits with their separators count. */
function readNumber(text: string): number | undefined {
	const typed = normaliseDigits(text)
		.trim()
		.replace(/(?<=\d)[,٬،'’\u00A0 ](?=\d{3}(?!\d))/g, "");
	return /^-?\d{1,15}$/.test(typed) ? Number(typed) : undefined;
}
