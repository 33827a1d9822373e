import { describe, expect, test } from "vitest";
import {
	alphabetical,
	indexWords,
	keyWithWord,
	orderKey,
	phoneTail,
	queryDigits,
	queryWords,
	wordBeginning,
} from "../../src/domain/finding.ts";

describe("words", () => {
	test("a name is found by its words, and what a half-space joins also as one word", () => {
		expect(indexWords("مؤسسهٔ هم‌یاران هادی‌آباد")).toEqual([
			"موسسه",
			"هم",
			"یاران",
			"هادی",
			"اباد",
			"همیاران",
			"هادیاباد",
		]);
		expect(indexWords("")).toEqual([]);
	});

	test.each([
		["هميار", "همیاران"],
		["كودك", "کودکان"],
		["۱۸۴", "1843"],
		["آبا", "اباد"],
		["GREEN", "green"],
	])("%s is the beginning of %s however it is typed", (typed, word) => {
		const [first = ""] = queryWords(typed);
		expect(word).toMatch(wordBeginning(first));
		expect(orderKey(["نخست", word], "id")).toMatch(keyWithWord(first));
	});

	test("a query has no more words than narrow anything down, and no signs", () => {
		expect(queryWords("a b c d e f g h")).toHaveLength(6);
		expect(queryWords(".* $ne {}")).toEqual(["ne"]);
		expect(queryWords("…")).toEqual([]);
	});
});

describe("order", () => {
	test("the alphabet is the Persian one, and what has no word comes first", () => {
		const names = "آ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی".split(" ");
		const shuffled = names.toSorted();
		expect(shuffled).not.toEqual(names);
		const order = (a: string, b: string) => (alphabetical(a) < alphabetical(b) ? -1 : 1);
		expect(shuffled.toSorted(order)).toEqual(names);
		expect(["پارس", "بیتا", "بی تا", "گل", "کیوان"].toSorted(order)).toEqual(["بی تا", "بیتا", "پارس", "کیوان", "گل"]);
	});

	test("two things of one name have two keys, and an id is never found as a word", () => {
		expect(orderKey(["مهر"], "a1")).not.toBe(orderKey(["مهر"], "a2"));
		expect(orderKey(["مهر"], "a1")).not.toMatch(keyWithWord("a1"));
	});

	test("ب is not the beginning of a word with پ, nor ک of one with گ, nor و of one with ه", () => {
		for (const [letter, word] of [
			["ب", "پارس"],
			["ک", "گل"],
			["و", "همت"],
			["ز", "ژرف"],
			["ج", "چابک"],
		] as const)
			expect(orderKey([word], "1")).not.toMatch(keyWithWord(letter));
	});
});

describe("digits", () => {
	test.each([
		["09125550142", "2410555219"],
		["+98 912 555 0142", "2410555219"],
		["۰۹۱۲۵۵۵۰۱۴۲", "2410555219"],
		["0142", "2410"],
		["٠١٤٢", "2410"],
	])("%s is looked for from its end", (typed, tail) => {
		expect(queryDigits(typed)?.tail).toBe(tail);
		expect(phoneTail("+989125550142").startsWith(tail)).toBe(true);
	});

	test("a user id is taken whole, and what has letters is no number", () => {
		expect(queryDigits("210000002")?.userId).toBe(210_000_002);
		expect(queryDigits("O-1405-0042")).toBeUndefined();
		expect(queryDigits("12345678901234567890")).toBeUndefined();
		expect(queryDigits("")).toBeUndefined();
	});
});
