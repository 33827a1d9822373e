import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { actorFor, anOrganizationOf, neighbourhoodIds } from "../support/approved.ts";
import { auditOf } from "../support/auditLog.ts";
import type { Player } from "../support/player.ts";
import { sheetSentTo } from "../support/sheets.ts";
import { aTown, type Town } from "../support/town.ts";

/** Two organizations in هادی‌آباد, of which one works in مینودر too. */
async function aProvince(): Promise<{ town: Town; reza: Player; zahra: Player; omid: Player }> {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const [zahra, omid] = [await town.person("زهرا"), await town.person("امید")];
	const [first, both] = [await neighbourhoodIds("هادی‌آباد"), await neighbourhoodIds("هادی‌آباد", "مینودر")];
	const numbers = { registrationNumber: "1844", nationalId: undefined };
	await anOrganizationOf(town, zahra, reza, { name: "همیاران سبز", neighbourhoods: both });
	await anOrganizationOf(town, omid, reza, { name: "یاوران محله", neighbourhoods: first, ...numbers });
	return { town, reza, zahra, omid };
}

async function opensRound(reza: Player): Promise<void> {
	await reza.sends("/start");
	await reza.presses("نیازسنجی");
	expect(reza.sees).toContain("هنوز دوره‌ای برگزار نشده است");
	await reza.presses("دورهٔ تازه");
	await reza.sends("نه");
	expect(reza.sees).toContain("عنوان کوتاه است");
	await reza.sends("نیازسنجی پاییز");
	await reza.sends("هادی اباد");
	await reza.presses("هادی‌آباد");
	await reza.presses("همهٔ فهرست");
	await reza.sends("مینودر");
	await reza.presses("مینودر");
	await reza.presses("تأیید");
	await reza.sends("۱۴۰۵/۹/۱۳");
	await reza.presses("آغاز و دعوت سازمان‌ها");
}

/** Every indicator of the sheet that is open, one tap each. */
async function scores(player: Player, marks: readonly number[]): Promise<void> {
	for (const mark of marks) await player.presses("۰۱۲۳۴۵"[mark] ?? "");
}

const same = (mark: number) => Array.from({ length: 12 }, () => mark);

test("a round is opened, two organizations score it, and the result is a picture with its numbers and a sheet", async () => {
	const { town, reza, zahra, omid } = await aProvince();
	await opensRound(reza);
	expect(reza.sees).toContain("سازمان‌های دعوت‌شده: ۲");
	expect(zahra.sees).toContain("دعوت به نیازسنجی");
	expect(zahra.sees).toMatch(/مینودر.*هادی‌آباد/);
	expect(omid.sees).not.toContain("مینودر");

	await zahra.presses("شروع امتیازدهی");
	await zahra.presses("محلهٔ هادی‌آباد");
	expect(zahra.sees).toContain("بدون امتیاز");
	await zahra.presses("شروع امتیازدهی");
	expect(zahra.sees).toContain("شاخص ۱ از ۱۲");
	await scores(zahra, same(5));
	expect(zahra.sees).toContain("همهٔ شاخص‌ها امتیاز دارد");
	await zahra.presses("این دوره");
	await zahra.presses("محلهٔ مینودر");
	await zahra.presses("شروع امتیازدهی");
	await scores(zahra, [2, 2]);
	await town.restarts();
	await omid.presses("شروع امتیازدهی");
	await omid.presses("محلهٔ هادی‌آباد");
	await omid.presses("شروع امتیازدهی");
	await scores(omid, same(3));

	// What was said can be changed until the end, and nobody else's is seen.
	await omid.presses("۱۲");
	await omid.presses("۴");
	expect(omid.sees).toContain("فضای سبز: ۴");
	await omid.presses("این دوره");
	expect(omid.sees).not.toContain("نتیجه و تصویر");
	expect(omid.sees).not.toContain("برگه‌های کامل");

	// The one who has not finished is reminded, the other is not.
	await town.later({ days: 9 });
	expect(zahra.sees).toContain("یادآوری: نیازسنجی");
	expect(zahra.sees).toContain("مینودر");
	expect(zahra.sees).not.toContain("هادی‌آباد");
	expect(omid.screen.some(({ text }) => text.includes("یادآوری"))).toBe(false);

	await town.later({ days: 3 });
	expect(reza.sees).toContain("به پایان رسید");
	await reza.presses("نتیجه و تصویر");
	await town.settles();
	const shown = reza.screen.findLast(({ photo }) => photo !== undefined);
	expect(shown?.text).toMatch(/رتبهٔ ۱، .*هادی‌آباد.*: ۴٫۰ \(از ۳٫۱ تا ۵٫۰\)، اختلاف‌نظر ۱٫۰، ۲ برگه/);
	expect(shown?.text).toMatch(/مینودر.*: بدون برگهٔ کامل/);
	expect(shown?.text).toContain("شمرده نشد: ۱");
	const file = town.botApi.file(shown?.photo?.fileId ?? "");
	expect([...(file?.bytes.slice(1, 4) ?? [])]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
	await writeFile("test/output/assessment.png", file?.bytes ?? new Uint8Array());
	const [headings = [], whole = [], first = []] = await sheetSentTo(town, reza);
	expect(whole.slice(0, 5)).toEqual(["1", "هادی‌آباد", "", "همهٔ شاخص‌ها", "4.04"]);
	expect(first[headings.indexOf("همیاران سبز")]).toBe("5");
	expect(first[headings.indexOf("یاوران محله")]).toBe("3");

	// Whoever took part sees the picture then, and not who said what.
	await omid.presses("محلهٔ هادی‌آباد");
	expect(omid.screen.map(({ text }) => text).join("\n")).toContain("امتیازها دیگر تغییر نمی‌کند");
	await omid.presses("این دوره");
	await omid.presses("نتیجه و تصویر");
	await town.settles();
	expect(omid.screen.some(({ photo }) => photo !== undefined)).toBe(true);
	expect(omid.screen.some(({ document }) => document !== undefined)).toBe(false);
	await zahra.presses("ادامهٔ امتیازدهی");
	expect(zahra.sees).toContain("پایان‌یافته");
	expect(await auditOf("assessment.opened")).toHaveLength(1);
	expect(town.botApi.violations).toEqual([]);
});

test("a round that is closed early takes no more scores; others than its organizations find nothing", async () => {
	const { town, reza, zahra } = await aProvince();
	await opensRound(reza);
	const sara = await town.person("سارا");
	await zahra.presses("شروع امتیازدهی");
	await zahra.presses("محلهٔ مینودر");
	await zahra.presses("شروع امتیازدهی");
	const ask = zahra.screen.at(-1);
	const data = ask?.inlineKeyboard.flat().find((one) => one.text === "۳");
	await reza.presses("این دوره");
	await reza.presses("بستن زودتر");
	await reza.presses("بله، بسته شود");
	expect(reza.screen.some(({ text }) => text.includes("پایان‌یافته"))).toBe(true);
	await zahra.presses("۳");
	expect(zahra.sees).toContain("به پایان رسیده است");
	await town.later({ days: 11 });
	expect(reza.screen.filter(({ text }) => text.includes("هیچ برگهٔ کاملی"))).toHaveLength(1);
	if (!data || !("callback_data" in data)) throw new Error("no button");
	await sara.does((client) => client.taps(sara.screen.at(-1)?.messageId ?? 1, data.callback_data, { forged: true }));
	expect(sara.sees).toContain("برای سازمان شما پیدا نشد");
	expect((await actorFor(sara)).memberships).toEqual([]);
	expect(town.botApi.violations).toEqual([]);
});

test("the indicators are the admins' list; a round keeps those it was opened with; in English too", async () => {
	const { town, reza, zahra } = await aProvince();
	await opensRound(reza);
	const admin = await town.admin();
	await admin.sends("/admin");
	await admin.pressesAll("فهرست‌ها", "شاخص‌های نیازسنجی", "افزودن");
	await admin.answers("حمل‌ونقل همگانی", "Public transport");
	await admin.presses("کالبدی");
	await admin.presses("ارسال");
	expect(admin.sees).toContain("حمل‌ونقل همگانی");
	await zahra.sends("/language");
	await zahra.presses("English");
	await zahra.sends("/start");
	expect(zahra.sees).toContain("needs assessments in your neighbourhoods: 1");
	await zahra.presses("Needs assessment");
	await zahra.presses("1");
	await zahra.presses("Score مینودر");
	expect(zahra.sees).toContain("0 of 12");
	expect(zahra.sees).not.toContain("Public transport");
	await reza.sends("/start");
	await reza.presses("نیازسنجی");
	await reza.presses("دورهٔ تازه");
	await reza.sends("دور دوم پاییز");
	await reza.sends("مینودر");
	await reza.pressesAll("مینودر", "تأیید");
	await reza.sends("۱۴۰۵/۹/۲۰");
	await reza.presses("آغاز و دعوت سازمان‌ها");
	await zahra.presses("Start scoring");
	await zahra.presses("Score مینودر");
	expect(zahra.sees).toContain("Public transport");
	expect(town.botApi.violations).toEqual([]);
});
