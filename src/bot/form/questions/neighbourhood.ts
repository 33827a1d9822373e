/** A question answered by choosing from the list of neighbourhoods: paged, searched by typing, one or several. */
import type { Neighbourhood } from "../../../domain/neighbourhood.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import type { Answered, Asking, Question, QuestionOptions, Screen, Taken } from "../question.ts";
import { inRows } from "../question.ts";
import { doneLabel, enough, tickButton, withTick } from "./many.ts";

/** Where neighbourhoods are found; pages hold six and are counted from 0. */
export interface Neighbourhoods {
	find(query: string, page: number): Promise<{ list: Neighbourhood[]; count: number }>;
	byIds(ids: readonly string[]): Promise<Neighbourhood[]>;
}

export interface NeighbourhoodsOptions extends QuestionOptions {
	atLeast?: number;
	atMost?: number;
}

const PER_PAGE = 6;
const MOST_QUERY = 60;

/** Several: answered by their ids. */
export function neighbourhoods<const O extends NeighbourhoodsOptions = NeighbourhoodsOptions>(
	from: Neighbourhoods,
	options = {} as O,
): Question<Answered<string[], O>> {
	return {
		...picker(from, options, true, (asking, chosen, id, ticked) => {
			const next = withTick(chosen, id, ticked);
			if (options.atMost !== undefined && next.length > options.atMost) {
				return { wrong: "tooMany", values: { max: options.atMost } };
			}
			return { state: { ...looking(asking), chosen: next } };
		}),
		fits: (answer) => Array.isArray(answer) && answer.every((id) => typeof id === "string"),
	};
}

/** One: answered by its id. */
export function neighbourhood<const O extends QuestionOptions = QuestionOptions>(
	from: Neighbourhoods,
	options = {} as O,
): Question<Answered<string, O>> {
	return {
		...picker(from, options, false, (_asking, _chosen, id) => ({ answer: id })),
		fits: (answer) => typeof answer === "string",
	};
}

interface Looking {
	query: string;
	page: number;
	chosen: string[];
}

function looking({ state, answer }: Asking): Looking {
	const chosen = Array.isArray(answer) ? (answer as string[]) : [];
	return { query: "", page: 0, chosen, ...(state as Partial<Looking> | undefined) };
}

type Choose = (asking: Asking, chosen: string[], id: string, ticked: boolean) => Taken;

function picker(
	from: Neighbourhoods,
	options: NeighbourhoodsOptions,
	several: boolean,
	choose: Choose,
): Question<never> {
	async function names(ids: readonly string[], asking: Asking): Promise<string> {
		const found = ids.length === 0 ? [] : await from.byIds(ids);
		return found.map(({ name }) => name).join(asking.t.plain("common.list.comma"));
	}

	async function screen(asking: Asking): Promise<Screen> {
		const { t, button } = asking;
		const { query, page, chosen } = looking(asking);
		const { list, count } = await from.find(query, page);
		const rows = inRows(
			list.map(({ id, name }) =>
				several ? tickButton(asking, id, name, chosen.includes(id)) : button(name, "choose", id),
			),
		);
		const pages = Math.ceil(count / PER_PAGE);
		if (pages > 1) {
			const earlier = button("›", "page", page > 0 ? page - 1 : pages - 1);
			const later = button("‹", "page", page < pages - 1 ? page + 1 : 0);
			const here = button(t.plain("form.page", { page: page + 1, pages }), "page", page);
			// In a page read from the right the next one lies to the left.
			const mirrored = { ...later, label: "›" };
			rows.push(t.direction === "rtl" ? [later, here, earlier] : [{ ...earlier, label: "‹" }, here, mirrored]);
		}
		if (query !== "") rows.push([button(t.plain("form.button.wholeList"), "whole")]);
		if (several) rows.push([button(doneLabel(asking, chosen.length), "done")]);
		const lines: string[] = [];
		if (query !== "") lines.push(t("form.found", { query, count }));
		if (several && chosen.length > 0) lines.push(t("form.chosen", { names: await names(chosen, asking) }));
		return { lines, rows };
	}

	return {
		expects: "button",
		showsAnswer: several,
		options,
		screen,
		async take(input, asking) {
			const here = looking(asking);
			if (input.kind === "text") {
				const query = cleanText(input.text).slice(0, MOST_QUERY);
				const { count } = await from.find(query, 0);
				return count === 0 ? { wrong: "nothingFound", values: { query } } : { state: { ...here, query, page: 0 } };
			}
			if (input.kind !== "press") return { unfit: true };
			const [about = ""] = input.about;
			switch (input.action) {
				case "page":
					return { state: { ...here, page: Math.max(0, Math.trunc(Number(about)) || 0) } };
				case "whole":
					return { state: { ...here, query: "", page: 0 } };
				case "done":
					return enough(here.chosen, options);
			}
			const [known] = await from.byIds([about]);
			return known ? choose(asking, here.chosen, known.id, input.action === "tick") : { wrong: "gone", screen: true };
		},
		review: (answer, asking) => names(Array.isArray(answer) ? answer : [String(answer)], asking),
	};
}
