/** The registers as sheets: which columns, in which words, and how a day stands there (Jalali, and as the machines write it). */
import { dayOf, inCalendar, isoDate, type PlainDate } from "../domain/dates.ts";
import { IMPORT_COLUMNS, type ImportColumn } from "../domain/importColumns.ts";
import type { Organization } from "../domain/organization.ts";
import type { Person } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import type { T } from "../texts/index.ts";
import { EXAMPLE_ROWS } from "./exampleRows.ts";
import type { Sheet, SheetCell, SheetColumn } from "./writeSpreadsheet.ts";

export interface Column<Thing> extends SheetColumn {
	cell(thing: Thing): SheetCell;
}

interface OrganizationRow {
	organization: Organization;
	neighbourhoods: string[];
}

export function organizationSheet(rows: AsyncIterable<OrganizationRow>, t: T): Sheet {
	return sheetOf(t.plain("exporting.sheet.organizations"), rows, organizationColumns(t), t);
}

function organizationColumns(t: T): Column<OrganizationRow>[] {
	const column = (name: ImportColumn, width: number, cell: (row: OrganizationRow) => SheetCell) => ({
		title: columnTitle(name, t),
		width,
		cell,
	});
	return [
		{ title: t.plain("exporting.column.code"), width: 14, cell: ({ organization }) => organization.code },
		column("name", 34, ({ organization }) => organization.name),
		column("registrationNumber", 12, ({ organization }) => organization.registrationNumber),
		column("nationalId", 15, ({ organization }) => organization.nationalId),
		column("foundedYear", 11, ({ organization }) => String(organization.foundedYear || "")),
		column(
			"licensingAuthority",
			20,
			({ organization }) =>
				organization.licensingAuthority &&
				t.dynamicPlain(`organizations.choice.licensingAuthority.${organization.licensingAuthority}`),
		),
		column("licenseExpiresOn", 13, ({ organization }) => jalali(organization.licenseExpiresOn)),
		{
			title: t.plain("exporting.column.licenseIso"),
			width: 13,
			cell: ({ organization }) => organization.licenseExpiresOn,
		},
		column("fields", 30, ({ organization }) =>
			organization.fields.map((field) => t.dynamicPlain(`organizations.choice.fields.${field}`)).join("، "),
		),
		column("city", 12, ({ organization }) => organization.city),
		column("neighbourhoods", 24, ({ neighbourhoods }) => neighbourhoods.join("، ")),
		column("memberCount", 10, ({ organization }) => organization.memberCount),
		column("volunteerCount", 10, ({ organization }) => organization.volunteerCount),
		column("about", 40, ({ organization }) => organization.about),
		column("directorName", 22, ({ organization }) => organization.director.name),
		column("directorTitle", 10, ({ organization }) => titleOf(organization.director.title, t)),
		column("phone", 16, ({ organization }) => dialled(organization.director.phone)),
		{
			title: t.plain("exporting.column.state"),
			width: 16,
			cell: ({ organization }) =>
				organization.unclaimed
					? t.plain("exporting.unclaimed")
					: t.dynamicPlain(`organizations.state.${organization.state}`),
		},
		...capacityColumns(t),
		{
			title: t.plain("exporting.column.applied"),
			width: 13,
			cell: ({ organization }) => jalaliOf(organization.appliedAt, t),
		},
		{
			title: t.plain("exporting.column.appliedIso"),
			width: 13,
			cell: ({ organization }) => isoOf(organization.appliedAt, t),
		},
	];
}

/** What it can lend to others. */
function capacityColumns(t: T): Column<OrganizationRow>[] {
	const listed = (values: readonly string[] | undefined, words: string | undefined, key: string) =>
		[...(values ?? []).map((value) => t.dynamicPlain(`${key}.${value}`)), ...(words ? [words] : [])].join("، ");
	return [
		{
			title: t.plain("exporting.column.staffCount"),
			width: 10,
			cell: ({ organization }) => organization.capacity?.staffCount,
		},
		{
			title: t.plain("exporting.column.equipment"),
			width: 30,
			cell: ({ organization: { capacity } }) =>
				listed(capacity?.equipment, capacity?.equipmentWords, "organizations.choice.equipment"),
		},
		{
			title: t.plain("exporting.column.skills"),
			width: 30,
			cell: ({ organization: { capacity } }) =>
				listed(capacity?.skills, capacity?.skillsWords, "organizations.choice.skills"),
		},
	];
}

interface PersonRow {
	person: Person;
	organizations: { name: string; role: "director" | "member" }[];
	agencies: Record<"fa" | "en", string>[];
}

export function peopleSheet(rows: AsyncIterable<PersonRow>, t: T): Sheet {
	const columns: Column<PersonRow>[] = [
		{ title: t.plain("exporting.column.person"), width: 24, cell: ({ person }) => person.name },
		{ title: t.plain("exporting.column.title"), width: 10, cell: ({ person }) => titleOf(person.title, t) },
		{ title: columnTitle("phone", t), width: 16, cell: ({ person }) => dialled(person.phone) },
		{
			title: t.plain("exporting.column.role"),
			width: 18,
			cell: ({ person }) => person.roles.map((role) => t.dynamicPlain(`people.role.${role}`)).join("، "),
		},
		{
			title: t.plain("exporting.column.organizations"),
			width: 44,
			cell: ({ organizations, agencies }) =>
				[...organizations, ...agencies.map((name) => ({ name: name[t.language], role: "liaison" }))]
					.map(({ name, role }) => `${name} (${t.dynamicPlain(`exporting.place.${role}`)})`)
					.join("، "),
		},
		{ title: t.plain("exporting.column.userId"), width: 14, cell: ({ person }) => String(person.userId) },
		{ title: t.plain("exporting.column.since"), width: 13, cell: ({ person }) => jalaliOf(person.consentedAt, t) },
		{ title: t.plain("exporting.column.sinceIso"), width: 13, cell: ({ person }) => isoOf(person.consentedAt, t) },
	];
	return sheetOf(t.plain("exporting.sheet.people"), rows, columns, t);
}

interface CodeRow {
	organization: Organization;
	code: string;
}

/** To be printed and cut: whose code, and the code. */
export function codeSheet(rows: AsyncIterable<CodeRow>, t: T): Sheet {
	const columns: Column<CodeRow>[] = [
		{ title: columnTitle("name", t), width: 40, cell: ({ organization }) => organization.name },
		{ title: t.plain("exporting.column.claimCode"), width: 20, cell: ({ code }) => ({ marked: code }) },
		{
			title: columnTitle("registrationNumber", t),
			width: 12,
			cell: ({ organization }) => organization.registrationNumber,
		},
		{ title: columnTitle("directorName", t), width: 24, cell: ({ organization }) => organization.director.name },
		{ title: columnTitle("phone", t), width: 16, cell: ({ organization }) => dialled(organization.director.phone) },
	];
	return sheetOf(t.plain("exporting.sheet.codes"), rows, columns, t);
}

/** An empty register with two organizations that show how it is filled in. */
export function exampleSheet(t: T): Sheet {
	return {
		name: t.plain("importing.exampleSheet"),
		rightToLeft: t.direction === "rtl",
		columns: IMPORT_COLUMNS.map((column) => ({ title: columnTitle(column, t), width: column === "about" ? 40 : 20 })),
		rows: EXAMPLE_ROWS[t.language],
	};
}

/** A copy of what somebody sent, with a column before all others that says what is wrong with each row. */
export function annotatedSheet(
	headings: readonly string[],
	rows: AsyncIterable<{ status: string; cells: readonly string[]; wrong: ReadonlySet<number> }>,
	t: T,
): Sheet {
	const columns = [t.plain("importing.statusColumn"), ...headings].map((title, i) => ({
		title,
		width: i === 0 ? 50 : 20,
	}));
	async function* cells() {
		for await (const { status, cells, wrong } of rows) {
			yield [status, ...cells.map((text, at) => (wrong.has(at) ? { marked: text === "" ? " " : text } : text))];
		}
	}
	return { name: t.plain("importing.annotatedSheet"), rightToLeft: t.direction === "rtl", columns, rows: cells() };
}

function columnTitle(column: string, t: T): string {
	return t.dynamicPlain(`importing.column.${column}`);
}

export function sheetOf<Thing>(
	name: string,
	things: AsyncIterable<Thing>,
	columns: readonly Column<Thing>[],
	t: T,
): Sheet {
	async function* rows() {
		for await (const thing of things) yield columns.map(({ cell }) => cell(thing));
	}
	return { name, rightToLeft: t.direction === "rtl", columns, rows: rows() };
}

function titleOf(title: string | undefined, t: T): string {
	return title === undefined || title === "none" ? "" : t.dynamicPlain(`exporting.title.${title}`);
}

/** As people dial it, so that no text begins with a plus. */
export function dialled(phone: string | undefined): string {
	return phone ? showPhone(phone).replaceAll(" ", "").replace(/^\+/, "00") : "";
}

/** "1405/09/03": ASCII digits, so that it sorts and can be sent back. */
export function jalali(iso: string | undefined): string {
	if (iso === undefined) return "";
	const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
	return slashed(inCalendar({ year, month, day }, "persian"));
}

export function jalaliOf(moment: Date, t: T): string {
	return slashed(inCalendar(dayOf(moment, t.timeZone), "persian"));
}

export function isoOf(moment: Date, t: T): string {
	return isoDate(dayOf(moment, t.timeZone));
}

function slashed({ year, month, day }: PlainDate): string {
	return `${year}/${String(month).padStart(2, "0")}/${String(day).padStart(2, "0")}`;
}
