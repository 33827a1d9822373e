/** How things are found and put in order: the words and digits they are found by, and the Persian alphabet. */
import { normaliseDigits, searchForm, searchWords } from "./persian.ts";
import { parsePhone } from "./phones.ts";

/** The words a text is found by; what a half-space joins is found as one word too. */
export function indexWords(text: string): string[] {
	const joined = text.split(/\s+/).filter((piece) => piece.includes("\u200C"));
	return [
		...new Set([...searchWords(text), ...joined.flatMap((piece) => searchWords(piece.replaceAll("\u200C", "")))]),
	];
}

/** Sorts after every letter. */
const LATE = "\uFFFD";

/** Where Unicode's order is not that of the alphabet: پ چ ژ گ stand far behind, ه before و. */
const PLACES: Record<string, string> = {
	پ: `ب${LATE}`,
	چ: `ج${LATE}`,
	ژ: `ز${LATE}`,
	ک: "\u0643",
	گ: `\u0643${LATE}`,
	ه: `و${LATE}`,
	ی: "\u064A",
};

/** A text as it is put in order: comparing these as plain strings is comparing the texts by the Persian alphabet. */
export function alphabetical(text: string): string {
	return searchForm(text).replace(/[پچژکگهی]/g, (letter) => PLACES[letter] ?? letter);
}

/** Ends the part of a key that is read; what follows makes it unique. */
const END = "\u0001";

/** A key that sorts by the alphabet and that no two things share. */
export function orderKey(words: readonly string[], id: string): string {
	return `${alphabetical(words.join(" "))}${END}${id}`;
}

/** A key that sorts by a day or moment ("2026-11-24", ISO) and that no two things share. */
export function dayKey(day: string, id: string): string {
	return `${day}${END}${id}`;
}

/** Whose key it is. */
export function idOfKey(key: string): string {
	return key.slice(key.indexOf(END) + END.length);
}

/** Matches the words that begin so, one by one. */
export function wordBeginning(word: string): RegExp {
	return new RegExp(`^${word}`);
}

/** Matches order keys that have a word that begins so. */
export function keyWithWord(word: string): RegExp {
	return new RegExp(`(?:^| )${alphabetical(word)}(?!${LATE})`);
}

/** More words than this narrow nothing down. */
const MOST_WORDS = 6;

/** What a query asks for: words in their search form, each to be the beginning of one. */
export function queryWords(query: string): string[] {
	return searchWords(query.slice(0, 200)).slice(0, MOST_WORDS);
}

/** A phone backwards, without the country's code, so that its last digits are a beginning. */
export function phoneTail(phone: string): string {
	return backwards(phone.replace(/^\+98/, "").replace(/\D/g, ""));
}

/** Fewer of the last digits find too many. */
export const LEAST_DIGITS = 4;

/** The digits of a query that has nothing else: a phone, its last digits, or a user id. */
export function queryDigits(query: string): { tail: string; userId: number } | undefined {
	const typed = normaliseDigits(query).replace(/[\s\p{Cf}()./_–-]/gu, "");
	if (!/^\+?\d+$/.test(typed) || typed.length > 16) return undefined;
	const phone = parsePhone(query);
	const digits = typed.replace(/^\+/, "");
	return { tail: phone ? phoneTail(phone) : backwards(digits), userId: Number(digits) };
}

function backwards(digits: string): string {
	return [...digits].reverse().join("");
}
