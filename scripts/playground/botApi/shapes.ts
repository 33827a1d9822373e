/** The shapes that the parameters of several methods share. */
import type { LanguageCode } from "@grammyjs/types";
import { z } from "zod";

export const whole = z.int();
export const positive = z.int().positive();
export const chat_id = z.union([z.int(), z.string().regex(/^(-?\d+|@\w{4,})$/)]);
export const parse_mode = z.literal("HTML").optional();
export const language_code = z
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
export const entities = z.array(entity).optional();

const label = { text: z.string(), style: z.enum(["danger", "success", "primary"]).optional() };
const inlineButton = z.union([
	z.strictObject({ ...label, callback_data: z.string() }),
	z.strictObject({ ...label, url: z.string() }),
	z.strictObject({ ...label, copy_text: z.strictObject({ text: z.string() }) }),
	z.strictObject({ ...label, web_app: z.strictObject({ url: z.string() }) }),
	z.strictObject({ ...label, switch_inline_query: z.string() }),
	z.strictObject({ ...label, switch_inline_query_current_chat: z.string() }),
]);
export const inlineKeyboard = z.strictObject({ inline_keyboard: z.array(z.array(inlineButton)) });
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

export const link_preview_options = z
	.strictObject({
		is_disabled: z.boolean().optional(),
		url: z.string().optional(),
		prefer_small_media: z.boolean().optional(),
		prefer_large_media: z.boolean().optional(),
		show_above_text: z.boolean().optional(),
	})
	.optional();
export const reply_parameters = z
	.strictObject({
		message_id: positive,
		chat_id: chat_id.optional(),
		allow_sending_without_reply: z.boolean().optional(),
		quote: z.string().optional(),
		quote_parse_mode: parse_mode,
	})
	.optional();

/** What every method that shows a new message takes. */
export const silent = { disable_notification: z.boolean().optional(), protect_content: z.boolean().optional() };
export const sending = {
	chat_id,
	...silent,
	allow_paid_broadcast: z.boolean().optional(),
	reply_parameters,
	reply_markup: anyMarkup.optional(),
};
export const captioned = { caption: z.string().optional(), parse_mode, caption_entities: entities };
export const above = { show_caption_above_media: z.boolean().optional(), has_spoiler: z.boolean().optional() };
/** A file is named by its identifier, or `attach://part` of a multipart request. */
export const file = z.string();
export const seconds = z.int().nonnegative().optional();
export const size = { width: z.int().optional(), height: z.int().optional() };
/** Ids of inline messages are not played: Dabir has no inline mode. */
export const editing = { chat_id, message_id: positive };

export const inputPhoto = z.strictObject({ type: z.literal("photo"), media: file, ...captioned, ...above });
export const inputVideo = z.strictObject({
	type: z.literal("video"),
	media: file,
	...captioned,
	...above,
	...size,
	duration: seconds,
	supports_streaming: z.boolean().optional(),
});
export const inputDocument = z.strictObject({
	type: z.literal("document"),
	media: file,
	...captioned,
	disable_content_type_detection: z.boolean().optional(),
});
export const inputAudio = z.strictObject({
	type: z.literal("audio"),
	media: file,
	...captioned,
	duration: seconds,
	performer: z.string().optional(),
	title: z.string().optional(),
});
export const inputAnimation = z.strictObject({
	type: z.literal("animation"),
	media: file,
	...captioned,
	...above,
	...size,
	duration: seconds,
});

/** Every kind there is: what was never asked for never comes. */
export const allowed_updates = z
	.array(
		z.enum([
			"message",
			"edited_message",
			"channel_post",
			"edited_channel_post",
			"business_connection",
			"business_message",
			"edited_business_message",
			"deleted_business_messages",
			"guest_message",
			"stopped_message_generation",
			"message_reaction",
			"message_reaction_count",
			"inline_query",
			"chosen_inline_result",
			"callback_query",
			"shipping_query",
			"pre_checkout_query",
			"purchased_paid_media",
			"poll",
			"poll_answer",
			"my_chat_member",
			"chat_member",
			"chat_join_request",
			"chat_boost",
			"removed_chat_boost",
			"managed_bot",
			"subscription",
		]),
	)
	.optional();

export const scope = z
	.union([
		z.strictObject({
			type: z.enum(["default", "all_private_chats", "all_group_chats", "all_chat_administrators"]),
		}),
		z.strictObject({ type: z.enum(["chat", "chat_administrators"]), chat_id }),
		z.strictObject({ type: z.literal("chat_member"), chat_id, user_id: positive }),
	])
	.optional();
export const commands = z.array(z.strictObject({ command: z.string(), description: z.string() }));
export const coordinates = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) };
