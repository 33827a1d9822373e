import { expect, test } from "vitest";
import * as organizations from "../../src/services/organizations/index.ts";
import { actorOf } from "../../src/services/people.ts";
import type { Player } from "../support/player.ts";
import { anApplication, aPerson } from "../support/registrar.ts";
import { aTown } from "../support/town.ts";
import { registers, screenOf } from "./registering.ts";

test("a coordinator finds an organization by any spelling, looks at it, suspends it with a reason and restores it", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.sends("/organizations");
	expect(reza.sees).toContain("هنوز سازمانی تأیید نشده است");
	await reza.presses("تأیید");
	await reza.sends("/organizations");
	expect(reza.sees).toContain("فهرست سازمان‌ها (۱)");
	await reza.sends("هميار سبز");
	expect(reza.sees).toContain("همیاران سبز قزوین");
	await reza.sends("هیچ‌کدام");
	expect(reza.sees).toContain("پیدا نشد");
	await reza.sends("۱۸۴۳");
	await reza.presses("۱");
	expect(reza.sees).toContain("وضعیت: تأییدشده");
	await reza.presses("تماس");
	expect(reza.sees).toContain("0912 555 0142");
	await reza.presses("بازگشت به سازمان");
	await reza.presses("تعلیق با ذکر دلیل");
	await reza.sends("بد");
	expect(reza.sees).toContain("این متن کوتاه است");
	await reza.sends("اعتبار پروانه به پایان رسیده و تمدید نشده است.");
	await reza.presses("تعلیق شود");
	expect(reza.sees).toContain("تعلیق سازمان");
	expect(zahra.sees).toContain("تعلیق شد");
	expect(zahra.sees).toContain("تمدید نشده است");
	await zahra.sends("/organization");
	expect(zahra.sees).toContain("تعلیق شده است");
	await reza.presses("بازگشت به سازمان");
	expect(reza.sees).toContain("وضعیت: تعلیق‌شده");
	await reza.presses("رفع تعلیق");
	await reza.presses("بله، برداشته شود");
	expect(reza.sees).toContain("وضعیت: تأییدشده");
	expect(zahra.sees).toContain("برداشته شد");
	await reza.presses("سابقه");
	expect(reza.sees).toContain("رفع تعلیق");
	expect(reza.sees).toContain("مدیران عامل");
	expect(town.botApi.violations).toEqual([]);
});

test("filters are combined, named in the text, and taken away again", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("تأیید");
	await reza.sends("/organizations");
	await reza.pressesAll("فیلترها", "زمینهٔ فعالیت", "آموزش");
	expect(reza.sees).toContain("زمینه: آموزش");
	expect(reza.sees).toContain("همیاران سبز قزوین");
	await reza.pressesAll("فیلترها", "پروانه", "پروانهٔ به‌پایان‌رسیده");
	expect(reza.sees).toContain("زمینه: آموزش");
	expect(reza.sees).toContain("پیدا نشد");
	await town.sleeps({ days: 400 });
	await reza.sends("/organizations");
	await reza.pressesAll("فیلترها", "تازگی اطلاعات", "بدون تغییر");
	expect(reza.sees).toContain("آخرین تغییر");
	expect(reza.sees).toContain("همیاران سبز قزوین");
	await reza.pressesAll("فیلترها", "محله");
	await reza.sends("هادی آباد");
	await reza.presses("هادی‌آباد");
	expect(reza.sees).toContain("محله: ⁨هادی‌آباد⁩");
	await reza.presses("حذف فیلترها");
	expect(reza.sees).toContain("همیاران سبز قزوین");
	expect(reza.sees).not.toContain("زمینه:");
	await reza.presses("خانه");
	await reza.sends("سلام، این پیام جست‌وجو نیست");
	expect(reza.sees).toContain("برای دبیرخانه بفرستم");
	expect(town.botApi.violations).toEqual([]);
});

test("pages are turned by key, to the end and back, and the list is where one left it", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registersMany(zahra, 14);
	await town.settles();
	await reza.sends("/organizations");
	expect(reza.sees).toContain("۱ از ۳");
	await reza.presses("بعدی");
	expect(reza.sees).toContain("۲ از ۳");
	await reza.presses("بعدی");
	expect(reza.sees).toContain("۱۴)");
	expect(reza.sees).not.toContain("بعدی");
	await reza.presses("قبلی");
	expect(reza.sees).toContain("۲ از ۳");
	await reza.presses("۹");
	await reza.presses("بازگشت به فهرست");
	expect(reza.sees).toContain("۲ از ۳");
	// A list further up knows what it was a list of.
	const [above] = reza.screen.slice(-1);
	const turn = above?.inlineKeyboard.flat().find(({ text }) => text.includes("بعدی"));
	if (!above || !turn || !("callback_data" in turn)) throw new Error("there is no next page");
	await reza.sends("انجمن شمارهٔ ۹");
	await reza.does((client) => client.taps(above.messageId, turn.callback_data));
	expect(reza.toast).toContain("دیگر فعال نیست");
	const shown = reza.screen.find(({ messageId }) => messageId === above.messageId);
	expect(shown?.text).toContain("انجمن شمارهٔ");
	expect(shown?.text).not.toContain("۲)");
});

test("the register is in English for who reads English, and for nobody else than coordinators", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("تأیید");
	await reza.sends("/language");
	await reza.presses("English");
	await reza.sends("/organizations سبز");
	expect(reza.sees).toContain("search “⁨سبز⁩”");
	await reza.presses("1");
	expect(reza.sees).toContain("State: approved");
	await reza.presses("Suspend with a reason");
	await reza.sends("The license has lapsed and was not renewed.");
	await reza.presses("Suspend");
	expect(reza.sees).toContain("has been filed");
	await zahra.sends("/organizations");
	expect(zahra.sees).toContain("دسترسی ندارید");
	expect(screenOf(zahra)).not.toContain("فهرست سازمان‌ها");
});

/** So many approved organizations, without the chat. */
async function registersMany(player: Player, count: number): Promise<void> {
	const reza = await aPerson({ roles: ["coordinator"], userId: 9_000_001 });
	for (let number = 1; number <= count; number++) {
		const applicant = await actorOf("telegram", player.client.id);
		if (!applicant) throw new Error("the player is unknown");
		const { id } = await anApplication(applicant, {
			name: `انجمن شمارهٔ ${number}`,
			registrationNumber: String(2000 + number),
		});
		await organizations.approve(reza, { organizationId: id, round: 1 }, applicant.person.consentedAt);
	}
}
