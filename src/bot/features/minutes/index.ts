/** Minutes: written, sent, objected to, read; the decisions and actions that come of them. */
import { minutesDocument } from "../../../papers/minutesDocument.ts";
import * as minutes from "../../../services/minutes/index.ts";
import * as actionViews from "../../../views/action.ts";
import { actions as actionListView } from "../../../views/actionList.ts";
import * as decisionViews from "../../../views/decision.ts";
import { minutes as minutesView } from "../../../views/minutes.ts";
import { awaiting as awaitedView } from "../../../views/minutesAwaited.ts";
import * as objectionViews from "../../../views/minutesObjections.ts";
import * as paperViews from "../../../views/minutesPaper.ts";
import * as pointViews from "../../../views/minutesPoint.ts";
import { PAGE } from "../../../views/paging.ts";
import type { BotContext, Feature, PressHandler } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import {
	addMinutesPoint,
	answersOf,
	changeMinutesPoint,
	objectToMinutes,
	reportAction,
	returnAction,
} from "./forms.ts";

export const minutesFeature: Feature = {
	forms: [addMinutesPoint, changeMinutesPoint, objectToMinutes, reportAction, returnAction],
	commands: { actions: (ctx) => showActions(ctx, "mine") },
	presses: {
		"minutes.open": (ctx, id = "", page = "1") => showMinutes(ctx, id, Number(page)),
		"minutes.add": written((ctx, { minutes: { id } }) => ctx.begin(addMinutesPoint, { subject: id })),
		"minutes.point": written(async (ctx, shown, pointId) => {
			await ctx.show(pointViews.point(shown, pointId, ctx.t) ?? minutesView({ ...shown, page: 1 }, ctx.t));
		}),
		"minutes.change": written(async (ctx, shown, pointId) => {
			const point = shown.points.find(({ id }) => id === pointId);
			if (!point) return await showMinutes(ctx, shown.minutes.id);
			const subject = `${shown.minutes.id}.${pointId}`;
			await ctx.begin(changeMinutesPoint, { subject, answers: { ...answersOf(point) }, changing: true });
		}),
		"minutes.drop": async (ctx, meetingId = "", pointId = "") => {
			const result = await minutes.dropPoint(actorOf(ctx), { meetingId, pointId });
			await answered(ctx, meetingId, result.ok ? undefined : result.reason);
		},
		"minutes.move": async (ctx, meetingId = "", pointId = "", to = "") => {
			const result = await minutes.movePoint(actorOf(ctx), { meetingId, pointId, to: Number(to) });
			if (!result.ok) return await answered(ctx, meetingId, result.reason);
			const found = await minutes.open(actorOf(ctx), meetingId, ctx.now);
			const screen = found.ok && pointViews.point(found.value, pointId, ctx.t);
			if (screen) await ctx.show(screen);
			else await showMinutes(ctx, meetingId);
		},
		"minutes.send": async (ctx, meetingId = "") => {
			const result = await minutes.send(actorOf(ctx), meetingId, ctx.now);
			if (result.ok) await ctx.toast(ctx.t.plain("minutes.toast.sent"));
			await answered(ctx, meetingId, result.ok ? undefined : result.reason);
		},
		"minutes.object": async (ctx, id = "") => {
			const found = await minutes.open(actorOf(ctx), id, ctx.now);
			if (!found.ok) return await showNoAccess(ctx);
			if (found.value.mayObject) return await ctx.begin(objectToMinutes, { subject: id });
			await ctx.toast(ctx.t.plain("minutes.toast.tooLate"), { alert: true });
			await ctx.show(minutesView({ ...found.value, page: 1 }, ctx.t));
		},
		"minutes.objections": written(async (ctx, shown, page) => {
			await ctx.show(objectionViews.objections({ ...shown, page: pageOf(page) }, ctx.t));
		}),
		"minutes.paper": async (ctx, id = "") => {
			const paper = await minutes.paperOf(actorOf(ctx), id, ctx.now);
			if (!paper) return await showNoAccess(ctx);
			const content = await minutesDocument(paperViews.paperText(paper, ctx.t));
			await ctx.show(paperViews.paper(paper, content, ctx.t), { fresh: true });
		},
		"minutes.waiting": async (ctx, after) => {
			await pauseForm(ctx);
			const found = await minutes.awaiting(actorOf(ctx), after, ctx.now, PAGE);
			if (found.ok) await ctx.show(awaitedView(found.value, ctx.t));
			else await showNoAccess(ctx);
		},
		"action.list": (ctx, which = "") => showActions(ctx, which),
		"action.turn": (ctx, which = "", way = "", edge = "", page = "1") =>
			showActions(ctx, which, edgeOf(way, edge), pageOf(page)),
		"action.open": (ctx, id = "") => showAction(ctx, id),
		"action.report": async (ctx, id = "") => {
			const found = await minutes.actionCard(actorOf(ctx), id, ctx.now);
			if (!found.ok) return await showNoAccess(ctx);
			if (found.value.mayReport) return await ctx.begin(reportAction, { subject: id });
			if (found.value.item.state === "open") return await showNoAccess(ctx);
			await showAction(ctx, id);
		},
		"action.confirm": async (ctx, id = "") => {
			const result = await minutes.confirmAction(actorOf(ctx), id, ctx.now);
			if (!result.ok && result.reason === "notAllowed") return await showNoAccess(ctx);
			if (result.ok) await ctx.toast(ctx.t.plain("minutes.toast.confirmed"));
			await showAction(ctx, id);
		},
		"action.return": async (ctx, id = "") => {
			const found = await minutes.actionCard(actorOf(ctx), id, ctx.now);
			if (!found.ok) return await showNoAccess(ctx);
			if (!found.value.mayConfirm && found.value.item.state !== "done") return await showNoAccess(ctx);
			if (found.value.mayConfirm && found.value.item.state === "reported")
				return await ctx.begin(returnAction, { subject: id });
			await showAction(ctx, id);
		},
		"decision.list": (ctx, id = "") => showDecisions(ctx, id),
		"decision.turn": (ctx, id = "", way = "", edge = "", page = "1") =>
			showDecisions(ctx, id, edgeOf(way, edge), pageOf(page)),
		"decision.open": async (ctx, id = "") => {
			await pauseForm(ctx);
			const found = await minutes.decision(actorOf(ctx), id);
			if (found.ok) await ctx.show(decisionViews.decision(found.value, ctx.t));
			else await showNoAccess(ctx);
		},
	},
};

async function showMinutes(ctx: BotContext, id: string, page = 1): Promise<void> {
	await pauseForm(ctx);
	const found = await minutes.open(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(minutesView({ ...found.value, page: pageOf(String(page)) }, ctx.t));
	else await showNoAccess(ctx);
}

/** For whoever writes them; the minutes as they are for everybody else who may see them. */
function written(act: (ctx: BotContext, shown: minutes.MinutesShown, about: string) => Promise<void>): PressHandler {
	return async (ctx, id = "", about = "") => {
		const found = await minutes.open(actorOf(ctx), id, ctx.now);
		if (!found.ok) return await showNoAccess(ctx);
		if (found.value.mayWrite) return await act(ctx, found.value, about);
		if (found.value.minutes.state !== "locked") return await showNoAccess(ctx);
		await ctx.show(minutesView({ ...found.value, page: 1 }, ctx.t));
	};
}

async function answered(ctx: BotContext, meetingId: string, reason: string | undefined): Promise<void> {
	if (reason === "notAllowed") return await showNoAccess(ctx);
	if (reason !== undefined) await ctx.toast(ctx.t.dynamicPlain(`minutes.toast.${reason}`), { alert: true });
	await showMinutes(ctx, meetingId);
}

async function showActions(
	ctx: BotContext,
	which: string,
	from: { after?: string; before?: string } = {},
	page = 1,
): Promise<void> {
	await pauseForm(ctx);
	const found = await minutes.actions(actorOf(ctx), which === "all" ? "all" : "mine", from, ctx.now, PAGE);
	if (found.list.length === 0 && page > 1) return await showActions(ctx, which);
	await ctx.show(actionListView({ ...found, ...turned(from, found.hasMore, page) }, ctx.t));
}

async function showAction(ctx: BotContext, id: string): Promise<void> {
	await pauseForm(ctx);
	const found = await minutes.actionCard(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(actionViews.action(found.value, ctx.t));
	else await showNoAccess(ctx);
}

async function showDecisions(
	ctx: BotContext,
	id: string,
	from: { after?: string; before?: string } = {},
	page = 1,
): Promise<void> {
	await pauseForm(ctx);
	const found = await minutes.decisionsOf(actorOf(ctx), id, from, PAGE);
	if (!found.ok) return await showNoAccess(ctx);
	await ctx.show(decisionViews.decisions({ ...found.value, ...turned(from, found.value.hasMore, page) }, ctx.t));
}

/** Read backwards there is always more onwards; where nothing is left before, it is the first page. */
function turned(from: { before?: string }, hasMore: boolean, page: number) {
	const backwards = from.before !== undefined;
	return { hasMore: backwards || hasMore, page: backwards && !hasMore ? 1 : page };
}

function edgeOf(way: string, edge: string): { after?: string; before?: string } {
	return way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
}

function pageOf(typed: string): number {
	return Math.max(1, Math.trunc(Number(typed)) || 1);
}
