/** How reports are found: the words each is found by, and what a list may be asked for. */
import { indexWords } from "./finding.ts";
import type { Report } from "./report.ts";

/** A long text is found by its beginning. */
const MOST_WORDS = 40;

/** The words a report is found by: its code and number, the landmark, and what it says. */
export function reportWordsOf({ code, landmark, what }: Pick<Report, "code" | "landmark" | "what">): string[] {
	const number = code
		.split("-")
		.at(-1)
		?.replace(/^0+(?=\d)/, "");
	const words = [...indexWords(code), ...(number === undefined ? [] : [number])];
	const told = [...indexWords(landmark ?? ""), ...indexWords(what)].filter((word) => word.length > 1);
	return [...new Set([...words, ...told.slice(0, MOST_WORDS)])];
}
