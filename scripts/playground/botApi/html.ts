/** Telegram's HTML: read into a text with entities as Telegram reads it, and written back for a page. */
import type { MessageEntity } from "@grammyjs/types";
import { malformed } from "./refusal.ts";

export interface Formatted {
	text: string;
	entities: MessageEntity[];
}

interface OpenTag {
	name: string;
	/** UTF-16 offset in the text. */
	offset: number;
	argument: string;
	/** What a `code` inside this `pre` said about the language, and where it ended. */
	language?: { name: string; end: number };
}

const TYPES: Record<string, string> = {
	b: "bold",
	strong: "bold",
	i: "italic",
	em: "italic",
	u: "underline",
	ins: "underline",
	s: "strikethrough",
	strike: "strikethrough",
	del: "strikethrough",
	"tg-spoiler": "spoiler",
	span: "spoiler",
	a: "text_link",
	code: "code",
	pre: "pre",
	blockquote: "blockquote",
	"tg-emoji": "custom_emoji",
};
const NAMED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

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

export function isBlank(text: string): boolean {
	return INVISIBLE.test(text);
}

/** A text without markup. */
export function plain(text: string): Formatted {
	return trimmed(cleaned(text), []);
}

/** Throws Telegram's "can't parse entities" with the byte offset of the fault. */
export function parseHtml(html: string): Formatted {
	if (!html.includes("<") && !html.includes("&")) return plain(html);
	let text = "";
	const entities: MessageEntity[] = [];
	const open: OpenTag[] = [];
	let i = 0;
	while (i < html.length) {
		const from = i;
		while (i < html.length && html[i] !== "<" && html[i] !== "&") i++;
		if (i > from) text += cleaned(html.slice(from, i));
		if (i >= html.length) break;
		if (html[i] === "&") {
			const [decoded, next] = decodeEntity(html, i);
			text += cleaned(decoded);
			i = next;
		} else if (html[i + 1] === "/") {
			i = readEndTag(html, i, open, (tag) => close(tag, open, text, entities));
		} else {
			const [tag, next] = readStartTag(html, i, text.length);
			open.push(tag);
			i = next;
		}
	}
	const left = open.at(-1);
	if (left) throw unparsable(`Can't find end tag corresponding to start tag "${left.name}"`);
	return trimmed(text, entities);
}

function unparsable(why: string): Error {
	return malformed(`can't parse entities: ${why}`);
}

function at(html: string, position: number): string {
	return `at byte offset ${Buffer.byteLength(html.slice(0, position))}`;
}

/** Named entities are only those four, with or without a semicolon; anything else stays as it was written. */
function decodeEntity(html: string, start: number): [string, number] {
	let end = start + 1;
	let decoded: string | undefined;
	if (html[end] === "#") {
		const digits = /^#(x[0-9a-fA-F]+|[0-9]+)/.exec(html.slice(end, end + 12))?.[1];
		if (digits === undefined) return ["&", start + 1];
		end += 1 + digits.length;
		const code = digits.startsWith("x") ? Number.parseInt(digits.slice(1), 16) : Number(digits);
		if (code === 0 || code >= 0x10ffff || end - start >= 10 || (code >= 0xd800 && code <= 0xdfff)) {
			return ["&", start + 1];
		}
		decoded = String.fromCodePoint(code);
	} else {
		while (/[a-zA-Z]/.test(html[end] ?? "")) end++;
		decoded = NAMED[html.slice(start + 1, end)];
		if (decoded === undefined) return ["&", start + 1];
	}
	return [decoded, html[end] === ";" ? end + 1 : end];
}

function isSpace(character: string | undefined): boolean {
	return character !== undefined && " \t\r\n\0\v".includes(character);
}

function readEndTag(html: string, start: number, open: OpenTag[], closed: (tag: OpenTag) => void): number {
	const tag = open.pop();
	if (!tag) throw unparsable(`Unexpected end tag ${at(html, start)}`);
	let i = start + 2;
	while (i < html.length && !isSpace(html[i]) && html[i] !== ">") i++;
	const name = html.slice(start + 2, i).toLowerCase();
	while (isSpace(html[i])) i++;
	if (html[i] !== ">") throw unparsable(`Unclosed end tag ${at(html, start)}`);
	if (name !== "" && name !== tag.name) {
		throw unparsable(`Unmatched end tag ${at(html, start)}, expected "</${tag.name}>", found "</${name}>"`);
	}
	closed(tag);
	return i + 1;
}

function readStartTag(html: string, start: number, offset: number): [OpenTag, number] {
	let i = start + 1;
	while (i < html.length && !isSpace(html[i]) && html[i] !== ">") i++;
	if (i >= html.length) throw unparsable(`Unclosed start tag ${at(html, start)}`);
	const name = html.slice(start + 1, i).toLowerCase();
	if (!Object.hasOwn(TYPES, name)) throw unparsable(`Unsupported start tag "${name}" ${at(html, start)}`);
	let argument = "";
	while (html[i] !== ">") {
		while (isSpace(html[i])) i++;
		if (html[i] === ">") break;
		const attributeStart = i;
		while (i < html.length && !isSpace(html[i]) && !"=>/\"'".includes(html[i] as string)) i++;
		const attribute = html.slice(attributeStart, i).toLowerCase();
		if (attribute === "") {
			if (i >= html.length) throw unparsable(`Unclosed start tag "${name}" ${at(html, start)}`);
			throw unparsable(`Empty attribute name in the tag "${name}" ${at(html, start)}`);
		}
		while (isSpace(html[i])) i++;
		let value = "";
		if (html[i] === "=") {
			i++;
			while (isSpace(html[i])) i++;
			[value, i] = readAttributeValue(html, i);
		}
		if (i >= html.length) throw unparsable(`Unclosed start tag "${name}" ${at(html, start)}`);
		argument = argumentOf(name, attribute, value) ?? argument;
	}
	if (name === "span" && argument !== "spoiler") {
		throw unparsable(`Tag "span" must have class "tg-spoiler" ${at(html, start)}`);
	}
	if (name === "tg-emoji" && !/^\d+$/.test(argument)) {
		throw unparsable(`Invalid custom emoji identifier specified ${at(html, start)}`);
	}
	return [{ name, offset, argument }, i + 1];
}

function readAttributeValue(html: string, start: number): [string, number] {
	let i = start;
	const quote = html[i];
	if (quote !== '"' && quote !== "'") {
		while (/[a-zA-Z0-9.-]/.test(html[i] ?? "")) i++;
		if (i < html.length && !isSpace(html[i]) && html[i] !== ">") {
			throw unparsable(`Unexpected end of name token ${at(html, start)}`);
		}
		return [html.slice(start, i).toLowerCase(), i];
	}
	let value = "";
	i++;
	while (i < html.length && html[i] !== quote) {
		if (html[i] === "&") {
			const [decoded, next] = decodeEntity(html, i);
			value += decoded;
			i = next;
		} else {
			value += html[i++];
		}
	}
	return [value, i + 1];
}

function argumentOf(tag: string, attribute: string, value: string): string | undefined {
	if (tag === "a" && attribute === "href") return value;
	if (tag === "code" && attribute === "class" && value.startsWith("language-")) return value.slice(9);
	if (tag === "span" && attribute === "class" && value.startsWith("tg-")) return value.slice(3);
	if (tag === "tg-emoji" && attribute === "emoji-id") return value;
	if (tag === "blockquote" && attribute === "expandable") return "1";
	return undefined;
}

function close(tag: OpenTag, open: OpenTag[], text: string, entities: MessageEntity[]): void {
	const length = text.length - tag.offset;
	if (length === 0) return;
	const inside = open.at(-1);
	const type = TYPES[tag.name] as string;
	const place = { offset: tag.offset, length };
	if (tag.name === "code" && inside?.name === "pre") {
		if (tag.argument !== "" && inside.offset === tag.offset) {
			inside.language = { name: tag.argument, end: text.length };
		}
		return;
	}
	if (tag.name === "pre") {
		const language = tag.language?.end === text.length ? { language: tag.language.name } : {};
		entities.push({ type: "pre", ...place, ...language });
	} else if (tag.name === "a") {
		const url = checkedLink(tag.argument || text.slice(tag.offset));
		if (url) entities.push({ type: "text_link", ...place, url });
	} else if (tag.name === "tg-emoji") {
		entities.push({ type: "custom_emoji", ...place, custom_emoji_id: tag.argument });
	} else if (tag.name === "blockquote") {
		if (open.some((other) => other.name === "blockquote")) return;
		entities.push({ type: tag.argument === "1" ? "expandable_blockquote" : "blockquote", ...place });
	} else {
		entities.push({ type: type as "bold", ...place });
	}
}

/** A link that Telegram shows as a link; of anything else only the words stay. */
function checkedLink(link: string): string | undefined {
	const url = link.trim();
	if (/^(https?|tg|tonsite|ton):\/\/\S+$/i.test(url)) return url;
	if (/^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$/.test(url)) return `http://${url}`;
	return undefined;
}

/** White space around a text is not sent; what lay on it only goes with it. */
function trimmed(text: string, entities: MessageEntity[]): Formatted {
	const end = text.trimEnd().length;
	const start = text.length - text.trimStart().length;
	if (start >= end) return { text: "", entities: [] };
	if (start === 0 && end === text.length && entities.length === 0) return { text, entities };
	const kept = entities.flatMap((entity) => {
		const from = Math.max(entity.offset, start);
		const to = Math.min(entity.offset + entity.length, end);
		return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
	});
	kept.sort((one, other) => one.offset - other.offset || other.length - one.length);
	return { text: text.slice(start, end), entities: kept };
}

const WRITTEN: Record<string, [string, string]> = {
	bold: ["<b>", "</b>"],
	italic: ["<i>", "</i>"],
	underline: ["<u>", "</u>"],
	strikethrough: ["<s>", "</s>"],
	spoiler: ['<span class="tg-spoiler">', "</span>"],
	code: ["<code>", "</code>"],
	blockquote: ["<blockquote>", "</blockquote>"],
	expandable_blockquote: ["<blockquote expandable>", "</blockquote>"],
};

/** The text as safe HTML: everything escaped, only Telegram's own tags. */
export function htmlOf(text: string, entities: readonly MessageEntity[] = []): string {
	const marks: { position: number; opens: boolean; order: number; html: string }[] = [];
	entities.forEach((entity, index) => {
		const [before, after] = tagsOf(entity);
		if (before === "") return;
		marks.push({ position: entity.offset, opens: true, order: index, html: before });
		marks.push({ position: entity.offset + entity.length, opens: false, order: -index, html: after });
	});
	marks.sort((a, b) => a.position - b.position || Number(a.opens) - Number(b.opens) || a.order - b.order);
	let html = "";
	let from = 0;
	for (const mark of marks) {
		html += escaped(text.slice(from, mark.position)) + mark.html;
		from = mark.position;
	}
	return html + escaped(text.slice(from));
}

function tagsOf(entity: MessageEntity): [string, string] {
	if (entity.type === "text_link") return [`<a href="${escaped(entity.url)}">`, "</a>"];
	if (entity.type === "pre") {
		const language = entity.language ? `<code class="language-${escaped(entity.language)}">` : "";
		return [`<pre>${language}`, language ? "</code></pre>" : "</pre>"];
	}
	return WRITTEN[entity.type] ?? ["", ""];
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
