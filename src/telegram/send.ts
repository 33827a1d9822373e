/** How a Message becomes a Telegram message: its keyboard, its file, its text; sent, changed or taken away. */
import { type Api, InputFile } from "grammy";
import type {
	InlineKeyboardMarkup,
	ReplyKeyboardMarkup,
	ReplyKeyboardRemove,
	Message as TelegramMessage,
} from "grammy/types";
import { steadyLines } from "../texts/lines.ts";
import type { Button, Message, MessageFile } from "../texts/message.ts";
import { BUTTONS, BUTTONS_A_ROW, CAPTION_LENGTH, lengthOf, PRESS_BYTES, TEXT_LENGTH } from "./capabilities.ts";
import { classify, MessageFault } from "./errors.ts";

/** What of a sent message anybody asks for. */
export type Sent = Pick<TelegramMessage, "message_id" | "photo" | "document">;

type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;

/** The message in Telegram's form. Throws MessageFault when Telegram would refuse it. */
export function toTelegram(message: Message): { text: string; markup: Markup | undefined } {
	const limit = message.file || message.album ? CAPTION_LENGTH : TEXT_LENGTH;
	const length = lengthOf(message.text);
	if (length > limit) throw new MessageFault(`a text of ${length} characters where Telegram takes ${limit}`);
	if (length === 0 && !message.file) throw new MessageFault("a message without a text");
	const steady = steadyLines(message.text);
	return { text: lengthOf(steady) > limit ? message.text : steady, markup: markupOf(message) };
}

/** Resolves to the new message's id. */
export async function sendMessage(api: Api, chatId: number, message: Message): Promise<number> {
	return (await sendWhole(api, chatId, message)).message_id;
}

/** The same, resolving to the message as Telegram tells it. */
export async function sendWhole(api: Api, chatId: number, message: Message): Promise<Sent> {
	const { text, markup } = toTelegram(message);
	const common = { parse_mode: "HTML" as const, ...(markup && { reply_markup: markup }) };
	if (message.album) return await first(sendAlbum(api, chatId, message.album, text, markup));
	if (message.file) return await sendFile(api, chatId, message.file, { ...common, caption: text });
	return await api.sendMessage(chatId, text, { ...common, ...previewOf(message) });
}

/** The ids of all that was sent: of an album each picture's. */
export async function sendAll(api: Api, chatId: number, message: Message): Promise<number[]> {
	if (!message.album) return [await sendMessage(api, chatId, message)];
	const { text, markup } = toTelegram(message);
	return (await sendAlbum(api, chatId, message.album, text, markup)).map(({ message_id }) => message_id);
}

async function sendAlbum(api: Api, chatId: number, files: MessageFile[], caption: string, markup: Markup | undefined) {
	if (markup) throw new MessageFault("an album carries no buttons");
	const media = files.map((file, index) => {
		if (file.kind === "voice") throw new MessageFault("an album holds no voice message");
		return {
			type: file.kind,
			media: inputOf(file),
			...(index === 0 ? { caption, parse_mode: "HTML" as const } : {}),
		};
	});
	return await api.sendMediaGroup(chatId, media as Parameters<Api["sendMediaGroup"]>[1]);
}

async function first(album: Promise<Sent[]>): Promise<Sent> {
	const [one] = await album;
	if (!one) throw new MessageFault("an album without pictures");
	return one;
}

async function sendFile(
	api: Api,
	chatId: number,
	file: MessageFile,
	how: { parse_mode: "HTML"; caption: string; reply_markup?: Markup },
): Promise<Sent> {
	const source = inputOf(file);
	switch (file.kind) {
		case "photo":
			return await api.sendPhoto(chatId, source, how);
		case "document":
			return await api.sendDocument(chatId, source, how);
		case "voice":
			return await api.sendVoice(chatId, source, how);
	}
}

/**
 * Shows `message` in the place of another one. That it shows the same already is no error. A text cannot become a
 * picture or a picture a text (`notEditable`); see `editCaption`.
 */
export async function editMessage(api: Api, chatId: number, messageId: number, message: Message): Promise<void> {
	const { text, markup } = toTelegram(message);
	const how = { parse_mode: "HTML" as const, ...inlineOnly(markup) };
	await unlessTheSame(async () => {
		const { file } = message;
		if (file && file.kind !== "voice") {
			const media = { type: file.kind, media: inputOf(file), caption: text, parse_mode: "HTML" as const };
			await api.editMessageMedia(chatId, messageId, media, inlineOnly(markup));
		} else if (file || message.album) {
			await api.editMessageCaption(chatId, messageId, { ...how, caption: text });
		} else {
			await api.editMessageText(chatId, messageId, text, { ...how, ...previewOf(message) });
		}
	});
}

/** Changes only what stands under a picture, a document or a voice message. */
export async function editCaption(api: Api, chatId: number, messageId: number, message: Message): Promise<void> {
	const { text, markup } = toTelegram(message);
	await unlessTheSame(async () => {
		await api.editMessageCaption(chatId, messageId, { caption: text, parse_mode: "HTML", ...inlineOnly(markup) });
	});
}

/** Takes a message away. That it is gone already is no error. */
export async function deleteMessage(api: Api, chatId: number, messageId: number): Promise<void> {
	try {
		await api.deleteMessage(chatId, messageId);
	} catch (error) {
		if (classify(error).reason !== "notEditable") throw error;
	}
}

async function unlessTheSame(edit: () => Promise<void>): Promise<void> {
	try {
		await edit();
	} catch (error) {
		if (classify(error).reason !== "notModified") throw error;
	}
}

function markupOf(message: Message): Markup | undefined {
	const { buttons, request, requestOver } = message;
	if ([buttons, request, requestOver].filter(Boolean).length > 1) {
		throw new MessageFault("a message carries buttons, or a request, or takes one away: not two of them");
	}
	if (requestOver) return { remove_keyboard: true };
	if (request) {
		const ask = request.kind === "contact" ? { request_contact: true } : { request_location: true };
		const words = [...(request.words ?? []), ...(request.cancel === undefined ? [] : [[request.cancel]])];
		return {
			keyboard: [[{ text: request.label, ...ask }], ...words.map((row) => row.map((text) => ({ text })))],
			resize_keyboard: true,
			one_time_keyboard: true,
		};
	}
	if (!buttons || buttons.length === 0) return undefined;
	if (buttons.flat().length > BUTTONS) throw new MessageFault(`more than ${BUTTONS} buttons`);
	if (buttons.some((row) => row.length > BUTTONS_A_ROW))
		throw new MessageFault(`more than ${BUTTONS_A_ROW} buttons a row`);
	return { inline_keyboard: buttons.map((row) => row.map(toButton)) };
}

function toButton(button: Button) {
	if (button.label.trim() === "") throw new MessageFault("a button without a label");
	if ("url" in button) return { text: button.label, url: button.url };
	if (Buffer.byteLength(button.press) > PRESS_BYTES) throw new MessageFault("a button carries too much");
	return { text: button.label, callback_data: button.press };
}

/** An edited message can only have buttons; without them the old ones go. */
function inlineOnly(markup: Markup | undefined): { reply_markup?: InlineKeyboardMarkup } {
	if (markup === undefined) return {};
	if (!("inline_keyboard" in markup)) throw new MessageFault("an edited message takes no request");
	return { reply_markup: markup };
}

function previewOf(message: Message) {
	return message.preview ? {} : { link_preview_options: { is_disabled: true } };
}

function inputOf({ source }: MessageFile): string | InputFile {
	return "fileId" in source ? source.fileId : new InputFile(source.content, source.name);
}
