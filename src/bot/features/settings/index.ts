/** One's own settings: language, name and title, and being forgotten. */
import { forget, setLanguage } from "../../../services/people.ts";
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
		"settings.forget": async (ctx) => {
			await ctx.show(views.forgetAsk(ctx.t));
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
	await ctx.show(views.settings(actorOf(ctx).person, ctx.t));
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
