/** Drafts: corrections of some answers only, offers, several forms at once, going elsewhere and coming back. */
import { expect, test } from "vitest";
import type { BotContext } from "../../../src/bot/context.ts";
import { askAgain, beginForm, choice, offer, pauseForm, phone, text } from "../../../src/bot/form/index.ts";
import type { Questions } from "../../../src/bot/form/question.ts";
import { aDesk, zahra } from "./desk.ts";
import { aForm, groupQuestions, type Sent } from "./trial.ts";

const { name, number, fields, hasOffice, address, kind, about } = groupQuestions;
const all: Questions = { name, number, fields, hasOffice, address, kind, about };
const given = { name: "همیاران", number: "1", fields: ["social"], hasOffice: false, kind: "group" };

test("a correction asks only what it names and keeps the rest", async () => {
	const sent: Sent[] = [];
	const group = aForm("group", all, { sent });
	const desk = await aDesk([group], {
		correct: (ctx) => beginForm(ctx, group, { subject: "o1", answers: given, only: ["name", "fields"] }),
	});
	await desk.sends("/correct");
	expect(desk.sees).toContain("گام ۱ از ۲");
	await desk.sends("یاران نو");
	await desk.presses("آموزش", "تأیید");
	expect(desk.sees).toContain("نام: یاران نو\nزمینه‌ها: آموزش");
	expect(desk.sees).not.toContain("شماره");
	await desk.presses("ارسال");
	expect(sent).toEqual([
		{ answers: { ...given, name: "یاران نو", fields: ["education"] }, subject: "o1", requestId: expect.any(String) },
	]);
});

test("a correction also asks what its answers make necessary, and nothing that was left out before", async () => {
	const sent: Sent[] = [];
	const group = aForm("group", all, { sent });
	const desk = await aDesk([group], {
		correct: (ctx) => beginForm(ctx, group, { answers: given, only: ["hasOffice"] }),
	});
	await desk.sends("/correct");
	await desk.presses("بله");
	expect(desk.sees).toContain("گام ۲ از ۲");
	expect(desk.sees).toContain("نشانی را بگویید.");
	await desk.presses("بازگشت", "همین پاسخ بماند");
	await desk.sends("سپه");
	expect(desk.sees).toContain("دفتر: بله\nنشانی: سپه");
	await desk.presses("ارسال");
	expect(sent[0]?.answers).toEqual({ ...given, hasOffice: true, address: "سپه" });
});

test("starting a correction over keeps what it was not to change", async () => {
	const group = aForm("group", all);
	const desk = await aDesk([group], {
		correct: (ctx) => beginForm(ctx, group, { answers: given, only: ["name", "number"] }),
	});
	await desk.sends("/correct", "یاران نو", "/correct");
	await desk.presses("شروع از ابتدا");
	expect(desk.sees).toContain("گام ۱ از ۲");
	expect(desk.session.drafts["group:"]).toMatchObject({ only: ["name", "number"], given });
	expect(desk.session.drafts["group:"]?.answers).toEqual({ fields: ["social"], hasOffice: false, kind: "group" });
});

test("several drafts live side by side, and each goes on where it stood", async () => {
	const desk = await aDesk([aForm("group", all), aForm("one", { about, kind })]);
	await desk.sends("/begin group", "همیاران");
	const opened = desk.find("هنوز ثبت نشده است");
	await desk.sends("/begin one");
	expect(desk.sees).toContain("یک پرسش");
	expect(desk.buttons).not.toContain("هنوز ثبت نشده است");
	// A button of the other form is an old one now.
	await desk.does(() => desk.client.taps(opened.messageId, opened.data, { forged: true }));
	expect(desk.toast).toContain("این دکمه دیگر فعال نیست");
	await desk.sends("معرفی ما", "/begin group");
	await desk.presses("ادامه می‌دهم");
	expect(desk.sees).toContain("شماره را بگویید.");
	await desk.sends("12");
	expect(desk.session.drafts["group:"]?.answers).toEqual({ name: "همیاران", number: "12" });
	expect(desk.session.drafts["one:"]?.answers).toEqual({ about: "معرفی ما" });
	expect(desk.faults).toEqual([]);
});

test("an offer is made only when there is something to offer, and looked for anew when what it rests on changes", async () => {
	const nearby = offer(async (_actor, { name }) => (name === "زباله" ? [{ id: "r1", title: "زبالهٔ کوچه" }] : []), {
		id: ({ id }) => id,
		label: ({ title }) => title,
		show: (items, t) => `در نزدیکی: ${t.number(items.length)}`,
		choose: async () => ({ end: () => ({ text: "به همان گزارش افزوده شد." }) }),
		againAfter: ["name"],
	});
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("any", { name, nearby, kind }, { sent })]);
	await desk.sends("/begin any", "آسفالت");
	expect(desk.sees).toContain("گام ۲ از ۲\nنوع");
	await desk.presses("بازگشت");
	await desk.sends("زباله");
	expect(desk.sees).toContain("گام ۲ از ۳\nنزدیک را بگویید.\nدر نزدیکی: ۱\n[ زبالهٔ کوچه ]\n[ هیچ‌کدام ]");
	await desk.presses("هیچ‌کدام", "گروه");
	expect(desk.sees).not.toContain("نزدیک:");
	await desk.presses("ارسال");
	expect(sent[0]?.answers).toEqual({ name: "زباله", nearby: { instead: "none" }, kind: "group" });

	await desk.sends("/begin any", "زباله");
	await desk.presses("زبالهٔ کوچه");
	expect(desk.sees).toBe("به همان گزارش افزوده شد.");
	expect(desk.session.drafts).toEqual({});
	expect(sent).toHaveLength(1);
});

test("going elsewhere leaves the question without its buttons and its keyboard; what is said then is no answer", async () => {
	const desk = await aDesk([aForm("any", { phone: phone(), name })], {
		home: async (ctx) => {
			await pauseForm(ctx as BotContext);
			await ctx.show({ text: "خانه" });
		},
	});
	await desk.sends("/begin any");
	expect(desk.botApi.chat(desk.client.id).replyKeyboard).toBeDefined();
	await desk.sends("/home", "سلام");
	expect(desk.botApi.chat(desk.client.id).replyKeyboard).toBeUndefined();
	expect(desk.passedBy).toEqual(["سلام"]);
	await desk.sends("/begin any", "09125550142", "/home");
	expect(desk.buttons).toEqual([]);
	expect(desk.session.drafts["any:"]?.answers).toEqual({ phone: "+989125550142" });
});

test("after a change of language the open question is asked once more", async () => {
	const desk = await aDesk([aForm("any", { phone: phone(), name })], {
		english: async (ctx) => {
			desk.language = "en";
			ctx.t = ctx.deps.texts.in("en");
			expect(await askAgain(ctx)).toBe(true);
		},
	});
	await desk.sends("/begin any", "/english");
	expect(desk.sees).toContain("Tell the phone.");
	const rows = desk.botApi.chat(desk.client.id).replyKeyboard?.rows.flat();
	expect(rows?.map((key) => (typeof key === "string" ? key : key.text))).toEqual(["Share my number", "Continue later"]);
});

test("every step handled twice, as after a crash, comes to the same draft", async () => {
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("group", all, { sent })]);
	const handle = desk.handle;
	let last = structuredClone(desk.session);
	const settled = async () => {
		const after = structuredClone(desk.session.drafts);
		const once = sent.length;
		desk.session = last;
		if (desk.lastUpdate) await handle(desk.lastUpdate);
		expect(strip(desk.session.drafts)).toEqual(strip(after));
		// The service keeps the request's id under a unique index: sent twice is sent once.
		expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(Math.min(once, 1));
		last = structuredClone(desk.session);
	};
	const strip = (drafts: object) => JSON.parse(JSON.stringify(drafts).replace(/"requestId":"\w+"/g, '"requestId":""'));
	for (const said of ["/begin group", "همیاران سبز", "ندارم", "1843"]) {
		await desk.sends(said);
		await settled();
	}
	for (const tapped of [
		"اجتماعی",
		"آموزش",
		"تأیید ۲ مورد",
		"بازگشت",
		"همین پاسخ بماند",
		"خیر",
		"گروه",
		"از این گام می‌گذرم",
		"نام",
		"بازگشت",
		"ارسال",
	]) {
		await desk.presses(tapped);
		await settled();
	}
	expect(desk.session.drafts).toEqual({});
});

test("a draft remembers nothing of the language it was filled in with", async () => {
	const desk = await aDesk([aForm("any", { kind: choice(["group"]), name: text() })]);
	await desk.sends("/begin any");
	await desk.presses("گروه");
	expect(JSON.stringify(desk.session)).not.toMatch(/[\u0600-\u06FF]/);
	expect(zahra.person.language).toBe("fa");
});

test("a button from last month's draft answers nothing in today's", async () => {
	const desk = await aDesk([aForm("group", { kind, name })]);
	await desk.sends("/begin group");
	const old = desk.find("خیریه");
	await desk.presses("گروه");
	await desk.sends("همیاران");
	await desk.presses("ارسال");
	await desk.sends("/begin group");
	await desk.does(() => desk.client.taps(old.messageId, old.data, { forged: true }));
	expect(desk.toast).toContain("این دکمه دیگر فعال نیست");
	expect(desk.session.drafts["group:"]?.answers).toEqual({});
	expect(desk.sees).toContain("نوع را بگویید.");
});
