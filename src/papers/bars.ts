/** Bars side by side for each of a few names, drawn by ourselves: how much of this, how much of that. */
import type { T } from "../texts/index.ts";
import { label, png } from "./drawing.ts";

export interface BarsShown {
	title: string;
	/** What the bars of a row are called, in their order. */
	legend: readonly string[];
	rows: readonly { name: string; values: readonly number[] }[];
}

const WIDTH = 1080;
const HEAD = 150;
const BAR = 26;
const GAP = 34;
/** Where names end and bars begin, counted from the side one begins to read at. */
const NAMES = 330;
const LONGEST = 640;
const LONGEST_NAME = 22;
/** Told apart by people who see colours differently too (Okabe and Ito). */
const COLOURS = ["#0072B2", "#E69F00", "#009E73"];
const INK = "#1f2933";

/** PNG. */
export function barsPicture({ title, legend, rows }: BarsShown, t: T): Uint8Array {
	const deep = legend.length * BAR;
	const height = HEAD + rows.length * (deep + GAP) + 40;
	const most = Math.max(1, ...rows.flatMap(({ values }) => values));
	const rtl = t.direction === "rtl";
	const at = (x: number) => (rtl ? WIDTH - x : x);
	const word = (x: number, y: number, text: string, size: number, bold = false) =>
		`<text x="${at(x)}" y="${y}" font-size="${size}"${bold ? ' font-weight="700"' : ""} fill="${INK}" text-anchor="${rtl ? "end" : "start"}">${label(text, t.direction)}</text>`;
	const block = (x: number, y: number, wide: number, high: number, colour: string | undefined) =>
		`<rect x="${rtl ? WIDTH - x - wide : x}" y="${y}" width="${wide}" height="${high}" rx="4" fill="${colour ?? INK}"/>`;
	const parts = [
		word(40, 62, title, 34, true),
		...legend.flatMap((name, index) => [
			block(40 + index * 320, 98, 28, 28, COLOURS[index]),
			word(80 + index * 320, 121, name, 24),
		]),
		...rows.flatMap(({ name, values }, index) => {
			const top = HEAD + index * (deep + GAP) + 20;
			return [
				word(40, top + deep / 2 + 9, shortened(name), 26, true),
				...values.flatMap((value, place) => {
					const wide = Math.round((value / most) * LONGEST);
					const y = top + place * BAR;
					return [
						block(NAMES, y, Math.max(3, wide), BAR - 4, COLOURS[place]),
						word(NAMES + Math.max(3, wide) + 12, y + 19, t.digits(value), 22),
					];
				}),
			];
		}),
	];
	return png(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="Vazirmatn">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${parts.join("\n")}
</svg>`);
}

function shortened(text: string): string {
	return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1)}…` : text;
}
