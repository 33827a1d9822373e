/** Telegram's HTML, read into a text with entities as Telegram reads it. */
import type { MessageEntity } from "@grammyjs/types";
import { malformed } from "./refusal.ts";
import { cleaned, type Formatted, plain, trimmed } from "./text.ts";

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
