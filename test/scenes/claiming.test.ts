import { expect, test } from "vitest";
import type { Player } from "../support/player.ts";
import { aSheet, sendsSheet, sheetSentTo } from "../support/sheets.ts";
import { aTown, type Town } from "../support/town.ts";

const REGISTER = [
	["نام سازمان", "شمارهٔ ثبت", "مدیرعامل"],
	["همیاران سبز قزوین", "1843", "زهرا کریمی"],
	["مهر الوند", "2071", ""],
];

async function aTownWithARegister(): Promise<{ town: Town; admin: Player }> {
	const town = await aTown();
	const admin = await town.admin();
	await sendsSheet(admin, await aSheet(REGISTER));
	await admin.presses("خواندن فهرست سازمان‌ها");
	await admin.presses("ثبت ۲ سازمان");
	return { town, admin };
}

async function claims(player: Player, key: string): Promise<void> {
	await player.sends("/start");
	await player.presses("سازمانم در فهرست است");
	await player.sends(key);
}

async function introduces(player: Player, name: string): Promise<void> {
	await player.sends(name);
	await player.presses("خانم");
	await player.sends("09125550142");
	await player.presses("ارسال");
}

async function theCodes(town: Town, admin: Player): Promise<string[][]> {
	await admin.sends("/admin");
	await admin.pressesAll("ورود فهرست سازمان‌ها", "گرفتن کدها");
	await admin.presses("بله، کدها را بساز");
	return await sheetSentTo(town, admin);
}

test("a director claims their organization with the code on paper, once", async () => {
	const { town, admin } = await aTownWithARegister();
	const [headings, ...rows] = await theCodes(town, admin);
	expect(headings?.slice(0, 2)).toEqual(["نام سازمان", "کد سازمان"]);
	const code = rows.find(([name]) => name === "همیاران سبز قزوین")?.[1] ?? "";
	expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);

	const zahra = await town.person("زهرا");
	await claims(zahra, code.toLowerCase().replaceAll("-", " "));
	await introduces(zahra, "زهرا کریمی");
	expect(zahra.sees).toContain("شما مدیرعامل «⁨همیاران سبز قزوین⁩» هستید");
	await zahra.sends("/organization");
	expect(zahra.sees).toContain("همیاران سبز قزوین");

	const omid = await town.person("امید");
	await claims(omid, code);
	await introduces(omid, "امید نوری");
	expect(omid.sees).toContain("این کد درست نیست، به کار رفته");

	// Outside of any form it is known as well, and nothing is asked that was said before.
	await zahra.sends(rows.find(([name]) => name === "مهر الوند")?.[1] ?? "");
	expect(zahra.sees).toContain("معرفی نمایندهٔ سازمان · آمادهٔ ارسال");
	await zahra.presses("ارسال");
	expect(zahra.sees).toContain("شما مدیرعامل «⁨مهر الوند⁩» هستید");
	expect(town.botApi.violations).toEqual([]);
});

test("new codes make the earlier ones void", async () => {
	const { town, admin } = await aTownWithARegister();
	const before = (await theCodes(town, admin))[1]?.[1] ?? "";
	await town.later({ minutes: 1 });
	const after = (await theCodes(town, admin))[1]?.[1] ?? "";
	expect(after).not.toBe(before);
	const zahra = await town.person("زهرا");
	await claims(zahra, before);
	await introduces(zahra, "زهرا کریمی");
	expect(zahra.sees).toContain("این کد درست نیست");
	await zahra.sends(after);
	await zahra.presses("ارسال");
	expect(zahra.sees).toContain("خوش آمدید");
});

test("who registers an organization that nobody has claimed is led to the claim, its number taken along", async () => {
	const { town } = await aTownWithARegister();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await zahra.sends("/register");
	await zahra.sends("همیاران سبز");
	await zahra.sends("۱۸۴۳");
	await zahra.presses("از این گام می‌گذرم");
	await zahra.presses("همیاران سبز قزوین");
	expect(zahra.sees).toContain("نیازی به ثبت‌نام دوباره نیست");
	expect(zahra.sees).not.toContain("درخواست پیوستن");
	await zahra.presses("معرفی خودم به‌عنوان مدیرعامل");
	await introduces(zahra, "زهرا کریمی");
	expect(zahra.sees).toContain("درخواست شما برای «⁨همیاران سبز قزوین⁩» به دبیرخانه فرستاده شد");
	await reza.presses("تأیید");
	expect(reza.sees).toContain("تأیید شد · ");
	expect(reza.sees).not.toContain("در فهرست دبیرخانه نیامده");
	expect(zahra.sees).toContain("شما مدیرعامل «⁨همیاران سبز قزوین⁩» هستید");
	expect(town.botApi.violations).toEqual([]);
});

test("without a code the registration number is enough, when a coordinator agrees", async () => {
	const { town } = await aTownWithARegister();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await claims(zahra, "۱۸۴۳");
	await introduces(zahra, "زهرا کریمی");
	expect(zahra.sees).toContain("به دبیرخانه فرستاده شد");
	expect(reza.sees).toContain("درخواست نمایندگی سازمان");
	expect(reza.sees).toContain("مدیرعامل در فهرست دبیرخانه: ⁨زهرا کریمی⁩");
	await reza.presses("تأیید");
	expect(reza.sees).toContain("تأیید شد");
	expect(zahra.sees).toContain("دبیرخانه درخواست شما را تأیید کرد");
});

test("of two who claim one organization the first approved gets it, and the other is told", async () => {
	const { town } = await aTownWithARegister();
	const reza = await town.coordinator("رضا");
	const [zahra, omid] = [await town.person("زهرا"), await town.person("امید")];
	for (const player of [zahra, omid]) {
		await claims(player, "2071");
		await introduces(player, player === zahra ? "زهرا کریمی" : "امید نوری");
	}
	await reza.presses("تأیید");
	expect(omid.sees).toContain("را تأیید کرد");
	expect(zahra.sees).toContain("نپذیرفت");
	expect(reza.screen.filter(({ text }) => text.includes("پذیرفته نشد ·"))).toHaveLength(1);
});

test("a coordinator says no, and the claimant is told with a way to ask", async () => {
	const { town } = await aTownWithARegister();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await claims(zahra, "1843");
	await introduces(zahra, "زهرا کریمی");
	await reza.presses("رد");
	expect(zahra.sees).toContain("نپذیرفت");
	expect(zahra.sees).toContain("پیام به دبیرخانه");
});

test("a key that is none, an unknown number, and one that somebody speaks for are each answered", async () => {
	const { town, admin } = await aTownWithARegister();
	const code = (await theCodes(town, admin)).find(([name]) => name === "همیاران سبز قزوین")?.[1] ?? "";
	const zahra = await town.person("زهرا");
	await claims(zahra, "سلام");
	expect(zahra.sees).toContain("نه کد سازمان است و نه شمارهٔ ثبت");
	await zahra.sends("9999");
	await introduces(zahra, "زهرا کریمی");
	expect(zahra.sees).toContain("سازمانی با این شمارهٔ ثبت در فهرست نیست");
	await zahra.sends(code);
	await zahra.presses("ارسال");
	expect(zahra.sees).toContain("خوش آمدید");
	const omid = await town.person("امید");
	await claims(omid, "1843");
	await introduces(omid, "امید نوری");
	expect(omid.sees).toContain("هم‌اکنون نماینده دارد");
});

test("whoever guesses codes is stopped for the day", async () => {
	const { town, admin } = await aTownWithARegister();
	await theCodes(town, admin);
	const omid = await town.person("امید");
	await claims(omid, "AAAA-AAAA-AAAA");
	await introduces(omid, "امید نوری");
	for (let guess = 0; guess < 10; guess++) {
		await omid.sends(`BBBB-BBBB-BBB${"CDEFGHJKLM".charAt(guess)}`);
		await omid.presses("ارسال");
	}
	expect(omid.sees).toContain("چند کد نادرست نوشته شده است");
	await town.later({ days: 1 });
	await omid.presses("ارسال");
	expect(omid.sees).toContain("این کد درست نیست");
});

test("two taps on the button make one list of codes", async () => {
	const { town, admin } = await aTownWithARegister();
	await admin.presses("گرفتن کدها");
	const shown = admin.screen.findLast((message) => message.text.includes("کدهای قبلی"));
	await admin.does((client) => {
		for (let tap = 0; tap < 2; tap++) client.taps(shown?.messageId ?? 0, "claim.codesYes");
	});
	expect(admin.screen.filter(({ document }) => document)).toHaveLength(1);
	const [, first] = await sheetSentTo(town, admin);
	const zahra = await town.person("زهرا");
	await claims(zahra, first?.[1] ?? "");
	await introduces(zahra, "زهرا کریمی");
	expect(zahra.sees).toContain("خوش آمدید");
});

test("in English, with a deploy in the middle of the questions", async () => {
	const { town, admin } = await aTownWithARegister();
	const [, first] = await theCodes(town, admin);
	const emma = await town.person("Emma", { languageCode: "en" });
	await emma.sends("/start");
	await emma.presses("My organization is listed");
	await emma.sends(first?.[1] ?? "");
	await town.restarts();
	await emma.sends("Emma Smith");
	await emma.presses("Ms");
	await emma.sends("09125550177");
	await emma.presses("Send");
	expect(emma.sees).toContain("You are the director of");
	expect(town.botApi.violations).toEqual([]);
});
