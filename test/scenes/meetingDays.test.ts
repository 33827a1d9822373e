import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as seats from "../../src/store/seats.ts";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";
import { actorOf, anOrganization } from "./neighbours.ts";
import { anAgency } from "./reportHandling.ts";

/** The environmental committee with its chair Zahra and its member Omid. */
async function aCommittee(): Promise<{ town: Town; zahra: Player; omid: Player }> {
	const town = await aTown();
	const [zahra, omid] = [await town.person("زهرا"), await town.person("امید")];
	const hope = { name: "امید فردا", registrationNumber: "22", nationalId: "10380284807" };
	const organizations = [await anOrganization(town, zahra), await anOrganization(town, omid, hope)];
	for (const [index, player] of [zahra, omid].entries()) {
		await seats.add({
			...{ id: newId(), committeeId: "environmental", personId: (await actorOf(player)).person.id },
			holder: { kind: "organization", id: organizations[index]?.id ?? "" },
			...{ office: index === 0 ? "chair" : "member", votes: true, since: town.clock.now() },
		});
	}
	return { town, zahra, omid };
}

async function publishes(zahra: Player, when: string, ...series: string[]): Promise<void> {
	await zahra.sends("/newmeeting");
	await zahra.presses("محیط");
	await zahra.answers("پسماند هادی‌آباد", when);
	await zahra.pressesAll("یک ساعت و نیم", "حضوری");
	await zahra.sends("دفتر تسهیل‌گری هادی‌آباد");
	await zahra.presses("می‌گذرم");
	await zahra.sends("گزارش بازدید");
	await zahra.presses("می‌گذرم");
	await zahra.pressesAll(...(series.length > 0 ? series : ["تکرار نمی‌شود"]), "انتشار و دعوت");
}

const reminders = ({ screen }: Player) => screen.filter(({ text }) => text.startsWith("یادآوری"));

test("a reminder that was sent says so when the meeting is moved, and again when it is cancelled", async () => {
	const { town, zahra, omid } = await aCommittee();
	await publishes(zahra, "فردا ۱۸:۰۰");
	await town.later({ hours: 23 });
	await town.later({ hours: 6 });
	expect(reminders(omid).length).toBe(1);
	await zahra.sends("/meetings");
	await zahra.pressesAll("۱", "مدیریت جلسه", "تغییر زمان یا مکان", "مکان");
	await zahra.sends("سالن استانداری");
	await zahra.presses("ثبت تغییر");
	expect(omid.sees).toContain("مکان پیشین: ⁨دفتر تسهیل‌گری هادی‌آباد⁩");
	expect(omid.sees).toContain("مکان جدید: ⁨سالن استانداری⁩");
	expect(reminders(omid)).toEqual([]);
	// The invitation and the reminder.
	const retired = omid.screen.filter(({ text }) => text.includes("زمان یا مکان این جلسه تغییر کرده است"));
	expect(retired).toHaveLength(2);
	expect(retired.flatMap(({ inlineKeyboard }) => inlineKeyboard.flat()).map(({ text }) => text)).toEqual([
		"مشاهدهٔ جلسه",
		"مشاهدهٔ جلسه",
	]);
	expect(town.botApi.violations).toEqual([]);
});

test("which reminders there are is set for each meeting; the calendar file is sent once for two taps", async () => {
	const { town, zahra, omid } = await aCommittee();
	await publishes(zahra, "۱۰ آذر ۱۴۰۵ ۱۷:۰۰");
	await zahra.pressesAll("مدیریت جلسه", "یادآوری‌ها", "سه روز پیش از جلسه", "یک روز پیش از جلسه");
	await zahra.presses("دو ساعت پیش از جلسه");
	expect(zahra.buttons).toContain("☑︎ سه روز پیش از جلسه");
	expect(zahra.buttons).toContain("☐ دو ساعت پیش از جلسه");
	const { messageId = 0, inlineKeyboard = [] } = omid.screen.at(-1) ?? {};
	const ics = inlineKeyboard.flat().find(({ text }) => text === "افزودن به تقویم");
	const data = ics && "callback_data" in ics ? ics.callback_data : "";
	await omid.does((client) => {
		client.taps(messageId, data);
		return client.taps(messageId, data, { forged: true });
	});
	const files = () => omid.screen.filter(({ document }) => document?.file_name === "M-1405-0001.ics").length;
	expect(files()).toBe(1);
	// Later it is another wish.
	await town.later({ minutes: 1 });
	await omid.does((client) => client.taps(messageId, data));
	expect(files()).toBe(2);
	await town.later({ days: 8 });
	// A week before is today.
	const moments = ["2026-11-24T13:30:00.000Z", "2026-11-28T13:30:00.000Z"];
	expect(reminders(omid).map(({ date }) => date.toISOString())).toEqual(moments);
	expect(town.botApi.violations).toEqual([]);
});

test("of a series one date is moved: its people are told of that one, the others stay as they are", async () => {
	const { town, zahra, omid } = await aCommittee();
	await publishes(zahra, "۱۰ آذر ۱۴۰۵ ۱۷:۰۰", "هر دو هفته", "۳ جلسه", "تأیید ۳ مورد");
	await zahra.pressesAll("مدیریت جلسه", "دورهٔ جلسه‌ها", "۲", "تغییر زمان یا مکان", "زمان");
	await zahra.sends("۲۶ آذر ۱۴۰۵ ۱۰:۰۰");
	await zahra.presses("ثبت تغییر");
	await omid.sends("/meetings");
	expect(omid.sees).toContain("پنجشنبه ۲۶ آذر ۱۴۰۵، ساعت ۱۰:۰۰");
	expect(omid.sees).toContain("سه‌شنبه ۸ دی ۱۴۰۵، ساعت ۱۷:۰۰");
	// It was not invited to yet: the first they hear of it is the invitation, with its time.
	expect(omid.screen.some(({ text }) => text.includes("زمان پیشین"))).toBe(false);
	await town.later({ days: 12 });
	const invited = omid.screen.filter(({ text }) => text.startsWith("دعوت به جلسه"));
	expect(invited.map(({ text }) => /جلسهٔ . از ۳ در این دوره/.exec(text)?.[0])).toEqual([
		"جلسهٔ ۱ از ۳ در این دوره",
		"جلسهٔ ۲ از ۳ در این دوره",
	]);
	expect(invited.at(-1)?.text).toContain("پنجشنبه ۲۶ آذر ۱۴۰۵، ساعت ۱۰:۰۰");
	expect(town.botApi.violations).toEqual([]);
});

test("the committee's group hears of it without a name: published, reminded of, moved, cancelled", async () => {
	const { town, zahra, omid } = await aCommittee();
	const group = town.botApi.group({ title: "زیست قزوین", members: [zahra.client, omid.client] });
	group.addBot(zahra.client);
	await zahra.does((client) => client.sends("/link", { in: group }));
	const said = () => town.botApi.chat(group.id).messages.flatMap(({ from, text }) => (from === "bot" ? [text] : []));
	const links = town.botApi.chat(group.id).messages.flatMap(({ inlineKeyboard }) => inlineKeyboard.flat());
	const [, payload = ""] = links.flatMap((one) => ("url" in one && /start=(g_\w{16})/.exec(one.url)) || []);
	await zahra.sends(`/start ${payload}`);
	await zahra.presses("بله، متصل شود");
	await publishes(zahra, "پنجشنبه ۱۷:۰۰");
	await town.later({ minutes: 5 });
	expect(said().at(-1)).toContain("جلسهٔ جدید · ⁨کمیتهٔ زیست‌محیطی⁩");
	await omid.presses("خودم شرکت می‌کنم");
	await town.later({ days: 1, hours: 7 });
	expect(said().at(-1)).toContain("یادآوری جلسه");
	await zahra.sends("/meetings");
	await zahra.pressesAll("۱", "مدیریت جلسه", "تغییر زمان یا مکان", "زمان");
	await zahra.sends("پنجشنبه ۱۸:۰۰");
	await zahra.presses("ثبت تغییر");
	await town.later({ minutes: 5 });
	expect(said().at(-1)).toContain("تغییر جلسه");
	await zahra.pressesAll("مدیریت جلسه", "لغو جلسه");
	await zahra.sends("بیماری");
	await zahra.presses("ارسال");
	await town.later({ minutes: 5 });
	expect(said().at(-1)).toContain("لغو جلسه");
	await town.later({ days: 2 });
	expect(said().at(-1)).toContain("لغو جلسه");
	const all = said().join("\n");
	for (const name of ["زهرا", "امید", "همیاران"]) expect(all).not.toContain(name);
	expect(town.botApi.violations).toEqual([]);
});

test("who is there opens the QR that is shown; a code read wrongly is not offered to be kept", async () => {
	const { town, zahra, omid } = await aCommittee();
	await publishes(zahra, "فردا ۱۸:۰۰");
	await town.later({ days: 1, hours: 7, minutes: 45 });
	await omid.sends("/meetings");
	// Points are proposed until the day before.
	await omid.pressesAll("۱", "دستور جلسه");
	expect(omid.buttons).not.toContain("پیشنهاد مورد جدید");
	await omid.pressesAll("بازگشت به جلسه", "اعلام حضور");
	await omid.sends("۱۲۳");
	expect(omid.sees).toContain("این کد درست نیست");
	expect(omid.buttons).not.toContain("همین پاسخ بماند");
	await zahra.sends("/meetings");
	await zahra.pressesAll("۱", "مدیریت جلسه", "کد حضور");
	const [code = ""] = /\d{4}(?!\d)/.exec(zahra.sees.split("کد: ")[1] ?? "") ?? [];
	await zahra.presses("تصویر QR");
	expect(zahra.screen.at(-1)?.photo).toBeDefined();
	const { inlineKeyboard = [] } = zahra.screen.at(-2) ?? {};
	const about = inlineKeyboard.flat().flatMap((one) => ("callback_data" in one ? [one.callback_data] : []));
	const [, id = ""] = /^meeting\.code:(\w{16})/.exec(about[0] ?? "") ?? [];
	await omid.sends(`/start at-${id}-${code}`);
	expect(omid.sees).toContain("حضور سازمان شما در جلسهٔ «⁨پسماند هادی‌آباد⁩» ثبت شد");
	await zahra.sends("/meetings");
	await zahra.pressesAll("۱", "مدیریت جلسه", "پاسخ‌ها و حاضران");
	expect(zahra.sees).toMatch(/امید فردا⁩: بی‌پاسخ · حاضر/);
	expect(town.botApi.violations).toEqual([]);
});

test("papers and the place on the map come with the meeting; a liaison answers for the agency, a director for each seat", async () => {
	const { town, zahra, omid } = await aCommittee();
	const { agencyId, liaison: kaveh } = await anAgency(town, { fa: "شهرداری منطقهٔ ۳", en: "District 3" }, "کاوه");
	await seats.add({
		...{ id: newId(), committeeId: "environmental", holder: { kind: "agency", id: agencyId }, office: "member" },
		...{ personId: (await actorOf(kaveh)).person.id, votes: true, since: town.clock.now() },
	});
	await zahra.sends("/newmeeting");
	await zahra.presses("محیط");
	await zahra.answers("پسماند هادی‌آباد", "دوشنبه ۱۶:۳۰");
	await zahra.pressesAll("یک ساعت و نیم", "حضوری");
	await zahra.sends("دفتر تسهیل‌گری هادی‌آباد");
	await zahra.does((client) => client.sharesLocation(36.289, 49.978));
	await zahra.presses("می‌گذرم");
	const file = new TextEncoder().encode("%PDF-1.4");
	await zahra.does((client) => client.sendsDocument(file, "گزارش.pdf", "application/pdf"));
	await zahra.pressesAll("تأیید", "تکرار نمی‌شود");
	expect(zahra.sees).toContain("پیوست: ۱");
	await zahra.presses("انتشار و دعوت");
	const keys = kaveh.screen.at(-1)?.inlineKeyboard.flat() ?? [];
	expect(keys.find(({ text }) => text === "مکان روی نقشه")).toHaveProperty(
		"url",
		expect.stringContaining("mlat=36.289"),
	);
	await kaveh.presses("خودم شرکت می‌کنم");
	expect(kaveh.sees).toContain("پاسخ ⁨شهرداری منطقهٔ ۳⁩");
	await omid.pressesAll("دستور جلسه", "گزارش.pdf");
	expect(omid.screen.at(-1)?.document?.file_name).toBe("گزارش.pdf");
	await zahra.presses("مدیریت جلسه");
	expect(zahra.sees).toContain("۱ شرکت‌کننده از ۳ دعوت‌شده");
	expect(town.botApi.violations).toEqual([]);
});
