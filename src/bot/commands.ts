/** Keeps what Telegram shows of the bot: its command lists, its name and its descriptions. */
import type { Api } from "grammy";
import { clearMenu, setMenu } from "../telegram/menu.ts";
import type { Texts } from "../texts/index.ts";
import { LANGUAGE_CODES } from "../texts/languages.ts";
import { commandsOf, listOf } from "../views/commands.ts";
import type { BotContext } from "./context.ts";

/** Shows the list that fits who one is and the language one reads; one call when it changed. Who was forgotten has none. */
export async function syncCommands(ctx: BotContext): Promise<void> {
	if (ctx.chat && ctx.session.forgotten) return await clearMenu(ctx.api, ctx.chat.id);
	const list = listOf(ctx.actor);
	if (list === "stranger" || ctx.chat === undefined) return;
	const shown = `${ctx.t.language}:${list}`;
	if (ctx.session.commands === shown) return;
	await setMenu(ctx.api, ctx.chat.id, commandsOf(list, ctx.t));
	ctx.session.commands = shown;
}

/** Tells Telegram, at start, what the bot is called and what a newcomer sees; only what differs, for these calls are few a day. */
export async function introduceBot(api: Api, texts: Texts): Promise<void> {
	const fallback = texts.in();
	const inGroups = { scope: { type: "all_group_chats" } } as const;
	const ofGroups = commandsOf("group", fallback);
	if (JSON.stringify(await api.getMyCommands(inGroups)) !== JSON.stringify(ofGroups))
		await api.setMyCommands(ofGroups, inGroups);
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
