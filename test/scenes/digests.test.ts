import mongoose from "mongoose";
import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { aDirector, reportsWaste } from "./reporting.ts";

test("a digest comes at the hour chosen with what changed, and not at all when nothing did", async () => {
	const town = await aTown();
	await town.coordinator("رضا");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWaste(zahra);
	await zahra.sends("/settings");
	await zahra.presses("خلاصهٔ دوره‌ای");
	expect(zahra.sees).toContain("هر شنبه، ساعت ۰۹:۰۰");
	await zahra.presses("روزانه");
	expect(zahra.sees).toContain("هر روز، ساعت ۰۹:۰۰");
	await zahra.pressesAll("ساعت", "۱۸:۰۰");
	expect(zahra.sees).toContain("هر روز، ساعت ۱۸:۰۰");
	await town.later({ hours: 7 });
	expect(zahra.sees).not.toContain("خلاصهٔ کارهای شما");
	await town.later({ hours: 2 });
	expect(zahra.sees).toContain("خلاصهٔ کارهای شما");
	expect(zahra.sees).toContain("R-1405-0001");
	const seen = zahra.screen.length;
	await town.restarts();
	await town.later({ days: 3 });
	expect(zahra.screen.slice(seen).filter(({ text }) => text.includes("خلاصهٔ کارهای شما"))).toEqual([]);

	await zahra.presses("تنظیم خلاصه");
	await zahra.pressesAll("هفتگی", "روز هفته", "چهارشنبه");
	expect(zahra.sees).toContain("هر چهارشنبه، ساعت ۱۸:۰۰");
	await zahra.presses("جلسه‌ها");
	await zahra.presses("خاموش");
	expect(zahra.sees).toContain("خلاصه فرستاده نمی‌شود");
	await zahra.does((client) => client.taps(zahra.screen.at(-1)?.messageId ?? 1, "digest.hour:99", { forged: true }));
	await zahra.sends("/language");
	await zahra.presses("English");
	await zahra.sends("/settings");
	await zahra.presses("Digest");
	expect(zahra.sees).toContain("No digest is sent");
	expect(town.botApi.violations).toEqual([]);
});

test("on the morning of a working day the coordinator sees what waits, each line with its list; once", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWaste(zahra);
	await town.later({ days: 1 });
	expect(reza.sees).toContain("صبح بخیر");
	expect(reza.sees).toContain("گزارش ارجاع‌نشده: ۱");
	expect(zahra.sees).not.toContain("صبح بخیر");
	const deliveries = mongoose.connection.collection("deliveries");
	const briefs = () => deliveries.countDocuments({ kind: "brief.morning", parent: /^brief:/, state: "sent" });
	expect(await briefs()).toBe(1);
	await reza.presses("ارجاع‌نشده‌ها");
	expect(reza.sees).toContain("گزارش‌های ارجاع‌نشده (۱)");
	// Two days down: one brief.
	await town.stops();
	town.clock.moveTo(new Date("2026-11-29T06:30:00Z"));
	await town.starts();
	await town.later({ minutes: 1 });
	expect(await briefs()).toBe(2);
	expect(town.botApi.violations).toEqual([]);
});
