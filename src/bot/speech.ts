/** How a handler answers whoever just spoke: a tap changes its message in place, anything else gets a new one. */
import type { Api } from "grammy";
import { classify } from "../telegram/errors.ts";
import { editMessage, sendMessage } from "../telegram/send.ts";
import type { Message } from "../texts/message.ts";
import type { BotContext } from "./context.ts";

/** A tap is answered empty after this long, so that the button stops spinning. */
const SPIN_MS = 1_000;
/** Telegram shows a chat action for five seconds; it is said anew while something lasts. */
const BUSY_MS = 1_500;

/** Gives the context its voice; resolves `over` when the tap has been answered one way or another. */
export function giveVoice(ctx: BotContext): { over(): Promise<void> } {
	const tap = ctx.callbackQuery;
	let toEdit = tap?.message?.message_id;
	let answered = tap === undefined;

	async function answer(text?: string, alert?: boolean): Promise<void> {
		if (answered) return;
		answered = true;
		try {
			await ctx.api.answerCallbackQuery(tap?.id ?? "", text === undefined ? {} : { text, show_alert: alert ?? false });
		} catch (error) {
			if (classify(error).class !== "rejected") throw error;
		}
	}

	// What takes longer shows that something is being done.
	const busy = ctx.chat?.type === "private" ? setInterval(() => void showBusy(ctx), BUSY_MS) : undefined;
	const spin = tap && setTimeout(() => void answer().catch(() => undefined), SPIN_MS);

	ctx.show = async (message, how) => {
		const chatId = ctx.chat?.id;
		if (chatId === undefined) throw new Error("there is no chat to show a message in");
		const at = how?.fresh ? undefined : (how?.at ?? toEdit);
		if (at === undefined) return await sendMessage(ctx.api, chatId, message);
		const isPicture = at === toEdit && tap?.message !== undefined && !("text" in tap.message);
		if (at === toEdit) toEdit = undefined;
		return await showInPlace(ctx.api, chatId, at, message, isPicture);
	};
	ctx.toast = (text, how) => answer(text, how?.alert);

	return {
		async over() {
			clearTimeout(spin);
			clearInterval(busy);
			await answer();
		},
	};
}

/** "typing …" above the chat; that it could not be shown matters to nobody. */
async function showBusy(ctx: BotContext): Promise<void> {
	if (ctx.chat) await ctx.api.sendChatAction(ctx.chat.id, "typing").catch(() => undefined);
}

/** Edits the message; one that cannot be edited (too old, a picture, deleted) is followed by a new one and loses its buttons. */
async function showInPlace(
	api: Api,
	chatId: number,
	messageId: number,
	message: Message,
	isPicture: boolean,
): Promise<number> {
	if (!isPicture && message.request === undefined && message.file === undefined && !message.requestOver) {
		try {
			await editMessage(api, chatId, messageId, message);
			return messageId;
		} catch (error) {
			if (classify(error).reason !== "notEditable") throw error;
		}
	}
	await dropButtons(api, chatId, messageId);
	return await sendMessage(api, chatId, message);
}

/** Takes the buttons off a message that has been dealt with; that it is gone already does no harm. */
export async function dropButtons(api: Api, chatId: number, messageId: number): Promise<void> {
	try {
		await api.editMessageReplyMarkup(chatId, messageId);
	} catch (error) {
		if (classify(error).class !== "rejected") throw error;
	}
}
