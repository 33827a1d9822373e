/** Files that people sent, given back by Telegram's id, or uploaded again when Telegram does not know the id any more. */
import { type Api, GrammyError } from "grammy";
import type { Message } from "../texts/message.ts";
import { sendWhole } from "./send.ts";

/** Telegram's words for an id that is of another bot, too old, or none. */
const UNKNOWN = /wrong (remote )?file[ _]?id|wrong file identifier|invalid file_id|file reference expired/i;

export function isUnknownFile(error: unknown): boolean {
	return error instanceof GrammyError && error.error_code === 400 && UNKNOWN.test(error.description);
}

/** Sends a message whose file is our own content. Resolves to the id Telegram gave it. */
export async function sendAgain(api: Api, chatId: number, message: Message): Promise<string | undefined> {
	const { document, photo } = await sendWhole(api, chatId, message);
	return document?.file_id ?? photo?.at(-1)?.file_id;
}
