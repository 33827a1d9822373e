import { expect, test } from "vitest";
import * as reportStore from "../../src/store/reports.ts";
import { actorFor, anOrganizationOf, neighbourhoodIds } from "../support/approved.ts";
import { auditOf } from "../support/auditLog.ts";
import type { Player } from "../support/player.ts";
import { aStalledWork } from "../support/stalledReports.ts";
import { aTown, type Town } from "../support/town.ts";

interface Province {
	town: Town;
	reza: Player;
	zahra: Player;
	omid: Player;
	/** هادی‌آباد and مینودر. */
	places: [string, string];
}

/** Two organizations: of هادی‌آباد, and of هادی‌آباد and مینودر. */
async function aProvince(): Promise<Province> {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const [zahra, omid] = [await town.person("زهرا"), await town.person("امید")];
	const [first = "", second = ""] = await neighbourhoodIds("هادی‌آباد", "مینودر");
	await anOrganizationOf(town, zahra, reza, { name: "همیاران سبز", neighbourhoods: [first] });
	const other = { registrationNumber: "1844", nationalId: undefined };
	await anOrganizationOf(town, omid, reza, { name: "یاوران محله", neighbourhoods: [first, second], ...other });
	return { town, reza, zahra, omid, places: [first, second] };
}

test("the register is looked through by neighbourhood, percent and age; others than organizations do not see it", async () => {
	const { town, zahra, places } = await aProvince();
	const [here, there] = places;
	await zahra.sends("/start");
	await zahra.presses("طرح‌های نیمه‌کاره");
	expect(zahra.sees).toContain("هنوز طرح نیمه‌کاره‌ای گزارش نشده است");
	await aStalledWork({ neighbourhoodId: here });
	for (let index = 0; index < 7; index++) {
		const stalled = { startedYear: 1400, stoppedOn: `2025-0${index + 1}-01`, percent: 80 };
		await aStalledWork({ neighbourhoodId: there, landmark: `پارک شمارهٔ ${"۰۱۲۳۴۵۶"[index]}`, stalled });
	}
	await aStalledWork({ neighbourhoodId: here, landmark: "پنهان", isSensitive: true });
	await aStalledWork({ neighbourhoodId: here, landmark: "بسته", state: "closed", outcome: "done" });
	await zahra.sends("/start");
	await zahra.presses("طرح‌های نیمه‌کاره");
	expect(zahra.sees).toContain("(۸)");
	expect(zahra.sees).toMatch(/۱\) .*درمانگاه کوچهٔ ۱۲/);
	expect(zahra.sees).toContain("۱ از ۲");
	await zahra.presses("بعدی");
	expect(zahra.sees).toContain("پارک شمارهٔ ۶");
	expect(zahra.sees).not.toMatch(/پنهان|بسته/);
	await zahra.pressesAll("فیلترها", "درصد ساخت", "از ۲۵ تا ۴۹ درصد");
	expect(zahra.sees).toContain("(۱)");
	await zahra.pressesAll("فیلترها", "مدت توقف", "دست‌کم ۵ سال متوقف");
	expect(zahra.sees).toContain("طرحی پیدا نشد");
	await zahra.pressesAll("حذف فیلترها", "فیلترها", "مدت توقف", "دست‌کم ۲ سال متوقف");
	expect(zahra.sees).toContain("(۱)");
	await zahra.presses("۱");
	expect(zahra.sees).toContain("ساخته‌شده: ۴۰ درصد");
	expect(zahra.sees).toContain("کمبود اعتبار");
	await zahra.presses("فهرست طرح‌ها");
	expect(zahra.sees).toContain("(۱)");

	const sara = await town.person("سارا");
	await sara.does((client) => client.taps(sara.screen.at(-1)?.messageId ?? 1, "stalled.begin", { forged: true }));
	expect(sara.sees).toContain("سازمان‌های تأییدشده");
	expect(sara.sees).not.toContain("درمانگاه");
	expect(town.botApi.violations).toEqual([]);
});

test("every ninety days the next organization of the neighbourhood is asked; its photo joins the others and the percent follows", async () => {
	const { town, zahra, omid, places } = await aProvince();
	const work = await aStalledWork({ neighbourhoodId: places[0], photos: [] });
	await town.sleeps({ days: 89 });
	expect(zahra.sees).not.toContain("درخواست عکس تازه");
	await town.later({ days: 2 });
	const [asked, other] = zahra.sees.includes("درخواست عکس تازه") ? [zahra, omid] : [omid, zahra];
	expect(asked.sees).toContain(work.code);
	expect(other.sees).not.toContain("درخواست عکس تازه");

	await asked.presses("ارسال عکس تازه");
	await asked.sends("نمی‌دانم");
	expect(asked.sees).toContain("عکس");
	await asked.does((client) => client.sendsPhoto());
	await asked.presses("تأیید");
	await asked.sends("۱۴۰");
	expect(asked.sees).toMatch(/۱۰۰/);
	await town.restarts();
	await asked.sends("۵۵");
	await asked.sends("کارگران برگشته‌اند.");
	await asked.presses("ثبت بازدید");
	expect(asked.sees).toContain("ساخته‌شده: ۵۵ درصد");
	await asked.presses("مشاهدهٔ طرح");
	expect(asked.sees).toMatch(/۵۵ درصد · ۱ عکس · .*(همیاران سبز|یاوران محله).* · .*کارگران برگشته‌اند/);
	await asked.presses("عکس‌ها (۱)");
	expect(asked.screen.at(-1)?.photo).toBeDefined();
	expect(asked.sees).toContain("عکس ۱ از ۱");
	const kept = await reportStore.byId(work.id);
	expect(kept?.steps.filter(({ event }) => event === "photographed")).toHaveLength(1);
	expect(kept?.stalled?.percent).toBe(55);
	expect(await auditOf("report.photographed")).toHaveLength(1);

	// Ninety days after this look it is the other's turn; whoever does not answer is not asked every day.
	await town.later({ days: 89 });
	expect(other.screen.some(({ text }) => text.includes("درخواست عکس تازه"))).toBe(false);
	await town.later({ days: 30 });
	expect(other.screen.filter(({ text }) => text.includes("درخواست عکس تازه"))).toHaveLength(1);
	expect(asked.screen.filter(({ text }) => text.includes("درخواست عکس تازه"))).toHaveLength(0);
	expect(town.botApi.violations).toEqual([]);
});

test("a work that is closed meanwhile takes no look, and somebody of another neighbourhood sends none; in English too", async () => {
	const { town, reza, zahra, omid, places } = await aProvince();
	const work = await aStalledWork({ neighbourhoodId: places[1] });
	await zahra.sends("/start");
	await zahra.pressesAll("طرح‌های نیمه‌کاره", "۱");
	expect(zahra.sees).not.toContain("ارسال عکس تازه");
	const at = zahra.screen.at(-1)?.messageId ?? 1;
	await zahra.does((client) => client.taps(at, `stalled.photograph:${work.id}`, { forged: true }));
	expect(zahra.sees).toContain("سازمان‌های همان محله");
	await omid.sends("/language");
	await omid.presses("English");
	await omid.sends("/start");
	await omid.pressesAll("Half-finished works", "1", "Send a fresh photo");
	await omid.does((client) => client.sendsPhoto());
	await omid.presses("Done");
	await omid.sends("41");
	await omid.presses("Skip");
	const before = await reportStore.byId(work.id);
	if (!before) throw new Error("it is gone");
	const step = { event: "closed" as const, at: town.clock.now(), byId: (await actorFor(reza)).person.id };
	await reportStore.change(work.id, before.revision, { state: "closed", outcome: "noBudget" }, step);
	await omid.presses("Save the look");
	expect(omid.sees).toContain("has been closed meanwhile");
	await town.sleeps({ days: 100 });
	expect(omid.screen.some(({ text }) => text.includes("A fresh photo, please"))).toBe(false);
	expect(town.botApi.violations).toEqual([]);
});
