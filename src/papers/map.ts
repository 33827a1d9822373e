/** A map picture of points and outlines, drawn by ourselves: no tiles, no server; labels in Vazirmatn, right to left where the text is. */
import type { Outline, Place } from "../domain/neighbourhood.ts";
import { label as marked, png } from "./drawing.ts";

export interface MapPoint {
	place: Place;
	/** Which group of the legend it belongs to, counted from 0; its colour. */
	group?: number;
	label?: string;
	/** Of many things at one place: the circle grows with it. */
	count?: number;
}

export interface MapOutline {
	outline: Outline;
	label?: string;
	/** Stands out from the others. */
	emphasised?: boolean;
}

export interface MapShown {
	points: readonly MapPoint[];
	outlines: readonly MapOutline[];
	/** Names that stand where no outline is known; they do not widen the picture. */
	names?: readonly { place: Place; label: string }[];
	title: string;
	/** What the groups are called, in their order. */
	legend: readonly string[];
	/** How a distance is said beside the scale. */
	distance?: (metres: number) => string;
}

function metric(metres: number): string {
	return metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
}

const WIDTH = 1080;
const HEAD = 96;
const BODY = 860;
const LEGEND_LINE = 44;
const MARGIN = 70;
/** Told apart by people who see colours differently too (Okabe and Ito). */
const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];
/** More names than this run into one another. */
const MOST_LABELS = 40;

/** PNG. Nothing but a title where there is nothing to show. */
export function mapPicture(shown: MapShown): Uint8Array {
	return png(svgOf(shown));
}

function svgOf({ points, outlines, names = [], title, legend, distance = metric }: MapShown): string {
	const height = HEAD + BODY + Math.max(1, legend.length) * LEGEND_LINE + 24;
	const at = projection([
		...points.map(({ place }) => place),
		...outlines.flatMap(({ outline }) => cornersOf(outline)),
	]);
	const written = at ? labels({ points, outlines, names }, at) : [];
	const parts = [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="Vazirmatn">`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		text(WIDTH / 2, 62, title, { size: 36, anchor: "middle", weight: 700 }),
		`<rect x="24" y="${HEAD}" width="${WIDTH - 48}" height="${BODY}" rx="12" fill="#f3f1ea" stroke="#d8d4c8"/>`,
		...(at ? outlines.map((one) => border(one, at)) : []),
		// The points stand over the names that are only there for finding one's way.
		...written.flatMap(({ isFaint, svg }) => (isFaint ? [svg] : [])),
		...(at ? points.map((one) => dot(one, at)) : []),
		...written.flatMap(({ isFaint, svg }) => (isFaint ? [] : [svg])),
		...(at ? [scaleBar(at.metresPerPixel, distance)] : []),
		...legend.map((name, group) => legendLine(name, group)),
		"</svg>",
	];
	return parts.join("\n");
}

interface At {
	(place: Place): { x: number; y: number };
	metresPerPixel: number;
}

/** Degrees of latitude and longitude into pixels: flat, with the longitudes narrowed as they are at this latitude. */
function projection(places: readonly Place[]): At | undefined {
	if (places.length === 0) return undefined;
	const latitudes = places.map(({ latitude }) => latitude);
	const longitudes = places.map(({ longitude }) => longitude);
	const [south, north] = [least(latitudes), most(latitudes)];
	const [west, east] = [least(longitudes), most(longitudes)];
	const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
	const narrowed = Math.cos((middle.latitude * Math.PI) / 180);
	// A single point is shown with a kilometre or so around it.
	const tall = Math.max(north - south, 0.01);
	const wide = Math.max((east - west) * narrowed, 0.01);
	const scale = Math.min((BODY - 2 * MARGIN) / tall, (WIDTH - 48 - 2 * MARGIN) / wide);
	const at = ({ latitude, longitude }: Place) => ({
		x: round(WIDTH / 2 + (longitude - middle.longitude) * narrowed * scale),
		y: round(HEAD + BODY / 2 - (latitude - middle.latitude) * scale),
	});
	return Object.assign(at, { metresPerPixel: METRES_PER_DEGREE / scale });
}

const METRES_PER_DEGREE = 111_195;

function cornersOf({ coordinates: [ring = []] }: Outline): Place[] {
	return ring.map(([longitude = 0, latitude = 0]) => ({ latitude, longitude }));
}

function border({ outline, emphasised }: MapOutline, at: At): string {
	const rings = outline.coordinates.map((ring) => {
		const corners = ring.map(([longitude = 0, latitude = 0]) => at({ latitude, longitude }));
		return `M${corners.map(({ x, y }) => `${x} ${y}`).join("L")}Z`;
	});
	const [fill, stroke, width] = emphasised ? ["#dfead9", "#4d7a3a", 3] : ["#e9e5d8", "#a39b84", 1.5];
	return `<path d="${rings.join("")}" fill="${fill}" fill-rule="evenodd" stroke="${stroke}" stroke-width="${width}"/>`;
}

function dot({ place, group = 0, count = 1 }: MapPoint, at: At): string {
	const { x, y } = at(place);
	const radius = round(Math.min(26, 7 + 3 * Math.sqrt(count - 1)));
	return mark({ x, y, radius, group }, 'fill-opacity="0.8" stroke="#ffffff" stroke-width="2"');
}

/** Groups differ by shape too, for whoever does not see their colours. */
function mark({ x, y, radius, group }: { x: number; y: number; radius: number; group: number }, how = ""): string {
	const fill = `fill="${colour(group)}" ${how}`;
	const shape = group % 3;
	if (shape === 0) return `<circle cx="${x}" cy="${y}" r="${radius}" ${fill}/>`;
	const r = round(radius * (shape === 1 ? 0.9 : 1.2));
	if (shape === 1) return `<rect x="${x - r}" y="${y - r}" width="${2 * r}" height="${2 * r}" ${fill}/>`;
	return `<path d="M${x} ${round(y - r)}L${round(x + r)} ${round(y + r * 0.8)}H${round(x - r)}Z" ${fill}/>`;
}

/** A name that would run into another is left out. */
function labels({ points, outlines, names }: Required<Pick<MapShown, "points" | "outlines" | "names">>, at: At) {
	const wanted: { x: number; y: number; label: string; size: number; isFaint?: boolean }[] = [
		...outlines.flatMap(({ outline, label, emphasised }) => {
			if (label === undefined) return [];
			const corners = cornersOf(outline).map(at);
			const x = (least(corners.map((one) => one.x)) + most(corners.map((one) => one.x))) / 2;
			const y = (least(corners.map((one) => one.y)) + most(corners.map((one) => one.y))) / 2;
			return [{ x, y, label, size: emphasised ? 26 : 22 }];
		}),
		...points.flatMap(({ place, label, count = 1 }) => {
			if (label === undefined) return [];
			const { x, y } = at(place);
			return [{ x, y: y - 12 - 3 * Math.sqrt(count - 1), label, size: 22 }];
		}),
		...names.flatMap(({ place, label }) => {
			const { x, y } = at(place);
			const isInside = x > 60 && x < WIDTH - 60 && y > HEAD + 30 && y < HEAD + BODY - 60;
			return isInside ? [{ x, y: y + 30, label, size: 22, isFaint: true }] : [];
		}),
	];
	const taken: { left: number; right: number; top: number; bottom: number }[] = [];
	return wanted.flatMap(({ x, y, label, size, isFaint = false }) => {
		const half = (label.length * size * 0.55) / 2;
		const middle = Math.min(Math.max(x, 32 + half), WIDTH - 32 - half);
		const box = { left: middle - half, right: middle + half, top: y - size, bottom: y + 6 };
		const collides = taken.some(
			(other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
		);
		if (collides || taken.length >= MOST_LABELS) return [];
		taken.push(box);
		return [{ isFaint, svg: text(round(middle), round(y), label, { size, anchor: "middle", halo: true, isFaint }) }];
	});
}

/** A round number of metres, about a sixth of the picture long. */
function scaleBar(metresPerPixel: number, distance: (metres: number) => string): string {
	const wanted = metresPerPixel * 180;
	const power = 10 ** Math.floor(Math.log10(wanted));
	const metres = [5, 2, 1].map((times) => times * power).find((each) => each <= wanted) ?? power;
	const length = round(metres / metresPerPixel);
	const y = HEAD + BODY - 26;
	return [
		`<path d="M48 ${y - 8}V${y}H${48 + length}V${y - 8}" fill="none" stroke="#555555" stroke-width="2"/>`,
		text(48 + length + 12, y + 4, distance(metres), { size: 20, anchor: "start" }),
	].join("");
}

function legendLine(name: string, group: number): string {
	const y = HEAD + BODY + 36 + group * LEGEND_LINE;
	const rtl = isRightToLeft(name);
	const x = rtl ? WIDTH - 48 : 48;
	return [
		mark({ x, y, radius: 11, group }),
		text(rtl ? x - 24 : x + 24, y + 9, name, { size: 26, anchor: rtl ? "end" : "start" }),
	].join("");
}

function colour(group: number): string {
	return COLOURS[group % COLOURS.length] ?? "#000000";
}

interface Letters {
	size: number;
	anchor: "start" | "middle" | "end";
	weight?: number;
	halo?: boolean;
	isFaint?: boolean;
}

function text(x: number, y: number, words: string, { size, anchor, weight = 400, halo, isFaint }: Letters): string {
	const direction = isRightToLeft(words) ? "rtl" : "ltr";
	const around = halo ? ' stroke="#ffffff" stroke-width="5" stroke-linejoin="round" paint-order="stroke"' : "";
	return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${isFaint ? "#8a8371" : "#222222"}"${around}>${marked(words, direction)}</text>`;
}

function isRightToLeft(words: string): boolean {
	return /[\u0590-\u08FF]/.test(words);
}

function least(numbers: readonly number[]): number {
	return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(numbers: readonly number[]): number {
	return numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

function round(pixels: number): number {
	return Math.round(pixels * 10) / 10;
}
