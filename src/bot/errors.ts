/** When an update could not be handled: the person is told in one sentence, with the id that is also in the log. */
import type { Api } from "grammy";
import type { Update } from "grammy/types";
import { languageOf } from "../texts/languages.ts";
import type { Texts } from "../texts/index.ts";
import { sendMessage } from "../telegram/send.ts";

/** Says sorry in the language of whoever sent the update; nothing is said where nobody would read it. */
export async function apologise(api: Api, texts: Texts, update: Update, errorId: string, language?: "fa" | "en"): Promise<void> {
	const from = update.message?.from ?? update.callback_query?.from;
	const chat = update.message?.chat ?? update.callback_query?.message?.chat;
	if (!from || chat?.type !== "private") return;
	const t = texts.in(language ?? languageOf(from.language_code));
	await sendMessage(api, chat.id, { text: t("bot.failed", { errorId }) });
}
