/** The command lists Telegram shows, per language and role, and the bot's name and descriptions. */
import type { Api } from "grammy";
import type { Actor } from "../domain/person.ts";
import { hasRole } from "../domain/person.ts";
import type { T, Texts } from "../texts/index.ts";
import { LANGUAGE_CODES } from "../texts/languages.ts";
import type { BotContext } from "./context.ts";

/** A command is listed only once it works. */
const EVERYONE = ["start", "register", "help", "language", "settings", "cancel", "privacy"] as const;
const LISTS = {
	stranger: ["start", "help", "language", "privacy"],
	person: EVERYONE,
	member: ["organization", ...EVERYONE],
	coordinator: ["inbox", ...EVERYONE],
	admin: ["inbox", "admin", ...EVERYONE],
} as const;

type List = keyof typeof LISTS;

export function listOf(actor: Actor | undefined): List {
	if (!actor) return "stranger";
	if (actor.person.roles.includes("admin")) return "admin";
	if (hasRole(actor, "coordinator")) return "coordinator";
	return actor.memberships.length > 0 ? "member" : "person";
}

export function commandsOf(list: List, t: T): { command: string; description: string }[] {
	return LISTS[list].map((command) => ({ command, description: t.dynamicPlain(`bot.command.${command}`) }));
}

/** Shows the list that fits who one is and the language one reads; one call when it changed. */
export async function syncCommands(ctx: BotContext): Promise<void> {
	const list = listOf(ctx.actor);
	if (list === "stranger" || ctx.chat === undefined) return;
	const shown = `${ctx.t.language}:${list}`;
	if (ctx.session.commands === shown) return;
	await ctx.api.setMyCommands(commandsOf(list, ctx.t), { scope: { type: "chat", chat_id: ctx.chat.id } });
	ctx.session.commands = shown;
}

/** Tells Telegram, at start, what the bot is called and what a newcomer sees; only what differs, for these calls are few a day. */
export async function introduceBot(api: Api, texts: Texts): Promise<void> {
	const fallback = texts.in();
	for (const language of [undefined, ...LANGUAGE_CODES]) {
		const t = language ? texts.in(language) : fallback;
		const where = language ? { language_code: language } : {};
		const commands = commandsOf("stranger", t);
		if (JSON.stringify(await api.getMyCommands(where)) !== JSON.stringify(commands))
			await api.setMyCommands(commands, where);
		const name = t.plain("bot.name");
		if ((await api.getMyName(where)).name !== name) await api.setMyName(name, where);
		const description = t.plain("bot.description");
		if ((await api.getMyDescription(where)).description !== description) await api.setMyDescription(description, where);
		const short = t.plain("bot.shortDescription");
		if ((await api.getMyShortDescription(where)).short_description !== short)
			await api.setMyShortDescription(short, where);
	}
}
