/** Texts as Telegram keeps them: cleaned of what it takes out, without the white space around. */
import type { MessageEntity } from "@grammyjs/types";

export interface Formatted {
	text: string;
	entities: MessageEntity[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Telegram replaces exactly these
const TO_SPACE = /[\u0000-\u0009\u000b\u000c\u000e-\u001f]/g;
const REMOVED = /[\r\u2028-\u202e]|\u0333|\u033f|\u030a/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a quick look for any of the above
const UNCLEAN = /[\u0000-\u0009\u000b-\u001f\u2028-\u202e]|\u0333|\u033f|\u030a/;
/** Characters that show nothing: a text of these only is an empty text. */
const INVISIBLE =
	/^(?:[\s\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u206f\u2800\u3164\ufeff\ufffc]|\ufe0f)*$/;

/** Control characters become spaces; directional overrides and vertical lines go, as Telegram does to every text. */
export function cleaned(text: string): string {
	return UNCLEAN.test(text) ? text.replace(TO_SPACE, " ").replace(REMOVED, "") : text;
}

/** Clients send no control characters and no halves of characters, but every directional mark that was typed or pasted. */
export function asClientsSend(text: string): string {
	return text.toWellFormed().replace(TO_SPACE, " ").replaceAll("\r", "").trim();
}

export function isBlank(text: string): boolean {
	return INVISIBLE.test(text);
}

/** A text without markup. */
export function plain(text: string): Formatted {
	return trimmed(cleaned(text), []);
}

/** White space around a text is not sent; what lay on it only goes with it. */
export function trimmed(text: string, entities: MessageEntity[]): Formatted {
	const end = text.trimEnd().length;
	const start = text.length - text.trimStart().length;
	if (start >= end) return { text: "", entities: [] };
	if (start === 0 && end === text.length && entities.length === 0) return { text, entities };
	const kept = entities.flatMap((entity) => {
		const from = Math.max(entity.offset, start);
		const to = Math.min(entity.offset + entity.length, end);
		return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
	});
	kept.sort((one, other) => one.offset - other.offset || other.length - one.length || rank(one) - rank(other));
	return { text: text.slice(start, end), entities: kept };
}

/** Of entities over the same letters, which one Telegram names first. */
const RANKS: Record<string, number> = {
	blockquote: 0,
	expandable_blockquote: 0,
	pre: 10,
	code: 20,
	text_link: 49,
	bold: 90,
	italic: 91,
	underline: 92,
	strikethrough: 93,
	spoiler: 94,
	custom_emoji: 99,
};

function rank({ type }: MessageEntity): number {
	return RANKS[type] ?? 50;
}
