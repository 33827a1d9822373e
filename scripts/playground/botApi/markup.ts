/** The keyboards a message may carry, checked as Telegram checks them. */
import type { InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup } from "@grammyjs/types";
import { malformed } from "./refusal.ts";

/** Telegram allows 64 bytes of callback data, 100 buttons a message, 8 a row. */
const CALLBACK_DATA_BYTES = 64;
const BUTTONS = 100;
const BUTTONS_IN_A_ROW = 8;

/** What can stand under a message; "inline" stays on it, "keyboard" replaces the letters, "remove" and "force" act on them. */
export type MarkupKind = "inline" | "keyboard" | "remove" | "force";

export interface AnyMarkup {
	inline_keyboard?: InlineKeyboardButton[][];
	keyboard?: KeyboardButton[][];
	remove_keyboard?: boolean;
	force_reply?: boolean;
}

/** Throws for a keyboard Telegram would refuse; `privateChat` allows contact and place. */
export function checkMarkup(markup: AnyMarkup, privateChat: boolean): MarkupKind {
	const kinds = ["inline_keyboard", "keyboard", "remove_keyboard"].filter((kind) => kind in markup);
	if (kinds.length > 1) throw malformed("a message carries one kind of keyboard: inline, reply or remove");
	if (markup.inline_keyboard) {
		checkRows(markup.inline_keyboard);
		for (const row of markup.inline_keyboard) for (const button of row) checkInlineButton(button);
		return "inline";
	}
	if (markup.keyboard) {
		if (markup.keyboard.length === 0) throw malformed("keyboard must be non-empty");
		checkRows(markup.keyboard);
		for (const row of markup.keyboard) for (const button of row) checkReplyButton(button, privateChat);
		return "keyboard";
	}
	if ("remove_keyboard" in markup) {
		if (markup.remove_keyboard !== true) throw malformed("can't parse reply keyboard markup JSON object");
		return "remove";
	}
	if (markup.force_reply === true) return "force";
	throw malformed("object expected as reply markup");
}

/** An edited message can only have an inline keyboard. */
export function checkEditedMarkup(markup: AnyMarkup): void {
	if (!("inline_keyboard" in markup)) throw malformed("inline keyboard expected");
	checkMarkup(markup, true);
}

/** An empty inline keyboard is none. */
export function inlineOf(markup: AnyMarkup | undefined): InlineKeyboardMarkup | undefined {
	const rows = markup?.inline_keyboard?.filter((row) => row.length > 0);
	return rows?.length ? { inline_keyboard: rows } : undefined;
}

export function replyKeyboardOf(markup: AnyMarkup | undefined): ReplyKeyboardMarkup | undefined {
	return markup?.keyboard ? (markup as ReplyKeyboardMarkup) : undefined;
}

function checkRows(rows: unknown[][]): void {
	let count = 0;
	for (const row of rows) {
		if (row.length > BUTTONS_IN_A_ROW) throw malformed("too many buttons in a row of the keyboard");
		count += row.length;
	}
	if (count > BUTTONS) throw malformed("reply markup is too long");
}

function checkInlineButton(button: InlineKeyboardButton): void {
	if (button.text.trim() === "") throw malformed("BUTTON_TEXT_INVALID");
	if ("callback_data" in button) {
		const bytes = Buffer.byteLength(button.callback_data);
		if (bytes < 1 || bytes > CALLBACK_DATA_BYTES) throw malformed("BUTTON_DATA_INVALID");
	}
	if ("url" in button && !/^(https?|tg|ton):\/\/\S+$/i.test(button.url) && !/^[\w-]+(\.[\w-]+)+\S*$/.test(button.url)) {
		throw malformed(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
	}
	if ("copy_text" in button && (button.copy_text.text.length < 1 || button.copy_text.text.length > 256)) {
		throw malformed("BUTTON_COPY_TEXT_INVALID");
	}
}

function checkReplyButton(button: KeyboardButton, privateChat: boolean): void {
	const text = typeof button === "string" ? button : button.text;
	if (text.trim() === "") throw malformed("text buttons must be non-empty");
	if (typeof button === "string") return;
	if ("request_contact" in button && !privateChat) {
		throw malformed("phone number can be requested in private chats only");
	}
	if ("request_location" in button && !privateChat) throw malformed("location can be requested in private chats only");
}
