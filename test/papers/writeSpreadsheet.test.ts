import { expect, test } from "vitest";
import { columnName, neutralised, spreadsheetBytes, writeSpreadsheet } from "../../src/papers/writeSpreadsheet.ts";
import { aSheet, rowsOf } from "../support/sheets.ts";

test("what is written is read back: Persian, markup, blanks at the ends, control characters taken out", async () => {
	const rows = [
		["نام", "b"],
		['همیاران & <سبز> "۱"', " دو\u0000 "],
		["", 5],
	];
	expect(await rowsOf(await aSheet(rows))).toEqual([
		["نام", "b"],
		['همیاران & <سبز> "۱"', "دو"],
		["", "5"],
	]);
});

test.each(["=1+1", "+98912", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])("%j is no formula any more", (text) => {
	expect(neutralised(text)).toBe(`'${text}`);
});

test.each(["همیاران", "0912", "a=b", "O-1405-0001", ""])("%j stays as it is", (text) => {
	expect(neutralised(text)).toBe(text);
});

test("columns are called as a spreadsheet calls them", () => {
	expect([0, 25, 26, 27, 701, 702].map(columnName)).toEqual(["A", "Z", "AA", "AB", "ZZ", "AAA"]);
});

test("the same rows make the same bytes", async () => {
	const rows = [["نام"], ["همیاران"]];
	expect(await aSheet(rows)).toEqual(await aSheet(rows));
});

test("a fault while rows are fetched is the reader's to hear", async () => {
	async function* rows() {
		yield ["a"];
		throw new Error("the database is away");
	}
	const sheet = { name: "a", rightToLeft: true, columns: [{ title: "a" }], rows: rows() };
	await expect(spreadsheetBytes(sheet)).rejects.toThrow("the database is away");
});

test("rows are fetched as they are written, never all at once", async () => {
	let fetched = 0;
	async function* rows() {
		for (let number = 0; number < 50_000; number++) {
			fetched++;
			yield [`سازمان شمارهٔ ${number}`, Math.random().toString(36)];
		}
	}
	for await (const _ of writeSpreadsheet({ name: "a", rightToLeft: true, columns: [{ title: "a" }], rows: rows() }))
		break;
	expect(fetched).toBeLessThan(50_000);
});
