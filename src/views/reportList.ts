/** Reports as they are looked through: one's own, one's organization's, all; with what was asked for, and how to ask for others. */
import type { Report } from "../domain/report.ts";
import { isFiltered, type ReportFilter, type ReportScope } from "../domain/reportFinding.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { type FilterValues, filterValues } from "./filterValues.ts";
import { shortened } from "./form.ts";
import { counted, homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";
import { categoryName, kindName, stateName } from "./report.ts";

export interface ReportsShown {
	list: Report[];
	count: number;
	countedTo: number;
	hasMore: boolean;
	neighbourhoods: ReadonlyMap<string, string>;
	agency: { fa: string; en: string } | undefined;
	filter: ReportFilter;
	/** Counted from 1. */
	page: number;
	/** What the viewer may look at. */
	scopes: readonly ReportScope[];
	mayReport: boolean;
}

const LINE_LENGTH = 70;

export function list(shown: ReportsShown, t: T): Message {
	const { list, count, countedTo, hasMore, filter, page, neighbourhoods } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map((report, index) => line(report, numberOf(index), neighbourhoods, t));
	const numbers = list.map(({ id }, index) => ({ label: t.digits(numberOf(index)), press: press("report.open", id) }));
	const turning = {
		page,
		count,
		countedTo,
		hasMore,
		here: press("report.list"),
		to: (way: "after" | "before", to: number) =>
			press("report.turn", way, (way === "after" ? list.at(-1) : list[0])?.id ?? "", to),
	};
	return {
		text: [
			t.dynamic(`reports.list.title.${filter.scope}`, { number: counted(count, t, countedTo) }),
			...(isFiltered(filter) || filter.scope === "all" || filter.scope === "committee" ? [chips(shown, t)] : []),
			"",
			...(lines.length > 0 ? lines : [nothing(shown, t)]),
			"",
			t("reports.list.howToSearch"),
		].join("\n"),
		buttons: [
			...(numbers.length > 0 ? [numbers] : []),
			...turns(turning, t),
			...scopeRow(shown, t),
			[{ label: t.plain("reports.button.filters"), press: press("report.filters") }, ...clearButtons(filter, t)],
			...(shown.mayReport ? [[{ label: t.plain("reports.button.begin"), press: press("report.begin") }]] : []),
			...(filter.scope === "all"
				? [[{ label: t.plain("reports.button.mapPicture"), press: press("report.map") }]]
				: []),
			...(filter.committeeId === undefined
				? []
				: [[{ label: t.plain("reports.button.committee"), press: press("committee.open", filter.committeeId) }]]),
			[homeButton(t)],
		],
	};
}

function line(report: Report, number: number, names: ReadonlyMap<string, string>, t: T): string {
	return t("reports.list.line", {
		number,
		category: html(categoryName(report, t)),
		neighbourhood: names.get(report.neighbourhoodId) ?? html(t("reports.card.unknownNeighbourhood")),
		code: report.code,
		state: html(stateName(report, undefined, t)),
		what: report.what === "" ? html(t("reports.card.voice")) : shortened(report.what.replace(/\s+/g, " "), LINE_LENGTH),
	});
}

function nothing({ filter }: ReportsShown, t: T): string {
	return isFiltered(filter) ? t("reports.list.nothingFound") : t.dynamic(`reports.list.empty.${filter.scope}`);
}

function scopeRow({ filter, scopes }: ReportsShown, t: T): Button[][] {
	const others = scopes.filter((scope) => scope !== filter.scope);
	if (others.length === 0) return [];
	return [
		others.map((scope) => ({
			label: t.dynamicPlain(`reports.button.scope.${scope}`),
			press: press("report.scope", scope),
		})),
	];
}

function clearButtons(filter: ReportFilter, t: T): Button[] {
	if (filter.words) return [{ label: t.plain("reports.button.clearWords"), press: press("report.clear", "words") }];
	return isFiltered(filter) ? [{ label: t.plain("reports.button.clearAll"), press: press("report.clear", "all") }] : [];
}

/** What was asked for, in one line. */
function chips(
	{ filter, neighbourhoods, agency }: Pick<ReportsShown, "filter" | "neighbourhoods" | "agency">,
	t: T,
): string {
	const said = [t.dynamic(`reports.group.${filter.states}`)];
	if (filter.words) said.push(t("reports.chip.words", { words: filter.words.slice(0, 60) }));
	if (filter.kind) said.push(kindName({ kind: filter.kind }, t));
	if (filter.dimension) said.push(t.dynamic(`committees.choice.dimension.${filter.dimension}`));
	if (filter.neighbourhoodId)
		said.push(t("reports.chip.neighbourhood", { neighbourhood: neighbourhoods.get(filter.neighbourhoodId) ?? "؟" }));
	if (filter.agencyId) said.push(t("reports.chip.agency", { agency: agency?.[t.language] ?? "؟" }));
	if (filter.overdue) said.push(t("reports.chip.overdue"));
	return t("reports.list.asked", { asked: html(said.join(" · ")) });
}

export const FILTERS = ["states", "kind", "dimension", "neighbourhood", "agency", "overdue"] as const;
export type Filter = (typeof FILTERS)[number];

/** What may be asked for, one button each. */
export function filters(
	{
		filter,
		neighbourhood,
		agency,
	}: { filter: ReportFilter; neighbourhood: string | undefined; agency: { fa: string; en: string } | undefined },
	t: T,
): Message {
	const to = (one: Filter): Button => ({
		label: t.dynamicPlain(`reports.button.filter.${one}`),
		press: press("report.filter", one),
	});
	const neighbourhoods = new Map(
		filter.neighbourhoodId !== undefined && neighbourhood !== undefined
			? [[filter.neighbourhoodId, neighbourhood]]
			: [],
	);
	return {
		text: [t("reports.filters"), chips({ filter, neighbourhoods, agency }, t)].join("\n"),
		buttons: [
			[to("states"), to("kind")],
			[to("dimension"), to("neighbourhood")],
			[to("agency"), to("overdue")],
			...(isFiltered(filter)
				? [[{ label: t.plain("reports.button.clearAll"), press: press("report.clear", "all") }]]
				: []),
			[{ label: t.plain("reports.button.back"), press: press("report.list") }, homeButton(t)],
		],
	};
}

/** The values of one thing that may be asked for; the one that is asked for has a mark. */
export function options(shown: FilterValues<Filter>, t: T): Message {
	const { dimension, values } = shown;
	const text = t.dynamic(`reports.${values.length > 0 ? "choose" : "nothingToChoose"}.${dimension}`);
	return filterValues(shown, { text, feature: "report", always: dimension === "states" }, t);
}
