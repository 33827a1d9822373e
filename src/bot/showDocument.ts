/** A document of an organization given back to whoever may see it, wherever in the chat it is asked for. */
import * as documents from "../services/documents.ts";
import { isUnknownFile, sendAgain } from "../telegram/files.ts";
import type { Message } from "../texts/message.ts";
import * as views from "../views/document.ts";
import type { BotContext } from "./context.ts";
import { actorOf } from "./known.ts";

/** By Telegram's id; when Telegram does not know it any more, our own copy is sent, and called by its new id. */
export async function showDocument(ctx: BotContext, seen: documents.SeenDocument): Promise<void> {
	const shown = { ...seen, viewer: actorOf(ctx) };
	if (await showFile(ctx, views.document(shown, ctx.t))) return;
	const content = await documents.copyOf(seen.document);
	const chatId = ctx.chat?.id;
	if (content === undefined || chatId === undefined) {
		await ctx.show(views.lost(shown, ctx.t));
		return;
	}
	const fileId = await sendAgain(ctx.api, chatId, views.document(shown, ctx.t, content));
	if (fileId !== undefined) await documents.isNowCalled(seen.document, fileId);
}

/** A message with a file of Telegram's; false when Telegram does not know the file any more. */
export async function showFile(ctx: BotContext, message: Message): Promise<boolean> {
	try {
		await ctx.show(message, { fresh: true });
		return true;
	} catch (error) {
		if (isUnknownFile(error)) return false;
		throw error;
	}
}
