/** Needs assessment in chat: rounds are opened and closed, neighbourhoods scored a tap at a time, the result is asked for. */
import type { Scoring } from "../../../domain/assessmentShown.ts";
import { may } from "../../../domain/permissions.ts";
import * as assessments from "../../../services/assessments/index.ts";
import * as views from "../../../views/assessment.ts";
import { resultBegun } from "../../../views/assessmentResult.ts";
import { ask, sheet } from "../../../views/assessmentSheet.ts";
import { PAGE } from "../../../views/paging.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { addIndicator } from "./indicator.ts";
import { openAssessment } from "./open.ts";

export const assessmentsFeature: Feature = {
	forms: [openAssessment, addIndicator],
	presses: {
		"assessment.list": showList,
		"assessment.open": showCard,
		"assessment.new": async (ctx) => {
			if (!may(ctx.actor, "assessment.manage")) return await showNoAccess(ctx);
			await ctx.begin(openAssessment);
		},
		"assessment.close": async (ctx, id = "") => {
			if (!may(ctx.actor, "assessment.manage")) return await showNoAccess(ctx);
			const found = await assessments.card(actorOf(ctx), id, ctx.now);
			if (found.ok) await ctx.show(views.closeAsk(found.value.assessment, ctx.t));
			else await refused(ctx, found.reason, id);
		},
		"assessment.closeYes": async (ctx, id = "") => {
			const result = await assessments.close(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await refused(ctx, result.reason, id);
			await ctx.toast(ctx.t.plain("assessments.toast.closed"));
			await showCard(ctx, id);
		},
		"assessment.score": async (ctx, id = "", place = "") => {
			await pauseForm(ctx);
			const found = await scoringOf(ctx, id, place);
			if (found) await ctx.show(sheet(found, ctx.t));
		},
		"assessment.ask": async (ctx, id = "", place = "", indicator = "0") => {
			await pauseForm(ctx);
			const found = await scoringOf(ctx, id, place);
			if (found) await ctx.show(ask({ ...found, indicator: Math.trunc(Number(indicator)) }, ctx.t));
		},
		"assessment.set": async (ctx, id = "", place = "", indicator = "", score = "") => {
			await pauseForm(ctx);
			const input = { assessmentId: id, neighbourhoodId: place, indicator: Number(indicator), score: Number(score) };
			const result = await assessments.score(actorOf(ctx), input, ctx.now);
			if (!result.ok) return await refused(ctx, result.reason, id);
			const { assessment, sheet: given } = result.value;
			await ctx.toast(ctx.t.plain("assessments.toast.scored"));
			const next = assessment.indicators.findIndex(
				({ value }, index) => index > input.indicator && given?.scores[value] === undefined,
			);
			await ctx.show(next < 0 ? sheet(result.value, ctx.t) : ask({ ...result.value, indicator: next }, ctx.t));
		},
		"assessment.result": async (ctx, id = "") => {
			const result = await assessments.orderResult(actorOf(ctx), id, ctx.now);
			if (result.ok) return void (await ctx.show(resultBegun(ctx.t), { fresh: true }));
			if (result.reason === "notAllowed" || result.reason === "notFound") return await refused(ctx, result.reason, id);
			await ctx.toast(ctx.t.dynamicPlain(`assessments.refusal.${result.reason}`), { alert: true });
			await showCard(ctx, id);
		},
		"indicator.add": async (ctx) => {
			if (!may(ctx.actor, "lists.change")) return await showNoAccess(ctx);
			await ctx.begin(addIndicator);
		},
	},
};

async function showList(ctx: BotContext, way = "", edge = "", page = "1"): Promise<void> {
	await pauseForm(ctx);
	const from = edge === "" ? {} : way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
	const found = await assessments.list(actorOf(ctx), from, PAGE);
	if (!found.ok) return await showNoAccess(ctx);
	const isBefore = "before" in from;
	const number = Math.max(1, Math.trunc(Number(page)) || 1);
	const first = (isBefore && !found.value.hasMore) || Object.keys(from).length === 0 ? 1 : number;
	const hasMore = isBefore || found.value.hasMore;
	await ctx.show(views.list({ ...found.value, hasMore, page: first, now: ctx.now }, ctx.t));
}

async function showCard(ctx: BotContext, id = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await assessments.card(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(views.card(found.value, ctx.t));
	else await refused(ctx, found.reason, id);
}

/** The sheet; when there is none for whoever asks, they have been told. */
async function scoringOf(ctx: BotContext, id: string, place: string): Promise<Scoring | undefined> {
	const found = await assessments.scoring(actorOf(ctx), { assessmentId: id, neighbourhoodId: place }, ctx.now);
	if (found.ok) return found.value;
	await refused(ctx, found.reason, id);
	return undefined;
}

async function refused(ctx: BotContext, reason: "notAllowed" | "notFound" | "over", id: string): Promise<void> {
	if (reason === "notAllowed") return await showNoAccess(ctx);
	await ctx.show(reason === "over" ? views.over({ id }, ctx.t) : views.notFound(ctx.t));
}
