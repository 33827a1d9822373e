/** What a person did, read out of Telegram's update: a text, a tap, a photo … or something no question asks for. */
import { formatted } from "../../texts/formatted.ts";
import { readPress } from "../../texts/message.ts";
import type { BotContext } from "../context.ts";
import { FORM_PRESS } from "./asking.ts";
import type { Input } from "./question.ts";

/** Kinds of messages that are no answer to anything but deserve a word. */
const OTHER = {
	sticker: "sticker",
	poll: "poll",
	video: "video",
	video_note: "video",
	animation: "video",
	audio: "audio",
	dice: "other",
	game: "other",
	story: "other",
	paid_media: "other",
	checklist: "other",
} as const;

export type Said =
	| { how: "pressed"; stamp: string; input: Input & { kind: "press" }; messageId: number | undefined }
	/** `replyTo`: the message of ours that it replies to. */
	| { how: "sent"; input: Input; messageId: number; replyTo?: number }
	| { how: "edited" };

/** Undefined for what a form has no ear for: commands, other buttons, service messages, groups. */
export function readSaid(ctx: BotContext): Said | undefined {
	if (ctx.chat?.type !== "private") return undefined;
	if (ctx.callbackQuery?.data !== undefined) {
		const { name, about } = readPress(ctx.callbackQuery.data);
		if (name !== FORM_PRESS) return undefined;
		const [stamp = "", action = "", ...rest] = about;
		const input = { kind: "press" as const, action, about: rest };
		return { how: "pressed", stamp, input, messageId: ctx.callbackQuery.message?.message_id };
	}
	if (ctx.editedMessage) return { how: "edited" };
	if (!ctx.message || isCommand(ctx)) return undefined;
	const input = readMessage(ctx);
	if (!input) return undefined;
	const { message_id: messageId, reply_to_message: reply } = ctx.message;
	const replyTo = reply?.from?.id === ctx.me.id ? { replyTo: reply.message_id } : {};
	return { how: "sent", input, messageId, ...replyTo };
}

function isCommand(ctx: BotContext): boolean {
	return ctx.message?.entities?.some((entity) => entity.type === "bot_command" && entity.offset === 0) ?? false;
}

function readMessage(ctx: BotContext): Input | undefined {
	const { message, from } = ctx;
	if (!message) return undefined;
	const album = message.media_group_id === undefined ? {} : { album: message.media_group_id };
	if (message.text !== undefined) {
		const html = message.entities ? { html: formatted(message.text, message.entities) } : {};
		return { kind: "text", text: message.text, ...html };
	}
	const caption =
		message.caption === undefined
			? {}
			: { caption: { text: message.caption, html: formatted(message.caption, message.caption_entities ?? []) } };
	if (message.contact) {
		const own = message.contact.user_id === from?.id && message.forward_origin === undefined;
		return { kind: "contact", phone: message.contact.phone_number, own };
	}
	if (message.location) {
		const { latitude, longitude } = message.location;
		return { kind: "place", latitude, longitude };
	}
	const photo = message.photo?.at(-1);
	if (photo) return { kind: "photo", fileId: photo.file_id, uniqueId: photo.file_unique_id, ...album, ...caption };
	if (message.voice) {
		const { file_id: fileId, file_unique_id: uniqueId, duration: seconds } = message.voice;
		return { kind: "voice", fileId, uniqueId, seconds };
	}
	const other = Object.entries(OTHER).find(([field]) => field in message);
	if (other) return { kind: "other", what: other[1], ...album };
	if (message.document) {
		const { file_id: fileId, file_unique_id: uniqueId, file_name, mime_type, file_size } = message.document;
		const file = { name: file_name ?? "", mime: mime_type ?? "", bytes: file_size ?? 0 };
		return { kind: "file", fileId, uniqueId, ...file, ...album, ...caption };
	}
	return undefined;
}
