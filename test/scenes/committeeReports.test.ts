import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as seats from "../../src/store/seats.ts";
import type { Player } from "../support/player.ts";
import { aTown } from "../support/town.ts";
import { actorOf } from "./neighbours.ts";
import { anAgency } from "./reportHandling.ts";
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
	await zahra.presses("درخواست کرسی");
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

test("a liaison who sits there for an agency looks through its open reports too; sensitive ones are neither counted nor shown", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز");
	await reportsSensitive(zahra);
	const { agencyId, liaison } = await anAgency(town, { fa: "بهزیستی قزوین", en: "Welfare" }, "لیلا");
	await seats.add({
		...{ id: newId(), committeeId: "social", holder: { kind: "agency", id: agencyId }, office: "member" },
		...{ personId: (await actorOf(liaison)).person.id, votes: true, since: town.clock.now() },
	});
	const open = async (player: typeof zahra) => {
		await player.sends("/committees");
		await player.presses(/(\S)\) ⁨کمیتهٔ اجتماعی⁩/.exec(player.sees)?.[1] ?? "");
	};
	await liaison.sends("/start");
	await liaison.pressesAll("کمیته‌ها", /(\S)\) ⁨کمیتهٔ اجتماعی⁩/.exec(liaison.sees)?.[1] ?? "۱");
	expect(liaison.sees).toContain("گزارش‌های باز: ۰");
	await liaison.sends("/start");
	await liaison.presses("جلسه‌ها");
	expect(liaison.sees).toContain("جلسه");
	await open(reza);
	expect(reza.sees).toContain("گزارش‌های باز: ۱");

	await zahra.sends("/report");
	await zahra.pressesAll("نیاز", "اجتماعی", "جوانان و ورزش", "از این گام می‌گذرم");
	await zahra.sends("مینودر");
	await zahra.pressesAll("مینودر", "از این گام می‌گذرم");
	await zahra.sends("نوجوانان محله جایی برای ورزش ندارند.");
	await zahra.pressesAll("از این گام می‌گذرم", "نمی‌دانم", "معمولی", "از این گام می‌گذرم", "از این گام می‌گذرم");
	await zahra.presses("ارسال به دبیرخانه");
	await open(liaison);
	await liaison.presses("گزارش‌های باز (۱)");
	expect(liaison.sees).toContain("گزارش‌های کمیته (۱)");
	await liaison.presses("۱");
	expect(liaison.sees).toContain("جایی برای ورزش ندارند");
	expect(liaison.sees).not.toContain("زهرا");
	expect(liaison.buttons).not.toContain("ما هم می‌بینیم؛ همراهی می‌کنیم");
	expect(town.botApi.violations).toEqual([]);
});

/** Of addiction: neither group nor other organization sees it by itself. */
async function reportsSensitive(player: Player): Promise<void> {
	await player.sends("/report");
	await player.pressesAll("مشکل", "اجتماعی", "اعتیاد", "از این گام می‌گذرم");
	await player.sends("مینودر");
	await player.pressesAll("مینودر", "از این گام می‌گذرم");
	await player.sends("در پارک محله مواد فروخته می‌شود.");
	await player.presses("چند ماه");
	await player.pressesAll("نمی‌دانم", "معمولی", "از این گام می‌گذرم", "از این گام می‌گذرم", "ارسال به دبیرخانه");
}
