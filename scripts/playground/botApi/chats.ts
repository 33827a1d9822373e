/** The chats the server knows: who is in them, what was said, and whether the bot may write there. */
import type { Chat, KeyboardButton, Message, User } from "@grammyjs/types";
import { badRequest, forbidden, malformed } from "./refusal.ts";
import type { Toast } from "./view.ts";

export interface StoredMessage {
	message: Message;
	from: "bot" | number;
	/** The bot sent it with a reply keyboard, its removal or a forced reply: Telegram lets nobody edit such a message. */
	fixed: boolean;
	replyKeyboard: KeyboardButton[][] | undefined;
	pinned: boolean;
	reactions: string[];
}

export interface Room {
	chat: Chat;
	/** The person of a private chat. */
	person: User | undefined;
	/** Private: the person pressed Start once. */
	started: boolean;
	blocked: boolean;
	/** Group: what the bot is there. */
	bot: "member" | "left" | "kicked";
	members: Map<number, User>;
	migratedTo: number | undefined;
	messages: Map<number, StoredMessage>;
	/** Supergroups number their messages themselves. */
	lastMessageId: number;
	replyKeyboard: { rows: KeyboardButton[][]; messageId: number; oneTime: boolean } | undefined;
	toast: Toast | undefined;
	chatAction: string | undefined;
	menuButton: string | undefined;
}

export interface Chats {
	add(chat: Chat, person?: User): Room;
	/** The room of a `chat_id` parameter; undefined for a chat of which nothing is kept. Throws "chat not found". */
	room(chatId: number | string): Room | undefined;
	/** Throws what Telegram answers when the bot may not write there. */
	writable(chatId: number | string): Room | undefined;
	known(chatId: number): Room | undefined;
	nextMessageId(room: Room | undefined): number;
	/** The last number given to a message outside supergroups. */
	readonly lastMessageId: number;
	store(room: Room | undefined, message: Message, from: StoredMessage["from"]): StoredMessage;
	all(): Iterable<Room>;
	/** Rooms of an earlier life. */
	recall(rooms: readonly Room[], lastMessageId: number): void;
}

export interface ChatOptions {
	/** Any positive chat id is a person who pressed Start, and nothing is kept of it. */
	implicit?: boolean;
	/** How many messages of a chat are kept; all of them when absent. */
	keepMessages?: number;
}

export function createChats({ implicit = false, keepMessages = Number.POSITIVE_INFINITY }: ChatOptions = {}): Chats {
	const rooms = new Map<number, Room>();
	/** Telegram numbers a bot's messages over all its private chats and basic groups. */
	let lastMessageId = 100;

	function numberOf(chatId: number | string): number {
		if (typeof chatId === "number") return chatId;
		if (/^-?\d+$/.test(chatId)) return Number(chatId);
		if (chatId === "") throw malformed("chat_id is empty");
		throw badRequest("chat not found");
	}
	function room(chatId: number | string): Room | undefined {
		const id = numberOf(chatId);
		const found = rooms.get(id);
		if (found || (implicit && id > 0)) return found;
		throw badRequest("chat not found");
	}

	return {
		room,
		known: (chatId) => rooms.get(chatId),
		all: () => rooms.values(),
		recall(kept, messageId) {
			for (const one of kept) rooms.set(one.chat.id, one);
			lastMessageId = messageId;
		},
		get lastMessageId() {
			return lastMessageId;
		},
		add(chat, person) {
			const added: Room = {
				chat,
				person,
				started: false,
				blocked: false,
				bot: "left",
				members: new Map(),
				migratedTo: undefined,
				messages: new Map(),
				lastMessageId: 0,
				replyKeyboard: undefined,
				toast: undefined,
				chatAction: undefined,
				menuButton: undefined,
			};
			rooms.set(chat.id, added);
			return added;
		},
		writable(chatId) {
			const found = room(chatId);
			if (!found) return undefined;
			if (found.person) {
				if (found.blocked) throw forbidden("bot was blocked by the user");
				if (!found.started) throw forbidden("bot can't initiate conversation with a user");
			} else if (found.migratedTo !== undefined) {
				throw badRequest("group chat was upgraded to a supergroup chat", { migrate_to_chat_id: found.migratedTo });
			} else if (found.bot !== "member") {
				const kind = found.chat.type === "supergroup" ? "supergroup" : "group";
				if (found.bot === "kicked") throw forbidden(`bot was kicked from the ${kind} chat`);
				throw forbidden(`bot is not a member of the ${kind} chat`);
			}
			return found;
		},
		nextMessageId(inRoom) {
			if (inRoom?.chat.type === "supergroup") return ++inRoom.lastMessageId;
			return ++lastMessageId;
		},
		store(inRoom, message, from) {
			const stored = { message, from, fixed: false, replyKeyboard: undefined, pinned: false, reactions: [] };
			if (!inRoom) return stored;
			inRoom.messages.set(message.message_id, stored);
			if (inRoom.messages.size > keepMessages) {
				const [oldest] = inRoom.messages.keys();
				if (oldest !== undefined) inRoom.messages.delete(oldest);
			}
			return stored;
		},
	};
}
