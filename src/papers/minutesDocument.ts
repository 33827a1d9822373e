/** Writes minutes as a .docx: paragraphs and a table from right to left where the language is, a Persian font named, nothing but text in it. */
import { ZipFile } from "yazl";

export interface PaperText {
	rightToLeft: boolean;
	/** "fa-IR" */
	language: string;
	title: string;
	/** What it is about: a label and its text a line. */
	facts: readonly (readonly [label: string, text: string])[];
	/** The heads of the table's five columns: number, kind, words, owner, day. */
	columns: readonly string[];
	rows: readonly (readonly string[])[];
	/** Under the table, a line each. */
	remarks: readonly string[];
}

/** In twentieths of a point; together the width between the margins of an A4 page. A head and a code each fit on one line. */
const WIDTHS = [900, 1900, 3720, 1830, 1576];
/** In half points. */
const CELL_SIZE = 22;
/** The office's own font; the other one is everywhere. */
const FONT = "B Nazanin";
const FALLBACK = "Tahoma";
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/** So that the same minutes make the same bytes. */
const LONG_AGO = new Date(2000, 0, 1);

/** The file's bytes. */
export async function minutesDocument(text: PaperText): Promise<Uint8Array> {
	const zip = new ZipFile();
	const written = { "word/document.xml": documentOf(text), "word/footer1.xml": footerOf(text) };
	for (const [path, xml] of Object.entries({ ...FRAME, ...written }))
		zip.addBuffer(Buffer.from(HEADER + xml), path, { mtime: LONG_AGO });
	zip.end();
	const pieces: Uint8Array[] = [];
	for await (const piece of zip.outputStream as unknown as AsyncIterable<Uint8Array>) pieces.push(piece);
	return Buffer.concat(pieces);
}

function documentOf({ rightToLeft: rtl, language, title, facts, columns, rows, remarks }: PaperText): string {
	const write = { rtl, language };
	const body = [
		paragraph([{ text: title, bold: true, size: 32 }], write, { centred: true }),
		...facts.map(([label, text]) => paragraph([{ text: `${label}: `, bold: true }, { text }], write)),
		paragraph([], write),
		table(columns, rows, write),
		paragraph([], write),
		...remarks.map((text) => paragraph([{ text }], write)),
	].join("");
	const section = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="990" w:bottom="1134" w:left="990" w:header="567" w:footer="567" w:gutter="0"/>${rtl ? "<w:bidi/>" : ""}</w:sectPr>`;
	return `<w:document ${MAIN} xmlns:r="${OFFICE}"><w:body>${body}${section}</w:body></w:document>`;
}

/** "2 / 5" under every page: sheets that were printed stay in order. */
function footerOf({ rightToLeft: rtl, language }: PaperText): string {
	const write = { rtl, language };
	const field = (name: string) =>
		`<w:fldSimple w:instr=" ${name} ">${runOf({ text: "1", size: 20 }, write)}</w:fldSimple>`;
	const line = `${field("PAGE")}${runOf({ text: " / ", size: 20 }, write)}${field("NUMPAGES")}`;
	return `<w:ftr ${MAIN}>${paragraph([], write, { centred: true, fields: line })}</w:ftr>`;
}

interface Writing {
	rtl: boolean;
	language: string;
}

interface Run {
	text: string;
	bold?: boolean;
	/** In half points. */
	size?: number;
}

function paragraph(runs: readonly Run[], write: Writing, { centred = false, fields = "" } = {}): string {
	// With `bidi`, a paragraph begins at the right side by itself.
	const properties = `${write.rtl ? "<w:bidi/>" : ""}<w:spacing w:after="80"/>${centred ? '<w:jc w:val="center"/>' : ""}`;
	return `<w:p><w:pPr>${properties}</w:pPr>${runs.map((run) => runOf(run, write)).join("")}${fields}</w:p>`;
}

function runOf({ text, bold = false, size = 24 }: Run, { rtl, language }: Writing): string {
	const properties = [
		`<w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:cs="${FONT}"/>`,
		bold ? "<w:b/><w:bCs/>" : "",
		`<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
		rtl ? "<w:rtl/>" : "",
		`<w:lang w:val="${language}" w:bidi="${language}"/>`,
	].join("");
	const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
	return `<w:r><w:rPr>${properties}</w:rPr>${lines.join("<w:br/>")}</w:r>`;
}

/** `bidiVisual`: the first column stands on the right. */
function table(columns: readonly string[], rows: readonly (readonly string[])[], write: Writing): string {
	const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`;
	const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
	const grid = WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
	const cell = (text: string, index: number, bold: boolean) =>
		`<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[index] ?? 1000}" w:type="dxa"/>${bold ? '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' : ""}</w:tcPr>${paragraph([{ text, bold, size: CELL_SIZE }], write)}</w:tc>`;
	const head = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${columns.map((text, index) => cell(text, index, true)).join("")}</w:tr>`;
	const body = rows.map(
		(row) =>
			`<w:tr><w:trPr><w:cantSplit/></w:trPr>${row.map((text, index) => cell(text, index, false)).join("")}</w:tr>`,
	);
	const total = WIDTHS.reduce((sum, width) => sum + width, 0);
	return `<w:tbl><w:tblPr>${write.rtl ? "<w:bidiVisual/>" : ""}<w:tblW w:w="${total}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${head}${body.join("")}</w:tbl>`;
}

/** What XML cannot carry at all is left out. */
function escaped(text: string): string {
	return (
		text
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
			.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, "")
			.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)
	);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const FRAME: Record<string, string> = {
	"[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="${WORD}.footer+xml"/><Override PartName="/word/fontTable.xml" ContentType="${WORD}.fontTable+xml"/></Types>`,
	"_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
	"word/_rels/document.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/fontTable" Target="fontTable.xml"/><Relationship Id="rId2" Type="${OFFICE}/footer" Target="footer1.xml"/></Relationships>`,
	"word/fontTable.xml": `<w:fonts ${MAIN}><w:font w:name="${FONT}"><w:altName w:val="${FALLBACK}"/><w:charset w:val="B2"/><w:family w:val="auto"/></w:font></w:fonts>`,
};
