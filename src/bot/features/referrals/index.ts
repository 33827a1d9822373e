/** What agencies' liaisons do with reports that were referred to them: their lists, a card, an answer. */
import { isOpen } from "../../../domain/report.ts";
import type { ReportShown } from "../../../domain/reportShown.ts";
import { lastDismissal } from "../../../services/agencies/index.ts";
import * as desk from "../../../services/reports/desk.ts";
import { accept } from "../../../services/reports/refer.ts";
import { PAGE } from "../../../views/paging.ts";
import * as views from "../../../views/referral.ts";
import { history } from "../../../views/reportDesk.ts";
import type { BotContext, Feature } from "../../context.ts";
import { type Form, pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { subjectOf } from "../../reportSubject.ts";
import { askForAgency, declineReferral, proposeClosing, tellProgress } from "./forms.ts";

export const referrals: Feature = {
	forms: [declineReferral, askForAgency, tellProgress, proposeClosing],
	presses: {
		"referral.list": showList,
		"referral.open": answered(async (ctx, shown) => {
			await pauseForm(ctx);
			await ctx.show(views.card(shown, ctx.t));
		}),
		"referral.history": answered((ctx, shown) => ctx.show(history({ ...shown, forAgency: true }, ctx.t))),
		"referral.accept": async (ctx, id = "") => {
			const result = await accept(actorOf(ctx), id, ctx.now);
			if (result.ok) await ctx.toast(ctx.t.plain("referrals.toast.accepted"));
			const found = await desk.referralCard(actorOf(ctx), id, ctx.now);
			if (!found.ok) return await showGone(ctx);
			// A colleague accepted it before: so it is.
			if (!result.ok && found.value.report.state !== "inProgress") await tellNotNow(ctx);
			await ctx.show(views.card(found.value, ctx.t));
		},
		"referral.decline": begins(declineReferral),
		"referral.ask": begins(askForAgency),
		"referral.progress": begins(tellProgress),
		"referral.propose": begins(proposeClosing),
	},
};

function begins(form: Form) {
	return answered(async (ctx, shown) => {
		const { report } = shown;
		if (isOpen(report)) return await ctx.begin(form, { subject: subjectOf(report) });
		await tellNotNow(ctx);
		await ctx.show(views.card(shown, ctx.t));
	});
}

/** For a button on a report of the agency; who is no liaison of it any more is told so. */
function answered(
	act: (ctx: BotContext, shown: ReportShown) => Promise<unknown>,
): (ctx: BotContext, id?: string) => Promise<void> {
	return async (ctx, id = "") => {
		const found = await desk.referralCard(actorOf(ctx), id, ctx.now);
		if (!found.ok) return await showGone(ctx);
		await act(ctx, found.value);
	};
}

async function showGone(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const actor = actorOf(ctx);
	const isLiaison = actor.agencyIds.length > 0;
	if (!isLiaison && !(await lastDismissal(actor.person.id))) return await showNoAccess(ctx);
	await ctx.show(views.gone(isLiaison, ctx.t));
}

async function tellNotNow(ctx: BotContext): Promise<void> {
	await ctx.toast(ctx.t.plain("referrals.refusal.notNow"), { alert: true });
}

async function showList(ctx: BotContext, which = "all", way = "", edge = "", page = "1"): Promise<void> {
	await pauseForm(ctx);
	const from = way === "a" ? { after: edge } : way === "b" ? { before: edge } : {};
	const found = await desk.referrals(actorOf(ctx), which, from, PAGE, ctx.now);
	if (!found.ok) return await showGone(ctx);
	// A page that has emptied meanwhile: from the beginning.
	if (found.value.list.length === 0 && way !== "") return await showList(ctx, which);
	const hasMore = way === "b" || found.value.hasMore;
	const number = way === "" ? 1 : Math.min(Math.max(1, Math.trunc(Number(page)) || 1), 99_999);
	await ctx.show(views.list({ ...found.value, hasMore, page: number }, ctx.t));
}
