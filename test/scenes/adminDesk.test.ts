import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { owe } from "../../src/services/deliveries.ts";
import { aTown } from "../support/town.ts";
import { actorOf } from "./neighbours.ts";
import { registers } from "./registering.ts";

/** As one reads it: without what keeps directions apart. */
const said = (text: string) => text.replaceAll(/[⁨⁩]/g, "");

async function aFolder(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), "dabir-desk-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

test("an admin adds a field: forms offer it, cards show it; renamed it is called so everywhere, retired it is only read", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const admin = await town.admin();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await admin.sends("/admin");
	await admin.presses("فهرست‌ها");
	await admin.presses("زمینه‌های فعالیت");
	expect(admin.sees).toContain("(۱۶ مورد)");
	await admin.presses("افزودن");
	await admin.sends("Tourism");
	expect(admin.sees).toContain("با حروف فارسی");
	await admin.sends("گردشگری محلی");
	await admin.sends("گردشگری");
	expect(admin.sees).toContain("با حروف لاتین");
	await admin.sends("Local tourism");
	expect(said(admin.sees)).toContain("«گردشگری محلی» افزوده شد");
	await admin.presses("بازگشت به فهرست");
	await zahra.sends("/register");
	await zahra.sends("راهنمایان قزوین");
	await zahra.presses("هنوز ثبت نشده است");
	await zahra.sends("۱۴۰۰");
	await zahra.pressesAll("گردشگری محلی", "تأیید", "از این گام می‌گذرم");
	await zahra.answers("۵", "۰", "گردش در بافت تاریخی قزوین", "زهرا کریمی");
	await zahra.presses("خانم");
	await zahra.sends("۰۹۱۲ ۵۵۵ ۰۱۴۲");
	expect(zahra.sees).toContain("گردشگری محلی");
	await zahra.presses("ارسال به دبیرخانه");
	expect(reza.sees).toContain("گردشگری محلی");
	// Renamed, then retired.
	await admin.presses("بعدی");
	await admin.presses("بعدی");
	await admin.presses("۱۷");
	expect(admin.sees).toContain("Local tourism");
	await admin.presses("تغییر نام");
	await admin.sends("گردشگری پایدار");
	await admin.sends("Sustainable tourism");
	await admin.presses("بازگشت به فهرست");
	await admin.presses("بعدی");
	await admin.presses("بعدی");
	expect(admin.sees).toContain("گردشگری پایدار");
	await admin.presses("۱۷");
	await admin.presses("کنار گذاشتن");
	await admin.presses("بله، کنار گذاشته شود");
	expect(admin.sees).toContain("پیشنهاد نمی‌شود");
	await reza.presses("همهٔ اطلاعات");
	expect(reza.sees).toContain("گردشگری پایدار");
	const omid = await town.person("امید");
	await omid.sends("/register");
	await omid.sends("جوانان محله");
	await omid.presses("هنوز ثبت نشده است");
	await omid.sends("۱۴۰۰");
	expect(omid.sees).not.toContain("گردشگری");
	await admin.presses("بازگرداندن");
	expect(admin.sees).toContain("کنار گذاشتن");
	expect(town.botApi.violations).toEqual([]);
});

test("a lunar holiday is probable until an admin confirms or moves it; the calendar shows it so", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/admin");
	await admin.presses("فهرست‌ها");
	await admin.presses("تعطیلات رسمی");
	for (;;) {
		if (admin.sees.includes("عید فطر")) break;
		await admin.presses("بعدی");
	}
	const line = /([۰-۹]+)\) عید فطر/.exec(said(admin.sees));
	await admin.presses(line?.[1] as string);
	expect(admin.sees).toContain("(احتمالی)");
	const shown = admin.screen.at(-1)?.inlineKeyboard[0]?.map(({ text }) => text) ?? [];
	expect(shown).toHaveLength(3);
	await admin.presses(shown[0] as string);
	expect(admin.sees).toContain("(قطعی)");
	expect(admin.sees).toContain(`☑︎ ${shown[0]}`);
	await admin.presses(shown[1] as string);
	expect(admin.sees).toContain(`☑︎ ${shown[1]}`);
	expect(town.botApi.violations).toEqual([]);
});

test("an office's own holiday is marked in the calendar of every form", { timeout: 60_000 }, async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/admin");
	await admin.pressesAll("فهرست‌ها", "تعطیلات رسمی", "افزودن تعطیلی");
	await admin.answers("روز قزوین", "Qazvin day", "۱۴۰۵/۹/۱۰");
	await admin.presses("خیر");
	expect(admin.sees).toContain("روز قزوین");
	await admin.presses("ارسال");
	expect(said(admin.sees)).toContain("«روز قزوین» افزوده شد");
	await admin.presses("بازگشت به فهرست");
	await admin.presses("افزودن تعطیلی");
	await admin.answers("روز دیگر", "Another day");
	expect(said(admin.sees)).toContain("روز قزوین");
	expect(town.botApi.violations).toEqual([]);
});

test("the audit log: who, what and when can be chosen, pages turn, and others see none of it", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const admin = await town.admin();
	const reza = await town.coordinator("رضا");
	for (const name of ["الف", "ب", "پ", "ت", "ث", "ج"]) await town.coordinator(name);
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("تأیید");
	await admin.sends("/admin");
	await admin.presses("سابقهٔ کارها");
	expect(admin.sees).toContain("تأیید سازمان");
	expect(admin.sees).toContain("همیاران سبز قزوین");
	const first = admin.sees;
	await admin.presses("بعدی");
	expect(admin.sees).not.toBe(first);
	await admin.presses("قبلی");
	expect(admin.sees).toBe(first);
	await admin.presses("چه کاری");
	await admin.presses("افراد");
	expect(admin.sees).toContain("انتصاب کارشناس");
	expect(admin.sees).not.toContain("تأیید سازمان");
	await admin.presses("چه زمانی");
	expect(admin.sees).toContain("شبانه‌روز گذشته");
	await town.later({ days: 2 });
	await admin.presses("چه کسی");
	await admin.presses("خود ربات");
	expect(admin.sees).toContain("با این پالایه موردی نیست");
	await reza.sends("/admin");
	expect(reza.sees).toContain("به این بخش دسترسی ندارید");
	const [screen] = reza.screen.slice(-1);
	for (const forged of [
		"audit",
		"audit.who",
		"audit.kind",
		"health",
		"backups",
		"backups.now",
		"backups.nightly:on",
		"list.all",
		"list.open:fields:0",
		"list.retireYes:fields:social",
		"list.add:fields",
	]) {
		await reza.does((client) => client.taps(screen?.messageId as number, forged, { forged: true }));
		expect(reza.sees, forged).toContain("به این بخش دسترسی ندارید");
	}
	expect(town.botApi.violations).toEqual([]);
});

test("health, a backup by hand, and the nightly one, which the desk misses when it fails to come", {
	timeout: 60_000,
}, async () => {
	const backupFolder = await aFolder();
	const town = await aTown({ backupFolder });
	const admin = await town.admin();
	await admin.sends("/admin");
	expect(admin.sees).toContain("هنوز هیچ نسخهٔ پشتیبانی گرفته نشده است");
	await admin.presses("سلامت ربات");
	expect(admin.sees).toContain("MongoDB");
	expect(admin.sees).toContain("town/");
	await admin.presses("پیام‌های ناموفق");
	expect(admin.sees).toContain("پیام ناموفقی ثبت نشده است");
	await admin.pressesAll("بازگشت به سلامت ربات", "بازگشت به میز مدیریت", "پشتیبان‌گیری");
	await admin.presses("پشتیبان‌گیری اکنون");
	expect(await readdir(backupFolder)).toHaveLength(1);
	await town.settles();
	expect(admin.screen.map(({ text }) => text).join()).toContain("نسخهٔ پشتیبان آماده شد");
	await admin.sends("/admin");
	expect(admin.sees).toContain("همه‌چیز برقرار است");
	await admin.presses("پشتیبان‌گیری");
	await admin.presses("روشن کردن");
	expect(admin.sees).toContain("هر شب ساعت ۳:۳۰");
	await town.later({ days: 2 });
	expect(await readdir(backupFolder)).toHaveLength(3);
	await admin.presses("خاموش کردن");
	await town.later({ days: 4 });
	expect(await readdir(backupFolder)).toHaveLength(3);
	await admin.sends("/admin");
	expect(admin.sees).toContain("تازه‌ای نیست");
	expect(town.botApi.violations).toEqual([]);
});

test("what did not arrive is counted on the inbox and told in words", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const omid = await town.person("امید");
	await admin.appoints(omid);
	await omid.sends("/inbox");
	expect(omid.sees).not.toContain("پیام نرسیده");
	const { person } = await actorOf(admin);
	const kinds = ["report.withoutView", "meeting.withoutView", "minutes.withoutView"];
	await owe(
		kinds.map((kind) => ({
			key: kind,
			kind,
			refs: {},
			to: { personId: person.id },
			dueAt: town.clock.now(),
			urgent: true,
		})),
	);
	await town.settles();
	await omid.sends("/inbox");
	expect(omid.sees).toContain("پیام نرسیده یا نامعلوم در هفت روز گذشته: ۳");
	await omid.presses("پیام‌های ناموفق");
	for (const word of ["گزارش مسئله یا نیاز · ناموفق", "جلسه · ناموفق", "صورت‌جلسه · ناموفق"]) {
		expect(omid.sees).toContain(word);
	}
	expect(omid.sees).not.toContain("withoutView");
	expect(town.botApi.violations).toEqual([]);
});
