import { expect, test } from "vitest";
import type { Player } from "../support/player.ts";
import { aTown } from "../support/town.ts";

/** The link on somebody's screen. */
function tokenShownTo(player: Player): string {
	const text = player.screen.map((message) => message.text).join("\n");
	return /start=([A-Za-z0-9_-]{22})/.exec(text)?.[1] ?? "";
}

test("an admin adds an agency, its liaison comes by link, and is dismissed with a date", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const zahra = await town.person("زهرا");
	await admin.sends("/admin");
	await admin.presses("دستگاه‌های اجرایی");
	expect(admin.sees).toContain("هنوز دستگاهی در فهرست نیست");
	await admin.presses("افزودن دستگاه");
	await admin.sends("Municipality");
	expect(admin.sees).toContain("با حروف فارسی");
	await admin.answers("شهرداری قزوین", "Municipality of Qazvin");
	await admin.pressesAll("کالبدی", "زیست‌محیطی", "تأیید");
	await admin.presses("از این گام می‌گذرم");
	await admin.sends("۰۲۸ ۳۳۳۲ ۱۱۰۰");
	await admin.presses("ثبت دستگاه");
	expect(admin.sees).toContain("شهرداری قزوین");
	await admin.presses("مشاهدهٔ دستگاه");
	expect(admin.sees).toContain("همهٔ استان");
	expect(admin.sees).toContain("028 3332 1100");
	expect(admin.sees).toContain("رابطی ندارد");
	await admin.pressesAll("دعوت رابط", "فقط یک نفر", "۷ روز");
	await zahra.sends(`/start ${tokenShownTo(admin)}`);
	expect(zahra.sees).toContain("شهرداری قزوین");
	await zahra.presses("دعوت را می‌پذیرم");
	await zahra.answers("زهرا کریمی");
	await zahra.presses("خانم");
	expect(zahra.sees).toContain("شما اکنون رابط");
	expect(admin.sees).toContain("زهرا کریمی");
	await zahra.sends(`/start ${tokenShownTo(admin)}`);
	expect(zahra.sees).toContain("هم‌اکنون رابط این دستگاه هستید");
	await admin.presses("بازگشت به دستگاه");
	expect(admin.sees).toContain("زهرا کریمی");
	await admin.presses("۱");
	await admin.presses("پایان کار رابط");
	await admin.presses("بله، پایان یابد");
	expect(admin.sees).toContain("پیشین:");
	expect(zahra.sees).toContain("پایان یافت");
	await admin.presses("کنار گذاشتن");
	await admin.presses("بله، کنار گذاشته شود");
	expect(admin.sees).toContain("کار تازه‌ای به این دستگاه ارجاع نمی‌شود");
	await admin.presses("بازگرداندن");
	expect(admin.sees).not.toContain("کار تازه‌ای به این دستگاه");
	await admin.presses("ویرایش");
	await admin.presses("نام فارسی");
	await admin.sends("شهرداری منطقهٔ یک قزوین");
	await admin.presses("ثبت تغییرها");
	await admin.presses("مشاهدهٔ دستگاه");
	expect(admin.sees).toContain("منطقهٔ یک");
	expect(town.botApi.violations).toEqual([]);
});

test("in English an agency is seen by its English name, and nobody but an admin keeps one", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/admin");
	await admin.pressesAll("دستگاه‌های اجرایی", "افزودن دستگاه");
	await admin.answers("ادارهٔ بهزیستی", "Welfare Organization");
	await admin.pressesAll("اجتماعی", "تأیید", "از این گام می‌گذرم", "از این گام می‌گذرم", "ثبت دستگاه");
	const emma = await town.person("Emma", { languageCode: "en" });
	await emma.sends("/find welfare");
	expect(emma.sees).toContain("Executive agencies");
	await emma.presses("1");
	expect(emma.sees).toContain("Welfare Organization");
	expect(emma.sees).toContain("the whole province");
	expect(emma.buttons).not.toContain("Invite a liaison");
	await emma.sends("/admin");
	expect(emma.sees).toContain("no access");
	expect(town.botApi.violations).toEqual([]);
});
