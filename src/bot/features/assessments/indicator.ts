/** Adding an indicator to the list that needs assessment asks for: its names and its dimension. */
import { englishLabel, type ListItem, labelKey, persianLabel } from "../../../domain/list.ts";
import * as lists from "../../../services/lists.ts";
import { indicatorAdded } from "../../../views/assessment.ts";
import { choice, form, text } from "../../form/index.ts";

export const addIndicator = form("addIndicator", {
	texts: "lists",
	questions: {
		fa: text(persianLabel),
		en: text(englishLabel),
		dimension: choice(
			{ from: () => lists.offered("dimensions") },
			{ label: (value: string, t) => t.dynamicPlain(labelKey("dimensions", value)) },
		),
	},
	submit: (actor, answers, now, draft) => lists.add(actor, { ...answers, list: "indicators" }, now, draft),
	done: (item: ListItem, t) => indicatorAdded({ name: item.labels?.[t.language] ?? "" }, t),
	title: (answers) => answers.fa,
});
