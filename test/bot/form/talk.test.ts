/** Forms as they are talked through in a chat, against the strict local Bot API. */
import { expect, test } from "vitest";
import { date } from "../../../src/bot/form/index.ts";
import { refuse } from "../../../src/kit/result.ts";
import { aDesk } from "./desk.ts";
import { aForm, groupQuestions, type Sent } from "./trial.ts";

test("a form is filled in straight through: each step says where one is, and the review shows every answer", async () => {
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("group", groupQuestions, { sent })]);
	await desk.sends("/begin group");
	expect(desk.sees).toBe("ثبت گروه · گام ۱ از ۶\nنام را بگویید.\n[ بعداً ادامه می‌دهم ]");
	await desk.sends("همیاران سبز");
	expect(desk.sees).toBe(
		"ثبت گروه · گام ۲ از ۶\nشماره را بگویید.\nروی پروانه آمده است.\nبرای نمونه: 1843\n[ هنوز ثبت نشده است ]\n[ بازگشت ]\n[ بعداً ادامه می‌دهم ]",
	);
	await desk.sends("1843");
	await desk.presses("محیط زیست", "آموزش");
	expect(desk.sees).toContain("☑︎ محیط زیست");
	await desk.presses("تأیید ۲ مورد");
	expect(desk.sees).toContain("گام ۴ از ۶");
	await desk.presses("بله");
	// The address is asked of those who have an office only.
	expect(desk.sees).toContain("گام ۵ از ۷");
	await desk.sends("خیابان سپه");
	await desk.presses("خیریه");
	await desk.presses("از این گام می‌گذرم");
	expect(desk.sees).toContain(
		"ثبت گروه · آمادهٔ ارسال\nنام: همیاران سبز\nشماره: 1843\nزمینه‌ها: محیط زیست، آموزش\nدفتر: بله\nنشانی: خیابان سپه\nنوع: خیریه\nمعرفی: بدون پاسخ",
	);
	await desk.presses("ارسال");
	expect(desk.sees).toBe("ثبت شد: O-1");
	expect(sent).toEqual([
		{
			answers: {
				name: "همیاران سبز",
				number: "1843",
				fields: ["environment", "education"],
				hasOffice: true,
				address: "خیابان سپه",
				kind: "charity",
			},
			requestId: expect.stringMatching(/^\w{16}$/),
			subject: "",
		},
	]);
	expect(desk.session.drafts).toEqual({});
	expect(desk.buttons).toEqual([]);
	expect(desk.faults).toEqual([]);
});

test("beside a refused day stands its own month or the first that will do, not the one looked at before", async () => {
	const desk = await aDesk([aForm("one", { day: date({ quick: false, future: true }) })]);
	await desk.sends("/begin one");
	await desk.presses("دی ←", "بهمن ←");
	expect(desk.buttons).toContain("بهمن ۱۴۰۵");
	await desk.sends("۱۴۰۵/۹/۱");
	expect(desk.buttons).toContain("آذر ۱۴۰۵");
	await desk.presses("دی ←");
	await desk.sends("۱۴۰۳/۱/۱");
	expect(desk.buttons).toContain("آذر ۱۴۰۵");
	await desk.presses("دی ←");
	await desk.sends("یک روز خوب");
	expect(desk.buttons).toContain("دی ۱۴۰۵");
	expect(desk.faults).toEqual([]);
});

test("a wrong answer is explained below it with an example, keeps the rest and leaves one set of buttons", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group", "همیاران سبز", "ندارم");
	expect(desk.sees).toBe(
		"شمارهٔ ثبت فقط عدد است (حداکثر ۷ رقم).\nبرای نمونه: 1843\n[ هنوز ثبت نشده است ]\n[ بازگشت ]\n[ بعداً ادامه می‌دهم ]",
	);
	expect(desk.buttons).toHaveLength(3);
	await desk.presses("هنوز ثبت نشده است");
	expect(desk.sees).toContain("گام ۳ از ۶");
	expect(desk.session.drafts["group:"]?.answers).toEqual({
		name: "همیاران سبز",
		number: { instead: "notRegisteredYet" },
	});
	expect(desk.faults).toEqual([]);
});

test("after five wrong answers in a row another way is offered, and one may go on trying", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group", "همیاران", "یک", "دو", "سه", "چهار");
	expect(desk.sees).not.toContain("پیام به دبیرخانه");
	await desk.sends("پنج");
	expect(desk.sees).toContain("[ هنوز ثبت نشده است ]\n[ بازگشت ]\n[ بعداً ادامه می‌دهم ]\n[ پیام به دبیرخانه ]");
	await desk.sends("12");
	expect(desk.sees).toContain("گام ۳ از ۶");
});

test("one leaves in the middle and comes back to where one stopped", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group", "همیاران سبز");
	await desk.presses("بعداً ادامه می‌دهم");
	expect(desk.sees).toBe(
		"پاسخ‌های شما ذخیره شد (۱ از ۶). هر وقت خواستید، از همین‌جا ادامه می‌دهیم.\n[ ادامه می‌دهم ]\n[ خانه ]",
	);
	await desk.sends("سلام");
	expect(desk.passedBy).toEqual(["سلام"]);
	await desk.sends("/begin group");
	expect(desk.sees).toBe(
		"ثبت گروه در گام ۲ از ۶ ناتمام مانده است. پاسخ‌های پیشین شما محفوظ است.\n[ ادامه می‌دهم ]\n[ شروع از ابتدا ]\n[ انصراف ]",
	);
	await desk.presses("ادامه می‌دهم");
	expect(desk.sees).toContain("گام ۲ از ۶");
	await desk.sends("12");
	expect(desk.sees).toContain("گام ۳ از ۶");
	expect(desk.faults).toEqual([]);
});

test("a draft may be started over or discarded", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group", "همیاران سبز", "/begin group");
	await desk.presses("شروع از ابتدا");
	expect(desk.sees).toContain("گام ۱ از ۶");
	expect(desk.session.drafts["group:"]?.answers).toEqual({});
	await desk.sends("همیاران سبز", "/cancel");
	await desk.presses("انصراف");
	expect(desk.sees).toContain("پیش‌نویس کنار گذاشته شد");
	expect(desk.session.drafts).toEqual({});
	expect(desk.session.current).toBeUndefined();
});

test("any answer may be changed on the review, and only what depends on it is asked anew", async () => {
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("group", groupQuestions, { sent })]);
	await desk.sends("/begin group", "همیاران سبز", "1843");
	await desk.presses("اجتماعی", "تأیید", "خیر", "گروه", "از این گام می‌گذرم");
	await desk.presses("نام");
	expect(desk.sees).toContain("پاسخ کنونی: همیاران سبز");
	await desk.sends("یاران");
	expect(desk.sees).toContain("نام: یاران");
	await desk.presses("دفتر", "بله");
	expect(desk.sees).toContain("نشانی را بگویید.");
	await desk.sends("سپه");
	await desk.presses("نوع", "بازگشت");
	await desk.presses("ارسال");
	expect(sent[0]?.answers).toMatchObject({ name: "یاران", hasOffice: true, address: "سپه", kind: "group" });
	expect(desk.faults).toEqual([]);
});

test("back goes to the question before, whose answer may be kept", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group", "همیاران سبز", "1843");
	await desk.presses("بازگشت", "بازگشت");
	expect(desk.sees).toContain("گام ۱ از ۶");
	expect(desk.sees).toContain("پاسخ کنونی: همیاران سبز");
	await desk.presses("همین پاسخ بماند");
	expect(desk.sees).toContain("گام ۳ از ۶");
});

test("a second tap on send sends nothing and disturbs nothing", async () => {
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("one", { name: groupQuestions.name }, { sent })]);
	await desk.sends("/begin one", "همیاران");
	const { messageId, data } = desk.find("ارسال");
	await desk.does(() => {
		for (let i = 0; i < 10; i++) desk.client.taps(messageId, data);
	});
	expect(sent).toHaveLength(1);
	expect(desk.sees).toBe("ثبت شد: O-1");
	expect(desk.faults).toEqual([]);
});

test("the same answer handled twice, as after a crash, is the same answer", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group");
	const before = structuredClone(desk.session);
	await desk.sends("همیاران سبز");
	const after = structuredClone(desk.session);
	desk.session = before;
	if (desk.lastUpdate) await desk.handle(desk.lastUpdate);
	const { messageId: _, ...current } = desk.session.current ?? {};
	const { messageId: __, ...expected } = after.current ?? {};
	expect(current).toEqual(expected);
	expect(desk.session.drafts).toEqual(after.drafts);
});

test("a refusal of the whole stands over the review; one that names a question has it corrected", async () => {
	let refusal: ReturnType<typeof refuse> | undefined = refuse("taken", { question: "name" });
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("group", groupQuestions, { sent, refuse: () => refusal })]);
	await desk.sends("/begin group", "همیاران سبز", "1843");
	await desk.presses("اجتماعی", "تأیید", "خیر", "گروه", "از این گام می‌گذرم", "ارسال");
	expect(desk.sees).toContain("این نام پیش‌تر ثبت شده است.\n\nثبت گروه · گام ۱ از ۶");
	refusal = refuse("taken");
	await desk.sends("یاران نو");
	await desk.presses("ارسال");
	expect(desk.sees).toContain("این نام پیش‌تر ثبت شده است.\n\nثبت گروه · آمادهٔ ارسال");
	refusal = undefined;
	await desk.presses("ارسال");
	expect(sent).toHaveLength(1);
});

test("a refusal after which nothing is left to send ends the form and leaves no draft", async () => {
	const desk = await aDesk([
		aForm("one", { name: groupQuestions.name }, { refuse: () => refuse("taken"), over: ["taken"] }),
	]);
	await desk.sends("/begin one", "همیاران سبز");
	await desk.presses("ارسال");
	expect(desk.sees).toBe("این نام پیش‌تر ثبت شده است.\n[ خانه ]");
	expect(desk.session.drafts).toEqual({});
	expect(desk.session.current).toBeUndefined();
});

test("a form that is about something says so over its questions and its review", async () => {
	const desk = await aDesk([aForm("group", groupQuestions, { about: "یاران <b>محله</b>" })]);
	await desk.sends("/begin group");
	expect(desk.sees).toContain("ثبت گروه «یاران <b>محله</b>» · گام ۱ از ۶");
	await desk.sends("همیاران سبز", "1843");
	await desk.presses("اجتماعی", "تأیید", "خیر", "گروه", "از این گام می‌گذرم");
	expect(desk.sees).toContain("ثبت گروه «یاران <b>محله</b>» · آمادهٔ ارسال");
});

test("a text written before the question was shown is not its answer, which is said once", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group");
	await desk.does(() => {
		desk.client.sends("همیاران سبز");
		desk.client.sends("1843");
		desk.client.sends("1844");
	});
	expect(desk.session.drafts["group:"]?.answers).toEqual({ name: "همیاران سبز" });
	expect(desk.screen.filter((message) => message.text.includes("پیش از نمایش این پرسش"))).toHaveLength(1);
	await desk.sends("1845");
	expect(desk.session.drafts["group:"]?.answers.number).toBe("1845");
});

test("what is no text does not answer where a text is asked, and each kind is told so", async () => {
	const desk = await aDesk([aForm("one", { name: groupQuestions.name })]);
	await desk.sends("/begin one");
	await desk.does(() => desk.client.sendsSticker());
	expect(desk.sees).toContain("استیکر، پاسخ این پرسش نیست. لطفاً پاسخ را بنویسید.");
	await desk.does(() => desk.client.sendsPoll());
	expect(desk.sees).toContain("نظرسنجی، پاسخ این پرسش نیست.");
	await desk.does(() => desk.client.sendsVoice(3));
	expect(desk.sees).toContain("پیام صوتی، پاسخ این پرسش نیست.");
	await desk.does(() => desk.client.sendsPhoto());
	expect(desk.sees).toContain("عکس، پاسخ این پرسش نیست.");
	await desk.does(() => desk.client.sharesContact());
	expect(desk.sees).toContain("پیام به دبیرخانه");
	expect(desk.session.drafts["one:"]?.answers).toEqual({});
});

test("an edited message changes no answer, which is said once", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group");
	const message = desk.client.sends("همیاران سبز");
	await desk.settles();
	await desk.does(() => desk.client.edits(message.message_id, "یاران"));
	expect(desk.sees).toContain("ویرایش پیام، پاسخ ثبت‌شده را تغییر نمی‌دهد.");
	const shown = desk.screen.length;
	await desk.does(() => desk.client.edits(message.message_id, "یاران دیگر"));
	expect(desk.screen).toHaveLength(shown);
	expect(desk.session.drafts["group:"]?.answers).toEqual({ name: "همیاران سبز" });
});

test("commands and other buttons pass by the form", async () => {
	const desk = await aDesk([aForm("one", { name: groupQuestions.name })]);
	await desk.sends("/begin one", "/unknown");
	expect(desk.passedBy).toEqual(["/unknown"]);
	expect(desk.session.drafts["one:"]?.answers).toEqual({});
	await desk.sends("همیاران");
	expect(desk.sees).toContain("آمادهٔ ارسال");
});

test("a button of an earlier question says that it is old and shows the question that is open", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group", "همیاران سبز", "1843");
	const { messageId, data } = desk.find("اجتماعی");
	await desk.presses("اجتماعی", "تأیید");
	// A double tap: the message has moved on already.
	await desk.does(() => desk.client.taps(messageId, data, { forged: true }));
	expect(desk.toast).toBeUndefined();
	await desk.presses("خیر", "گروه");
	await desk.sends("دربارهٔ ما");
	await desk.does(() => desk.client.taps(messageId, data, { forged: true }));
	expect(desk.toast).toContain("این دکمه دیگر فعال نیست");
	expect(desk.sees).toContain("آمادهٔ ارسال");
	expect(desk.session.drafts["group:"]?.answers.fields).toEqual(["social"]);
});

test("a forged value of a button is refused", async () => {
	const desk = await aDesk([aForm("one", { kind: groupQuestions.kind })]);
	await desk.sends("/begin one");
	const { messageId, data } = desk.find("گروه");
	await desk.does(() =>
		desk.client.taps(messageId, `${data.slice(0, data.lastIndexOf(":"))}:ministry`, { forged: true }),
	);
	expect(desk.toast).toBe("این گزینه دیگر وجود ندارد.");
	expect(desk.session.drafts["one:"]?.answers).toEqual({});
});

test("the language may change in the middle of a form", async () => {
	const desk = await aDesk([aForm("group", groupQuestions)]);
	await desk.sends("/begin group", "همیاران سبز", "1843");
	await desk.presses("محیط زیست");
	desk.language = "en";
	await desk.presses("اجتماعی");
	expect(desk.sees).toContain("Group · step 3 of 6");
	expect(desk.sees).toContain("☑︎ Social");
	await desk.presses("Done (2)");
	expect(desk.session.drafts["group:"]?.answers.fields).toEqual(["social", "environment"]);
});

test("a form without a review is sent with its last answer", async () => {
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("one", { name: groupQuestions.name }, { sent, review: false })]);
	await desk.sends("/begin one", "همیاران");
	expect(desk.sees).toBe("ثبت شد: O-1");
	expect(sent).toHaveLength(1);
	expect(desk.faults).toEqual([]);
});

test("the conversation's stored state stays flat: one open wait, however long the form", async () => {
	const questions = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`q${i}`, groupQuestions.about]));
	const desk = await aDesk([aForm("any", questions)]);
	const sizes: number[] = [];
	await desk.sends("/begin any");
	for (let step = 1; step <= 80; step++) {
		await desk.sends("پاسخی بلند ".repeat(300));
		if ([5, 20, 80].includes(step)) sizes.push(Buffer.byteLength(JSON.stringify(desk.session.talk)));
	}
	expect(Object.keys(desk.session.drafts["any:"]?.answers ?? {})).toHaveLength(80);
	expect(sizes).toEqual([sizes[0], sizes[0], sizes[0]]);
	expect(sizes[0]).toBeLessThan(2048);
}, 60_000);
