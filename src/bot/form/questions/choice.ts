/** A question answered by one of a few buttons; writing what stands on one is the same. */
import { searchForm } from "../../../domain/persian.ts";
import type { T } from "../../../texts/index.ts";
import type { Answered, Asking, Input, Question, QuestionOptions } from "../question.ts";
import { choiceLabel, inRows } from "../question.ts";

export interface ChoiceOptions<V extends string = string> extends QuestionOptions {
	/** What stands on a value's button; by convention the text `<texts>.choice.<question>.<value>`. */
	label?: (value: V, t: T) => string;
	/** Buttons a row; a long label has a row of its own. */
	perRow?: number;
}

/** The values as they are offered when it is asked: written down, or found by a service. */
export type Offered<V extends string> = readonly V[] | { from: () => Promise<readonly V[]> };

export async function offeredNow<V extends string>(offered: Offered<V>): Promise<readonly V[]> {
	return "from" in offered ? await offered.from() : offered;
}

export function choice<const V extends string, const O extends ChoiceOptions<V> = ChoiceOptions<V>>(
	offered: Offered<V>,
	options = {} as O,
): Question<Answered<V, O>> {
	return {
		expects: "button",
		options,
		screen: async (asking) => ({
			rows: inRows(
				(await offeredNow(offered)).map((value) => asking.button(labelOf(asking, value, options), "choose", value)),
				options.perRow,
			),
		}),
		async take(input, asking) {
			const values = await offeredNow(offered);
			const value = input.kind === "press" ? input.about[0] : named(values, input, asking, options);
			if (values.some((one) => one === value)) return { answer: value };
			if (input.kind === "press") return { wrong: "gone", screen: true };
			return input.kind === "text" ? { wrong: "notAChoice" } : { unfit: true };
		},
		review: (answer, asking) => labelOf(asking, answer as V, options),
		// What is found when it is asked may be retired later: an answer given before stands.
		fits: (answer) => ("from" in offered ? typeof answer === "string" : offered.some((one) => one === answer)),
	};
}

export function labelOf<V extends string>(asking: Asking, value: V, options: ChoiceOptions<V>): string {
	return options.label?.(value, asking.t) ?? choiceLabel(asking, value);
}

/** The value whose label was written; or words that stand on one button only. */
function named<V extends string>(
	values: readonly V[],
	input: Input,
	asking: Asking,
	options: ChoiceOptions<V>,
): V | undefined {
	if (input.kind !== "text") return undefined;
	const typed = searchForm(input.text);
	const labels = values.map((value) => ({ value, label: searchForm(labelOf(asking, value, options)) }));
	const whole = labels.find(({ label }) => label === typed);
	if (whole || typed.length < PART) return whole?.value;
	const [one, another] = labels.filter(({ label }) => ` ${label} `.includes(` ${typed} `));
	return another ? undefined : one?.value;
}

/** Fewer letters say too little of a label. */
const PART = 3;

/** The values of a written list, "آموزش، فرهنگ و هنر و محیط زیست"; none when one of its parts is not known. */
export function namedAll<V extends string>(
	values: readonly V[],
	input: Input,
	asking: Asking,
	options: ChoiceOptions<V>,
): V[] {
	if (input.kind !== "text") return [];
	const one = named(values, input, asking, options);
	if (one !== undefined) return [one];
	for (const separator of [/[،,;؛\n]/, /\s(?:و|and)\s/]) {
		const parts = input.text.split(separator).filter((part) => searchForm(part) !== "");
		if (parts.length < 2) continue;
		const meant = parts.map((text) => namedAll(values, { kind: "text", text }, asking, options));
		return meant.every((found) => found.length > 0) ? [...new Set(meant.flat())] : [];
	}
	return [];
}
