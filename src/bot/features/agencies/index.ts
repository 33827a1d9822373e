/** Executive agencies in chat: admins keep them, invite who answers for them and dismiss them again. */
import { agencyNameEn, agencyNameFa } from "../../../domain/agency.ts";
import { labelKey } from "../../../domain/list.ts";
import { may } from "../../../domain/permissions.ts";
import * as agencies from "../../../services/agencies/index.ts";
import { offered } from "../../../services/lists.ts";
import * as neighbourhoodList from "../../../services/neighbourhoods.ts";
import * as views from "../../../views/agency.ts";
import { PAGE } from "../../../views/paging.ts";
import type { BotContext, Feature, PressHandler } from "../../context.ts";
import { form, many, neighbourhoods, pauseForm, phone, text } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

const questions = {
	fa: text(agencyNameFa),
	en: text(agencyNameEn),
	dimensions: many(
		{ from: () => offered("dimensions") },
		{ atLeast: 1, label: (value, t) => t.dynamicPlain(labelKey("dimensions", value)) },
	),
	neighbourhoods: neighbourhoods(neighbourhoodList, { optional: true }),
	phone: phone({ optional: true }),
};

const addAgency = form("addAgency", {
	texts: "agencies",
	questions,
	submit: (actor, answers, now, draft) => agencies.add(actor, answers, now, draft),
	done: views.kept,
	title: ({ fa }) => fa,
	over: ["notAllowed"],
});

const changeAgency = form("changeAgency", {
	texts: "agencies",
	questions,
	submit: (actor, answers, now, { subject }) => agencies.change(actor, subject, answers, now),
	done: views.kept,
	title: ({ fa }) => fa,
	over: ["notAllowed", "notFound"],
});

export const agenciesFeature: Feature = {
	forms: [addAgency, changeAgency],
	presses: {
		"agency.list": (ctx, page = "1") => showList(ctx, Math.max(1, Math.trunc(Number(page)) || 1)),
		"agency.open": showCard,
		"agency.add": async (ctx) => {
			if (!may(ctx.actor, "agencies.change")) return await showNoAccess(ctx);
			await ctx.begin(addAgency);
		},
		"agency.change": about(async (ctx, { agency }) => {
			const { name, dimensions, neighbourhoodIds, phone: number } = agency;
			await ctx.begin(changeAgency, {
				subject: agency.id,
				answers: {
					...name,
					dimensions,
					...(neighbourhoodIds.length > 0 ? { neighbourhoods: neighbourhoodIds } : {}),
					...(number === undefined ? {} : { phone: number }),
				},
			});
		}),
		"agency.retire": about(async (ctx, { agency }) => {
			await ctx.show(views.retireAsk(agency, ctx.t));
		}),
		"agency.retireYes": async (ctx, id = "") => {
			const result = await agencies.retire(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await refused(ctx, result.reason);
			await ctx.toast(ctx.t.plain("agencies.toast.retired"));
			await showCard(ctx, id);
		},
		"agency.restore": async (ctx, id = "") => {
			const result = await agencies.restore(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await refused(ctx, result.reason);
			await ctx.toast(ctx.t.plain("agencies.toast.restored"));
			await showCard(ctx, id);
		},
		"agency.liaison": aboutLiaison(async (ctx, shown) => {
			await ctx.show(views.liaison(shown, ctx.t));
		}),
		"agency.dismiss": aboutLiaison(async (ctx, shown) => {
			await ctx.show(shown.liaison.until ? views.liaison(shown, ctx.t) : views.dismissAsk(shown, ctx.t));
		}),
		"agency.dismissYes": async (ctx, id = "") => {
			const result = await agencies.dismiss(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await refused(ctx, result.reason);
			await ctx.toast(ctx.t.plain("agencies.toast.dismissed"));
			await showCard(ctx, result.value.agency.id);
		},
	},
};

async function showList(ctx: BotContext, page: number): Promise<void> {
	await pauseForm(ctx);
	const found = await agencies.page(actorOf(ctx), page, PAGE);
	if (found.ok) await ctx.show(views.list(found.value, ctx.t));
	else await showNoAccess(ctx);
}

async function showCard(ctx: BotContext, id = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await agencies.open(actorOf(ctx), id);
	if (found.ok) await ctx.show(views.card(found.value, ctx.t));
	else await refused(ctx, found.reason);
}

/** What is gone, or was never there, is said to be so. */
async function refused(ctx: BotContext, reason: string): Promise<void> {
	if (reason === "notAllowed") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.plain("agencies.refusal.notFound"), { alert: true });
}

/** For a button of those who keep the agencies. */
function about(act: (ctx: BotContext, card: agencies.AgencyCard) => Promise<void>): PressHandler {
	return async (ctx, id = "") => {
		const found = await agencies.open(actorOf(ctx), id);
		if (!found.ok) await refused(ctx, found.reason);
		else if (found.value.mayChange) await act(ctx, found.value);
		else await showNoAccess(ctx);
	};
}

function aboutLiaison(act: (ctx: BotContext, shown: agencies.LiaisonShown) => Promise<void>): PressHandler {
	return async (ctx, id = "") => {
		const found = await agencies.seeLiaison(actorOf(ctx), id);
		if (found.ok) await act(ctx, found.value);
		else await refused(ctx, found.reason);
	};
}
