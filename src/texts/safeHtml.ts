/** What a text may be filled with, and how each value becomes harmless in a message. */
import { tameText } from "../kit/cleanText.ts";

/** A piece of a message that is HTML already; only `html()` and `T` make one. */
export class SafeHtml {
	readonly markup: string;
	constructor(markup: string) {
		this.markup = markup;
	}
	toString(): string {
		return this.markup;
	}
}

/** Numbers are written in the language's digits, strings are made harmless, SafeHtml goes in as it is. */
export type Value = string | number | SafeHtml;
export type Values = Readonly<Record<string, Value>>;

/** Marks markup of our own as safe. Never for anything a person wrote. */
export function html(markup: string): SafeHtml {
	return new SafeHtml(markup);
}

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** A foreign value inside a sentence: escaped, and isolated so that its direction disturbs nothing around it. */
export function isolated(value: string): string {
	return FIRST_STRONG_ISOLATE + escaped(value) + POP_ISOLATE;
}

/** A value to be copied (a code, a link): escaped, with nothing invisible around it. */
export function escaped(value: string): string {
	return tameText(value)
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
}

/** What a reader sees of our own markup: for button labels and alerts, which know no HTML. */
export function plainOf(markup: string): string {
	return markup
		.replace(/<[^>]*>/g, "")
		.replace(/[\u2068\u2069]/g, "")
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&quot;", '"')
		.replaceAll("&amp;", "&");
}
