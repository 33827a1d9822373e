import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { registers } from "./registering.ts";

test("a coordinator finds somebody by name, by the last digits of their phone, by user id and by organization", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("تأیید");
	await reza.sends("/people");
	expect(reza.sees).toContain("افراد (۳)");
	await reza.sends("كريمي");
	expect(reza.sees).toContain("خانم ⁨زهرا کریمی⁩");
	await reza.sends("۰۱۴۲");
	expect(reza.sees).toContain("زهرا کریمی");
	await reza.sends("+98 912 555 0142");
	expect(reza.sees).toContain("زهرا کریمی");
	await reza.sends("42");
	expect(reza.sees).toContain("رقم‌ها کم است");
	await reza.sends(String(zahra.client.id));
	expect(reza.sees).toContain("زهرا کریمی");
	await reza.sends("همیاران");
	await reza.presses("همیاران سبز قزوین");
	expect(reza.sees).toContain("افراد سازمان");
	await reza.presses("۱");
	expect(reza.sees).toContain("مدیرعامل «⁨همیاران سبز قزوین⁩»");
	expect(reza.sees).toContain("0912 555 0142");
	expect(reza.sees).not.toContain("تعیین به عنوان کارشناس");
	expect(town.botApi.violations).toEqual([]);
});

test("who is barred is told why, may appeal and see or delete their data, and nothing else until the bar is lifted", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const omid = await town.person("امید");
	await omid.sends("/register");
	await reza.sends("/people");
	await reza.sends(String(omid.client.id));
	await reza.presses("۱");
	await reza.presses("محدود کردن با ذکر دلیل");
	await reza.sends("فرستادن پی‌درپی پیام‌های نامربوط");
	await reza.presses("محدود شود");
	expect(omid.sees).toContain("محدود شده است");
	expect(omid.sees).toContain("پیام‌های نامربوط");
	// Neither the question that was open nor any command or old button does anything.
	await omid.sends("/register");
	expect(omid.sees).toContain("محدود شده است");
	await omid.presses("ثبت‌نام سازمان مردم‌نهاد");
	expect(omid.sees).toContain("محدود شده است");
	await omid.sends("انجمن یاران");
	expect(omid.sees).toContain("برای دبیرخانه بفرستم");
	await omid.presses("ارسال به دبیرخانه");
	expect(reza.sees).toContain("انجمن یاران");
	await omid.sends("/privacy");
	expect(omid.sees).not.toContain("محدود شده است");
	await omid.sends("/mydata");
	expect(omid.sees).not.toContain("محدود شده است");

	// Being forgotten and coming back does not lift the bar.
	await omid.presses("پاک کردن");
	await omid.presses("بله، پاک شود");
	await omid.does((client) => client.start());
	await omid.presses("می‌پذیرم و ادامه می‌دهم");
	expect(omid.sees).toContain("محدود شده است");

	await reza.sends("/people");
	await reza.presses("محدودشدگان");
	await reza.presses("۱");
	await reza.presses("رفع محدودیت");
	await reza.presses("بله، برداشته شود");
	expect(omid.sees).toContain("محدودیت دسترسی شما برداشته شد");
	await omid.presses("خانه");
	expect(omid.sees).toContain("از کجا شروع کنیم");
	expect(town.botApi.violations).toEqual([]);
});

test("an admin appoints and dismisses from there; staff are not barred, and others see no register", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const sara = await town.person("سارا");
	await admin.sends("/people");
	await admin.sends(String(sara.client.id));
	await admin.presses("۱");
	await admin.presses("تعیین به عنوان کارشناس");
	await admin.presses("بله، کارشناس شود");
	expect(sara.sees).toContain("شما از این پس کارشناس دبیرخانه هستید");
	await admin.sends("/people");
	await admin.presses("همکاران دبیرخانه");
	expect(admin.sees).toContain("افراد (۲)");
	await admin.presses("۱");
	expect(admin.sees).toContain("پایان سمت");
	expect(admin.sees).not.toContain("محدود کردن");
	const omid = await town.person("امید");
	await omid.sends("/people");
	expect(omid.sees).toContain("دسترسی ندارید");
});
