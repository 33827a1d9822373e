import mongoose from "mongoose";
import { beforeEach, describe, expect, test } from "vitest";
import { ALL_PEOPLE, type PeopleFilter } from "../../src/domain/peopleRegister.ts";
import { ACTIONS, may } from "../../src/domain/permissions.ts";
import type { Actor } from "../../src/domain/person.ts";
import { forget } from "../../src/services/forgetting.ts";
import * as people from "../../src/services/people.ts";
import * as register from "../../src/services/peopleRegister.ts";
import * as auditStore from "../../src/store/audit.ts";
import * as peopleStore from "../../src/store/people.ts";
import { aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

let coordinator: Actor;

beforeEach(async () => {
	await mongoose.connection.collection("people").deleteMany({});
	coordinator = await aPerson({ roles: ["coordinator"] });
});

async function called(name: string, phone?: string): Promise<Actor> {
	const actor = await aPerson();
	await peopleStore.change(actor.person.id, { name, title: "none", ...(phone ? { phone } : {}) });
	return (await people.actorOf("telegram", actor.person.userId)) as Actor;
}

async function names(filter: Partial<PeopleFilter>): Promise<(string | undefined)[]> {
	const found = await register.list(coordinator, { ...ALL_PEOPLE, ...filter }, {});
	if (!found.ok) throw new Error(found.reason);
	return found.value.list.map(({ name }) => name);
}

describe("finding", () => {
	test("somebody is found by their name, phone, last digits and user id, and under a new name at once", async () => {
		const zahra = await called("زهرا کریمی", "+989125550142");
		await called("علی رضایی", "+989125550777");
		for (const words of ["كريمي", "زهر", "کریمی زهرا", "0912 555 0142", "۰۱۴۲", "50142", String(zahra.person.userId)])
			expect({ words, found: await names({ words }) }).toEqual({ words, found: ["زهرا کریمی"] });
		await people.introduce(zahra, { name: "زهرا قاسمی", title: "ms" });
		expect(await names({ words: "کریمی" })).toEqual([]);
		expect(await names({ words: "قاسمی" })).toEqual(["زهرا قاسمی"]);
	});

	test("too few digits are said to be too few, and nobody else looks", async () => {
		const omid = await called("امید نوری", "+989125550142");
		const found = await register.list(coordinator, { ...ALL_PEOPLE, words: "42" }, {});
		expect(found).toMatchObject({ ok: true, value: { tooFewDigits: true, list: [] } });
		expect(await register.list(omid, ALL_PEOPLE, {})).toMatchObject({ ok: false, reason: "notAllowed" });
		expect(await register.open(omid, coordinator.person.id, NOW)).toMatchObject({ ok: false });
	});

	test("a person is shown without what is kept to find them by", async () => {
		const zahra = await called("زهرا کریمی", "+989125550142");
		expect(Object.keys(zahra.person)).not.toContain("searchWords");
		const found = await register.list(coordinator, ALL_PEOPLE, {});
		expect(JSON.stringify(found)).not.toContain("phoneTail");
	});
});

describe("barring", () => {
	const reason = "پیام‌های نامربوط و پی‌درپی";

	test("who is barred may do nothing but appeal and see or delete what is kept", async () => {
		const omid = await called("امید نوری");
		expect((await register.bar(coordinator, { personId: omid.person.id, reason }, NOW)).ok).toBe(true);
		const barred = (await people.actorOf("telegram", omid.person.userId)) as Actor;
		const open = ACTIONS.filter((action) => may(barred, action, barred.person));
		expect(open.toSorted()).toEqual(
			["person.forget", "person.seeMyData", "person.setLanguage", "thread.see", "thread.write"].toSorted(),
		);
		const [line] = await auditStore.ofThing("person", omid.person.id);
		expect(line).toMatchObject({ action: "person.barred", details: { reason } });
		expect((await register.bar(coordinator, { personId: omid.person.id, reason }, NOW)).ok).toBe(true);
		expect(await register.bar(coordinator, { personId: omid.person.id, reason: "دلیلی دیگر" }, NOW)).toMatchObject({
			reason: "alreadyBarred",
		});
		expect(await names({ group: "barred" })).toEqual(["امید نوری"]);
		expect((await register.unbar(coordinator, omid.person.id, NOW)).ok).toBe(true);
		expect((await register.unbar(coordinator, omid.person.id, NOW)).ok).toBe(true);
		expect(may((await people.actorOf("telegram", omid.person.userId)) as Actor, "organization.register")).toBe(true);
	});

	test("a bar outlives being forgotten, and nothing of its words is kept", async () => {
		const omid = await called("امید نوری");
		await register.bar(coordinator, { personId: omid.person.id, reason }, NOW);
		await forget((await people.actorOf("telegram", omid.person.userId)) as Actor, NOW);
		const lines = await auditStore.ofThing("person", omid.person.id);
		expect(JSON.stringify(lines)).not.toContain("نامربوط");
		const again = await aPerson({ userId: omid.person.userId });
		expect(again.person.barred).toBeDefined();
		await register.unbar(coordinator, again.person.id, NOW);
		expect((await people.actorOf("telegram", omid.person.userId))?.person.barred).toBeUndefined();
	});

	test("staff are dismissed first, nobody bars themselves, and a reason is needed", async () => {
		const sara = await aPerson({ roles: ["coordinator"] });
		const bar = (actor: Actor, personId: string, words = reason) =>
			register.bar(actor, { personId, reason: words }, NOW);
		expect(await bar(coordinator, sara.person.id)).toMatchObject({ reason: "isStaff" });
		expect(await bar(coordinator, coordinator.person.id)).toMatchObject({ reason: "notAllowed" });
		expect(await bar(coordinator, "missing")).toMatchObject({ reason: "notAllowed" });
		const omid = await called("امید نوری");
		expect(await bar(coordinator, omid.person.id, "بد")).toMatchObject({ reason: "incomplete" });
		expect(await bar(omid, sara.person.id)).toMatchObject({ reason: "notAllowed" });
	});
});
