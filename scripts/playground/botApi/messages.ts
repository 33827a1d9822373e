/** The bot's own messages: sending, editing, copying and deleting them under Telegram's rules. */
import type { Message, MessageEntity, MessageOrigin } from "@grammyjs/types";
import type { Room, StoredMessage } from "./chats.ts";
import { parseHtml } from "./html.ts";
import { type AnyMarkup, checkEditedMarkup, checkMarkup, inlineOf, replyKeyboardOf } from "./markup.ts";
import { badRequest, malformed } from "./refusal.ts";
import { type Formatted, isBlank, plain } from "./text.ts";
import { shown } from "./view.ts";
import type { World } from "./world.ts";

/** UTF-16 units, after the markup was read. */
const TEXT_UNITS = 4096;
const CAPTION_UNITS = 1024;
/** A message can be deleted for everyone within 48 hours. */
const DELETABLE_SECONDS = 48 * 3600;

export type Content = Partial<Message>;

interface Sending {
	chat_id: number | string;
	reply_markup?: AnyMarkup | undefined;
	reply_parameters?: { message_id?: number; allow_sending_without_reply?: boolean | undefined } | undefined;
	allow_paid_broadcast?: boolean | undefined;
	protect_content?: boolean | undefined;
}

/** A text as Telegram shows it, or its refusal. */
export function readText(
	world: World,
	text: string,
	parseMode: "HTML" | undefined,
	entities?: MessageEntity[],
): Formatted {
	const formatted = formattedOf(world, text, parseMode, entities);
	if (isBlank(formatted.text)) throw malformed("message text is empty");
	if (formatted.text.length > TEXT_UNITS) throw malformed("message is too long");
	return formatted;
}

interface Captioned {
	caption?: string | undefined;
	parse_mode?: "HTML" | undefined;
	caption_entities?: MessageEntity[] | undefined;
}

export function readCaption(world: World, { caption, parse_mode, caption_entities }: Captioned): Content {
	if (caption === undefined) return {};
	const { text, entities } = formattedOf(world, caption, parse_mode, caption_entities);
	if (text.length > CAPTION_UNITS) throw malformed("message caption is too long");
	if (isBlank(text)) return {};
	return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

function formattedOf(
	world: World,
	text: string,
	parseMode: "HTML" | undefined,
	entities: MessageEntity[] | undefined,
): Formatted {
	if (parseMode === "HTML") {
		const formatted = parseHtml(text);
		return { ...formatted, entities: formatted.entities.flatMap((entity) => withMention(world, entity)) };
	}
	const formatted = plain(text);
	if (!entities?.length) return formatted;
	for (const entity of entities) {
		if (entity.offset + entity.length > text.length) throw malformed("entity ends after the text");
	}
	return { text: formatted.text, entities };
}

/** A link to a person by their number is a mention, when the bot knows them; else only the words stay. */
function withMention(world: World, entity: MessageEntity): MessageEntity[] {
	const userId = entity.type === "text_link" && /^tg:\/\/user\?id=(\d+)$/.exec(entity.url)?.[1];
	if (!userId) return [entity];
	const user = world.chats.known(Number(userId))?.person;
	return user ? [{ type: "text_mention", offset: entity.offset, length: entity.length, user }] : [];
}

export function textContent({ text, entities }: Formatted): Content {
	return entities.length > 0 ? { text, entities } : { text };
}

/** Shows new messages in a chat; several are an album. */
export function post(world: World, to: Sending, contents: Content[]): Message[] {
	const room = world.chats.writable(to.chat_id);
	const chatId = room?.chat.id ?? Number(to.chat_id);
	const kind = to.reply_markup && checkMarkup(to.reply_markup, room?.chat.type === "private" || chatId > 0);
	const repliedTo = replied(room, to.reply_parameters);
	world.limiter.admit({ chatId, messages: contents.length, paid: to.allow_paid_broadcast ?? false, edit: false });
	const inline = inlineOf(to.reply_markup);
	const messages = contents.map((content) => {
		const message = {
			message_id: world.chats.nextMessageId(room),
			from: world.botUser,
			chat: room?.chat ?? { id: chatId, type: "private", first_name: String(chatId) },
			date: world.seconds(),
			...(repliedTo ? { reply_to_message: repliedTo } : {}),
			...content,
			...(to.protect_content ? { has_protected_content: true } : {}),
			...(inline ? { reply_markup: inline } : {}),
		} as Message;
		const stored = world.chats.store(room, message, "bot");
		if (kind && kind !== "inline") stored.fixed = true;
		stored.replyKeyboard = replyKeyboardOf(to.reply_markup)?.keyboard;
		if (room) keepKeyboard(room, stored, to.reply_markup);
		if (world.events.heard("shown")) world.events.emit({ type: "shown", chatId, message: shown(stored) });
		return message;
	});
	if (room) room.chatAction = undefined;
	return messages;
}

function keepKeyboard(room: Room, stored: StoredMessage, markup: AnyMarkup | undefined): void {
	if (markup?.remove_keyboard) room.replyKeyboard = undefined;
	const keyboard = replyKeyboardOf(markup);
	if (!keyboard) return;
	room.replyKeyboard = {
		rows: keyboard.keyboard,
		messageId: stored.message.message_id,
		oneTime: keyboard.one_time_keyboard ?? false,
	};
}

function replied(room: Room | undefined, reply: Sending["reply_parameters"]): Message | undefined {
	if (reply?.message_id === undefined) return undefined;
	const target = room?.messages.get(reply.message_id);
	if (!target) {
		if (reply.allow_sending_without_reply || !room) return undefined;
		throw badRequest("message to be replied not found");
	}
	const { reply_to_message: _, ...message } = target.message;
	return message as Message;
}

/** What an edit does to a message; the keyboard that was not given again is gone. */
export interface Edit {
	chat_id: number | string;
	message_id: number;
	reply_markup?: AnyMarkup | undefined;
}

const MEDIA = ["photo", "document", "voice", "video", "audio", "animation"] as const;
const NOT_MODIFIED =
	"message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

export function edit(
	world: World,
	to: Edit,
	change: { keeps: "content" | "nothing" | "media"; content: Content },
): Message {
	const room = world.chats.writable(to.chat_id);
	if (to.reply_markup) checkEditedMarkup(to.reply_markup);
	const chatId = room?.chat.id ?? Number(to.chat_id);
	const stored = room ? room.messages.get(to.message_id) : unkept(world, chatId, to.message_id);
	if (!stored) throw badRequest("message to edit not found");
	if (stored.from !== "bot" || stored.fixed || stored.message.forward_origin)
		throw malformed("message can't be edited");
	const next = changed(stored.message, change, to.reply_markup);
	if (room && sameLook(stored.message, next)) throw badRequest(NOT_MODIFIED);
	world.limiter.admit({ chatId, messages: 1, paid: false, edit: true });
	// Clients do not call a message edited of which only the buttons changed.
	const edited = change.keeps === "content" ? {} : { edit_date: world.seconds() };
	stored.message = { ...next, ...edited } as Message;
	if (world.events.heard("edited")) world.events.emit({ type: "edited", chatId, message: shown(stored) });
	return stored.message;
}

/** Where nothing is kept, any number given so far may be a message of the bot. */
function unkept(world: World, chatId: number, messageId: number): StoredMessage | undefined {
	if (messageId > world.chats.lastMessageId) return undefined;
	const chat = { id: chatId, type: "private", first_name: String(chatId) };
	const message = { message_id: messageId, from: world.botUser, chat, date: world.seconds(), text: " " } as Message;
	return { message, from: "bot", fixed: false, replyKeyboard: undefined, pinned: false, reactions: [] };
}

function changed(
	message: Message,
	{ keeps, content }: Parameters<typeof edit>[2],
	markup: AnyMarkup | undefined,
): Message {
	const next: Record<string, unknown> = { ...message };
	if (keeps !== "content") {
		for (const field of ["text", "entities", "caption", "caption_entities"]) delete next[field];
		if (keeps === "nothing") for (const field of MEDIA) delete next[field];
	}
	delete next.reply_markup;
	const inline = inlineOf(markup);
	return { ...next, ...content, ...(inline ? { reply_markup: inline } : {}) } as unknown as Message;
}

const LOOK = ["text", "entities", "caption", "caption_entities", "reply_markup", ...MEDIA] as const;

function sameLook(one: Message, other: Message): boolean {
	return LOOK.every(
		(field) => one[field] === other[field] || JSON.stringify(one[field]) === JSON.stringify(other[field]),
	);
}

export function editText(world: World, to: Edit, formatted: Formatted): Message {
	const current = world.chats.known(Number(to.chat_id))?.messages.get(to.message_id);
	if (current && current.from === "bot" && current.message.text === undefined) {
		throw malformed("there is no text in the message to edit");
	}
	return edit(world, to, { keeps: "nothing", content: textContent(formatted) });
}

export function editCaption(world: World, to: Edit & Captioned): Message {
	const current = world.chats.known(Number(to.chat_id))?.messages.get(to.message_id);
	if (current && current.from === "bot" && !MEDIA.some((field) => current.message[field])) {
		throw malformed("there is no caption in the message to edit");
	}
	return edit(world, to, { keeps: "media", content: readCaption(world, to) });
}

/** The message a copy or a forward is made of. */
export function source(
	world: World,
	from: number | string,
	messageId: number,
	purpose: "copy" | "forward",
): StoredMessage {
	const stored = world.chats.room(from)?.messages.get(messageId);
	if (!stored) throw badRequest(`message to ${purpose} not found`);
	return stored;
}

const COPIED = [
	"text",
	"entities",
	"caption",
	"caption_entities",
	...MEDIA,
	"location",
	"venue",
	"contact",
	"sticker",
	"poll",
] as const;

export function contentOf({ message }: StoredMessage): Content {
	const content = Object.fromEntries(COPIED.flatMap((field) => (message[field] ? [[field, message[field]]] : [])));
	if (Object.keys(content).length === 0) throw malformed("message can't be copied");
	return content;
}

export function originOf({ message }: StoredMessage): MessageOrigin {
	if (message.forward_origin) return message.forward_origin;
	if (!message.from) return { type: "hidden_user", sender_user_name: "", date: message.date };
	return { type: "user", sender_user: message.from, date: message.date };
}

/** In a private chat both sides' messages may go, in a group only the bot's own; within 48 hours. */
export function remove(world: World, chatId: number | string, messageId: number): boolean {
	const room = world.chats.writable(chatId);
	if (!room) return true;
	const stored = room.messages.get(messageId);
	if (!stored) return false;
	if (stored.from !== "bot" && !room.person) throw badRequest("message can't be deleted");
	if (world.seconds() - stored.message.date > DELETABLE_SECONDS) {
		throw badRequest("message can't be deleted for everyone");
	}
	room.messages.delete(messageId);
	world.events.emit({ type: "deleted", chatId: room.chat.id, messageId });
	return true;
}
