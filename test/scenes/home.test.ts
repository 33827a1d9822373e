/** Home: from everywhere there is a way to it, and from it back to what was begun. */
import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";

test("what was begun waits on the home screen", async () => {
	const town = await aTown();
	const omid = await town.person("امید");
	expect(omid.sees).not.toContain("ادامهٔ");
	await omid.sends("/register");
	await omid.sends("همیاران سبز قزوین");
	await omid.sends("/start");
	expect(omid.buttons.filter((label) => label.includes("بعداً"))).toEqual([]);
	await omid.presses("ادامهٔ ثبت‌نام سازمان (۲ از ۱۵)");
	expect(omid.sees).toContain("شمارهٔ ثبت");
	await omid.presses("بعداً ادامه می‌دهم");
	await omid.presses("خانه");
	expect(omid.sees).toContain("ادامهٔ ثبت‌نام سازمان");
	expect(omid.toast).toBeUndefined();
});

test("to cancel with nothing open is answered in a line over the home screen", async () => {
	const town = await aTown();
	const omid = await town.person("امید");
	await omid.sends("/cancel");
	expect(omid.sees).toContain("کار ناتمامی برای لغو کردن نیست");
	expect(omid.sees).toContain("از کجا شروع کنیم");
});

test("a button of nothing that is known asks the open question again", async () => {
	const town = await aTown();
	const omid = await town.person("امید");
	await omid.sends("/register");
	const messageId = omid.screen.at(-1)?.messageId ?? 0;
	await omid.does((client) => client.taps(messageId, "reports.old:17", { forged: true }));
	expect(omid.toast).toContain("دیگر فعال نیست");
	expect(omid.sees).toContain("گام ۱ از ۱۵");
	await omid.sends("همیاران سبز قزوین");
	expect(omid.sees).toContain("گام ۲ از ۱۵");
});

test("a tap changes the message it was made on and adds none", async () => {
	const town = await aTown();
	const omid = await town.person("امید");
	await omid.sends("/start");
	const shown = omid.screen.length;
	await omid.presses("تنظیمات");
	await omid.presses("خانه");
	await omid.presses("ثبت‌نام سازمان مردم‌نهاد");
	expect(omid.screen).toHaveLength(shown);
	expect(omid.sees).toContain("گام ۱ از ۱۵");
});
