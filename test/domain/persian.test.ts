import { expect, test } from "vitest";
import {
	foldText,
	matchesSearch,
	normaliseDigits,
	normaliseLetters,
	searchForm,
	searchWords,
} from "../../src/domain/persian.ts";

test("Persian and Arabic digits are the same as ASCII ones", () => {
	expect(normaliseDigits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ a1")).toBe("0123456789 0123456789 a1");
});

test("an Arabic keyboard's letters become Persian ones, and the spelling stays", () => {
	expect(normaliseLetters("علي كريمي")).toBe("علی کریمی");
	expect(normaliseLetters("ســـلام")).toBe("سلام");
	expect(normaliseLetters("ﺳﻼﻡ")).toBe("سلام");
	expect(normaliseLetters("آموزشِ نیمه‌کارهٔ مؤسسه")).toBe("آموزشِ نیمه‌کارهٔ مؤسسه");
});

test("what people type in different ways has one search form", () => {
	const same: [string, string][] = [
		["هادی‌آباد", "هادي آباد"],
		["مؤسسهٔ خیریّه", "موسسه خیریه"],
		["كوچۀ ۱۲", "کوچه 12"],
		["«همیاران سبز» قزوین", "همیاران سبز، قزوین"],
		["Green AID", "green aid"],
		["أحمد", "احمد"],
		["مسئول", "مسیول"],
		["جزء", "جز"],
		["Café", "cafe"],
	];
	for (const [a, b] of same) expect(searchForm(a)).toBe(searchForm(b));
	expect(searchForm("هادی‌آباد")).toBe("هادی اباد");
	expect(foldText("۳ آذر!")).toBe("3 اذر!");
});

test("the words of a text are each listed once", () => {
	expect(searchWords("سبز و سبز، ‌قزوین")).toEqual(["سبز", "و", "قزوین"]);
	expect(searchWords(" !؟ ")).toEqual([]);
});

test("a text is found by its words in any order, joined or spaced, whole or begun", () => {
	const name = "همیاران سبز هادی‌آباد";
	for (const query of ["هادی آباد", "هادی‌آباد", "هادیآباد", "هاديآباد", "اباد سبز", "همیا", ""]) {
		expect(matchesSearch(query, name), query).toBe(true);
	}
	expect(matchesSearch("هادیآباد", "محلهٔ هادی آباد")).toBe(true);
	expect(matchesSearch("هادی آباد", "محلهٔ هادیآباد")).toBe(true);
	expect(matchesSearch("مینودر", name)).toBe(false);
	expect(matchesSearch("سبز مینودر", name)).toBe(false);
});
