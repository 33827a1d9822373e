/** A desk to try forms at: the engine alone, the strict local Bot API, one chat whose session is kept as the database would. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Api, Composer, Context } from "grammy";
import type { Update } from "grammy/types";
import { onTestFinished } from "vitest";
import { startBotApi } from "../../../scripts/playground/botApi/index.ts";
import type { BotContext, Handler } from "../../../src/bot/context.ts";
import {
	beginForm,
	cancelForm,
	conversationPlugin,
	type Form,
	formPresses,
	formTalk,
} from "../../../src/bot/form/index.ts";
import type { Session } from "../../../src/bot/session.ts";
import { giveVoice } from "../../../src/bot/speech.ts";
import type { Actor } from "../../../src/domain/person.ts";
import { createTexts, type Texts } from "../../../src/texts/index.ts";
import type { Language } from "../../../src/texts/languages.ts";
import { readPress } from "../../../src/texts/message.ts";
import { LOCALES_PATH } from "../../../src/texts/sources.ts";
import { trialTexts } from "./trial.ts";

/** سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۰:۰۰ in Tehran. */
export const TODAY = new Date("2026-11-24T06:30:00Z");

export const zahra: Actor = {
	person: {
		id: "zahra",
		platform: "telegram",
		userId: 1,
		language: "fa",
		roles: [],
		consentedAt: TODAY,
	},
	memberships: [],
	seats: [],
	agencyIds: [],
};

/** The engine's own texts, and those of the forms that are tried here. */
export function textsForTrial(): Texts {
	const folder = mkdtempSync(join(tmpdir(), "dabir-texts-"));
	for (const language of ["fa", "en"] as const) {
		mkdirSync(join(folder, language));
		for (const file of ["common", "bot", "form"]) {
			writeFileSync(join(folder, language, `${file}.json`), readFileSync(join(LOCALES_PATH, language, `${file}.json`)));
		}
		writeFileSync(join(folder, language, "trial.json"), JSON.stringify(trialTexts[language]));
	}
	const texts = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa", folder });
	rmSync(folder, { recursive: true });
	return texts;
}

export async function aDesk(forms: readonly Form[], commands: Record<string, Handler> = {}) {
	const botApi = await startBotApi({ now: () => TODAY });
	onTestFinished(() => botApi.stop());
	const api = new Api(botApi.token, { apiRoot: botApi.url });
	const me = await api.getMe();
	const client = botApi.person({ firstName: "زهرا", languageCode: "fa" });
	const texts = textsForTrial();
	const passedBy: string[] = [];
	let run = compose(forms);
	let session: Session = { id: `telegram:${client.id}`, drafts: {} };
	let offset = 0;

	function compose(theForms: readonly Form[]) {
		const composer = new Composer<BotContext>();
		composer.use(async (ctx, next) => {
			ctx.forms = theForms;
			await next();
		});
		composer.use(conversationPlugin());
		composer.on("message::bot_command", async (ctx, next) => {
			const [command = "", name = ""] = (ctx.message.text ?? "").slice(1).split(" ");
			const form = theForms.find((one) => one.name === name);
			if (command === "begin" && form) return await beginForm(ctx, form);
			if (command === "cancel") return void (await cancelForm(ctx));
			await (commands[command] ?? next)(ctx as never);
		});
		composer.on("callback_query:data", async (ctx, next) => {
			const { name, about } = readPress(ctx.callbackQuery.data);
			const handler = formPresses[name];
			return handler ? await handler(ctx, ...about) : await next();
		});
		composer.use(formTalk(theForms));
		composer.on("message", async (ctx) => void passedBy.push(ctx.message.text ?? "?"));
		composer.on("callback_query", async (ctx) => {
			await ctx.toast(ctx.t.plain("bot.stale"));
			await ctx.goHome();
		});
		return composer.middleware();
	}

	async function handle(update: Update): Promise<void> {
		// As the database keeps it: dates stay dates, everything else is JSON.
		const opened = structuredClone(session);
		if (opened.talk) opened.talk = JSON.parse(JSON.stringify(opened.talk));
		const ctx = new Context(update, api, me) as BotContext;
		ctx.session = opened;
		ctx.deps = { texts } as BotContext["deps"];
		ctx.actor = zahra;
		ctx.actsNow = async () => zahra;
		ctx.now = TODAY;
		ctx.again = false;
		ctx.t = texts.in(desk.language);
		ctx.goHome = async (how) => void (await ctx.show({ text: "خانه" }, how));
		const voice = giveVoice(ctx);
		await run(ctx, async () => undefined);
		await voice.over();
		session = opened;
	}

	const desk = {
		botApi,
		client,
		language: "fa" as Language,
		passedBy,
		/** The update that was handled last. */
		lastUpdate: undefined as Update | undefined,
		handle,
		get session() {
			return session;
		},
		set session(next: Session) {
			session = next;
		},
		/** Another version of the bot takes over. */
		deploys(theForms: readonly Form[]) {
			run = compose(theForms);
		},
		async settles() {
			for (;;) {
				const updates = await api.getUpdates({ offset, timeout: 0 });
				if (updates.length === 0) return;
				for (const update of updates) {
					offset = update.update_id + 1;
					desk.lastUpdate = update;
					await handle(update);
				}
			}
		},
		get screen() {
			return botApi.chat(client.id).messages.filter((message) => message.from === "bot");
		},
		/** Every text the bot has shown, also those that were changed in place since. */
		get said() {
			return botApi.ledger.accepted().map(({ parameters }) => String(parameters.text ?? ""));
		},
		get toast() {
			return botApi.chat(client.id).toast?.text;
		},
		/** The last thing the bot showed, with the labels of its buttons. */
		get sees() {
			const last = desk.screen.at(-1);
			if (!last) return "";
			const labels = last.inlineKeyboard.flat().map((button) => `[ ${button.text} ]`);
			return [last.text, ...labels].join("\n").replace(/[\u2068\u2069]/g, "");
		},
		/** Labels of every button that can be tapped in the chat. */
		get buttons() {
			return desk.screen.flatMap((message) => message.inlineKeyboard.flat().map((button) => button.text));
		},
		async sends(...lines: string[]) {
			for (const line of lines) {
				client.sends(line);
				await desk.settles();
			}
		},
		find(label: string) {
			for (const message of desk.screen.toReversed()) {
				const button = message.inlineKeyboard.flat().find((one) => one.text.includes(label));
				if (button && "callback_data" in button) return { messageId: message.messageId, data: button.callback_data };
			}
			throw new Error(`there is no button "${label}":\n${desk.sees}`);
		},
		async presses(...labels: string[]) {
			for (const label of labels) {
				const { messageId, data } = desk.find(label);
				client.taps(messageId, data);
				await desk.settles();
			}
		},
		async does(act: () => unknown) {
			act();
			await desk.settles();
		},
		/** What nothing may break: no call that Telegram would refuse, every tap answered. */
		get faults() {
			return [...botApi.violations, ...botApi.unansweredTaps()];
		},
	};
	client.start();
	await desk.settles();
	passedBy.length = 0;
	return desk;
}
