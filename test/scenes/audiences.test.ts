import { expect, test } from "vitest";
import * as neighbourhoods from "../../src/services/neighbourhoods.ts";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";
import { aMember, anOrganization } from "./neighbours.ts";

async function aSecretariat(count = 3): Promise<{ town: Town; reza: Player; readers: Player[] }> {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const readers = [];
	for (let number = 0; number < count; number++) readers.push(await town.person(`خواننده ${number}`));
	return { town, reza, readers };
}

test("members, a field, a neighbourhood, an organization, what was not confirmed: each chooses exactly its people", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const [zahra, omid, sina] = [await town.person("زهرا"), await town.person("امید"), await town.person("سینا")];
	const placed = async (name: string) => (await neighbourhoods.find(name, 0)).list.map(({ id }) => id);
	const green = await anOrganization(town, zahra, {
		...{ fields: ["environment"], neighbourhoods: await placed("هادی‌آباد") },
	});
	await anOrganization(town, omid, {
		...{ name: "امید فردا", registrationNumber: "22", nationalId: "10380284807" },
		...{ fields: ["education"], neighbourhoods: await placed("مینودر") },
	});
	await aMember(town, zahra, green.id, sina, "سینا رضایی");
	await reza.sends("/announce");
	await reza.sends("نشست ماهانه روز دوشنبه است.");
	await reza.presses("از این گام می‌گذرم");
	await reza.pressesAll("اعضای سازمان‌ها", "تأیید ۱ مورد");
	expect(reza.sees).toContain("برای یک نفر");
	expect(reza.sees).toContain("سینا رضایی");
	const chooses = async (kind: string, one: string, typed?: string) => {
		await reza.pressesAll("تغییر گیرندگان", kind, "تأیید ۱ مورد");
		if (typed) await reza.sends(typed);
		await reza.pressesAll(one, "تأیید ۱ مورد");
	};
	await chooses("زمینه‌های فعالیت", "محیط زیست");
	expect(reza.sees).toContain("برای ۲ نفر");
	await chooses("محله‌ها", "مینودر", "مینودر");
	expect(reza.sees).toContain("برای یک نفر (فعال در محلهٔ ⁨مینودر⁩)");
	await chooses("☐ سازمان‌ها", "همیاران سبز قزوین", "سبز");
	expect(reza.sees).toContain("برای ۲ نفر");
	// Of several kinds all must hold; who is left out is left out.
	await reza.pressesAll("تغییر گیرندگان", "مدیران عامل", "زمینه‌های فعالیت", "تأیید ۲ مورد");
	await reza.pressesAll("محیط زیست", "آموزش", "تأیید ۲ مورد");
	expect(reza.sees).toContain("برای ۲ نفر");
	await reza.pressesAll("به‌جز چه کسانی", "محله‌ها", "تأیید ۱ مورد");
	await reza.sends("مینودر");
	await reza.pressesAll("مینودر", "تأیید ۱ مورد");
	expect(reza.sees).toMatch(/برای یک نفر \(.*مدیران عامل.*، فعال در زمینه‌های .*، به‌جز فعال در محلهٔ ⁨مینودر⁩\)/);
	await reza.pressesAll("به‌جز چه کسانی", "هیچ‌کس کنار گذاشته نشود", "تأیید مطالعه: خیر", "ارسال");
	await town.later({ minutes: 2 });
	await zahra.presses("خواندم و متوجه شدم");

	await reza.sends("/announce");
	await reza.sends("یادتان باشد که نشست دوشنبه است.");
	await reza.pressesAll("از این گام می‌گذرم", "تأییدنکرده‌ها", "تأیید ۱ مورد");
	await reza.pressesAll("نشست ماهانه", "تأیید ۱ مورد");
	expect(reza.sees).toContain("برای یک نفر");
	await reza.presses("ارسال");
	await town.later({ minutes: 2 });
	expect(omid.sees).toContain("یادتان باشد");
	for (const other of [zahra, sina]) expect(other.sees).not.toContain("یادتان باشد");
	expect(town.botApi.violations).toEqual([]);
});

test("a photo with its words, a document, each confirmed under itself; every week until the series is called off", async () => {
	const { town, reza, readers } = await aSecretariat(1);
	const [reader] = readers as [Player];
	await reza.sends("/announce");
	await reza.does((client) => client.sendsPhoto(undefined, { caption: "برنامهٔ هفته" }));
	await reza.pressesAll("تأیید متن و فایل‌ها", "از این گام می‌گذرم", "همهٔ افراد", "تأیید مطالعه: خیر");
	await reza.pressesAll("زمان‌بندی", "هر هفته");
	await reza.sends("فردا ۰۹:۳۰");
	await reza.presses("ارسال");
	await town.later({ days: 1 });
	expect(reader.screen.at(-1)?.photo).toBeDefined();
	await reader.presses("خواندم و متوجه شدم");
	expect(reader.screen.at(-1)?.text).toContain("خواندن این اطلاعیه را تأیید کرده‌اید");
	expect(reader.buttons).not.toContain("خواندم و متوجه شدم");
	const got = () => reader.screen.filter(({ text }) => text.includes("برنامهٔ هفته")).map(({ date }) => date.getTime());
	await town.later({ days: 14 });
	const moments = got();
	expect(moments).toHaveLength(3);
	expect(new Set(moments.map((at, index) => at - (moments[0] ?? 0) - index * 7 * 86_400_000))).toEqual(new Set([0]));

	await reza.sends("/announce");
	await reza.does((client) =>
		client.sendsDocument(new TextEncoder().encode("%PDF-1.4"), "برنامه.pdf", "application/pdf"),
	);
	expect(reza.sees).toContain("اکنون متن اطلاعیه را بنویسید");
	await reza.sends("فایل برنامهٔ سال");
	await reza.pressesAll("تأیید متن و فایل‌ها", "از این گام می‌گذرم", "همهٔ افراد", "ارسال");
	await town.later({ minutes: 2 });
	expect(reader.screen.at(-1)?.document).toBeDefined();
	expect(reader.screen.at(-1)?.text).toContain("فایل برنامهٔ سال");
	expect(town.botApi.violations).toEqual([]);
});
