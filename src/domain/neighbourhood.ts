/** A neighbourhood: the area a thing concerns, from a list that the admins keep; and the office that stands in it. */
import { z } from "zod";
import { oneLine, VISIBLE_LETTER } from "./lines.ts";
import { searchForm } from "./persian.ts";
import { isMisspelling } from "./similarity.ts";

export interface Place {
	/** Degrees north and east. */
	latitude: number;
	longitude: number;
}

/** GeoJSON: rings of [longitude, latitude], each closed by its first point; the first ring is the border. */
export interface Outline {
	type: "Polygon";
	coordinates: number[][][];
}

export interface Neighbourhood {
	id: string;
	name: string;
	city: string;
	/** What people call it besides. */
	otherNames: string[];
	centre?: Place;
	/** The centre was guessed for the first list; nobody has confirmed it. */
	isCentreRough?: boolean;
	outline?: Outline;
	/** حاشیه‌نشین */
	isMarginalised: boolean;
	population?: number;
	/** Not offered any more since then; where it is used it is still read. */
	retiredAt?: Date;
}

/** دفتر تسهیل‌گری: the office that stands in one or more neighbourhoods. */
export interface FacilitationOffice {
	id: string;
	name: string;
	neighbourhoodIds: string[];
	address?: string;
	/** In its own words: "شنبه تا چهارشنبه ۸ تا ۱۴". */
	hours?: string;
	/** E.164 */
	phone?: string;
	/** The name of whoever is there. */
	facilitator?: string;
}

/** The province of Qazvin with a margin, in degrees. */
export const PROVINCE = { south: 35.4, north: 36.9, west: 48.7, east: 50.9 } as const;

export function isInProvince({ latitude, longitude }: Place): boolean {
	const { south, north, west, east } = PROVINCE;
	return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

const EARTH_RADIUS_M = 6_371_000;

/** How far two places are from one another, in metres, on a round earth. */
export function distanceM(a: Place, b: Place): number {
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const north = radians(b.latitude - a.latitude);
	const east = radians(b.longitude - a.longitude);
	const half =
		Math.sin(north / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
	return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(half));
}

/** Without spaces, so that "هادی آباد", "هادی‌آباد" and "هادیآباد" find one another. */
export function joinedName(name: string): string {
	return searchForm(name).replaceAll(" ", "");
}

/** Whether somebody who typed this may have meant the neighbourhood: a letter or two are wrong, missing or turned round. */
export function mayMean(typed: string, { name, otherNames }: Pick<Neighbourhood, "name" | "otherNames">): boolean {
	const word = joinedName(typed);
	return [name, ...otherNames].some((one) => isMisspelling(word, joinedName(one)));
}

/** The border and the holes of a GeoJSON feature's geometry, when it is one that can be kept; the largest part of several. */
export function outlineOf(geometry: unknown): Outline | undefined {
	const found = z
		.discriminatedUnion("type", [
			z.object({ type: z.literal("Polygon"), coordinates: polygon }),
			z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon).min(1).max(200) }),
		])
		.safeParse(geometry);
	if (!found.success) return undefined;
	const parts = found.data.type === "Polygon" ? [found.data.coordinates] : found.data.coordinates;
	const [largest] = parts.toSorted((a, b) => areaOf(b[0] ?? []) - areaOf(a[0] ?? []));
	return largest && { type: "Polygon", coordinates: largest };
}

const point = z
	.array(z.number())
	.min(2)
	.transform(([longitude = 0, latitude = 0]) => [longitude, latitude]);
const ring = z
	.array(point)
	.min(4)
	.max(5_000)
	.refine((points) => points.every(([longitude = 0, latitude = 0]) => isInProvince({ latitude, longitude })))
	.refine((points) => points[0]?.join() === points.at(-1)?.join());
const polygon = z.array(ring).min(1).max(50);

/** In square degrees: enough to compare. */
function areaOf(points: readonly number[][]): number {
	const twice = points.reduce((sum, [x = 0, y = 0], index) => {
		const [nextX = 0, nextY = 0] = points[(index + 1) % points.length] ?? [];
		return sum + x * nextY - nextX * y;
	}, 0);
	return Math.abs(twice) / 2;
}

/** The middle of an outline's border. */
export function middleOf({ coordinates: [border = []] }: Outline): Place {
	const points = border.slice(1);
	const mean = (axis: 0 | 1) => points.reduce((sum, at) => sum + (at[axis] ?? 0), 0) / (points.length || 1);
	return { latitude: mean(1), longitude: mean(0) };
}

// Each message is the reason of a refusal (`neighbourhoods.refusal.<reason>`).

export const neighbourhoodName = oneLine.pipe(
	z.string().min(2, "nameTooShort").max(60, "nameTooLong").regex(VISIBLE_LETTER, "notAName"),
);
/** Several, each on its own or with a comma between them. */
export const otherNames = z
	.string()
	.max(400, "otherNamesTooLong")
	.transform((text) => [
		...new Set(
			text
				.split(/[,،;؛\n]/)
				.map((one) => one.trim())
				.filter((one) => one !== ""),
		),
	])
	.pipe(z.array(neighbourhoodName).max(10, "otherNamesTooMany"));
export const officeWords = oneLine.pipe(z.string().min(3, "officeTooShort").max(200, "officeTooLong"));

/**
 * The list a new installation begins with: neighbourhoods of Qazvin and the towns beside it. Their centres are rough:
 * within a kilometre or two, for location to be of use until the office gives better ones.
 */
export const FIRST_NEIGHBOURHOODS: readonly { name: string; city: string; centre: Place }[] = [
	{ name: "هادی‌آباد", city: "قزوین", centre: { latitude: 36.289, longitude: 49.978 } },
	{ name: "مینودر", city: "قزوین", centre: { latitude: 36.295, longitude: 50.035 } },
	{ name: "پونک", city: "قزوین", centre: { latitude: 36.301, longitude: 50.02 } },
	{ name: "نوروزیان", city: "قزوین", centre: { latitude: 36.308, longitude: 50.008 } },
	{ name: "ملاصدرا", city: "قزوین", centre: { latitude: 36.293, longitude: 50.013 } },
	{ name: "کوثر", city: "قزوین", centre: { latitude: 36.315, longitude: 50.025 } },
	{ name: "ولیعصر", city: "قزوین", centre: { latitude: 36.285, longitude: 50.021 } },
	{ name: "باراجین", city: "قزوین", centre: { latitude: 36.33, longitude: 50.045 } },
	{ name: "چوبیندر", city: "قزوین", centre: { latitude: 36.236, longitude: 49.942 } },
	{ name: "حکم‌آباد", city: "قزوین", centre: { latitude: 36.274, longitude: 49.986 } },
	{ name: "ناصرآباد", city: "قزوین", centre: { latitude: 36.242, longitude: 49.99 } },
	{ name: "راه‌آهن", city: "قزوین", centre: { latitude: 36.25, longitude: 50.004 } },
	{ name: "غیاث‌آباد", city: "قزوین", centre: { latitude: 36.286, longitude: 50.042 } },
	{ name: "سرتک", city: "قزوین", centre: { latitude: 36.27, longitude: 49.97 } },
	{ name: "شیخ‌آباد", city: "قزوین", centre: { latitude: 36.256, longitude: 50.025 } },
	{ name: "ملک‌آباد", city: "قزوین", centre: { latitude: 36.247, longitude: 50.017 } },
	{ name: "آخوند", city: "قزوین", centre: { latitude: 36.276, longitude: 50.003 } },
	{ name: "بلاغی", city: "قزوین", centre: { latitude: 36.271, longitude: 50.006 } },
	{ name: "پنبه‌ریسه", city: "قزوین", centre: { latitude: 36.272, longitude: 49.999 } },
	{ name: "خندق‌بار", city: "قزوین", centre: { latitude: 36.266, longitude: 50.013 } },
	{ name: "دباغان", city: "قزوین", centre: { latitude: 36.264, longitude: 50.002 } },
	{ name: "درب کوشک", city: "قزوین", centre: { latitude: 36.278, longitude: 49.999 } },
	{ name: "دیمج", city: "قزوین", centre: { latitude: 36.265, longitude: 49.995 } },
	{ name: "راهری", city: "قزوین", centre: { latitude: 36.269, longitude: 50.011 } },
	{ name: "قملاق", city: "قزوین", centre: { latitude: 36.267, longitude: 49.997 } },
	{ name: "گوسفندمیدان", city: "قزوین", centre: { latitude: 36.262, longitude: 50.007 } },
	{ name: "مغلاوک", city: "قزوین", centre: { latitude: 36.274, longitude: 50.01 } },
	{ name: "اقبالیه", city: "اقبالیه", centre: { latitude: 36.233, longitude: 49.924 } },
	{ name: "الوند", city: "الوند", centre: { latitude: 36.189, longitude: 50.064 } },
	{ name: "محمدیه", city: "محمدیه", centre: { latitude: 36.224, longitude: 50.18 } },
];
