import { describe, expect, test } from "vitest";
import {
	type ApplicationEvent,
	licenseDay,
	ORGANIZATION_STATES,
	organizationName,
	organizationNationalId,
	registrationNumber,
	stateAfter,
} from "../../src/domain/organization.ts";
import { personName, userIdOf } from "../../src/domain/person.ts";

const reasonOf = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
	result.error?.issues[0]?.message;

describe("an application's way", () => {
	/** Each state with the events it allows; all others change nothing. */
	const WAYS: Record<string, Partial<Record<ApplicationEvent, string>>> = {
		waiting: { approved: "approved", askedForMore: "askedForMore", rejected: "rejected", withdrawn: "withdrawn" },
		askedForMore: { corrected: "waiting", withdrawn: "withdrawn" },
		rejected: { corrected: "waiting" },
		approved: {},
		withdrawn: {},
	};
	const EVENTS: ApplicationEvent[] = ["applied", "corrected", "approved", "askedForMore", "rejected", "withdrawn"];

	test.each(ORGANIZATION_STATES)("from %s leads only where the secretariat's rules say", (state) => {
		for (const event of EVENTS) expect(stateAfter(state, event)).toBe(WAYS[state]?.[event]);
	});
});

describe("what an organization says of itself", () => {
	test.each([
		["۱۸۴۳", "1843"],
		["١٨٤٣", "1843"],
		[" 18 43 ", "1843"],
	])("a registration number is typed in any digits: %s", (typed, kept) => {
		expect(registrationNumber.parse(typed)).toBe(kept);
	});

	test.each(["ندارم", "12345678", "18-43", ""])("no registration number: %s", (typed) => {
		expect(reasonOf(registrationNumber.safeParse(typed))).toBe("notARegistrationNumber");
	});

	test("a slip of the finger in the national id is found, and a wrong length is another sentence", () => {
		expect(organizationNationalId.parse("۱۰۳۸۰۲۸۴۷۹۰")).toBe("10380284790");
		expect(reasonOf(organizationNationalId.safeParse("10380284791"))).toBe("wrongCheckDigit");
		expect(reasonOf(organizationNationalId.safeParse("1038028479"))).toBe("notElevenDigits");
	});

	test("a name has letters, not too few and not too many", () => {
		expect(reasonOf(organizationName.safeParse("آب"))).toBe("nameTooShort");
		expect(reasonOf(organizationName.safeParse("ب".repeat(121)))).toBe("nameTooLong");
		expect(reasonOf(organizationName.safeParse("12345"))).toBe("nameNeedsLetters");
		expect(organizationName.parse("سمن ۱۲")).toBe("سمن ۱۲");
	});

	test("a license that ended yesterday is over, one that ends today is not", () => {
		const now = new Date("2026-11-24T20:45:00Z"); // 00:15 of the next day in Tehran
		expect(licenseDay("2026-11-24", now)).toMatchObject({ ok: false, reason: "licenseExpired" });
		expect(licenseDay("2026-11-25", now).ok).toBe(true);
	});
});

describe("a person", () => {
	test.each(["زهرا کریمی", "سید‌علی موسوی", "Anne-Marie O'Neill"])("is called %s", (name) => {
		expect(personName.safeParse(name).success).toBe(true);
	});

	test.each(["زهرا ۲", "<b>زهرا</b>", "@zahra_k", "زهرا 🌱"])("is not called %s", (name) => {
		expect(reasonOf(personName.safeParse(name))).toBe("notAPersonName");
	});

	test.each([
		["۱۲۳۴۵۶", 123456],
		["12 34 56", 123456],
	])("has a number typed in any digits: %s", (typed, userId) => {
		expect(userIdOf(typed)).toEqual({ ok: true, value: userId });
	});

	test.each(["سارا", "-12345", "0x1234", "99999999999999999", "12"])("has no such number: %s", (typed) => {
		expect(userIdOf(typed)).toMatchObject({ ok: false, reason: "notAUserId" });
	});
});
