import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import type { ProfileAnswers } from "../../src/domain/profile.ts";
import { newId } from "../../src/kit/ids.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as changes from "../../src/services/profileChanges.ts";
import * as profiles from "../../src/services/profiles.ts";
import * as documentStore from "../../src/store/documents.ts";
import * as membershipStore from "../../src/store/memberships.ts";
import * as organizationStore from "../../src/store/organizations.ts";
import * as store from "../../src/store/profileChanges.ts";
import { wholeDatabase } from "../support/dump.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

async function again(actor: Actor): Promise<Actor> {
	return (await people.actorOf("telegram", actor.person.userId)) as Actor;
}

/** A director, a coordinator, and the director's organization, approved. */
async function anApproved() {
	const [director, reza] = [await aPerson(), await aPerson({ roles: ["coordinator"] })];
	const { id } = await anApplication(director, { license: [{ fileId: `license-${newId()}` }] });
	const approved = await organizations.approve(reza, { organizationId: id, round: 1 }, NOW);
	if (!approved.ok) throw new Error(approved.reason);
	return { director: await again(director), reza, id, revision: approved.value.revision };
}

async function give(
	actor: Actor,
	organizationId: string,
	answers: ProfileAnswers,
	{ requestId = newId(), revision }: { requestId?: string; revision?: number } = {},
) {
	const now = await organizationStore.byId(organizationId);
	const given = { organizationId, revision: revision ?? now?.revision ?? 0, answers };
	return await profiles.change(actor, given, NOW, { requestId });
}

const found = async (id: string) => await organizationStore.byId(id);

describe("an answer that holds at once", () => {
	test("stands, is in the history, and confirms the profile", async () => {
		const { director, id } = await anApproved();
		expect(await give(director, id, { volunteerCount: 60, equipment: ["vehicle"] })).toMatchObject({ ok: true });
		expect(await found(id)).toMatchObject({
			volunteerCount: 60,
			capacity: { equipment: ["vehicle"] },
			confirmedAt: NOW,
		});
		const history = await profiles.history(director, id, {});
		expect(history.ok && history.value.list.map(({ change }) => change)).toMatchObject([
			{ state: "applied", answers: ["volunteerCount", "equipment"] },
		]);
	});

	test("is taken away again", async () => {
		const { director, id } = await anApproved();
		await give(director, id, { skillsWords: "ترجمهٔ زبان اشاره", staffCount: 3 });
		await give(director, id, { skillsWords: null });
		expect((await found(id))?.capacity).toEqual({ staffCount: 3 });
	});

	test("keeps no phone number in the history", async () => {
		const { director, id } = await anApproved();
		await give(director, id, { phone: "+989121112233" });
		expect((await found(id))?.director.phone).toBe("+989121112233");
		const [change] = await store.ofOrganization(id, {}, 6);
		expect(JSON.stringify(change)).not.toContain("+989");
	});

	test("that is wrong or the same changes nothing", async () => {
		const { director, id, revision } = await anApproved();
		expect(await give(director, id, { memberCount: -1 })).toMatchObject({ ok: false, reason: "incomplete" });
		expect(await give(director, id, { name: null })).toMatchObject({ ok: false, reason: "incomplete" });
		expect(await give(director, id, { memberCount: 25 })).toMatchObject({ ok: true, value: { change: undefined } });
		expect((await found(id))?.revision).toBe(revision);
	});

	test("given on two devices at once: the same one is refused, another one is taken", async () => {
		const { director, id, revision } = await anApproved();
		await give(director, id, { memberCount: 30 }, { revision });
		expect(await give(director, id, { memberCount: 31 }, { revision })).toMatchObject({ reason: "changedMeanwhile" });
		expect(await give(director, id, { volunteerCount: 9 }, { revision })).toMatchObject({ ok: true });
		expect(await found(id)).toMatchObject({ memberCount: 30, volunteerCount: 9 });
	});

	test("sent twice at once is one change", async () => {
		const { director, id } = await anApproved();
		const requestId = newId();
		const both = await Promise.all([1, 2].map(() => give(director, id, { memberCount: 44 }, { requestId })));
		expect(both).toMatchObject([{ ok: true }, { ok: true }]);
		expect(await store.ofOrganization(id, {}, 6)).toHaveLength(1);
	});
});

describe("what others rely on", () => {
	test("waits until a coordinator has approved it, and each is told once", async () => {
		const { director, reza, id } = await anApproved();
		const given = await give(director, id, { name: "همیاران سبز استان" });
		const change = given.ok ? given.value.change : undefined;
		expect(change).toMatchObject({
			state: "waiting",
			before: { name: "همیاران سبز قزوین" },
			after: { name: "همیاران سبز استان" },
		});
		expect((await found(id))?.name).toBe("همیاران سبز قزوین");
		const changeId = change?.id ?? "";
		expect(await changes.approve(reza, changeId, NOW)).toMatchObject({ ok: true });
		expect(await changes.approve(reza, changeId, NOW)).toMatchObject({ ok: true });
		expect((await found(id))?.name).toBe("همیاران سبز استان");
		const owed = (await wholeDatabase()).deliveries
			?.map(({ _id }) => String(_id))
			.filter((key) => key.includes(changeId));
		expect(owed?.sort()).toEqual([
			`profile.approved:${changeId}`,
			`profile.change:${changeId}`,
			`profile.change:${changeId}:edit:approved`,
		]);
	});

	test("is decided once, however many decide at once", async () => {
		const { director, reza, id } = await anApproved();
		const sara = await aPerson({ roles: ["coordinator"] });
		const given = await give(director, id, { registrationNumber: "2000" });
		const changeId = (given.ok && given.value.change?.id) || "";
		const results = await Promise.all([
			changes.approve(reza, changeId, NOW),
			changes.reject(sara, { changeId, reason: "این شماره درست نیست." }, NOW),
			changes.withdrawChange(director, changeId, NOW),
		]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		const change = await store.byId(changeId);
		expect((await found(id))?.registrationNumber).toBe(change?.state === "approved" ? "2000" : "1843");
	});

	test("asked for anew takes the place of what waits and carries it along", async () => {
		const { director, reza, id } = await anApproved();
		const first = await give(director, id, { name: "همیاران سبز استان" });
		const second = await give(director, id, { licensingAuthority: "welfare" });
		const [old, young] = [first, second].map((given) => (given.ok && given.value.change?.id) || "");
		expect(await store.byId(old ?? "")).toMatchObject({ state: "replaced" });
		expect(await changes.approve(reza, old ?? "", NOW)).toMatchObject({ reason: "changedMeanwhile" });
		expect(await changes.approve(reza, young ?? "", NOW)).toMatchObject({ ok: true });
		expect(await found(id)).toMatchObject({ name: "همیاران سبز استان", licensingAuthority: "welfare" });
	});

	test("given back as it was is waited for no more", async () => {
		const { director, id } = await anApproved();
		await give(director, id, { name: "همیاران سبز استان" });
		expect(await give(director, id, { name: "همیاران سبز قزوین" })).toMatchObject({
			ok: true,
			value: { change: { state: "withdrawn" } },
		});
		expect(await store.waitingOf(id)).toBeUndefined();
	});

	test("decided while the director asks for more leaves the rest waiting by itself", async () => {
		const { director, reza, id, revision } = await anApproved();
		const first = await give(director, id, { name: "همیاران سبز استان" }, { revision });
		await changes.approve(reza, (first.ok && first.value.change?.id) || "", NOW);
		const second = await give(director, id, { registrationNumber: "2000" }, { revision });
		expect(second.ok && second.value.change?.after).toEqual({ registrationNumber: "2000" });
		expect(await give(director, id, { name: "نامی دیگر" }, { revision })).toMatchObject({ reason: "changedMeanwhile" });
	});

	test("an organization that is not registered any more has no license", async () => {
		const { director, reza, id } = await anApproved();
		expect(await documentStore.ofKind(id, "license")).toHaveLength(1);
		const given = await give(director, id, { registrationNumber: { instead: "notRegisteredYet" } });
		await changes.approve(reza, (given.ok && given.value.change?.id) || "", NOW);
		const organization = await found(id);
		for (const gone of ["registrationNumber", "nationalId", "licensingAuthority", "licenseExpiresOn", "licenseFile"])
			expect(organization).not.toHaveProperty(gone);
		expect(await documentStore.ofKind(id, "license")).toEqual([]);
	});

	test("a license asked for before the number went counts for nothing", async () => {
		const { director, reza, id } = await anApproved();
		await give(director, id, { licensingAuthority: "welfare", licenseExpiresOn: "2029-01-01" });
		const given = await give(director, id, { registrationNumber: { instead: "notRegisteredYet" } });
		await changes.approve(reza, (given.ok && given.value.change?.id) || "", NOW);
		expect(await found(id)).not.toHaveProperty("licenseExpiresOn");
	});

	test("ends once, whoever read it before", async () => {
		const { director, id } = await anApproved();
		const given = await give(director, id, { name: "همیاران سبز استان" });
		const end = { decidedAt: NOW, decidedById: director.person.id };
		const changeId = (given.ok && given.value.change?.id) || "";
		expect(await store.end(changeId, { state: "withdrawn", ...end })).toMatchObject({ state: "withdrawn" });
		expect(await store.end(changeId, { state: "approved", ...end })).toBeUndefined();
	});

	test("a new license is the organization's document once it is approved", async () => {
		const { director, reza, id } = await anApproved();
		const license = {
			kind: "document",
			fileId: "new-license",
			uniqueId: "u",
			name: "p.pdf",
			mime: "application/pdf",
			bytes: 9,
		};
		const given = await give(director, id, { license });
		expect((await documentStore.ofKind(id, "license"))[0]?.file.fileId).not.toBe("new-license");
		await changes.approve(reza, (given.ok && given.value.change?.id) || "", NOW);
		expect((await documentStore.ofKind(id, "license")).map(({ file }) => file.fileId)).toEqual(["new-license"]);
		expect((await found(id))?.licenseFile).toEqual({ kind: "document", fileId: "new-license" });
	});

	test("a number that another organization has is seen on the card", async () => {
		const { id: otherId } = await anApproved();
		await organizationStore.changeAt((await found(otherId)) as never, {
			...((await found(otherId)) as NonNullable<Awaited<ReturnType<typeof found>>>),
			registrationNumber: "7654321",
		});
		const { director, id, reza } = await anApproved();
		const given = await give(director, id, { registrationNumber: "7654321" });
		const card = await changes.seeChange(reza, (given.ok && given.value.change?.id) || "");
		expect(card.ok && card.value.sameAs.map((one) => one.id)).toEqual([otherId]);
	});
});

describe("nobody does what they may not", () => {
	test("a member sees the profile, without documents and what waits, and changes nothing", async () => {
		const { director, id } = await anApproved();
		await give(director, id, { name: "همیاران سبز استان" });
		const somebody = await aPerson();
		await membershipStore.add({
			...{ id: newId(), personId: somebody.person.id, organizationId: id },
			...{ role: "member", status: "active", since: NOW },
		});
		const member = await again(somebody);
		expect(await profiles.see(member, id, NOW)).toMatchObject({
			ok: true,
			value: { waiting: undefined, documents: [] },
		});
		expect(await give(member, id, { memberCount: 1 })).toMatchObject({ reason: "notAllowed" });
		expect(await profiles.confirm(member, id, NOW)).toMatchObject({ reason: "notAllowed" });
		expect(await profiles.history(member, id, {})).toMatchObject({ reason: "notFound" });
	});

	test("strangers and coordinators change nothing; a coordinator does not decide on their own organization", async () => {
		const { director, reza, id } = await anApproved();
		const stranger = await aPerson();
		expect(await profiles.see(stranger, id, NOW)).toMatchObject({ reason: "notFound" });
		for (const actor of [stranger, reza])
			expect(await give(actor, id, { memberCount: 1 })).toMatchObject({ reason: "notAllowed" });
		const given = await give(director, id, { name: "همیاران سبز استان" });
		const changeId = (given.ok && given.value.change?.id) || "";
		const both: Actor = { ...director, person: { ...director.person, roles: ["coordinator"] } };
		for (const actor of [stranger, director, both])
			expect(await changes.approve(actor, changeId, NOW)).toMatchObject({ reason: "notAllowed" });
		expect(await changes.withdrawChange(stranger, changeId, NOW)).toMatchObject({ reason: "notAllowed" });
	});

	test("while the organization is suspended its director is told so, and nothing changes", async () => {
		const { director, id } = await anApproved();
		const organization = (await found(id)) as NonNullable<Awaited<ReturnType<typeof found>>>;
		await organizationStore.changeAt(organization, { ...organization, state: "suspended" });
		expect(await give(director, id, { memberCount: 1 })).toMatchObject({ reason: "suspended" });
		expect(await profiles.confirm(director, id, NOW)).toMatchObject({ reason: "suspended" });
	});
});

test("that everything still holds is noted once a day", async () => {
	const { director, id, revision } = await anApproved();
	const later = new Date(NOW.getTime() + 60_000);
	expect(await profiles.confirm(director, id, NOW)).toMatchObject({ ok: true });
	expect(await profiles.confirm(director, id, later)).toMatchObject({ ok: true });
	expect(await found(id)).toMatchObject({ confirmedAt: NOW, revision: revision + 1 });
});

test("pages of what waits and of the history go forwards and back", async () => {
	const { director, reza, id } = await anApproved();
	for (let count = 1; count <= 8; count++) await give(director, id, { memberCount: 100 + count });
	const first = await profiles.history(director, id, {});
	if (!first.ok) throw new Error(first.reason);
	expect(first.value).toMatchObject({ count: 8, hasMore: true });
	const last = first.value.list.at(-1)?.change.id ?? "";
	const second = await profiles.history(director, id, { after: last });
	expect(second.ok && second.value.list).toHaveLength(2);
	expect(second.ok && second.value.hasMore).toBe(false);
	const top = (second.ok && second.value.list[0]?.change.id) || "";
	const back = await profiles.history(director, id, { before: top });
	expect(back.ok && back.value.list.map(({ change }) => change.id)).toEqual(
		first.value.list.map(({ change }) => change.id),
	);
	await give(director, id, { name: "نام دیگری برای سازمان" });
	const waiting = await changes.waitingChanges(reza, {});
	expect(waiting.ok && waiting.value.list.some(({ organization }) => organization.id === id)).toBe(true);
	expect(await changes.waitingChanges(director, {})).toMatchObject({ reason: "notAllowed" });
});
