/** The values a register can be asked for, of one thing: a button each, the chosen one marked; and the way back to what else can be asked for. */
import type { T } from "../texts/index.ts";
import { type Button, type Message, press, rowsOf } from "../texts/message.ts";
import { shortened } from "./form.ts";
import { homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";

export interface FilterValues<Dimension extends string> {
	dimension: Dimension;
	/** What each stands for, and how it is called. */
	values: { value: string; label: string }[];
	chosen: string | undefined;
	/** Counted from 1; only where there are more than fit. */
	page?: { page: number; count: number };
}

interface Asking {
	/** HTML. */
	text: string;
	/** The feature whose presses these are: "<feature>.set", "<feature>.filter", "<feature>.filters". */
	feature: "register" | "report" | "stalled";
	/** One of the values always holds: there is no "any". */
	always?: boolean;
	/** Buttons in a row. */
	across?: number;
}

export function filterValues(shown: FilterValues<string>, asking: Asking, t: T): Message {
	const { dimension, values, chosen, page } = shown;
	const { feature } = asking;
	const buttons: Button[] = values.map(({ value, label }) => {
		const name = shortened(label, 40);
		return {
			label: value === chosen ? t.plain("coordination.filters.chosen", { label: name }) : name,
			press: press(`${feature}.set`, dimension, value),
		};
	});
	const mayBeAny = asking.always !== true && chosen !== undefined;
	return {
		text: asking.text,
		buttons: [
			...rowsOf(buttons, asking.across),
			...(page
				? turns(
						{
							...{ page: page.page, count: page.count, hasMore: page.page * PAGE < page.count },
							here: press(`${feature}.filter`, dimension, page.page),
							to: (_way, to) => press(`${feature}.filter`, dimension, to),
						},
						t,
					)
				: []),
			...(mayBeAny
				? [[{ label: t.plain("coordination.filters.any"), press: press(`${feature}.set`, dimension, "") }]]
				: []),
			[{ label: t.plain("coordination.filters.back"), press: press(`${feature}.filters`) }, homeButton(t)],
		],
	};
}
