/** The result of a needs assessment as a picture: the neighbourhoods by need, the spread of what was said, how far opinions lie apart. */
import type { NeighbourhoodResult } from "../domain/assessment.ts";
import type { T } from "../texts/index.ts";
import { label, png } from "./drawing.ts";

export interface AssessmentPicture {
	title: string;
	/** The greatest need first. */
	results: readonly NeighbourhoodResult[];
	/** Names by id. */
	neighbourhoods: ReadonlyMap<string, string>;
}

const WIDTH = 1080;
const TOP = 190;
const ROW = 92;
/** Where a score of 1 and of 5 stand, counted from the side one begins to read at. */
const AXIS = { one: 420, five: 840 };
const INK = { text: "#1f2933", soft: "#5b6773", grid: "#d5dbe1", band: "#a9cbe8", dot: "#14568c", paper: "#ffffff" };
/** Longer names would run into the axis. */
const LONGEST_NAME = 22;

export function assessmentPicture({ title, results, neighbourhoods }: AssessmentPicture, t: T): Uint8Array {
	const height = TOP + results.length * ROW + 40;
	const at = (x: number) => (t.direction === "rtl" ? WIDTH - x : x);
	const word = (x: number, y: number, text: string, look: Look = {}) => written(at(x), y, text, look, t);
	const of = (score: number) => AXIS.one + ((score - 1) / 4) * (AXIS.five - AXIS.one);
	const bottom = height - 36;

	const grid = [1, 2, 3, 4, 5].flatMap((score) => [
		`<line x1="${at(of(score))}" x2="${at(of(score))}" y1="${TOP - 24}" y2="${bottom}" stroke="${INK.grid}" stroke-width="2"/>`,
		word(of(score), TOP - 34, t.digits(score), { side: "middle", size: 26, ink: INK.soft }),
	]);
	const rows = results.flatMap((one, index) => {
		const y = TOP + index * ROW + ROW / 2;
		const name = shortened(neighbourhoods.get(one.neighbourhoodId) ?? "؟");
		const begins = [
			one.rank > 0 ? word(40, y + 10, t.digits(one.rank), { bold: true, size: 30, ink: INK.dot }) : "",
			word(92, y + 2, name, { bold: true, size: 28 }),
			word(92, y + 32, one.sheets === 0 ? t.plain("assessments.picture.none") : sheetsOf(one, t), {
				size: 20,
				ink: INK.soft,
			}),
		];
		if (one.sheets === 0) return begins;
		const [low, high] = [at(of(one.lowest)), at(of(one.highest))];
		return [
			...begins,
			`<rect x="${Math.min(low, high) - 9}" y="${y - 9}" width="${Math.abs(high - low) + 18}" height="18" rx="9" fill="${INK.band}"/>`,
			`<circle cx="${at(of(one.mean))}" cy="${y}" r="13" fill="${INK.dot}"/>`,
			word(of(one.mean), y - 20, decimal(one.mean, t), { side: "middle", bold: true, size: 24, ink: INK.dot }),
			word(955, y + 10, one.sheets < 2 ? "–" : decimal(one.disagreement, t), { side: "middle", size: 28 }),
		];
	});
	return png(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="Vazirmatn">
<rect width="${WIDTH}" height="${height}" fill="${INK.paper}"/>
${[
	word(40, 62, shortened(title, 52), { bold: true, size: 34 }),
	word((AXIS.one + AXIS.five) / 2, 112, t.plain("assessments.picture.axis"), {
		side: "middle",
		size: 24,
		ink: INK.soft,
	}),
	word(955, 156, t.plain("assessments.picture.disagreement"), { side: "middle", size: 22, ink: INK.soft }),
	...legend(at, word, t),
	...grid,
	...rows,
].join("\n")}
</svg>`);
}

/** What the dot and the band mean. */
function legend(at: (x: number) => number, word: (x: number, y: number, text: string, look?: Look) => string, t: T) {
	const end = Math.min(at(40), at(100));
	return [
		`<rect x="${end}" y="138" width="60" height="18" rx="9" fill="${INK.band}"/>`,
		`<circle cx="${at(70)}" cy="147" r="12" fill="${INK.dot}"/>`,
		word(116, 155, t.plain("assessments.picture.range"), { size: 22, ink: INK.soft }),
	];
}

interface Look {
	/** Where the text begins from, in the direction one reads. */
	side?: "start" | "middle";
	size?: number;
	bold?: boolean;
	ink?: string;
}

function written(x: number, y: number, text: string, look: Look, t: T): string {
	const { side = "start", size = 24, bold = false, ink = INK.text } = look;
	const anchor = side === "middle" ? "middle" : t.direction === "rtl" ? "end" : "start";
	const weight = bold ? ' font-weight="700"' : "";
	return `<text x="${x}" y="${y}" font-size="${size}"${weight} fill="${ink}" text-anchor="${anchor}">${label(text, t.direction)}</text>`;
}

function sheetsOf({ sheets }: NeighbourhoodResult, t: T): string {
	return `${t.digits(sheets)} ${t.plain("assessments.picture.sheets")}`;
}

function decimal(number: number, t: T): string {
	const [whole = "0", part = "0"] = number.toFixed(1).split(".");
	return `${t.digits(whole)}${t.language === "fa" ? "٫" : "."}${t.digits(part)}`;
}

function shortened(text: string, longest = LONGEST_NAME): string {
	return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
