import { expect, test } from "vitest";
import { aKnownPerson } from "../support/deeds.ts";
import type { Player } from "../support/player.ts";
import { aTown, TODAY, type Town } from "../support/town.ts";

async function aSecretariat(count = 3): Promise<{ town: Town; reza: Player; readers: Player[] }> {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const readers = [];
	for (let number = 0; number < count; number++) readers.push(await town.person(`خواننده ${number}`));
	return { town, reza, readers };
}

/** Writes one in Persian, for everybody. */
async function writes(player: Player, text = "نشست ماهانه روز دوشنبه برگزار می‌شود."): Promise<void> {
	await player.sends("/announce");
	await player.sends(text);
	await player.presses("از این گام می‌گذرم");
	await player.presses("همهٔ افراد");
}

test("a coordinator writes an announcement, tests it, sends it to everybody and sees the report", async () => {
	const { town, reza, readers } = await aSecretariat();
	await writes(reza);
	expect(reza.sees).toContain("برای ۵ نفر");
	await reza.presses("ارسال آزمایشی به خودم");
	expect(reza.screen.at(-2)?.text).toContain("اطلاعیهٔ دبیرخانه");
	// The card it was tested from has no buttons left: there are not two of it.
	expect(reza.screen.at(-3)?.inlineKeyboard).toEqual([]);
	await reza.presses("ارسال");
	expect(reza.sees).toContain("تا یک دقیقهٔ دیگر");
	expect(readers[0]?.sees).not.toContain("ماهانه");
	await town.later({ minutes: 2 });
	for (const reader of readers) expect(reader.sees).toContain("نشست");
	expect(reza.screen.map(({ text }) => text).join("\n")).toContain("ارسال پایان یافت");
	expect(reza.screen.map(({ text }) => text).join("\n")).toContain("ارسال‌شده: ۵");
	expect(town.botApi.violations).toEqual([]);
});

test("formatting is kept, an album stays one, and each reads it in their language", async () => {
	const { town, reza, readers } = await aSecretariat(1);
	const emma = await town.person("Emma", { languageCode: "en" });
	await reza.sends("/announce");
	await reza.does((client) => client.sendsAlbum(3, { caption: "دعوت به همایش" }));
	expect(reza.sees).toContain("۳ فایل همراه با متن دریافت شد");
	await reza.presses("تأیید متن و فایل‌ها");
	await reza.sends("You are invited");
	await reza.presses("همهٔ افراد");
	expect(reza.sees).toContain("همراه با ۳ فایل");
	await reza.presses("تأیید مطالعه: خیر");
	await reza.presses("ارسال");
	await town.later({ minutes: 2 });
	const [reader] = readers;
	expect(reader?.screen.filter(({ photo }) => photo)).toHaveLength(3);
	expect(reader?.screen.find(({ photo }) => photo)?.text).toContain("دعوت به همایش");
	expect(emma.screen.find(({ photo }) => photo)?.text).toContain("You are invited");
	expect(reader?.sees).toContain("خواندم و متوجه شدم");
	await reader?.presses("خواندم و متوجه شدم");
	expect(reader?.toast).toContain("تأیید شما ثبت شد");
	expect(town.botApi.violations).toEqual([]);
});

test("bold words and links arrive as they were written, and what looks like markup does no harm", async () => {
	const { town, reza, readers } = await aSecretariat(1);
	await reza.sends("/announce");
	const url = "https://example.org/?a=1&b=2";
	await reza.does((client) =>
		client.sends("نشست مهم & <b> اینجا", {
			entities: [
				{ type: "bold", offset: 5, length: 3 },
				{ type: "text_link", offset: 15, length: 5, url },
			],
		}),
	);
	await reza.pressesAll("از این گام می‌گذرم", "همهٔ افراد", "ارسال");
	await town.later({ minutes: 2 });
	const letter = readers[0]?.screen.at(-1);
	expect(letter?.text).toContain("نشست مهم & <b> اینجا");
	expect(letter?.html).toContain("<b>مهم</b>");
	expect(letter?.entities.find(({ type }) => type === "text_link")).toMatchObject({ url });
	expect(town.botApi.violations).toEqual([]);
});

test("what is set can be called off within the minute, and nobody gets it; it is a draft again", async () => {
	const { town, reza, readers } = await aSecretariat(1);
	await writes(reza);
	await reza.presses("ارسال");
	await town.later({ minutes: 0.5 });
	await reza.presses("لغو ارسال");
	expect(reza.screen.at(-1)?.text).toContain("پیش‌نمایش");
	await town.later({ minutes: 5 });
	expect(readers[0]?.sees).not.toContain("ماهانه");
	await reza.presses("ارسال");
	await town.later({ minutes: 2 });
	expect(readers[0]?.sees).toContain("ماهانه");
	expect(readers[0]?.screen.filter(({ text }) => text.includes("ماهانه"))).toHaveLength(1);
});

test("read and understood: who has not is listed and reminded; a correction changes every copy, then all is taken back", async () => {
	const { town, reza, readers } = await aSecretariat(3);
	await writes(reza);
	await reza.pressesAll("تأیید مطالعه: خیر", "ارسال");
	await town.later({ minutes: 2 });
	const [one, two, three] = readers as [Player, Player, Player];
	await one.presses("خواندم و متوجه شدم");
	expect(one.buttons).not.toContain("خواندم و متوجه شدم");
	expect(one.sees).toContain("خواندن این اطلاعیه را تأیید کرده‌اید");
	await reza.sends("/start");
	await reza.presses("اطلاعیه‌ها");
	await reza.presses("۱");
	expect(reza.sees).toContain("تأیید مطالعه: ۱ از ۵");
	await reza.presses("چه کسانی نخوانده‌اند");
	expect(reza.sees).toContain("تأیید نکرده‌اند");
	await reza.presses("یادآوری به بقیه");
	expect(two.sees).toContain("یادآوری");
	expect(one.sees).not.toContain("یادآوری");
	await reza.presses("یادآوری به بقیه");
	expect(reza.toast).toContain("کمتر از یک ساعت");
	await three.presses("خواندم و متوجه شدم");
	expect(three.sees).toMatch(/خواندن اطلاعیهٔ «.*» را تأیید کرده‌اید/);
	await reza.pressesAll("اصلاح متن", "متن فارسی");
	await reza.sends("نشست روز جمعه است.");
	for (const reader of readers) {
		const letter = reader.screen.find(({ text }) => text.includes("جمعه"));
		expect(letter?.text).toContain("اصلاح‌شده");
		expect(letter?.text).not.toContain("دوشنبه");
	}
	await reza.pressesAll("پاک کردن اطلاعیه", "بله، برای همه پاک شود");
	for (const reader of readers) expect(reader.screen.some(({ text }) => text.includes("جمعه"))).toBe(false);
	expect(town.botApi.violations).toEqual([]);
});

test("above the set number a second person approves or gives back; nobody approves their own", async () => {
	const { town, reza, readers } = await aSecretariat(1);
	const admin = await town.admin();
	const sara = await town.coordinator("سارا");
	await admin.sends("/start");
	await admin.pressesAll("اطلاعیه‌ها", "تأیید نفر دوم");
	await admin.sends("2");
	expect(admin.sees).toContain("بیش از ۲ نفر");
	await writes(reza);
	await reza.presses("ارسال برای تأیید");
	expect(reza.sees).toContain("در انتظار تأیید");
	expect(reza.sees).not.toContain("تأیید و ارسال");
	await sara.presses("بازگرداندن با دلیل");
	await sara.sends("تاریخ نشست نوشته نشده است.");
	expect(reza.sees).toContain("تاریخ نشست نوشته نشده است.");
	expect(sara.sees).toContain("بازگردانده شد");
	await reza.pressesAll("دیدن اطلاعیه", "ارسال برای تأیید");
	await sara.presses("تأیید و ارسال");
	expect(admin.screen.some(({ text }) => text.includes("تأیید شد"))).toBe(true);
	await town.later({ minutes: 2 });
	expect(readers[0]?.sees).toContain("ماهانه");
	expect(town.botApi.violations).toEqual([]);
});

test("at a time, and again every month on the same Jalali day, until it is called off; quiet hours are kept", async () => {
	const { town, reza, readers } = await aSecretariat(1);
	await writes(reza);
	await reza.pressesAll("زمان‌بندی", "هر ماه");
	await reza.sends("۱۰ آذر ساعت ۲۳:۰۰");
	await reza.presses("ارسال");
	expect(reza.sees).toContain("هر ماه");
	const got = () => readers[0]?.screen.filter(({ text }) => text.includes("ماهانه")).length;
	await town.later({ days: 7 });
	expect(got()).toBe(0);
	await town.later({ hours: 22 });
	expect(got()).toBe(1);
	expect(readers[0]?.screen.at(-1)?.date.toISOString()).toBe("2026-12-02T03:30:00.000Z");
	await town.later({ days: 30 });
	expect(got()).toBe(2);
	await reza.sends("/start");
	await reza.pressesAll("اطلاعیه‌ها", "۱");
	await reza.presses("لغو ارسال");
	await town.later({ days: 40 });
	expect(got()).toBe(2);
});

test("an answer to an announcement is a talk with the secretariat that names it; who blocked the bot is on the call list", async () => {
	const { town, reza, readers } = await aSecretariat(2);
	const [one, two] = readers as [Player, Player];
	await two.does((client) => client.blocks());
	await writes(reza);
	await reza.presses("ارسال");
	await town.later({ minutes: 2 });
	const letter = one.screen.at(-1);
	await one.does((client) => client.sends("آیا حضور همه لازم است؟", { replyTo: letter?.messageId ?? 0 }));
	expect(one.sees).toContain("به دبیرخانه رسید");
	expect(reza.sees).toContain("در پاسخ به اطلاعیهٔ");
	expect(reza.sees).toContain("آیا حضور همه لازم است؟");
	await reza.sends("/start");
	await reza.pressesAll("اطلاعیه‌ها", "۱");
	expect(reza.sees).toContain("مسدود کرده‌اند: ۱");
	await reza.presses("فهرست تماس تلفنی");
	expect(reza.sees).toContain("مسدود کرده است");
	await reza.presses("دیدن اطلاعیه");
	await two.does((client) => client.start());
	await reza.presses("ارسال دوباره به نرسیده‌ها");
	await town.settles();
	expect(two.sees).toContain("ماهانه");
});

test("by role and by exception: exactly those, in English too; changed meanwhile by nobody else", async () => {
	const { town, reza, readers } = await aSecretariat(2);
	const sara = await town.coordinator("سارا");
	await reza.sends("/language");
	await reza.presses("English");
	await reza.sends("/announce");
	await reza.presses("skip").catch(async () => await reza.presses("Skip"));
	await reza.sends("The office is closed on Thursday.");
	await reza.pressesAll("Roles", "Done (1)");
	await reza.pressesAll("Coordinators", "Done (1)");
	expect(reza.sees).toContain("2 people");
	expect(reza.sees).toContain("no Persian text has been written");
	await reza.pressesAll("Except", "Roles", "Done (1)", "Admins", "Done (1)");
	await reza.presses("Change recipients");
	await reza.presses("Everybody");
	expect(reza.sees).toMatch(/everybody, except \u2068Admins/);
	await reza.pressesAll("Urgent: no", "Send");
	await town.later({ minutes: 2 });
	for (const reader of [sara, ...readers]) expect(reader.sees).toContain("closed on Thursday");
	expect((await town.admin()).screen.some(({ text }) => text.includes("Thursday"))).toBe(false);
	expect(town.botApi.violations).toEqual([]);
});

test("while it goes its author sees the bar, pauses, goes on and stops it from the same message", async () => {
	const town = await aTown({ env: { SEND_RATE: "25" } });
	const reza = await town.coordinator("رضا");
	for (let number = 0; number < 90; number++) {
		const client = town.botApi.person({ firstName: "خواننده" });
		town.botApi.updates.hold();
		client.start();
		town.botApi.updates.release(() => []);
		await aKnownPerson(client.id, TODAY);
	}
	await writes(reza);
	await reza.presses("ارسال");
	const shown = (words: string) => reza.screen.some(({ text }) => text.includes(words));
	const becomes = async (words: string) => {
		if (!shown(words)) await town.botApi.next(() => shown(words), { timeoutMs: 15_000, what: words });
	};
	town.clock.moveTo(new Date(TODAY.getTime() + 61_000));
	await town.dabir.tick();
	await becomes("در حال ارسال");
	await reza.presses("توقف موقت");
	expect(shown("ارسال متوقف است")).toBe(true);
	const sent = () => town.botApi.ledger.sent().filter(({ parameters }) => String(parameters.text).includes("ماهانه"));
	const paused = sent().length;
	await town.dabir.tick();
	await town.settles();
	expect(sent().length).toBe(paused);
	const going = reza.presses("ادامهٔ ارسال");
	await town.botApi.next(() => sent().length > paused, { timeoutMs: 15_000, what: "it goes on" });
	const { messageId = 0 } =
		reza.screen.find(({ text }) => text.includes("ارسال متوقف است") || text.includes("در حال")) ?? {};
	reza.client.taps(messageId, `announcement.stop:${idIn(reza)}`, { forged: true });
	await going;
	await town.settles();
	expect(shown("ارسال متوقف شد")).toBe(true);
	expect(shown("فرستاده نشد")).toBe(true);
	expect(sent().length).toBeLessThan(92);
	expect(town.botApi.violations).toEqual([]);
});

/** The announcement that the newest buttons are about. */
function idIn(player: Player): string {
	const buttons = player.screen.flatMap(({ inlineKeyboard }) => inlineKeyboard.flat());
	const found = buttons.findLast((one) => "callback_data" in one && one.callback_data.startsWith("announcement.stop:"));
	return found && "callback_data" in found ? (found.callback_data.split(":")[1] ?? "") : "";
}
