import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readSentences, textFiles } from "../src/texts/sources.ts";
import {
	badEnglish,
	badMarkup,
	badPersian,
	differences,
	longLabels,
	unknownKeys,
	unusedKeys,
} from "./texts/proofread.ts";

const fa = readSentences("fa");
const en = readSentences("en");
const sources = Object.fromEntries(
	globSync("src/**/*.ts")
		.filter((path) => !path.endsWith("texts/keys.ts"))
		.map((path) => [path, readFileSync(path, "utf8")]),
);

const some = (sentences: Record<string, string>) => new Map(Object.entries(sentences));

test("both languages say the same things with the same variables", () => {
	expect(textFiles("en")).toEqual(textFiles("fa"));
	expect(differences(fa, en)).toEqual([]);
});

test("every text the code says exists, and every text is said", () => {
	expect(unknownKeys(fa, sources)).toEqual([]);
	expect(unusedKeys(fa, sources)).toEqual([]);
});

test("the markup is what Telegram takes", () => {
	expect([...badMarkup(fa), ...badMarkup(en)]).toEqual([]);
});

test("the Persian is written as an Iranian office writes, and the English is English", () => {
	expect(badPersian(fa)).toEqual([]);
	expect(badEnglish(en)).toEqual([]);
});

test("labels stand two in a row on a small phone", () => {
	expect([...longLabels(fa, sources), ...longLabels(en, sources)]).toEqual([]);
});

test("the proofreader sees what differs between the languages", () => {
	const a = some({ "x.a": "{{n}}", "x.b": "ب", "x.c_one": "{{count}}", "x.c_other": "{{count}}" });
	expect(differences(a, some({ "x.a": "{{n}}", "x.b": "b", "x.c": "{{count}}" }))).toEqual([]);
	expect(differences(a, some({ "x.a": "{{m}}", "x.c": "c", "x.d": "d" }))).toEqual([
		"x.a has the variables (n) in fa and (m) in en",
		"x.b is missing in en",
		"x.c has the variables (count) in fa and () in en",
		"x.d is missing in fa",
	]);
});

test("the proofreader sees what is said but missing, and what is never said", () => {
	const code = {
		// biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
		"a.ts": 't("x.a"); t.plain("x.gone"); t.dynamic(`${form.texts}.refusal.${reason}`); refuse("late"); `${a}.${b}`',
	};
	expect(unknownKeys(some({ "x.a": "" }), code)).toEqual(["a.ts says x.gone, which does not exist"]);
	const texts = some({ "x.a": "", "form.refusal.late": "", "form.refusal.never": "", "x.b_one": "", "x.b_other": "" });
	expect(unusedKeys(texts, code)).toEqual(["form.refusal.never is said nowhere", "x.b is said nowhere"]);
});

test("the proofreader sees markup that Telegram refuses", () => {
	const good = '<b>x</b> <a href="{{l}}">y</a> <blockquote expandable>z</blockquote> &lt; {{n}}';
	expect(badMarkup(some({ good }))).toEqual([]);
	for (const bad of ["<b>x", "x</b>", "<b><i>x</b></i>", "<div>x</div>", "a < b", "a & b", '<b class="c">x</b>']) {
		expect(badMarkup(some({ bad })), bad).toHaveLength(1);
	}
});

test("the proofreader sees careless Persian and English", () => {
	const good =
		"پاسخ‌های شما ذخیره شد (۱ از ۱۱)؛ نمونه: <code>R-12, 3</code>\n<b>{{name}}</b> می‌آید…\n\n«بله» یا /help را بزنید.";
	expect(badPersian(some({ good, "x.example": "1843", other: "English", code: "کد <code>{{x}}</code> است" }))).toEqual(
		[],
	);
	for (const bad of [
		"كتاب",
		"علي",
		"گام 3",
		"گام ٣",
		"سلام!",
		'گفت "نه"',
		"بله, نه",
		"می شود",
		"نمی دانم",
		"سازمان ها",
		"سلام ، خوبی",
		"دو  فاصله",
		"📍 مکان",
		"۳ مورد",
		"1) مورد",
		"سلام\n- مورد",
		"R-1 ثبت شد",
		"!",
	]) {
		expect(badPersian(some({ bad })), bad).not.toEqual([]);
	}
	for (const bad of ["Hello!", "سلام", "two  blanks", "so , so"])
		expect(badEnglish(some({ bad })), bad).toHaveLength(1);
	expect(badEnglish(some({ good: "It's sent, {{name}}: 3 of 11…", term: "the national id (شناسه ملی)" }))).toEqual([]);
});

test("the proofreader sees labels that are too long, wherever they are said", () => {
	const long = "برچسبی که در دو ستون روی تلفن کوچک جا نمی‌شود";
	expect(
		longLabels(some({ "x.button.a": long, "x.b": long, "x.c": long, "x.choice.field.d": "ارسال" }), {
			"a.ts": '{ label: ctx.t.plain("x.b") }',
		}),
	).toHaveLength(2);
});
