/** Telegram's HTML as it is read and written back. */
import { expect, test } from "vitest";
import { parseHtml } from "../../scripts/playground/botApi/html.ts";
import { htmlOf } from "../../scripts/playground/botApi/htmlOf.ts";

function refusal(html: string): string {
	try {
		parseHtml(html);
	} catch (error) {
		return (error as Error).message;
	}
	return "ok";
}

test.each([
	[
		"<b>a</b><strong>b</strong>",
		"ab",
		[
			["bold", 0, 1],
			["bold", 1, 1],
		],
	],
	[
		"<i>a</i><em>b</em>",
		"ab",
		[
			["italic", 0, 1],
			["italic", 1, 1],
		],
	],
	[
		"<u>a</u><ins>b</ins>",
		"ab",
		[
			["underline", 0, 1],
			["underline", 1, 1],
		],
	],
	[
		"<s>a</s><strike>b</strike><del>c</del>",
		"abc",
		[
			["strikethrough", 0, 1],
			["strikethrough", 1, 1],
			["strikethrough", 2, 1],
		],
	],
	[
		'<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
		"ab",
		[
			["spoiler", 0, 1],
			["spoiler", 1, 1],
		],
	],
	["<code>a</code>", "a", [["code", 0, 1]]],
	["<blockquote>a</blockquote>", "a", [["blockquote", 0, 1]]],
	["<blockquote expandable>a</blockquote>", "a", [["expandable_blockquote", 0, 1]]],
	["😀<B>سلام</B>", "😀سلام", [["bold", 2, 4]]],
	[
		"<b>a<i>b</i></b>",
		"ab",
		[
			["bold", 0, 2],
			["italic", 1, 1],
		],
	],
	["<b></b>x", "x", []],
	["  <b> x </b>\n", "x", [["bold", 0, 1]]],
])("%s is read with the entities it means", (html, text, entities) => {
	const read = parseHtml(html);
	expect(read.text).toBe(text);
	expect(read.entities.map(({ type, offset, length }) => [type, offset, length])).toEqual(entities);
});

test("quotations are not nested", () => {
	const { entities } = parseHtml("<blockquote>a<blockquote>b</blockquote></blockquote>");
	expect(entities).toEqual([{ type: "blockquote", offset: 0, length: 2 }]);
});

test("links, languages and emoji keep what they carry", () => {
	expect(parseHtml('<a href="https://example.org/?a=1&amp;b=2">x</a>').entities).toEqual([
		{ type: "text_link", offset: 0, length: 1, url: "https://example.org/?a=1&b=2" },
	]);
	expect(parseHtml('<pre><code class="language-ts">x</code></pre>').entities).toEqual([
		{ type: "pre", offset: 0, length: 1, language: "ts" },
	]);
	expect(parseHtml('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>').entities).toEqual([
		{ type: "custom_emoji", offset: 0, length: 2, custom_emoji_id: "5368324170671202286" },
	]);
	expect(parseHtml('<a href="nothing">x</a>')).toEqual({ text: "x", entities: [] });
});

test("only four named entities and the numeric ones are decoded", () => {
	expect(parseHtml("&lt;&gt;&amp;&quot;&#1587;&#x633;").text).toBe('<>&"سس');
	expect(parseHtml("&nbsp;&apos; & &#0;").text).toBe("&nbsp;&apos; & &#0;");
});

test("control characters become spaces and overrides of direction vanish, isolates stay", () => {
	expect(parseHtml("a\u0000b\u202ec\u2068d\u2069\re").text).toBe("a bc\u2068d\u2069e");
});

test.each([
	["<b>x", `can't parse entities: Can't find end tag corresponding to start tag "b"`],
	["x</b>", "can't parse entities: Unexpected end tag at byte offset 1"],
	["سلام <b>x</i>", 'can\'t parse entities: Unmatched end tag at byte offset 13, expected "</b>", found "</i>"'],
	["سلام <p>x</p>", 'can\'t parse entities: Unsupported start tag "p" at byte offset 9'],
	["3 < 4", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'],
	["<b", "can't parse entities: Unclosed start tag at byte offset 0"],
	["<b>x</b", "can't parse entities: Unclosed end tag at byte offset 4"],
	["<span>x</span>", 'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0'],
	['<a ="x">y</a>', 'can\'t parse entities: Empty attribute name in the tag "a" at byte offset 0'],
	[
		'<tg-emoji emoji-id="x">👍</tg-emoji>',
		"can't parse entities: Invalid custom emoji identifier specified at byte offset 0",
	],
])("%s is refused", (html, words) => {
	expect(refusal(html)).toBe(`Bad Request: ${words}`);
});

test("what was read is written back the same, and everything else escaped", () => {
	for (const html of [
		"<b>a<i>b</i></b>c",
		"<b><i>ab</i></b>",
		'<a href="https://example.org/?a=1&amp;b=2">x</a>',
		'<pre><code class="language-ts">x &lt; y</code></pre>',
		"<blockquote expandable>a\nb</blockquote>",
		'<span class="tg-spoiler">a</span>&lt;script&gt;',
	]) {
		const { text, entities } = parseHtml(html);
		expect(htmlOf(text, entities)).toBe(html);
	}
	expect(htmlOf('<img onerror="x">')).toBe("&lt;img onerror=&quot;x&quot;&gt;");
});
