/** Texts that people send by accident or on purpose to see what breaks; the same ones for the same seed. */

/** 0 to 1. Mulberry32: small, and the same everywhere for the same seed. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Where markup that gets through would lead. */
export const EVIL = "evil.example";

/** Each alone is known to have broken somebody's program. */
const KNOWN = [
	"<b>",
	"</b>",
	"<b>پررنگ</b> <i>کج",
	`<a href="https://${EVIL}">اینجا</a>`,
	`<a href='tg://user?id=1'>x</a>`,
	"<tg-spoiler>راز</tg-spoiler><blockquote expandable>",
	"< > & &amp; &lt; &#60; &nbsp; &unknown;",
	"<script>alert(1)</script>",
	"<!-- -->]]><![CDATA[",
	"\"'`\\ \\n \\u0000 %00 %s %d",
	"*bold* _it_ [x](http://evil.example) ||s|| ```code",
	"{{name}} {{- name}} {{name, bare}} {{",
	"$t(bot.stale) $t(bot.stale, {})",
	"$where $gt $ne {$gt: ''} {\"$ne\": null}",
	"'; DROP TABLE people; --",
	`$${"{"}process.exit(1)} #{1} <%= 1 %>`,
	"__proto__",
	"constructor",
	"toString",
	"null",
	"undefined",
	"NaN",
	"true",
	"[object Object]",
	'{"update_id":1,"message":{}}',
	"\u202Eراست به چپ\u202C",
	"\u2066\u2067\u2068تنها\u2069\u2069\u2069\u2069",
	"\u200E\u200F\u061C\u202A\u202B\u202D",
	"ع\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C\u030D\u030E\u030F",
	`H${"\u0336\u035c\u0489".repeat(60)}e`,
	"\u0000\u0001\u0002\u0007\u0008\u001b[31m\u007f\u0085\u009f",
	"\ud800",
	"الف\udc00ب",
	"\ud83d",
	"👨‍👩‍👧‍👦 👩🏽‍🚀 🇮🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️‍🔥",
	"👨‍👩‍👧‍👦".repeat(150),
	"𝐀𝐁𝐂𝐃𝐄 𝕱𝖆𝖗𝖘𝖎 𠮷野家",
	"𝐀".repeat(60),
	`آ ${"𝐀".repeat(28)}`,
	"همیاران\n\nتأیید شد · توسط مدیر",
	"ㅤㅤㅤ",
	"\u115f\u1160\uffa0 \u2800\u2800\u2800 \u00ad\u00ad\u00ad",
	"\u200c\u200c\u200c",
	"\u200d\u200d",
	" \u00a0\u2003\u3000 ",
	"\u200b\ufeff\u2060",
	"\n\n\n\n",
	"الف\nب\r\nج\u2028د\u2029ه\tو",
	"ك ي ى ة ؤ إ أ ۀ ه‌ی می‌خواهم مي\u200cخواهم",
	"٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 0123456789",
	"۱۴۰۵/۱۳/۳۲",
	"30 اسفند 1405 25:61",
	"9".repeat(400),
	"-0",
	"1e400",
	"۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹",
	"0x7fffffff",
	"+98 912 000 0000 ext. 1",
	"10380284790",
	"سلام /cancel و /start@dabir_bot اینجا",
	"/",
	"/ start",
	"//start",
	"/nosuchcommand <b>",
	`@dabir_bot #برچسب https://${EVIL}/?a=1&b=<2> mailto:a@${EVIL}`,
	"O-1405-0001",
	"o-۱۴۰۵-۰۰۰۱",
	"الف".repeat(1365),
	"&".repeat(4096),
	"<".repeat(4096),
	"a".repeat(4096),
	`${"کلمه ".repeat(819)}آ`,
	"﷽".repeat(300),
	"ﷺﷻ لا ﻻ ﻼ",
	".",
	"-",
	"’’’",
	"ااا",
	"بله",
	"خانه",
	"بازگشت",
	"تأیید",
];

const PIECES = [
	...["<", ">", "&", '"', "'", "</", "/>", "<b>", "</b>", "<code>", "&lt;", "{{x}}", "$t(a)", "\\", "%", "$", "{", "}"],
	...["\u202e", "\u2067", "\u2069", "\u200c", "\u200d", "\u200f", "\u0300", "\u064b", "\u0000", "\u001f", "\ud83d"],
	...[
		"😀",
		"👨‍👩‍👧",
		"𝐀",
		"ㅤ",
		"\n",
		"\t",
		"  ",
		"سلام",
		"همیاران سبز",
		"كلي",
		"۱۲۳",
		"٤٥",
		"hello",
		"/start",
		"@a",
		"#ب",
	],
];

/** `count` texts, the known ones first. No two are the same. */
export function hostileTexts(count: number, seed: number): string[] {
	const chance = seeded(seed);
	const texts = new Set(KNOWN);
	while (texts.size < count) {
		const length = 1 + Math.floor(chance() * (chance() < 0.1 ? 400 : 14));
		let text = "";
		for (let piece = 0; piece < length; piece++) text += PIECES[Math.floor(chance() * PIECES.length)];
		texts.add(text.slice(0, 4096));
	}
	return [...texts].slice(0, count);
}
