import { expect, test } from "vitest";
import { aSheet, sendsSheet, sheetSentTo } from "../support/sheets.ts";
import { aTown } from "../support/town.ts";
import { aWorkbook, row } from "../support/workbooks.ts";

const REGISTER = [
	[
		"ردیف",
		"نام سازمان",
		"شمارهٔ ثبت",
		"شناسه ملی",
		"تاریخ اعتبار پروانه",
		"زمینه فعالیت",
		"محله",
		"مدیر عامل",
		"تلفن همراه",
	],
	[
		1,
		"همياران سبز قزوين",
		"۱۸۴۳",
		10380284790,
		"۱۴۰۶/۱۲/۱۵",
		"محیط زیست، آموزش",
		"هادی آباد",
		"زهرا کریمی",
		9125550142,
	],
	[2, "مؤسسهٔ خیریهٔ مهر الوند", 2071, "", "در حال تمدید", "خیریه", "", "امید نوری", "028-33221100"],
	[3, "انجمن نادرست", 77, 10380284791, "", "", "", "", "12"],
];

test("an admin sends the register the office has, looks at what was found, and has it written; the same file changes nothing", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await sendsSheet(admin, await aSheet(REGISTER));
	expect(admin.sees).toContain("با آن چه کنم؟");
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("سازمان تازه: ۲");
	expect(admin.sees).toContain("نادرست (ثبت نمی‌شود): ۱");
	expect(admin.sees).toMatch(/ردیف ۴، شناسهٔ ملی: رقم کنترل درست نیست/);
	expect(admin.sees).toContain("ستون‌های ناشناخته");
	await admin.presses("ثبت ۲ سازمان");
	expect(admin.sees).toContain("۲ سازمان تازه");

	await sendsSheet(admin, await aSheet(REGISTER));
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("سازمان تازه: ۰");
	expect(admin.sees).toContain("بدون تغییر: ۲");
	expect(admin.sees).not.toContain("[ ثبت");
	expect(town.botApi.violations).toEqual([]);
});

test("a checked copy says beside each row what is wrong with it; corrected and sent again, only that is written", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await sendsSheet(admin, await aSheet(REGISTER));
	await admin.presses("خواندن فهرست سازمان‌ها");
	await admin.presses("نسخهٔ بررسی‌شده");
	const [headings, first, , wrong] = await sheetSentTo(town, admin);
	expect(headings?.slice(0, 3)).toEqual(["وضعیت / خطا", "ردیف", "نام سازمان"]);
	expect(first?.[0]).toBe("سازمان تازه");
	expect(wrong?.[0]).toMatch(/نادرست.*شناسهٔ ملی: رقم کنترل درست نیست.*تلفن همراه: شمارهٔ تلفن درست نیست/);
	await admin.presses("ثبت ۲ سازمان");

	const corrected = (await sheetSentTo(town, admin)).map((row) => [...row]);
	const row = corrected[3];
	if (!row) throw new Error("the row is gone");
	row[4] = "";
	row[9] = "0912 555 0143";
	await sendsSheet(admin, await aSheet(corrected));
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("سازمان تازه: ۱");
	expect(admin.sees).toContain("بدون تغییر: ۲");
	expect(admin.sees).toContain("نادرست (ثبت نمی‌شود): ۰");
	await admin.presses("ثبت ۱ سازمان");
	expect(admin.sees).toContain("۱ سازمان تازه");
});

test("what changed in the office's register is shown as a change, and written over what nobody has claimed", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const [headings = [], first = []] = REGISTER;
	await sendsSheet(admin, await aSheet([headings, first]));
	await admin.presses("خواندن فهرست سازمان‌ها");
	await admin.presses("ثبت ۱ سازمان");
	const changed = first.map((cell, at) => (at === 4 ? "1407/12/15" : at === 8 ? "0912 555 0199" : cell));
	await sendsSheet(admin, await aSheet([headings, changed]));
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("دارای تغییر: ۱");
	await admin.presses("نسخهٔ بررسی‌شده");
	expect((await sheetSentTo(town, admin))[1]?.[0]).toBe("تغییر می‌کند: اعتبار پروانه، تلفن همراه");
	await admin.presses("ثبت ۱ سازمان");
	expect(admin.sees).toContain("۱ سازمان به‌روز شد");
	expect(admin.sees).not.toContain("سازمان‌های تازه هنوز مدیرعاملی در ربات ندارند");
	await sendsSheet(admin, await aSheet([headings, changed]));
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("بدون تغییر: ۱");
});

test("two taps on the button write once, and an old button shows how the file stands", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await sendsSheet(admin, await aSheet(REGISTER));
	await admin.presses("خواندن فهرست سازمان‌ها");
	const shown = admin.screen.at(-1);
	const button = shown?.inlineKeyboard.flat().find(({ text }) => text.includes("ثبت ۲ سازمان"));
	if (!shown || !button || !("callback_data" in button)) throw new Error("there is no button");
	await admin.does((client) => {
		client.taps(shown.messageId, button.callback_data);
		client.taps(shown.messageId, button.callback_data);
	});
	expect(admin.screen.filter(({ text }) => text.includes("۲ سازمان تازه")).length).toBe(1);
	await admin.does((client) => client.taps(shown.messageId, button.callback_data, { forged: true }));
	expect(admin.toast).toContain("از این مرحله گذشته است");
});

test("an English-speaking admin reads English headings and Gregorian dates, and stops before anything is written", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/language");
	await admin.presses("English");
	const rows = [
		["Organization", "Reg. No.", "Valid until", "Members", "Phone"],
		["Green Helpers", "1843", "2028-03-05", 25, "+98 912 555 0142"],
	];
	await sendsSheet(admin, await aSheet(rows), "register.xlsx");
	await admin.presses("Read as a register");
	expect(admin.sees).toContain("New organizations: 1");
	expect(admin.sees).toContain("Wrong (not written): 0");
	await admin.presses("Cancel");
	expect(admin.sees).toContain("nothing has changed");
	await admin.sends("/admin");
	await admin.presses("Import a register");
	await admin.presses("Get an example");
	expect((await sheetSentTo(town, admin))[0]?.[0]).toBe("Organization");
});

test("the example that is sent in chat can be sent back as it is", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/admin");
	await admin.presses("ورود فهرست سازمان‌ها");
	await admin.presses("دریافت فایل نمونه");
	const file = town.botApi.file(admin.screen.at(-1)?.document?.file_id ?? "");
	if (!file) throw new Error("no example was sent");
	await sendsSheet(admin, file.bytes, file.name);
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("سازمان تازه: ۲");
	expect(admin.sees).not.toContain("یادداشت");
	expect(admin.sees).toContain("نادرست (ثبت نمی‌شود): ۰");
});

test("a sheet that somebody else sends is a message like any other", async () => {
	const town = await aTown();
	await town.admin();
	const zahra = await town.person("زهرا");
	await sendsSheet(zahra, await aSheet(REGISTER));
	expect(zahra.sees).toContain("این پیام را برای دبیرخانه بفرستم؟");
});

test("a file that is no register is refused with what to do; a deploy between preview and tap loses nothing", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await sendsSheet(admin, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("این فایل اکسل (xlsx) نیست");
	await admin.presses("ورود فهرست سازمان‌ها");
	expect(admin.sees).toContain("به شکل فایل اکسل");
	await sendsSheet(admin, await aSheet(REGISTER));
	await admin.presses("خواندن فهرست سازمان‌ها");
	await town.restarts();
	await admin.presses("ثبت ۲ سازمان");
	expect(admin.sees).toContain("۲ سازمان تازه");
});

test("of two sheets that are registers the admin chooses one", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const rows = row(1, "نام سازمان", "شمارهٔ ثبت") + row(2, "همیاران سبز", 1843);
	const bytes = await aWorkbook([
		{ name: "سال ۱۴۰۴", rows },
		{ name: "سال ۱۴۰۵", rows: rows + row(3, "مهر الوند", 2071) },
	]);
	await sendsSheet(admin, bytes);
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("کدام را بخوانم؟");
	await admin.presses("سال ۱۴۰۵");
	expect(admin.sees).toContain("سازمان تازه: ۲");
});

test("a file full of markup, turned letters and endless names is read, previewed and written like any other", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const hostile = [
		"<b>سازمان",
		"{{name}} سازمان $t(x)",
		"‮سازمان‭",
		`سا${"\u0301".repeat(200)}زمان`,
		"سازمان ".repeat(600),
		"نامِ 🏳️‍🌈 سازمان",
		"&amp; سازمان \u0000",
	];
	const headings = ["نام سازمان", "شهر", "معرفی", ...hostile];
	const rows = hostile.map((text, at) => [text, `شهر ${at}`, text, ...hostile]);
	await sendsSheet(admin, await aSheet([headings, ...rows], "برگهٔ <i>"), `<b>${"فهرست ".repeat(100)}‮.xlsx`);
	expect(admin.sees).toContain("با آن چه کنم؟");
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("سازمان تازه: ۶");
	expect(admin.sees).toContain("نادرست (ثبت نمی‌شود): ۱");
	await admin.presses("نسخهٔ بررسی‌شده");
	expect(await sheetSentTo(town, admin)).toHaveLength(8);
	await admin.presses("ثبت ۶ سازمان");
	expect(admin.sees).toContain("۶ سازمان تازه");
	expect(town.botApi.violations).toEqual([]);
});
