/** The first minute: who Dabir is, whether one may be remembered, the home screen, help and privacy. */
import { hasRole } from "../../../domain/person.ts";
import { comeBack, consent } from "../../../services/people.ts";
import * as views from "../../../views/onboarding.ts";
import { type BotContext, type Feature, payloadOf } from "../../context.ts";
import { cancelForm, pauseForm, unfinishedForms } from "../../form/index.ts";

/** A payload that fits on every button; a longer one was made up. */
const carried = (payload = "") => (PAYLOAD.test(payload) ? payload : "");

/** Opens what a link's payload names; false when it is none of its own. */
export type PayloadHandler = (ctx: BotContext, payload: string) => Promise<boolean>;

/** Telegram allows 64 characters; what a button carries beside its name is less. */
const PAYLOAD = /^[A-Za-z0-9_-]{1,44}$/;

export function onboarding(payloads: PayloadHandler[]): Feature {
	async function openPayload(ctx: BotContext, payload: string): Promise<void> {
		for (const open of payloads) if (payload !== "" && (await open(ctx, payload))) return;
		await ctx.goHome();
	}

	return {
		commands: {
			async start(ctx) {
				const payload = payloadOf(ctx);
				if (!ctx.actor) {
					await ctx.show(views.welcome(ctx.t, carried(payload)));
					return;
				}
				await pauseForm(ctx);
				ctx.actor = await comeBack(ctx.actor, ctx.deps.config.adminIds, ctx.now);
				await openPayload(ctx, payload);
			},
			help: showHelp,
			privacy: showPrivacy,
			async cancel(ctx) {
				if (!(await cancelForm(ctx))) await ctx.goHome({ notice: ctx.t("form.nothingToCancel") });
			},
		},
		presses: {
			"consent.yes": async (ctx, payload = "") => {
				if (!ctx.from) return;
				if (!ctx.actor) {
					ctx.actor = await consent(
						{
							platform: "telegram",
							userId: ctx.from.id,
							language: ctx.t.language,
							adminIds: ctx.deps.config.adminIds,
						},
						ctx.now,
					);
				}
				await openPayload(ctx, payload);
			},
			"consent.no": async (ctx) => {
				if (ctx.actor) return await ctx.goHome();
				ctx.session.forgotten = true;
				await ctx.show(views.declined(ctx.t));
			},
			"consent.details": async (ctx, payload) => {
				await ctx.show(views.privacy(ctx.actor !== undefined, ctx.t, carried(payload)));
			},
			"consent.back": async (ctx, payload) => {
				if (ctx.actor) return await ctx.goHome();
				await ctx.show(views.welcome(ctx.t, carried(payload)));
			},
			"consent.language": async (ctx, language, payload) => {
				if (ctx.actor) return await ctx.goHome();
				ctx.session.language = language === "en" ? "en" : "fa";
				ctx.t = ctx.deps.texts.in(ctx.session.language);
				await ctx.show(views.welcome(ctx.t, carried(payload)));
			},
			"home.open": (ctx) => ctx.goHome(),
			help: showHelp,
			privacy: showPrivacy,
		},
		strangers: [
			"/start",
			"/help",
			"/privacy",
			"consent.yes",
			"consent.no",
			"consent.details",
			"consent.back",
			"consent.language",
		],
	};
}

async function showPrivacy(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	await ctx.show(views.privacy(ctx.actor !== undefined, ctx.t));
}

async function showHelp(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const staff = ctx.actor !== undefined && hasRole(ctx.actor, "coordinator");
	const unfinished = ctx.actor ? unfinishedForms(ctx) : [];
	await ctx.show(views.help({ known: ctx.actor !== undefined, staff, unfinished }, ctx.t));
}
