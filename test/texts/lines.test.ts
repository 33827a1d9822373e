/** Lines of a Persian message run from the right, whatever stands first in them. */
import { expect, test } from "vitest";
import { steadyLines } from "../../src/texts/lines.ts";

const name = "\u2068Green\u2069";

test.each([
	["a code before a Persian word", `۱) <b>${name}</b> · <code>O-1405-0042</code>\nتأیید شد`, [true, false]],
	["a name alone", `<b>${name}</b>\nنقش: مدیر`, [true, false]],
	["a number alone", "کد شما:\n123456", [false, true]],
	["a name, then a Persian word", `<b>${name}</b> · آمادهٔ ارسال`, [false]],
	["an empty line", "سلام\n\nوقت بخیر", [false, false, false]],
	["quoted words", `پرسش:\n<blockquote>${name}\nhello</blockquote>\n${name}`, [false, false, false, true]],
	["no Persian word of our own", `Registered: <b>${name}</b>\n\u2068قزوین\u2069`, [false, false]],
	["an escaped sign", "«سلام»\n&lt;&gt; پایان", [false, false]],
])("%s", (_name, text, marked) => {
	const lines = steadyLines(text).split("\n");
	expect(lines.map((line) => line.startsWith("\u200F"))).toEqual(marked);
	expect(lines.join("\n").replaceAll("\u200F", "")).toBe(text);
});

test("the groups of a phone number are read from the left", () => {
	expect(steadyLines("تماس: <code>0912 555 0142</code>")).toBe("تماس: \u2066<code>0912 555 0142</code>\u2069");
	expect(steadyLines("تماس: <code>+989125550142</code>")).toBe("تماس: \u2066<code>+989125550142</code>\u2069");
	expect(steadyLines("شمارهٔ ثبت: <code>1843</code>")).toBe("شمارهٔ ثبت: <code>1843</code>");
	expect(steadyLines("کد پیگیری: <code>O-1405-0042</code>")).toBe("کد پیگیری: <code>O-1405-0042</code>");
});
