import { describe, expect, test } from "vitest";
import { ALIKE, likeness, lookupsNeeded, nameKey, trigramsOf } from "../../src/domain/similarity.ts";

describe("one name in many spellings has one key", () => {
	test.each([
		"همیاران سبز قزوین",
		"هميارانِ سبز قزوين",
		"مؤسسه خیریه همیاران‌سبز قزوین",
		"انجمن همیاران سبز قزوین (سمن)",
		"سازمان مردم‌نهاد همیاران سبز قزوین",
		"همیارانسبز قزوین",
		"موسسه‌ی خيريه‌ی همیاران سبز ، قزوین",
	])("%s", (name) => {
		expect(nameKey(name)).toBe("همیارانسبزقزوین");
	});

	test("a name of nothing but such words is compared whole, and digits are one", () => {
		expect(nameKey("انجمن خیریه")).toBe("انجمنخیریه");
		expect(nameKey("کانون ۱۲")).toBe(nameKey("گروه 12"));
		expect(nameKey("✨")).toBe("");
	});
});

describe("names are alike", () => {
	test.each([
		["همیاران سبز قزوین", "همیاران سبز", true],
		["همیاران سبز قزوین", "همیارن سبز قزوین", true],
		["یاوران مهر البرز", "یاوران مهر البرزی", true],
		["همیاران سبز قزوین", "همیاران آبی قزوین", false],
		["یاوران مهر", "یاران امید", false],
		["", "همیاران", false],
	])("%s · %s: %s", (one, other, alike) => {
		expect(likeness(nameKey(one), nameKey(other)) >= ALIKE).toBe(alike);
	});

	test("likeness is the same both ways, 100 only for one key", () => {
		const [a, b] = [nameKey("همیاران سبز قزوین"), nameKey("همیاران سبز")];
		expect(likeness(a, b)).toBe(likeness(b, a));
		expect(likeness(a, a)).toBe(100);
		expect(likeness(a, b)).toBeLessThan(100);
	});
});

test("whatever trigrams are looked up, an alike name is met", () => {
	const key = nameKey("همیاران سبز قزوین");
	const mine = trigramsOf(key);
	const needed = lookupsNeeded(mine.length);
	for (const other of ["همیاران سبز", "همیارن سبز قزوین", "یاران سبز قزوین", "همیاران سبز قزوین و تاکستان"]) {
		if (likeness(key, nameKey(other)) < ALIKE) continue;
		const theirs = new Set(trigramsOf(nameKey(other)));
		const unshared = mine.filter((one) => !theirs.has(one));
		expect(unshared.length, other).toBeLessThan(needed);
	}
});
