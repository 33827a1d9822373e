/** Reports: making one, supporting one, looking through them, opening one by its code. */
import { may } from "../../../domain/permissions.ts";
import { normaliseDigits } from "../../../domain/persian.ts";
import { actingFor } from "../../../domain/person.ts";
import type { Report } from "../../../domain/report.ts";
import { REPORT_SCOPES, type ReportFilter, type ReportScope, wholeScope } from "../../../domain/reportFinding.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import { list } from "../../../services/reports/list.ts";
import { mayReport } from "../../../services/reports/make.ts";
import { orderMap } from "../../../services/reports/map.ts";
import { byCode, type ReportCard, see } from "../../../services/reports/see.ts";
import { support } from "../../../services/reports/support.ts";
import type { Message } from "../../../texts/message.ts";
import * as views from "../../../views/report.ts";
import { waysOn } from "../../../views/reportDesk.ts";
import * as listViews from "../../../views/reportList.ts";
import { begun as mapBegun } from "../../../views/reportMap.ts";
import { type BotContext, type Feature, payloadOf } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import type { Place } from "../../session.ts";
import { showFile } from "../../showDocument.ts";
import { filterOf, showFilters, showNeighbourhoods, showOptions, withChoice } from "./filters.ts";
import { makeReport } from "./make.ts";
import { settingForms, settingPresses } from "./settings.ts";
import { supportReport } from "./support.ts";

/** "R-1405-0042", typed by itself or named by a link. */
const CODE = /^R-\d{4}-\d{4,}$/i;
/** Longer is no search. */
const MOST_TYPED = 120;
const FIRST: Place = { from: {}, page: 1 };

export const reports: Feature = {
	forms: [makeReport, supportReport, ...settingForms],
	commands: {
		report: begin,
		async reports(ctx) {
			const words = cleanText(payloadOf(ctx)).slice(0, MOST_TYPED);
			if (await openReportByCode(ctx, normaliseDigits(words))) return;
			const filter = wholeScope(firstScope(ctx));
			await showList(ctx, words === "" ? filter : withWords(filter, words));
		},
	},
	presses: {
		...settingPresses,
		"report.begin": begin,
		"report.mine": (ctx) => showList(ctx, wholeScope("mine")),
		"report.home": (ctx) => showList(ctx, wholeScope(firstScope(ctx))),
		"report.list": (ctx) => showList(ctx, filterOf(ctx), ctx.session.looking?.reports ?? FIRST),
		"report.scope": async (ctx, name = "", committeeId?: string) => {
			const scope = REPORT_SCOPES.find((one) => one === name);
			await showList(ctx, wholeScope(scope ?? firstScope(ctx), scope === "committee" ? committeeId : undefined));
		},
		"report.turn": async (ctx, way = "", edge = "", page = "1") => {
			const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
			await showList(ctx, filterOf(ctx), { from, page: Math.max(1, Math.trunc(Number(page)) || 1) });
		},
		"report.filters": async (ctx) => {
			await pauseForm(ctx);
			await showFilters(ctx);
		},
		"report.filter": showOptions,
		"report.set": async (ctx, name = "", value = "") =>
			await showList(ctx, await withChoice(filterOf(ctx), name, value)),
		"report.clear": async (ctx, what) => {
			const { words: _, ...others } = filterOf(ctx);
			await showList(ctx, what === "words" ? others : wholeScope(others.scope, others.committeeId));
		},
		/** Of the neighbourhood that is asked for, else of the province. */
		"report.map": async (ctx) => {
			await pauseForm(ctx);
			const result = await orderMap(actorOf(ctx), filterOf(ctx).neighbourhoodId, ctx.now);
			if (result.ok) await ctx.show(mapBegun(ctx.t));
			else await showNoAccess(ctx);
		},
		"report.open": showCard,
		"report.photo": (ctx, id, number = "0") =>
			showFileOf(ctx, id, (report) => views.photo({ report, index: Math.trunc(Number(number)) || 0 }, ctx.t)),
		"report.supportPhoto": (ctx, id, number = "0") =>
			showFileOf(ctx, id, (report, { supports }) =>
				views.supportPhoto({ report, supports, index: Math.trunc(Number(number)) || 0 }, ctx.t),
			),
		"report.voice": (ctx, id) => showFileOf(ctx, id, (report) => views.voiceNote(report, ctx.t)),
		"report.support": async (ctx, id = "") => {
			await pauseForm(ctx);
			const result = await support(actorOf(ctx), id, ctx.now);
			if (!result.ok && result.reason === "notFound") return await showNoAccess(ctx);
			await ctx.show(views.supported(result, ctx.t));
		},
		"report.tellMore": async (ctx, id = "") => {
			const found = await see(actorOf(ctx), id, ctx.now);
			if (!found.ok || !found.value.support) return await showNoAccess(ctx);
			await ctx.begin(supportReport, { subject: id });
		},
	},
	/** A code opens its report; a word typed while the list is open is looked up in it. */
	async message(ctx) {
		const typed = cleanText(ctx.message?.text ?? "").slice(0, MOST_TYPED);
		if (typed === "") return false;
		if (await openReportByCode(ctx, normaliseDigits(typed))) return true;
		const where = ctx.session.looking?.typed;
		if (where === "reports") await showList(ctx, withWords(filterOf(ctx), typed));
		else if (where === "reportNeighbourhoods") await showNeighbourhoods(ctx, typed);
		else return false;
		return true;
	},
};

/** Opens a report by its code; false when it is no code at all. */
export async function openReportByCode(ctx: BotContext, code: string): Promise<boolean> {
	if (!CODE.test(code.trim())) return false;
	await pauseForm(ctx);
	const found = await byCode(actorOf(ctx), code, ctx.now);
	await ctx.show(
		found.ok ? views.card(found.value, ctx.t, waysOn(found.value.report, actorOf(ctx), ctx.t)) : views.notFound(ctx.t),
	);
	return true;
}

async function begin(ctx: BotContext): Promise<void> {
	const allowed = await mayReport(actorOf(ctx), ctx.now);
	if (allowed.ok) return await ctx.begin(makeReport);
	await pauseForm(ctx);
	await ctx.show(views.cannotReport(allowed.reason, allowed.values, ctx.t));
}

/** Somebody who types a word looks for it in every state, unless they asked for one. */
function withWords(filter: ReportFilter, words: string): ReportFilter {
	return { ...filter, words, states: filter.states === "open" ? "all" : filter.states };
}

function firstScope(ctx: BotContext): ReportScope {
	return may(ctx.actor, "report.listAll") ? "all" : "mine";
}

function scopesOf(ctx: BotContext): ReportScope[] {
	const actor = actorOf(ctx);
	return [
		"mine",
		...(actingFor(actor) === undefined ? [] : (["organization"] as const)),
		...(may(actor, "report.listAll") ? (["all"] as const) : []),
	];
}

async function showList(ctx: BotContext, filter: ReportFilter, { from, page }: Place = FIRST): Promise<void> {
	await pauseForm(ctx);
	const [found, allowed] = await Promise.all([
		list(actorOf(ctx), filter, from, ctx.now),
		mayReport(actorOf(ctx), ctx.now),
	]);
	if (!found.ok) return await showNoAccess(ctx);
	// A page that has emptied meanwhile: from the beginning.
	if (found.value.list.length === 0 && page > 1) return await showList(ctx, filter);
	const hasMore = from.before === undefined ? found.value.hasMore : true;
	const first = from.before !== undefined && !found.value.hasMore ? 1 : page;
	ctx.session.looking = { ...ctx.session.looking, reports: { filter, from, page: first }, typed: "reports" };
	await ctx.show(
		listViews.list(
			{ ...found.value, hasMore, filter, page: first, scopes: scopesOf(ctx), mayReport: allowed.ok },
			ctx.t,
		),
	);
}

async function showCard(ctx: BotContext, id = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await see(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(views.card(found.value, ctx.t, waysOn(found.value.report, actorOf(ctx), ctx.t)));
	else await showNoAccess(ctx);
}

async function showFileOf(
	ctx: BotContext,
	id = "",
	messageOf: (report: Report, card: ReportCard) => Message | undefined,
): Promise<void> {
	const found = await see(actorOf(ctx), id, ctx.now);
	if (!found.ok) return await showNoAccess(ctx);
	const message = messageOf(found.value.report, found.value);
	if (!message || !(await showFile(ctx, message))) await ctx.show(views.fileLost(found.value.report, ctx.t));
}
