/** People with Telegram on their phone: what they do in a chat, as the updates it makes. */
import { createHash } from "node:crypto";
import type { CallbackQuery, Message, MessageEntity, User } from "@grammyjs/types";
import type { Room } from "./chats.ts";
import { type FileKind, pictureSize } from "./files.ts";
import { type Group, reaches, tellOwnStatus } from "./groups.ts";
import { PAYLOAD } from "./links.ts";
import { fileContent } from "./media.ts";
import { type Content, contentOf, originOf } from "./messages.ts";
import { aPicture } from "./picture.ts";
import { asClientsSend, isBlank } from "./text.ts";
import { aPoll, typed } from "./typed.ts";
import { shown } from "./view.ts";
import type { World } from "./world.ts";

/** Where something is done; the private chat with the bot when absent. */
export interface In {
	in?: Group;
}

export interface SendOptions extends In {
	replyTo?: number;
	/** When it was written, by the person's clock; now when absent. */
	date?: Date;
	/** How the text is formatted, in UTF-16 units. */
	entities?: MessageEntity[];
	/** The text exactly as given, though no Telegram client would send it so. */
	raw?: boolean;
}

export interface Tap {
	queryId: string;
	query: CallbackQuery;
	/** What the bot answered so far. */
	readonly answer: { text: string; alert: boolean; url: string | undefined } | undefined;
}

export interface Person {
	readonly id: number;
	readonly firstName: string;
	readonly lastName: string | undefined;
	readonly username: string | undefined;
	readonly languageCode: string | undefined;
	/** The number that the contact button shares. */
	phone: string;
	readonly user: User;
	/** Presses Start, with a deep link's payload; restarts a bot that was blocked. */
	start(payload?: string): Message;
	sends(text: string, options?: SendOptions): Message;
	/** Taps a button of a message; one that is not on it needs `forged`. */
	taps(messageId: number, data: string, options?: In & { forged?: boolean }): Tap;
	/** Presses a button of the reply keyboard by its label: sends its text, or the contact or place it asks for. */
	pressesReplyButton(label: string, options?: In & { place?: { latitude: number; longitude: number } }): Message;
	/** Their own number, or somebody else's card. */
	sharesContact(options?: SendOptions & { own?: boolean; phone?: string; firstName?: string }): Message;
	sharesLocation(latitude: number, longitude: number, options?: SendOptions): Message;
	/** A picture of their own when none is given. */
	sendsPhoto(bytes?: Uint8Array, options?: SendOptions & { caption?: string }): Message;
	/** Several photos, or given ones, that arrive as separate messages of one group. */
	sendsAlbum(photos: number | Uint8Array[], options?: SendOptions & { caption?: string }): Message[];
	sendsVoice(seconds: number, options?: SendOptions & { bytes?: Uint8Array }): Message;
	sendsDocument(bytes: Uint8Array, name: string, mime: string, options?: SendOptions & { caption?: string }): Message;
	sendsVideo(seconds: number, options?: SendOptions): Message;
	sendsSticker(options?: SendOptions): Message;
	sendsPoll(options?: SendOptions): Message;
	edits(messageId: number, text: string, options?: In): Message;
	/** Forwards a message of any chat into this one. */
	forwards(message: { chatId: number; messageId: number }, options?: In): Message;
	/** For both sides; the bot is not told. */
	deletes(messageId: number, options?: In): void;
	blocks(): void;
	unblocks(): void;
}

export interface PersonInput {
	firstName: string;
	lastName?: string | undefined;
	username?: string | undefined;
	languageCode?: string | undefined;
	id?: number | undefined;
}

/** Clients send what is longer in pieces. */
const TYPED_UNITS = 4096;

export function createPerson(world: World, id: number, input: PersonInput): Person {
	const names = {
		first_name: input.firstName,
		...(input.lastName ? { last_name: input.lastName } : {}),
		...(input.username ? { username: input.username } : {}),
	};
	const user: User = {
		id,
		is_bot: false,
		...names,
		...(input.languageCode ? { language_code: input.languageCode } : {}),
	};
	const home = world.chats.known(id) ?? world.chats.add({ id, type: "private", ...names }, user);

	function roomOf(place: In | undefined): Room {
		if (!place?.in) return home;
		const room = world.chats.known(place.in.id);
		if (!room?.members.has(id)) throw new Error(`${input.firstName} is not in the group "${place.in.title}"`);
		return room;
	}

	function says(content: Content, options: SendOptions & { replyToMessage?: Message } = {}): Message {
		const room = roomOf(options);
		if (room === home) {
			if (home.blocked) person.unblocks();
			home.started = true;
		}
		const reply = options.replyTo === undefined ? undefined : room.messages.get(options.replyTo)?.message;
		if (options.replyTo !== undefined && !reply) throw new Error(`there is no message ${options.replyTo} to reply to`);
		const { reply_to_message: _, ...replied } = reply ?? ({} as Message);
		const message = {
			message_id: world.chats.nextMessageId(room),
			from: user,
			chat: room.chat,
			date: options.date ? Math.floor(options.date.getTime() / 1000) : world.seconds(),
			...(reply ? { reply_to_message: replied } : {}),
			...content,
		} as Message;
		const stored = world.chats.store(room, message, id);
		if (world.events.heard("shown")) world.events.emit({ type: "shown", chatId: room.chat.id, message: shown(stored) });
		if (reaches(world, room, message)) world.updates.push({ message: message as never });
		return message;
	}

	function file(kind: FileKind, bytes: Uint8Array, name: string, mime: string, about = {}): Content {
		return fileContent(kind, world.files.keep(kind, { bytes, name, mime }), about);
	}

	const person: Person = {
		id,
		firstName: input.firstName,
		lastName: input.lastName,
		username: input.username,
		languageCode: input.languageCode,
		phone: `+98912${String(id).slice(-7).padStart(7, "0")}`,
		user,
		start(payload) {
			if (payload !== undefined && !PAYLOAD.test(payload)) {
				throw new Error(`Telegram passes no such payload on: ${payload}`);
			}
			return person.sends(payload === undefined ? "/start" : `/start ${payload}`);
		},
		sends(text, options) {
			if (options?.raw) return says(typed(text), options);
			const clean = asClientsSend(text);
			if (isBlank(clean)) throw new Error("Telegram's clients do not send an empty message");
			let last: Message | undefined;
			for (let from = 0; from < clean.length; from += TYPED_UNITS) {
				const written = typed(clean.slice(from, from + TYPED_UNITS));
				const { entities, ...rest } = options ?? {};
				last = says(entities ? { ...written, entities } : written, rest);
			}
			return last as Message;
		},
		taps(messageId, data, options = {}) {
			const room = roomOf(options);
			const message = room.messages.get(messageId)?.message;
			const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
			if (!options.forged && !buttons.some((button) => "callback_data" in button && button.callback_data === data)) {
				throw new Error(`message ${messageId} has no button "${data}"`);
			}
			const open = world.queries.open({ userId: id, chatId: room.chat.id, messageId });
			const query: CallbackQuery = {
				id: open.id,
				from: user,
				message: message ?? { chat: room.chat, message_id: messageId, date: 0 },
				chat_instance: createHash("sha256").update(`${room.chat.id}`).digest().readBigInt64BE().toString(),
				data,
			};
			world.updates.push({ callback_query: query });
			return {
				queryId: open.id,
				query,
				get answer() {
					return open.answer;
				},
			};
		},
		pressesReplyButton(label, options = {}) {
			const room = roomOf(options);
			const keyboard = room.replyKeyboard;
			const button = keyboard?.rows.flat().find((one) => (typeof one === "string" ? one : one.text) === label);
			if (!keyboard || button === undefined) throw new Error(`there is no reply button "${label}"`);
			if (keyboard.oneTime) room.replyKeyboard = undefined;
			if (typeof button === "object" && "request_contact" in button) {
				return person.sharesContact({ ...options, replyTo: keyboard.messageId });
			}
			if (typeof button === "object" && "request_location" in button) {
				const { latitude, longitude } = options.place ?? { latitude: 36.2797, longitude: 50.0049 };
				return person.sharesLocation(latitude, longitude, { ...options, replyTo: keyboard.messageId });
			}
			return person.sends(label, options);
		},
		sharesContact({ own = true, phone, firstName, ...options } = {}) {
			const contact = own
				? { phone_number: phone ?? person.phone, ...names, user_id: id }
				: { phone_number: phone ?? "+989350000000", first_name: firstName ?? "دوست" };
			const { username: _, ...card } = contact as typeof contact & { username?: string };
			return says({ contact: card }, options);
		},
		sharesLocation: (latitude, longitude, options) => says({ location: { latitude, longitude } }, options),
		sendsPhoto(bytes = aPicture(id), { caption, ...options } = {}) {
			if (!pictureSize(bytes)) throw new Error("that is not a picture");
			return says({ ...file("photo", bytes, "", "image/jpeg"), ...captionOf(caption) }, options);
		},
		sendsAlbum(photos, { caption, ...options } = {}) {
			const all = typeof photos === "number" ? Array.from({ length: photos }, (_, n) => aPicture(id + n)) : photos;
			const media_group_id = `${id}${world.chats.lastMessageId}`;
			return all.map((bytes, index) =>
				says(
					{
						media_group_id,
						...file("photo", bytes, "", "image/jpeg"),
						...captionOf(index === 0 ? caption : undefined),
					},
					options,
				),
			);
		},
		sendsVoice: (seconds, { bytes = Buffer.from("OggS"), ...options } = {}) =>
			says(file("voice", bytes, "", "audio/ogg", { duration: seconds }), options),
		sendsDocument: (bytes, name, mime, { caption, ...options } = {}) =>
			says({ ...file("document", bytes, name, mime), ...captionOf(caption) }, options),
		sendsVideo: (seconds, options) =>
			says(
				file("video", Buffer.from("video"), "", "video/mp4", { duration: seconds, width: 640, height: 360 }),
				options,
			),
		sendsSticker: (options) => says(file("sticker", Buffer.from("sticker"), "", "image/webp"), options),
		sendsPoll: (options) => says({ poll: aPoll(world.chats.lastMessageId) } as Content, options),
		edits(messageId, text, options) {
			const room = roomOf(options);
			const stored = room.messages.get(messageId);
			if (stored?.from !== id) throw new Error(`message ${messageId} is not ${input.firstName}'s to edit`);
			const clean = asClientsSend(text);
			const caption = stored.message.text === undefined;
			const { text: _, entities: __, caption: ___, ...rest } = stored.message;
			stored.message = {
				...rest,
				...(caption ? captionOf(clean) : typed(clean)),
				edit_date: world.seconds(),
			} as Message;
			world.events.emit({ type: "edited", chatId: room.chat.id, message: shown(stored) });
			if (reaches(world, room, stored.message)) world.updates.push({ edited_message: stored.message as never });
			return stored.message;
		},
		forwards({ chatId, messageId }, options) {
			const stored = world.chats.known(chatId)?.messages.get(messageId);
			if (!stored) throw new Error(`there is no message ${messageId} to forward`);
			return says({ ...contentOf(stored), forward_origin: originOf(stored) }, options);
		},
		deletes(messageId, options) {
			const room = roomOf(options);
			if (!room.messages.delete(messageId)) throw new Error(`there is no message ${messageId} to delete`);
			world.events.emit({ type: "deleted", chatId: room.chat.id, messageId });
		},
		blocks() {
			if (home.blocked) return;
			home.blocked = true;
			const bot = world.botUser;
			tellOwnStatus(world, home, user, { status: "member", user: bot }, { status: "kicked", user: bot, until_date: 0 });
		},
		unblocks() {
			if (!home.blocked) return;
			home.blocked = false;
			const bot = world.botUser;
			tellOwnStatus(world, home, user, { status: "kicked", user: bot, until_date: 0 }, { status: "member", user: bot });
		},
	};
	return person;
}

function captionOf(caption: string | undefined): Content {
	if (caption === undefined) return {};
	const { text, entities } = typed(caption);
	return { caption: text, ...(entities ? { caption_entities: entities } : {}) };
}
