/** The secretariat's desk of reports, and what reporter and followers answer to what they are asked. */
import { may } from "../../../domain/permissions.ts";
import { isOpen, type Report } from "../../../domain/report.ts";
import type { ReportShown } from "../../../domain/reportShown.ts";
import { personOf } from "../../../services/cards.ts";
import { working } from "../../../services/committees/index.ts";
import { isThursdayFree, setThursday } from "../../../services/officeWeek.ts";
import { questionOf } from "../../../services/reports/ask.ts";
import { claim, release } from "../../../services/reports/claim.ts";
import { confirm } from "../../../services/reports/close.ts";
import * as desk from "../../../services/reports/desk.ts";
import { candidatesFor, mergeWith, unmerge } from "../../../services/reports/merge.ts";
import { agenciesFor } from "../../../services/reports/refer.ts";
import { isJudged, judge } from "../../../services/reports/reopen.ts";
import { PAGE } from "../../../views/paging.ts";
import { coordinatorName } from "../../../views/person.ts";
import * as decisionViews from "../../../views/reportDecision.ts";
import * as views from "../../../views/reportDesk.ts";
import * as toldViews from "../../../views/reportTold.ts";
import type { BotContext, Feature } from "../../context.ts";
import { type Form, pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { subjectOf } from "../../reportSubject.ts";
import { showFile } from "../../showDocument.ts";
import { forms } from "./forms.ts";

export const reportDesk: Feature = {
	forms: Object.values(forms),
	presses: {
		"report.desk": async (ctx) => {
			await pauseForm(ctx);
			const counts = await desk.countsFor(actorOf(ctx), ctx.now);
			if (!counts) return await showNoAccess(ctx);
			await ctx.show(views.desk(counts, ctx.t));
		},
		"report.deskList": showList,
		"report.card": handled((ctx, shown) => ctx.show(views.openedCard(shown, ctx.t))),
		"report.more": handled((ctx, shown) => ctx.show(views.more(shown, ctx.t))),
		"report.history": handled((ctx, shown) => ctx.show(views.history(shown, ctx.t))),
		"report.claim": (ctx, id = "") => take(ctx, id, false),
		"report.takeOver": (ctx, id = "") => take(ctx, id, true),
		"report.release": async (ctx, id = "") => {
			await settle(ctx, id, await release(actorOf(ctx), id, ctx.now), "released");
		},
		"report.refer": whileOpen(async (ctx, { report }, page) => {
			await ctx.show(decisionViews.chooseAgency(report, await agenciesFor(report), pageOf(page), ctx.t));
		}),
		"report.referTo": whileOpen((ctx, shown, agencyId) => begin(ctx, shown.report, forms.referTo, agencyId)),
		"report.route": whileOpen(async (ctx, { report }, page) => {
			await ctx.show(decisionViews.chooseCommittee(report, await working(), pageOf(page), ctx.t));
		}),
		"report.routeTo": whileOpen((ctx, shown, committeeId) => begin(ctx, shown.report, forms.rerouteTo, committeeId)),
		"report.deadline": whileOpen((ctx, shown) => begin(ctx, shown.report, forms.deadline)),
		"report.ask": whileOpen((ctx, shown) => begin(ctx, shown.report, forms.askReporter)),
		"report.close": whileOpen((ctx, shown) => begin(ctx, shown.report, forms.closeReport)),
		"report.note": handled((ctx, shown) => begin(ctx, shown.report, forms.noteReport)),
		"report.reveal": handled((ctx, shown) => begin(ctx, shown.report, forms.revealReporter)),
		"report.confirm": async (ctx, id = "") => {
			await settle(ctx, id, await confirm(actorOf(ctx), id, ctx.now), "confirmed");
		},
		"report.refuseProposal": whileOpen((ctx, shown) => begin(ctx, shown.report, forms.keepOpen)),
		"report.merge": whileOpen(async (ctx, { report }) => {
			await ctx.show(decisionViews.chooseSurvivor(report, await candidatesFor(actorOf(ctx), report), ctx.t));
		}),
		"report.mergeCode": whileOpen((ctx, shown) => begin(ctx, shown.report, forms.mergeInto)),
		"report.mergeAsk": whileOpen(async (ctx, { report }, survivorId = "") => {
			const survivor = await desk.seen(actorOf(ctx), survivorId);
			if (!survivor.ok) {
				await ctx.toast(ctx.t.plain("reportDesk.refusal.noSuchReport"), { alert: true });
				return await ctx.show(decisionViews.chooseSurvivor(report, await candidatesFor(actorOf(ctx), report), ctx.t));
			}
			await ctx.show(decisionViews.mergeAsk(report, survivor.value, ctx.t));
		}),
		"report.mergeYes": async (ctx, id = "", survivorId = "") => {
			await settle(ctx, id, await mergeWith(actorOf(ctx), id, survivorId, ctx.now), "merged");
		},
		"report.unmerge": handled(async (ctx, shown) => {
			const { report, survivor } = shown;
			if (report.survivorId === undefined) return await ctx.show(views.openedCard(shown, ctx.t));
			await ctx.show(decisionViews.unmergeAsk(report, survivor, ctx.t));
		}),
		"report.unmergeYes": async (ctx, id = "") => {
			await settle(ctx, id, await unmerge(actorOf(ctx), id, ctx.now), "unmerged");
		},
		"report.stepPhotos": showPhotos,
		"report.answer": async (ctx, id = "") => {
			const found = await desk.seen(actorOf(ctx), id);
			if (!found.ok || found.value.reporterId !== actorOf(ctx).person.id) return await showNoAccess(ctx);
			const report = found.value;
			const question = questionOf(report);
			if (question === undefined || !isOpen(report))
				return void (await ctx.show({ ...toldViews.notJudged(id, ctx.t), text: ctx.t("reportDesk.asked.over") }));
			const notice = ctx.t("reportDesk.told.words", { words: question });
			await ctx.begin(forms.answerReport, { subject: subjectOf(report), notice });
		},
		"report.fixed": sayWhetherFixed,
		"week.thursday": async (ctx, how) => {
			const result = await setThursday(actorOf(ctx), how === "free", ctx.now);
			if (!result.ok) return await showNoAccess(ctx);
			await ctx.toast(ctx.t.plain("reportDesk.toast.thursday"));
			await ctx.show(views.week(await isThursdayFree(), ctx.t));
		},
		"week.open": async (ctx) => {
			await pauseForm(ctx);
			if (!may(actorOf(ctx), "office.setWeek")) return await showNoAccess(ctx);
			await ctx.show(views.week(await isThursdayFree(), ctx.t));
		},
	},
};

const UNFOUND = new Set(["notFound", "notAllowed"]);

/** For a coordinator's button on a report. */
function handled(
	act: (ctx: BotContext, shown: ReportShown, ...rest: string[]) => Promise<unknown>,
): (ctx: BotContext, ...about: string[]) => Promise<void> {
	return async (ctx, id = "", ...rest) => {
		const found = await desk.card(actorOf(ctx), id, ctx.now);
		if (!found.ok) return await showNoAccess(ctx);
		await act(ctx, found.value, ...rest);
	};
}

/** The same for what is over when the report is closed. */
function whileOpen(act: Parameters<typeof handled>[0]): ReturnType<typeof handled> {
	return handled(async (ctx, shown, ...rest) => {
		if (isOpen(shown.report)) return await act(ctx, shown, ...rest);
		await ctx.toast(ctx.t.plain("reportDesk.refusal.notNow"), { alert: true });
		await ctx.show(views.openedCard(shown, ctx.t));
	});
}

async function begin(ctx: BotContext, report: Report, decision: Form, otherId?: string): Promise<void> {
	await ctx.begin(decision, { subject: subjectOf(report, otherId) });
}

async function take(ctx: BotContext, id: string, takeOver: boolean): Promise<void> {
	const result = await claim(actorOf(ctx), id, ctx.now, { takeOver });
	await settle(ctx, id, result.ok || result.reason !== "yours" ? result : { ok: true }, "claimed");
}

type Toast = "claimed" | "released" | "confirmed" | "merged" | "unmerged";

/** Says what came of a tap, and shows the report as it stands. */
async function settle(
	ctx: BotContext,
	id: string,
	result: { ok: true } | { ok: false; reason: string; values?: Record<string, string | number> },
	toast: Toast,
): Promise<void> {
	if (result.ok) await ctx.toast(ctx.t.dynamicPlain(`reportDesk.toast.${toast}`));
	else if (UNFOUND.has(result.reason)) return await showNoAccess(ctx);
	else if (result.reason === "alreadyClaimed") {
		const person = coordinatorName(await personOf(String(result.values?.byId ?? "")), ctx.t);
		await ctx.toast(ctx.t.plain("reportDesk.toast.alreadyClaimed", { person }), { alert: true });
	} else await ctx.toast(ctx.t.dynamicPlain(`reportDesk.refusal.${result.reason}`), { alert: true });
	const found = await desk.card(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(views.openedCard(found.value, ctx.t));
}

async function showList(ctx: BotContext, which = "unrouted", way = "", edge = "", page = "1"): Promise<void> {
	await pauseForm(ctx);
	const from = way === "a" ? { after: edge } : way === "b" ? { before: edge } : {};
	const found = await desk.list(actorOf(ctx), which, from, PAGE, ctx.now);
	if (!found.ok) return await showNoAccess(ctx);
	// A page that has emptied meanwhile: from the beginning.
	if (found.value.list.length === 0 && way !== "") return await showList(ctx, which);
	const hasMore = way === "b" || found.value.hasMore;
	await ctx.show(views.list({ ...found.value, hasMore, page: way === "" ? 1 : pageOf(page) }, ctx.t));
}

function pageOf(page: string | undefined): number {
	return Math.min(Math.max(1, Math.trunc(Number(page)) || 1), 99_999);
}

/** All photos of a step, one message each. */
async function showPhotos(ctx: BotContext, id = "", number = ""): Promise<void> {
	const found = await desk.seen(actorOf(ctx), id);
	const step = found.ok ? found.value.steps[Math.trunc(Number(number))] : undefined;
	const hidden = step?.private && found.ok && !may(actorOf(ctx), "report.handle", found.value);
	if (!found.ok || hidden) return await showNoAccess(ctx);
	if (!step?.photos) return void (await ctx.show(decisionViews.lost(ctx.t)));
	for (const [index, fileId] of step.photos.entries()) {
		if (!(await showFile(ctx, views.photo(found.value, fileId, index + 1, ctx.t))))
			return void (await ctx.show(decisionViews.lost(ctx.t), { fresh: true }));
	}
}

/** "Is it really fixed?" */
async function sayWhetherFixed(ctx: BotContext, id = "", round = "", said = ""): Promise<void> {
	const actor = actorOf(ctx);
	const found = await desk.seen(actor, id);
	if (!found.ok || !found.value.followers.includes(actor.person.id)) return await showNoAccess(ctx);
	const report = found.value;
	if (!isJudged(report) || report.reopened !== Number(round))
		return void (await ctx.show(toldViews.notJudged(report.survivorId ?? id, ctx.t)));
	if (said === "no") return await ctx.begin(forms.notFixed, { subject: subjectOf(report) });
	const answer = said === "yes" ? "yes" : "unknown";
	const result = await judge(actor, { reportId: id, answer }, ctx.now);
	if (!result.ok && result.reason !== "same") return void (await ctx.show(toldViews.notJudged(id, ctx.t)));
	await ctx.show(toldViews.judged(report, answer, ctx.t));
}
