/** The bot, from an update to what is done about it: the middleware in its order, numbered, top to bottom. */
import { type Api, Composer, Context } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import type { Draft } from "../domain/draft.ts";
import type { Actor } from "../domain/person.ts";
import { lost, moved, renamed } from "../services/groups.ts";
import { markReachable, markUnreachable } from "../services/people.ts";
import { classify } from "../telegram/errors.ts";
import type { T } from "../texts/index.ts";
import { languageOf } from "../texts/languages.ts";
import { type Button, type Message, press, readPress } from "../texts/message.ts";
import { createActing } from "./acting.ts";
import { isOpenToBarred, showBarred } from "./barred.ts";
import { syncCommands } from "./commands.ts";
import type { BotContext, BotDeps, Feature, Handler, PressHandler } from "./context.ts";
import { askToLink } from "./features/committees/index.ts";
import { appeal, features, home, welcome } from "./features/index.ts";
import {
	askAgain,
	beginForm,
	conversationPlugin,
	FORM_PRESS,
	formPresses,
	formTalk,
	pauseForm,
	remindOf,
	unfinishedForms,
} from "./form/index.ts";
import type { Session } from "./session.ts";
import { giveVoice } from "./speech.ts";

/** A session of somebody who has not agreed to be remembered is dropped after this long. */
const STRANGER_MS = 48 * 3600_000;

export interface Bot {
	/** Does what one update asks for; the session is changed in place, to be stored by whoever opened it. */
	handle(update: Update, session: Session, how?: { again?: boolean }): Promise<void>;
	/** What somebody is told who left a form days ago. */
	remindOf(draft: Draft, world: { actor: Actor; now: Date; t: T }): Promise<Message | undefined>;
}

export function createBot(deps: BotDeps, api: Api, me: UserFromGetMe): Bot {
	const commands = table<Handler>((feature) => feature.commands);
	const presses = table<PressHandler>((feature) => feature.presses);
	for (const [name, handler] of Object.entries(formPresses)) presses.set(name, handler);
	const forStrangers = new Set(features.flatMap((feature) => feature.strangers ?? []));
	const forms = features.flatMap((feature) => feature.forms ?? []);

	const composer = new Composer<BotContext>();
	// 1. A person who blocks the bot, or comes back.
	composer.on("my_chat_member", comesOrGoes);
	// 2. In a group Dabir takes "/link", says where it can be talked to when it is addressed, and is silent otherwise.
	const spoken = composer.chatType("private");
	const inGroup = composer.chatType(["group", "supergroup"]);
	inGroup.on("message:migrate_to_chat_id", (ctx) => moved(ctx.chat.id, ctx.message.migrate_to_chat_id));
	inGroup.on("message:new_chat_title", (ctx) => renamed(ctx.chat.id, ctx.message.new_chat_title));
	inGroup.on("message::bot_command", async (ctx) => {
		if (nameOf(ctx) === "/link") return await askToLink(ctx);
		if (!(ctx.message.text ?? "").toLowerCase().includes(`@${me.username.toLowerCase()}`)) return;
		await ctx.show({
			text: ctx.t("bot.privateOnly"),
			buttons: [[{ label: ctx.t.plain("bot.openPrivate"), url: `https://t.me/${me.username}` }]],
		});
	});
	// 3. Who has not agreed to be remembered is asked first, whatever they say.
	spoken.use(async (ctx, next) => {
		if (ctx.actor || forStrangers.has(nameOf(ctx))) return await next();
		await welcome(ctx);
	});
	// Who is barred may only appeal, and see or delete what is kept about them.
	spoken.use(async (ctx, next) => {
		if (!ctx.actor?.person.barred || isOpenToBarred(nameOf(ctx))) return await next();
		if (ctx.message && nameOf(ctx) === "") return await appeal(ctx);
		await showBarred(ctx);
	});
	// 4. The state of the conversation, read from and written to the session.
	spoken.use(conversationPlugin());
	// 5. Commands and buttons come before the talk, so that none of them is ever taken as an answer.
	spoken.on("message::bot_command", async (ctx, next) => {
		const name = nameOf(ctx);
		const handler = commands.get(name.slice(1));
		if (!handler) return name === "" ? await next() : await unknownCommand(ctx);
		delete ctx.session.looking?.typed;
		await handler(ctx);
	});
	spoken.on("callback_query:data", async (ctx, next) => {
		const { name, about } = readPress(ctx.callbackQuery.data);
		const handler = presses.get(name);
		delete ctx.session.looking?.typed;
		if (handler) return await handler(ctx, ...about);
		if (name === FORM_PRESS) return await next();
		await stale(ctx);
	});
	// 6. The form that is being filled in.
	spoken.use(formTalk(forms));
	// 7. A plain sentence, a voice message or a picture outside a form.
	spoken.on("message", async (ctx) => {
		for (const feature of features) if (await feature.message?.(ctx)) return;
	});
	// 8. A button of a question that is no longer asked.
	spoken.on("callback_query", stale);
	const run = composer.middleware();

	const acting = createActing();

	return {
		remindOf: (draft, world) => remindOf(forms, draft, world),
		async handle(update, session, { again = false } = {}) {
			const ctx = new Context(update, api, me) as BotContext;
			ctx.forms = forms;
			ctx.again = again;
			const voice = await equip(ctx, deps, session, acting);
			try {
				await run(ctx, async () => undefined);
				await voice.over();
				if (ctx.chat?.type === "private") await syncCommands(ctx);
			} catch (error) {
				if (!isGone(error)) throw error;
				deps.log.info(
					{ updateId: update.update_id },
					"an answer found nobody: the chat has blocked the bot or is gone",
				);
				if (ctx.actor) await markUnreachable(ctx.actor, ctx.now);
			}
			if (ctx.actor) delete session.strangerUntil;
			else session.strangerUntil = new Date(deps.clock.now().getTime() + STRANGER_MS);
		},
	};
}

/** Telegram refuses to bring anything to this chat; to try the update again would change nothing. */
function isGone(error: unknown): boolean {
	return ["blocked", "removed", "chatNotFound"].includes(classify(error).reason);
}

/** Hands the context everything a handler needs. */
async function equip(
	ctx: BotContext,
	deps: BotDeps,
	session: Session,
	acting: ReturnType<typeof createActing>,
): Promise<{ over(): Promise<void> }> {
	ctx.deps = deps;
	ctx.session = session;
	ctx.now = deps.clock.now();
	ctx.actor = await acting(ctx);
	const language = ctx.actor?.person.language ?? session.language ?? languageOf(ctx.from?.language_code);
	ctx.t = deps.texts.in(language);
	ctx.begin = (form, how) => beginForm(ctx, form, how);
	ctx.goHome = (how) => home(ctx, how);
	if (ctx.actor?.person.unreachableSince && !ctx.myChatMember) await markReachable(ctx.actor);
	return giveVoice(ctx);
}

async function comesOrGoes(ctx: BotContext): Promise<void> {
	const now = ctx.myChatMember?.new_chat_member.status;
	if (ctx.chat && ctx.chat.type !== "private" && (now === "kicked" || now === "left")) await lost(ctx.chat.id, ctx.now);
	if (ctx.chat?.type !== "private" || !ctx.actor) return;
	if (now === "kicked") await markUnreachable(ctx.actor, ctx.now);
	else await markReachable(ctx.actor);
}

/** A command there is none of: said so, with the ways that there are. */
async function unknownCommand(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const help: Button = { label: ctx.t.plain("home.button.help"), press: press("help") };
	const home: Button = { label: ctx.t.plain("home.button.home"), press: press("home.open") };
	await ctx.show({ text: ctx.t("bot.unknownCommand"), buttons: [...unfinishedForms(ctx), [help, home]] });
}

async function stale(ctx: BotContext): Promise<void> {
	await ctx.toast(ctx.t.plain("bot.stale"));
	if (!(await askAgain(ctx))) await ctx.goHome();
}

/** "/command" or the name of the press, as a feature declares them. */
function nameOf(ctx: BotContext): string {
	if (ctx.callbackQuery?.data !== undefined) return readPress(ctx.callbackQuery.data).name;
	const [entity] = ctx.message?.entities ?? [];
	if (entity?.type !== "bot_command" || entity.offset !== 0) return "";
	const [name = "", addressee] = (ctx.message?.text ?? "").slice(0, entity.length).split("@");
	return addressee === undefined || addressee.toLowerCase() === ctx.me.username.toLowerCase() ? name.toLowerCase() : "";
}

function table<H>(of: (feature: Feature) => Record<string, H> | undefined): Map<string, H> {
	const handlers = new Map<string, H>();
	for (const feature of features) {
		for (const [name, handler] of Object.entries(of(feature) ?? {})) {
			if (handlers.has(name)) throw new Error(`two features answer to "${name}"`);
			handlers.set(name, handler);
		}
	}
	return handlers;
}
