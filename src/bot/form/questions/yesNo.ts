/** A question answered by yes or no. */
import { searchForm } from "../../../domain/persian.ts";
import type { Answered, Question, QuestionOptions } from "../question.ts";

export function yesNo<const O extends QuestionOptions = QuestionOptions>(
	options = {} as O,
): Question<Answered<boolean, O>> {
	return {
		expects: "button",
		options,
		screen: ({ t, button }) => ({
			rows: [[button(t.plain("form.button.yes"), "choose", "yes"), button(t.plain("form.button.no"), "choose", "no")]],
		}),
		take(input, { t }) {
			if (input.kind === "press") return { answer: input.about[0] === "yes" };
			if (input.kind !== "text") return { unfit: true };
			const typed = searchForm(input.text);
			if (typed === searchForm(t.plain("form.button.yes"))) return { answer: true };
			if (typed === searchForm(t.plain("form.button.no"))) return { answer: false };
			return { wrong: "notAChoice" };
		},
		review: (answer, { t }) => t.plain(answer === true ? "form.button.yes" : "form.button.no"),
		fits: (answer) => typeof answer === "boolean",
	};
}
