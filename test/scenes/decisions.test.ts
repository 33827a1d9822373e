import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { registers, screenOf } from "./registering.ts";

test("asked for more, the applicant corrects only the faulty answer and the coordinators get it again", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("پرسش از متقاضی");
	await reza.pressesAll("عکس پروانه", "تأیید");
	await reza.sends("تصویر پروانه خوانا نیست؛ لطفاً عکس جدیدی بفرستید.");
	await reza.presses("ارسال به متقاضی");
	expect(zahra.sees).toContain("دبیرخانه دربارهٔ درخواست شما یک پرسش دارد");
	expect(zahra.sees).toContain("فقط همین مورد را اصلاح کنید");
	await zahra.presses("اصلاح: عکس پروانه");
	expect(zahra.sees).toContain("گام ۱ از ۲");
	await zahra.does((client) => client.sendsPhoto());
	await zahra.sends("عکس تازه گرفته شد.");
	await zahra.presses("ارسال دوباره به دبیرخانه");
	expect(reza.sees).toContain("درخواست اصلاح‌شده (نوبت ۲)");
	expect(reza.sees).toContain("عکس تازه گرفته شد.");
	expect(reza.sees).toContain("تغییرکرده: عکس پروانه");
	await reza.presses("تأیید");
	expect(zahra.sees).toContain("خوش آمدید");
	expect(town.botApi.violations).toEqual([]);
});

test("rejected with a reason, the applicant may correct and send again, then withdraw", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("رد با ذکر دلیل");
	await reza.sends("محدودهٔ فعالیت سازمان بیرون از استان است.");
	await reza.presses("رد درخواست");
	expect(zahra.sees).toContain("محدودهٔ فعالیت سازمان بیرون از استان است.");
	await zahra.presses("اصلاح و ارسال دوباره");
	expect(zahra.sees).toContain("دلیل رد درخواست:");
	expect(zahra.sees).toContain("آمادهٔ ارسال");
	await zahra.presses("ارسال دوباره به دبیرخانه");
	expect(reza.sees).toContain("نوبت ۲");
	await zahra.sends("/organization");
	await zahra.presses("انصراف از درخواست");
	await zahra.presses("بله، انصراف می‌دهم");
	expect(reza.sees).toContain("متقاضی انصراف داد");
	expect(zahra.sees).toContain("انصراف داده شد");
});

test("of two coordinators who tap at the same second one decides, and both cards say who", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const sara = await town.coordinator("سارا");
	for (const [player, name] of [
		[reza, "رضا رضایی"],
		[sara, "سارا امینی"],
	] as const) {
		await player.sends("/settings");
		await player.presses("تغییر نام و عنوان");
		await player.sends(name);
		await player.presses(player === reza ? "آقا" : "خانم");
	}
	const zahra = await town.person("زهرا");
	await registers(zahra);
	const tap = (player: typeof reza) => {
		const message = player.screen.findLast((one) => one.text?.includes("درخواست جدید"));
		const button = message?.inlineKeyboard.flat().find((each) => each.text === "تأیید");
		if (!message || !button || !("callback_data" in button)) throw new Error("there is no card");
		player.client.taps(message.messageId, button.callback_data);
	};
	tap(reza);
	tap(sara);
	await town.settles();
	expect(zahra.screen.filter((message) => message.text?.includes("خوش آمدید"))).toHaveLength(1);
	const [first] = /توسط ⁨?(.*?)،/.exec(reza.sees) ?? [];
	expect(first).toBeTruthy();
	expect(sara.sees).toContain(first ?? "?");
});

test("a correction left for later repeats the question of the secretariat", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("پرسش از متقاضی");
	await reza.presses("معرفی");
	await reza.presses("تأیید ۱ مورد");
	await reza.sends("کمی بیشتر بنویسید.");
	await reza.presses("ارسال");
	await zahra.presses("اصلاح");
	expect(zahra.sees).toContain("کمی بیشتر بنویسید.");
	await zahra.presses("بعداً ادامه می‌دهم");
	expect(zahra.sees).not.toContain("کمی بیشتر بنویسید.");
	await zahra.presses("ادامه می‌دهم");
	expect(zahra.sees).toContain("کمی بیشتر بنویسید.");
	expect(town.botApi.violations).toEqual([]);
});

test("a form begun on a card keeps its message while others decide", async () => {
	const town = await aTown();
	const [reza, sara] = [await town.coordinator("رضا"), await town.coordinator("سارا")];
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("رد با ذکر دلیل");
	expect(reza.sees).toContain("دلیل");
	await sara.presses("تأیید");
	expect(reza.sees).toContain("دلیل");
	expect(reza.sees).not.toContain("تأیید شد");
	await reza.sends("مدارک کامل نیست.");
	await reza.presses("رد درخواست");
	expect(reza.sees).toContain("پیش از شما دربارهٔ این درخواست تصمیم گرفته شده است");
	expect(town.botApi.violations).toEqual([]);
});

test("who is appointed later finds what waits in the inbox, and decides from there", async () => {
	const town = await aTown();
	const admin = await town.admin();
	for (const name of ["همیاران یک", "همیاران دو", "همیاران سه"]) await registers(await town.person(name), name);
	expect(admin.sees).toContain("همیاران سه");
	const reza = await town.coordinator("رضا");
	await reza.sends("/inbox");
	expect(reza.sees).toContain("در انتظار تأیید: ۳ سازمان");
	await reza.presses("سازمان‌ها (۳)");
	await reza.presses("۲");
	expect(reza.sees).toContain("همیاران دو");
	await reza.presses("همهٔ اطلاعات");
	expect(reza.sees).toContain("0912 555 0142");
	await reza.presses("بازگشت به درخواست");
	await reza.presses("تأیید");
	expect(reza.sees).toContain("تأیید شد");
	expect(town.botApi.violations).toEqual([]);
});

test("a forged button decides nothing", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	const card = reza.screen.findLast((message) => message.text?.includes("درخواست جدید"));
	const approve = card?.inlineKeyboard.flat().find((button) => button.text === "تأیید");
	if (!approve || !("callback_data" in approve)) throw new Error("there is no card");
	const own = zahra.screen.at(-1)?.messageId ?? 0;
	await zahra.does((client) => client.taps(own, approve.callback_data, { forged: true }));
	expect(zahra.sees).toContain("به این بخش دسترسی ندارید");
	await zahra.sends("/organization");
	expect(screenOf(zahra)).toContain("در انتظار بررسی دبیرخانه");
});
