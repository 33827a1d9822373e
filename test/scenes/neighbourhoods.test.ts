import { expect, test } from "vitest";
import { spreadsheetBytes } from "../../src/papers/writeSpreadsheet.ts";
import * as neighbourhoods from "../../src/services/neighbourhoods.ts";
import { aTown } from "../support/town.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

test("an admin adds a neighbourhood with its place and office; everybody finds it by its other name", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/admin");
	await admin.presses("محله‌ها");
	expect(admin.sees).toContain("محله‌ها (۳۰)");
	await admin.sends("مینو");
	expect(admin.sees).toContain("مینودر");
	await admin.presses("افزودن محله");
	await admin.answers("شهرک مهدیه", "قزوین", "مهدیه، شهرک تازه");
	await admin.does((client) => client.sharesLocation(35.7, 51.4));
	expect(admin.sees).toContain("بیرون از محدوده");
	await admin.does((client) => client.sharesLocation(36.2, 50.1));
	await admin.presses("بله");
	await admin.sends("۱۲٬۰۰۰");
	await admin.presses("ثبت محله");
	await admin.presses("مشاهدهٔ محله");
	expect(admin.sees).toContain("حاشیه‌نشین");
	await admin.presses("دفتر تسهیل‌گری");
	await admin.answers("دفتر مهدیه", "خیابان یکم، پلاک ۲", "شنبه تا چهارشنبه، ۸ تا ۱۴", "۰۲۸۳۳۳۲۱۱۰۰", "مریم احمدی");
	await admin.presses("ثبت دفتر");
	expect(admin.sees).toContain("مریم احمدی");
	const omid = await town.person("امید");
	await omid.sends("/find مهديه");
	await omid.presses("۱");
	expect(omid.sees).toContain("خیابان یکم");
	expect(omid.sees).toContain("028 3332 1100");
	expect(omid.buttons).not.toContain("ویرایش");
	await omid.presses("نقشهٔ محله");
	expect(omid.sees).toContain("نقشهٔ ⁨شهرک مهدیه");
	await admin.presses("کنار گذاشتن");
	await admin.presses("بله، کنار گذاشته شود");
	await omid.sends("/find مهديه");
	expect(omid.sees).toContain("چیزی پیدا نشد");
	expect(town.botApi.violations).toEqual([]);
});

test("a form's neighbourhood is found misspelt, and by a location", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await zahra.sends("/register");
	await zahra.answers("همیاران سبز قزوین", "۱۸۴۳", "10380284790", "۱۳۹۴");
	await zahra.presses("حفاظت محیط زیست");
	await zahra.sends("۱۴۰۶/۱۲/۱۵");
	await zahra.pressesAll("محیط زیست", "تأیید");
	await zahra.sends("هادي ابد");
	expect(zahra.sees).toContain("منظورتان");
	await zahra.presses("هادی‌آباد");
	await zahra.sends("قسطنطنیه");
	expect(zahra.sees).toContain("پیدا نشد");
	await zahra.does((client) => client.sharesLocation(35.7, 51.4));
	expect(zahra.sees).toContain("بیرون از محدوده");
	await zahra.does((client) => client.sharesLocation(36.2952, 50.0352));
	expect(zahra.sees).toContain("نزدیک به این موقعیت");
	await zahra.presses("مینودر");
	await zahra.presses("تأیید ۲ مورد");
	expect(zahra.sees).not.toContain("مینودر");
	expect(town.botApi.violations).toEqual([]);
});

test("a sheet and a file of outlines are looked at first and written by a tap", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const sheet = await spreadsheetBytes({
		name: "محله‌ها",
		rightToLeft: true,
		columns: [
			"نام محله",
			"شهر",
			"عرض جغرافیایی",
			"طول جغرافیایی",
			"حاشیه‌نشین",
			"جمعیت",
			"نام دفتر تسهیل‌گری",
			"تلفن دفتر",
		].map((title) => ({ title })),
		rows: [
			["هادي آباد", "قزوین", "36.29", "49.97", "بله", "۲۴۰۰۰", "دفتر هادی‌آباد", "028 3332 1100"],
			["شهرک نمونه", "قزوین", "36.21", "50.01", "خیر", "", "", ""],
			["کوثر", "قزوین", "12", "50.01", "", "", "", ""],
		],
	});
	await admin.sends("/admin");
	await admin.presses("محله‌ها");
	await admin.presses("ورود با فایل");
	await admin.does((client) => client.sendsDocument(sheet, "محله‌ها.xlsx", XLSX));
	expect(admin.sees).toContain("تازه: ۱");
	expect(admin.sees).toContain("تغییرکرده: ۱");
	expect(admin.sees).toContain("بیرون از استان");
	expect((await neighbourhoods.find("شهرک نمونه", 0)).count).toBe(0);
	await admin.presses("ثبت شود");
	expect((await neighbourhoods.find("شهرک نمونه", 0)).count).toBe(1);
	const [hadi] = (await neighbourhoods.find("هادی‌آباد", 0)).list;
	expect(hadi).toMatchObject({ population: 24_000, isMarginalised: true });
	expect((await neighbourhoods.officeOf(hadi?.id ?? ""))?.phone).toBe("+982833321100");

	const square = (west: number, south: number, side: number) => [
		[
			[west, south],
			[west + side, south],
			[west + side, south + side],
			[west, south + side],
			[west, south],
		],
	];
	const outlines = {
		type: "FeatureCollection",
		features: [
			{
				type: "Feature",
				properties: { name: "هادی آباد" },
				geometry: { type: "Polygon", coordinates: square(49.9, 36.3, 0.02) },
			},
			{
				type: "Feature",
				properties: { name: "مینودر" },
				geometry: {
					type: "Polygon",
					coordinates: [
						[
							[50, 36.2],
							[50.1, 36.3],
							[50.1, 36.2],
							[50, 36.3],
							[50, 36.2],
						],
					],
				},
			},
			{
				type: "Feature",
				properties: { name: "ناکجاآباد" },
				geometry: { type: "Polygon", coordinates: square(49.9, 36.3, 0.02) },
			},
		],
	};
	await admin.does((client) =>
		client.sendsDocument(Buffer.from(JSON.stringify(outlines)), "outlines.geojson", "application/geo+json"),
	);
	expect(admin.sees).toContain("تغییرکرده: ۱");
	expect(admin.sees).toContain("نادرست: ۲");
	await admin.presses("ثبت شود");
	expect((await neighbourhoods.at({ latitude: 36.31, longitude: 49.91 }))?.name).toBe("هادی‌آباد");
	// Outside every outline the nearest centre tells.
	expect((await neighbourhoods.at({ latitude: 36.2952, longitude: 50.0352 }))?.name).toBe("مینودر");
	expect(await neighbourhoods.at({ latitude: 36.6, longitude: 50.5 })).toBeUndefined();
	expect(town.botApi.violations).toEqual([]);
});
