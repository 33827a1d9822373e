import { expect, test } from "vitest";
import { parsePhone, showPhone } from "../../src/domain/phones.ts";

test("a mobile number is understood in each of its forms and in any digits", () => {
	for (const typed of [
		"09125550142",
		"+989125550142",
		"00989125550142",
		"989125550142",
		"9125550142",
		"۰۹۱۲۵۵۵۰۱۴۲",
		"٠٩١٢٥٥٥٠١٤٢",
		"0912 555 0142",
		"0912-555-0142",
		"+98 (912) 555 01 42",
		"+98 (0)912 555 0142",
		"\u200e+98 912 555 0142\u200f",
	]) {
		expect(parsePhone(typed), typed).toBe("+989125550142");
	}
});

test("a landline of Qazvin is understood", () => {
	for (const typed of ["028-33221100", "۰۲۸۳۳۲۲۱۱۰۰", "+982833221100", "2833221100"]) {
		expect(parsePhone(typed), typed).toBe("+982833221100");
	}
});

test("anything else is no phone number of ours", () => {
	for (const typed of [
		"",
		"ندارم",
		"0912555014",
		"091255501422",
		"33221100",
		"021-33221100",
		"028-03221100",
		"+14155550100",
		"09125550142 منزل",
		"0912555014²",
	]) {
		expect(parsePhone(typed), typed).toBeUndefined();
	}
});

test("a number is shown in ASCII groups, as it is dialled, and read back the same", () => {
	expect(showPhone("+989125550142")).toBe("0912 555 0142");
	expect(showPhone("+982833221100")).toBe("028 3322 1100");
	expect(parsePhone(showPhone("+989125550142"))).toBe("+989125550142");
	expect(parsePhone(showPhone("+982833221100"))).toBe("+982833221100");
});
