/** Keeps each line of a Persian message running from the right, and each number in it from the left: `steadyLines`. */

const RIGHT_TO_LEFT_MARK = "\u200F";
const ISOLATES = /[\u2066-\u2068]/;
const POP_ISOLATE = "\u2069";
const LETTER = /\p{L}/u;
const PERSIAN = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

interface Line {
	/** Of our own words, the first letter that has a direction. */
	first?: "persian" | "other";
	/** Shows something. */
	written: boolean;
	/** What a person wrote runs as they wrote it. */
	quoted: boolean;
}

/**
 * Telegram gives a paragraph the direction of its first letter, and what stands in isolates does not count: a line
 * that begins with a name, a number or a code would run from the left. Such lines of a message that has Persian words
 * of its own get an invisible mark; quoted ones do not. A phone number to be copied ("0912 555 0142"), whose groups
 * would be read from the right, stands in an isolate of its own, outside what is copied.
 */
export function steadyLines(markup: string): string {
	return steadyDirections(markup.replace(SPACED_NUMBER, `${LEFT_TO_RIGHT_ISOLATE}$&${POP_ISOLATE}`));
}

const LEFT_TO_RIGHT_ISOLATE = "\u2066";
const SPACED_NUMBER = /<code>\+?\d[\d ]* [\d ]*<\/code>|<code>\+\d+<\/code>/g;

function steadyDirections(markup: string): string {
	const texts = markup.split("\n");
	let depth = 0;
	let quotes = 0;
	const lines = texts.map((text) => {
		const line: Line = { written: false, quoted: quotes > 0 || text.startsWith("<blockquote") };
		for (const [piece] of text.matchAll(/<[^>]*>|&[a-z]+;|./gsu)) {
			if (piece.startsWith("<") && piece.length > 1) {
				if (piece.startsWith("<blockquote")) quotes += 1;
				else if (piece === "</blockquote>") quotes -= 1;
				continue;
			}
			if (ISOLATES.test(piece)) depth += 1;
			else if (piece === POP_ISOLATE) depth = Math.max(0, depth - 1);
			else if (piece.trim() !== "") line.written = true;
			if (depth > 0 || line.first !== undefined || piece.length > 2 || !LETTER.test(piece)) continue;
			line.first = PERSIAN.test(piece) ? "persian" : "other";
		}
		return line;
	});
	if (!lines.some(({ first }) => first === "persian")) return markup;
	return texts
		.map((text, index) => {
			const { first, written, quoted } = lines[index] ?? { written: false, quoted: false };
			return first !== "persian" && written && !quoted ? RIGHT_TO_LEFT_MARK + text : text;
		})
		.join("\n");
}
