import mongoose from "mongoose";
import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import { type RegisterFilter, WHOLE_REGISTER } from "../../src/domain/register.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as register from "../../src/services/register.ts";
import * as auditStore from "../../src/store/audit.ts";
import { prepareStore } from "../../src/store/connection.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

let coordinator: Actor;

beforeEach(async () => {
	await mongoose.connection.collection("organizations").deleteMany({});
	coordinator = await aPerson({ roles: ["coordinator"] });
});

async function approved(name: string, more: Parameters<typeof anApplication>[1] = {}) {
	const applicant = await aPerson();
	const { id } = await anApplication(applicant, { name, ...more });
	const result = await organizations.approve(coordinator, { organizationId: id, round: 1 }, NOW);
	if (!result.ok) throw new Error(result.reason);
	return { ...result.value, applicant };
}

async function names(filter: Partial<RegisterFilter>, now = NOW): Promise<string[]> {
	const found = await register.list(coordinator, { ...WHOLE_REGISTER, ...filter }, {}, now);
	if (!found.ok) throw new Error(found.reason);
	return found.value.list.map(({ name }) => name);
}

describe("looking through", () => {
	test("pages follow one another by the alphabet, forwards and backwards, nobody twice and nobody missing", async () => {
		for (const letter of ["گ", "پ", "ب", "ی", "ه", "و", "ژ", "ا", "ک", "چ", "ز", "م", "ج", "ن", "ل"])
			await approved(`${letter}نگاه نو`);
		const forwards: string[] = [];
		let after: string | undefined;
		for (;;) {
			const page = await register.list(coordinator, WHOLE_REGISTER, after ? { after } : {}, NOW);
			if (!page.ok) throw new Error(page.reason);
			expect(page.value.count).toBe(15);
			forwards.push(...page.value.list.map(({ name }) => name));
			after = page.value.list.at(-1)?.id;
			if (!page.value.hasMore) break;
		}
		expect(forwards.map((name) => name[0]).join("")).toBe("ابپجچزژکگلمنوهی");
		const back = await register.list(coordinator, WHOLE_REGISTER, { before: after ?? "" }, NOW);
		expect(back.ok && back.value.list.map(({ name }) => name)).toEqual(forwards.slice(-7, -1));
	});

	test("every word of a query is the beginning of one, in any order and spelling", async () => {
		await approved("مؤسسهٔ خیریهٔ هم‌یاران هادی‌آباد", { registrationNumber: "1843" });
		await approved("انجمن سبز", { registrationNumber: "77" });
		for (const words of ["همیار", "هم يار", "هادی آباد", "هاديآباد", "اباد خیر", "موسسه", "۱۸۴۳", "184"])
			expect({ words, found: await names({ words }) }).toEqual({ words, found: ["مؤسسهٔ خیریهٔ هم‌یاران هادی‌آباد"] });
		expect(await names({ words: "یاران سبز" })).toEqual([]);
		expect(await names({ words: ".*" })).toEqual([]);
	});

	test("a code is found as it is written, and by its number alone", async () => {
		const { code, name } = await approved("انجمن سبز");
		await approved("انجمن آبی");
		expect(await names({ words: code.toLowerCase() })).toEqual([name]);
		expect(await names({ words: String(Number(code.slice(-4))) })).toContain(name);
	});

	test("filters hold together, and licenses are told by the day in Tehran", async () => {
		await approved("یکم", { licenseExpiresOn: "2026-11-24", fields: ["health"] });
		await approved("دوم", { licenseExpiresOn: "2027-01-23", fields: ["health", "elderly"] });
		await approved("سوم", { licenseExpiresOn: "2027-01-24", fields: ["health"] });
		expect(await names({ license: "lapsed" })).toEqual([]);
		expect(await names({ license: "lapsing" })).toEqual(["یکم", "دوم"]);
		// 21:00 in Tehran is still the day; half an hour after midnight there it is the next.
		expect(await names({ license: "lapsed" }, new Date("2026-11-24T17:30:00Z"))).toEqual([]);
		expect(await names({ license: "lapsed" }, new Date("2026-11-24T21:00:00Z"))).toEqual(["یکم"]);
		expect(await names({ license: "lapsing", field: "elderly" })).toEqual(["دوم"]);
		expect(await names({ license: "lapsing", words: "دو" })).toEqual(["دوم"]);
	});

	test("a profile is stale when nobody touched it for six months", async () => {
		await approved("کهنه");
		expect(await names({ stale: true }, new Date("2027-05-24T06:00:00Z"))).toEqual([]);
		expect(await names({ stale: true }, new Date("2027-05-25T06:30:00Z"))).toEqual(["کهنه"]);
	});

	test("applications and what was refused are in groups of their own", async () => {
		await approved("پذیرفته");
		await anApplication(await aPerson(), { name: "منتظر" });
		const { id } = await anApplication(await aPerson(), { name: "ردشده" });
		await organizations.reject(coordinator, { organizationId: id, round: 1, reason: "بیرون از استان است" }, NOW);
		expect(await names({})).toEqual(["پذیرفته"]);
		expect(await names({ states: "open" })).toEqual(["منتظر"]);
		expect(await names({ states: "closed" })).toEqual(["ردشده"]);
		expect(await names({ states: "all" })).toHaveLength(3);
	});

	test("what was kept before there was a register is found after the next start", async () => {
		const { id } = await approved("انجمن کهن", { registrationNumber: "4711" });
		const keys = { searchWords: "", nameOrder: "", licenseOrder: "", freshOrder: "" };
		await mongoose.connection.collection("organizations").updateOne({ _id: id as never }, { $unset: keys });
		expect(await names({ words: "کهن" })).toEqual([]);
		await prepareStore();
		await prepareStore();
		expect(await names({ words: "کهن" })).toEqual(["انجمن کهن"]);
		expect(await names({ words: "4711" })).toEqual(["انجمن کهن"]);
	});

	test("nobody else looks", async () => {
		const { id, applicant } = await approved("سبز");
		for (const result of [
			await register.list(applicant, WHOLE_REGISTER, {}, NOW),
			await register.open(applicant, id, NOW),
			await register.contact(applicant, id, NOW),
			await register.history(applicant, id),
		])
			expect(result.ok).toBe(false);
	});
});

describe("suspending", () => {
	const reason = "اعتبار پروانه به پایان رسیده است.";

	test("of two coordinators the first suspends; the same again is done; the director is told once", async () => {
		const { id } = await approved("سبز");
		const other = await aPerson({ roles: ["coordinator"] });
		const results = await Promise.all([
			register.suspend(coordinator, { organizationId: id, reason }, NOW),
			register.suspend(other, { organizationId: id, reason: "دلیلی دیگر برای تعلیق" }, NOW),
		]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		const winner = results[0]?.ok ? coordinator : other;
		const words = results[0]?.ok ? reason : "دلیلی دیگر برای تعلیق";
		expect((await register.suspend(winner, { organizationId: id, reason: words }, NOW)).ok).toBe(true);
		const told = await mongoose.connection
			.collection("deliveries")
			.countDocuments({ kind: "organization.suspended", "refs.organizationId": id });
		expect(told).toBe(1);
		expect(await names({ states: "suspended" })).toEqual(["سبز"]);
		expect(await names({})).toEqual(["سبز"]);
		const lines = (await auditStore.ofThing("organization", id)).map(({ action }) => action);
		expect(lines.filter((action) => action === "organization.suspended")).toHaveLength(1);
	});

	test("what is suspended is restored, and only what is", async () => {
		const { id } = await approved("سبز");
		expect(await register.restore(coordinator, id, NOW)).toMatchObject({ ok: false, reason: "alreadyDone" });
		await register.suspend(coordinator, { organizationId: id, reason }, NOW);
		expect(await register.restore(coordinator, id, NOW)).toMatchObject({ ok: true, value: { state: "approved" } });
		expect((await register.restore(coordinator, id, NOW)).ok).toBe(true);
	});

	test("an application is not suspended, nor one's own organization, nor without a reason", async () => {
		const waiting = await anApplication(await aPerson());
		const suspend = (actor: Actor, organizationId: string, words = reason) =>
			register.suspend(actor, { organizationId, reason: words }, NOW);
		expect(await suspend(coordinator, waiting.id)).toMatchObject({ reason: "alreadyDone" });
		const { id, applicant } = await approved("سبز");
		expect(await suspend(applicant, id)).toMatchObject({ reason: "notAllowed" });
		expect(await suspend(coordinator, id, "بد")).toMatchObject({ reason: "incomplete" });
		const own = await anApplication(coordinator);
		expect(await suspend(coordinator, own.id)).toMatchObject({ reason: "notAllowed" });
		expect(await suspend(coordinator, "missing")).toMatchObject({ reason: "notAllowed" });
	});
});
