import { expect, test } from "vitest";
import { claimCodeHash, claimKey } from "../../src/domain/claim.ts";
import type { Organization } from "../../src/domain/organization.ts";
import type { Actor } from "../../src/domain/person.ts";
import { newId, newPaperCode } from "../../src/kit/ids.ts";
import { issueCodes } from "../../src/services/claimCodes.ts";
import * as claims from "../../src/services/claims.ts";
import * as store from "../../src/store/claims.ts";
import * as memberships from "../../src/store/memberships.ts";
import * as organizations from "../../src/store/organizations.ts";
import { wholeDatabase } from "../support/dump.ts";
import { aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const silent = async () => undefined;
let numbers = 9_000;

async function anImported(changed: Partial<Organization> = {}): Promise<Organization> {
	const id = newId();
	const organization = {
		...{ id, code: `O-1405-${id}`, state: "approved", steps: [], round: 1, revision: 1, applicantId: "import:i" },
		...{ requestId: `import:i:${id}`, appliedAt: NOW, importId: "i", unclaimed: true, name: `سازمان ${id}` },
		...{ registrationNumber: String(++numbers), foundedYear: 0, fields: [], neighbourhoodIds: [], about: "" },
		...{ memberCount: 0, volunteerCount: 0, director: { name: "", title: "none", phone: "" } },
		...changed,
	} as Organization;
	await organizations.addMissing([organization]);
	return organization;
}

async function theCodeOf(organization: Organization): Promise<string> {
	const admin = await aPerson({ roles: ["admin"] });
	let code = "";
	for await (const issued of issueCodes(admin.person.id, NOW, silent))
		if (issued.organization.id === organization.id) code = issued.code;
	return code;
}

const answers = (key: string): claims.ClaimAnswers => ({
	...{ key, directorName: "زهرا کریمی", directorTitle: "ms", phone: "+989125550142" },
});
const claim = (actor: Actor, key: string, now = NOW, requestId = newId()) =>
	claims.claim(actor, answers(key), now, { requestId });

test("of fifty who use one code at once a single one becomes the director", async () => {
	const organization = await anImported();
	const code = await theCodeOf(organization);
	const people = await Promise.all(Array.from({ length: 50 }, () => aPerson()));
	const results = await Promise.all(people.map((actor) => claim(actor, code)));
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await memberships.ofOrganization(organization.id)).toHaveLength(1);
});

test("the same draft sent twice is answered as done, with a code and with a number", async () => {
	const organization = await anImported();
	const code = await theCodeOf(organization);
	const [zahra, omid] = [await aPerson(), await aPerson()];
	expect(await claim(zahra, code, NOW, "twice")).toMatchObject({ ok: true, value: { state: "claimed" } });
	expect(await claim(zahra, code, NOW, "twice")).toMatchObject({ ok: true, value: { state: "claimed" } });
	expect(await claim(omid, code, NOW, "twice")).toMatchObject({ ok: false, reason: "notAllowed" });
	const other = await anImported();
	const number = other.registrationNumber ?? "";
	expect(await claim(omid, number, NOW, "number")).toMatchObject({ ok: true, value: { state: "asked" } });
	expect(await claim(omid, number, NOW, "number")).toMatchObject({ ok: true, value: { state: "asked" } });
	expect(await claim(omid, number)).toMatchObject({ ok: true, value: { state: "asked" } });
	expect(await store.waitingFor(other.id)).toHaveLength(1);
});

test("a code is good for ninety days, and nowhere kept as it is written", async () => {
	const organization = await anImported();
	const code = await theCodeOf(organization);
	expect(JSON.stringify(await wholeDatabase())).not.toContain(code);
	expect(JSON.stringify(await wholeDatabase())).not.toContain(code.replaceAll("-", ""));
	const later = new Date(NOW.getTime() + 90 * 24 * 3600_000);
	expect(await claim(await aPerson(), code, later)).toMatchObject({ ok: false, reason: "wrongCode" });
	expect(await claim(await aPerson(), code)).toMatchObject({ ok: true });
});

test("whoever guesses ten thousand codes hits none: after ten they are not even looked at until tomorrow", async () => {
	const organization = await anImported();
	const code = await theCodeOf(organization);
	const guesser = await aPerson();
	for (let guess = 0; guess < 10; guess++) {
		expect(await claim(guesser, newPaperCode())).toMatchObject({ ok: false, reason: "wrongCode" });
	}
	for (let guess = 0; guess < 20; guess++) {
		expect(await claim(guesser, newPaperCode())).toMatchObject({ ok: false, reason: "tooManyGuesses" });
	}
	expect(await claim(guesser, code)).toMatchObject({ ok: false, reason: "tooManyGuesses" });
	const hashes = new Set(Array.from({ length: 10_000 }, () => claimCodeHash(newPaperCode())));
	expect(hashes.size).toBe(10_000);
	for (const hash of [...hashes].slice(0, 1_000)) expect(await store.organizationByHash(hash, NOW)).toBeUndefined();
	const tomorrow = new Date(NOW.getTime() + 24 * 3600_000);
	expect(await claim(guesser, code, tomorrow)).toMatchObject({ ok: true });
});

test("of two coordinators who decide at once the first counts, and nobody decides on a claim of their own", async () => {
	const organization = await anImported();
	const claimant = await aPerson({ roles: ["coordinator"] });
	await claim(claimant, organization.registrationNumber ?? "");
	const [asked] = await store.waitingFor(organization.id);
	const id = asked?.id ?? "";
	expect(await claims.decide(claimant, id, "approved", NOW)).toMatchObject({ ok: false, reason: "notAllowed" });
	const [reza, sara] = [await aPerson({ roles: ["coordinator"] }), await aPerson({ roles: ["coordinator"] })];
	const results = await Promise.all([
		claims.decide(reza, id, "approved", NOW),
		claims.decide(sara, id, "rejected", NOW),
	]);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	const winner = results[0]?.ok ? reza : sara;
	const decision = results[0]?.ok ? "approved" : "rejected";
	expect(await claims.decide(winner, id, decision, NOW)).toMatchObject({ ok: true });
	expect(await claims.decide(await aPerson(), id, "approved", NOW)).toMatchObject({ ok: false, reason: "notAllowed" });
});

test("who speaks for it is written into the organization, which nobody can claim any more", async () => {
	const organization = await anImported({ director: { name: "مدیر پیشین", title: "mr", phone: "+989120000000" } });
	const zahra = await aPerson();
	await claim(zahra, await theCodeOf(organization));
	const after = await organizations.byId(organization.id);
	expect(after).toMatchObject({ applicantId: zahra.person.id, director: { name: "زهرا کریمی" } });
	expect(after?.unclaimed).toBeUndefined();
	const omid = await aPerson();
	expect(await claim(omid, organization.registrationNumber ?? "")).toMatchObject({ reason: "alreadyClaimed" });
	const admin = await aPerson({ roles: ["admin"] });
	const codes = [];
	for await (const issued of issueCodes(admin.person.id, NOW, silent)) codes.push(issued.organization.id);
	expect(codes).not.toContain(organization.id);
});

test.each([
	["k7qm 2xwp 9drt", "K7QM2XWP9DRT"],
	["K7QM-2XWP-9DRT", "K7QM2XWP9DRT"],
	["K۷QM–۲XWP_۹DRT", "K7QM2XWP9DRT"],
	["۱۸۴۳", "1843"],
])("%s is read as %s", (typed, key) => {
	expect(claimKey.parse(typed)).toBe(key);
});

test.each(["", "سلام", "K7QM-2XWP", "K7QM-2XWP-9DR0", "12345678"])("%j is no key", (typed) => {
	expect(claimKey.safeParse(typed).success).toBe(false);
});
