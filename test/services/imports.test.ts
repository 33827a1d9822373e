import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Import } from "../../src/domain/import.ts";
import { joinedForm } from "../../src/domain/importWords.ts";
import type { Actor } from "../../src/domain/person.ts";
import { readImport } from "../../src/services/importReading.ts";
import * as imports from "../../src/services/imports.ts";
import { writeImport } from "../../src/services/importWriting.ts";
import { beginWithFirstList } from "../../src/services/neighbourhoods.ts";
import * as store from "../../src/store/imports.ts";
import * as similar from "../../src/store/similarOrganizations.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";
import { aSheet } from "../support/sheets.ts";
import { aWorkbook, row } from "../support/workbooks.ts";

withDatabase();

const words = {
	fields: new Map([[joinedForm("محیط زیست"), "environment"]]),
	authorities: new Map<string, string>(),
};
const today = { now: NOW, timeZone: "Asia/Tehran", calendar: "persian" as const };
const silent = async () => undefined;

async function isRead(bytes: Uint8Array | undefined, actor?: Actor): Promise<Import> {
	const admin = actor ?? (await aPerson({ roles: ["admin"] }));
	const received = await imports.receive(admin, { fileId: "f", name: "فهرست.xlsx", bytes: 1 }, NOW);
	if (!received.ok) throw new Error(received.reason);
	await imports.read(admin, received.value.id, NOW);
	return await goesOn(received.value.id, bytes);
}

async function goesOn(importId: string, bytes: Uint8Array | undefined): Promise<Import> {
	await readImport(importId, { bytes, words, today, report: silent });
	return (await store.byId(importId)) as Import;
}

async function isWritten(importId: string, actor: Actor, report = silent): Promise<Import> {
	await imports.commit(actor, importId, NOW);
	await writeImport(importId, NOW, report);
	return (await store.byId(importId)) as Import;
}

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const problemsOf = async ({ id }: Import) =>
	(await store.rows(id, 0, 100)).flatMap(({ number, problems }) =>
		problems.map(({ column, reason }) => `${number} ${column ?? "-"} ${reason}`),
	);

test("the register that LibreOffice wrote is read under its title, with the rows that are wrong named", async () => {
	await beginWithFirstList();
	const read = await isRead(fixture("libreOfficeRegister.xlsx"));
	expect(read.state).toBe("ready");
	expect(read.counts).toEqual({ new: 2, known: 0, changed: 0, wrong: 2, remarked: 0 });
	expect(read.ignored).toEqual(["ردیف"]);
	expect(await problemsOf(read)).toEqual([
		"6 licenseExpiresOn noSuchDay",
		"6 nationalId mergedCells",
		"7 nationalId mergedCells",
	]);
	const [first, second] = await store.rows(read.id, 0, 2);
	expect(first?.details).toEqual({
		name: "همیاران سبز قزوین",
		registrationNumber: "1843",
		nationalId: "10380284790",
		licenseExpiresOn: "2028-03-05",
		fields: ["environment"],
		phone: "+989125550142",
	});
	expect(second?.details).toMatchObject({ name: "مؤسسهٔ خیریهٔ مهر الوند", licenseExpiresOn: "2027-09-22" });
});

test.each([
	["a picture with another name", async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "notASpreadsheet"],
	["an old workbook", async () => fixture("oldExcelRegister.xls"), "oldFormat"],
	["an empty sheet", async () => aWorkbook([{ name: "a", rows: "" }]), "empty"],
	[
		"a sheet without headings",
		async () =>
			aSheet([
				["همیاران", "1843"],
				["مهر", "2071"],
			]),
		"noHeading",
	],
	["headings without a row", async () => aSheet([["نام سازمان", "شمارهٔ ثبت"]]), "noRows"],
	["a file that is cut off", async () => (await aSheet([["نام سازمان"]])).subarray(0, 500), "broken"],
	["a sheet whose XML is broken", async () => aWorkbook([{ name: "a", rows: "<row><c></row>" }]), "broken"],
	["a file that Telegram does not hand out", async () => undefined, "fileGone"],
])("%s is refused with its reason, and nothing is kept of it", async (_, bytes, reason) => {
	const read = await isRead(await bytes());
	expect(read).toMatchObject({ state: "refused", refusal: { reason } });
	expect(await store.rows(read.id, 0, 10)).toEqual([]);
});

test("a file over 20 MB is not fetched at all", async () => {
	const admin = await aPerson({ roles: ["admin"] });
	const file = { fileId: "f", name: "فهرست.xlsx", bytes: 20 * 1024 * 1024 + 1 };
	expect(await imports.receive(admin, file, NOW)).toMatchObject({ ok: false, reason: "tooLarge" });
});

test("of two sheets that are registers one is chosen; hidden ones and notes are not offered", async () => {
	const register = row(1, "نام سازمان", "شمارهٔ ثبت") + row(2, "همیاران دو برگه", 5001);
	const bytes = await aWorkbook([
		{ name: "توضیح", rows: row(1, "یادداشت") },
		{ name: "۱۴۰۴", rows: register },
		{ name: "۱۴۰۵", rows: register + row(3, "مهر دو برگه", 5002) },
		{ name: "پنهان", hidden: true, rows: register },
	]);
	const admin = await aPerson({ roles: ["admin"] });
	const read = await isRead(bytes, admin);
	expect(read.sheets).toEqual([
		{ index: 1, name: "۱۴۰۴" },
		{ index: 2, name: "۱۴۰۵" },
	]);
	expect(await imports.chooseSheet(admin, read.id, 0, NOW)).toMatchObject({ ok: false });
	await imports.chooseSheet(admin, read.id, 2, NOW);
	expect((await goesOn(read.id, bytes)).counts?.new).toBe(2);
});

test("the same number twice, the same name twice and a formula without a result are wrong, each where it stands", async () => {
	const read = await isRead(
		await aWorkbook([
			{
				name: "a",
				rows: [
					row(1, "نام سازمان", "شمارهٔ ثبت", "شهر"),
					row(2, "انجمن یک", 6001),
					row(3, "انجمن دو", 6001),
					row(4, "انجمن سه", "", "قزوین"),
					row(5, "مؤسسهٔ سه", "", "قزوین"),
					row(6, "مؤسسهٔ سه", "", "الوند"),
					'<row r="7"><c><f>NOW()</f></c></row>',
				].join(""),
			},
		]),
	);
	expect(await problemsOf(read)).toEqual([
		"3 registrationNumber sameNumberTwice",
		"5 name sameNameTwice",
		"7 name formulaError",
	]);
	expect(read.counts).toMatchObject({ new: 3, wrong: 3 });
});

test("nothing of the register changes before it is written, and the same file then changes nothing", async () => {
	const admin = await aPerson({ roles: ["admin"] });
	const bytes = await aSheet([
		["نام سازمان", "شمارهٔ ثبت"],
		["سازمان آزمایش نخست", "7001"],
		["سازمان آزمایش دوم", "7002"],
	]);
	const read = await isRead(bytes, admin);
	expect(await similar.sameAs({ registrationNumber: "7001" }, ["approved"], 1)).toEqual([]);
	const written = await isWritten(read.id, admin);
	expect(written).toMatchObject({ state: "written", written: { added: 2, changed: 0, skipped: 0 } });
	const [one] = await similar.sameAs({ registrationNumber: "7001" }, ["approved"], 1);
	expect(one).toMatchObject({ name: "سازمان آزمایش نخست", unclaimed: true, importId: read.id });
	expect(one?.code).toMatch(/^O-1405-\d{4,}$/);
	expect((await isRead(bytes, admin)).counts).toEqual({ new: 0, known: 2, changed: 0, wrong: 0, remarked: 0 });
});

test("two previews of one file that are both written write it once", async () => {
	const admin = await aPerson({ roles: ["admin"] });
	const bytes = await aSheet([
		["نام سازمان", "شمارهٔ ثبت"],
		["سازمان دو پیش‌نمایش", "7101"],
	]);
	const [first, second] = [await isRead(bytes, admin), await isRead(bytes, admin)];
	await isWritten(first.id, admin);
	expect((await isWritten(second.id, admin)).written).toMatchObject({ added: 0, skipped: 1 });
	expect(await similar.sameAs({ registrationNumber: "7101" }, ["approved"], 5)).toHaveLength(1);
});

test("a writing that is stopped goes on where it was, and counts each row once", async () => {
	const admin = await aPerson({ roles: ["admin"] });
	const rows = Array.from({ length: 450 }, (_, i) => [`سازمان نیمه‌کاره ${i}`, String(80_000 + i)]);
	const read = await isRead(await aSheet([["نام سازمان", "شمارهٔ ثبت"], ...rows]), admin);
	await imports.commit(admin, read.id, NOW);
	const stop = async () => {
		throw new Error("the process goes");
	};
	await expect(writeImport(read.id, NOW, stop)).rejects.toThrow();
	await expect(writeImport(read.id, NOW, stop)).rejects.toThrow();
	await writeImport(read.id, NOW, silent);
	expect(await store.byId(read.id)).toMatchObject({ written: { added: 450, changed: 0, skipped: 0 } });
	expect(await similar.sameAs({ registrationNumber: "80449" }, ["approved"], 5)).toHaveLength(1);
});

test("an application that waits is known, and an import does not touch it", async () => {
	const applicant = await aPerson();
	const { name } = await anApplication(applicant, { registrationNumber: "7201", nationalId: undefined });
	const read = await isRead(
		await aSheet([
			["نام سازمان", "شمارهٔ ثبت", "معرفی"],
			[name, "7201", "چیز دیگر"],
		]),
	);
	expect(read.counts).toMatchObject({ known: 1, remarked: 1 });
	expect(await problemsOf(read)).toEqual(["2 - appliesAlready"]);
});

test("only admins import", async () => {
	for (const actor of [await aPerson(), await aPerson({ roles: ["coordinator"] })]) {
		const file = { fileId: "f", name: "a.xlsx", bytes: 1 };
		expect(await imports.receive(actor, file, NOW)).toMatchObject({ ok: false, reason: "notAllowed" });
	}
	const admin = await aPerson({ roles: ["admin"] });
	const read = await isRead(
		await aSheet([
			["نام سازمان", "شهر"],
			["سازمان دیگر", "قزوین"],
		]),
		admin,
	);
	const coordinator = await aPerson({ roles: ["coordinator"] });
	expect(await imports.commit(coordinator, read.id, NOW)).toMatchObject({ ok: false, reason: "notAllowed" });
	expect(await imports.commit(admin, "missing", NOW)).toMatchObject({ ok: false, reason: "notFound" });
});
