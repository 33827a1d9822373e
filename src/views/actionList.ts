/** The action items that are not done: one's own, or all. */
import type { ActionItem } from "../domain/minutes.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { counted, homeButton } from "./home.ts";
import { dayName, type Holders, ownerName, shortWords } from "./minutesLines.ts";
import { PAGE, turns } from "./paging.ts";

export interface ActionsShown {
	which: "mine" | "all";
	list: ActionItem[];
	holders: Holders;
	count: number;
	hasMore: boolean;
	seesAll: boolean;
	now: Date;
	page: number;
}

export function actions(shown: ActionsShown, t: T): Message {
	const { which, list, count, hasMore, page } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map((item, index) =>
		[
			t("minutes.actionLine", { number: numberOf(index), words: shortWords(item.words) }),
			t("minutes.owed", { owner: ownerName(shown.holders.get(item.owner.id), t), day: dayName(item.dueOn, t) }),
			...(item.state === "reported" ? [t("minutes.actionState.reported")] : []),
		].join("\n"),
	);
	const other = which === "mine" ? "all" : "mine";
	const turning = {
		...{ page, count, hasMore, here: press("action.list", which) },
		to: (way: "after" | "before", to: number) =>
			press("action.turn", which, way, (way === "after" ? list.at(-1) : list[0])?.id ?? "", to),
	};
	return {
		text: [
			t.dynamic(`minutes.actionsTitle.${which}`, { number: counted(count, t) }),
			"",
			...(lines.length > 0 ? lines : [t.dynamic(`minutes.actionsEmpty.${which}`)]),
		].join("\n"),
		buttons: [
			...(list.length > 0
				? [list.map(({ id }, index) => ({ label: t.digits(numberOf(index)), press: press("action.open", id) }))]
				: []),
			...turns(turning, t),
			...(shown.seesAll
				? [
						[
							{ label: t.dynamicPlain(`minutes.button.which.${other}`), press: press("action.list", other) },
							{ label: t.plain("minutes.button.waiting"), press: press("minutes.waiting") },
						],
					]
				: []),
			[homeButton(t)],
		],
	};
}
