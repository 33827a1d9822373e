import { expect, test } from "vitest";
import { legalNationalId, personalNationalId } from "../../src/domain/checkDigits.ts";

test("a legal person's id with the right check digit is taken, in any digits and grouping", () => {
	for (const typed of ["10380284790", "۱۰۳۸۰۲۸۴۷۹۰", "١٠٣٨٠٢٨٤٧٩٠", " 103 8028 4790 ", "103-80284790"]) {
		expect(legalNationalId(typed)).toEqual({ ok: true, value: "10380284790" });
	}
});

test("one wrong digit in a legal person's id is found, wherever it stands", () => {
	const id = "10380284790";
	let found = 0;
	for (let at = 0; at < id.length; at++) {
		for (let digit = 0; digit < 10; digit++) {
			const slip = id.slice(0, at) + digit + id.slice(at + 1);
			if (slip === id) continue;
			const result = legalNationalId(slip);
			if (!result.ok) found++;
			// The rule folds 10 into 0 and counts the tenth digit in every place: it lets 9 of these 99 slips through.
			else expect(at, slip).toBeLessThan(10);
		}
	}
	expect(found).toBe(90);
});

test("too short, too long or lettered is not a legal person's id", () => {
	for (const typed of ["", "1038028479", "103802847901", "1038028479o", "ندارم"]) {
		expect(legalNationalId(typed)).toEqual({ ok: false, reason: "notElevenDigits" });
	}
});

test("a person's national id is checked by its last digit", () => {
	// Worked by hand: 0·10+0·9+1·8+2·7+3·6+4·5+5·4+6·3+7·2 = 112, 112 mod 11 = 2, 11 − 2 = 9.
	expect(personalNationalId("۰۰۱۲۳۴۵۶۷۹")).toEqual({ ok: true, value: "0012345679" });
	// A remainder of 0 or 1 is the check digit itself: 3·3 + 1·2 = 11 and 6·2 = 12.
	expect(personalNationalId("0000000310").ok).toBe(true);
	expect(personalNationalId("0000000061").ok).toBe(true);
	// 1·10 = 10, mod 11 = 10, 11 − 10 = 1.
	expect(personalNationalId("1000000001").ok).toBe(true);
	expect(personalNationalId("0012345678")).toEqual({ ok: false, reason: "wrongCheckDigit" });
	expect(personalNationalId("1111111111")).toEqual({ ok: false, reason: "wrongCheckDigit" });
	expect(personalNationalId("001234567")).toEqual({ ok: false, reason: "notTenDigits" });
});

test("each nine digits have exactly one check digit", () => {
	for (const nine of ["001234567", "987654321", "500000000", "432167895"]) {
		const right = Array.from({ length: 10 }, (_, digit) => nine + digit).filter((id) => personalNationalId(id).ok);
		expect(right).toHaveLength(1);
	}
});
