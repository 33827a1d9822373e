import { expect, test } from "vitest";
import { minutesDocument } from "../../src/papers/minutesDocument.ts";
import { openParts } from "../../src/papers/zipParts.ts";

async function written(rightToLeft: boolean, part = "word/document.xml"): Promise<string> {
	const bytes = await minutesDocument({
		...{ rightToLeft, language: rightToLeft ? "fa-IR" : "en-GB", title: "صورت‌جلسه", facts: [["زمان", "۳ آذر ۱۴۰۵"]] },
		...{ columns: ["ردیف", "نوع", "متن", "مسئول", "مهلت"], rows: [["۱", "تصمیم", "</w:t> & <b>\u0007", "", ""]] },
		remarks: [],
	});
	let xml = "";
	const parts = await openParts(bytes);
	for await (const piece of parts.stream(part)) xml += Buffer.from(piece).toString();
	return xml;
}

test("a Persian document runs from right to left, table and all, in a font that is named; what people write stays text", async () => {
	const xml = await written(true);
	const count = (what: string) => xml.split(what).length - 1;
	expect(count("<w:pPr><w:bidi/>")).toBe(count("<w:p>"));
	expect(count("<w:rtl/>")).toBe(count("<w:r>"));
	expect(xml).toContain("<w:bidiVisual/>");
	expect(xml).toContain('w:cs="B Nazanin"');
	expect(xml).toContain("&lt;/w:t&gt; &amp; &lt;b&gt;</w:t>");
	expect(await written(false)).not.toMatch(/bidi\/|bidiVisual|rtl\//);
	expect(await written(true, "word/footer1.xml")).toMatch(/<w:bidi\/>.*PAGE.*NUMPAGES/);
});
