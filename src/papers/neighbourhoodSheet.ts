/** The example of a file of neighbourhoods: its columns, and two rows that show how they are filled. */
import type { T } from "../texts/index.ts";
import type { Sheet } from "./writeSpreadsheet.ts";

const ROWS: readonly (readonly string[])[] = [
	[
		...["هادی‌آباد", "شهرک هادی‌آباد، هادی اباد", "قزوین", "36.2890", "49.9780", "بله", "24000"],
		...["دفتر تسهیل‌گری هادی‌آباد", "خیابان نمونه، پلاک ۱", "شنبه تا چهارشنبه، ۸ تا ۱۴", "028 3300 0000", "نام نمونه"],
	],
	["مینودر", "", "قزوین", "36.2950", "50.0350", "خیر", "", "", "", "", "", ""],
];

export function exampleSheet(name: string, titles: readonly string[], t: T): Sheet {
	return {
		name,
		rightToLeft: t.direction === "rtl",
		columns: titles.map((title) => ({ title, width: 20 })),
		rows: ROWS,
	};
}
