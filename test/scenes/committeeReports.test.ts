import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { aDirector, reportsWaste } from "./reporting.ts";

test("who sits in a committee opens its open reports from its card; who does not is not offered them", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز");
	await reportsWaste(zahra);
	const open = async (player: typeof zahra) => {
		await player.sends("/committees");
		await player.presses(/(\S)\) ⁨کمیتهٔ زیست‌محیطی⁩/.exec(player.sees)?.[1] ?? "");
	};
	await open(zahra);
	expect(zahra.buttons).not.toContain("گزارش‌های باز (۱)");
	await zahra.presses("درخواست صندلی");
	await zahra.sends("در هادی‌آباد آموزش تفکیک زباله داریم");
	await zahra.presses("خودم");
	if (zahra.sees.includes("می‌گذرم")) await zahra.presses("می‌گذرم");
	await zahra.presses("ارسال درخواست");
	await reza.presses("پذیرش");

	for (const player of [zahra, reza]) {
		await open(player);
		await player.presses("گزارش‌های باز (۱)");
		expect(player.sees).toContain("گزارش‌های کمیته (۱)");
		await player.presses("بازگشت به کمیته");
		expect(player.sees).toContain("گزارش‌های باز: ۱");
	}
	expect(town.botApi.violations).toEqual([]);
});
