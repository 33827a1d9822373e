/** What every method of the table does. */
import type { ChatMember, Message } from "@grammyjs/types";
import type { Uploads } from "./files.ts";
import { memberOf } from "./groups.ts";
import { checkLinks } from "./links.ts";
import { mediaContent } from "./media.ts";
import {
	type Content,
	contentOf,
	edit,
	editCaption,
	editText,
	originOf,
	post,
	readCaption,
	readText,
	remove,
	source,
	textContent,
} from "./messages.ts";
import type { MethodName, Parameters } from "./methods.ts";
import { badRequest, conflict, malformed } from "./refusal.ts";
import type { World } from "./world.ts";

/** What belongs to one request beside its parameters. */
export interface Request {
	uploads: Uploads;
	/** Called when the line breaks before the answer. */
	onGone(gone: () => void): void;
}

type Calls = { [M in MethodName]: (world: World, parameters: Parameters<M>, request: Request) => unknown };

const CALLBACK_ANSWER = 200;

export const calls: Calls = {
	getMe: (world) => ({ ...world.bot, first_name: world.profile.text("name", "") || world.bot.first_name }),
	getUpdates(world, parameters, request) {
		if (world.webhook.active) {
			throw conflict(
				"can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
			);
		}
		world.updates.allow(parameters.allowed_updates);
		return world.updates.poll(parameters, request.onGone);
	},
	setWebhook(world, parameters) {
		world.webhook.set(parameters);
		return true;
	},
	deleteWebhook(world, { drop_pending_updates }) {
		world.webhook.remove(drop_pending_updates ?? false);
		return true;
	},
	getWebhookInfo: (world) => world.webhook.info(),

	sendMessage(world, parameters) {
		const formatted = readText(world, parameters.text, parameters.parse_mode, parameters.entities);
		checkLinks(world, formatted, parameters);
		return only(post(world, parameters, [textContent(formatted)]));
	},
	sendPhoto: (world, p, request) => only(post(world, p, [mediaContent(world, "photo", p.photo, p, request)])),
	sendDocument: (world, p, request) => only(post(world, p, [mediaContent(world, "document", p.document, p, request)])),
	sendVoice: (world, p, request) => only(post(world, p, [mediaContent(world, "voice", p.voice, p, request)])),
	sendVideo: (world, p, request) => only(post(world, p, [mediaContent(world, "video", p.video, p, request)])),
	sendAudio: (world, p, request) => only(post(world, p, [mediaContent(world, "audio", p.audio, p, request)])),
	sendAnimation: (world, p, request) =>
		only(post(world, p, [mediaContent(world, "animation", p.animation, p, request)])),
	sendMediaGroup(world, parameters, request) {
		const { media } = parameters;
		if (media.length < 2 || media.length > 10) throw malformed("an album holds 2-10 media");
		const media_group_id = String(world.seconds()) + String(world.chats.lastMessageId);
		const contents = media.map((one) => ({
			media_group_id,
			...mediaContent(world, one.type, one.media, one, request),
		}));
		return post(world, parameters, contents);
	},
	sendLocation(world, parameters) {
		return only(post(world, parameters, [{ location: locationOf(parameters) }]));
	},
	sendVenue(world, parameters) {
		const location = locationOf(parameters);
		const { title, address } = parameters;
		return only(post(world, parameters, [{ location, venue: { location, title, address } }]));
	},
	sendContact(world, parameters) {
		const { phone_number, first_name, last_name, vcard } = parameters;
		const contact = { phone_number, first_name, ...(last_name ? { last_name } : {}), ...(vcard ? { vcard } : {}) };
		return only(post(world, parameters, [{ contact }]));
	},
	sendChatAction(world, { chat_id, action }) {
		const room = world.chats.writable(chat_id);
		if (room) room.chatAction = action;
		world.events.emit({ type: "chatAction", chatId: room?.chat.id ?? Number(chat_id), action });
		return true;
	},
	copyMessage(world, parameters) {
		const content = contentOf(source(world, parameters.from_chat_id, parameters.message_id, "copy"));
		const captioned = parameters.caption !== undefined && content.text === undefined;
		const { caption: _, caption_entities: __, ...bare } = content;
		const message = only(
			post(world, parameters, [captioned ? { ...bare, ...readCaption(world, parameters) } : content]),
		);
		return { message_id: message.message_id };
	},
	copyMessages(world, parameters) {
		const { message_ids, from_chat_id, remove_caption } = parameters;
		checkIds(message_ids);
		const room = world.chats.room(from_chat_id);
		const contents = message_ids.flatMap((id) => {
			const stored = room?.messages.get(id);
			if (!stored) return [];
			const { caption, caption_entities, ...bare } = contentOf(stored);
			return [
				remove_caption || caption === undefined
					? bare
					: { ...bare, caption, ...(caption_entities ? { caption_entities } : {}) },
			];
		});
		if (contents.length === 0) throw badRequest("there are no messages to copy");
		return post(world, parameters, contents).map(({ message_id }) => ({ message_id }));
	},
	forwardMessage(world, parameters) {
		const stored = source(world, parameters.from_chat_id, parameters.message_id, "forward");
		if (stored.message.has_protected_content) throw badRequest("message has protected content and can't be forwarded");
		const content: Content = { ...contentOf(stored), forward_origin: originOf(stored) };
		return only(post(world, parameters, [content]));
	},

	editMessageText(world, parameters) {
		const formatted = readText(world, parameters.text, parameters.parse_mode, parameters.entities);
		checkLinks(world, formatted, parameters);
		return editText(world, parameters, formatted);
	},
	editMessageCaption: (world, parameters) => editCaption(world, parameters),
	editMessageMedia(world, parameters, request) {
		const { media } = parameters;
		const content = mediaContent(world, media.type, media.media, media, request);
		return edit(world, parameters, { keeps: "nothing", content });
	},
	editMessageReplyMarkup: (world, parameters) => edit(world, parameters, { keeps: "content", content: {} }),
	deleteMessage(world, { chat_id, message_id }) {
		if (!remove(world, chat_id, message_id)) throw badRequest("message to delete not found");
		return true;
	},
	deleteMessages(world, { chat_id, message_ids }) {
		checkIds(message_ids);
		for (const id of message_ids) remove(world, chat_id, id);
		return true;
	},
	pinChatMessage(world, { chat_id, message_id }) {
		const room = world.chats.writable(chat_id);
		const stored = room?.messages.get(message_id);
		if (room && !stored) throw badRequest("message to pin not found");
		if (stored) stored.pinned = true;
		return true;
	},
	setMessageReaction(world, { chat_id, message_id, reaction = [] }) {
		const room = world.chats.writable(chat_id);
		const stored = room?.messages.get(message_id);
		if (room && !stored) throw badRequest("message to react not found");
		if (reaction.length > 1) throw malformed("REACTIONS_TOO_MANY");
		if (stored) stored.reactions = reaction.map(({ emoji }) => emoji);
		return true;
	},
	answerCallbackQuery(world, { callback_query_id, text = "", show_alert = false, url }) {
		if (text.length > CALLBACK_ANSWER) throw malformed("MESSAGE_TOO_LONG");
		const query = world.queries.answer(callback_query_id, { text, alert: show_alert, url });
		const room = world.chats.known(query.chatId);
		if (room && (text !== "" || url)) room.toast = { text, alert: show_alert, url, at: world.now() };
		const { id: queryId, chatId, userId } = query;
		world.events.emit({ type: "callbackAnswered", queryId, chatId, userId, text, alert: show_alert });
		return true;
	},

	getFile(world, { file_id }) {
		const file = world.files.downloadable(file_id);
		return { file_id, file_unique_id: file.uniqueId, file_size: file.bytes.length, file_path: file.path };
	},
	getChat(world, { chat_id }) {
		const room = world.chats.room(chat_id);
		const chat = room?.chat ?? { id: Number(chat_id), type: "private", first_name: String(chat_id) };
		return {
			...chat,
			accent_color_id: 0,
			max_reaction_count: 11,
			accepted_gift_types: {
				unlimited_gifts: false,
				limited_gifts: false,
				unique_gifts: false,
				premium_subscription: false,
				gifts_from_channels: false,
			},
		};
	},
	getChatMember(world, { chat_id, user_id }): ChatMember {
		const room = world.chats.writable(chat_id);
		const member = room && memberOf(world, room, user_id);
		if (!member) throw badRequest("user not found");
		return member;
	},
	getChatMemberCount(world, { chat_id }) {
		const room = world.chats.writable(chat_id);
		return room && !room.person ? room.members.size + 1 : 2;
	},
	leaveChat(world, { chat_id }) {
		const room = world.chats.writable(chat_id);
		if (!room || room.person) throw malformed("chat member status can't be changed in private chats");
		room.bot = "left";
		return true;
	},

	setMyCommands(world, parameters) {
		world.profile.setCommands(parameters);
		return true;
	},
	getMyCommands: (world, { scope, language_code }) => world.profile.commands(scope, language_code ?? ""),
	deleteMyCommands(world, { scope, language_code }) {
		world.profile.deleteCommands(scope, language_code ?? "");
		return true;
	},
	setMyName(world, { name = "", language_code = "" }) {
		world.profile.setText("name", name, language_code);
		return true;
	},
	getMyName: (world, { language_code = "" }) => ({
		name: world.profile.text("name", language_code) || world.bot.first_name,
	}),
	setMyDescription(world, { description = "", language_code = "" }) {
		world.profile.setText("description", description, language_code);
		return true;
	},
	getMyDescription: (world, { language_code = "" }) => ({
		description: world.profile.text("description", language_code),
	}),
	setMyShortDescription(world, { short_description = "", language_code = "" }) {
		world.profile.setText("shortDescription", short_description, language_code);
		return true;
	},
	getMyShortDescription: (world, { language_code = "" }) => ({
		short_description: world.profile.text("shortDescription", language_code),
	}),
	setChatMenuButton(world, { chat_id, menu_button }) {
		const room = chat_id === undefined ? undefined : world.chats.room(chat_id);
		if (room) room.menuButton = menu_button?.type ?? "default";
		return true;
	},
};

/** Calls that show or change messages: the ones flood control counts. */
export const COUNTED: ReadonlySet<MethodName> = new Set(
	(Object.keys(calls) as MethodName[]).filter((name) => /^(send(?!ChatAction)|copy|forward|edit)/.test(name)),
);

function only(messages: Message[]): Message {
	return messages[0] as Message;
}

function locationOf({ latitude, longitude }: { latitude: number; longitude: number }) {
	return { latitude, longitude };
}

function checkIds(ids: number[]): void {
	if (ids.length < 1) throw malformed("message identifiers are not specified");
	if (ids.length > 100) throw malformed("too many message identifiers specified");
}
