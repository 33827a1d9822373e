/** A background job's work: a file is opened, its rows are read and compared with the register, and a preview is owed. */
import { type Import, type ImportCounts, MAX_IMPORT_ROWS } from "../domain/import.ts";
import { type Heading, type ImportColumn, readHeading } from "../domain/importColumns.ts";
import { type CellContent, readRow } from "../domain/importRow.ts";
import { joinedForm, type Vocabulary } from "../domain/importWords.ts";
import type { Today } from "../domain/typedDates.ts";
import { cleanText } from "../kit/cleanText.ts";
import type { Result } from "../kit/result.ts";
import {
	openSpreadsheet,
	type SheetRow,
	type SheetValue,
	TooMuch,
	Unreadable,
	type Workbook,
} from "../papers/readSpreadsheet.ts";
import * as store from "../store/imports.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { compareRows, earlierRows, type Read } from "./importComparing.ts";

/** Rows that are compared at once: few, so that they are gone before the heap grows for them. */
const PAGE = 50;
/** Headings stand among the first rows with something in them. */
const HEADING_ROWS = 30;
const SHEETS = 30;
const SHOWN_SHEETS = 12;

export interface ReadingTools {
	/** Nothing when Telegram does not hand the file out. */
	bytes: Uint8Array | undefined;
	/** The words people use for fields and licensing authorities. */
	words: Pick<Vocabulary, "fields" | "authorities">;
	today: Today;
	report(at: { done: number; total: number }): Promise<void>;
}

interface Place {
	sheet: number;
	heading: Heading;
	/** The row the headings stand in. */
	headingRow: number;
	titles: string[];
}

/** Begins anew when it was stopped: nothing but its own notes has been written. */
export async function readImport(importId: string, tools: ReadingTools): Promise<void> {
	const { today } = tools;
	const found = await store.byId(importId);
	if (found?.state !== "reading") return;
	await store.removeRows(importId);
	if (!tools.bytes) return await close(found, { state: "refused", refusal: { reason: "fileGone" } }, today.now);
	const opened: Result<Workbook> = await openSpreadsheet(tools.bytes);
	if (!opened.ok) return await close(found, { state: "refused", refusal: { reason: opened.reason } }, today.now);
	const outcome = await readBook(opened.value, found, tools);
	await close(found, outcome, today.now);
}

async function readBook(book: Workbook, found: Import, tools: ReadingTools): Promise<Partial<Import>> {
	try {
		const places = await registersIn(book, found.sheet);
		if (!Array.isArray(places)) return places;
		const [place, another] = places;
		if (!place) return refused("noHeading");
		if (another) {
			return {
				state: "choosing",
				sheets: places
					.slice(0, SHOWN_SHEETS)
					.map(({ sheet }) => ({ index: sheet, name: cleanText(book.sheets[sheet]?.name ?? "") })),
			};
		}
		return await readSheet(book, place, found.id, tools);
	} catch (error) {
		if (error instanceof TooMuch) return refused("tooLarge");
		if (error instanceof Unreadable) return refused("broken");
		throw error;
	}
}

function refused(reason: string, values?: Record<string, string | number>): Partial<Import> {
	return { state: "refused", refusal: { reason, ...(values && { values }) } };
}

/** Every sheet that has headings we know, hidden ones left out. */
async function registersIn(book: Workbook, chosen: number | undefined): Promise<Place[] | Partial<Import>> {
	const places: Place[] = [];
	let rows = 0;
	for (const [sheet, { hidden }] of book.sheets.slice(0, SHEETS).entries()) {
		if (hidden || (chosen !== undefined && chosen !== sheet)) continue;
		let looked = 0;
		for await (const row of book.rows(sheet)) {
			rows++;
			const titles = Array.from(row.cells, (cell) => textOf(cell));
			const heading = readHeading(titles);
			if (heading) {
				places.push({ sheet, heading, headingRow: row.number, titles: titles.map((title) => title ?? "") });
				break;
			}
			if (++looked >= HEADING_ROWS) break;
		}
	}
	return rows === 0 ? refused("empty") : places;
}

async function readSheet(
	book: Workbook,
	place: Place,
	importId: string,
	tools: ReadingTools,
): Promise<Partial<Import>> {
	let total = 0;
	for await (const row of book.rows(place.sheet)) if (row.number > place.headingRow) total++;
	if (total === 0) return refused("noRows");
	if (total > MAX_IMPORT_ROWS) return refused("tooManyRows", { most: MAX_IMPORT_ROWS });
	const merged = mergedRows(book, place);

	const words: Vocabulary = { ...tools.words, neighbourhoods: await neighbourhoodWords(), today: tools.today };
	const counts: ImportCounts = { new: 0, known: 0, changed: 0, wrong: 0, remarked: 0 };
	const earlier = earlierRows();
	let page: Read[] = [];
	let read = 0;
	const keep = async () => {
		const rows = await compareRows(page, importId);
		for (const row of rows) {
			counts[row.outcome]++;
			if (row.outcome !== "wrong" && row.problems.length > 0) counts.remarked++;
		}
		await store.addRows(rows, tools.today.now);
		read += page.length;
		page = [];
		await tools.report({ done: read, total });
	};
	for await (const row of book.rows(place.sheet)) {
		if (row.number <= place.headingRow) continue;
		const one = readOne(row, place.heading, words);
		const mergedColumn = merged.get(row.number);
		if (mergedColumn !== undefined) {
			const column = columnAt(place.heading, mergedColumn);
			one.problems.push({ reason: "mergedCells", ...(column && { column }) });
		}
		one.problems.push(...earlier(one));
		page.push(one);
		if (page.length >= PAGE) await keep();
	}
	if (page.length > 0) await keep();
	return {
		state: "ready",
		counts,
		headings: place.titles,
		ignored: place.heading.ignored.slice(0, 20),
		sheet: place.sheet,
	};
}

function readOne(row: SheetRow, heading: Heading, words: Vocabulary): Read {
	const entries = Object.entries(heading.columns) as [ImportColumn, number][];
	const contents = Object.fromEntries(
		entries.flatMap(([column, at]) => {
			const content = contentOf(row.cells[at]);
			return content ? [[column, content]] : [];
		}),
	);
	const { details, problems } = readRow(contents, words);
	const cells = Array.from(row.cells, (cell) => textOf(cell) ?? "");
	return { number: row.number, details, problems, cells, columns: heading.columns as Record<string, number> };
}

async function neighbourhoodWords(): Promise<Map<string, string>> {
	const words = new Map<string, string>();
	const { list } = await neighbourhoods.find("", 0, 5_000);
	for (const { id, name, city } of list) {
		if (!words.has(joinedForm(name))) words.set(joinedForm(name), id);
		words.set(`${joinedForm(name)}@${joinedForm(city)}`, id);
	}
	return words;
}

/** Rows below the headings that a merged cell reaches over, with one of its columns. */
function mergedRows(book: Workbook, place: Place): Map<number, number> {
	const rows = new Map<number, number>();
	for (const { firstRow, lastRow, firstColumn } of book.merges(place.sheet)) {
		const last = Math.min(lastRow, firstRow + MAX_IMPORT_ROWS);
		for (let row = Math.max(firstRow, place.headingRow + 1); row <= last; row++) rows.set(row, firstColumn);
	}
	return rows;
}

function columnAt({ columns }: Heading, at: number): ImportColumn | undefined {
	return (Object.entries(columns) as [ImportColumn, number][]).find(([, column]) => column === at)?.[0];
}

function contentOf(value: SheetValue | undefined): CellContent | undefined {
	switch (value?.kind) {
		case undefined:
			return undefined;
		case "text":
			return { text: value.text };
		case "number":
			return { number: value.number };
		case "date":
			return { day: value.day };
		case "error":
			return { error: true };
	}
}

function textOf(value: SheetValue | undefined): string | undefined {
	switch (value?.kind) {
		case undefined:
			return undefined;
		case "text":
			return value.text;
		case "number":
			return String(value.number);
		case "date":
			return value.day;
		case "error":
			return value.text;
	}
}

async function close(found: Import, outcome: Partial<Import>, now: Date): Promise<void> {
	await transaction(async () => {
		if (!(await store.change(found.id, ["reading"], outcome))) return;
		await owe([
			{
				key: `import.preview:${found.id}:${found.sheet ?? "-"}`,
				kind: "import.preview",
				refs: { importId: found.id },
				to: { personId: found.personId },
				dueAt: now,
				urgent: true,
			},
		]);
	});
}
