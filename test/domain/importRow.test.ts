import { describe, expect, test } from "vitest";
import { readHeading } from "../../src/domain/importColumns.ts";
import { type CellContent, readRow } from "../../src/domain/importRow.ts";
import { joinedForm, type Vocabulary } from "../../src/domain/importWords.ts";

const WORDS: Vocabulary = {
	fields: new Map([
		[joinedForm("محیط زیست"), "environment"],
		[joinedForm("زنان و خانواده"), "womenAndFamily"],
		[joinedForm("آموزش"), "education"],
	]),
	authorities: new Map([[joinedForm("سازمان بهزیستی"), "welfare"]]),
	neighbourhoods: new Map([
		[joinedForm("هادی‌آباد"), "n1"],
		[joinedForm("الوند"), "n2"],
		["ولیعصر@الوند", "n3"],
		["ولیعصر", "n4"],
	]),
	today: { now: new Date("2026-11-24T06:30:00Z"), timeZone: "Asia/Tehran", calendar: "persian" },
};

type Column = Parameters<typeof readRow>[0];
const read = (row: Record<string, string | number | CellContent>) =>
	readRow(
		Object.fromEntries(
			Object.entries({ name: "همیاران", ...row }).map(([column, cell]) => [
				column,
				typeof cell === "string" ? { text: cell } : typeof cell === "number" ? { number: cell } : cell,
			]),
		) as Column,
		WORDS,
	);
const value = (column: string, cell: string | number | CellContent) => {
	const { details, problems } = read({ [column]: cell });
	return problems[0]?.reason ?? (details as unknown as Record<string, unknown>)[column];
};

describe("headings", () => {
	test.each([
		[["نام سازمان", "شمارهٔ ثبت"], { name: 0, registrationNumber: 1 }],
		[["ردیف", "شماره ثبت", "نام مؤسسه / سمن"], { name: 2, registrationNumber: 1 }],
		[["نام سازمان", "تاریخ پایان پروانه"], { name: 0, licenseExpiresOn: 1 }],
		[["Phone", "", "Organization name *"], { phone: 0, name: 2 }],
		[
			["نام سمن", "ش.ثبت", "شناسه‌ی ملی", "تلفن همراه (اجباری)"],
			{ name: 0, registrationNumber: 1, nationalId: 2, phone: 3 },
		],
		[["سازمان", "محله‌های فعالیت", "مدير عامل"], { name: 0, neighbourhoods: 1, directorName: 2 }],
	])("%j are found in any spelling and order", (titles, columns) => {
		expect(readHeading(titles)?.columns).toEqual(columns);
	});

	test("a title, a row of an organization and a heading alone are no headings", () => {
		expect(readHeading(["فهرست سمن‌های استان"])).toBeUndefined();
		expect(readHeading(["همیاران سبز", "1843", "09125550142"])).toBeUndefined();
		expect(readHeading(["نام سازمان"])).toBeUndefined();
	});

	test("what is unknown or comes twice is named; our own column of remarks is not", () => {
		expect(readHeading(["وضعیت / خطا", "ردیف", "نام", "موبایل", "تلفن"])?.ignored).toEqual(["ردیف", "تلفن"]);
	});
});

test.each([
	["registrationNumber", "۱۸۴۳", "1843"],
	["registrationNumber", 1843, "1843"],
	["registrationNumber", "ندارد", "notARegistrationNumber"],
	["nationalId", 10380284790, "10380284790"],
	["nationalId", "۱۰۳۸۰۲۸۴۷۹۰", "10380284790"],
	["nationalId", 10380284791, "wrongCheckDigit"],
	["nationalId", "103802847", "notElevenDigits"],
	["licenseExpiresOn", "۱۴۰۶/۱۲/۱۵", "2028-03-05"],
	["licenseExpiresOn", "15-12-1406", "2028-03-05"],
	["licenseExpiresOn", "۱۵ اسفند ۱۴۰۶", "2028-03-05"],
	["licenseExpiresOn", 14061215, "2028-03-05"],
	["licenseExpiresOn", "2028/03/05", "2028-03-05"],
	["licenseExpiresOn", "5 March 2028", "2028-03-05"],
	["licenseExpiresOn", { day: "2028-03-05" }, "2028-03-05"],
	["licenseExpiresOn", "در حال تمدید", undefined],
	["licenseExpiresOn", "-", undefined],
	["licenseExpiresOn", "1406/12/30", "noSuchDay"],
	["licenseExpiresOn", "03/04/2028", "ambiguousDate"],
	["licenseExpiresOn", "12/15", "notADate"],
	["licenseExpiresOn", "فردا", "notADate"],
	["licenseExpiresOn", { error: true }, "formulaError"],
	["foundedYear", "۱۳۹۴", 1394],
	["foundedYear", 2015, 1394],
	["foundedYear", "1394/5/1", 1394],
	["foundedYear", { day: "2015-07-23" }, 1394],
	["foundedYear", "قدیم", "notAYear"],
	["memberCount", "۲۵ نفر", 25],
	["memberCount", 0, 0],
	["memberCount", 2.5, "notANumber"],
	["memberCount", "زیاد", "notANumber"],
	["phone", 9125550142, "+989125550142"],
	["phone", "0912-555-0142", "+989125550142"],
	["phone", "۰۰۹۸۹۱۲۵۵۵۰۱۴۲", "+989125550142"],
	["phone", "33221100", "+982833221100"],
	["phone", "028-33221100 و 09125550142", "+982833221100"],
	["phone", "12", "notAPhone"],
	["fields", "محيط زيست، آموزش", ["environment", "education"]],
	["fields", "زنان و خانواده", ["womenAndFamily"]],
	["fields", "محیط زیست و آموزش", ["environment", "education"]],
	["fields", "خيريه و نيكوكاري", ["povertyRelief"]],
	["licensingAuthority", "بهزیستی استان قزوین", "welfare"],
	["licensingAuthority", "استانداري", "interior"],
	["directorTitle", "سرکار خانم", "ms"],
	["directorTitle", "Dr.", "dr"],
	["about", "x".repeat(2000), "x".repeat(1000)],
] as [string, string | number | CellContent, unknown][])("%s %j is %j", (column, cell, expected) => {
	expect(value(column, cell)).toEqual(expected);
});

test("a neighbourhood is found by its city where two towns have one of the name", () => {
	expect(read({ neighbourhoods: "ولیعصر" }).details.neighbourhoodIds).toEqual(["n4"]);
	expect(read({ neighbourhoods: "محلهٔ ولیعصر، هادی آباد", city: "الوند" }).details.neighbourhoodIds).toEqual([
		"n3",
		"n1",
	]);
});

test("an unknown word of a list is a remark, and the row counts with the words that are known", () => {
	const { details, problems } = read({ fields: "آموزش، فضانوردی", neighbourhoods: "ناکجا", licensingAuthority: "؟" });
	expect(details.fields).toEqual(["education"]);
	expect(details.neighbourhoodIds).toBeUndefined();
	expect(problems.map(({ reason, remark }) => [reason, remark])).toEqual([
		["unknownAuthority", true],
		["unknownField", true],
		["unknownNeighbourhood", true],
	]);
});

test("Arabic letters become Persian ones, and the apostrophe of an export goes", () => {
	expect(read({ name: "همياران سبز قزوين" }).details.name).toBe("همیاران سبز قزوین");
	expect(read({ name: "'@home سازمان" }).details.name).toBe("@home سازمان");
	expect(read({ name: { text: "  " } }).problems[0]?.reason).toBe("nameTooShort");
	expect(readRow({}, WORDS).problems).toEqual([{ column: "name", reason: "nameMissing" }]);
});
