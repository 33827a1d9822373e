import { beforeAll, describe, expect, test } from "vitest";
import { type Action, allowed, ranksOf } from "../../src/domain/permissions.ts";
import type { Actor, Role } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import { dismiss, restore as restoreAgency, retire as retireAgency } from "../../src/services/agencies/index.ts";
import * as committees from "../../src/services/committees/index.ts";
import * as forgetting from "../../src/services/forgetting.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as register from "../../src/services/register.ts";
import * as agencies from "../../src/store/agencies.ts";
import * as committeeStore from "../../src/store/committees.ts";
import * as liaisons from "../../src/store/liaisons.ts";
import * as seatStore from "../../src/store/seats.ts";
import { createTexts } from "../../src/texts/index.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const texts = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" });
let reza: Actor;

beforeAll(async () => {
	await committees.beginWithFirstCommittees(texts, NOW);
	reza = await aPerson({ roles: ["coordinator"] });
});

const again = async (actor: Actor) => (await people.actorOf("telegram", actor.person.userId)) as Actor;
const why = "در هادی‌آباد آموزش تفکیک زباله داریم";
const draft = () => ({ requestId: newId() });

let names = 0;
async function aDirector(): Promise<{ director: Actor; organizationId: string }> {
	const director = await aPerson();
	const number = String(5000 + names++);
	const { nationalId: _, ...rest } = { name: `سازمان شمارهٔ ${number}`, registrationNumber: number, nationalId: "" };
	const { id: organizationId } = await anApplication(director, { ...rest, nationalId: undefined as never });
	await organizations.approve(reza, { organizationId, round: 1 }, NOW);
	return { director: await again(director), organizationId };
}

async function asked(director: Actor, organizationId: string, committeeId = "environmental"): Promise<string> {
	const wish = { committeeId, organizationId, why, personId: director.person.id };
	const result = await committees.ask(director, wish, NOW, draft());
	if (!result.ok) throw new Error(result.reason);
	return result.value.id;
}

async function aSeat(committeeId = "environmental") {
	const { director, organizationId } = await aDirector();
	await committees.approve(reza, await asked(director, organizationId, committeeId), NOW);
	const sitter = await again(director);
	const seatId = sitter.seats[0]?.seatId ?? "";
	return { sitter, organizationId, seatId };
}

test("the first committees are made once, whatever the admins call them afterwards", async () => {
	await committeeStore.change("social", { name: { fa: "کمیتهٔ جامعه", en: "Society" } });
	await committees.beginWithFirstCommittees(texts, NOW);
	expect((await committees.byId("social"))?.name.fa).toBe("کمیتهٔ جامعه");
	expect(await committees.working()).toHaveLength(4);
});

test("two who decide at once: the first counts, an organization has one voting seat", async () => {
	const { director, organizationId } = await aDirector();
	const requestId = await asked(director, organizationId);
	expect(await asked(director, organizationId)).toBe(requestId);
	const sara = await aPerson({ roles: ["coordinator"] });
	const results = await Promise.all([
		committees.approve(reza, requestId, NOW),
		committees.approve(sara, requestId, NOW),
		committees.decline(sara, requestId, "در این زمینه کاری نکرده‌اید.", NOW),
	]);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(results.filter(({ ok }) => !ok)).toMatchObject([{ reason: "alreadyDecided" }, { reason: "alreadyDecided" }]);
	const open = await seatStore.heldBy({ kind: "organization", id: organizationId });
	expect(open.length).toBeLessThanOrEqual(1);
	const seat = { id: newId(), committeeId: "economic", holder: { kind: "organization", id: organizationId } } as const;
	const rest = { personId: director.person.id, office: "member", votes: true, since: NOW } as const;
	await seatStore.add({ ...seat, ...rest });
	await expect(seatStore.add({ ...seat, ...rest, id: newId() })).rejects.toThrow("duplicate key");
});

test("a committee has one chair: whoever had the office is a member from then on", async () => {
	const [first, second] = [await aSeat("physical"), await aSeat("physical")];
	expect((await committees.appoint(reza, first.seatId, "chair", NOW)).ok).toBe(true);
	expect((await committees.appoint(reza, second.seatId, "chair", NOW)).ok).toBe(true);
	expect((await seatStore.byId(first.seatId))?.office).toBe("member");
	expect(await committees.officersOf("physical")).toEqual([second.sitter.person.id]);
	expect(await committees.peopleOf("physical")).toEqual([first.sitter.person.id, second.sitter.person.id]);
});

test("a suspended organization has no seats, nor has somebody who asked to be forgotten", async () => {
	const [first, second] = [await aSeat(), await aSeat()];
	const reason = "پروانه به پایان رسیده است.";
	await register.suspend(reza, { organizationId: first.organizationId, reason }, NOW);
	expect(await seatStore.byId(first.seatId)).toMatchObject({ endedWhy: "suspended" });
	await forgetting.forget(second.sitter, NOW);
	expect(await seatStore.byId(second.seatId)).toBeUndefined();
});

test("an agency of the dimension gets a seat for its liaison, and loses it when the liaison is dismissed", async () => {
	const [saeed, admin] = [await aPerson(), await aPerson({ roles: ["admin"] })];
	const agencyId = newId();
	const name = { fa: "شهرداری قزوین", en: "Municipality of Qazvin" };
	await agencies.add({ id: agencyId, name, dimensions: ["physical"], neighbourhoodIds: [], createdAt: NOW });
	const give = () => committees.seatAgency(reza, { committeeId: "physical", agencyId }, NOW);
	expect(await give()).toMatchObject({ reason: "noLiaison" });
	const liaisonId = newId();
	await liaisons.add({ id: liaisonId, personId: saeed.person.id, agencyId, since: NOW });
	expect(await committees.seatAgency(saeed, { committeeId: "physical", agencyId }, NOW)).toMatchObject({ ok: false });
	const given = await give();
	expect(await give()).toMatchObject({ ok: true });
	expect((await again(saeed)).seats).toMatchObject([
		{ committeeId: "physical", holder: { kind: "agency", id: agencyId } },
	]);
	const shown = await committees.seatsPage(reza, "physical", "open", {}, 6);
	expect(shown.ok && shown.value.list.map(({ holder }) => holder?.name)).toContainEqual(name);
	await dismiss(admin, liaisonId, NOW);
	expect((await again(saeed)).seats).toEqual([]);
	expect(given.ok && (await seatStore.byId(given.value.id))).toMatchObject({ endedWhy: "dismissed" });
});

test("an agency that is retired sits nowhere any more, and is given its seat anew when it comes back", async () => {
	const [saeed, admin] = [await aPerson(), await aPerson({ roles: ["admin"] })];
	const agencyId = newId();
	const name = { fa: "آب و فاضلاب قزوین", en: "Qazvin Water" };
	await agencies.add({ id: agencyId, name, dimensions: ["physical"], neighbourhoodIds: [], createdAt: NOW });
	await liaisons.add({ id: newId(), personId: saeed.person.id, agencyId, since: NOW });
	const give = () => committees.seatAgency(reza, { committeeId: "physical", agencyId }, NOW);
	const given = await give();
	expect(await retireAgency(admin, agencyId, NOW)).toMatchObject({ ok: true });
	expect((await again(saeed)).seats).toEqual([]);
	expect(given.ok && (await seatStore.byId(given.value.id))).toMatchObject({ endedWhy: "agencyRetired" });
	expect(await give()).toMatchObject({ ok: false });
	expect(await restoreAgency(admin, agencyId, NOW)).toMatchObject({ ok: true });
	expect(await give()).toMatchObject({ ok: true });
});

test("nobody decides on a request of their own organization", async () => {
	const { director, organizationId } = await aDirector();
	const requestId = await asked(director, organizationId);
	const both: Actor = { ...director, person: { ...director.person, roles: ["coordinator"] } };
	expect(await committees.approve(both, requestId, NOW)).toMatchObject({ reason: "ownRequest" });
});

type Attempt = (
	actor: Actor,
	place: Awaited<ReturnType<typeof aSeat>> & { requestId: string },
) => Promise<{ ok: boolean }>;

const ATTEMPTS: Partial<Record<Action, Attempt>> = {
	"committee.see": (actor) => committees.open(actor, "environmental", NOW),
	"committee.run": (actor, { seatId }) =>
		committees.setTerm(actor, { seatId, lastDay: "2027-03-01", reason: "دوره رو به پایان است." }, NOW),
	"committee.appoint": (actor, { seatId }) => committees.appoint(actor, seatId, "secretary", NOW),
	"committee.keep": (actor) =>
		committees.add(
			actor,
			{
				...{ dimension: "social", fa: `کمیتهٔ ${newId()}`.replace(/[0-9A-Za-z]+/, "نمونهٔ تازه"), en: "New one" },
				...{ mandateFa: "کاری که هنوز نیست", mandateEn: "Work not there yet" },
			},
			NOW,
			draft(),
		),
	"seat.change": (actor, { seatId }) => committees.leave(actor, seatId, NOW),
	"seatRequest.withdraw": (actor, { requestId }) => committees.withdraw(actor, requestId, NOW),
};

describe.each(Object.entries(ATTEMPTS))("%s", (action, attempt) => {
	test.each([
		["own", []],
		["others", []],
		["others", ["coordinator"]],
		["others", ["admin"]],
	] as [relation: "own" | "others", roles: Role[]][])("of %s by %j is as the table says", async (relation, roles) => {
		const seat = await aSeat();
		const requestId = await asked(seat.sitter, seat.organizationId, "economic");
		const actor = relation === "own" ? seat.sitter : await aPerson({ roles });
		const expected = ranksOf(actor).some((rank) => allowed(action as Action, rank, relation));
		expect((await attempt(actor, { ...seat, requestId })).ok).toBe(expected);
	});
});
