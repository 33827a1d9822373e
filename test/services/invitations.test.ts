import { createHash } from "node:crypto";
import mongoose from "mongoose";
import { describe, expect, test } from "vitest";
import { linkMark } from "../../src/domain/invitation.ts";
import type { Organization } from "../../src/domain/organization.ts";
import type { Actor } from "../../src/domain/person.ts";
import { newId, newToken } from "../../src/kit/ids.ts";
import * as invitations from "../../src/services/invitations/index.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as staff from "../../src/services/staff.ts";
import { ofThing } from "../../src/store/audit.ts";
import * as memberships from "../../src/store/memberships.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const SARA = { name: "سارا امینی", title: "ms" } as const;
const days = (count: number) => new Date(NOW.getTime() + count * 24 * 3600_000);
const again = async (actor: Actor) => (await people.actorOf("telegram", actor.person.userId)) as Actor;

async function anOrganization(): Promise<{ director: Actor; organization: Organization }> {
	const director = await aPerson();
	const reza = await aPerson({ roles: ["coordinator"] });
	const { id } = await anApplication(director);
	const approved = await organizations.approve(reza, { organizationId: id, round: 1 }, NOW);
	if (!approved.ok) throw new Error(approved.reason);
	return { director: await again(director), organization: approved.value };
}

async function aLink(
	actor: Actor,
	organizationId: string,
	changed: Partial<invitations.NewInvitation> = {},
): Promise<{ token: string; id: string }> {
	const made = await invitations.make(
		actor,
		{ role: "member", organizationId, uses: "one", days: 7, requestId: newId(), ...changed },
		NOW,
	);
	if (!made.ok || made.value.token === undefined) throw new Error("no link was made");
	return { token: made.value.token, id: made.value.invitation.id };
}

describe("a link", () => {
	test("its token is nowhere in the database, only its SHA-256", async () => {
		const { director, organization } = await anOrganization();
		const { token, id } = await aLink(director, organization.id);
		const kept = await mongoose.connection
			.collection<{ _id: string; tokenHash: string }>("invitations")
			.findOne({ _id: id });
		expect(kept?.tokenHash).toBe(createHash("sha256").update(token).digest("base64url"));
		for (const collection of (await mongoose.connection.db?.collections()) ?? [])
			expect(JSON.stringify(await collection.find().toArray())).not.toContain(token);
	});

	test("of 50 who click a single-use link at once exactly one gets in", async () => {
		const { director, organization } = await anOrganization();
		const { token, id } = await aLink(director, organization.id);
		const crowd = await Promise.all(Array.from({ length: 50 }, () => aPerson()));
		const results = await Promise.all(crowd.map((one) => invitations.accept(one, { token }, SARA, NOW)));
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(new Set(results.flatMap((one) => (one.ok ? [] : [one.reason])))).toEqual(new Set(["usedUp"]));
		expect(await memberships.ofOrganization(organization.id)).toHaveLength(2);
		const seen = await invitations.see(director, id);
		expect(seen.ok && seen.value.usedBy).toHaveLength(1);
		expect(await ofThing("organization", organization.id)).toContainEqual(
			expect.objectContaining({ action: "organization.invitationUsed" }),
		);
	}, 60_000);

	test("one person who clicks many times at once uses it once", async () => {
		const { director, organization } = await anOrganization();
		const { token, id } = await aLink(director, organization.id, { uses: "five" });
		const sara = await aPerson();
		await Promise.all(Array.from({ length: 8 }, () => invitations.accept(sara, { token }, SARA, NOW)));
		const seen = await invitations.see(director, id);
		expect(seen.ok && seen.value.invitation.left).toBe(4);
		expect(await memberships.ofOrganization(organization.id)).toHaveLength(2);
		const repeated = await invitations.accept(await again(sara), { token }, SARA, NOW);
		expect(repeated.ok).toBe(true);
	});

	test("10,000 guessed codes open nothing", async () => {
		const { director, organization } = await anOrganization();
		await aLink(director, organization.id, { uses: "unlimited", days: 30 });
		const guesser = await aPerson();
		let hits = 0;
		for (let i = 0; i < 100; i++) {
			const tries = Array.from({ length: 100 }, () => invitations.look(guesser, { token: newToken() }, NOW));
			hits += (await Promise.all(tries)).filter((one) => one.ok || one.reason !== "unknown").length;
		}
		expect(hits).toBe(0);
		expect((await invitations.look(guesser, { proof: "" }, NOW)).ok).toBe(false);
		expect((await invitations.look(guesser, { proof: "A" }, NOW)).ok).toBe(false);
	}, 60_000);

	test("each hurdle has a reason of its own", async () => {
		const { director, organization } = await anOrganization();
		const omid = await aPerson();
		const reasonOf = async (actor: Actor, token: string, at = NOW) => {
			const result = await invitations.accept(actor, { token }, SARA, at);
			return result.ok ? "in" : result.reason;
		};
		const link = await aLink(director, organization.id, { uses: "five" });
		expect(await reasonOf(director, link.token)).toBe("own");
		expect(await reasonOf(omid, link.token, days(7))).toBe("expired");
		expect(await reasonOf(omid, link.token)).toBe("in");
		const member = await again(omid);
		const second = await aLink(director, organization.id);
		expect(await reasonOf(member, second.token)).toBe("alreadyMember");
		const [, place] = await memberships.ofOrganization(organization.id);
		await memberships.end(place?.id ?? "", NOW);
		expect(await reasonOf(await again(omid), link.token)).toBe("usedByYou");
		await invitations.revoke(director, second.id, NOW);
		expect(await reasonOf(await aPerson(), second.token)).toBe("revoked");
	});

	test("made twice by one tap it is one; a new link puts the old one out of use", async () => {
		const { director, organization } = await anOrganization();
		const wanted = {
			role: "member",
			organizationId: organization.id,
			uses: "five",
			days: 7,
			requestId: newId(),
		} as const;
		const both = await Promise.all([invitations.make(director, wanted, NOW), invitations.make(director, wanted, NOW)]);
		const [one, two] = both.map((made) => (made.ok ? made.value : undefined));
		expect(one?.invitation.id).toBe(two?.invitation.id);
		expect([one?.token, two?.token].filter((token) => token !== undefined)).toHaveLength(1);
		const old = one?.token ?? two?.token ?? "";
		const kept = one?.invitation ?? two?.invitation;
		const [id, mark] = [kept?.id ?? "", kept ? linkMark(kept) : ""];
		const renewed = await invitations.renewLink(director, id, mark, NOW);
		expect(await invitations.renewLink(director, id, mark, NOW)).toMatchObject({ reason: "renewedBefore" });
		const sara = await aPerson();
		expect(await invitations.look(sara, { token: old }, NOW)).toMatchObject({ reason: "unknown" });
		expect((await invitations.look(sara, { token: (renewed.ok && renewed.value.token) || "" }, NOW)).ok).toBe(true);
	});
});

describe("who may", () => {
	test("a member, another's director and a coordinator cannot invite members; nobody but an admin coordinators", async () => {
		const { director, organization } = await anOrganization();
		const stranger = await anOrganization();
		const { token } = await aLink(director, organization.id);
		const sara = await aPerson();
		await invitations.accept(sara, { token }, SARA, NOW);
		const reza = await aPerson({ roles: ["coordinator"] });
		const wanted = { organizationId: organization.id, uses: "one", days: 7 } as const;
		for (const actor of [await again(sara), stranger.director, reza]) {
			const made = await invitations.make(actor, { ...wanted, role: "member", requestId: newId() }, NOW);
			expect(made).toMatchObject({ reason: "notAllowed" });
			const staffMade = await invitations.make(actor, { ...wanted, role: "coordinator", requestId: newId() }, NOW);
			expect(staffMade).toMatchObject({ reason: "notAllowed" });
		}
		for (const changed of [{ uses: "many" }, { days: 365 }, { uses: "toString" }]) {
			const made = await invitations.make(
				director,
				{ ...wanted, role: "member", requestId: newId(), ...(changed as object) },
				NOW,
			);
			expect(made).toMatchObject({ reason: "incomplete" });
		}
	});

	test("a coordinator's link of an admin who was dismissed lets nobody in", async () => {
		await aPerson({ roles: ["admin"] });
		const admin = await aPerson({ roles: ["admin"] });
		const link = async () =>
			await invitations.make(admin, { role: "coordinator", uses: "one", days: 7, requestId: newId() }, NOW);
		const [good, bad] = [await link(), await link()];
		const reza = await aPerson();
		const token = (good.ok && good.value.token) || "";
		expect((await invitations.accept(reza, { token }, SARA, NOW)).ok).toBe(true);
		expect((await again(reza)).person.roles).toEqual(["coordinator"]);
		expect((await staff.dismiss(admin, admin.person.id, NOW)).ok).toBe(true);
		const late = await invitations.accept(await aPerson(), { token: (bad.ok && bad.value.token) || "" }, SARA, NOW);
		expect(late).toMatchObject({ reason: "revoked" });
	});
});

describe("a change of director", () => {
	const OMID = { name: "امید نوری", title: "mr", phone: "+989121234567" } as const;

	test("of two who accept at once one is director, and the other's offer is over", async () => {
		const { director, organization } = await anOrganization();
		const reza = await aPerson({ roles: ["coordinator"] });
		const first = await aLink(director, organization.id, { role: "director", afterwards: "stays" });
		const second = await aLink(reza, organization.id, { role: "director", reason: "مدیرعامل پاسخ نمی‌دهد" });
		const [omid, sara] = [await aPerson(), await aPerson()];
		// The later offer took the earlier one's place.
		expect(await invitations.accept(omid, { token: first.token }, OMID, NOW)).toMatchObject({ reason: "revoked" });
		const results = await Promise.all(
			[omid, sara].map((one) => invitations.accept(one, { token: second.token }, OMID, NOW)),
		);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		const places = await memberships.ofOrganization(organization.id);
		expect(places.filter(({ role }) => role === "director")).toHaveLength(1);
		expect(places).toHaveLength(1);
		const [change] = (await ofThing("organization", organization.id)).filter(
			({ action }) => action === "organization.directorChanged",
		);
		expect(change?.details).toMatchObject({ fromId: director.person.id, reason: "مدیرعامل پاسخ نمی‌دهد" });
		expect(JSON.stringify(change)).not.toContain("امید");
	});

	test("two offers open at once, by whatever way: the database lets one be director", async () => {
		const { director, organization } = await anOrganization();
		const link = await aLink(director, organization.id, { role: "director" });
		const other = await aLink(director, organization.id, { role: "director" });
		// As if the second had not put the first out of use.
		await mongoose.connection
			.collection<{ _id: string }>("invitations")
			.updateOne({ _id: link.id }, { $unset: { revokedAt: "" } });
		const [omid, sara] = [await aPerson(), await aPerson()];
		const results = await Promise.all([
			invitations.accept(omid, { token: link.token }, OMID, NOW),
			invitations.accept(sara, { token: other.token }, OMID, NOW),
		]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		const places = await memberships.ofOrganization(organization.id);
		expect(places.filter(({ role }) => role === "director")).toHaveLength(1);
	});

	test("the organization is the successor's, with their name and number; what the old one applied for stays in its steps", async () => {
		const { director, organization } = await anOrganization();
		const { token } = await aLink(director, organization.id, { role: "director", afterwards: "leaves" });
		const omid = await aPerson();
		const noPhone = await invitations.accept(omid, { token }, { name: OMID.name, title: "mr" }, NOW);
		expect(noPhone).toMatchObject({ reason: "incomplete", values: { question: "phone" } });
		expect((await invitations.accept(omid, { token }, OMID, days(1))).ok).toBe(true);
		const seen = await organizations.see(await again(omid), organization.id);
		expect(seen.ok && seen.value).toMatchObject({
			applicantId: omid.person.id,
			director: { name: "امید نوری", phone: "+989121234567" },
		});
		expect(seen.ok && seen.value.steps[0]?.byId).toBe(director.person.id);
		expect((await organizations.see(await again(director), organization.id)).ok).toBe(false);
		const [ended] = await memberships.formerDirectors(organization.id, 3);
		expect(ended).toMatchObject({ personId: director.person.id, status: "ended", until: days(1) });
	});

	test("a coordinator gives a reason; nobody hands over what they do not lead; one who was asked is the only one to answer", async () => {
		const { director, organization } = await anOrganization();
		const { token } = await aLink(director, organization.id);
		const sara = await aPerson();
		await invitations.accept(sara, { token }, SARA, NOW);
		const place = await memberships.placeOf(sara.person.id, organization.id);
		const offer = { membershipId: place?.id ?? "", afterwards: "stays", requestId: newId() } as const;
		const reza = await aPerson({ roles: ["coordinator"] });
		expect(await invitations.offerDirectorship(reza, offer, NOW)).toMatchObject({ reason: "incomplete" });
		expect(await invitations.offerDirectorship(await again(sara), offer, NOW)).toMatchObject({ reason: "notAllowed" });
		const made = await invitations.offerDirectorship(director, offer, NOW);
		const invitationId = (made.ok && made.value.invitation.id) || "";
		const stranger = await aPerson();
		expect(await invitations.accept(stranger, { invitationId }, OMID, NOW)).toMatchObject({ reason: "unknown" });
		expect(await invitations.decline(stranger, invitationId, NOW)).toMatchObject({ reason: "unknown" });
		expect((await invitations.decline(await again(sara), invitationId, NOW)).ok).toBe(true);
		expect(await invitations.accept(await again(sara), { invitationId }, OMID, NOW)).toMatchObject({
			reason: "declined",
		});
	});
});
