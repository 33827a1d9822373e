/** A deploy in the middle of a form: questions added, dropped, put in another order, renamed; the form renamed. */
import { describe, expect, test } from "vitest";
import type { Form } from "../../../src/bot/form/form.ts";
import { choice, text } from "../../../src/bot/form/index.ts";
import type { Questions } from "../../../src/bot/form/question.ts";
import { aDesk } from "./desk.ts";
import { aForm, groupQuestions, type Sent } from "./trial.ts";

const { name, number, fields, hasOffice, address, kind, about } = groupQuestions;
const before: Questions = { name, number, fields, hasOffice, address, kind, about };

/** How each question is answered, and what is kept of it. */
const talk: [question: string, answer: (desk: Awaited<ReturnType<typeof aDesk>>) => Promise<void>, kept: unknown][] = [
	["name", (desk) => desk.sends("همیاران سبز"), "همیاران سبز"],
	["number", (desk) => desk.sends("1843"), "1843"],
	["fields", (desk) => desk.presses("اجتماعی", "تأیید"), ["social"]],
	["hasOffice", (desk) => desk.presses("بله"), true],
	["address", (desk) => desk.sends("خیابان سپه"), "خیابان سپه"],
	["kind", (desk) => desk.presses("خیریه"), "charity"],
	["about", (desk) => desk.sends("ما درخت می‌کاریم"), "ما درخت می‌کاریم"],
];

const without = (dropped: string): Questions =>
	Object.fromEntries(Object.entries(before).filter(([question]) => question !== dropped));

interface Deploy {
	called: string;
	/** The form as it is after the deploy, in the middle of the question `at`. */
	after: (at: string) => Form;
	told: boolean;
	/** The name under which a question's answer is found afterwards; undefined when it is asked no more. */
	now?: (question: string, at: string) => string | undefined;
	extra?: string;
}

const deploys: Deploy[] = [
	{ called: "the same", after: () => aForm("group", before), told: false },
	{
		called: "a question added at the front",
		after: () => aForm("group", { added: text(), ...before }),
		told: true,
		extra: "added",
	},
	{
		called: "a question added at the end",
		after: () => aForm("group", { ...before, added: text() }),
		told: true,
		extra: "added",
	},
	{
		called: "the open question dropped",
		after: (at) => aForm("group", without(at)),
		told: true,
		now: (question, at) => (question === at ? undefined : question),
	},
	{
		called: "an answered question dropped",
		after: () => aForm("group", without("name")),
		told: true,
		now: (question) => (question === "name" ? undefined : question),
	},
	{
		called: "the questions in another order",
		after: () => aForm("group", { kind, number, about, name, hasOffice, address, fields }),
		told: true,
	},
	{
		called: "a question renamed",
		after: () =>
			aForm("group", {
				title: text(undefined, { formerly: ["name"] }),
				number,
				fields,
				hasOffice,
				address,
				kind,
				about,
			}),
		told: true,
		now: (question) => (question === "name" ? "title" : question),
	},
	{ called: "the form renamed", after: () => aForm("team", before, { formerly: ["group"] }), told: false },
];

describe.each(deploys)("$called", ({ after, told, now = (question) => question, extra }) => {
	test.each(talk.map(([question], index) => ({ question, index })))(
		"while $question is open",
		async ({ question: at, index }) => {
			const desk = await aDesk([aForm("group", before)]);
			await desk.sends("/begin group");
			for (const [, answer] of talk.slice(0, index)) await answer(desk);
			const saidBefore = desk.said.length;

			const sent: Sent[] = [];
			const next = after(at);
			desk.deploys([Object.assign(next, { submit: aForm(next.name, next.questions, { sent }).submit })]);
			const openIsGone = now(at, at) === undefined;
			// The person answers what is on the screen, which was asked before the deploy.
			const [, answer, kept] = talk[index] ?? [];
			if (openIsGone && (at === "fields" || at === "hasOffice" || at === "kind")) {
				await desk.presses(at === "fields" ? "اجتماعی" : at === "hasOffice" ? "بله" : "خیریه");
			} else {
				await answer?.(desk);
			}
			const said = desk.said.slice(saidBefore).join("\n");
			expect(said.includes("این فرم به‌روز شده است"), said).toBe(told);

			// No answer is lost, none stands under a wrong name.
			const draft = Object.values(desk.session.drafts)[0];
			const expected = Object.fromEntries(
				talk.slice(0, index + 1).flatMap(([question, , value]) => {
					const name = now(question, at) ?? (question === at && openIsGone ? undefined : question);
					return name === undefined ? [] : [[name, value]];
				}),
			);
			if (!openIsGone) expect(kept).toBeDefined();
			expect(draft?.answers).toEqual(expected);

			// And it goes on to the end.
			for (let guard = 0; guard < 12 && !desk.sees.includes("آمادهٔ ارسال"); guard++) {
				const current = desk.session.current?.question ?? "";
				const known = talk.find(([question]) => (now(question, at) ?? question) === current);
				if (known) await known[1](desk);
				else await desk.sends("افزوده");
			}
			await desk.presses("ارسال");
			const all = Object.fromEntries(
				talk.flatMap(([question, , value]) => {
					const name = now(question, at);
					// The address is asked of those who said that they have an office.
					if (question === "address" && now("hasOffice", at) === undefined) return [];
					return name === undefined ? [] : [[name, value]];
				}),
			);
			expect(sent[0]?.answers).toEqual(extra === undefined ? all : { ...all, [extra]: "افزوده" });
			expect(desk.faults).toEqual([]);
		},
	);
});

test("a choice that was taken off the list is asked again", async () => {
	const desk = await aDesk([aForm("group", { kind: choice(["group", "charity"]), name })]);
	await desk.sends("/begin group");
	await desk.presses("خیریه");
	desk.deploys([aForm("group", { kind: choice(["group"]), name })]);
	await desk.sends("همیاران");
	expect(desk.sees).toContain("نوع را بگویید.");
	await desk.presses("گروه");
	expect(desk.sees).toContain("آمادهٔ ارسال");
});

test("a question added while the review was on the screen is asked before anything is sent", async () => {
	const sent: Sent[] = [];
	const desk = await aDesk([aForm("group", { name })]);
	await desk.sends("/begin group", "همیاران");
	desk.deploys([aForm("group", { name, added: text() }, { sent })]);
	await desk.presses("ارسال");
	expect(sent).toEqual([]);
	expect(desk.sees).toContain("این فرم به‌روز شده است");
	expect(desk.sees).toContain("افزوده را بگویید.");
});

test("a draft left under the form's old name is found under the new one", async () => {
	const desk = await aDesk([aForm("group", before)]);
	await desk.sends("/begin group", "همیاران سبز");
	await desk.presses("بعداً ادامه می‌دهم");
	desk.deploys([aForm("team", before, { formerly: ["group"] })]);
	await desk.presses("ادامه می‌دهم");
	expect(desk.sees).toContain("گام ۲ از ۶");
	expect(Object.keys(desk.session.drafts)).toEqual(["team:"]);
});

test("when the form itself is gone, that is said, and the answers are kept", async () => {
	const desk = await aDesk([aForm("group", before)]);
	await desk.sends("/begin group", "همیاران سبز");
	desk.deploys([]);
	await desk.sends("1843");
	expect(desk.screen.map((message) => message.text)).toContain(
		"این فرم دیگر در دسترس نیست. پاسخ‌هایی که داده بودید محفوظ مانده است.",
	);
	expect(desk.session.drafts["group:"]?.answers).toEqual({ name: "همیاران سبز" });
	expect(desk.session.current).toBeUndefined();
});

test("a conversation left over from an earlier version is put away", async () => {
	const desk = await aDesk([aForm("group", before)]);
	await desk.sends("/begin group");
	desk.session.talk = {
		version: [0, 0],
		state: { "form.0": [{ interrupts: [0], replay: { send: [{ payload: "wait" }], receive: [] } }] },
	};
	await desk.sends("همیاران سبز");
	expect(desk.sees).toContain("گام ۲ از ۶");
	expect(Object.keys(desk.session.talk?.state ?? {})).toEqual(["form.1"]);
});

test("a question that has become necessary is asked of whoever skipped it", async () => {
	const desk = await aDesk([aForm("group", { about, name })]);
	await desk.sends("/begin group");
	await desk.presses("از این گام می‌گذرم");
	desk.deploys([aForm("group", { about: text(), name })]);
	await desk.sends("همیاران");
	expect(desk.sees).toContain("معرفی را بگویید.");
});
