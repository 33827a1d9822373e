/** What a person wrote with formatting, as HTML of ours: everything else in it made harmless. */
import { escaped } from "./safeHtml.ts";

/** A stretch of a text, in UTF-16 units, as Telegram marks it. */
export interface Mark {
	type: string;
	offset: number;
	length: number;
	url?: string;
}

const TAGS: Record<string, [before: string, after: string]> = {
	bold: ["<b>", "</b>"],
	italic: ["<i>", "</i>"],
	underline: ["<u>", "</u>"],
	strikethrough: ["<s>", "</s>"],
	spoiler: ["<tg-spoiler>", "</tg-spoiler>"],
	code: ["<code>", "</code>"],
	pre: ["<pre>", "</pre>"],
	blockquote: ["<blockquote>", "</blockquote>"],
	expandable_blockquote: ["<blockquote expandable>", "</blockquote>"],
};

/** Marks that cross one another are closed and opened again; what is no formatting (a phone, a mention) stays words. */
export function formatted(text: string, marks: readonly Mark[]): string {
	const known = marks
		.map((mark) => ({ ...mark, length: Math.min(mark.length, text.length - mark.offset) }))
		.filter((mark) => tagsOf(mark) !== undefined && mark.length > 0 && mark.offset >= 0);
	const edges = [
		...new Set([0, text.length, ...known.flatMap(({ offset, length }) => [offset, offset + length])]),
	].sort((a, b) => a - b);
	let html = "";
	let open: Mark[] = [];
	for (const [index, edge] of edges.entries()) {
		const here = known
			.filter(({ offset, length }) => offset <= edge && offset + length > edge)
			.sort((a, b) => a.offset - b.offset || b.length - a.length);
		let kept = 0;
		while (kept < open.length && open[kept] === here[kept]) kept++;
		for (const mark of open.slice(kept).reverse()) html += tagsOf(mark)?.[1] ?? "";
		for (const mark of here.slice(kept)) html += tagsOf(mark)?.[0] ?? "";
		open = here;
		html += escaped(text.slice(edge, edges[index + 1] ?? edge));
	}
	return html;
}

function tagsOf({ type, url }: Mark): [string, string] | undefined {
	if (type !== "text_link") return TAGS[type];
	return url !== undefined && /^(https?|tg|mailto):/i.test(url) ? [`<a href="${escaped(url)}">`, "</a>"] : undefined;
}
