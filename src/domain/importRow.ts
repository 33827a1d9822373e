/** One row of an office's register: what its cells mean, and what is wrong with them. */

import { legalNationalId } from "./checkDigits.ts";
import { inCalendar, isoDate, type PlainDate } from "./dates.ts";
import type { ImportColumn } from "./importColumns.ts";
import { authorityOf, fieldOf, joinedForm, pieces, TITLES, type Vocabulary } from "./importWords.ts";
import {
	type LicensingAuthority,
	type OrganizationField,
	organizationName,
	PEOPLE_COUNT,
	registrationNumber,
} from "./organization.ts";
import { normaliseDigits, normaliseLetters } from "./persian.ts";
import { personName, type Title } from "./person.ts";
import { parsePhone } from "./phones.ts";
import { jalaliYear, parseDate, type Today } from "./typedDates.ts";

/** What stands in a cell; `error` is a formula without a usable result. */
export type CellContent = { text: string } | { number: number } | { day: string } | { error: true };

/** A wrong cell makes the row wrong; a remark is told, and the row counts without what could not be read. */
export interface Problem {
	column?: ImportColumn;
	/** The text `importing.problem.<reason>`. */
	reason: string;
	values?: Record<string, string | number>;
	remark?: boolean;
}

/** Only what the row says; an empty cell says nothing. */
export interface ImportedDetails {
	name: string;
	registrationNumber?: string;
	nationalId?: string;
	foundedYear?: number;
	licensingAuthority?: LicensingAuthority;
	licenseExpiresOn?: string;
	fields?: OrganizationField[];
	city?: string;
	neighbourhoodIds?: string[];
	memberCount?: number;
	volunteerCount?: number;
	about?: string;
	directorName?: string;
	directorTitle?: Title;
	phone?: string;
}

/** Telegram and Excel both hold more; a register does not need it. */
const ABOUT_LENGTH = 1000;
const CITY_LENGTH = 60;

type Row = Partial<Record<ImportColumn, CellContent>>;

export function readRow(row: Row, words: Vocabulary): { details: ImportedDetails; problems: Problem[] } {
	const problems: Problem[] = [];
	const details: ImportedDetails = { name: "" };

	/** Reads one cell when there is something in it. */
	function cell<V>(
		column: ImportColumn,
		read: (content: Exclude<CellContent, { error: true }>) => V | Problem,
	): V | undefined {
		const content = row[column];
		if (content === undefined) return undefined;
		if ("error" in content) {
			problems.push({ column, reason: "formulaError" });
			return undefined;
		}
		const value = read(content);
		if (!isProblem(value)) return value;
		problems.push({ ...value, column });
		return undefined;
	}
	function remark(column: ImportColumn, reason: string, values: Record<string, string>): void {
		problems.push({ column, reason, values, remark: true });
	}

	const name = cell("name", (content) => ruled(organizationName, kept(content)));
	if (name !== undefined) details.name = name;
	else if (row.name === undefined) problems.push({ column: "name", reason: "nameMissing" });

	put(
		"registrationNumber",
		cell("registrationNumber", (content) => ruled(registrationNumber, kept(content))),
	);
	put("nationalId", cell("nationalId", nationalId));
	put(
		"foundedYear",
		cell("foundedYear", (content) => year(content, words.today)),
	);
	put(
		"licenseExpiresOn",
		cell("licenseExpiresOn", (content) => day(content, words.today)),
	);
	put("memberCount", cell("memberCount", count));
	put("volunteerCount", cell("volunteerCount", count));
	put(
		"about",
		cell("about", (content) => kept(content).slice(0, ABOUT_LENGTH)),
	);
	put(
		"city",
		cell("city", (content) => kept(content).slice(0, CITY_LENGTH)),
	);
	put(
		"directorName",
		cell("directorName", (content) => ruled(personName, kept(content))),
	);
	put("directorTitle", cell("directorTitle", title));
	put("phone", cell("phone", phone));
	put(
		"licensingAuthority",
		cell("licensingAuthority", (content) => {
			const authority = authorityOf(kept(content), words);
			if (!authority) remark("licensingAuthority", "unknownAuthority", { value: shortened(kept(content)) });
			return authority;
		}),
	);
	put(
		"fields",
		cell("fields", (content) => {
			const { known, unknown } = pieces(kept(content), (piece) => words.fields.get(joinedForm(piece)), fieldOf);
			if (unknown.length > 0) remark("fields", "unknownField", { value: shortened(unknown.join("، ")) });
			return known.length > 0 ? known : undefined;
		}),
	);
	put(
		"neighbourhoodIds",
		cell("neighbourhoods", (content) => {
			const city = details.city === undefined ? undefined : joinedForm(details.city);
			const { known, unknown } = pieces(kept(content), (piece) => {
				const form = joinedForm(piece.replace(/^\s*محله[ٔ\u200c ]*(?:ی\s)?/u, ""));
				return (city && words.neighbourhoods.get(`${form}@${city}`)) ?? words.neighbourhoods.get(form);
			});
			if (unknown.length > 0)
				remark("neighbourhoods", "unknownNeighbourhood", { value: shortened(unknown.join("، ")) });
			return known.length > 0 ? known : undefined;
		}),
	);

	function put<K extends keyof ImportedDetails>(key: K, value: ImportedDetails[K] | undefined): void {
		if (value !== undefined) details[key] = value;
	}
	return { details, problems };
}

function isProblem(value: unknown): value is Problem {
	return typeof value === "object" && value !== null && "reason" in value;
}

/** A text as it is kept. An export of ours puts an apostrophe before what looks like a formula; here it goes again. */
function kept(content: Exclude<CellContent, { error: true }>): string {
	if ("number" in content) return String(content.number);
	if ("day" in content) return content.day;
	return normaliseLetters(content.text)
		.replace(/^'(?=[=+\-@])/, "")
		.replace(/\s+/g, " ")
		.trim();
}

function ruled(
	rule: { safeParse(text: string): { success: boolean; data?: string; error?: { issues: { message: string }[] } } },
	text: string,
): string | Problem {
	const parsed = rule.safeParse(text);
	if (parsed.success && parsed.data !== undefined) return parsed.data;
	return { reason: parsed.error?.issues[0]?.message ?? "notThis", values: { value: shortened(text) } };
}

function nationalId(content: Exclude<CellContent, { error: true }>): string | Problem {
	// A number loses the zeros it begins with.
	const text = "number" in content ? String(content.number).padStart(11, "0") : kept(content);
	const id = legalNationalId(text);
	return id.ok ? id.value : { reason: id.reason, values: { value: shortened(text) } };
}

function year(content: Exclude<CellContent, { error: true }>, today: Today): number | Problem {
	if ("day" in content) return inCalendar(dateOf(content.day), "persian").year;
	const text = kept(content);
	const found = jalaliYear(text);
	if (found !== undefined) return found;
	const date = parseDate(text, today);
	return date.ok ? inCalendar(date.value, "persian").year : { reason: "notAYear", values: { value: shortened(text) } };
}

/** Words such as «در حال تمدید» stand where there is no date. */
const NO_DATE = /تمدید|ندارد|نامشخص|نامحدود|renew|unknown|none|^[-–—.]+$/i;

function day(content: Exclude<CellContent, { error: true }>, today: Today): string | undefined | Problem {
	if ("day" in content) return content.day;
	const text = kept(content);
	if (NO_DATE.test(text)) return undefined;
	// A day must be whole: without its year it would become one of the coming twelve months.
	const isWhole = /\d{8}|\d{4}|(?:\d{1,2}\D+){2}\d{1,2}/.test(normaliseDigits(text));
	const date = isWhole ? parseDate(text, today) : ({ ok: false, reason: "notADate" } as const);
	return date.ok ? isoDate(date.value) : { reason: date.reason, values: { value: shortened(text) } };
}

function count(content: Exclude<CellContent, { error: true }>): number | Problem {
	const text = normaliseDigits(kept(content)).replace(/(?:نفر|members?|people|[\s,٬'])/giu, "");
	const number = Number(text);
	const fits = /^\d+(?:\.0+)?$/.test(text) && number >= PEOPLE_COUNT.min && number <= PEOPLE_COUNT.max;
	return fits ? number : { reason: "notANumber", values: { value: shortened(kept(content)) } };
}

/** The first number of several; eight digits alone are a landline of Qazvin. */
function phone(content: Exclude<CellContent, { error: true }>): string | Problem {
	const text = kept(content);
	for (const piece of text.split(/[،,؛;/|\n]|\s(?:و|and|یا|or)\s/u)) {
		const digits = normaliseDigits(piece).replace(/\D/g, "");
		const found = parsePhone(piece) ?? (/^[2-9]\d{7}$/.test(digits) ? parsePhone(`028${digits}`) : undefined);
		if (found) return found;
	}
	return { reason: "notAPhone", values: { value: shortened(text) } };
}

function title(content: Exclude<CellContent, { error: true }>): Title | undefined {
	const text = kept(content);
	return TITLES.find(([pattern]) => pattern.test(text))?.[1];
}

function shortened(text: string): string {
	return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

function dateOf(iso: string): PlainDate {
	const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
	return { year, month, day };
}
