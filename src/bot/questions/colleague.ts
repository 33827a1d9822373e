/** A question answered by a person of an organization: the one who answers, or a colleague; kept as the person's id. */
import { searchForm } from "../../domain/persian.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { plainName } from "../../views/seat.ts";
import type { Answered, Answers, Asking, Question, QuestionOptions } from "../form/question.ts";
import { inRows } from "../form/question.ts";

/** More do not stand on buttons; who is not among them is written. */
const BUTTONS = 10;

/**
 * `find` is a service function: the people of an organization of the actor's, the actor first. `without` names who is
 * not offered: who sits does not stand in.
 */
export function colleague<const O extends QuestionOptions & { without?: (answers: Answers) => unknown }>(
	find: (actor: Actor, subject: string) => Promise<Person[]>,
	options: O,
): Question<Answered<string, O>> {
	const offered = async ({ actor, subject, answers }: Asking) => {
		const without = options.without?.(answers);
		return (await find(actor, subject)).filter(({ id }) => id !== without);
	};
	const label = (person: Person, { actor, t }: Asking) =>
		person.id === actor.person.id ? t.plain("committees.choice.person.me") : plainName(person, t);
	return {
		expects: "button",
		options,
		async screen(asking) {
			const people = (await offered(asking)).slice(0, BUTTONS);
			// Whoever works alone goes on without.
			if (people.length === 0) return { lines: [asking.t("committees.noColleague")] };
			return { rows: inRows(people.map((one) => asking.button(label(one, asking), "choose", one.id))) };
		},
		async take(input, asking) {
			const people = await offered(asking);
			if (input.kind === "press") {
				const chosen = people.find(({ id }) => id === input.about[0]);
				return chosen ? { answer: chosen.id } : { wrong: "gone", screen: true };
			}
			if (input.kind !== "text") return { unfit: true };
			const typed = searchForm(input.text);
			const called = people.filter((one) =>
				[label(one, asking), one.name ?? ""].some((name) => name !== "" && searchForm(name) === typed),
			);
			return called.length === 1 && called[0] ? { answer: called[0].id } : { wrong: "notAColleague" };
		},
		async review(answer, asking) {
			const found = (await find(asking.actor, asking.subject)).find(({ id }) => id === answer);
			return found ? label(found, asking) : asking.t.plain("people.unnamed");
		},
		fits: (answer) => typeof answer === "string",
	};
}
