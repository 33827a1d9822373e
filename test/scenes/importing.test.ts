import { expect, test } from "vitest";
import { aSheet } from "../support/sheets.ts";
import { aTown, type Town } from "../support/town.ts";
import type { Player } from "../support/player.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function sendsSheet(player: Player, bytes: Uint8Array, name = "فهرست.xlsx"): Promise<void> {
	await player.does((client) => client.sendsDocument(bytes, name, XLSX));
}

const REGISTER = [
	["ردیف", "نام سازمان", "شمارهٔ ثبت", "شناسه ملی", "تاریخ اعتبار پروانه", "زمینه فعالیت", "محله", "مدیر عامل", "تلفن همراه"],
	[1, "همياران سبز قزوين", "۱۸۴۳", 10380284790, "۱۴۰۶/۱۲/۱۵", "محیط زیست، آموزش", "هادی آباد", "زهرا کریمی", 9125550142],
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
