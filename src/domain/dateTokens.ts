/** A typed date or time cut into numbers, words and colons, before anyone asks what they mean together. */
import type { DateWord } from "./dateWords.ts";
import { DATE_WORDS } from "./dateWords.ts";
import { foldText } from "./persian.ts";

/** `length` tells "03" and "1405" from "3". */
export type DateToken = { number: number; length: number } | { colon: true } | DateWord;

const SPELLINGS = [...DATE_WORDS.keys()].sort((a, b) => b.length - a.length);
/** The longest spelling wins ("سه‌شنبه" before "شنبه"); no letter may follow ("مه" is not the start of "مهر"). */
const WORD = new RegExp(
	`(?:${SPELLINGS.map((word) => word.replaceAll(".", "\\.").replaceAll("_", " ?")).join("|")})(?!\\p{L})`,
	"uy",
);
const BY_LETTERS = new Map([...DATE_WORDS].map(([spelling, word]) => [spelling.replaceAll("_", ""), word]));
const NUMBER = /\d{1,8}(?!\d)/y;
const COLON = /[:：]/y;
const SEPARATOR = /[\s,،;؛./\\٫()«»–—-]+/y;

/** Longer texts are prose, not dates. */
const LONGEST = 80;

/** Undefined when anything in the text is not of a date or a time. */
export function dateTokens(text: string): DateToken[] | undefined {
	const folded = foldText(text)
		.replace(/[\s\p{Cf}]+/gu, " ")
		.trim();
	if (folded.length > LONGEST) return undefined;
	const tokens: DateToken[] = [];
	for (let at = 0; at < folded.length; ) {
		const take = (pattern: RegExp): string | undefined => {
			pattern.lastIndex = at;
			const found = pattern.exec(folded)?.[0];
			at += found?.length ?? 0;
			return found;
		};
		const digits = take(NUMBER);
		const word = digits === undefined ? take(WORD) : undefined;
		if (digits !== undefined) tokens.push({ number: Number(digits), length: digits.length });
		else if (word !== undefined) tokens.push(BY_LETTERS.get(word.replaceAll(" ", "")) ?? { filler: true });
		else if (take(COLON) !== undefined) tokens.push({ colon: true });
		else if (take(SEPARATOR) === undefined) return undefined;
	}
	return spelledOut(tokens);
}

/** "بیست و پنجم" becomes 25, and fillers go. */
function spelledOut(tokens: DateToken[]): DateToken[] {
	const result: DateToken[] = [];
	let tens = 0;
	for (const token of tokens) {
		if ("filler" in token) continue;
		if ("tens" in token) tens = token.tens;
		else if ("ordinal" in token) {
			result.push({ number: tens + token.ordinal, length: 2 });
			tens = 0;
		} else {
			if (tens > 0) result.push({ number: tens, length: 2 });
			tens = 0;
			result.push(token);
		}
	}
	if (tens > 0) result.push({ number: tens, length: 2 });
	return result;
}
