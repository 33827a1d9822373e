import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openSpreadsheet, type SheetRow } from "../../src/papers/readSpreadsheet.ts";
import { aWorkbook, row } from "../support/workbooks.ts";

async function open(bytes: Uint8Array) {
	const opened = await openSpreadsheet(bytes);
	if (!opened.ok) throw new Error(opened.reason);
	return opened.value;
}

async function rowsOf(bytes: Uint8Array, sheet = 0): Promise<SheetRow[]> {
	const rows: SheetRow[] = [];
	for await (const one of (await open(bytes)).rows(sheet)) rows.push(one);
	return rows;
}

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

test("a picture with another name, an old workbook, one with a password and a broken one are told apart", async () => {
	const reasonOf = async (bytes: Uint8Array) => {
		const opened = await openSpreadsheet(bytes);
		return opened.ok ? "opened" : opened.reason;
	};
	expect(await reasonOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).toBe("notASpreadsheet");
	expect(await reasonOf(new Uint8Array())).toBe("notASpreadsheet");
	expect(await reasonOf(fixture("oldExcelRegister.xls"))).toBe("oldFormat");
	const locked = Buffer.concat([
		Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
		Buffer.alloc(1024),
		Buffer.from("EncryptedPackage", "utf16le"),
	]);
	expect(await reasonOf(locked)).toBe("passwordProtected");
	const whole = await aWorkbook([{ name: "a", rows: row(1, "نام") }]);
	expect(await reasonOf(whole.subarray(0, whole.length / 2))).toBe("broken");
	expect(await reasonOf(whole)).toBe("opened");
});

test("a workbook that LibreOffice wrote is read: shared texts, days, formulas by their results, merged cells", async () => {
	const book = await open(fixture("libreOfficeRegister.xlsx"));
	expect(book.sheets.map(({ name }) => name)).toEqual(["سازمان‌ها", "توضیح"]);
	const rows: SheetRow[] = [];
	for await (const one of book.rows(0)) rows.push(one);
	expect(rows.map(({ number }) => number)).toEqual([1, 3, 4, 5, 6, 7]);
	expect(rows[2]?.cells[4]).toEqual({ kind: "date", day: "2028-03-05" });
	expect(rows[2]?.cells[3]).toEqual({ kind: "number", number: 10380284790 });
	expect(rows[3]?.cells[1]).toEqual({ kind: "text", text: "مؤسسهٔ خیریهٔ مهر الوند" });
	expect(book.merges(0)).toContainEqual({ firstRow: 6, lastRow: 7, firstColumn: 3, lastColumn: 3 });
});

test("days are known by their format, in both of Excel's calendars", async () => {
	const rows =
		'<row r="1"><c s="1"><v>46350.75</v></c><c s="2"><v>46350</v></c><c s="3"><v>46350</v></c><c><v>46350</v></c></row>';
	const day = { kind: "date", day: "2026-11-24" };
	const number = { kind: "number", number: 46350 };
	expect((await rowsOf(await aWorkbook([{ name: "a", rows }])))[0]?.cells).toEqual([day, day, number, number]);
	const mac = '<row r="1"><c s="1"><v>44888</v></c></row>';
	expect((await rowsOf(await aWorkbook([{ name: "a", rows: mac }], { from1904: true })))[0]?.cells).toEqual([day]);
});

test("a formula counts by its last result; one without a result, or with an error, is said to be one", async () => {
	const rows =
		'<row r="1"><c t="str"><f>A2</f><v>نام</v></c><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>';
	expect((await rowsOf(await aWorkbook([{ name: "a", rows }])))[0]?.cells).toEqual([
		{ kind: "text", text: "نام" },
		{ kind: "number", number: 2 },
		{ kind: "error", text: "" },
		{ kind: "error", text: "#DIV/0!" },
	]);
});

test("a million empty formatted rows are passed over", async () => {
	function* rows() {
		yield row(1, "نام سازمان", "شمارهٔ ثبت");
		for (let number = 2; number < 1_000_000; number++) yield `<row r="${number}"><c r="A${number}" s="1"/></row>`;
		yield row(1_000_000, "همیاران", 1843);
	}
	const bytes = await aWorkbook([{ name: "a", rows: rows() }]);
	expect((await rowsOf(bytes)).map(({ number }) => number)).toEqual([1, 1_000_000]);
}, 60_000);

test("hidden sheets are named as such, and cells keep their columns where some are missing", async () => {
	const rows = '<row r="5"><c r="B5" t="inlineStr"><is><t>ب</t></is></c><c r="AB5"><v>7</v></c></row>';
	const bytes = await aWorkbook([
		{ name: "a", rows },
		{ name: "b", hidden: true, rows: "" },
	]);
	const book = await open(bytes);
	expect(book.sheets[1]).toEqual({ name: "b", hidden: true });
	const [only] = await rowsOf(bytes);
	expect(only?.cells[1]).toEqual({ kind: "text", text: "ب" });
	expect(only?.cells[27]).toEqual({ kind: "number", number: 7 });
});

test("what a document type would unfold is not unfolded", async () => {
	const rows = '<row r="1"><c t="inlineStr"><is><t>&boom;</t></is></c></row>';
	await expect(rowsOf(await aWorkbook([{ name: "a", rows }]))).rejects.toThrow();
});
