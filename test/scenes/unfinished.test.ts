import mongoose from "mongoose";
import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { fillsIn, screenOf } from "./registering.ts";

const reminders = () => mongoose.connection.collection("deliveries").countDocuments({ kind: "draft.unfinished" });

test("who left a registration is reminded of it once, after three days, and goes on from there; the office sees whose stopped, not what was answered", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await zahra.presses("ثبت‌نام سازمان مردم‌نهاد");
	await zahra.answers("همیاران سبز", "1843");
	await zahra.presses("بعداً ادامه می‌دهم");
	await town.later({ days: 2, hours: 22 });
	expect(zahra.sees).not.toContain("ناتمام مانده است");
	await town.later({ hours: 4 });
	expect(zahra.sees).toContain("ثبت‌نام سازمان در گام ۳ از ۱۵ ناتمام مانده است");
	expect(zahra.sees).toContain("[ ادامه می‌دهم ]");
	await town.sleeps({ days: 2 });
	await town.later({ days: 4 });
	expect(await reminders()).toBe(1);

	expect(reza.sees).toContain("ثبت‌نام نیمه‌کاره: ۱");
	await reza.presses("نیمه‌کاره‌ها");
	expect(reza.sees).toContain("ثبت‌نام‌های نیمه‌کاره (۱)");
	expect(reza.sees).toContain("آخرین پاسخ: ۹ روز پیش");
	expect(screenOf(reza)).not.toContain("همیاران سبز");
	await reza.presses("۱");
	expect(reza.sees).toContain(String(zahra.client.id));

	await zahra.presses("ادامه می‌دهم");
	expect(zahra.sees).toContain("شناسهٔ ملی");
	await zahra.sends("10380284790");
	await reza.does((client) => client.taps(reza.screen.at(-1)?.messageId ?? 1, "draft.stopped", { forged: true }));
	expect(reza.sees).toContain("ثبت‌نام نیمه‌کاره‌ای نیست");
	await zahra.does((client) => client.taps(zahra.screen.at(-1)?.messageId ?? 1, "draft.stopped", { forged: true }));
	expect(zahra.sees).toContain("به این بخش دسترسی ندارید");
	await town.later({ days: 5 });
	expect(await reminders()).toBe(1);
	expect(town.botApi.violations).toEqual([]);
});

test("who sent the form, put it aside, muted its reminders or is forgotten hears nothing; each draft has its own", async () => {
	const town = await aTown();
	const [sent, aside, muted, gone, both] = [
		await town.person("سارا"),
		await town.person("امید"),
		await town.person("مریم"),
		await town.person("حسن"),
		await town.person("Nora", { languageCode: "fa" }),
	];
	await fillsIn(sent);
	for (const one of [aside, muted, gone]) {
		await one.sends("/register");
		await one.answers("یاوران محله");
	}
	await town.later({ days: 2 });
	await sent.presses("ارسال به دبیرخانه");
	await aside.sends("/cancel");
	await aside.presses("انصراف");
	await muted.sends("/settings");
	await muted.presses("پیام‌ها");
	await muted.presses("یادآوری فرم‌های ناتمام");
	await gone.sends("/settings");
	await gone.presses("پاک");
	await gone.presses("پاک");
	await both.sends("/language");
	await both.presses("English");
	await both.sends("/register");
	await both.answers("Green Friends", "1944");
	await town.later({ days: 1, hours: 12 });
	for (const one of [sent, aside, muted, gone]) expect(screenOf(one)).not.toContain("ناتمام مانده است. پاسخ‌هایتان");
	await town.later({ days: 3 });
	expect(both.sees).toContain("stopped at step 3 of 15. Your answers are kept");
	await both.presses("Discard");
	expect(both.sees).toContain("The draft was discarded");
	expect(await reminders()).toBe(2);
	expect(town.botApi.violations).toEqual([]);
});

test("quiet drafts are found along an index", async () => {
	const town = await aTown();
	await town.settles();
	const sessions = mongoose.connection.collection("sessions");
	const day = 86_400_000;
	const many = Array.from({ length: 3_000 }, (_, index) => ({
		_id: `telegram:${9_000_000 + index}` as never,
		updatedAt: new Date(),
		...(index % 10 === 0 ? { touched: [new Date(index * day)], applying: new Date(index * day) } : {}),
	}));
	await sessions.insertMany(many);
	const [from, to] = [new Date(100 * day), new Date(120 * day)];
	const plans = await Promise.all([
		sessions.find({ touched: { $elemMatch: { $gt: from, $lte: to } } }).explain("executionStats"),
		sessions
			.find({ applying: { $gt: from, $lte: to } })
			.sort({ applying: 1, _id: 1 })
			.explain("executionStats"),
	]);
	for (const plan of plans) {
		expect(plan.executionStats.totalKeysExamined).toBeLessThan(10);
		expect(JSON.stringify(plan)).not.toContain("SORT");
	}
	expect(town.botApi.violations).toEqual([]);
});
