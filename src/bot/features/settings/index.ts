/** One's own settings: language, name and title, the organization one acts for, what is muted, and being forgotten. */
import { mutableBy } from "../../../domain/mutes.ts";
import { ranksOf } from "../../../domain/permissions.ts";
import { actingFor } from "../../../domain/person.ts";
import { forget, whatIfForgotten } from "../../../services/forgetting.ts";
import { placesOf } from "../../../services/organizations/index.ts";
import { actFor, mute, setLanguage } from "../../../services/people.ts";
import * as views from "../../../views/settings.ts";
import type { BotContext, Feature } from "../../context.ts";
import { askAgain, pauseForm } from "../../form/index.ts";
import { actorOf } from "../../known.ts";
import { introduce } from "./introduce.ts";

export const settings: Feature = {
	forms: [introduce],
	commands: {
		settings: showSettings,
		language: chooseLanguage,
	},
	presses: {
		settings: showSettings,
		language: async (ctx, language) => {
			if (language === undefined) return await chooseLanguage(ctx);
			await speak(ctx, language === "en" ? "en" : "fa");
		},
		"settings.introduce": (ctx) => ctx.begin(introduce),
		"settings.actFor": showPlaces,
		"settings.actForOne": async (ctx, organizationId = "") => {
			const result = await actFor(actorOf(ctx), organizationId);
			if (!result.ok) return await showPlaces(ctx);
			ctx.actor = { ...actorOf(ctx), person: result.value };
			await ctx.toast(ctx.t.plain("settings.actFor.done"));
			await ctx.goHome();
		},
		"settings.mutes": showMutes,
		"settings.mute": async (ctx, group = "", how) => {
			const result = await mute(actorOf(ctx), group, how === "mute");
			if (result.ok) ctx.actor = { ...actorOf(ctx), person: result.value };
			await showMutes(ctx);
		},
		"settings.forget": async (ctx) => {
			const { leaderless } = await whatIfForgotten(actorOf(ctx));
			await ctx.show(views.forgetAsk(ctx.t, leaderless));
		},
		"settings.forgetYes": async (ctx) => {
			const result = ctx.actor && (await forget(ctx.actor, ctx.now));
			// Without an actor it is the second tap of a double one: forgotten they are.
			if (result && !result.ok) {
				await ctx.toast(ctx.t.dynamicPlain(`settings.refusal.${result.reason}`), { alert: true });
				return await showSettings(ctx);
			}
			ctx.session.forgotten = true;
			await ctx.show(views.forgotten(ctx.t));
		},
	},
	strangers: ["/language", "language", "settings.forgetYes"],
};

async function showSettings(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const actor = actorOf(ctx);
	const places = await placesOf(actor);
	const actsFor = places.length > 1 ? places.find(({ id }) => id === actingFor(actor)) : undefined;
	const muted = mutableBy(ranksOf(actor)).filter((group) => actor.person.muted?.includes(group)).length;
	const calendar = ctx.deps.config.webhook !== undefined;
	await ctx.show(views.settings({ person: actor.person, muted, calendar, ...(actsFor && { actsFor }) }, ctx.t));
}

async function showPlaces(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const actor = actorOf(ctx);
	const chosenId = actingFor(actor);
	const organizations = await placesOf(actor);
	await ctx.show(views.actFor({ organizations, ...(chosenId !== undefined && { chosenId }) }, ctx.t));
}

async function showMutes(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const actor = actorOf(ctx);
	await ctx.show(views.mutes({ groups: mutableBy(ranksOf(actor)), muted: actor.person.muted ?? [] }, ctx.t));
}

async function chooseLanguage(ctx: BotContext): Promise<void> {
	await ctx.show(views.languages(ctx.t));
}

/** Everything is said in this language from now on; an open question is asked again in it. */
async function speak(ctx: BotContext, language: "fa" | "en"): Promise<void> {
	ctx.t = ctx.deps.texts.in(language);
	if (!ctx.actor) {
		ctx.session.language = language;
		return await ctx.goHome();
	}
	const result = await setLanguage(ctx.actor, language);
	if (result.ok) ctx.actor = { ...ctx.actor, person: result.value };
	await ctx.toast(ctx.t.plain("settings.languageSet"));
	if (!(await askAgain(ctx))) await showSettings(ctx);
}
