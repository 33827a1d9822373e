/** A text with entities written as safe HTML, for a page. */
import type { MessageEntity } from "@grammyjs/types";

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
