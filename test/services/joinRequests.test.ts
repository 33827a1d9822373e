import mongoose from "mongoose";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as duplicates from "../../src/services/duplicates.ts";
import { forget } from "../../src/services/forgetting.ts";
import * as joinRequests from "../../src/services/joinRequests/index.ts";
import * as services from "../../src/services/memberships.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as memberships from "../../src/store/memberships.ts";
import * as similar from "../../src/store/similarOrganizations.ts";
import { anApplication, type answers, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const again = async (actor: Actor) => (await people.actorOf("telegram", actor.person.userId)) as Actor;

async function anOrganization(changed: Parameters<typeof answers>[0] = {}) {
	const director = await aPerson();
	const reza = await aPerson({ roles: ["coordinator"] });
	const { id } = await anApplication(director, changed);
	const approved = await organizations.approve(reza, { organizationId: id, round: 1 }, NOW);
	if (!approved.ok) throw new Error(approved.reason);
	return { director: await again(director), reza, organization: approved.value };
}

async function asks(actor: Actor, organizationId: string, requestId = newId()) {
	return await joinRequests.ask(actor, { organizationId, name: "امید نوری", title: "mr" }, NOW, { requestId });
}

const idOf = (result: Awaited<ReturnType<typeof asks>>) => {
	if (!result.ok) throw new Error(result.reason);
	return result.value.id;
};

describe("asking to join", () => {
	test("asked by two taps, twice or again while it waits, it is one request", async () => {
		const { organization } = await anOrganization();
		const omid = await aPerson();
		const draft = newId();
		const all = await Promise.all([
			asks(omid, organization.id, draft),
			asks(omid, organization.id, draft),
			asks(omid, organization.id),
		]);
		expect(new Set(all.map(idOf)).size).toBe(1);
		expect(idOf(await asks(omid, organization.id))).toBe(idOf(all[0] as never));
	});

	test("not where one belongs, not where nobody is approved, not more than five at once", async () => {
		const { director, organization } = await anOrganization();
		expect(await asks(director, organization.id)).toMatchObject({ reason: "alreadyMember" });
		const waiting = await anApplication(await aPerson());
		const omid = await aPerson();
		expect(await asks(omid, waiting.id)).toMatchObject({ reason: "notApproved" });
		expect(await asks(omid, newId())).toMatchObject({ reason: "notFound" });
		for (let i = 0; i < 5; i++) await asks(omid, (await anOrganization()).organization.id);
		expect(await asks(omid, organization.id)).toMatchObject({ reason: "tooManyOpen" });
	});
});

describe("the answer", () => {
	test("is the director's; a coordinator's only where there is no director", async () => {
		const { director, reza, organization } = await anOrganization();
		const omid = await aPerson();
		const id = idOf(await asks(omid, organization.id));
		expect(await joinRequests.approve(reza, id, "member", NOW)).toMatchObject({ reason: "directorDecides" });
		expect(await joinRequests.approve(omid, id, "member", NOW)).toMatchObject({ reason: "notAllowed" });
		const stranger = (await anOrganization()).director;
		expect(await joinRequests.approve(stranger, id, "member", NOW)).toMatchObject({ reason: "notAllowed" });
		expect(await joinRequests.approve(director, id, "director", NOW)).toMatchObject({ reason: "hasDirector" });
		expect((await joinRequests.approve(director, id, "member", NOW)).ok).toBe(true);
		expect((await joinRequests.approve(director, id, "member", NOW)).ok).toBe(true);
		expect(await joinRequests.decline(director, id, "دیر شد دیگر", NOW)).toMatchObject({ reason: "alreadyDecided" });
		expect((await again(omid)).memberships).toHaveLength(1);
	});

	test("two who claim one organization without a director at once: one becomes it, the other may be a member", async () => {
		const { director, reza, organization } = await anOrganization();
		await memberships.removeOf(director.person.id);
		const [omid, sara] = [await aPerson(), await aPerson()];
		const ids = [idOf(await asks(omid, organization.id)), idOf(await asks(sara, organization.id))];
		expect(await joinRequests.countWaiting(reza)).toBeGreaterThanOrEqual(2);
		const results = await Promise.all(ids.map((id) => joinRequests.approve(reza, id, "director", NOW)));
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(results.filter((one) => !one.ok && one.reason === "hasDirector")).toHaveLength(1);
		const places = await memberships.ofOrganization(organization.id);
		expect(places.map(({ role }) => role)).toEqual(["director"]);
		const winner = places[0]?.personId === omid.person.id ? omid : sara;
		const loser = ids[winner === omid ? 1 : 0] ?? "";
		expect((await joinRequests.approve(await again(winner), loser, "member", NOW)).ok).toBe(true);
	});
});

describe("the people of an organization", () => {
	test("are seen by its own and by coordinators; only the director removes, never a director", async () => {
		const { director, reza, organization } = await anOrganization();
		const omid = await aPerson();
		await joinRequests.approve(director, idOf(await asks(omid, organization.id)), "member", NOW);
		const member = await again(omid);
		for (const actor of [director, reza, member])
			expect((await services.list(actor, organization.id, {}, 6, NOW)).ok).toBe(true);
		expect((await services.list(await aPerson(), organization.id, {}, 6, NOW)).ok).toBe(false);
		const [first, second] = await memberships.ofOrganization(organization.id);
		expect(await services.remove(member, first?.id ?? "", NOW)).toMatchObject({ reason: "notAllowed" });
		expect(await services.remove(reza, second?.id ?? "", NOW)).toMatchObject({ reason: "notAllowed" });
		expect(await services.remove(director, first?.id ?? "", NOW)).toMatchObject({ reason: "directorStays" });
		expect(await services.leave(director, organization.id, NOW)).toMatchObject({ reason: "directorStays" });
		expect((await services.remove(director, second?.id ?? "", NOW)).ok).toBe(true);
		expect((await services.remove(director, second?.id ?? "", NOW)).ok).toBe(true);
		expect((await again(omid)).memberships).toEqual([]);
		const told = await mongoose.connection.collection("deliveries").find({ kind: "membership.removed" }).toArray();
		expect(told.filter((one) => one.refs.membershipId === second?.id)).toHaveLength(1);
	});

	test("pages of six, forwards and back", async () => {
		const { director, organization } = await anOrganization();
		for (let i = 0; i < 8; i++)
			await memberships.add({
				id: newId(),
				personId: newId(),
				organizationId: organization.id,
				role: "member",
				status: "active",
				since: NOW,
			});
		const first = await services.list(director, organization.id, {}, 6, NOW);
		expect(first.ok && first.value).toMatchObject({ count: 9, hasMore: true });
		const last = (first.ok && first.value.places.at(-1)?.membership.id) || "";
		const second = await services.list(director, organization.id, { after: last }, 6, NOW);
		expect(second.ok && second.value.places).toHaveLength(3);
		const edge = (second.ok && second.value.places[0]?.membership.id) || "";
		const back = await services.list(director, organization.id, { before: edge }, 6, NOW);
		expect(back.ok && back.value.places.map((one) => one.membership.id)).toEqual(
			first.ok && first.value.places.map((one) => one.membership.id),
		);
	});
});

describe("known already", () => {
	test("by number, by id, by the same name and by nearly the same; not one's own application for itself", async () => {
		const name = "یاوران مهر تاکستان";
		const numbers = { registrationNumber: "7654321", nationalId: "10101333509" };
		const { organization } = await anOrganization({ name, registrationNumber: "7654321" });
		const omid = await aPerson();
		const found = async (known: Record<string, unknown>) =>
			(await duplicates.offered(omid, known)).map((match) => [match.organization.id, match.by, match.percent]);
		expect(await found({ name: "چیز دیگری است", registrationNumber: "۷۶۵۴۳۲۱" })).toMatchObject([
			[organization.id, "registrationNumber", 0],
		]);
		expect(await found({ name: "خیریه ياوران‌مهر تاكستان" })).toEqual([[organization.id, "name", 100]]);
		const [alike] = await found({ name: "یاوران مهر تاکستن", registrationNumber: { instead: "notRegisteredYet" } });
		expect(alike?.[0]).toBe(organization.id);
		expect(alike?.[2]).toBeLessThan(100);
		expect(await found({ name: "کوهنوردان دماوند" })).toEqual([]);
		const copy = await anApplication(omid, { name, ...numbers, nationalId: undefined });
		expect((await duplicates.ofApplication(copy)).map((one) => one.organization.id)).toEqual([organization.id]);
	});

	test("an application of somebody else is not shown to the applicant, but to the coordinator", async () => {
		const waiting = await anApplication(await aPerson(), { name: "نگارستان کویر" });
		expect(await duplicates.offered(await aPerson(), { name: "نگارستان کویر" })).toEqual([]);
		const copy = await anApplication(await aPerson(), { name: "نگارستان كوير", registrationNumber: "999" });
		expect((await duplicates.ofApplication(copy)).map((one) => one.organization.id)).toContain(waiting.id);
		const reza = await aPerson({ roles: ["coordinator"] });
		const both = { organizationId: copy.id, otherId: waiting.id };
		expect((await duplicates.compare(reza, both)).ok).toBe(true);
		expect((await duplicates.compare(await aPerson(), both)).ok).toBe(false);
	});

	test("is looked up along indexes", async () => {
		const explained = async (filter: object) => {
			const plan = await mongoose.connection.collection("organizations").find(filter).explain("queryPlanner");
			return JSON.stringify(plan.queryPlanner.winningPlan);
		};
		for (const filter of [
			{ nameTrigrams: { $in: ["یاو", "مهر"] }, state: { $in: ["approved"] } },
			{ $or: [{ nameKey: "x" }, { registrationNumber: "1" }, { nationalId: "2" }], state: { $in: ["approved"] } },
		])
			expect(await explained(filter)).not.toContain("COLLSCAN");
		expect(await similar.sameAs({}, ["approved"], 3)).toEqual([]);
	});
});

test("who asked and is forgotten leaves no words: not in the database, and their cards are taken away", async () => {
	const { organization } = await anOrganization();
	const omid = await aPerson();
	const asked = await joinRequests.ask(
		omid,
		{ organizationId: organization.id, name: "قناری نوری", title: "mr", words: "من قناری سازمان هستم" },
		NOW,
		{ requestId: newId() },
	);
	expect((await forget(await again(omid), NOW)).ok).toBe(true);
	for (const collection of (await mongoose.connection.db?.collections()) ?? [])
		expect(JSON.stringify(await collection.find().toArray())).not.toContain("قناری");
	const gone = await mongoose.connection.collection("deliveries").find({ operation: "delete" }).toArray();
	const cards = gone.filter((one) => String(one.target).startsWith(`joinRequest.asked:${asked.ok && asked.value.id}:`));
	expect(cards).toHaveLength(2);
});
