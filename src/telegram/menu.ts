/** The menu of one chat: the commands Telegram offers there. */
import type { Api } from "grammy";
import { classify } from "./errors.ts";

export async function setMenu(
	api: Api,
	chatId: number,
	commands: { command: string; description: string }[],
): Promise<void> {
	await api.setMyCommands(commands, { scope: { type: "chat", chat_id: chatId } });
}

/** The chat has no list of its own any more; that it is gone already does no harm. */
export async function clearMenu(api: Api, chatId: number): Promise<void> {
	try {
		await api.deleteMyCommands({ scope: { type: "chat", chat_id: chatId } });
	} catch (error) {
		if (classify(error).class !== "rejected") throw error;
	}
}
