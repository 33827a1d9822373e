/** What the lists of reports are asked for: the screens on which it is chosen. */
import { labelKey } from "../../../domain/list.ts";
import { may } from "../../../domain/permissions.ts";
import { REPORT_KINDS } from "../../../domain/report.ts";
import { REPORT_GROUPS, type ReportFilter, wholeScope } from "../../../domain/reportFinding.ts";
import * as agencies from "../../../services/agencies/index.ts";
import * as neighbourhoods from "../../../services/neighbourhoods.ts";
import { everyDimension } from "../../../services/reports/categories.ts";
import { mayListOf } from "../../../services/reports/list.ts";
import type { T } from "../../../texts/index.ts";
import { PAGE } from "../../../views/paging.ts";
import * as views from "../../../views/reportList.ts";
import type { BotContext } from "../../context.ts";
import { actorOf } from "../../known.ts";

/** What is asked for now. */
export function filterOf(ctx: BotContext): ReportFilter {
	const before = ctx.session.looking?.reports?.filter;
	const seesAll = may(actorOf(ctx), "report.listAll");
	const stillTheirs =
		before?.scope === "committee"
			? mayListOf(actorOf(ctx), before.committeeId ?? "")
			: before?.scope !== "all" || seesAll;
	if (before && stillTheirs) return before;
	return wholeScope(seesAll ? "all" : "mine");
}

export async function showFilters(ctx: BotContext): Promise<void> {
	const filter = filterOf(ctx);
	const [[neighbourhood], agency] = await Promise.all([
		filter.neighbourhoodId ? neighbourhoods.byIds([filter.neighbourhoodId]) : [],
		filter.agencyId ? agencies.byId(filter.agencyId) : undefined,
	]);
	await ctx.show(views.filters({ filter, neighbourhood: neighbourhood?.name, agency: agency?.name }, ctx.t));
}

export async function showOptions(ctx: BotContext, name = "", page = "1"): Promise<void> {
	const filter = views.FILTERS.find((one) => one === name);
	if (!filter) return await showFilters(ctx);
	const here = Math.max(1, Math.trunc(Number(page)) || 1);
	if (filter === "neighbourhood") return await showNeighbourhoods(ctx, "", here);
	const all = await valuesOf(filter, ctx.t);
	const values = all.length > PAGE + 2 ? all.slice((here - 1) * PAGE, here * PAGE) : all;
	const chosen = chosenOf(filterOf(ctx), filter);
	const paged = all.length > PAGE + 2 ? { page: { page: here, count: all.length } } : {};
	await ctx.show(views.options({ dimension: filter, values, chosen, ...paged }, ctx.t));
}

/** The neighbourhoods whose name has these words; a typed word is looked up among them from now on. */
export async function showNeighbourhoods(ctx: BotContext, query: string, page = 1): Promise<void> {
	const { list, count } = await neighbourhoods.find(query, page - 1);
	ctx.session.looking = { ...ctx.session.looking, typed: "reportNeighbourhoods" };
	await ctx.show(
		views.options(
			{
				dimension: "neighbourhood",
				values: list.map(({ id, name }) => ({ value: id, label: name })),
				chosen: filterOf(ctx).neighbourhoodId,
				...(query === "" ? { page: { page, count } } : {}),
			},
			ctx.t,
		),
	);
}

async function valuesOf(
	filter: Exclude<views.Filter, "neighbourhood">,
	t: T,
): Promise<{ value: string; label: string }[]> {
	const labelled = (values: readonly string[], key: (value: string) => string) =>
		values.map((value) => ({ value, label: t.dynamicPlain(key(value)) }));
	switch (filter) {
		case "states":
			return labelled(Object.keys(REPORT_GROUPS), (value) => `reports.group.${value}`);
		case "kind":
			return labelled(REPORT_KINDS, (value) => `reports.choice.kind.${value}`);
		case "dimension":
			return labelled(await everyDimension(), (value) => labelKey("dimensions", value));
		case "agency":
			return (await agencies.list()).map(({ id, name }) => ({ value: id, label: name[t.language] }));
		case "overdue":
			return [{ value: "overdue", label: t.plain("reports.chip.overdue") }];
	}
}

function chosenOf(filter: ReportFilter, name: Exclude<views.Filter, "neighbourhood">): string | undefined {
	if (name === "overdue") return filter.overdue ? "overdue" : undefined;
	return name === "agency" ? filter.agencyId : filter[name];
}

/** The filter with one thing asked for anew; an unknown value asks for nothing. */
export async function withChoice(filter: ReportFilter, name: string, value: string): Promise<ReportFilter> {
	const known = value.slice(0, 32);
	switch (name) {
		case "states": {
			const states = (Object.keys(REPORT_GROUPS) as (keyof typeof REPORT_GROUPS)[]).find((one) => one === value);
			return { ...filter, states: states ?? filter.states };
		}
		case "kind":
			return chosen(
				filter,
				"kind",
				REPORT_KINDS.find((one) => one === value),
			);
		case "dimension":
			return chosen(
				filter,
				"dimension",
				(await everyDimension()).find((one) => one === value),
			);
		case "neighbourhood":
			return chosen(filter, "neighbourhoodId", known === "" ? undefined : known);
		case "agency":
			return chosen(filter, "agencyId", known === "" ? undefined : known);
		case "overdue":
			return chosen(filter, "overdue", value === "overdue" ? true : undefined);
		default:
			return filter;
	}
}

function chosen<Name extends keyof ReportFilter>(
	filter: ReportFilter,
	name: Name,
	value: ReportFilter[Name] | undefined,
): ReportFilter {
	const { [name]: _, ...rest } = filter;
	return (value === undefined ? rest : { ...rest, [name]: value }) as ReportFilter;
}
