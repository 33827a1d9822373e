import mongoose from "mongoose";
import { describe, expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import { ofThing } from "../../src/store/audit.ts";
import { anApplication, answers, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const LATER = new Date(NOW.getTime() + 3600_000);
const owed = (kind: string) => mongoose.connection.collection("deliveries").find({ kind }).toArray();
const owedAbout = async (kind: string, organizationId: string) =>
	(await owed(kind)).filter((delivery) => delivery.refs.organizationId === organizationId);

describe("a director applies", () => {
	test("the application waits under a code, and the coordinators are owed one card", async () => {
		const zahra = await aPerson();
		const organization = await anApplication(zahra);
		expect(organization).toMatchObject({ state: "waiting", round: 1, director: { name: "زهرا کریمی" } });
		expect(organization.code).toMatch(/^O-1405-\d{4}$/);
		expect(await owedAbout("organization.applied", organization.id)).toHaveLength(1);
		expect((await organizations.see(zahra, organization.id)).ok).toBe(true);
	});

	test("the same draft sent by two taps at once is one application", async () => {
		const zahra = await aPerson();
		const draft = { requestId: newId() };
		const [one, two] = await Promise.all([
			organizations.register(zahra, answers(), NOW, draft),
			organizations.register(zahra, answers(), NOW, draft),
		]);
		expect(one.ok && two.ok && one.value.id === two.value.id).toBe(true);
		expect(await organizations.mine(zahra)).toHaveLength(1);
		expect(one.ok && (await owedAbout("organization.applied", one.value.id))).toHaveLength(1);
	});

	test("the applicant is called by the director's name from now on", async () => {
		const zahra = await aPerson();
		await anApplication(zahra);
		const again = await people.actorOf("telegram", zahra.person.userId);
		expect(again?.person).toMatchObject({ name: "زهرا کریمی", title: "ms", phone: "+989125550142" });
	});

	test("whoever said their name long before keeps it, and has the number known that they give now", async () => {
		const zahra = await aPerson();
		await people.introduce(zahra, { name: "زهرا امینی", title: "dr" });
		await anApplication((await people.actorOf("telegram", zahra.person.userId)) ?? zahra);
		const again = await people.actorOf("telegram", zahra.person.userId);
		expect(again?.person).toMatchObject({ name: "زهرا امینی", title: "dr", phone: "+989125550142" });
	});

	test.each([
		["nationalId", { nationalId: "10380284791" }],
		["name", { name: "آ" }],
		["fields", { fields: [] }],
		["phone", { phone: "0912" }],
		["registrationNumber", { registrationNumber: "12345678" }],
	] as const)("an answer that does not hold is named: %s", async (question, changed) => {
		const result = await organizations.register(await aPerson(), answers(changed as never), NOW, {
			requestId: newId(),
		});
		expect(result).toEqual({ ok: false, reason: "incomplete", values: { question } });
	});

	test("who is not registered yet has no license, whatever was answered before", async () => {
		const organization = await anApplication(await aPerson(), {
			registrationNumber: { instead: "notRegisteredYet" },
			license: [{ fileId: "file" }],
		});
		expect(organization.registrationNumber).toBeUndefined();
		expect(organization.licenseFile).toBeUndefined();
		expect(organization.nationalId).toBeUndefined();
	});

	test("a person with five open applications cannot add another", async () => {
		const zahra = await aPerson();
		for (let i = 0; i < 5; i++) await anApplication(zahra);
		const sixth = await organizations.register(zahra, answers(), NOW, { requestId: newId() });
		expect(sixth).toMatchObject({ reason: "tooManyOpen" });
	});
});

describe("a coordinator decides", () => {
	test("approval makes the applicant the director, tells them, changes every card and is in the audit log", async () => {
		const zahra = await aPerson();
		const reza = await aPerson({ roles: ["coordinator"] });
		const { id } = await anApplication(zahra);
		const approved = await organizations.approve(reza, { organizationId: id, round: 1 }, LATER);
		expect(approved).toMatchObject({ ok: true, value: { state: "approved" } });
		const again = await people.actorOf("telegram", zahra.person.userId);
		expect(again?.memberships).toMatchObject([{ organizationId: id, role: "director", status: "active" }]);
		expect(await owedAbout("organization.approved", id)).toMatchObject([{ to: { personId: zahra.person.id } }]);
		const cards = await owedAbout("organization.applied", id);
		expect(cards.map((card) => card.operation)).toEqual(["send", "edit"]);
		expect((await ofThing("organization", id)).map((line) => line.action)).toEqual([
			"organization.applied",
			"organization.approved",
		]);
	});

	test("of two decisions at the same second one counts, and the other is told who was first", async () => {
		const { id } = await anApplication(await aPerson());
		const reza = await aPerson({ roles: ["coordinator"] });
		const sara = await aPerson({ roles: ["coordinator"] });
		const [one, two] = await Promise.all([
			organizations.approve(reza, { organizationId: id, round: 1 }, LATER),
			organizations.reject(sara, { organizationId: id, round: 1, reason: "محدودهٔ فعالیت بیرون از استان است" }, LATER),
		]);
		expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1);
		const late = one.ok ? two : one;
		const first = one.ok ? reza : sara;
		expect(late).toMatchObject({ reason: "alreadyDecided", values: { byId: first.person.id, at: LATER.getTime() } });
		expect((await ofThing("organization", id)).length).toBe(2);
		const told = [await owedAbout("organization.approved", id), await owedAbout("organization.rejected", id)];
		expect(told.flat()).toHaveLength(1);
	});

	test("the same decision by the same coordinator again answers as done and owes nothing more", async () => {
		const { id } = await anApplication(await aPerson());
		const reza = await aPerson({ roles: ["coordinator"] });
		await organizations.approve(reza, { organizationId: id, round: 1 }, LATER);
		const again = await organizations.approve(reza, { organizationId: id, round: 1 }, LATER);
		expect(again.ok).toBe(true);
		expect(await owedAbout("organization.approved", id)).toHaveLength(1);
	});

	test("nobody decides on their own application", async () => {
		const reza = await aPerson({ roles: ["coordinator"] });
		const { id } = await anApplication(reza);
		const result = await organizations.approve(reza, { organizationId: id, round: 1 }, LATER);
		expect(result).toMatchObject({ reason: "notAllowed" });
	});

	test("who was asked corrects and waits again, with a new card; the old card's buttons decide nothing any more", async () => {
		const zahra = await aPerson();
		const reza = await aPerson({ roles: ["coordinator"] });
		const { id } = await anApplication(zahra);
		await organizations.askForMore(
			reza,
			{ organizationId: id, round: 1, question: "تصویر پروانه خوانا نیست", answers: ["license"] },
			LATER,
		);
		const requestId = newId();
		const send = () =>
			organizations.correct(
				zahra,
				{ organizationId: id, answers: answers({ license: [{ fileId: "new" }] }), words: "عکس تازه", requestId },
				LATER,
			);
		expect(await send()).toMatchObject({
			ok: true,
			value: { state: "waiting", round: 2, licenseFile: { fileId: "new" } },
		});
		expect((await send()).ok).toBe(true);
		const cards = await owedAbout("organization.applied", id);
		expect(cards.filter((card) => card.operation === "send")).toHaveLength(2);
		const old = await organizations.approve(reza, { organizationId: id, round: 1 }, LATER);
		expect(old).toMatchObject({ reason: "changedMeanwhile" });
		expect((await organizations.approve(reza, { organizationId: id, round: 2 }, LATER)).ok).toBe(true);
	});

	test("a rejected application can be sent again, a withdrawn one cannot be decided", async () => {
		const zahra = await aPerson();
		const reza = await aPerson({ roles: ["coordinator"] });
		const { id } = await anApplication(zahra);
		await organizations.reject(reza, { organizationId: id, round: 1, reason: "مدارک کامل نیست" }, LATER);
		const again = await organizations.correct(
			zahra,
			{ organizationId: id, answers: answers(), requestId: newId() },
			LATER,
		);
		expect(again).toMatchObject({ ok: true, value: { state: "waiting" } });
		expect((await organizations.withdraw(zahra, id, LATER)).ok).toBe(true);
		const late = await organizations.approve(reza, { organizationId: id, round: 2 }, LATER);
		expect(late).toMatchObject({ reason: "alreadyDecided" });
	});
});

describe("what waits", () => {
	test("coordinators page through it, the oldest first; others do not see it", async () => {
		const reza = await aPerson({ roles: ["coordinator"] });
		for (let i = 0; i < 7; i++) await anApplication(await aPerson());
		const first = await organizations.waiting(reza, {}, 3);
		if (!first.ok) throw new Error(first.reason);
		const last = first.value.list.at(-1)?.id ?? "";
		const second = await organizations.waiting(reza, { after: last }, 3);
		if (!second.ok) throw new Error(second.reason);
		expect(second.value.list[0]?.id.localeCompare(last)).toBe(1);
		const back = await organizations.waiting(reza, { before: second.value.list[0]?.id ?? "" }, 3);
		expect(back.ok && back.value.list.map((one) => one.id)).toEqual(first.value.list.map((one) => one.id));
		expect(await organizations.waiting(await aPerson(), {})).toMatchObject({ reason: "notAllowed" });
	});

	test("a code typed in any case opens it, but not for strangers", async () => {
		const zahra = await aPerson();
		const { code } = await anApplication(zahra);
		expect((await organizations.byCode(zahra, ` ${code.toLowerCase()} `)).ok).toBe(true);
		expect(await organizations.byCode(await aPerson(), code)).toMatchObject({ reason: "notFound" });
	});
});
