/** The register of people: coordinators find somebody, see what they are, bar them or lift a bar; admins appoint and dismiss. */
import { ALL_PEOPLE, PEOPLE_GROUPS, type PeopleFilter } from "../../../domain/peopleRegister.ts";
import { may } from "../../../domain/permissions.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import { stampOf } from "../../../kit/stamp.ts";
import * as register from "../../../services/peopleRegister.ts";
import * as views from "../../../views/peopleList.ts";
import { type BotContext, type Feature, payloadOf } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import type { Place } from "../../session.ts";
import { barPerson } from "./bar.ts";

/** Longer is no search. */
const MOST_TYPED = 120;
const FIRST: Place = { from: {}, page: 1 };

export const people: Feature = {
	forms: [barPerson],
	commands: {
		async people(ctx) {
			const words = cleanText(payloadOf(ctx)).slice(0, MOST_TYPED);
			await showList(ctx, words === "" ? ALL_PEOPLE : { ...ALL_PEOPLE, words });
		},
	},
	presses: {
		"people.begin": (ctx) => showList(ctx, ALL_PEOPLE),
		"people.list": (ctx) => showList(ctx, filterOf(ctx), ctx.session.looking?.people ?? FIRST),
		"people.turn": async (ctx, way = "", edge = "", page = "1", stamp = "") => {
			if (stamp !== stampOf({ ...filterOf(ctx) })) return await showListInstead(ctx);
			const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
			await showList(ctx, filterOf(ctx), { from, page: Math.max(1, Math.trunc(Number(page)) || 1) });
		},
		"people.group": async (ctx, name) => {
			const group = PEOPLE_GROUPS.find((one) => one === name) ?? "all";
			await showList(ctx, { group });
		},
		"people.of": (ctx, organizationId = "") => showList(ctx, { ...ALL_PEOPLE, organizationId }),
		"people.open": showCard,
		"people.bar": async (ctx, id = "") => {
			const found = await register.open(actorOf(ctx), id, ctx.now);
			if (!found.ok || !may(actorOf(ctx), "person.bar", found.value.person)) return await showNoAccess(ctx);
			const { person } = found.value;
			if (person.barred || person.roles.length > 0) await ctx.show(views.card(found.value, ctx.t));
			else await ctx.begin(barPerson, { subject: person.id });
		},
		"people.unbar": async (ctx, id = "") => {
			const found = await register.open(actorOf(ctx), id, ctx.now);
			if (!found.ok || !may(actorOf(ctx), "person.bar", found.value.person)) return await showNoAccess(ctx);
			if (found.value.person.barred) await ctx.show(views.unbarAsk(found.value.person, ctx.t));
			else await ctx.show(views.card(found.value, ctx.t));
		},
		"people.unbarYes": async (ctx, id = "") => {
			const result = await register.unbar(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await showNoAccess(ctx);
			await ctx.toast(ctx.t.plain("people.toast.unbarred"));
			await showCard(ctx, id);
		},
	},
	/** A name or number typed while the register is open is looked up in it. */
	async message(ctx) {
		const typed = cleanText(ctx.message?.text ?? "").slice(0, MOST_TYPED);
		if (typed === "" || ctx.session.looking?.typed !== "people" || !may(ctx.actor, "person.find")) return false;
		await showList(ctx, { ...ALL_PEOPLE, words: typed });
		return true;
	},
};

/** What is asked for now. */
function filterOf(ctx: BotContext): PeopleFilter {
	return ctx.session.looking?.people?.filter ?? ALL_PEOPLE;
}

async function showList(ctx: BotContext, filter: PeopleFilter, { from, page }: Place = FIRST): Promise<void> {
	await pauseForm(ctx);
	const found = await register.list(actorOf(ctx), filter, from);
	if (!found.ok) return await showNoAccess(ctx);
	// A page that has emptied meanwhile: from the beginning.
	if (found.value.list.length === 0 && page > 1) return await showList(ctx, filter);
	const hasMore = from.before === undefined ? found.value.hasMore : true;
	const first = from.before !== undefined && !found.value.hasMore ? 1 : page;
	ctx.session.looking = { ...ctx.session.looking, people: { filter, from, page: first }, typed: "people" };
	await ctx.show(views.list({ ...found.value, hasMore, filter, page: first }, ctx.t));
}

/** For a turn of a list that something else has been asked for since. */
async function showListInstead(ctx: BotContext): Promise<void> {
	await ctx.toast(ctx.t.plain("bot.stale"));
	await showList(ctx, filterOf(ctx), ctx.session.looking?.people ?? FIRST);
}

async function showCard(ctx: BotContext, id = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await register.open(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(views.card(found.value, ctx.t));
	else await showNoAccess(ctx);
}
