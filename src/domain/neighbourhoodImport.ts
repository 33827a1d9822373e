/** Neighbourhoods by file: what a row or an outline says, and what it would change; nothing is written before an admin says so. */
import {
	type FacilitationOffice,
	isInProvince,
	joinedName,
	type Neighbourhood,
	neighbourhoodName,
	officeWords,
	otherNames,
	outlineOf,
} from "./neighbourhood.ts";
import { normaliseDigits, searchForm } from "./persian.ts";
import { parsePhone } from "./phones.ts";

export const SHEET_COLUMNS = [
	"name",
	"otherNames",
	"city",
	"latitude",
	"longitude",
	"isMarginalised",
	"population",
	"officeName",
	"address",
	"hours",
	"phone",
	"facilitator",
] as const;
export type SheetColumnName = (typeof SHEET_COLUMNS)[number];

/** Written where the city is left out. */
const FIRST_CITY = "قزوین";

export const ROW_PROBLEMS = [
	"noName",
	"nameWrong",
	"twice",
	"centreWrong",
	"populationWrong",
	"marginalisedWrong",
	"phoneWrong",
	"officeWrong",
	"outlineWrong",
	"unknownPlace",
	"severalPlaces",
] as const;
export type RowProblem = (typeof ROW_PROBLEMS)[number];

/** What a row gives; what it leaves out stays as it is. */
export type Given = Partial<Omit<Neighbourhood, "id" | "retiredAt" | "isCentreRough">> & {
	office?: Partial<FacilitationOffice>;
};

export interface ReadRow {
	/** In the file, from 1. */
	number: number;
	outcome: "new" | "changed" | "same" | "wrong";
	name?: string;
	problem?: RowProblem;
	/** The one it changes, or the id of the new one. */
	neighbourhoodId?: string;
	given?: Given;
}

export type NeighbourhoodImportState = "reading" | "ready" | "writing" | "written" | "refused" | "cancelled";

export interface NeighbourhoodImport {
	id: string;
	personId: string;
	fileId: string;
	fileName: string;
	state: NeighbourhoodImportState;
	receivedAt: Date;
	refusal?: "notReadable" | "noNameColumn" | "tooLarge";
	/** Those that do not say what stands already, and those of which something is wrong. */
	rows: ReadRow[];
	counts: { new: number; changed: number; same: number; wrong: number };
}

export const MOST_ROWS = 2_000;
export const MOST_FILE_BYTES = 10 * 1024 * 1024;

/** What a file is compared with. */
export interface Known {
	neighbourhoods: readonly Neighbourhood[];
	offices: ReadonlyMap<string, FacilitationOffice>;
	newId(): string;
}

const YES = new Set(["بله", "بلی", "اری", "هست", "yes", "true", "1", "حاشیه نشین"]);
const NO = new Set(["خیر", "نه", "نیست", "no", "false", "0"]);

/** One row of a sheet, by its columns; `seen` holds the names met before in the file. */
export function readRow(
	number: number,
	cells: Partial<Record<SheetColumnName, string>>,
	known: Known,
	seen: Set<string>,
): ReadRow {
	const typed = cells.name?.trim() ?? "";
	if (typed === "") return { number, outcome: "wrong", problem: "noName" };
	const wrong = (problem: RowProblem): ReadRow => ({ number, outcome: "wrong", name: typed.slice(0, 60), problem });
	const name = neighbourhoodName.safeParse(typed);
	const city = cells.city === undefined ? undefined : neighbourhoodName.safeParse(cells.city);
	const others = cells.otherNames === undefined ? undefined : otherNames.safeParse(cells.otherNames);
	if (!name.success || city?.success === false || others?.success === false) return wrong("nameWrong");
	const matches = matching(known.neighbourhoods, name.data, city?.data);
	if (matches.length > 1) return wrong("severalPlaces");
	const [match] = matches;
	const key = match?.id ?? `${city?.data ?? FIRST_CITY}/${joinedName(name.data)}`;
	if (seen.has(key)) return wrong("twice");
	seen.add(key);

	const given: Given = { ...(others ? { otherNames: others.data } : {}) };
	if (!match) Object.assign(given, { name: name.data, city: city?.data ?? FIRST_CITY });
	if (cells.latitude !== undefined || cells.longitude !== undefined) {
		const centre = { latitude: degrees(cells.latitude), longitude: degrees(cells.longitude) };
		if (!isInProvince(centre)) return wrong("centreWrong");
		given.centre = centre;
	}
	if (cells.population !== undefined) {
		const population = Number(normaliseDigits(cells.population).replace(/[,٬،\s]/g, ""));
		if (!Number.isInteger(population) || population < 0 || population > 5_000_000) return wrong("populationWrong");
		given.population = population;
	}
	if (cells.isMarginalised !== undefined) {
		const said = searchForm(cells.isMarginalised);
		if (!YES.has(said) && !NO.has(said)) return wrong("marginalisedWrong");
		given.isMarginalised = YES.has(said);
	}
	const office = officeOf(cells);
	if (typeof office === "string") return wrong(office);
	if (office) given.office = office;
	return compared(number, given, match, known);
}

function matching(neighbourhoods: readonly Neighbourhood[], name: string, city: string | undefined): Neighbourhood[] {
	const wanted = joinedName(name);
	const inCity = neighbourhoods.filter((one) => city === undefined || joinedName(one.city) === joinedName(city));
	const exact = inCity.filter((one) => joinedName(one.name) === wanted);
	return exact.length > 0
		? exact
		: inCity.filter((one) => one.otherNames.some((other) => joinedName(other) === wanted));
}

function degrees(typed: string | undefined): number {
	return typed === undefined || typed.trim() === "" ? Number.NaN : Number(normaliseDigits(typed).replace("٫", "."));
}

function officeOf(
	cells: Partial<Record<SheetColumnName, string>>,
): Partial<FacilitationOffice> | RowProblem | undefined {
	const { officeName, address, hours, phone, facilitator } = cells;
	const rest = { address, hours, facilitator };
	if ([officeName, address, hours, phone, facilitator].every((one) => one === undefined)) return undefined;
	if (officeName === undefined) return "officeWrong";
	const office: Partial<FacilitationOffice> = {};
	for (const [field, words] of Object.entries({ name: officeName, ...rest })) {
		if (words === undefined) continue;
		const parsed = officeWords.safeParse(words);
		if (!parsed.success) return "officeWrong";
		Object.assign(office, { [field]: parsed.data });
	}
	if (phone === undefined) return office;
	const number = parsePhone(phone);
	return number === undefined ? "phoneWrong" : { ...office, phone: number };
}

/** One feature of a GeoJSON file, found by its name. */
export function readFeature(number: number, feature: unknown, known: Known, seen: Set<string>): ReadRow {
	const { properties, geometry } = (feature ?? {}) as { properties?: Record<string, unknown>; geometry?: unknown };
	const named = ["name", "name:fa", "نام", "نام محله", "title"].map((key) => properties?.[key]);
	const name = named.find((one) => typeof one === "string" && one.trim() !== "") as string | undefined;
	if (name === undefined) return { number, outcome: "wrong", problem: "noName" };
	const wrong = (problem: RowProblem): ReadRow => ({ number, outcome: "wrong", name: name.slice(0, 60), problem });
	const city = typeof properties?.city === "string" ? properties.city : undefined;
	const matches = matching(known.neighbourhoods, name, city);
	const [match] = matches;
	if (!match) return wrong("unknownPlace");
	if (matches.length > 1) return wrong("severalPlaces");
	if (seen.has(match.id)) return wrong("twice");
	seen.add(match.id);
	const outline = outlineOf(geometry);
	return outline ? compared(number, { outline }, match, known) : wrong("outlineWrong");
}

function compared(number: number, given: Given, match: Neighbourhood | undefined, known: Known): ReadRow {
	if (!match) return { number, outcome: "new", name: given.name ?? "", neighbourhoodId: known.newId(), given };
	const { office, ...fields } = given;
	const now = match as unknown as Record<string, unknown>;
	const changes =
		Object.entries(fields).some(([field, value]) => JSON.stringify(now[field]) !== JSON.stringify(value)) ||
		differs(office, known.offices.get(match.id));
	const row: ReadRow = { number, outcome: changes ? "changed" : "same", name: match.name, neighbourhoodId: match.id };
	return changes ? { ...row, given } : row;
}

function differs(given: Partial<FacilitationOffice> | undefined, now: FacilitationOffice | undefined): boolean {
	if (!given) return false;
	const before = (now ?? {}) as Record<string, unknown>;
	return Object.entries(given).some(([field, value]) => before[field] !== value);
}
