/** How the admins are told of trouble in the bot itself. */
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";

export function setAside({ errorId }: { errorId: string }, t: T): Message {
	return { text: t("bot.setAside", { errorId }) };
}
