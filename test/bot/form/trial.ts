/** Forms to try the engine with, and their texts in both languages. */
import { z } from "zod";
import { choice, form, many, text, yesNo } from "../../../src/bot/form/index.ts";
import type { Questions } from "../../../src/bot/form/question.ts";
import { done, type Result } from "../../../src/kit/result.ts";

const FIELDS = ["social", "environment", "education"] as const;

export const groupQuestions = {
	name: text(z.string().min(3, "nameTooShort"), { max: 4000 }),
	number: text(z.string().regex(/^\d{1,7}$/, "notANumber"), { instead: "notRegisteredYet" }),
	fields: many(FIELDS, { atLeast: 1 }),
	hasOffice: yesNo(),
	address: text(z.string(), { onlyIf: ({ hasOffice }) => hasOffice === true }),
	kind: choice(["group", "charity"]),
	about: text(undefined, { optional: true }),
};

/** What was sent, as the service got it. */
export interface Sent {
	answers: Record<string, unknown>;
	requestId: string;
	subject: string;
}

export function aForm(
	name: string,
	questions: Questions,
	how: {
		sent?: Sent[];
		formerly?: string[];
		refuse?: () => Result<unknown> | undefined;
		over?: string[];
		about?: string;
		review?: boolean;
	} = {},
) {
	return form(name, {
		texts: "trial",
		formerly: how.formerly ?? [],
		questions,
		review: how.review ?? true,
		over: how.over ?? [],
		about: async () => how.about,
		submit: async (_actor, answers, _now, draft) => {
			const refused = how.refuse?.();
			if (refused && !refused.ok) return refused;
			how.sent?.push({ answers, ...draft });
			return done("O-1");
		},
		done: (code: unknown, t) => ({ text: t.dynamic("trial.done", { code: String(code) }) }),
	});
}

const fa = {
	done: "ثبت شد: {{code}}",
	form: {
		group: { title: "ثبت گروه" },
		team: { title: "ثبت گروه" },
		any: { title: "آزمون" },
		one: { title: "یک پرسش" },
	},
	question: Object.fromEntries(
		Object.entries({
			name: "نام",
			title: "عنوان",
			number: "شماره",
			fields: "زمینه‌ها",
			hasOffice: "دفتر",
			address: "نشانی",
			kind: "نوع",
			about: "معرفی",
			added: "افزوده",
			phone: "تماس",
			day: "روز",
			hour: "ساعت",
			meeting: "زمان جلسه",
			place: "مکان",
			photos: "عکس‌ها",
			voice: "صدا",
			file: "فایل",
			areas: "محله‌ها",
			count: "تعداد",
			founded: "سال تأسیس",
			nearby: "نزدیک",
			...Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`q${i}`, "پرسش"])),
		}).map(([name, short]) => [
			name,
			{
				ask: `<b>${short}</b> را بگویید.`,
				short,
				...(name === "number" ? { why: "روی پروانه آمده است.", example: "1843" } : {}),
			},
		]),
	),
	choice: {
		number: { notRegisteredYet: "هنوز ثبت نشده است" },
		fields: { social: "اجتماعی", environment: "محیط زیست", education: "آموزش" },
		kind: { group: "گروه", charity: "خیریه" },
		nearby: { none: "هیچ‌کدام" },
		day: { renewing: "در دست تمدید" },
	},
	refusal: {
		nameTooShort: "نام دست‌کم {{min}} نویسه دارد.",
		notANumber: "شمارهٔ ثبت فقط عدد است (حداکثر ۷ رقم).",
		taken: "این نام پیش‌تر ثبت شده است.",
	},
};

const en: typeof fa = {
	...fa,
	done: "Done: {{code}}",
	form: {
		group: { title: "Group" },
		team: { title: "Group" },
		any: { title: "Trial" },
		one: { title: "One question" },
	},
	question: Object.fromEntries(
		Object.keys(fa.question).map((name) => [
			name,
			{
				ask: `Tell the <b>${name}</b>.`,
				short: `${name} (short)`,
				...(name === "number" ? { why: "See the license.", example: "1843" } : {}),
			},
		]),
	) as typeof fa.question,
	choice: {
		number: { notRegisteredYet: "Not registered yet" },
		fields: { social: "Social", environment: "Environment", education: "Education" },
		kind: { group: "Group", charity: "Charity" },
		nearby: { none: "None of these" },
		day: { renewing: "Being renewed" },
	},
};

export const trialTexts = { fa, en };
