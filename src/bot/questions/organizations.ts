/** A question answered by choosing several organizations of the register, looked for by writing a part of their names. */
import { cleanText } from "../../kit/cleanText.ts";
import {
	type Answered,
	type Asking,
	inRows,
	type Question,
	type QuestionOptions,
	type Screen,
} from "../form/question.ts";
import { doneLabel, enough, tickButton, withTick } from "../form/questions/many.ts";

interface Named {
	id: string;
	name: string;
}

export interface Organizations {
	/** The first few. */
	find(query: string): Promise<{ list: Named[]; count: number }>;
	byIds(ids: readonly string[]): Promise<Named[]>;
}

export interface OrganizationsOptions extends QuestionOptions {
	atLeast?: number;
	atMost?: number;
}

interface Looking {
	query: string;
	chosen: string[];
}

const MOST_QUERY = 60;

export function organizations<const O extends OrganizationsOptions = OrganizationsOptions>(
	from: Organizations,
	options = {} as O,
): Question<Answered<string[], O>> {
	function looking({ state, answer }: Asking): Looking {
		const chosen = Array.isArray(answer) ? (answer as string[]) : [];
		return { query: "", chosen, ...(state as Partial<Looking> | undefined) };
	}

	async function names(ids: readonly string[], { t }: Asking): Promise<string> {
		return (await from.byIds(ids)).map(({ name }) => name).join(t.plain("common.list.comma"));
	}

	return {
		expects: "button",
		showsAnswer: true,
		options,
		async screen(asking): Promise<Screen> {
			const { t, button } = asking;
			const { query, chosen } = looking(asking);
			const { list, count } = await from.find(query);
			const rows = inRows(
				list.map(({ id, name }) => tickButton(asking, id, name, chosen.includes(id))),
				1,
			);
			if (query !== "") rows.push([button(t.plain("form.button.wholeList"), "whole")]);
			rows.push([button(doneLabel(asking, chosen.length), "done")]);
			return {
				lines: [
					...(query === "" ? [] : [t("form.found", { query, count })]),
					...(chosen.length > 0 ? [t("form.chosen", { names: await names(chosen, asking) })] : []),
				],
				rows,
			};
		},
		async take(input, asking) {
			const here = looking(asking);
			if (input.kind === "text") {
				const query = cleanText(input.text).slice(0, MOST_QUERY);
				const { count } = await from.find(query);
				return count === 0 ? { wrong: "nothingFound", values: { query } } : { state: { ...here, query } };
			}
			if (input.kind !== "press") return { unfit: true };
			if (input.action === "whole") return { state: { ...here, query: "" } };
			if (input.action === "done") return enough(here.chosen, options);
			const [known] = await from.byIds([input.about[0] ?? ""]);
			if (!known) return { wrong: "gone", screen: true };
			const chosen = withTick(here.chosen, known.id, input.action === "tick");
			const { atMost } = options;
			return atMost !== undefined && chosen.length > atMost
				? { wrong: "tooMany", values: { max: atMost } }
				: { state: { ...here, chosen } };
		},
		review: (answer, asking) => names(answer as string[], asking),
		fits: (answer) => Array.isArray(answer) && answer.every((id) => typeof id === "string"),
	};
}
