/** Text as people and machines hand it over, freed of what is invisible and harmful; the half-space and emoji joiners stay. */

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
/**
 * Control characters but the line feed, marks that turn the direction of what follows, invisible spaces,
 * and halves of surrogate pairs. U+200C (half-space) and U+200D (joins emoji) are not among them.
 */
const HARMFUL =
	/(?!\n)\p{Cc}|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Cs}/gu;
/** Persian needs two marks on a letter at most; a tower of them runs over the neighbouring lines. */
const TOWER_OF_MARKS = /(\p{M}{3})\p{M}+/gu;

/** Safe to show inside our own sentence: nothing that hides, turns direction or piles up. Changes no visible word. */
export function tameText(text: string): string {
	return text.replace(LINE_ENDS, "\n").replaceAll("\t", " ").replace(HARMFUL, "").replace(TOWER_OF_MARKS, "$1");
}

/** Safe to keep: tamed, composed (NFC), without blanks at its ends. Empty when nothing visible was in it. */
export function cleanText(text: string): string {
	return tameText(text)
		.normalize("NFC")
		.replace(/^[\s\u200C\u200D]+|[\s\u200C\u200D]+$/g, "");
}
