import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { registers } from "./registering.ts";

test("what is stored is asked for, sent to nobody but the one who asks, and noted", { timeout: 60_000 }, async () => {
	const town = await aTown();
	const admin = await town.admin();
	const zahra = await town.person("زهرا");
	const omid = await town.person("امید");
	await registers(zahra);
	await zahra.sends("/privacy");
	await zahra.presses("اطلاعات من");
	expect(zahra.sees).toContain("آن را برای کسی نفرستید");
	await zahra.presses("فرستادن پرونده");
	expect(zahra.screen.at(-1)?.document?.file_name).toBe("اطلاعات من.html");
	expect(omid.screen.every(({ document }) => document === undefined)).toBe(true);
	await admin.sends("/admin");
	await admin.presses("سابقهٔ کارها");
	expect(admin.sees).toContain("دریافت اطلاعات خود");
	// A stranger has nothing to be told.
	const sara = town.newcomer("سارا");
	await sara.sends("/mydata");
	expect(sara.sees).toContain("می‌پذیرم و ادامه می‌دهم");
	expect(town.botApi.violations).toEqual([]);
});

test("in the middle of a form the command shows the file, and the form goes on afterwards", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await zahra.sends("/register");
	await zahra.sends("همیاران سبز قزوین");
	await zahra.sends("/mydata");
	await zahra.presses("فرستادن پرونده");
	expect(zahra.screen.at(-1)?.document).toBeDefined();
	await zahra.sends("/register");
	await zahra.presses("ادامه می‌دهم");
	expect(zahra.sees).toContain("شمارهٔ ثبت");
	expect(town.botApi.violations).toEqual([]);
});

test("the last admin is not deleted, and is told why; a second tap on delete is harmless", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/settings");
	await admin.presses("پاک کردن اطلاعات من");
	expect(admin.sees).toContain("چند چیز می‌ماند");
	await admin.presses("بله، پاک شود");
	expect(admin.toast).toContain("تنها مدیر ربات");
	const omid = await town.person("امید");
	await omid.sends("/settings");
	await omid.presses("پاک کردن اطلاعات من");
	const asked = omid.screen.at(-1)?.messageId as number;
	await omid.presses("بله، پاک شود");
	await omid.does((client) => client.taps(asked, "settings.forgetYes", { forged: true }));
	expect(omid.sees).toContain("اطلاعات شما پاک شد");
	await omid.sends("سلام");
	expect(omid.sees).toContain("می‌پذیرم و ادامه می‌دهم");
	expect(town.botApi.violations).toEqual([]);
});
