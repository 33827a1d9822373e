/** The one table of the Bot API methods that Dabir calls, as schemas; what is not here is an error. */
import type { LanguageCode, Opts } from "@grammyjs/types";
import { z } from "zod";

const whole = z.int();
const positive = z.int().positive();
const chat_id = z.union([z.int(), z.string().regex(/^(-?\d+|@\w{4,})$/)]);
const parse_mode = z.literal("HTML").optional();
const language_code = z
	.string()
	.regex(/^([a-z]{2})?$/)
	.optional() as unknown as z.ZodOptional<z.ZodType<LanguageCode>>;

const user = z.strictObject({ id: positive, is_bot: z.boolean(), first_name: z.string() });
const place = { offset: z.int().nonnegative(), length: positive };
const entity = z.union([
	z.strictObject({
		type: z.enum([
			"mention",
			"hashtag",
			"cashtag",
			"bot_command",
			"url",
			"email",
			"phone_number",
			"bold",
			"italic",
			"underline",
			"strikethrough",
			"spoiler",
			"blockquote",
			"expandable_blockquote",
			"code",
		]),
		...place,
	}),
	z.strictObject({ type: z.literal("pre"), ...place, language: z.string().optional() }),
	z.strictObject({ type: z.literal("text_link"), ...place, url: z.string() }),
	z.strictObject({ type: z.literal("text_mention"), ...place, user }),
	z.strictObject({ type: z.literal("custom_emoji"), ...place, custom_emoji_id: z.string() }),
]);
const entities = z.array(entity).optional();

const label = { text: z.string(), style: z.enum(["danger", "success", "primary"]).optional() };
const inlineButton = z.union([
	z.strictObject({ ...label, callback_data: z.string() }),
	z.strictObject({ ...label, url: z.string() }),
	z.strictObject({ ...label, copy_text: z.strictObject({ text: z.string() }) }),
	z.strictObject({ ...label, web_app: z.strictObject({ url: z.string() }) }),
	z.strictObject({ ...label, switch_inline_query: z.string() }),
	z.strictObject({ ...label, switch_inline_query_current_chat: z.string() }),
]);
const inlineKeyboard = z.strictObject({ inline_keyboard: z.array(z.array(inlineButton)) });
const keyboardButton = z.union([
	z.string(),
	z.strictObject(label),
	z.strictObject({ ...label, request_contact: z.literal(true) }),
	z.strictObject({ ...label, request_location: z.literal(true) }),
	z.strictObject({ ...label, web_app: z.strictObject({ url: z.string() }) }),
]);
const keyboardOptions = {
	selective: z.boolean().optional(),
	input_field_placeholder: z.string().min(1).max(64).optional(),
};
const anyMarkup = z.union([
	inlineKeyboard,
	z.strictObject({
		keyboard: z.array(z.array(keyboardButton)),
		is_persistent: z.boolean().optional(),
		resize_keyboard: z.boolean().optional(),
		one_time_keyboard: z.boolean().optional(),
		...keyboardOptions,
	}),
	z.strictObject({ remove_keyboard: z.literal(true), selective: z.boolean().optional() }),
	z.strictObject({ force_reply: z.literal(true), ...keyboardOptions }),
]);

const link_preview_options = z
	.strictObject({
		is_disabled: z.boolean().optional(),
		url: z.string().optional(),
		prefer_small_media: z.boolean().optional(),
		prefer_large_media: z.boolean().optional(),
		show_above_text: z.boolean().optional(),
	})
	.optional();
const reply_parameters = z
	.strictObject({
		message_id: positive,
		chat_id: chat_id.optional(),
		allow_sending_without_reply: z.boolean().optional(),
		quote: z.string().optional(),
		quote_parse_mode: parse_mode,
	})
	.optional();

/** What every method that shows a new message takes. */
const silent = { disable_notification: z.boolean().optional(), protect_content: z.boolean().optional() };
const sending = {
	chat_id,
	...silent,
	allow_paid_broadcast: z.boolean().optional(),
	reply_parameters,
	reply_markup: anyMarkup.optional(),
};
const captioned = { caption: z.string().optional(), parse_mode, caption_entities: entities };
const above = { show_caption_above_media: z.boolean().optional(), has_spoiler: z.boolean().optional() };
/** A file is named by its identifier, or `attach://part` of a multipart request. */
const file = z.string();
const seconds = z.int().nonnegative().optional();
const size = { width: z.int().optional(), height: z.int().optional() };
/** Ids of inline messages are not played: Dabir has no inline mode. */
const editing = { chat_id, message_id: positive };

const inputPhoto = z.strictObject({ type: z.literal("photo"), media: file, ...captioned, ...above });
const inputVideo = z.strictObject({
	type: z.literal("video"),
	media: file,
	...captioned,
	...above,
	...size,
	duration: seconds,
	supports_streaming: z.boolean().optional(),
});
const inputDocument = z.strictObject({
	type: z.literal("document"),
	media: file,
	...captioned,
	disable_content_type_detection: z.boolean().optional(),
});
const inputAudio = z.strictObject({
	type: z.literal("audio"),
	media: file,
	...captioned,
	duration: seconds,
	performer: z.string().optional(),
	title: z.string().optional(),
});
const inputAnimation = z.strictObject({
	type: z.literal("animation"),
	media: file,
	...captioned,
	...above,
	...size,
	duration: seconds,
});

const allowed_updates = z
	.array(
		z.enum([
			"message",
			"edited_message",
			"channel_post",
			"edited_channel_post",
			"message_reaction",
			"message_reaction_count",
			"inline_query",
			"chosen_inline_result",
			"callback_query",
			"shipping_query",
			"pre_checkout_query",
			"poll",
			"poll_answer",
			"my_chat_member",
			"chat_member",
			"chat_join_request",
			"chat_boost",
			"removed_chat_boost",
		]),
	)
	.optional();

const scope = z
	.union([
		z.strictObject({
			type: z.enum(["default", "all_private_chats", "all_group_chats", "all_chat_administrators"]),
		}),
		z.strictObject({ type: z.enum(["chat", "chat_administrators"]), chat_id }),
		z.strictObject({ type: z.literal("chat_member"), chat_id, user_id: positive }),
	])
	.optional();
const commands = z.array(z.strictObject({ command: z.string(), description: z.string() }));
const coordinates = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) };

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
export function explain(error: z.ZodError): string {
	const issue = error.issues[0];
	if (!issue) return "wrong parameters specified";
	const where = issue.path.join(".");
	if (issue.code === "unrecognized_keys") {
		const names = issue.keys.map((key) => (where ? `${where}.${key}` : key)).join(", ");
		return `unknown parameter specified: ${names}`;
	}
	if (where === "reply_markup") return "object expected as reply markup";
	if (where === "action") return "wrong parameter action in request";
	if (where === "parse_mode") return "unsupported parse_mode";
	return `wrong parameter ${where || "list"} specified: ${issue.message}`;
}
