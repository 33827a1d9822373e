import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as agencies from "../../src/store/agencies.ts";
import * as liaisons from "../../src/store/liaisons.ts";
import { auditOf } from "../support/auditLog.ts";
import type { Player } from "../support/player.ts";
import { aSheet, sendsSheet, sheetSentTo } from "../support/sheets.ts";
import { aTown } from "../support/town.ts";
import { actorOf } from "./neighbours.ts";
import { registers } from "./registering.ts";

/** Somebody who answers for the municipality. */
async function aLiaison(player: Player): Promise<void> {
	const name = { fa: "شهرداری قزوین", en: "Municipality of Qazvin" };
	const [agencyId, since] = [newId(), new Date()];
	await agencies.add({ id: agencyId, name, dimensions: [], neighbourhoodIds: [], createdAt: since });
	const { person } = await actorOf(player);
	await liaisons.add({ id: newId(), personId: person.id, agencyId, since });
}

test("a coordinator takes the register of organizations out as a sheet, which nobody else gets", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("تأیید");
	await reza.sends("/export");
	expect(reza.sees).not.toContain("فهرست افراد");
	await reza.presses("فهرست سازمان‌ها");
	const [headings = [], row = []] = await sheetSentTo(town, reza);
	const cell = (heading: string) => row[headings.indexOf(heading)];
	expect(cell("نام سازمان")).toBe("همیاران سبز قزوین");
	expect(cell("کد")).toMatch(/^O-1405-\d{4}$/);
	expect(cell("تلفن همراه")).toMatch(/^09\d{9}$/);
	expect(cell("ثبت در سامانه")).toBe("1405/09/03");
	expect(cell("ثبت در سامانه (میلادی)")).toBe("2026-11-24");
	expect(reza.screen.some(({ text }) => text === "فهرست آماده شد؛ فایل آن همین‌جا فرستاده می‌شود.")).toBe(true);
	expect(zahra.screen.some(({ document }) => document)).toBe(false);
	expect(await auditOf("export.organizations")).toHaveLength(1);
	expect(town.botApi.violations).toEqual([]);
});

test("only admins take out the register of people", async () => {
	const town = await aTown();
	const admin = await town.admin();
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await admin.presses("تأیید");
	const sara = await town.person("سارا");
	await aLiaison(sara);
	await admin.sends("/export");
	await admin.presses("فهرست افراد");
	const [headings = [], ...rows] = await sheetSentTo(town, admin);
	const cellOf = (name: string, heading: string) =>
		rows.find((cells) => cells.includes(name))?.[headings.indexOf(heading)];
	expect(cellOf("زهرا کریمی", "سازمان‌ها و دستگاه‌ها")).toBe("همیاران سبز قزوین (مدیرعامل)");
	expect(cellOf("زهرا کریمی", "عنوان")).toBe("خانم");
	expect(cellOf("زهرا کریمی", "تلفن همراه")).toMatch(/^09\d{9}$/);
	expect(cellOf("زهرا کریمی", "از تاریخ (میلادی)")).toBe("2026-11-24");
	expect(cellOf(String(sara.client.id), "سازمان‌ها و دستگاه‌ها")).toBe("شهرداری قزوین (رابط)");
});

test("a name that a spreadsheet would take for a formula comes out as a text", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await sendsSheet(
		admin,
		await aSheet([
			["نام سازمان", "معرفی"],
			["@SUM(A1) سازمان", '=HYPERLINK("http://x")'],
		]),
	);
	await admin.presses("خواندن فهرست سازمان‌ها");
	await admin.presses("ثبت ۱ سازمان");
	await admin.sends("/export");
	await admin.presses("فهرست سازمان‌ها");
	const [headings = [], row = []] = await sheetSentTo(town, admin);
	expect(row[headings.indexOf("نام سازمان")]).toBe("'@SUM(A1) سازمان");
	expect(row[headings.indexOf("معرفی")]).toBe('\'=HYPERLINK("http://x")');
	const file = town.botApi.file(admin.screen.findLast((message) => message.document)?.document?.file_id ?? "");
	if (!file) throw new Error("no file");
	await sendsSheet(admin, file.bytes, "خروجی.xlsx");
	await admin.presses("خواندن فهرست سازمان‌ها");
	expect(admin.sees).toContain("بدون تغییر: ۱");
});

test("who is neither coordinator nor admin is shown no export", async () => {
	const town = await aTown();
	await town.admin();
	const zahra = await town.person("زهرا");
	await zahra.sends("/export");
	expect(zahra.sees).toContain("دسترسی ندارید");
});

test("in English the sheet runs from left to right, and two taps make one", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/language");
	await admin.presses("English");
	await admin.sends("/export");
	const shown = admin.screen.at(-1);
	await admin.does((client) => {
		for (let tap = 0; tap < 2; tap++) client.taps(shown?.messageId ?? 0, "export.make:organizations");
	});
	expect(admin.screen.filter(({ document }) => document)).toHaveLength(1);
	const [headings] = await sheetSentTo(town, admin);
	expect(headings?.slice(0, 2)).toEqual(["Code", "Organization"]);
	expect(await auditOf("export.organizations")).toHaveLength(1);
});
