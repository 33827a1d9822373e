/** What a workbook says beside its rows: which sheets it has, which styles are days, the texts that cells share. */
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { type Parts, TooMuch, Unreadable } from "./zipParts.ts";

const SHARED_CHARACTERS = 60_000_000;

export async function readOutline(parts: Parts) {
	const targets = new Map<string, string>();
	await parse(parts, "xl/_rels/workbook.xml.rels", (parser) => {
		parser.on("opentag", ({ attributes: { Id = "", Target = "" } }) => {
			targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
		});
	});
	const sheets: { name: string; hidden: boolean; path: string }[] = [];
	let from1904 = false;
	await parse(parts, "xl/workbook.xml", (parser) => {
		parser.on("opentag", (tag) => {
			const { attributes } = tag;
			if (local(tag) === "workbookPr") from1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
			if (local(tag) !== "sheet") return;
			const id = Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name))?.[1] ?? "";
			const path = targets.get(id);
			if (path !== undefined && parts.has(path)) {
				const hidden = attributes.state === "hidden" || attributes.state === "veryHidden";
				sheets.push({ name: attributes.name ?? "", hidden, path });
			}
		});
	});
	return { sheets, from1904 };
}

/** The styles whose numbers are days; Excel's own formats 14–22, 27–36, 45–47 and 50–58, or one with a day, month or year in it. */
export async function readDateStyles(parts: Parts): Promise<Set<number>> {
	const custom = new Map<number, string>();
	const styles = new Set<number>();
	let inCells = false;
	let count = 0;
	await parse(parts, "xl/styles.xml", (parser) => {
		parser.on("opentag", (tag) => {
			const { numFmtId = "0", formatCode = "" } = tag.attributes;
			if (local(tag) === "numFmt") custom.set(Number(numFmtId), formatCode);
			if (local(tag) === "cellXfs") inCells = true;
			if (local(tag) === "xf" && inCells) {
				if (isDateFormat(Number(numFmtId), custom)) styles.add(count);
				count++;
			}
		});
		parser.on("closetag", (tag) => {
			if (local(tag) === "cellXfs") inCells = false;
		});
	});
	return styles;
}

function isDateFormat(id: number, custom: ReadonlyMap<number, string>): boolean {
	const code = custom.get(id);
	if (code === undefined)
		return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49);
	return /[dy]|m{3,}/i.test(code.replace(/\[[^\]]*\]|"[^"]*"|\\./g, ""));
}

export async function readShared(parts: Parts): Promise<string[]> {
	const shared: string[] = [];
	let text = "";
	let inText = false;
	let phonetic = false;
	let characters = 0;
	await parse(parts, "xl/sharedStrings.xml", (parser) => {
		parser.on("opentag", (tag) => {
			if (local(tag) === "si") text = "";
			else if (local(tag) === "rPh") phonetic = true;
			else if (local(tag) === "t") inText = !phonetic;
		});
		parser.on("text", (piece) => {
			if (inText) text += piece;
		});
		parser.on("closetag", (tag) => {
			if (local(tag) === "t") inText = false;
			else if (local(tag) === "rPh") phonetic = false;
			else if (local(tag) === "si") {
				characters += text.length;
				if (characters > SHARED_CHARACTERS) throw new TooMuch();
				shared.push(text);
			}
		});
	});
	return shared;
}

async function parse(parts: Parts, path: string, listen: (parser: SaxesParser) => void): Promise<void> {
	const parser = new SaxesParser();
	listen(parser);
	parser.on("error", ({ message }) => {
		throw new Unreadable(message);
	});
	const decoder = new TextDecoder();
	for await (const chunk of parts.stream(path)) parser.write(decoder.decode(chunk, { stream: true }));
	parser.close();
}

/** Some programs write "x:row" for "row". */
export function local({ name }: { name: string } | SaxesTagPlain): string {
	return name.slice(name.indexOf(":") + 1);
}
