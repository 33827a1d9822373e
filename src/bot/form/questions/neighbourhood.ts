/** A question answered by choosing from the list of neighbourhoods: paged, searched by typing or by a place on the map, one or several. */
import { isInProvince, type Neighbourhood, type Place } from "../../../domain/neighbourhood.ts";
import type { Actor, PersonLanguage } from "../../../domain/person.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import type { Answered, Asking, Question, QuestionOptions, Screen, Taken } from "../question.ts";
import { inRows } from "../question.ts";
import { doneLabel, enough, tickButton, withTick } from "./many.ts";

/** Where neighbourhoods are found; pages hold six and are counted from 0. */
export interface Neighbourhoods {
	find(query: string, page: number): Promise<{ list: Neighbourhood[]; count: number }>;
	byIds(ids: readonly string[]): Promise<Neighbourhood[]>;
	/** "Did you mean": those whose name is nearly what was typed. */
	meant?(query: string): Promise<Neighbourhood[]>;
	/** Around a place, the likeliest first. */
	near?(place: Place): Promise<Neighbourhood[]>;
	/** Those of whoever is asked, shown before all others. */
	own?(actor: Actor): Promise<Neighbourhood[]>;
	/** What one is called in a language; their name in any where absent. */
	nameIn?(one: Neighbourhood, language: PersonLanguage): string;
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
	/** Instead of the list: nearly what was typed, or around a place. */
	proposed?: { why: "meant" | "near"; ids: string[] };
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
	const called = (one: Neighbourhood, { t }: Asking) => from.nameIn?.(one, t.language) ?? one.name;

	async function names(ids: readonly string[], asking: Asking): Promise<string> {
		const found = ids.length === 0 ? [] : await from.byIds(ids);
		return found.map((one) => called(one, asking)).join(asking.t.plain("common.list.comma"));
	}

	async function screen(asking: Asking): Promise<Screen> {
		const { t, button } = asking;
		const { query, page, chosen, proposed } = looking(asking);
		const asButton = (one: Neighbourhood) =>
			several
				? tickButton(asking, one.id, called(one, asking), chosen.includes(one.id))
				: button(called(one, asking), "choose", one.id);
		if (proposed) {
			const known = await from.byIds(proposed.ids);
			const inOrder = proposed.ids.flatMap((id) => known.filter((one) => one.id === id));
			const rows = [...inOrder.map((one) => [asButton(one)]), [button(t.plain("form.button.wholeList"), "whole")]];
			if (several) rows.push([button(doneLabel(asking, chosen.length), "done")]);
			const said = proposed.why === "meant" ? t("form.didYouMean", { query }) : t("form.nearPlace");
			const also = several && chosen.length > 0 ? [t("form.chosen", { names: await names(chosen, asking) })] : [];
			return { lines: [said, ...also], rows };
		}
		const { list, count } = await from.find(query, page);
		const own = query === "" && page === 0 ? ((await from.own?.(asking.actor)) ?? []).slice(0, PER_PAGE) : [];
		const others = list.filter(({ id }) => !own.some((one) => one.id === id));
		const rows = inRows([...own, ...others].map(asButton));
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
				const { proposed: _, ...anew } = here;
				if (count > 0) return { state: { ...anew, query, page: 0 } };
				const meant = (await from.meant?.(query)) ?? [];
				if (meant.length === 0) return { wrong: "nothingFound", values: { query } };
				return { state: { ...here, query, page: 0, proposed: { why: "meant", ids: meant.map(({ id }) => id) } } };
			}
			if (input.kind === "place" && from.near) {
				const { latitude, longitude } = input;
				if (!isInProvince(input)) return { wrong: "outOfBounds" };
				const near = await from.near({ latitude, longitude });
				if (near.length === 0) return { wrong: "noneNear" };
				return { state: { ...here, query: "", page: 0, proposed: { why: "near", ids: near.map(({ id }) => id) } } };
			}
			if (input.kind !== "press") return { unfit: true };
			const [about = ""] = input.about;
			const { proposed: _, ...listed } = here;
			switch (input.action) {
				case "page":
					return { state: { ...listed, page: Math.max(0, Math.trunc(Number(about)) || 0) } };
				case "whole":
					return { state: { ...listed, query: "", page: 0 } };
				case "done":
					return enough(here.chosen, options);
			}
			const [known] = await from.byIds([about]);
			return known ? choose(asking, here.chosen, known.id, input.action === "tick") : { wrong: "gone", screen: true };
		},
		review: (answer, asking) => names(Array.isArray(answer) ? answer : [String(answer)], asking),
	};
}
