/** What the playground's page is told: messages, calls and the bot as plain JSON, no more than it shows. */
import type { InlineKeyboardButton, KeyboardButton } from "@grammyjs/types";
import type { BotApi, ChatView, LedgerEntry, ShownMessage } from "./botApi/index.ts";

export interface PageButton {
	text: string;
	url?: string;
	copy?: string;
}

export interface PageReplyButton {
	text: string;
	wants?: "contact" | "location";
}

export function pageMessage(shown: ShownMessage) {
	const { message } = shown;
	return {
		id: shown.messageId,
		from: shown.from,
		date: shown.date.getTime(),
		kind: shown.kind,
		text: shown.text,
		entities: shown.entities,
		keyboard: shown.inlineKeyboard.map((row) => row.map(pageButton)),
		edited: shown.edited,
		forwarded: shown.forwarded,
		pinned: shown.pinned,
		reactions: shown.reactions,
		...(shown.replyTo === undefined ? {} : { replyTo: shown.replyTo }),
		...(shown.mediaGroupId === undefined ? {} : { album: shown.mediaGroupId }),
		...(shown.photo && {
			photo: { url: fileUrl(shown.photo.fileId), width: shown.photo.width, height: shown.photo.height },
		}),
		...(shown.document && {
			document: {
				name: shown.document.file_name ?? "",
				size: shown.document.file_size,
				url: fileUrl(shown.document.file_id),
			},
		}),
		...(shown.voice && { voice: { seconds: shown.voice.duration } }),
		...(shown.location && { location: shown.location }),
		...(shown.venue && { venue: { title: shown.venue.title, address: shown.venue.address } }),
		...(shown.contact && {
			contact: {
				name: [shown.contact.first_name, shown.contact.last_name].filter(Boolean).join(" "),
				phone: shown.contact.phone_number,
			},
		}),
		...(message.sticker && { sticker: message.sticker.emoji ?? "🙂" }),
		...(message.poll && {
			poll: { question: message.poll.question, options: message.poll.options.map(({ text }) => text) },
		}),
		...(message.video && { file: "video" }),
		...(message.audio && { file: "audio" }),
		...(message.animation && { file: "animation" }),
		...serviceOf(message),
	};
}

/** Lines nobody wrote, as keys that the page puts into words. */
function serviceOf(message: ShownMessage["message"]): { service?: { event: string; names: string[] } } {
	const service = (event: string, names: string[] = []) => ({ service: { event, names } });
	if (message.new_chat_members)
		return service(
			"joined",
			message.new_chat_members.map((user) => user.first_name),
		);
	if (message.left_chat_member) return service("left", [message.left_chat_member.first_name]);
	if (message.migrate_to_chat_id !== undefined) return service("migrated");
	if (message.migrate_from_chat_id !== undefined) return service("migratedHere");
	if (message.group_chat_created) return service("groupCreated");
	return {};
}

function pageButton(button: InlineKeyboardButton): PageButton {
	if ("url" in button) return { text: button.text, url: button.url };
	if ("copy_text" in button) return { text: button.text, copy: button.copy_text.text };
	return { text: button.text };
}

function pageReplyButton(button: KeyboardButton): PageReplyButton {
	if (typeof button === "string") return { text: button };
	if ("request_contact" in button) return { text: button.text, wants: "contact" };
	if ("request_location" in button) return { text: button.text, wants: "location" };
	return { text: button.text };
}

const fileUrl = (fileId: string) => `file/${encodeURIComponent(fileId)}`;

export function pageChat(view: ChatView) {
	return {
		chatId: view.chatId,
		messages: view.messages.map(pageMessage),
		...besideMessages(view),
	};
}

/** What stands below a chat's messages. */
export function besideMessages(view: Pick<ChatView, "replyKeyboard" | "chatAction">) {
	return {
		...(view.replyKeyboard && { replyKeyboard: view.replyKeyboard.rows.map((row) => row.map(pageReplyButton)) }),
		...(view.chatAction !== undefined && { action: view.chatAction }),
	};
}

export function pageCall(entry: LedgerEntry) {
	return {
		sequence: entry.sequence,
		time: entry.time.getTime(),
		method: entry.method,
		chatId: entry.chatId,
		parameters: entry.parameters,
		outcome: entry.outcome,
	};
}

/** Asking for updates is no news. */
export const isNews = (entry: LedgerEntry) => entry.method !== "getUpdates" || entry.outcome.kind !== "accepted";

export function pageBot({ profile, username }: BotApi) {
	const languages = ["", "fa", "en"];
	return {
		username,
		name: profile.text("name", "") || "دبیر",
		descriptions: Object.fromEntries(languages.map((language) => [language, profile.text("description", language)])),
	};
}
