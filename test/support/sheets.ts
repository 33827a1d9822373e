/** Sheets as offices keep and get them, for tests: written from rows of values, and read back from what the bot sent. */
import { openSpreadsheet } from "../../src/papers/readSpreadsheet.ts";
import { type SheetCell, spreadsheetBytes } from "../../src/papers/writeSpreadsheet.ts";
import type { Player } from "./player.ts";
import type { Town } from "./town.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export async function aSheet(rows: readonly (readonly SheetCell[])[], name = "سازمان‌ها"): Promise<Uint8Array> {
	const [headings = [], ...rest] = rows;
	return await spreadsheetBytes({
		name,
		rightToLeft: true,
		columns: headings.map((title) => ({ title: String(title) })),
		rows: rest,
	});
}

export async function sendsSheet(player: Player, bytes: Uint8Array, name = "فهرست.xlsx"): Promise<void> {
	await player.does((client) => client.sendsDocument(bytes, name, XLSX));
}

/** The newest sheet the bot sent to somebody, as rows of texts. */
export async function sheetSentTo(town: Town, player: Player): Promise<string[][]> {
	const sent = player.screen.findLast((message) => message.document !== undefined);
	const file = sent?.document && town.botApi.file(sent.document.file_id);
	if (!file) throw new Error(`no file was sent; last was: ${player.sees}`);
	return await rowsOf(file.bytes);
}

/** The first sheet of a workbook as rows of texts. */
export async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
	const opened = await openSpreadsheet(bytes);
	if (!opened.ok) throw new Error(`it cannot be opened: ${opened.reason}`);
	const rows: string[][] = [];
	for await (const { cells } of opened.value.rows(0)) {
		rows.push(
			Array.from(cells, (cell) => {
				if (cell === undefined) return "";
				if (cell.kind === "number") return String(cell.number);
				return cell.kind === "date" ? cell.day : cell.text;
			}),
		);
	}
	return rows;
}
