import { expect, test } from "vitest";
import * as committees from "../../src/store/committees.ts";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";
import { screenOf } from "./registering.ts";
import { anAgency, refersTo } from "./reportHandling.ts";
import { aDirector, beginsWaste, reportsWaste } from "./reporting.ts";

const MUNICIPALITY = { fa: "شهرداری قزوین", en: "Municipality" };

/** A second organization that sees it too, and reads English. */
async function anEnglishSupporter(town: Town): Promise<Player> {
	const omid = await aDirector(town, "امید", "یاران محله");
	await beginsWaste(omid);
	await omid.presses("مورد ۱ است");
	await omid.sends("/language");
	await omid.presses("English");
	return omid;
}

async function aGroup(town: Town, committeeId: string, player: Player): Promise<number> {
	const group = town.botApi.group({ title: "کالبدی قزوین", members: [player.client] });
	group.addBot(player.client);
	await committees.setGroup(committeeId, {
		...{ chatId: group.id, title: group.title, linkedAt: town.clock.now(), byId: "" },
	});
	return group.id;
}

test("another committee, another deadline and the end are told with their reasons, to each in their language; a note is told to nobody", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const { liaison } = await anAgency(town, MUNICIPALITY, "پیمان");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWaste(zahra);
	const omid = await anEnglishSupporter(town);
	const groupId = await aGroup(town, "physical", zahra);
	const inGroup = () => town.botApi.chat(groupId).messages.flatMap(({ text }) => text ?? []);

	await reza.presses("به عهده می‌گیرم");
	await reza.pressesAll("کارهای دیگر", "کمیتهٔ دیگر", "کمیتهٔ کالبدی");
	await reza.sends("سطل و پیاده‌رو با هم است.");
	await reza.presses("ارسال");
	expect(reza.sees).toContain("به کمیتهٔ دیگر سپرده شد");
	expect(zahra.sees).toContain("رسیدگی به ⁨کمیتهٔ کالبدی⁩ سپرده شد. دلیل");
	expect(zahra.sees).toContain("سطل و پیاده‌رو با هم است.");
	expect(omid.sees).toContain("which you support");
	expect(omid.sees).toContain("It was given to");
	expect(inGroup().at(-1)).toContain("گزارش جدید در محلهٔ ⁨هادی‌آباد⁩");
	expect(inGroup().join()).not.toContain("زهرا");

	await reza.presses("رسیدگی به گزارش");
	await refersTo(reza, "شهرداری قزوین");
	await reza.presses("رسیدگی به گزارش");
	await reza.pressesAll("کارهای دیگر", "تغییر مهلت");
	await reza.sends("۱۴۰۵/۹/۳۰");
	await reza.sends("سفارش سطل زمان می‌برد.");
	await reza.presses("ثبت مهلت");
	expect(zahra.sees).toContain("مهلت رسیدگی به دوشنبه ۳۰ آذر تغییر کرد");
	expect(omid.sees).toContain("The deadline is now");
	expect(liaison.sees).toContain("سفارش سطل زمان می‌برد.");

	const before = [zahra, omid, liaison].map(({ screen }) => screen.length);
	await reza.presses("رسیدگی به گزارش");
	await reza.pressesAll("کارهای دیگر", "یادداشت داخلی");
	await reza.sends("با معاون شهرداری تلفنی صحبت شد.");
	await reza.presses("ارسال");
	expect(reza.sees).toContain("آن را فقط کارشناسان دبیرخانه می‌بینند");
	expect([zahra, omid, liaison].map(({ screen }) => screen.length)).toEqual(before);
	await reza.presses("رسیدگی به گزارش");
	await reza.presses("سابقه");
	expect(reza.sees).toContain("با معاون شهرداری");
	await zahra.presses("مشاهدهٔ گزارش");
	await liaison.pressesAll("مشاهدهٔ ارجاع", "سابقه");
	for (const player of [zahra, liaison]) expect(screenOf(player)).not.toContain("معاون");

	await reza.presses("بازگشت به گزارش");
	await reza.pressesAll("بستن گزارش", "نبود بودجه");
	await reza.sends("در بودجهٔ امسال جایی ندارد.");
	await reza.presses("بستن گزارش");
	expect(zahra.sees).toContain("بسته شد: نبود بودجه. دلیل");
	expect(omid.sees).toContain("It was closed: no budget. Reason");
	expect(omid.sees).toContain("در بودجهٔ امسال جایی ندارد.");
	// Only what was done can be "not fixed".
	expect(zahra.sees).not.toContain("آیا مشکل برطرف شده است");
	expect(town.botApi.violations).toEqual([]);
});

test("a card is called new until something happens; an agency asks without knowing whom, and the answer reaches it", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const sara = await town.coordinator("سارا");
	const { liaison } = await anAgency(town, MUNICIPALITY, "پیمان");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWaste(zahra);
	expect(sara.sees).toContain("گزارش جدید");
	await reza.pressesAll("کارهای دیگر", "یادداشت داخلی");
	await reza.sends("فردا بررسی می‌شود.");
	await reza.presses("ارسال");
	expect(sara.sees).toContain("R-1405-0001");
	expect(sara.sees).not.toContain("گزارش جدید");
	await reza.presses("رسیدگی به گزارش");
	await reza.presses("به عهده می‌گیرم");
	await refersTo(reza, "شهرداری قزوین");
	await liaison.presses("پرسش");
	await liaison.sends("سطل از چه جنسی است؟");
	await liaison.presses("ارسال");
	expect(zahra.sees).toContain("⁨شهرداری قزوین⁩ دربارهٔ گزارش شما");
	expect(zahra.sees).toContain("نام شما را نمی‌داند");
	await zahra.presses("پاسخ می‌دهم");
	await zahra.sends("سطل فلزی بزرگ بود.");
	await zahra.pressesAll("از این گام می‌گذرم", "ارسال پاسخ");
	expect(liaison.sees).toContain("سطل فلزی بزرگ بود.");
	expect(reza.sees).toContain("سطل فلزی بزرگ بود.");
	expect(screenOf(liaison)).not.toContain("زهرا");
	expect(town.botApi.violations).toEqual([]);
});

test("without a place the same category in the neighbourhood is shown; one closed meanwhile takes no support; 4096 letters are too many", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	const omid = await aDirector(town, "امید", "یاران محله");
	await reportsWaste(zahra);
	await omid.sends("/report");
	await omid.pressesAll("مشکل", "زیست‌محیطی", "زباله و نظافت", "از این گام می‌گذرم");
	await omid.sends("هادي آباد");
	await omid.presses("هادی‌آباد");
	expect(omid.sees).toContain("پیش از ادامه");
	expect(omid.sees).not.toContain("متری");

	await reza.pressesAll("بستن گزارش", "خودبه‌خود برطرف شد");
	await reza.sends("دیروز جمع‌آوری شد.");
	await reza.presses("بستن گزارش");
	await omid.presses("مورد ۱ است");
	expect(omid.sees).toContain("این گزینه دیگر وجود ندارد");
	expect(omid.sees).toContain("نشانهٔ محل");
	await omid.presses("از این گام می‌گذرم");
	await omid.sends("ب".repeat(4096));
	expect(omid.sees).toContain("تا ۲۰۰۰ نویسه");
	expect(omid.sees).toContain("۴۰۹۶");
	await omid.sends("سطل زبالهٔ کوچه شکسته است.");
	await omid.presses("چند روز");
	await omid.sends("۱٬۲۰۰");
	await omid.pressesAll("زیاد", "از این گام می‌گذرم", "از این گام می‌گذرم", "ارسال به دبیرخانه");
	expect(omid.sees).toContain("R-1405-0002");
	expect(town.botApi.violations).toEqual([]);
});

test("who blocked the bot keeps nobody waiting: the desk is told, and the work goes on", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const { liaison } = await anAgency(town, MUNICIPALITY, "پیمان");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWaste(zahra);
	await zahra.does((client) => client.blocks());
	await reza.presses("به عهده می‌گیرم");
	await refersTo(reza, "شهرداری قزوین");
	await reza.presses("رسیدگی به گزارش");
	expect(reza.sees).toContain("گزارش‌دهنده اکنون در دسترس ربات نیست");
	await liaison.presses("می‌پذیریم");
	expect(reza.sees).toContain("پذیرفت");
	await zahra.does((client) => client.unblocks());
	await zahra.sends("/reports");
	expect(zahra.sees).toContain("در دست اقدام");
	expect(town.botApi.violations).toEqual([]);
});

test("all reports are narrowed to an agency's, and to those whose deadline is over", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	await anAgency(town, MUNICIPALITY, "پیمان");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWaste(zahra);
	await reza.presses("به عهده می‌گیرم");
	await refersTo(reza, "شهرداری قزوین");
	await reza.sends("/reports");
	await reza.pressesAll("فیلترها", "دستگاه", "شهرداری قزوین");
	expect(reza.sees).toContain("دستگاه: ⁨شهرداری قزوین⁩");
	expect(reza.sees).toContain("R-1405-0001");
	await reza.pressesAll("فیلترها", "مهلت‌گذشته", "مهلت‌گذشته");
	expect(reza.sees).toContain("پیدا نشد");
	await town.later({ days: 8 });
	await reza.sends("/reports");
	await reza.pressesAll("فیلترها", "مهلت‌گذشته", "مهلت‌گذشته");
	expect(reza.sees).toContain("R-1405-0001");
	expect(town.botApi.violations).toEqual([]);
});
