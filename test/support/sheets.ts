/** Sheets as offices keep them, for tests: rows of values, the headings among them. */
import { type SheetCell, spreadsheetBytes } from "../../src/papers/writeSpreadsheet.ts";

export async function aSheet(rows: readonly (readonly SheetCell[])[]): Promise<Uint8Array> {
	const [headings = [], ...rest] = rows;
	return await spreadsheetBytes({
		name: "سازمان‌ها",
		rightToLeft: true,
		columns: headings.map((title) => ({ title: String(title) })),
		rows: rest,
	});
}
