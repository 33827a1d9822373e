import { expect, test } from "vitest";
import { cleanText, tameText } from "../../src/kit/cleanText.ts";

test("what is invisible and harmful is taken out of a text", () => {
	expect(tameText("a\u0000b\u0007c\u001bd")).toBe("abcd");
	expect(tameText("\u202eفارسی\u202c\u2066x\u2069\u200e\u200f\u061c")).toBe("فارسیx");
	expect(tameText("a\ud800b\udc00c")).toBe("abc");
	expect(tameText("\ufeffa\u200bb\u2060c")).toBe("abc");
	expect(tameText("a\r\nb\rc\u2028d\te")).toBe("a\nb\nc\nd e");
});

test("what belongs to a text stays: the half-space, joined emoji, vowel signs, newlines", () => {
	for (const text of ["می‌شود", "👩‍👩‍👧", "🇮🇷", "مُؤَدِّبٌ", "سطر\nسطر", "é", "😀"]) expect(tameText(text)).toBe(text);
});

test("a tower of marks is cut to three", () => {
	expect(tameText(`a${"\u0301".repeat(50)}b`)).toBe(`a${"\u0301".repeat(3)}b`);
	expect(tameText("آ\u0651\u064e\u0670")).toBe("آ\u0651\u064e\u0670");
});

test("a text that is kept is composed and has no blanks at its ends", () => {
	expect(cleanText(" \u200c\n همیاران سبز \u200c ")).toBe("همیاران سبز");
	expect(cleanText("e\u0301")).toBe("é");
	expect(cleanText("آ")).toBe("آ");
	expect(cleanText(" \u202e\u200b\u0000 ")).toBe("");
	expect(cleanText("می‌شود")).toBe("می‌شود");
});
