/** Questions that need more than text and buttons: contacts and places with Telegram's own keyboard, albums, hostile texts. */
import { expect, test } from "vitest";
import { form, many, phone, photos, place, text } from "../../../src/bot/form/index.ts";
import { cleanText } from "../../../src/kit/cleanText.ts";
import { done } from "../../../src/kit/result.ts";
import { aDesk } from "./desk.ts";
import { aForm, groupQuestions, type Sent } from "./trial.ts";

const { name, number, about } = groupQuestions;

async function keyboard(desk: Awaited<ReturnType<typeof aDesk>>) {
	return desk.botApi
		.chat(desk.client.id)
		.replyKeyboard?.rows.map((row) => row.map((key) => (typeof key === "string" ? key : key.text)));
}

test("a contact is asked for with Telegram's own button, which goes away with the answer", async () => {
	const desk = await aDesk([aForm("any", { name, phone: phone({ optional: true }), number })]);
	await desk.sends("/begin any", "زهرا کریمی");
	expect(desk.sees).toContain("تماس را بگویید.");
	expect(desk.buttons).toEqual([]);
	expect(await keyboard(desk)).toEqual([["ارسال شمارهٔ خودم"], ["از این گام می‌گذرم"], ["بازگشت", "بعداً ادامه می‌دهم"]]);
	await desk.does(() => desk.client.pressesReplyButton("ارسال شمارهٔ خودم"));
	expect(desk.screen.at(-2)?.text).toBe("دریافت شد.");
	expect(desk.sees).toContain("شماره را بگویید.");
	expect(await keyboard(desk)).toBeUndefined();
	expect(desk.session.drafts["any:"]?.answers.phone).toMatch(/^\+98912\d{7}$/);
	expect(desk.faults).toEqual([]);
});

test("somebody else's contact is refused, and the button stays", async () => {
	const desk = await aDesk([aForm("any", { phone: phone() })]);
	await desk.sends("/begin any");
	await desk.does(() => desk.client.sharesContact({ own: false, phone: "+989125550143", firstName: "امید" }));
	expect(desk.sees).toContain("این شمارهٔ شخص دیگری است");
	expect(await keyboard(desk)).toContainEqual(["ارسال شمارهٔ خودم"]);
	await desk.sends("۰۹۱۲ ۵۵۵ ۰۱۴۲");
	expect(desk.session.drafts["any:"]?.answers).toEqual({ phone: "+989125550142" });
	expect(desk.sees).toContain("تماس: 0912 555 0142");
});

test("the words under the request are buttons, in whichever language they were shown", async () => {
	const desk = await aDesk([aForm("any", { name, place: place({ optional: true }), number })]);
	await desk.sends("/begin any", "زهرا کریمی", "از این گام می‌گذرم");
	expect(desk.sees).toContain("شماره را بگویید.");
	expect(desk.session.drafts["any:"]?.skipped).toEqual(["place"]);
	await desk.presses("بازگشت");
	expect(desk.sees).toContain("مکان را بگویید.");
	desk.language = "en";
	await desk.sends("بازگشت");
	expect(desk.sees).toContain("Tell the name.");
	expect(await keyboard(desk)).toBeUndefined();
	await desk.presses("Keep this answer");
	expect(desk.sees).toContain("Tell the number.");
	await desk.presses("Back");
	await desk.sends("Continue later");
	expect(desk.sees).toContain("Your answers are saved");
	expect(await keyboard(desk)).toBeUndefined();
	expect(desk.session.current).toBeUndefined();
	expect(desk.faults).toEqual([]);
});

test("after too many wrong numbers the keyboard gives way to another way out, and a right one is still taken", async () => {
	const desk = await aDesk([aForm("any", { phone: phone(), number })]);
	await desk.sends("/begin any", "۱", "۲", "۳", "۴", "۵");
	expect(desk.sees).toContain("[ پیام به دبیرخانه ]");
	expect(await keyboard(desk)).toBeUndefined();
	await desk.presses("باز هم امتحان می‌کنم");
	expect(await keyboard(desk)).toContainEqual(["ارسال شمارهٔ خودم"]);
	await desk.sends("09125550142");
	expect(desk.sees).toContain("شماره را بگویید.");
	expect(desk.faults).toEqual([]);
});

test("an album is one answer, counted in one message; what comes later is counted below it, where it is seen", async () => {
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("any", { photos: photos({ atMost: 5 }), name }, { sent })]);
	await desk.sends("/begin any");
	const shown = desk.screen.length;
	await desk.does(() => desk.client.sendsAlbum(3));
	expect(desk.screen).toHaveLength(shown + 1);
	expect(desk.sees).toContain("۳ عکس دریافت شد");
	await desk.does(() => desk.client.sendsPhoto());
	expect(desk.screen).toHaveLength(shown + 2);
	expect(desk.sees).toContain("۴ عکس دریافت شد");
	await desk.presses("تأیید ۴ مورد");
	await desk.sends("همیاران");
	expect(desk.sees).toContain("عکس‌ها: ۴ عکس");
	await desk.presses("ارسال");
	expect(sent[0]?.answers.photos).toHaveLength(4);
	expect(desk.faults).toEqual([]);
});

test("of an album only the first photo answers a question for one; the rest disturbs nothing", async () => {
	const desk = await aDesk([aForm("any", { photos: photos({ atMost: 1, optional: true }), name, about })]);
	await desk.sends("/begin any");
	const shown = desk.screen.length;
	await desk.does(() => desk.client.sendsAlbum(4));
	expect(desk.screen).toHaveLength(shown + 1);
	expect(desk.sees).toContain("از این آلبوم فقط عکس نخست ثبت شد.");
	expect(desk.sees).toContain("نام را بگویید.");
	expect(desk.session.drafts["any:"]?.answers.photos).toHaveLength(1);
});

test("a picture sent as a file is asked for as a photo", async () => {
	const desk = await aDesk([aForm("any", { photos: photos() })]);
	await desk.sends("/begin any");
	await desk.does(() => desk.client.sendsDocument(new Uint8Array(10), "a.jpg", "image/jpeg"));
	expect(desk.sees).toContain("لطفاً آن را به‌صورت عکس بفرستید");
});

const HOSTILE: Record<string, string> = {
	markup: "<b>x</b> & <script>alert(1)</script>",
	"a link out of nowhere": "</b><a href='tg://user?id=1'>x</a>",
	"our own placeholders": "{{x}} $t(common.dateTime) {{- y}}",
	"controls and overrides": "\u202Eabc\u202C \u0000\u0007 \uFEFF متن",
	zalgo: `ز${"\u0301".repeat(500)}الگو`,
	"lone surrogates": "\uD800 نیمه \uDC00",
	"escaped markup": "&amp;&lt;".repeat(500),
	"4096 letters": "ب".repeat(4096),
	"families of emoji": "👨‍👩‍👧‍👦".repeat(370),
	"empty lines": "خط\n\n\n\nخط",
};

test.each(Object.keys(HOSTILE))("any text survives on its way through a form: %s", async (which) => {
	const hostile = HOSTILE[which] ?? "";
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("any", { about: text(), q1: text(), q2: text() }, { sent })]);
	await desk.sends("/begin any");
	for (let question = 0; question < 3; question++) {
		await desk.does(() => desk.client.sends(hostile, { raw: true }));
	}
	await desk.presses("معرفی", "بازگشت", "ارسال");
	expect(desk.sees).toBe("ثبت شد: O-1");
	expect(desk.faults).toEqual([]);
	expect(sent[0]?.answers.about).toBe(cleanText(hostile));
});

test("a review too long for one message shortens the longest answers", async () => {
	const questions = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`q${i}`, text()]));
	const desk = await aDesk([aForm("any", questions)]);
	await desk.sends("/begin any");
	for (let i = 0; i < 12; i++) await desk.sends("پاسخی بسیار بلند ".repeat(200).trim());
	expect(desk.sees).toContain("پاسخی بسیار بلند");
	expect(desk.sees).toContain("…");
	expect(desk.screen.at(-1)?.text.length).toBeLessThan(4096);
	expect(desk.faults).toEqual([]);
});

test("the review may be replaced by a preview, and headed by an answer", async () => {
	const announce = form("any", {
		texts: "trial",
		questions: { name, fields: many(["social", "education"]) },
		title: ({ name }) => name,
		preview:
			async (_actor, { fields }) =>
			(t) =>
				`برای ${t.number(fields.length * 12)} نفر`,
		submit: async () => done("x"),
		done: () => ({ text: "شد" }),
	});
	const desk = await aDesk([announce]);
	await desk.sends("/begin any", "اطلاعیهٔ <آب>");
	await desk.presses("اجتماعی", "آموزش", "تأیید");
	expect(desk.sees).toContain("اطلاعیهٔ <آب> · آمادهٔ ارسال\nبرای ۲۴ نفر");
	expect(desk.screen.at(-1)?.html).toContain("<b>");
	await desk.presses("ارسال");
	expect(desk.sees).toBe("شد");
});
