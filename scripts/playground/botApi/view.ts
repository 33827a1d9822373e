/** A chat as the person in it sees it on the screen. */
import type {
	Contact,
	Document,
	InlineKeyboardButton,
	KeyboardButton,
	Location,
	Message,
	MessageEntity,
	Venue,
	Voice,
} from "@grammyjs/types";
import type { Room, StoredMessage } from "./chats.ts";
import { htmlOf } from "./htmlOf.ts";

export interface ShownMessage {
	messageId: number;
	from: "bot" | number;
	/** The text, or the caption of what is shown. */
	text: string;
	/** The same as safe HTML. */
	html: string;
	entities: MessageEntity[];
	inlineKeyboard: InlineKeyboardButton[][];
	/** Came with this message; `ChatView.replyKeyboard` is the one in force. */
	replyKeyboard: KeyboardButton[][] | undefined;
	photo: { fileId: string; width: number; height: number } | undefined;
	document: Document | undefined;
	voice: Voice | undefined;
	/** Any other kind: "sticker", "poll", "video", "new_chat_members" … */
	kind: string;
	location: Location | undefined;
	venue: Venue | undefined;
	contact: Contact | undefined;
	mediaGroupId: string | undefined;
	replyTo: number | undefined;
	forwarded: boolean;
	pinned: boolean;
	reactions: string[];
	edited: boolean;
	/** By the clock. */
	date: Date;
	/** The message itself, in Telegram's form. */
	message: Message;
}

export interface Toast {
	text: string;
	alert: boolean;
	url: string | undefined;
	at: Date;
}

export interface ChatView {
	chatId: number;
	title: string;
	messages: ShownMessage[];
	/** The last message that is still there. */
	last: ShownMessage | undefined;
	/** The last message of the bot that is still there. */
	lastFromBot: ShownMessage | undefined;
	replyKeyboard: { rows: KeyboardButton[][]; messageId: number } | undefined;
	/** The last answer to a tap that showed something. */
	toast: Toast | undefined;
	chatAction: string | undefined;
	/** Private: the person pressed Start once, and blocks the bot. */
	started: boolean;
	blocked: boolean;
	/** Group: what the bot is there, and who the members are. */
	bot: Room["bot"];
	memberIds: number[];
}

const KINDS = [
	"text",
	"photo",
	"document",
	"voice",
	"venue",
	"location",
	"contact",
	"video",
	"audio",
	"animation",
	"sticker",
	"poll",
	"new_chat_members",
	"left_chat_member",
	"pinned_message",
	"migrate_to_chat_id",
	"new_chat_title",
	"migrate_from_chat_id",
	"group_chat_created",
] as const;

export function shown({ message, from, replyKeyboard, pinned, reactions }: StoredMessage): ShownMessage {
	const text = message.text ?? message.caption ?? "";
	const entities = message.entities ?? message.caption_entities ?? [];
	const photo = message.photo?.at(-1);
	return {
		messageId: message.message_id,
		from,
		text,
		html: htmlOf(text, entities),
		entities,
		inlineKeyboard: message.reply_markup?.inline_keyboard ?? [],
		replyKeyboard,
		photo: photo && { fileId: photo.file_id, width: photo.width, height: photo.height },
		document: message.document,
		voice: message.voice,
		kind: KINDS.find((kind) => message[kind] !== undefined) ?? "other",
		location: message.location,
		venue: message.venue,
		contact: message.contact,
		mediaGroupId: message.media_group_id,
		replyTo: message.reply_to_message?.message_id,
		forwarded: message.forward_origin !== undefined,
		pinned,
		reactions,
		edited: message.edit_date !== undefined,
		date: new Date(message.date * 1000),
		message,
	};
}

export function viewOf(room: Room): ChatView {
	const messages = [...room.messages.values()].map(shown);
	return {
		chatId: room.chat.id,
		title: room.chat.title ?? [room.chat.first_name, room.chat.last_name].filter(Boolean).join(" "),
		messages,
		last: messages.at(-1),
		lastFromBot: messages.findLast((message) => message.from === "bot"),
		replyKeyboard: room.replyKeyboard,
		toast: room.toast,
		chatAction: room.chatAction,
		started: room.started,
		blocked: room.blocked,
		bot: room.bot,
		memberIds: [...room.members.keys()],
	};
}
