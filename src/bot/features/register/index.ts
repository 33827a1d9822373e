/** The register of organizations: coordinators look through it, open one, reach it, suspend it, restore it. */

import { may } from "../../../domain/permissions.ts";
import { type RegisterFilter, WHOLE_REGISTER } from "../../../domain/register.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import { stampOf } from "../../../kit/stamp.ts";
import { neighbourhoodNames } from "../../../services/cards.ts";
import * as organizations from "../../../services/organizations/index.ts";
import * as services from "../../../services/register.ts";
import { details } from "../../../views/organization.ts";
import * as views from "../../../views/register.ts";
import { type BotContext, type Feature, type PressHandler, payloadOf } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import type { Place } from "../../session.ts";
import { filterOf, showFilters, showNeighbourhoods, showOptions, withChoice } from "./filters.ts";
import { suspendOrganization } from "./suspend.ts";

/** Longer is no search. */
const MOST_TYPED = 120;
const FIRST: Place = { from: {}, page: 1 };

export const register: Feature = {
	forms: [suspendOrganization],
	commands: {
		async organizations(ctx) {
			const words = cleanText(payloadOf(ctx)).slice(0, MOST_TYPED);
			await showList(ctx, words === "" ? WHOLE_REGISTER : withWords(WHOLE_REGISTER, words));
		},
	},
	presses: {
		"register.begin": (ctx) => showList(ctx, WHOLE_REGISTER),
		"register.list": (ctx) => showList(ctx, filterOf(ctx), ctx.session.looking?.organizations ?? FIRST),
		"register.turn": async (ctx, way = "", edge = "", page = "1", stamp = "") => {
			if (stamp !== stampOf({ ...filterOf(ctx) })) return await showListInstead(ctx);
			const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
			await showList(ctx, filterOf(ctx), { from, page: Math.max(1, Math.trunc(Number(page)) || 1) });
		},
		"register.filters": async (ctx) => {
			await pauseForm(ctx);
			await showFilters(ctx);
		},
		"register.filter": showOptions,
		"register.set": async (ctx, dimension = "", value = "") =>
			await showList(ctx, await withChoice(filterOf(ctx), dimension, value)),
		"register.clear": async (ctx, what) => {
			const { words: _, ...others } = filterOf(ctx);
			await showList(ctx, what === "words" ? others : WHOLE_REGISTER);
		},
		"register.open": showCard,
		"register.details": async (ctx, id = "") => {
			if (!may(actorOf(ctx), "register.see")) return await showNoAccess(ctx);
			const found = await organizations.seePersonal(actorOf(ctx), id, "details", ctx.now);
			if (!found.ok) return await showNoAccess(ctx);
			const organization = found.value;
			const back = views.backToCard(id, ctx.t);
			await ctx.show(
				details({ organization, neighbourhoods: await neighbourhoodNames(organization), now: ctx.now, back }, ctx.t),
			);
		},
		"register.contact": async (ctx, id = "") => {
			const found = await services.contact(actorOf(ctx), id, ctx.now);
			if (found.ok) await ctx.show(views.contact(found.value, ctx.t));
			else await showNoAccess(ctx);
		},
		"register.history": async (ctx, id = "") => {
			const found = await services.history(actorOf(ctx), id);
			if (found.ok) await ctx.show(views.history(found.value, ctx.t));
			else await showNoAccess(ctx);
		},
		"register.suspend": ifMaySuspend("approved", async (ctx, id) => {
			await ctx.begin(suspendOrganization, { subject: id });
		}),
		"register.restore": ifMaySuspend("suspended", async (ctx, _id, card) => {
			await ctx.show(views.restoreAsk(card.organization, ctx.t));
		}),
		"register.restoreYes": async (ctx, id = "") => {
			const result = await services.restore(actorOf(ctx), id, ctx.now);
			if (!result.ok && result.reason === "notAllowed") return await showNoAccess(ctx);
			const said = result.ok ? "restored" : result.reason;
			await ctx.toast(ctx.t.dynamicPlain(`register.toast.${said}`), { alert: !result.ok });
			await showCard(ctx, id);
		},
	},
	/** A word typed while the register is open is looked up in it. */
	async message(ctx) {
		const typed = cleanText(ctx.message?.text ?? "").slice(0, MOST_TYPED);
		const where = ctx.session.looking?.typed;
		if (typed === "" || !may(ctx.actor, "register.see")) return false;
		if (where === "organizations") await showList(ctx, withWords(filterOf(ctx), typed));
		else if (where === "neighbourhoods") await showNeighbourhoods(ctx, typed);
		else return false;
		return true;
	},
};

/** Somebody who types a name looks for it in every state, unless they asked for one. */
function withWords(filter: RegisterFilter, words: string): RegisterFilter {
	return { ...filter, words, states: filter.states === "registered" ? "all" : filter.states };
}

async function showList(ctx: BotContext, filter: RegisterFilter, { from, page }: Place = FIRST): Promise<void> {
	await pauseForm(ctx);
	const found = await services.list(actorOf(ctx), filter, from, ctx.now);
	if (!found.ok) return await showNoAccess(ctx);
	// A page that has emptied meanwhile: from the beginning.
	if (found.value.list.length === 0 && page > 1) return await showList(ctx, filter);
	const hasMore = from.before === undefined ? found.value.hasMore : true;
	const first = from.before !== undefined && !found.value.hasMore ? 1 : page;
	ctx.session.looking = {
		...ctx.session.looking,
		organizations: { filter, from, page: first },
		typed: "organizations",
	};
	await ctx.show(views.list({ ...found.value, hasMore, filter, page: first, now: ctx.now }, ctx.t));
}

/** For a turn of a list that something else has been asked for since. */
async function showListInstead(ctx: BotContext): Promise<void> {
	await ctx.toast(ctx.t.plain("bot.stale"));
	await showList(ctx, filterOf(ctx), ctx.session.looking?.organizations ?? FIRST);
}

async function showCard(ctx: BotContext, id = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await services.open(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(views.card(found.value, ctx.t));
	else await showNoAccess(ctx);
}

/** For a decision's button; when somebody decided meanwhile, the organization as it stands. */
function ifMaySuspend(
	state: "approved" | "suspended",
	act: (ctx: BotContext, id: string, card: services.RegisterCard) => Promise<void>,
): PressHandler {
	return async (ctx, id = "") => {
		const found = await services.open(actorOf(ctx), id, ctx.now);
		if (!found.ok || !may(actorOf(ctx), "organization.suspend", found.value.organization))
			return await showNoAccess(ctx);
		if (found.value.organization.state === state) return await act(ctx, id, found.value);
		await ctx.toast(ctx.t.plain("register.toast.alreadyDone"), { alert: true });
		await ctx.show(views.card(found.value, ctx.t));
	};
}
