/** A question asked only when something is found to offer ("is this yours?", "reports nearby"); choosing may end the form. */
import type { Actor } from "../../../domain/person.ts";
import type { T } from "../../../texts/index.ts";
import type { Message } from "../../../texts/message.ts";
import type { Answered, Answers, Question, QuestionOptions } from "../question.ts";
import { choiceLabel, inRows } from "../question.ts";

/** The form goes on with an answer, or ends with a closing text. */
export type Chosen = { answer: string } | { end: (t: T) => Message };

export interface OfferOptions<I> extends QuestionOptions {
	/** Pictures of the things found, sent before the question. */
	before?: (items: I[], t: T) => Message[];
	/** What stands under the question about the things found, HTML. */
	show?: (items: I[], t: T) => string;
	label: (item: I, t: T, position: number) => string;
	id: (item: I) => string;
	/** What choosing one does; a service function. Without it the thing's id is the answer. */
	choose?: (actor: Actor, item: I, answers: Answers, now: Date) => Promise<Chosen>;
}

/**
 * `find` is a service function. Unanswered when nothing was found; `{ instead: "none" }` when none of it was meant, whose
 * label is `<texts>.choice.<question>.none`. With `againAfter` it is looked for anew when those answers change.
 */
export function offer<I>(
	find: (actor: Actor, answers: Answers, now: Date) => Promise<I[]>,
	options: OfferOptions<I>,
): Question<Answered<string, { instead: "none"; optional: true }>> {
	const found = (asking: { actor: Actor; answers: Answers; now: Date }) =>
		find(asking.actor, asking.answers, asking.now);
	return {
		expects: "button",
		options: { ...options, instead: "none" },
		asksNow: async (asking) => (await found(asking)).length > 0,
		before: async (asking) => options.before?.(await found(asking), asking.t) ?? [],
		async screen(asking) {
			const { t, button } = asking;
			const items = await found(asking);
			const buttons = items.map((item, index) => button(options.label(item, t, index + 1), "choose", options.id(item)));
			return { lines: options.show ? [options.show(items, t)] : [], rows: inRows(buttons) };
		},
		async take(input, asking) {
			if (input.kind !== "press") return input.kind === "text" ? { wrong: "notAChoice" } : { unfit: true };
			const items = await found(asking);
			const item = items.find((one) => options.id(one) === input.about[0]);
			// Nothing is left to choose from: the question is over.
			if (items.length === 0) return { answer: { instead: "none" }, notice: asking.t("form.refusal.gone") };
			if (item === undefined) return { wrong: "gone", screen: true };
			return (await options.choose?.(asking.actor, item, asking.answers, asking.now)) ?? { answer: options.id(item) };
		},
		review: (answer, asking) => (typeof answer === "string" ? answer : choiceLabel(asking, "none")),
		fits: (answer) => typeof answer === "string",
	};
}
