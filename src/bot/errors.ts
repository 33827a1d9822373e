/** When an update could not be handled: the person is told in one sentence, with the id that is also in the log. */
import type { Api } from "grammy";
import type { Update } from "grammy/types";
import { actorOf } from "../services/people.ts";
import { sendMessage } from "../telegram/send.ts";
import type { T, Texts } from "../texts/index.ts";
import { languageOf } from "../texts/languages.ts";

/** Says sorry in the language of whoever sent the update; nothing is said where nobody would read it. */
export async function apologise(api: Api, texts: Texts, update: Update, errorId: string): Promise<void> {
	await answer(api, texts, update, (t) => t("bot.failed", { errorId }));
}

/** Told once: what one sends faster than it can be read is set aside. */
export async function noticeFlood(api: Api, texts: Texts, update: Update): Promise<void> {
	await answer(api, texts, update, (t) => t("bot.flood"));
}

async function answer(api: Api, texts: Texts, update: Update, say: (t: T) => string): Promise<void> {
	const from = update.message?.from ?? update.callback_query?.from;
	const chat = update.message?.chat ?? update.callback_query?.message?.chat;
	if (!from || chat?.type !== "private") return;
	const actor = await actorOf("telegram", from.id);
	const t = texts.in(actor?.person.language ?? languageOf(from.language_code));
	await sendMessage(api, chat.id, { text: say(t) });
}
