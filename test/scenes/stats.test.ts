import mongoose from "mongoose";
import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { aDirector, reportsWaste } from "./reporting.ts";

test("a coordinator looks at the figures now and has them drawn; on the month's first day they come by themselves, once", async () => {
	const town = await aTown({ now: new Date("2026-12-20T06:30:00Z") });
	const reza = await town.coordinator("رضا");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWaste(zahra);
	await zahra.sends("/stats");
	expect(zahra.sees).not.toContain("آمار گزارش‌ها");
	await reza.sends("/stats");
	expect(reza.sees).toContain("آذر ۱۴۰۵");
	expect(reza.sees).toContain("گزارش تازه: ۱");
	await reza.presses("محله‌ها");
	expect(reza.sees).toContain("۱ تازه");
	await reza.presses("آمار");
	await reza.presses("تصویر و فایل");
	await town.settles();
	await town.dabir.settled();
	const files = () => reza.screen.filter(({ photo, document }) => photo ?? document);
	expect(files()).toHaveLength(3);
	expect(reza.screen.some(({ text }) => text.includes("۱ تازه، ۰ پاسخ"))).toBe(true);

	await town.later({ days: 1 });
	expect(files()).toHaveLength(3);
	await town.later({ days: 1 });
	expect(files()).toHaveLength(6);
	await town.restarts();
	await town.later({ days: 1 });
	expect(files()).toHaveLength(6);
	const sent = await mongoose.connection
		.collection("deliveries")
		.find({ kind: /^figures\./, parent: /^figures:140509/ })
		.toArray();
	// The coordinator and the admin, three papers each; whoever the bot cannot write to got none.
	expect(sent.filter(({ state }) => state === "sent")).toHaveLength(6);
	await reza.sends("/language");
	await reza.presses("English");
	await reza.sends("/stats");
	expect(reza.sees).toContain("Figures of reports");
	expect(reza.sees).toContain("Dey 1405");
	expect(town.botApi.violations).toEqual([]);
});
