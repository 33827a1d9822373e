import mongoose from "mongoose";
import { beforeAll, describe, expect, test } from "vitest";
import { type Action, allowed, ranksOf } from "../../src/domain/permissions.ts";
import type { Actor, Role } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as invitations from "../../src/services/invitations/index.ts";
import * as joinRequests from "../../src/services/joinRequests/index.ts";
import * as services from "../../src/services/memberships.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as memberships from "../../src/store/memberships.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

/** An organization with a director, a member, and somebody who asks to join. */
interface Place {
	organizationId: string;
	director: Actor;
	memberId: string;
	requestId: string;
	asker: Actor;
}

const again = async (actor: Actor) => (await people.actorOf("telegram", actor.person.userId)) as Actor;

async function aPlace(): Promise<Place> {
	const [director, member, asker] = [await aPerson(), await aPerson(), await aPerson()];
	const { id: organizationId } = await anApplication(director);
	const reza = await aPerson({ roles: ["coordinator"] });
	await organizations.approve(reza, { organizationId, round: 1 }, NOW);
	const memberId = newId();
	await memberships.add({
		id: memberId,
		personId: member.person.id,
		organizationId,
		role: "member",
		status: "active",
		since: NOW,
	});
	const asked = await joinRequests.ask(asker, { organizationId, name: "امید نوری", title: "mr" }, NOW, {
		requestId: newId(),
	});
	if (!asked.ok) throw new Error(asked.reason);
	return { organizationId, director: await again(director), memberId, requestId: asked.value.id, asker };
}

const missing = (place: Place): Place => ({ ...place, organizationId: newId(), memberId: newId(), requestId: newId() });
const reason = "مدیرعامل پاسخ نمی‌دهد";

/** The actions about the people of an organization, tried through their services. */
const ATTEMPTS: Partial<Record<Action, (actor: Actor, place: Place) => Promise<{ ok: boolean }>>> = {
	"member.see": (actor, { organizationId }) => services.list(actor, organizationId, {}, 6, NOW),
	"member.invite": (actor, { organizationId }) =>
		invitations.make(actor, { role: "member", organizationId, uses: "one", days: 7, requestId: newId() }, NOW),
	"member.remove": (actor, { memberId }) => services.remove(actor, memberId, NOW),
	"joinRequest.ask": (actor, { organizationId }) =>
		joinRequests.ask(actor, { organizationId, name: "امید نوری", title: "mr" }, NOW, { requestId: newId() }),
	"director.change": (actor, { memberId }) =>
		invitations.offerDirectorship(
			actor,
			{ membershipId: memberId, afterwards: "stays", reason, requestId: newId() },
			NOW,
		),
};

const COLLECTIONS = ["organizations", "memberships", "people", "audit", "deliveries", "invitations", "joinRequests"];

async function everything(): Promise<string> {
	const all = await Promise.all(
		COLLECTIONS.map((name) => mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray()),
	);
	return JSON.stringify(all);
}

type Relation = "led" | "own" | "others" | "missing";

async function whoActs(place: Place, relation: Relation, roles: Role[]): Promise<Actor> {
	if (relation === "led") return place.director;
	const actor = await aPerson({ roles });
	if (relation !== "own") return actor;
	await memberships.add({
		id: newId(),
		personId: actor.person.id,
		organizationId: place.organizationId,
		role: "member",
		status: "active",
		since: NOW,
	});
	return await again(actor);
}

describe.each(Object.entries(ATTEMPTS))("%s", (action, attempt) => {
	for (const relation of ["led", "own", "others", "missing"] as const) {
		for (const roles of [[], ["coordinator"], ["admin"]] as Role[][]) {
			if (relation === "led" && roles.length > 0) continue;
			test(`by ${roles[0] ?? "a person"} on what is ${relation}`, async () => {
				const place = await aPlace();
				const actor = await whoActs(place, relation, roles);
				const expected = ranksOf(actor).some((rank) => allowed(action as Action, rank, relation));
				const before = await everything();
				const result = await attempt(actor, relation === "missing" ? missing(place) : place);
				expect(result.ok).toBe(expected);
				if (!expected) expect(await everything()).toBe(before);
			});
		}
	}
});

describe("a request to join", () => {
	let place: Place;
	beforeAll(async () => {
		place = await aPlace();
	});

	test("is decided by nobody but the director, taken back by nobody but who asked", async () => {
		const crowd = [
			place.asker,
			await whoActs(await aPlace(), "led", []),
			await whoActs(place, "others", []),
			await whoActs(place, "others", ["coordinator"]),
		];
		const unchanged = await everything();
		for (const actor of crowd) {
			expect((await joinRequests.approve(actor, place.requestId, "member", NOW)).ok).toBe(false);
			expect((await joinRequests.decline(actor, place.requestId, reason, NOW)).ok).toBe(false);
		}
		for (const actor of [...crowd.slice(1), place.director])
			expect((await joinRequests.withdraw(actor, place.requestId, NOW)).ok).toBe(false);
		expect(await everything()).toBe(unchanged);
		expect((await joinRequests.approve(place.director, newId(), "member", NOW)).ok).toBe(false);
		expect((await joinRequests.withdraw(place.asker, place.requestId, NOW)).ok).toBe(true);
	});

	test("who belongs to it leaves; nobody else can", async () => {
		const stranger = await aPerson();
		expect((await services.leave(stranger, place.organizationId, NOW)).ok).toBe(false);
		const member = await whoActs(place, "own", []);
		expect((await services.leave(member, place.organizationId, NOW)).ok).toBe(true);
		expect((await again(member)).memberships).toEqual([]);
	});
});
