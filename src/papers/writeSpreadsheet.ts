/** Writes an xlsx as a stream: rows come one after another and are never held; right-to-left, all text as text, nothing a formula. */
import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface SheetColumn {
	title: string;
	/** In characters. */
	width?: number;
}

/** A text is written as a text, whatever it looks like; `marked` is set off by a frame and bold type. */
export type SheetCell = string | number | undefined | { marked: string };

export interface Sheet {
	name: string;
	rightToLeft: boolean;
	columns: readonly SheetColumn[];
	rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>;
}

/** Excel allows 32,767 characters a cell. */
const CELL_LENGTH = 32_000;
/** A run of rows is handed on when it is this long. */
const PIECE = 32_000;
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const STYLE = { text: 1, heading: 2, marked: 3 };

/** The file's bytes, piece by piece. */
export function writeSpreadsheet(sheet: Sheet): AsyncIterable<Uint8Array> {
	const zip = new ZipFile();
	for (const [path, xml] of Object.entries(FRAME)) zip.addBuffer(Buffer.from(HEADER + xml), path, { mtime: LONG_AGO });
	zip.addBuffer(Buffer.from(HEADER + workbook(sheet.name)), "xl/workbook.xml", { mtime: LONG_AGO });
	const body = Readable.from(bytesOf(sheet), { objectMode: false });
	body.on("error", (error) => zip.outputStream.emit("error", error));
	zip.addReadStream(body, "xl/worksheets/sheet1.xml", { mtime: LONG_AGO });
	zip.end();
	return zip.outputStream as unknown as AsyncIterable<Uint8Array>;
}

/** The same in one piece, for what is small. */
export async function spreadsheetBytes(sheet: Sheet): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for await (const piece of writeSpreadsheet(sheet)) pieces.push(piece);
	return Buffer.concat(pieces);
}

/**
 * A text that a program would take for a formula when the sheet becomes a CSV (it begins with = + - @, a tab or a line
 * end) gets an apostrophe before it. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function neutralised(text: string): string {
	return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

async function* bytesOf(sheet: Sheet): AsyncGenerator<Buffer> {
	let xml = HEADER + opening(sheet);
	let number = 1;
	xml += rowOf(
		sheet.columns.map(({ title }) => title),
		number,
		STYLE.heading,
	);
	for await (const cells of sheet.rows) {
		xml += rowOf(cells, ++number, STYLE.text);
		if (xml.length < PIECE) continue;
		yield Buffer.from(xml);
		xml = "";
	}
	yield Buffer.from(`${xml}</sheetData></worksheet>`);
}

function opening({ rightToLeft, columns }: Sheet): string {
	const cols = columns
		.map(
			({ width = 18 }, i) =>
				`<col min="${i + 1}" max="${i + 1}" width="${width}" style="${STYLE.text}" customWidth="1"/>`,
		)
		.join("");
	const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
	return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${rightToLeft ? ' rightToLeft="1"' : ""}>${pane}</sheetView></sheetViews>${cols && `<cols>${cols}</cols>`}<sheetData>`;
}

function rowOf(cells: readonly SheetCell[], number: number, style: number): string {
	const written = cells.map((cell, column) => {
		if (cell === undefined || cell === "") return "";
		const at = `r="${columnName(column)}${number}"`;
		if (typeof cell === "number") return `<c ${at}><v>${cell}</v></c>`;
		const [text, look] = typeof cell === "string" ? [cell, style] : [cell.marked, STYLE.marked];
		return `<c ${at} s="${look}" t="inlineStr"><is><t xml:space="preserve">${escaped(neutralised(text))}</t></is></c>`;
	});
	return `<row r="${number}">${written.join("")}</row>`;
}

/** "A", "Z", "AA" */
export function columnName(index: number): string {
	let name = "";
	for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
		name = String.fromCharCode(65 + (rest % 26)) + name;
	return name;
}

function escaped(text: string): string {
	return (
		text
			.slice(0, CELL_LENGTH)
			// What XML cannot carry at all.
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
			.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, "")
			.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)
	);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** So that the same rows make the same bytes. */
const LONG_AGO = new Date(2000, 0, 1);
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function workbook(name: string): string {
	const allowed = escaped(name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31));
	return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${allowed}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

const FRAME: Record<string, string> = {
	"[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
	"_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
	// Format 49 is text: what is typed there later stays a text too.
	"xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Tahoma"/></font><font><b/><sz val="11"/><name val="Tahoma"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFE9A8"/></patternFill></fill></fills><borders count="2"><border/><border><left style="medium"/><right style="medium"/><top style="medium"/><bottom style="medium"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/><xf xfId="0" numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf xfId="0" numFmtId="49" fontId="1" fillId="2" borderId="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/></cellXfs></styleSheet>`,
};
