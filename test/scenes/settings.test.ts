import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { registers } from "./registering.ts";

test("a director of two organizations acts for one of them, and switches on the home screen", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra, "همیاران سبز قزوین");
	await reza.presses("تأیید");
	await zahra.sends("/start");
	expect(zahra.sees).not.toContain("تغییر سازمان");
	await zahra.sends("/register");
	await zahra.sends("یاوران باغستان");
	await zahra.presses("هنوز ثبت نشده است");
	await zahra.sends("۱۴۰۰");
	await zahra.pressesAll("آموزش", "تأیید", "از این گام می‌گذرم");
	await zahra.answers("۵", "۰", "نگهداری از باغستان سنتی قزوین", "زهرا کریمی");
	await zahra.presses("خانم");
	await zahra.sends("۰۹۱۲ ۵۵۵ ۰۱۴۲");
	await zahra.presses("ارسال به دبیرخانه");
	await reza.presses("تأیید");
	await zahra.sends("/start");
	expect(zahra.sees).toContain("همیاران سبز قزوین");
	expect(zahra.sees).not.toContain("یاوران باغستان");
	await zahra.presses("تغییر سازمان");
	expect(zahra.sees).toContain("☑︎ همیاران سبز قزوین");
	await zahra.presses("یاوران باغستان");
	expect(zahra.sees).toContain("یاوران باغستان");
	expect(zahra.sees).not.toContain("همیاران سبز قزوین");
	await zahra.sends("/settings");
	expect(zahra.sees.replaceAll(/[⁨⁩]/g, "")).toContain("از طرف: یاوران باغستان");
	expect(town.botApi.violations).toEqual([]);
});

test("a coordinator mutes new applications: none is sent, the inbox still counts them; a decision cannot be muted", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await reza.sends("/settings");
	expect(reza.sees).toContain("همه فرستاده می‌شود");
	await reza.presses("پیام‌های خاموش");
	await reza.presses("درخواست‌ها و تغییرهای تازه");
	expect(reza.sees).toContain("☐ درخواست‌ها و تغییرهای تازه");
	// The admins' groups are not offered to a coordinator, and a forged button mutes nothing.
	expect(reza.sees).not.toContain("خطاهای ربات");
	const [screen] = reza.screen.slice(-1);
	await reza.does((client) => client.taps(screen?.messageId as number, "settings.mute:alerts:mute", { forged: true }));
	await reza.does((client) =>
		client.taps(screen?.messageId as number, "settings.mute:decisions:mute", { forged: true }),
	);
	await reza.presses("بازگشت به تنظیمات");
	expect(reza.sees).toContain("۱ گروه خاموش است");
	const before = reza.screen.length;
	await registers(zahra);
	expect(reza.screen).toHaveLength(before);
	await reza.sends("/inbox");
	expect(reza.sees).toContain("سازمان‌ها (۱)");
	await reza.sends("/settings");
	await reza.presses("پیام‌های خاموش");
	await reza.presses("درخواست‌ها و تغییرهای تازه");
	expect(reza.sees).toContain("☑︎ درخواست‌ها و تغییرهای تازه");
	expect(town.botApi.violations).toEqual([]);
});

test("in English the settings are whole", { timeout: 60_000 }, async () => {
	const town = await aTown();
	const anna = await town.person("Anna", { languageCode: "en" });
	await anna.sends("/settings");
	await anna.presses("Muted messages");
	await anna.presses("Answers of the secretariat");
	await anna.presses("Back to settings");
	expect(anna.sees).toContain("Messages: 1 muted");
	await anna.presses("My data");
	await anna.presses("Send the file");
	expect(anna.sees).toContain("Everything that is stored about you");
	await anna.sends("/settings");
	await anna.presses("Delete my data");
	expect(anna.sees).toContain("Some things stay");
	await anna.presses("Yes, delete it");
	expect(anna.sees).toContain("has been deleted");
	expect(town.botApi.violations).toEqual([]);
});
