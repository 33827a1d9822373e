/** The one table of the Bot API methods that Dabir calls, as schemas; what is not here is an error. */
import type { Opts } from "@grammyjs/types";
import { z } from "zod";
import {
	above,
	allowed_updates,
	captioned,
	chat_id,
	commands,
	coordinates,
	editing,
	entities,
	file,
	inlineKeyboard,
	inputAnimation,
	inputAudio,
	inputDocument,
	inputPhoto,
	inputVideo,
	language_code,
	link_preview_options,
	parse_mode,
	positive,
	reply_parameters,
	scope,
	seconds,
	sending,
	silent,
	size,
	whole,
} from "./shapes.ts";

export const methods = {
	getMe: z.strictObject({}),
	getUpdates: z.strictObject({
		offset: whole.optional(),
		limit: z.int().min(1).max(100).optional(),
		timeout: z.int().nonnegative().optional(),
		allowed_updates,
	}),
	setWebhook: z.strictObject({
		url: z.string(),
		ip_address: z.string().optional(),
		max_connections: z.int().min(1).max(100).optional(),
		allowed_updates,
		drop_pending_updates: z.boolean().optional(),
		secret_token: z.string().optional(),
	}),
	deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
	getWebhookInfo: z.strictObject({}),

	sendMessage: z.strictObject({ ...sending, text: z.string(), parse_mode, entities, link_preview_options }),
	sendPhoto: z.strictObject({ ...sending, photo: file, ...captioned, ...above }),
	sendDocument: z.strictObject({
		...sending,
		document: file,
		thumbnail: file.optional(),
		...captioned,
		disable_content_type_detection: z.boolean().optional(),
	}),
	sendVoice: z.strictObject({ ...sending, voice: file, ...captioned, duration: seconds }),
	sendVideo: z.strictObject({
		...sending,
		video: file,
		thumbnail: file.optional(),
		...captioned,
		...above,
		...size,
		duration: seconds,
		supports_streaming: z.boolean().optional(),
	}),
	sendAudio: z.strictObject({
		...sending,
		audio: file,
		thumbnail: file.optional(),
		...captioned,
		duration: seconds,
		performer: z.string().optional(),
		title: z.string().optional(),
	}),
	sendAnimation: z.strictObject({
		...sending,
		animation: file,
		thumbnail: file.optional(),
		...captioned,
		...above,
		...size,
		duration: seconds,
	}),
	sendMediaGroup: z.strictObject({
		chat_id,
		...silent,
		allow_paid_broadcast: z.boolean().optional(),
		reply_parameters,
		media: z.union([z.array(z.union([inputPhoto, inputVideo])), z.array(inputDocument), z.array(inputAudio)]),
	}),
	sendLocation: z.strictObject({
		...sending,
		...coordinates,
		horizontal_accuracy: z.number().min(0).max(1500).optional(),
	}),
	sendVenue: z.strictObject({ ...sending, ...coordinates, title: z.string(), address: z.string() }),
	sendContact: z.strictObject({
		...sending,
		phone_number: z.string(),
		first_name: z.string(),
		last_name: z.string().optional(),
		vcard: z.string().optional(),
	}),
	sendChatAction: z.strictObject({
		chat_id,
		action: z.enum([
			"typing",
			"upload_photo",
			"record_video",
			"upload_video",
			"record_voice",
			"upload_voice",
			"upload_document",
			"choose_sticker",
			"find_location",
			"record_video_note",
			"upload_video_note",
		]),
	}),
	copyMessage: z.strictObject({
		...sending,
		from_chat_id: chat_id,
		message_id: positive,
		...captioned,
		show_caption_above_media: z.boolean().optional(),
	}),
	copyMessages: z.strictObject({
		chat_id,
		from_chat_id: chat_id,
		message_ids: z.array(positive),
		...silent,
		remove_caption: z.boolean().optional(),
	}),
	forwardMessage: z.strictObject({ chat_id, from_chat_id: chat_id, message_id: positive, ...silent }),

	editMessageText: z.strictObject({
		...editing,
		text: z.string(),
		parse_mode,
		entities,
		link_preview_options,
		reply_markup: inlineKeyboard.optional(),
	}),
	editMessageCaption: z.strictObject({
		...editing,
		...captioned,
		show_caption_above_media: z.boolean().optional(),
		reply_markup: inlineKeyboard.optional(),
	}),
	editMessageMedia: z.strictObject({
		...editing,
		media: z.union([inputPhoto, inputVideo, inputDocument, inputAudio, inputAnimation]),
		reply_markup: inlineKeyboard.optional(),
	}),
	editMessageReplyMarkup: z.strictObject({ ...editing, reply_markup: inlineKeyboard.optional() }),
	deleteMessage: z.strictObject({ chat_id, message_id: positive }),
	deleteMessages: z.strictObject({ chat_id, message_ids: z.array(positive) }),
	pinChatMessage: z.strictObject({ chat_id, message_id: positive, disable_notification: z.boolean().optional() }),
	setMessageReaction: z.strictObject({
		chat_id,
		message_id: positive,
		reaction: z.array(z.strictObject({ type: z.literal("emoji"), emoji: z.string() as z.ZodType<"👍"> })).optional(),
		is_big: z.boolean().optional(),
	}),
	answerCallbackQuery: z.strictObject({
		callback_query_id: z.string(),
		text: z.string().optional(),
		show_alert: z.boolean().optional(),
		url: z.string().optional(),
		cache_time: z.int().nonnegative().optional(),
	}),

	getFile: z.strictObject({ file_id: z.string() }),
	getChat: z.strictObject({ chat_id }),
	getChatMember: z.strictObject({ chat_id, user_id: positive }),
	getChatMemberCount: z.strictObject({ chat_id }),
	leaveChat: z.strictObject({ chat_id }),

	setMyCommands: z.strictObject({ commands, scope, language_code }),
	getMyCommands: z.strictObject({ scope, language_code }),
	deleteMyCommands: z.strictObject({ scope, language_code }),
	setMyName: z.strictObject({ name: z.string().optional(), language_code }),
	getMyName: z.strictObject({ language_code }),
	setMyDescription: z.strictObject({
		description: z.string().optional(),
		language_code,
	}),
	getMyDescription: z.strictObject({ language_code }),
	setMyShortDescription: z.strictObject({
		short_description: z.string().optional(),
		language_code,
	}),
	getMyShortDescription: z.strictObject({ language_code }),
	setChatMenuButton: z.strictObject({
		chat_id: z.int().optional(),
		menu_button: z
			.union([
				z.strictObject({ type: z.enum(["commands", "default"]) }),
				z.strictObject({
					type: z.literal("web_app"),
					text: z.string(),
					web_app: z.strictObject({ url: z.string() }),
				}),
			])
			.optional(),
	}),
} satisfies { [M in keyof Opts<string>]?: z.ZodType<Opts<string>[M]> };

export type MethodName = keyof typeof methods;
export type Parameters<M extends MethodName> = z.output<(typeof methods)[M]>;

/** Telegram reads a method's name in any case. */
const names = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name as MethodName]));

export function methodNamed(name: string): MethodName | undefined {
	return names.get(name) ?? names.get(name.toLowerCase());
}

/** Parameters that a file may stand in. */
export const FILE_PARAMETERS: ReadonlySet<string> = new Set([
	"photo",
	"document",
	"voice",
	"video",
	"audio",
	"animation",
	"thumbnail",
]);

/** In a form, a parameter that the table knows only as text stays text; every other value is read as JSON. */
const TEXTUAL: ReadonlySet<string> = new Set(
	Object.values(methods).flatMap((schema) =>
		Object.entries(schema.shape as Record<string, z.ZodType>)
			.filter(([, type]) => type.safeParse("fa").success && !type.safeParse(1).success && !type.safeParse({}).success)
			.map(([name]) => name),
	),
);

/** A form's value as the type that JSON would have given it. */
export function fromForm(name: string, value: string): unknown {
	if (TEXTUAL.has(name)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/** In words, what is wrong with parameters that their schema refuses. */
export function explain(error: z.ZodError, given: Readonly<Record<string, unknown>>): string {
	const issue = error.issues[0];
	if (!issue) return "wrong parameters specified";
	const where = issue.path.join(".");
	if (issue.code === "unrecognized_keys") {
		const names = issue.keys.map((key) => (where ? `${where}.${key}` : key)).join(", ");
		return `unknown parameter specified: ${names}`;
	}
	if (where === "text" && given.text === undefined) return "message text is empty";
	if (where === "chat_id" && given.chat_id === undefined) return "chat_id is empty";
	if (where === "reply_markup.inline_keyboard") return "inline keyboard expected";
	if (where === "reply_markup") return "object expected as reply markup";
	if (where === "action") return "wrong parameter action in request";
	if (where === "parse_mode") return "unsupported parse_mode";
	return `wrong parameter ${where || "list"} specified: ${issue.message}`;
}
