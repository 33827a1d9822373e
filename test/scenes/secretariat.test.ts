import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";

test("a plain sentence is sent to the secretariat, claimed, answered, replied to and closed", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const sara = await town.coordinator("سارا");
	const omid = await town.person("امید");
	await omid.sends("سلام، برای پارک محله با چه کسی صحبت کنم؟");
	expect(omid.sees).toContain("این پیام را برای دبیرخانه بفرستم؟");
	await omid.presses("ارسال به دبیرخانه");
	expect(omid.sees).toContain("پیام شما به دبیرخانه رسید");
	expect(reza.sees).toContain("برای پارک محله");
	await reza.presses("به عهده می‌گیرم");
	expect(sara.sees).toContain("پاسخ‌گو");
	expect(sara.sees).not.toContain("[ به عهده می‌گیرم ]");
	await reza.presses("نوشتن پاسخ");
	await reza.sends("با دفتر تسهیل‌گری هادی‌آباد تماس بگیرید.");
	expect(omid.sees).toContain("با دفتر تسهیل‌گری هادی‌آباد تماس بگیرید.");
	await omid.sends("سپاسگزارم");
	expect(omid.sees).toContain("پاسخ شما به گفت‌وگو با دبیرخانه افزوده شد");
	expect(reza.sees).toContain("سپاسگزارم");
	expect(sara.sees).not.toContain("سپاسگزارم");
	await reza.presses("پایان گفت‌وگو");
	expect(omid.sees).toContain("پایان یافت");
	expect(town.botApi.violations).toEqual([]);
});

test("a voice message and an album arrive as what they are", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const omid = await town.person("امید");
	await omid.does((client) => client.sendsVoice(7));
	await omid.presses("ارسال به دبیرخانه");
	expect(reza.screen.at(-1)?.voice).toBeTruthy();
	await omid.does((client) => client.sendsAlbum(3));
	expect(omid.screen.filter((message) => message.text?.includes("بفرستم؟"))).toHaveLength(1);
	await omid.presses("ارسال به دبیرخانه");
	expect(reza.screen.filter((message) => message.photo)).toHaveLength(3);
	await reza.presses("به عهده می‌گیرم");
	expect(town.botApi.violations).toEqual([]);
});

test("a sticker is met with a sentence, not with silence", async () => {
	const town = await aTown();
	const omid = await town.person("امید");
	await omid.does((client) => client.sendsSticker());
	expect(omid.sees).toContain("به دبیرخانه فرستاده نمی‌شود");
});
