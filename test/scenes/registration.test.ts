import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { fillsIn, registers } from "./registering.ts";

test("a director registers an organization, a coordinator approves, both are told", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	expect(zahra.sees).toContain("کد پیگیری: O-1405-0001");
	expect(reza.sees).toContain("درخواست جدید");
	await reza.presses("تأیید");
	expect(reza.sees).toContain("تأیید شد · توسط");
	expect(reza.buttons.some((label) => label === "تأیید")).toBe(false);
	expect(zahra.sees).toContain("خوش آمدید");
	await zahra.presses("سازمان من");
	expect(zahra.sees).toContain("وضعیت: تأییدشده");
	expect(town.botApi.violations).toEqual([]);
});

test("each wrong answer is explained where it was given, and the rest is kept", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await zahra.presses("ثبت‌نام سازمان مردم‌نهاد");
	await zahra.sends("همیاران سبز");
	await zahra.sends("ندارم");
	expect(zahra.sees).toContain("شمارهٔ ثبت فقط عدد است");
	expect(zahra.sees).toContain("[ هنوز ثبت نشده است ]");
	await zahra.sends("1843");
	await zahra.sends("10380284791");
	expect(zahra.sees).toContain("این شناسهٔ ملی درست نیست");
	await zahra.sends("۱۰۳۸۰۲۸۴۷۹۰");
	await zahra.sends("۱۳۹۴");
	await zahra.presses("سازمان بهزیستی");
	await zahra.sends("۳۰ اسفند ۱۴۰۵");
	expect(zahra.sees).toContain("۲۹");
	await zahra.sends("۱۴۰۴/۱/۱");
	expect(zahra.sees).toContain("اعتبار این پروانه به پایان رسیده است");
	await zahra.presses("در حال تمدید است");
	expect(zahra.sees).toContain("زمینه‌های فعالیت");
	expect(town.botApi.violations).toEqual([]);
});

test("who leaves in the middle and comes back after a deploy goes on at the same question", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await zahra.presses("ثبت‌نام سازمان مردم‌نهاد");
	await zahra.answers("همیاران سبز", "1843");
	await zahra.presses("بعداً ادامه می‌دهم");
	await town.restarts();
	await zahra.sends("/register");
	expect(zahra.sees).toContain("ناتمام مانده است");
	await zahra.presses("ادامه می‌دهم");
	expect(zahra.sees).toContain("شناسهٔ ملی");
});

test("an answer changed on the review is what is sent; a second tap on send files nothing more", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const zahra = await town.person("زهرا");
	await fillsIn(zahra);
	await zahra.presses("نام");
	await zahra.sends("یاران سبز");
	const review = zahra.screen.at(-1);
	const send = review?.inlineKeyboard.flat().find((button) => button.text === "ارسال به دبیرخانه");
	if (!review || !send || !("callback_data" in send)) throw new Error("there is no review");
	await zahra.does((client) => {
		client.taps(review.messageId, send.callback_data);
		client.taps(review.messageId, send.callback_data);
	});
	expect(admin.screen.filter((message) => message.text?.includes("یاران سبز"))).toHaveLength(1);
	expect(zahra.sees).toContain("کد پیگیری");
});

test("the language changes in the middle and the same question is asked again", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await zahra.presses("ثبت‌نام سازمان مردم‌نهاد");
	await zahra.sends("همیاران سبز");
	await zahra.sends("/language");
	await zahra.presses("English");
	expect(zahra.sees).toContain("registration number");
	await zahra.sends("1843");
	expect(zahra.sees).toContain("national id");
});

test("who is not registered yet is not asked about a license", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await zahra.presses("ثبت‌نام سازمان مردم‌نهاد");
	await zahra.sends("جوانان محله");
	await zahra.presses("هنوز ثبت نشده است");
	expect(zahra.sees).toContain("گام ۳ از ۱۱");
	expect(zahra.sees).toContain("سالی");
});
