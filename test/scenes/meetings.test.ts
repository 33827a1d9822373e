import { expect, test } from "vitest";
import type { SeatHolder, SeatOffice } from "../../src/domain/committee.ts";
import { newId } from "../../src/kit/ids.ts";
import * as meetings from "../../src/store/meetings.ts";
import * as seats from "../../src/store/seats.ts";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";
import { actorOf, anOrganization } from "./neighbours.ts";

/** A seat in the environmental committee. */
async function aSeat(town: Town, player: Player, holder: SeatHolder, office: SeatOffice, alternate?: Player) {
	await seats.add({
		id: newId(),
		committeeId: "environmental",
		holder,
		personId: (await actorOf(player)).person.id,
		...(alternate && { alternateId: (await actorOf(alternate)).person.id }),
		office,
		votes: true,
		since: town.clock.now(),
	});
}

/** A committee of three organizations: its chair Zahra, Omid with Sina who stands in, Mina. */
async function aCommittee(town: Town) {
	const [zahra, omid, sina, mina] = [
		await town.person("زهرا"),
		await town.person("امید"),
		await town.person("سینا"),
		await town.person("مینا"),
	];
	const green = await anOrganization(town, zahra);
	const hope = await anOrganization(town, omid, {
		name: "امید فردا",
		registrationNumber: "22",
		nationalId: "10380284807",
	});
	const home = await anOrganization(town, mina, {
		name: "خانهٔ مهر",
		registrationNumber: "33",
		nationalId: "10380284811",
	});
	await aSeat(town, zahra, { kind: "organization", id: green.id }, "chair");
	await aSeat(town, omid, { kind: "organization", id: hope.id }, "member", sina);
	await aSeat(town, mina, { kind: "organization", id: home.id }, "member");
	return { zahra, omid, sina, mina };
}

/** Up to the question how often. Tuesday 3 Azar is today. */
async function aDraft(player: Player, when: string) {
	await player.sends("/newmeeting");
	await player.presses("محیط");
	await player.answers("پسماند هادی‌آباد", when);
	await player.presses("یک ساعت و نیم");
	await player.presses("حضوری");
	await player.sends("دفتر تسهیل‌گری هادی‌آباد");
	await player.presses("می‌گذرم");
	await player.sends("۱) گزارش بازدید\n- برنامهٔ زمستان");
	await player.presses("می‌گذرم");
}

async function aMeeting(player: Player, when = "دوشنبه ۱۶:۳۰") {
	await aDraft(player, when);
	await player.presses("تکرار نمی‌شود");
	await player.presses("انتشار و دعوت");
}

const remindersOf = (player: Player) => player.screen.filter(({ text }) => text?.startsWith("یادآوری")).length;

test("the chair publishes; organizations answer, each once and for all its people; the forecast follows", async () => {
	const town = await aTown();
	const { zahra, omid, sina, mina } = await aCommittee(town);
	await omid.sends("/newmeeting");
	expect(omid.sees).toContain("دسترسی ندارید");
	await aDraft(zahra, "دوشنبه ۱۶:۳۰");
	await zahra.presses("تکرار نمی‌شود");
	expect(zahra.sees).toContain("دوشنبه ۹ آذر ۱۴۰۵، ساعت ۱۶:۳۰ تا ۱۸:۰۰");
	expect(zahra.sees).toContain("۳ سازمان");
	await zahra.presses("انتشار و دعوت");
	expect(zahra.screen.map(({ text }) => text).join("\n")).toContain("M-1405-0001");

	expect(omid.sees).toContain("دعوت به جلسه");
	expect(omid.sees).toContain("دستور جلسه: ۲ مورد");
	for (const label of ["خودم شرکت می‌کنم", "نماینده می‌فرستم", "شرکت نمی‌کنیم", "هنوز مشخص نیست"])
		expect(omid.buttons).toContain(label);
	expect(sina.sees).toContain("از ⁨امید فردا⁩ چه کسی شرکت می‌کند؟");
	await omid.presses("خودم شرکت می‌کنم");
	expect(omid.toast).toContain("ثبت شد");
	expect(sina.sees).toContain("پاسخ ⁨امید فردا⁩");
	await sina.presses("نماینده می‌فرستم");
	await sina.sends("م");
	expect(sina.sees).toContain("نام کوتاه است");
	await sina.sends("مریم احمدی");
	expect(sina.sees).toContain("⁨مریم احمدی⁩ به نمایندگی شرکت می‌کنند");
	expect(omid.sees).toContain("⁨مریم احمدی⁩ به نمایندگی شرکت می‌کنند");
	await mina.presses("شرکت نمی‌کنیم");
	await mina.presses("شرکت نمی‌کنیم");
	await zahra.presses("مدیریت جلسه");
	expect(zahra.sees).toContain("۱ شرکت‌کننده از ۳ دعوت‌شده · ۱ شرکت نمی‌کنند · ۰ نامشخص · ۱ بی‌پاسخ");
	expect(zahra.sees).toContain("تا حد نصاب ۱ شرکت‌کنندهٔ دیگر لازم است");
	await zahra.presses("پاسخ‌ها و حاضران");
	expect(zahra.sees).toContain("⁨امید فردا⁩: نماینده: ⁨مریم احمدی⁩");

	await omid.presses("دستور جلسه");
	expect(omid.sees).toContain("مورد ۲: ⁨برنامهٔ زمستان⁩");
	await omid.presses("بازگشت به جلسه");
	await omid.presses("افزودن به تقویم");
	expect(omid.screen.at(-1)?.document?.file_name).toBe("M-1405-0001.ics");
	expect(town.botApi.violations).toEqual([]);
});

test("reminders come at their times, the last one also at night, never to those who declined; a moved meeting asks anew", async () => {
	const town = await aTown();
	const { zahra, omid, mina } = await aCommittee(town);
	// Tuesday 10 Azar, 08:00: two hours before is in the quiet hours.
	await aMeeting(zahra, "۱۰ آذر ۱۴۰۵ ۰۸:۰۰");
	await mina.presses("شرکت نمی‌کنیم");
	await town.later({ days: 5, hours: 20 });
	expect(remindersOf(omid)).toBe(0);
	await town.later({ hours: 3 });
	// A day before, at eight.
	expect(remindersOf(omid)).toBe(1);
	expect(omid.sees).toContain("فردا، ساعت ۰۸:۰۰");
	expect(omid.sees).toContain("خودم شرکت می‌کنم");
	expect(zahra.screen.some(({ text }) => text?.includes("جلسهٔ شما:"))).toBe(true);
	await omid.presses("خودم شرکت می‌کنم");
	expect(omid.sees).toContain("یادآوری");
	expect(omid.sees).toContain("پاسخ ⁨امید فردا⁩");

	await zahra.sends("/meetings");
	await zahra.presses("۱");
	await zahra.presses("مدیریت جلسه");
	await zahra.presses("تغییر زمان یا مکان");
	await zahra.presses("زمان");
	await zahra.sends("۱۲ آذر ۱۴۰۵ ۱۰:۰۰");
	await zahra.presses("ثبت تغییر");
	expect(mina.sees).toContain("زمان پیشین: ");
	expect(mina.sees).toContain("سه‌شنبه ۱۰ آذر ۱۴۰۵، ساعت ۰۸:۰۰");
	expect(mina.sees).toContain("پنجشنبه ۱۲ آذر ۱۴۰۵، ساعت ۱۰:۰۰");
	expect(mina.sees).toContain("از ⁨خانهٔ مهر⁩ چه کسی شرکت می‌کند؟");
	// Nothing at the old time; what reminded of it says that it holds no longer.
	await town.later({ days: 1, hours: 12 });
	expect(remindersOf(omid)).toBe(0);
	expect(remindersOf(mina)).toBe(0);
	await town.later({ days: 1 });
	expect([remindersOf(omid), remindersOf(mina)]).toEqual([1, 1]);
	await omid.presses("شرکت نمی‌کنیم");
	await town.later({ days: 2 });
	expect([remindersOf(omid), remindersOf(mina)]).toEqual([1, 2]);
	await omid.sends("/meetings");
	expect(omid.sees).toContain("جلسه‌ای در پیش نیست");
	await omid.presses("جلسه‌های گذشته");
	await omid.presses("۱");
	expect(omid.sees).toContain("این جلسه برگزار شد");
	expect(town.botApi.violations).toEqual([]);
});

test("a series comes on the first Tuesday of each Jalali month; one date is left out, one is cancelled, each is invited to in its time", async () => {
	const town = await aTown();
	const { zahra, omid } = await aCommittee(town);
	// The first Tuesday of Dey.
	await aDraft(zahra, "۱ دی ۱۴۰۵ ۱۷:۰۰");
	await zahra.presses("اولین سه‌شنبهٔ هر ماه");
	await zahra.presses("۴ جلسه");
	expect(zahra.buttons).toContain("☑︎ سه‌شنبه ۶ بهمن ۱۴۰۵");
	await zahra.presses("سه‌شنبه ۴ اسفند ۱۴۰۵");
	await zahra.presses("تأیید ۳ مورد");
	await zahra.presses("انتشار و دعوت");
	expect(zahra.screen.some(({ text }) => text?.includes("این دوره ۳ جلسه دارد"))).toBe(true);
	const invitations = () => omid.screen.filter(({ text }) => text?.startsWith("دعوت به جلسه")).length;
	expect(invitations()).toBe(1);
	await omid.sends("/meetings");
	expect(omid.sees).toContain("(۳)");
	expect((await meetings.page({ which: "coming" }, {}, 9)).map(({ startsAt }) => startsAt.toISOString())).toEqual([
		"2026-12-22T13:30:00.000Z",
		"2027-01-26T13:30:00.000Z",
		"2027-03-23T13:30:00.000Z",
	]);
	await zahra.sends("/meetings");
	await zahra.presses("۳");
	await zahra.presses("مدیریت جلسه");
	await zahra.presses("لغو جلسه");
	await zahra.sends("تعطیلات نوروز");
	await zahra.presses("ارسال");
	await zahra.presses("خانه");
	// It was not invited to yet: nobody is told.
	expect(omid.screen.some(({ text }) => text?.includes("لغو جلسه"))).toBe(false);
	await town.later({ days: 51 });
	expect(invitations()).toBe(2);
	// A week, a day and two hours before the first.
	expect(remindersOf(omid)).toBe(3);
	await town.later({ days: 14 });
	await zahra.sends("/meetings");
	expect(zahra.sees).toContain("جلسه‌ای در پیش نیست");
	expect(town.botApi.violations).toEqual([]);
});

test("a cancelled meeting is told to everyone invited, with the reason; its card says so and its calendar file calls it off", async () => {
	const town = await aTown();
	const { zahra, omid, mina } = await aCommittee(town);
	await aMeeting(zahra);
	await mina.presses("شرکت نمی‌کنیم");
	await zahra.presses("مدیریت جلسه");
	await zahra.presses("لغو جلسه");
	await zahra.sends("هم‌زمانی با نشست استانداری");
	await zahra.presses("ارسال");
	for (const player of [omid, mina]) {
		expect(player.sees).toContain("دلیل: ⁨هم‌زمانی با نشست استانداری⁩");
		expect(player.screen.filter(({ text }) => text?.includes("این جلسه لغو شده است"))).toHaveLength(1);
	}
	await town.later({ days: 8 });
	expect(remindersOf(omid)).toBe(0);
	expect(town.botApi.violations).toEqual([]);
});

test("members propose points, the chair orders them; who comes types the code that is read out, or is ticked", async () => {
	const town = await aTown();
	const { zahra, omid, mina } = await aCommittee(town);
	await aMeeting(zahra);
	await omid.presses("دستور جلسه");
	await omid.presses("پیشنهاد مورد جدید");
	await omid.sends("روشنایی کوچه‌های مینودر");
	expect(omid.sees).toContain("پیشنهاد شما ثبت شد");
	expect(zahra.sees).toContain("مورد تازه‌ای پیشنهاد شد");
	await zahra.presses("تنظیم دستور جلسه");
	expect(zahra.sees).toContain("«⁨روشنایی کوچه‌های مینودر⁩»");
	await zahra.presses("افزودن به دستور");
	expect(omid.sees).toContain("در دستور جلسهٔ «⁨پسماند هادی‌آباد⁩» قرار گرفت");
	await zahra.presses("۳");
	await zahra.presses("بالاتر");
	expect(zahra.sees).toContain("مورد ۲: ⁨روشنایی کوچه‌های مینودر⁩");

	// Half an hour before it begins, on Monday.
	await town.later({ days: 6, hours: 6, minutes: 5 });
	await omid.sends("/meetings");
	await omid.presses("۱");
	await omid.presses("اعلام حضور");
	await omid.sends("۰۰۰");
	expect(omid.sees).toContain("این کد درست نیست");
	await zahra.sends("/meetings");
	await zahra.presses("۱");
	await zahra.presses("مدیریت جلسه");
	await zahra.presses("کد حضور");
	const [code = ""] = /\d{4}(?!\d)/.exec(zahra.sees.split("کد: ")[1] ?? "") ?? [];
	await omid.sends(code);
	expect(omid.sees).toContain("حضور سازمان شما");
	await town.later({ minutes: 6 });
	await zahra.presses("کد تازه");
	expect(zahra.sees).not.toContain(code);
	await zahra.presses("مدیریت جلسه");
	await zahra.presses("پاسخ‌ها و حاضران");
	await zahra.presses("خانهٔ مهر");
	expect(zahra.sees).toMatch(/خانهٔ مهر⁩: بی‌پاسخ · حاضر/);
	await mina.sends("/meetings");
	await mina.presses("۱");
	expect(mina.sees).toContain("حضور شما در این جلسه ثبت شده است");
	expect(town.botApi.violations).toEqual([]);
});

test("in English: a coordinator invites chosen organizations to an online meeting", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra);
	const reza = await town.coordinator("رضا");
	await reza.sends("/language");
	await reza.presses("English");
	await reza.sends("/newmeeting");
	await reza.presses("Chosen organizations");
	await reza.sends("سبز");
	await reza.presses("همیاران سبز قزوین");
	await reza.presses("Done");
	await reza.answers("Winter plan", "tomorrow 16:30");
	await reza.presses("An hour");
	await reza.presses("Online");
	await reza.sends("meet.example.ir");
	expect(reza.sees).toContain("must begin with https");
	await reza.sends("https://meet.example.ir/azar");
	await reza.presses("Skip");
	await reza.presses("Skip");
	await reza.presses("Only once");
	await reza.presses("Publish and invite");
	expect(reza.sees).toContain("The meeting is published");
	expect(zahra.sees).toContain("نشانی پیوستن: ⁨https://meet.example.ir/azar⁩");
	await zahra.presses("هنوز مشخص نیست");
	await reza.presses("Run the meeting");
	expect(reza.sees).toContain("1 do not know yet");
	expect(town.botApi.violations).toEqual([]);
});
