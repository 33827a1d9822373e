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

export function choice<const V extends string, const O extends ChoiceOptions<V> = ChoiceOptions<V>>(
	values: readonly V[],
	options = {} as O,
): Question<Answered<V, O>> {
	return {
		expects: "button",
		options,
		screen: (asking) => ({
			rows: inRows(
				values.map((value) => asking.button(labelOf(asking, value, options), "choose", value)),
				options.perRow,
			),
		}),
		take(input, asking) {
			const value = input.kind === "press" ? input.about[0] : named(values, input, asking, options);
			if (values.some((one) => one === value)) return { answer: value };
			if (input.kind === "press") return { wrong: "gone", screen: true };
			return input.kind === "text" ? { wrong: "notAChoice" } : { unfit: true };
		},
		review: (answer, asking) => labelOf(asking, answer as V, options),
		fits: (answer) => values.some((one) => one === answer),
	};
}

export function labelOf<V extends string>(asking: Asking, value: V, options: ChoiceOptions<V>): string {
	return options.label?.(value, asking.t) ?? choiceLabel(asking, value);
}

/** The value whose label was written. */
export function named<V extends string>(
	values: readonly V[],
	input: Input,
	asking: Asking,
	options: ChoiceOptions<V>,
): V | undefined {
	if (input.kind !== "text") return undefined;
	const typed = searchForm(input.text);
	return values.find((value) => searchForm(labelOf(asking, value, options)) === typed);
}
