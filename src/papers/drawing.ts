/** Drawings: an SVG of ours becomes a PNG with the office's own letters, right to left where the language is. */
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";

/** Woff fonts draw nothing, so these are the TTF ones. */
const FONTS = ["Regular", "Bold"];

/** `svg` is drawn as wide as it says. */
export function png(svg: string): Uint8Array {
	const { resolve } = createRequire(import.meta.url);
	const fontFiles = FONTS.map((weight) => resolve(`vazirmatn/fonts/ttf/Vazirmatn-${weight}.ttf`));
	const drawing = new Resvg(svg, {
		font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Vazirmatn" },
	});
	return new Uint8Array(drawing.render().asPng());
}

/** A text for a drawing: escaped, its direction told by isolates, since the drawer knows no other way. */
export function label(text: string, direction: "rtl" | "ltr"): string {
	const clean = text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter).replace(BEYOND_XML, "");
	return `${direction === "rtl" ? "\u2067" : "\u2066"}${clean}\u2069`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const BEYOND_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Cs}/gu;
