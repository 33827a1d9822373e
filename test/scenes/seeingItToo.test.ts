import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as neighbourhoods from "../../src/services/neighbourhoods.ts";
import * as offices from "../../src/store/facilitationOffices.ts";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";
import { anOrganization } from "./neighbours.ts";
import { anAgency, refersTo } from "./reportHandling.ts";
import { aDirector, beginsWaste } from "./reporting.ts";

/** With a photo, and told by voice. */
async function reportsWasteWithPhoto(player: Player): Promise<void> {
	await beginsWaste(player);
	await player.sends("کوچهٔ ۱۲، روبه‌روی مسجد");
	await player.does((client) => client.sendsVoice(20));
	await player.presses("چند روز");
	await player.sends("۲۰۰");
	await player.presses("زیاد");
	await player.does((client) => client.sendsPhoto());
	await player.pressesAll("تأیید ۱ مورد", "از این گام می‌گذرم", "ارسال به دبیرخانه");
}

async function anOffice(town: Town): Promise<void> {
	const { list } = await neighbourhoods.find("هادی‌آباد", 0, 1);
	await offices.put({
		id: newId(),
		name: "دفتر هادی‌آباد",
		neighbourhoodIds: list.map(({ id }) => id),
		phone: "+982833321100",
	});
	await town.settles();
}

const files = (player: Player) => player.screen.filter(({ kind }) => kind === "photo" || kind === "voice");

test("a report nearby is shown with its photo and voice; what supporters show and say is seen by reporter, desk and agency", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const { liaison } = await anAgency(town, { fa: "شهرداری قزوین", en: "Municipality" }, "پیمان");
	await anOffice(town);
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	const omid = await aDirector(town, "امید", "یاران محله");
	await reportsWasteWithPhoto(zahra);

	await beginsWaste(omid, { latitude: 36.2895, longitude: 49.9781 });
	expect(files(omid).map(({ text }) => text)).toEqual(["عکس مورد ۱", "پیام صوتی مورد ۱"]);
	expect(omid.sees).toContain("پیش از ادامه");
	await omid.pressesAll("مورد ۱ است", "افزودن توضیح و عکس");
	await omid.sends("در کوچهٔ ۱۴ هم همین‌طور است.");
	await omid.does((client) => client.sendsAlbum(2));
	await omid.pressesAll("تأیید ۲ مورد", "ثبت شود");

	await zahra.presses("دیدن گزارش");
	expect(zahra.sees).toContain("دفتر محله: ⁨دفتر هادی‌آباد⁩ · ⁦028 3332 1100⁩");
	expect(zahra.sees).toContain("همراه: «⁨در کوچهٔ ۱۴ هم");
	await zahra.presses("عکس همراهان (۲)");
	expect(zahra.sees).toContain("عکس همراهان، ۱ از ۲");
	await zahra.presses("عکس بعدی");
	expect(zahra.sees).toContain("عکس همراهان، ۲ از ۲");

	await reza.sends("/reports");
	await reza.pressesAll("۱", "رسیدگی به گزارش");
	expect(reza.sees).toContain("در کوچهٔ ۱۴ هم");
	expect(reza.buttons).toContain("عکس همراهان (۲)");
	expect(reza.sees).toContain("گزارش جدید");
	await refersTo(reza, "شهرداری قزوین");
	expect(reza.screen.filter(({ text }) => text?.includes("گزارش جدید"))).toEqual([]);

	expect(liaison.sees).toContain("در کوچهٔ ۱۴ هم");
	await liaison.presses("عکس همراهان (۲)");
	expect(liaison.sees).toContain("عکس همراهان، ۱ از ۲");
	expect(town.botApi.violations).toEqual([]);
});

test("one's own report among those nearby says that it is one's own, and choosing it makes no second one", async () => {
	const town = await aTown();
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWasteWithPhoto(zahra);
	await beginsWaste(zahra);
	expect(zahra.sees).toContain("این گزارش را خود شما فرستاده‌اید");
	await zahra.presses("مورد ۱ است");
	await zahra.sends("/reports");
	expect(zahra.sees).toContain("گزارش‌های من (۱)");
	expect(town.botApi.violations).toEqual([]);
});

test("the neighbourhoods of one's own organization are the first to choose from", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	const { list } = await neighbourhoods.find("ناصرآباد", 0, 1);
	await anOrganization(town, zahra, { neighbourhoods: list.map(({ id }) => id) });
	await zahra.sends("/report");
	await zahra.pressesAll("مشکل", "زیست‌محیطی", "زباله و نظافت", "از این گام می‌گذرم");
	const [first] = zahra.screen.at(-1)?.inlineKeyboard.flat() ?? [];
	expect(first?.text).toBe("ناصرآباد");
	expect(town.botApi.violations).toEqual([]);
});
