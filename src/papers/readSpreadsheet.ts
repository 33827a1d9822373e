/** Reads an xlsx row by row, as a stream within limits: a sheet that unpacks to gigabytes is refused, not read. */
import { SaxesParser } from "saxes";
import { cleanText } from "../kit/cleanText.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import { local, readDateStyles, readOutline, readShared } from "./workbookParts.ts";
import { openParts, type Parts, TooMuch, Unreadable } from "./zipParts.ts";

export { TooMuch, Unreadable } from "./zipParts.ts";

export type NotASpreadsheet = "notASpreadsheet" | "oldFormat" | "passwordProtected" | "broken" | "tooLarge";

/** `date` holds an ISO day "2026-11-24". A formula is its last result; `empty` is one that was never reckoned. */
export type SheetValue =
	| { kind: "text"; text: string }
	| { kind: "number"; number: number }
	| { kind: "date"; day: string }
	| { kind: "error"; text: string };

export interface SheetRow {
	/** As it stands at the edge of the sheet, from 1. */
	number: number;
	/** By column from 0; nothing where the cell is empty. */
	cells: (SheetValue | undefined)[];
}

/** Rows that a merged cell reaches over, and the columns. */
export interface Merge {
	firstRow: number;
	lastRow: number;
	firstColumn: number;
	lastColumn: number;
}

export interface Workbook {
	sheets: { name: string; hidden: boolean }[];
	/** Rows with something in them, in order. Throws `Unreadable`, and `TooMuch` beyond the limits. */
	rows(sheet: number): AsyncGenerator<SheetRow>;
	/** Merged cells; to be asked after all rows were read. */
	merges(sheet: number): Merge[];
}

/** Excel's own limit; whoever goes beyond is no register. */
const COLUMNS = 256;
const PK = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

export async function openSpreadsheet(bytes: Uint8Array): Promise<Result<Workbook, NotASpreadsheet>> {
	if (startsWith(bytes, OLE)) return refuse(isEncrypted(bytes) ? "passwordProtected" : "oldFormat");
	if (!startsWith(bytes, PK)) return refuse("notASpreadsheet");
	try {
		const parts = await openParts(bytes);
		if (!parts.has("xl/workbook.xml")) return refuse("notASpreadsheet");
		return done(await readBook(parts));
	} catch (error) {
		return refuse(error instanceof TooMuch ? "tooLarge" : "broken");
	}
}

async function readBook(parts: Parts): Promise<Workbook> {
	const { sheets, from1904 } = await readOutline(parts);
	const dateStyles = parts.has("xl/styles.xml") ? await readDateStyles(parts) : new Set<number>();
	const merges = new Map<number, Merge[]>();
	let shared: string[] | undefined;
	return {
		sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
		async *rows(index) {
			const path = sheets[index]?.path;
			if (path === undefined) throw new RangeError(`there is no sheet ${index}`);
			shared ??= parts.has("xl/sharedStrings.xml") ? await readShared(parts) : [];
			const found: Merge[] = [];
			merges.set(index, found);
			yield* readRows(parts, path, { shared, dateStyles, from1904, merges: found });
		},
		merges: (index) => merges.get(index) ?? [],
	};
}

interface Reading {
	shared: readonly string[];
	dateStyles: ReadonlySet<number>;
	from1904: boolean;
	merges: Merge[];
}

async function* readRows(parts: Parts, path: string, reading: Reading): AsyncGenerator<SheetRow> {
	let ready: SheetRow[] = [];
	const parser = new SaxesParser();
	let row: SheetRow | undefined;
	let last = 0;
	let column = -1;
	let cell: { type: string; style: number; formula: boolean; text: string } | undefined;
	let inValue = false;

	parser.on("opentag", (tag) => {
		const { attributes } = tag;
		switch (local(tag)) {
			case "row":
				last = Number(attributes.r ?? last + 1);
				row = { number: last, cells: [] };
				column = -1;
				break;
			case "c":
				column = attributes.r ? columnOf(attributes.r) : column + 1;
				cell = { type: attributes.t ?? "n", style: Number(attributes.s ?? 0), formula: false, text: "" };
				break;
			case "f":
				if (cell) cell.formula = true;
				break;
			case "v":
			case "t":
				inValue = true;
				break;
			case "mergeCell": {
				const merge = mergeOf(attributes.ref ?? "");
				if (merge) reading.merges.push(merge);
			}
		}
	});
	parser.on("text", (piece) => {
		if (inValue && cell) cell.text += piece;
	});
	parser.on("closetag", (tag) => {
		switch (local(tag)) {
			case "v":
			case "t":
				inValue = false;
				break;
			case "c": {
				const value = cell && valueIn(cell, reading);
				if (value && row && column < COLUMNS) row.cells[column] = value;
				cell = undefined;
				break;
			}
			case "row":
				if (row && row.cells.length > 0) ready.push(row);
				row = undefined;
		}
	});
	parser.on("error", ({ message }) => {
		throw new Unreadable(message);
	});

	const decoder = new TextDecoder();
	for await (const chunk of parts.stream(path)) {
		parser.write(decoder.decode(chunk, { stream: true }));
		if (ready.length === 0) continue;
		const rows = ready;
		ready = [];
		yield* rows;
	}
	parser.close();
	yield* ready;
}

function valueIn(
	cell: { type: string; style: number; formula: boolean; text: string },
	reading: Reading,
): SheetValue | undefined {
	const { type, text, formula, style } = cell;
	// A formula that no program has reckoned yet has no result to use.
	if (text === "") return formula ? { kind: "error", text: "" } : undefined;
	if (type === "s") return textual(reading.shared[Number(text)] ?? "");
	if (type === "inlineStr" || type === "str") return textual(text);
	if (type === "e") return { kind: "error", text };
	if (type === "b") return { kind: "number", number: Number(text) };
	if (type === "d") return { kind: "date", day: text.slice(0, 10) };
	const number = Number(text);
	if (!Number.isFinite(number)) return textual(text);
	if (!reading.dateStyles.has(style)) return { kind: "number", number };
	const day = dayOfSerial(number, reading.from1904);
	return day === undefined ? { kind: "number", number } : { kind: "date", day };
}

function textual(written: string): SheetValue | undefined {
	const text = cleanText(written);
	return text === "" ? undefined : { kind: "text", text };
}

/** Excel counts days from 30 December 1899 (or 1 January 1904); times are fractions. */
function dayOfSerial(serial: number, from1904: boolean): string | undefined {
	const days = Math.floor(serial) + (from1904 ? 1462 : 0);
	if (days < 61 || days > 2_958_465) return undefined;
	return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

/** "AB12" is column 27. */
function columnOf(reference: string): number {
	let column = 0;
	for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? "A") column = column * 26 + letter.charCodeAt(0) - 64;
	return column - 1;
}

function mergeOf(reference: string): Merge | undefined {
	const [, from, firstRow, to, lastRow] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference) ?? [];
	if (from === undefined || to === undefined) return undefined;
	return {
		firstRow: Number(firstRow),
		lastRow: Number(lastRow),
		firstColumn: columnOf(from),
		lastColumn: columnOf(to),
	};
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
	return start.every((byte, i) => bytes[i] === byte);
}

/** An encrypted workbook is an OLE file with a stream called "EncryptedPackage", in UTF-16. */
function isEncrypted(bytes: Uint8Array): boolean {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
		Buffer.from("EncryptedPackage", "utf16le"),
	);
}
