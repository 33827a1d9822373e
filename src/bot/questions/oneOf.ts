/** A question answered by one of the things a service finds for whoever is asked. */
import type { Actor } from "../../domain/person.ts";
import type { T } from "../../texts/index.ts";
import { type Answered, type Asking, inRows, type Question, type QuestionOptions } from "../form/question.ts";

/** A thing by its id, and what stands on its button. */
export interface Offered {
	id: string;
	label(t: T): string;
}

/** Telegram takes a hundred buttons; what is not among them may be written. */
const SHOWN = 40;

export function oneOf<const O extends QuestionOptions = QuestionOptions>(
	find: (actor: Actor) => Promise<Offered[]>,
	options = {} as O,
): Question<Answered<string, O>> {
	const named = async ({ actor }: Asking, id: unknown) => (await find(actor)).find((one) => one.id === id);
	return {
		expects: "button",
		options,
		async screen(asking) {
			const found = await find(asking.actor);
			return {
				rows: inRows(found.slice(0, SHOWN).map(({ id, label }) => asking.button(label(asking.t), "choose", id))),
			};
		},
		async take(input, asking) {
			if (input.kind === "text") {
				const found = await find(asking.actor);
				const meant = found.find(({ label }) => label(asking.t) === input.text.trim());
				return meant ? { answer: meant.id } : { wrong: "notAChoice" };
			}
			if (input.kind !== "press") return { unfit: true };
			const chosen = await named(asking, input.about[0]);
			return chosen ? { answer: chosen.id } : { wrong: "gone", screen: true };
		},
		review: async (answer, asking) => (await named(asking, answer))?.label(asking.t) ?? String(answer),
		fits: (answer) => typeof answer === "string",
	};
}
