import { describe, expect, test } from "vitest";
import { type Candidate, changesOf, matchOf, withChanges } from "../../src/domain/importComparison.ts";
import type { Organization } from "../../src/domain/organization.ts";
import { nameKey } from "../../src/domain/similarity.ts";

function anOrganization(changed: Partial<Organization>): Organization {
	return {
		...{ id: "o1", code: "O-1405-0001", state: "approved", steps: [], round: 1, revision: 1, applicantId: "import:i" },
		...{
			requestId: "r",
			appliedAt: new Date(0),
			name: "همیاران سبز",
			foundedYear: 0,
			fields: [],
			neighbourhoodIds: [],
		},
		...{
			memberCount: 0,
			volunteerCount: 0,
			about: "",
			director: { name: "", title: "none", phone: "" },
			unclaimed: true,
		},
		...changed,
	} as Organization;
}

const candidates = (...list: Partial<Organization>[]): Candidate[] =>
	list.map((one) => {
		const organization = anOrganization(one);
		return { organization, nameKey: nameKey(organization.name) };
	});

describe("a row is", () => {
	test("the organization with its number, whatever it is called", () => {
		const found = candidates({ registrationNumber: "1843", name: "نام دیگر" });
		expect(matchOf({ name: "همیاران سبز", registrationNumber: "1843" }, found)).toMatchObject({ is: "one" });
	});

	test("the one with its name, but for words of its kind, when no number speaks against it", () => {
		const found = candidates({ name: "مؤسسهٔ خیریهٔ همیاران سبز", registrationNumber: "1843" });
		expect(matchOf({ name: "همیاران سبز" }, found)).toMatchObject({ is: "one" });
		expect(matchOf({ name: "همیاران سبز", registrationNumber: "2000" }, found)).toEqual({ is: "none" });
	});

	test("another one where the cities or neighbourhoods differ", () => {
		const found = candidates({ city: "الوند", neighbourhoodIds: ["n2"] });
		expect(matchOf({ name: "همیاران سبز", city: "قزوین" }, found)).toEqual({ is: "none" });
		expect(matchOf({ name: "همیاران سبز", neighbourhoodIds: ["n1"] }, found)).toEqual({ is: "none" });
		expect(matchOf({ name: "همیاران سبز", city: "الوند" }, found)).toMatchObject({ is: "one" });
	});

	test("unclear when its numbers are of two, or several have its name", () => {
		const two = candidates({ registrationNumber: "1" }, { id: "o2", nationalId: "10380284790" });
		expect(matchOf({ name: "x", registrationNumber: "1", nationalId: "10380284790" }, two)).toEqual({
			is: "numbersOfTwo",
		});
		expect(matchOf({ name: "همیاران سبز" }, candidates({}, { id: "o2" }))).toEqual({ is: "severalAlike" });
	});
});

describe("what changes", () => {
	test("is only what the row says, and another spelling is no change", () => {
		const organization = anOrganization({ name: "همیاران‌سبز", fields: ["education", "environment"], memberCount: 5 });
		expect(changesOf({ name: "همياران سبز", fields: ["environment", "education"] }, organization)).toEqual([]);
		expect(changesOf({ name: "همیاران‌سبز", memberCount: 6 }, organization)).toEqual(["memberCount"]);
	});

	test("never is the name and number of somebody who speaks for it already", () => {
		const row = { name: "همیاران سبز", phone: "+989125550142", directorName: "زهرا کریمی" };
		expect(changesOf(row, anOrganization({}))).toEqual(["phone", "directorName"]);
		const { unclaimed: _, ...claimed } = anOrganization({});
		expect(changesOf(row, claimed)).toEqual([]);
	});

	test("is written over what was there and counts as a revision", () => {
		const row = { name: "همیاران سبز", phone: "+989125550142", memberCount: 7 };
		const before = anOrganization({});
		const after = withChanges(before, row, changesOf(row, before));
		expect(after).toMatchObject({ memberCount: 7, revision: 2, director: { phone: "+989125550142", name: "" } });
		expect(changesOf(row, after)).toEqual([]);
	});
});
