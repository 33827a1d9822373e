/** A question answered by ticking several of a list. */
import type { Answered, Asking, Question, Taken } from "../question.ts";
import { inRows } from "../question.ts";
import { type ChoiceOptions, labelOf, namedAll, type Offered, offeredNow } from "./choice.ts";

export interface ManyOptions<V extends string = string> extends ChoiceOptions<V> {
	atLeast?: number;
	atMost?: number;
}

export function many<const V extends string, const O extends ManyOptions<V> = ManyOptions<V>>(
	offered: Offered<V>,
	options = {} as O,
): Question<Answered<V[], O>> {
	/** What is offered now, and after it what was ticked before it was retired. */
	const listed = async (asking: Asking): Promise<{ values: readonly V[]; chosen: V[] }> => {
		const values = await offeredNow(offered);
		const given = asking.state ?? asking.answer;
		const before =
			"from" in offered && Array.isArray(given) ? (given as V[]).filter((one) => !values.includes(one)) : [];
		const all = [...values, ...before];
		return { values: all, chosen: inOrder(all, given) };
	};
	return {
		expects: "button",
		showsAnswer: true,
		options,
		async screen(asking) {
			const { values, chosen } = await listed(asking);
			const rows = inRows(
				values.map((value) => tickButton(asking, value, labelOf(asking, value, options), chosen.includes(value))),
				options.perRow,
			);
			rows.push([asking.button(doneLabel(asking, chosen.length), "done")]);
			return { rows };
		},
		async take(input, asking) {
			const { values, chosen } = await listed(asking);
			if (input.kind === "press" && input.action === "done") return enough(chosen, options);
			const meant =
				input.kind === "press"
					? values.filter((one) => one === input.about[0])
					: namedAll(values, input, asking, options);
			if (meant.length === 0) {
				if (input.kind === "press") return { wrong: "gone", screen: true };
				return input.kind === "text" ? { wrong: "notAChoice" } : { unfit: true };
			}
			const ticks = input.kind !== "press" || input.action === "tick";
			const next = meant.reduce((ticked, value) => withTick(ticked, value, ticks), chosen);
			if (options.atMost !== undefined && next.length > options.atMost) {
				return { wrong: "tooMany", values: { max: options.atMost } };
			}
			return { state: inOrder(values, next) };
		},
		review: (answer, asking) =>
			("from" in offered ? (answer as V[]) : inOrder(offered, answer))
				.map((value) => labelOf(asking, value, options))
				.join(asking.t.plain("common.list.comma")),
		fits: (answer) =>
			Array.isArray(answer) &&
			answer.every((one) => ("from" in offered ? typeof one === "string" : offered.includes(one))),
	};
}

/**
 * A button that ticks, or takes the tick away. It says which of the two, so that a double tap ticks once and a
 * repeated one changes nothing.
 */
export function tickButton(asking: Asking, value: string, label: string, ticked: boolean) {
	return asking.button(`${ticked ? "☑︎" : "☐"} ${label}`, ticked ? "untick" : "tick", value);
}

export function doneLabel({ t }: Asking, count: number): string {
	return count === 0 ? t.plain("form.button.done") : t.plain("form.button.doneWith", { count });
}

/** The answer when as many as asked for are ticked. */
export function enough<A>(chosen: A[], { atLeast = 1, atMost }: { atLeast?: number; atMost?: number }): Taken {
	if (chosen.length < atLeast) return { wrong: "tooFew", values: { min: atLeast } };
	if (atMost !== undefined && chosen.length > atMost) return { wrong: "tooMany", values: { max: atMost } };
	return { answer: chosen };
}

export function withTick<A>(chosen: A[], value: A, ticked: boolean): A[] {
	const others = chosen.filter((one) => one !== value);
	return ticked ? [...others, value] : others;
}

function inOrder<V extends string>(values: readonly V[], chosen: unknown): V[] {
	return Array.isArray(chosen) ? values.filter((value) => chosen.includes(value)) : [];
}
