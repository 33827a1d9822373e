import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTexts } from "../../src/texts/index.ts";
import { languageOf } from "../../src/texts/languages.ts";
import { html } from "../../src/texts/safeHtml.ts";

const PHRASES = {
	dateTime: "{{date}}، ساعت {{time}}",
	near: { today: "امروز {{time}}", tomorrow: "فردا {{time}}", yesterday: "دیروز {{time}}" },
	list: { and: " و ", comma: "، " },
};

/** Texts as the files of a test say them; Persian and English the same. */
function textsOf(sentences: object) {
	const folder = mkdtempSync(join(tmpdir(), "dabir-texts-"));
	for (const language of ["fa", "en"]) {
		mkdirSync(join(folder, language));
		writeFileSync(join(folder, language, "common.json"), JSON.stringify(PHRASES));
		writeFileSync(join(folder, language, "tale.json"), JSON.stringify(sentences));
	}
	return createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa", folder });
}

const real = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" });
const fa = real.in("fa");
const en = real.in("en");
const FSI = "\u2068";
const PDI = "\u2069";

test("the language of a person is known from Telegram's code", () => {
	expect(languageOf("fa")).toBe("fa");
	expect(languageOf("fa-IR")).toBe("fa");
	expect(languageOf("EN_gb")).toBe("en");
	for (const code of [undefined, "", "de", "fax", "toString"]) expect(languageOf(code)).toBeUndefined();
	expect(real.in().language).toBe("fa");
	expect([fa.direction, en.direction]).toEqual(["rtl", "ltr"]);
});

test("a day and a moment read as people write them", () => {
	const moment = new Date("2026-11-24T15:00:00Z");
	expect(fa.date(moment)).toBe("سه‌شنبه ۳ آذر ۱۴۰۵");
	expect(fa.date({ year: 2026, month: 11, day: 24 })).toBe("سه‌شنبه ۳ آذر ۱۴۰۵");
	expect(fa.shortDate(moment)).toBe("۳ آذر ۱۴۰۵");
	expect(fa.dayMonth(moment)).toBe("سه‌شنبه ۳ آذر");
	expect(fa.time(moment)).toBe("۱۸:۳۰");
	expect(fa.time({ hour: 9, minute: 5 })).toBe("۰۹:۰۵");
	expect(fa.dateTime(moment)).toBe("سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۸:۳۰");
	expect(fa.month({ year: 1405, month: 9 })).toBe("آذر ۱۴۰۵");
	expect(fa.weekday(6)).toBe("شنبه");
	expect(fa.weekdayLetter(5)).toBe("ج");
	expect(en.dateTime(moment)).toBe("Tuesday 24 November 2026 at 18:30");
	expect(en.month({ year: 2026, month: 11 })).toBe("November 2026");
	expect(() => fa.monthName(13)).toThrow("13");
});

test("a moment near now is told by its distance, counted in Tehran's days", () => {
	const now = new Date("2026-11-24T15:00:00Z");
	const near = (text: string) => fa.near(new Date(text), now);
	expect(near("2026-11-24T07:12:00Z")).toBe("امروز، ساعت ۱۰:۴۲");
	expect(near("2026-11-24T20:29:00Z")).toBe("امروز، ساعت ۲۳:۵۹");
	expect(near("2026-11-24T20:30:00Z")).toBe("فردا، ساعت ۰۰:۰۰");
	expect(near("2026-11-23T15:00:00Z")).toBe("دیروز، ساعت ۱۸:۳۰");
	expect(near("2026-11-26T15:00:00Z")).toBe("پنجشنبه ۵ آذر ۱۴۰۵، ساعت ۱۸:۳۰");
});

test("numbers are in the language's digits, and a year is not cut in two", () => {
	expect(fa.number(1405)).toBe("۱۴۰۵");
	expect(fa.number(12400)).toBe("۱۲٬۴۰۰");
	expect(en.number(12400)).toBe("12,400");
	expect(fa.digits("a1۲٣")).toBe("a۱۲۳");
	expect(en.digits("a1۲٣")).toBe("a123");
});

test("a holiday is named, and a computed one is marked as probable", () => {
	expect(fa.holiday({ year: 2026, month: 3, day: 21 })).toBe("نوروز");
	expect(fa.holiday({ year: 2025, month: 3, day: 31 })).toBe("عید فطر (احتمالی)");
	expect(en.holiday({ year: 2025, month: 3, day: 31 })).toBe("Eid al-Fitr (probable)");
	expect(fa.holiday({ year: 2026, month: 11, day: 24 })).toBeUndefined();
});

test("a list is joined as one speaks, each item on its own", () => {
	expect(String(fa.list(["الف"]))).toBe(`${FSI}الف${PDI}`);
	expect(String(fa.list(["الف", "ب", "<پ>"]))).toBe(`${FSI}الف${PDI}، ${FSI}ب${PDI} و ${FSI}&lt;پ&gt;${PDI}`);
	expect(String(fa.list([]))).toBe("");
	const t = textsOf({ who: "حاضران: {{names}}" }).in();
	expect(t.dynamic("tale.who", { names: t.list(["a", "b"]) })).toBe(`حاضران: ${FSI}a${PDI} و ${FSI}b${PDI}`);
	expect(t.dynamicPlain("tale.who", { names: t.list(["a & b", "<c>"]) })).toBe("حاضران: a & b و <c>");
});

test("a hostile value arrives as harmless letters, inside an isolate", () => {
	const t = textsOf({ hello: "سلام {{name}} و {{other}}" }).in();
	for (const [name, shown] of [
		['<b>x</b> & "y"', "&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;"],
		["{{other}}", "{{other}}"],
		["{{- other}}", "{{- other}}"],
		["$t(tale.hello)", "$t(tale.hello)"],
		["$& $1 $$", "$&amp; $1 $$"],
		["a\u2069\u202eb\u0000\ud800c", "abc"],
		[`x${"\u0301".repeat(40)}`, `x${"\u0301".repeat(3)}`],
		["", ""],
	] as const) {
		expect(t.dynamic("tale.hello", { name, other: "o" })).toBe(`سلام ${FSI}${shown}${PDI} و ${FSI}o${PDI}`);
		expect(t.dynamic("tale.hello", { name: "o", other: name })).toBe(`سلام ${FSI}o${PDI} و ${FSI}${shown}${PDI}`);
	}
});

test("a code and a link are bare, so that a copied code is clean and a link works", () => {
	const t = textsOf({
		code: "کد <code>{{code}}</code> برای {{code}}",
		pre: '<pre><b>{{code}}</b></pre> <a href="{{link}}">{{code}}</a>',
	}).in();
	expect(t.dynamic("tale.code", { code: "R-1405-0042" })).toBe(
		`کد <code>R-1405-0042</code> برای ${FSI}R-1405-0042${PDI}`,
	);
	expect(t.dynamic("tale.code", { code: 42 })).toBe("کد <code>42</code> برای ۴۲");
	expect(t.dynamic("tale.pre", { code: "<i>", link: 'https://x/?a=1&b="' })).toBe(
		`<pre><b>&lt;i&gt;</b></pre> <a href="https://x/?a=1&amp;b=&quot;">${FSI}&lt;i&gt;${PDI}</a>`,
	);
});

test("markup of our own goes in as it is, and a number without an isolate", () => {
	const t = textsOf({ hello: "سلام {{name}}" }).in();
	expect(t.dynamic("tale.hello", { name: html("<b>x</b>") })).toBe("سلام <b>x</b>");
	expect(t.dynamic("tale.hello", { name: 3 })).toBe("سلام ۳");
	expect(t.dynamic("tale.hello", { name: t.value("<") })).toBe(`سلام ${FSI}&lt;${PDI}`);
});

test("a button's label has neither markup nor isolates nor control characters", () => {
	const t = textsOf({ label: "<b>ارسال</b> &amp; {{name}}", n: "{{count}} مورد" }).in();
	expect(t.dynamicPlain("tale.label", { name: "<x> & \u202e\u0000y" })).toBe("ارسال & <x> & y");
	expect(t.dynamicPlain("tale.label", { name: t.value("<x> &lt;") })).toBe("ارسال & <x> &lt;");
	expect(t.dynamicPlain("tale.n", { count: 3 })).toBe("۳ مورد");
});

test("a missing text or variable throws", () => {
	const t = textsOf({ hello: "سلام {{name}}", deep: { er: "x" } }).in();
	for (const key of [
		"tale.nothing",
		"tale.deep",
		"nothing",
		"",
		"tale.hello.name",
		"tale",
		"constructor",
		"__proto__",
	]) {
		expect(() => t.dynamic(key), key).toThrow("there is no text");
		expect(t.has(key)).toBe(false);
	}
	expect(() => t.dynamic("tale.hello")).toThrow("{{name}} has no value");
	expect(() => t.dynamicPlain("tale.hello", { nom: 1 })).toThrow("{{name}} has no value");
	expect(() => t.dynamic("tale.hello", { name: null as never })).toThrow();
	expect(() => t.dynamic("tale.hello", { name: { toString: () => "x" } as never })).toThrow(TypeError);
	expect(t.has("tale.hello")).toBe(true);
});

test("plurals follow the language, and a variable may have any name", () => {
	const texts = textsOf({
		left: { day_one: "{{count}} day", day_other: "{{count}} days" },
		odd: "{{context}} {{lng}} {{ns}} {{defaultValue}}",
	});
	const t = texts.in("en");
	expect(t.dynamic("tale.left.day", { count: 1 })).toBe("1 day");
	expect(t.dynamic("tale.left.day", { count: 12000 })).toBe("12,000 days");
	expect(t.has("tale.left.day")).toBe(true);
	expect(t.dynamicPlain("tale.odd", { context: "a", lng: "fa", ns: "c", defaultValue: "d" })).toBe("a fa c d");
});

test("a text file may hold neither raw values nor nested texts", () => {
	for (const sentence of ["{{- name}}", "$t(tale.x)", "{{name, upper}}", "{{name", "{{ name }}", "{{a.b}}"]) {
		expect(() => textsOf({ x: sentence }), sentence).toThrow("tale.x");
	}
	expect(() => textsOf({ x: 3 })).toThrow("tale.x");
	expect(() => textsOf({ "a.b": "x" })).toThrow("tale.a.b");
});

test("a wrong key, a forgotten variable and a needless one do not compile", () => {
	// @ts-expect-error there is no such text
	expect(() => fa("common.nothing")).toThrow();
	// @ts-expect-error the time is forgotten
	expect(() => fa("common.near.today")).toThrow();
	// @ts-expect-error the variable has another name
	expect(() => fa("common.near.today", { tiem: "x" })).toThrow();
	// @ts-expect-error this text has no variables
	expect(fa("common.list.and", { x: 1 })).toBe(" و ");
});
