/** The menu of one chat: the commands Telegram offers there. */
import type { Api } from "grammy";

export async function setMenu(
	api: Api,
	chatId: number,
	commands: { command: string; description: string }[],
): Promise<void> {
	await api.setMyCommands(commands, { scope: { type: "chat", chat_id: chatId } });
}
