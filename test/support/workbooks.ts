/** Workbooks made by hand, for what no office program writes when it is asked to: one part at a time, as XML. */
import { ZipFile } from "yazl";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface SheetXml {
	name: string;
	hidden?: boolean;
	/** What stands in `sheetData`; an iterable is written as it comes. */
	rows: string | Iterable<string>;
	merges?: string[];
}

/** The bytes of a workbook of these sheets. */
export async function aWorkbook(sheets: SheetXml[], { from1904 = false } = {}): Promise<Uint8Array> {
	const zip = new ZipFile();
	const list = sheets
		.map(
			({ name, hidden }, i) =>
				`<sheet name="${name}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ""} r:id="rId${i + 1}"/>`,
		)
		.join("");
	const targets = sheets
		.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${RELS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
		.join("");
	zip.addBuffer(
		Buffer.from(
			`<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><workbookPr date1904="${from1904}"/><sheets>${list}</sheets></workbook>`,
		),
		"xl/workbook.xml",
	);
	zip.addBuffer(
		Buffer.from(
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets}</Relationships>`,
		),
		"xl/_rels/workbook.xml.rels",
	);
	// Style 1 is a day in Excel's own format 14, style 2 one of the office's.
	zip.addBuffer(
		Buffer.from(
			`<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="170" formatCode="[$-3000401]yyyy/mm/dd;@"/><numFmt numFmtId="171" formatCode="&quot;day&quot;0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`,
		),
		"xl/styles.xml",
	);
	for (const [i, sheet] of sheets.entries()) {
		const merges = (sheet.merges ?? []).map((ref) => `<mergeCell ref="${ref}"/>`).join("");
		zip.addBuffer(Buffer.from(sheetOf(sheet.rows, merges)), `xl/worksheets/sheet${i + 1}.xml`);
	}
	zip.end();
	const pieces: Buffer[] = [];
	for await (const piece of zip.outputStream as AsyncIterable<Buffer>) pieces.push(piece);
	return Buffer.concat(pieces);
}

function sheetOf(rows: string | Iterable<string>, merges: string): string {
	const data = typeof rows === "string" ? rows : [...rows].join("");
	return `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`;
}

/** One row of texts and numbers, as XML. */
export function row(number: number, ...cells: (string | number)[]): string {
	const written = cells.map((cell) =>
		typeof cell === "number"
			? `<c><v>${cell}</v></c>`
			: cell === ""
				? "<c/>"
				: `<c t="inlineStr"><is><t>${cell}</t></is></c>`,
	);
	return `<row r="${number}">${written.join("")}</row>`;
}
