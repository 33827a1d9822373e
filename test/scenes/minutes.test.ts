import { expect, test } from "vitest";
import type { SeatOffice } from "../../src/domain/committee.ts";
import { newId } from "../../src/kit/ids.ts";
import * as minutesService from "../../src/services/minutes/index.ts";
import * as attendances from "../../src/store/attendances.ts";
import * as committees from "../../src/store/committees.ts";
import * as meetings from "../../src/store/meetings.ts";
import * as seats from "../../src/store/seats.ts";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";
import { actorOf, anOrganization } from "./neighbours.ts";

async function aSeat(town: Town, player: Player, organizationId: string, office: SeatOffice) {
	await seats.add({
		...{ id: newId(), committeeId: "environmental", holder: { kind: "organization", id: organizationId } },
		...{ personId: (await actorOf(player)).person.id, office, votes: true, since: town.clock.now() },
	});
}

/** Zahra is the secretary, Omid sits there and came, Mina sits there and did not come; the meeting is over. */
async function aHeldMeeting(town: Town) {
	const [zahra, omid, mina] = [await town.person("زهرا"), await town.person("امید"), await town.person("مینا")];
	const green = await anOrganization(town, zahra);
	const hope = await anOrganization(town, omid, {
		...{ name: "امید فردا", registrationNumber: "22", nationalId: "10380284807" },
	});
	const home = await anOrganization(town, mina, {
		...{ name: "خانهٔ مهر", registrationNumber: "33", nationalId: "10380284811" },
	});
	await aSeat(town, zahra, green.id, "secretary");
	await aSeat(town, omid, hope.id, "member");
	await aSeat(town, mina, home.id, "member");
	const now = town.clock.now();
	const meetingId = newId();
	const startsAt = new Date(now.getTime() + 600_000);
	await meetings.add([
		{
			...{ id: meetingId, code: "M-1405-0009", committeeId: "environmental", title: "پسماند هادی‌آباد", startsAt },
			...{ invited: { kind: "committee", committeeId: "environmental" }, minutes: 30, address: "دفتر تسهیل‌گری" },
			...{ endsAt: new Date(startsAt.getTime() + 1_800_000), agenda: [], proposals: [], files: [], reminders: [120] },
			...{ state: "planned", invitesAt: now, revision: 0, sequence: 0, plan: 0, icsUid: `${meetingId}@dabir` },
			...{ byId: (await actorOf(zahra)).person.id, secret: "s", requestId: newId(), createdAt: now },
		},
	]);
	const came = { kind: "organization" as const, id: hope.id };
	await attendances.put({ meetingId, holder: came, how: "ticked", byId: "x", at: now });
	await town.later({ hours: 1 });
	return { zahra, omid, mina, hope, meetingId };
}

async function toMinutes(player: Player) {
	await player.sends("/meetings");
	await player.presses("جلسه‌های گذشته");
	await player.presses("۱");
	await player.presses("مدیریت جلسه");
	await player.presses("صورت‌جلسه");
}

/** A decision and an action of Omid's organization, due on 10 Azar. */
async function twoPoints(player: Player) {
	await player.presses("افزودن مورد");
	await player.presses("تصمیم");
	await player.sends("جمع‌آوری پسماند هادی‌آباد هر هفته انجام شود.");
	await player.presses("مورد بعدی");
	await player.presses("اقدام");
	await player.sends("برنامهٔ هفتگی پسماند نوشته شود.");
	await player.presses("امید فردا");
	await player.sends("۱۰ آذر ۱۴۰۵");
	await player.presses("صورت‌جلسه");
}

const told = (player: Player) => player.screen.map(({ text }) => text ?? "").join("\n");

test("minutes are written, sent to those who came, objected to, changed, locked; decisions are numbered, posted and found", async () => {
	const town = await aTown();
	const { zahra, omid, mina } = await aHeldMeeting(town);
	await toMinutes(zahra);
	expect(zahra.sees).toContain("هنوز موردی نوشته نشده است");
	await twoPoints(zahra);
	expect(zahra.sees).toContain("مسئول: ⁨امید فردا⁩ · مهلت: سه‌شنبه ۱۰ آذر ۱۴۰۵");
	// The action goes up before the decision, and down again.
	await zahra.presses("۲");
	await zahra.presses("بالاتر");
	expect(zahra.sees).toContain("۱) اقدام: ⁨برنامهٔ هفتگی پسماند نوشته شود.⁩");
	expect(zahra.sees).not.toContain("[ بالاتر ]");
	await zahra.does((client) =>
		client.taps(zahra.screen.at(-1)?.messageId ?? 1, "minutes.move:x:y:0", { forged: true }),
	);
	await toMinutes(zahra);
	await zahra.presses("۱");
	await zahra.presses("پایین‌تر");
	expect(zahra.sees).toContain("۲) اقدام: ");
	await zahra.presses("صورت‌جلسه");
	await zahra.presses("فرستادن برای حاضران");
	expect(zahra.toast).toContain("برای حاضران فرستاده شد");
	expect(omid.sees).toContain("نسخهٔ ۱ برای حاضران فرستاده شده است؛ مهلت اعتراض تا جمعه ۶ آذر ۱۴۰۵");
	// Who did not come is not sent it.
	expect(told(mina)).not.toContain("صورت‌جلسه ·");

	await omid.presses("اعتراض دارم");
	await omid.sends("قرار بود هر دو هفته انجام شود.");
	expect(omid.sees).toContain("اعتراض شما ثبت شد");
	expect(zahra.sees).toContain("⁨امید فردا⁩ (نسخهٔ ۱): ⁨قرار بود هر دو هفته انجام شود.⁩");
	await zahra.presses("صورت‌جلسه");
	await zahra.presses("۱");
	await zahra.presses("ویرایش");
	await zahra.presses("متن");
	await zahra.sends("جمع‌آوری پسماند هادی‌آباد هر دو هفته انجام شود.");
	await zahra.presses("ثبت ویرایش");
	await zahra.presses("صورت‌جلسه");
	expect(zahra.sees).toContain("تغییرهای شما هنوز فرستاده نشده است");
	await zahra.presses("فرستادن برای حاضران");
	expect(told(omid)).toContain("این نسخه از صورت‌جلسهٔ «⁨پسماند هادی‌آباد⁩» تغییر کرده است");
	expect(omid.sees).toContain("هر دو هفته انجام شود");
	await omid.presses("دریافت سند");
	expect(omid.screen.at(-1)?.document?.file_name).toBe("M-1405-0009.docx");

	const group = town.botApi.group({ title: "محیط زیست قزوین", members: [zahra, omid].map(({ client }) => client) });
	group.addBot(zahra.client);
	const linked = { chatId: group.id, title: "محیط زیست قزوین", linkedAt: town.clock.now(), byId: "x" };
	await committees.setGroup("environmental", linked);
	await town.later({ days: 3, hours: 15 });
	expect(told(omid)).toContain("این صورت‌جلسه نهایی شد: تصمیم‌ها ۱، اقدام‌ها ۱.");
	expect(told(omid)).toContain("این اقدام بر عهدهٔ شماست");
	// The group reads what was decided, and nothing about anybody.
	const posts = town.botApi.chat(group.id).messages.filter(({ from }) => from === "bot");
	expect(posts).toHaveLength(1);
	expect(posts[0]?.text).toContain("تصمیم D-1405-0001 · ");
	expect(posts[0]?.text).toContain("جمع‌آوری پسماند هادی‌آباد هر دو هفته انجام شود.");
	expect(posts[0]?.text).not.toContain("امید فردا");
	expect(posts[0]?.inlineKeyboard).toEqual([]);
	// Nothing nudges any more.
	expect(told(zahra)).not.toContain("هنوز برای حاضران فرستاده نشده است. ");
	await toMinutes(zahra);
	expect(zahra.sees).toContain("نهایی (نسخهٔ ۲)");
	expect(zahra.screen.at(-1)?.text).not.toContain("برای ویرایش، جابه‌جایی");
	expect(zahra.sees).toContain("D-1405-0001");

	await mina.sends("/find پسماند هفته");
	expect(mina.sees).toContain("D-1405-0001");
	await mina.presses("۱");
	expect(mina.sees).toContain("هر دو هفته انجام شود");
	await mina.presses("همهٔ تصمیم‌ها");
	expect(mina.sees).toContain("(۱)");
	expect(town.botApi.violations).toEqual([]);
});

test("an action is reminded three days before, on the day and weekly, until its report is confirmed", async () => {
	const town = await aTown();
	const { zahra, omid, mina } = await aHeldMeeting(town);
	await toMinutes(zahra);
	await twoPoints(zahra);
	await zahra.presses("فرستادن برای حاضران");
	const reminded = () =>
		omid.screen.filter(({ text }) => /تا مهلت مانده|امروز مهلت|از مهلت گذشته/.test(text ?? "")).map(({ text }) => text);
	await town.later({ days: 3, hours: 6 });
	expect(reminded()).toEqual([]);
	await town.later({ days: 1 });
	expect(reminded()).toHaveLength(1);
	expect(reminded()[0]).toContain("۳ روز تا مهلت مانده است");
	await town.later({ days: 3 });
	expect(reminded()[1]).toContain("امروز مهلت این اقدام است");
	await town.later({ days: 7 });
	expect(reminded()[2]).toContain("۷ روز از مهلت گذشته است");

	await omid.sends("/start");
	expect(omid.sees).toContain("اقدام بر عهدهٔ شما: ۱");
	await omid.presses("اقدام‌های شما (۱)");
	await omid.presses("۱");
	await omid.presses("انجام شد");
	await omid.sends("برنامه نوشته و فرستاده شد.");
	expect(zahra.sees).toContain("گزارش مسئول: ⁨برنامه نوشته و فرستاده شد.⁩");
	await zahra.presses("کافی نیست");
	await zahra.sends("نام محله‌ها در آن نیست.");
	expect(told(omid)).toContain("گزارش بازگردانده شد: ⁨نام محله‌ها در آن نیست.⁩");
	await town.later({ days: 7 });
	expect(reminded()).toHaveLength(4);
	await omid.presses("انجام شد");
	await omid.sends("با نام محله‌ها فرستاده شد.");
	await zahra.presses("تأیید انجام");
	expect(zahra.sees).toContain("وضعیت: انجام شد");
	expect(told(omid)).toContain("وضعیت: انجام شد");
	// The reminder under which it was reported shows that it is done.
	await town.later({ days: 8 });
	expect(reminded()).toHaveLength(3);
	await omid.sends("/actions");
	expect(omid.sees).toContain("اقدامی بر عهدهٔ سازمان یا دستگاه شما نیست");
	// Whose it is not sees nothing of it but through the meeting.
	await mina.sends("/actions");
	expect(mina.sees).toContain("(۰)");
	expect(town.botApi.violations).toEqual([]);
});

test("the secretary is nudged three and seven days after a meeting without minutes; the secretariat sees it, in English too", async () => {
	const town = await aTown();
	const { zahra } = await aHeldMeeting(town);
	const nudges = () => zahra.screen.filter(({ text }) => text?.includes("هنوز برای حاضران فرستاده نشده است.")).length;
	await town.later({ days: 2 });
	expect(nudges()).toBe(0);
	expect((await minutesService.withoutMinutes(town.clock.now())).count).toBe(0);
	await town.later({ days: 1, hours: 20 });
	expect(nudges()).toBe(1);
	await town.later({ days: 4 });
	expect(nudges()).toBe(2);
	await town.later({ days: 5 });
	expect(nudges()).toBe(2);
	expect((await minutesService.withoutMinutes(town.clock.now())).count).toBe(1);

	const admin = await town.admin();
	await admin.sends("/language");
	await admin.presses("English");
	await admin.sends("/actions");
	await admin.presses("Without minutes");
	expect(admin.sees).toContain("Meetings without minutes (1)");
	await admin.presses("1");
	await admin.presses("Add a point");
	await admin.presses("Information");
	await admin.sends("Nothing new was said.");
	await admin.presses("Minutes");
	await admin.presses("Send to attendees");
	expect(admin.sees).toContain("Version 1 was sent to the attendees");
	expect(town.botApi.violations).toEqual([]);
});
