import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { actorOf } from "./neighbours.ts";

test("who does not agree leaves nothing, and may change their mind", async () => {
	const town = await aTown();
	const omid = town.newcomer("امید");
	await omid.does((client) => client.start());
	expect(omid.sees).toContain("می‌پذیرم و ادامه می‌دهم");
	await omid.presses("جزئیات حریم خصوصی");
	await omid.presses("نمی‌پذیرم");
	expect(omid.sees).toContain("چیزی نگه داشته نشد");
	await omid.sends("سلام");
	expect(omid.sees).toContain("می‌پذیرم و ادامه می‌دهم");
	await omid.presses("English");
	await omid.presses("I agree");
	expect(omid.sees).toContain("Where shall we begin?");
});

test("an admin appoints somebody who has not pressed Start; they begin as a coordinator", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const reza = town.newcomer("رضا");
	await admin.appoints(reza);
	expect(admin.sees).toContain("هنوز گفت‌وگو با ربات را آغاز نکرده است");
	await reza.agrees();
	expect(reza.sees).toContain("چیزی در انتظار شما نیست");
	expect(admin.sees).toContain("اکنون کارشناس دبیرخانه است");
	await admin.sends("/admin");
	await admin.presses("کارشناسان و مدیران");
	await admin.presses("۲");
	await admin.presses("پایان سمت");
	await admin.presses("بله، پایان یابد");
	expect(reza.sees).toContain("سمت شما در دبیرخانه پایان یافت");
	await reza.sends("/inbox");
	expect(reza.sees).toContain("به این بخش دسترسی ندارید");
	expect(town.botApi.violations).toEqual([]);
});

test("an admin sends a contact, chooses from the users, and cannot remove themselves while they are the last", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await town.person("سارا");
	await admin.sends("/admin");
	await admin.presses("کارشناسان و مدیران");
	await admin.presses("انتخاب از میان کاربران");
	await admin.presses(String(admin.client.id + 1).slice(0, 3));
	await admin.presses("بله، کارشناس شود");
	expect(admin.sees).toContain("از این پس کارشناس دبیرخانه است");
	await admin.presses("بازگشت به فهرست");
	await admin.presses("۱");
	expect(admin.sees).toContain("تنها مدیر ربات");
	expect(admin.sees).not.toContain("پایان سمت");
	const [screen] = admin.screen.slice(-1);
	const own = (await actorOf(admin)).person.id;
	await admin.does((client) => client.taps(screen?.messageId ?? 0, `staff.dismissYes:${own}`, { forged: true }));
	expect(admin.toast).toContain("تنها مدیر ربات");
});

test("who asks to be forgotten is forgotten, and begins anew", async () => {
	const town = await aTown();
	const omid = await town.person("امید");
	await omid.sends("/settings");
	await omid.presses("پاک کردن اطلاعات من");
	await omid.presses("بله، پاک شود");
	expect(omid.sees).toContain("اطلاعات شما پاک شد");
	await omid.sends("سلام");
	expect(omid.sees).toContain("می‌پذیرم و ادامه می‌دهم");
});
