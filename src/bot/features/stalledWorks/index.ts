/** The register of half-finished works in chat: looked through by agency, neighbourhood, percent and age; photographed afresh. */
import { PERCENT_BANDS, STOPPED_YEARS, type StalledFilter } from "../../../domain/stalledWork.ts";
import * as agencies from "../../../services/agencies/index.ts";
import * as neighbourhoods from "../../../services/neighbourhoods.ts";
import * as stalledWorks from "../../../services/stalledWorks.ts";
import { PAGE } from "../../../views/paging.ts";
import * as views from "../../../views/stalledWork.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import type { Place } from "../../session.ts";
import { showFile } from "../../showDocument.ts";
import { photographStalled } from "./photograph.ts";

const FIRST: Place = { from: {}, page: 1 };

export const stalledWorksFeature: Feature = {
	forms: [photographStalled],
	presses: {
		"stalled.begin": (ctx) => showList(ctx, {}),
		"stalled.list": (ctx) => showList(ctx, filterOf(ctx), ctx.session.looking?.stalledWorks ?? FIRST),
		"stalled.turn": async (ctx, way = "", edge = "", page = "1") => {
			const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
			await showList(ctx, filterOf(ctx), { from, page: pageOf(page) });
		},
		"stalled.filters": showFilters,
		"stalled.filter": showOptions,
		"stalled.set": async (ctx, dimension = "", value = "") =>
			await showList(ctx, await withChoice(filterOf(ctx), dimension, value)),
		"stalled.clear": (ctx) => showList(ctx, {}),
		"stalled.open": async (ctx, id = "") => {
			await pauseForm(ctx);
			const found = await stalledWorks.card(actorOf(ctx), id, ctx.now);
			if (found.ok) await ctx.show(views.card(found.value, ctx.t));
			else await refused(ctx, found.reason);
		},
		"stalled.photo": async (ctx, id = "", index = "0") => {
			const found = await stalledWorks.card(actorOf(ctx), id, ctx.now);
			if (!found.ok) return await refused(ctx, found.reason);
			const message = views.photo({ ...found.value, index: Math.trunc(Number(index)) }, ctx.t);
			if (!message || !(await showFile(ctx, message))) await ctx.show(views.photoGone(id, ctx.t));
		},
		"stalled.photograph": async (ctx, id = "") => {
			const found = await stalledWorks.card(actorOf(ctx), id, ctx.now);
			if (!found.ok) return await refused(ctx, found.reason);
			if (found.value.mayPhotograph) return await ctx.begin(photographStalled, { subject: id });
			await ctx.show(views.notHere(found.value.report.state === "closed" ? "closed" : "notYours", ctx.t));
		},
	},
};

function filterOf(ctx: BotContext): StalledFilter {
	return ctx.session.looking?.stalledWorks?.filter ?? {};
}

function pageOf(text: string): number {
	return Math.max(1, Math.trunc(Number(text)) || 1);
}

async function showList(ctx: BotContext, filter: StalledFilter, { from, page }: Place = FIRST): Promise<void> {
	await pauseForm(ctx);
	const found = await stalledWorks.list(actorOf(ctx), filter, from, PAGE, ctx.now);
	if (!found.ok) return await refused(ctx, found.reason);
	// A page that has emptied meanwhile: from the beginning.
	if (found.value.list.length === 0 && page > 1) return await showList(ctx, filter);
	const hasMore = from.before === undefined ? found.value.hasMore : true;
	const first = from.before !== undefined && !found.value.hasMore ? 1 : page;
	ctx.session.looking = { ...ctx.session.looking, stalledWorks: { filter, from, page: first } };
	await ctx.show(views.list({ ...found.value, hasMore, filter, page: first, now: ctx.now }, ctx.t));
}

async function showFilters(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const filter = filterOf(ctx);
	const found = await stalledWorks.list(actorOf(ctx), filter, {}, 1, ctx.now);
	if (found.ok) await ctx.show(views.filters({ ...found.value, filter }, ctx.t));
	else await refused(ctx, found.reason);
}

async function showOptions(ctx: BotContext, dimension = "", page = "1"): Promise<void> {
	const known = views.DIMENSIONS.find((one) => one === dimension);
	const found = await stalledWorks.list(actorOf(ctx), {}, {}, 1, ctx.now);
	if (!found.ok) return await refused(ctx, found.reason);
	if (!known) return await showFilters(ctx);
	const filter = filterOf(ctx);
	const here = pageOf(page);
	if (known === "percent" || known === "stopped") {
		const chosen = known === "percent" ? filter.band : filter.stopped;
		await ctx.show(views.options({ dimension: known, values: views.fixedValues(known, ctx.t), chosen }, ctx.t));
		return;
	}
	const { values, count } = known === "agency" ? await agencyValues(ctx, here) : await placeValues(here);
	const chosen = known === "agency" ? filter.agencyId : filter.neighbourhoodId;
	await ctx.show(views.options({ dimension: known, values, chosen, page: { page: here, count } }, ctx.t));
}

async function agencyValues({ t }: BotContext, page: number) {
	const all = await agencies.list();
	const values = all
		.slice((page - 1) * PAGE, page * PAGE)
		.map(({ id, name }) => ({ value: id, label: name[t.language] }));
	return { values, count: all.length };
}

async function placeValues(page: number) {
	const { list, count } = await neighbourhoods.find("", page - 1, PAGE);
	return { values: list.map(({ id, name }) => ({ value: id, label: name })), count };
}

/** The filter with one thing asked for anew; an unknown value asks for nothing. */
async function withChoice(filter: StalledFilter, dimension: string, value: string): Promise<StalledFilter> {
	const { agencyId, neighbourhoodId, band, stopped } = filter;
	const [agency] = dimension === "agency" && value ? await agencies.byIds([value]) : [];
	const [place] = dimension === "neighbourhood" && value ? await neighbourhoods.byIds([value]) : [];
	const next = {
		agencyId: dimension === "agency" ? agency?.id : agencyId,
		neighbourhoodId: dimension === "neighbourhood" ? place?.id : neighbourhoodId,
		band: dimension === "percent" ? PERCENT_BANDS.find((one) => one === value) : band,
		stopped: dimension === "stopped" ? STOPPED_YEARS.find((one) => one === value) : stopped,
	};
	return Object.fromEntries(Object.entries(next).filter(([, one]) => one !== undefined)) as StalledFilter;
}

async function refused(ctx: BotContext, reason: "notAllowed" | "notMember" | "notFound"): Promise<void> {
	if (reason === "notAllowed") await showNoAccess(ctx);
	else await ctx.show(views.notHere(reason, ctx.t));
}
