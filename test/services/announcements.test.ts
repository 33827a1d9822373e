import { expect, test } from "vitest";
import type { Announcement } from "../../src/domain/announcement.ts";
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as announcements from "../../src/services/announcements/index.ts";
import { reachOf } from "../../src/services/audiences.ts";
import * as people from "../../src/services/people.ts";
import { byKey } from "../../src/store/deliveries.ts";
import * as memberships from "../../src/store/memberships.ts";
import * as organizationStore from "../../src/store/organizations.ts";
import * as peopleStore from "../../src/store/people.ts";
import * as settings from "../../src/store/settings.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const words = { fa: { html: "<b>نشست</b>", plain: "نشست" } };

async function written(by: Actor, audience = { of: {}, except: {} }): Promise<Announcement> {
	const result = await announcements.compose(by, { words, files: [], audience }, NOW, { requestId: newId() });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

test("who is not of the secretariat writes, sees, steers and follows up nothing; nobody approves their own", async () => {
	const reza = await aPerson({ roles: ["coordinator"] });
	const sara = await aPerson({ roles: ["coordinator"] });
	const omid = await aPerson();
	const { id } = await written(reza);
	const attempts = (actor: Actor) => [
		announcements.compose(actor, { words, files: [], audience: { of: {}, except: {} } }, NOW, { requestId: newId() }),
		announcements.list(actor, {}, 6),
		announcements.see(actor, id, NOW),
		announcements.change(actor, id, { isUrgent: true }, NOW),
		announcements.send(actor, id, 1, NOW),
		announcements.callOff(actor, id, NOW),
		announcements.pause(actor, id, NOW),
		announcements.resume(actor, id, NOW),
		announcements.stop(actor, id, NOW),
		announcements.unread(actor, id, undefined, 6),
		announcements.callList(actor, id, undefined, 6, NOW),
		announcements.nudge(actor, id, NOW),
		announcements.sendAgain(actor, id, NOW),
		announcements.correct(actor, { id, language: "fa", words: words.fa }, NOW),
		announcements.remove(actor, id, NOW),
		announcements.drop(actor, id, NOW),
		announcements.approve(actor, id, 1, NOW),
		announcements.acknowledge(actor, id, NOW),
	];
	for (const result of await Promise.all(attempts(omid)))
		expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(/^not(Found|Allowed)$/) });
	for (const actor of [omid, reza, sara])
		expect(await announcements.setApprovalAbove(actor, 5, NOW)).toMatchObject({ ok: false, reason: "notAllowed" });
	expect(await announcements.approve(reza, id, 1, NOW)).toMatchObject({ ok: false, reason: "notFound" });
	expect(await announcements.giveBack(reza, { id, reason: "چنین نیست" }, NOW)).toMatchObject({ ok: false });
	expect(await announcements.approve(sara, id, 1, NOW)).toMatchObject({ ok: false, reason: "notNow" });
});

test("whoever changed an announcement is not its second person", async () => {
	const [reza, sara] = [await aPerson({ roles: ["coordinator"] }), await aPerson({ roles: ["coordinator"] })];
	const admin = await aPerson({ roles: ["admin"] });
	await settings.setNumber("announcements.approvalAbove", { number: 1, byId: admin.person.id, at: NOW });
	const { id } = await written(reza);
	await announcements.change(sara, id, { isUrgent: true }, NOW);
	await announcements.change(reza, id, { asksToAcknowledge: true }, NOW);
	expect(await announcements.send(reza, id, 3, NOW)).toMatchObject({
		ok: true,
		value: { writerIds: [sara.person.id] },
	});
	for (const actor of [reza, sara])
		expect(await announcements.approve(actor, id, 4, NOW)).toMatchObject({ ok: false, reason: "notFound" });
	expect(await announcements.approve(admin, id, 4, NOW)).toMatchObject({ ok: true, value: { state: "set" } });
	await settings.setNumber("announcements.approvalAbove", { number: 200, byId: admin.person.id, at: NOW });
});

test("the same twice is once; what was changed meanwhile is not sent; of two who approve at once one does", async () => {
	const reza = await aPerson({ roles: ["coordinator"] });
	const sara = await aPerson({ roles: ["coordinator"] });
	const admin = await aPerson({ roles: ["admin"] });
	const draft = await written(reza);
	await announcements.change(reza, draft.id, { isUrgent: true }, NOW);
	expect(await announcements.send(reza, draft.id, 1, NOW)).toMatchObject({ ok: false, reason: "changedMeanwhile" });
	await settings.setNumber("announcements.approvalAbove", { number: 1, byId: admin.person.id, at: NOW });
	const sent = await announcements.send(reza, draft.id, 2, NOW);
	expect(sent).toMatchObject({ ok: true, value: { state: "waiting", revision: 3 } });
	expect(await announcements.send(reza, draft.id, 2, NOW)).toEqual(sent);
	expect(await byKey(`announcement:${draft.id}`)).toBeUndefined();
	const both = await Promise.all([sara, admin].map((actor) => announcements.approve(actor, draft.id, 3, NOW)));
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await byKey(`announcement:${draft.id}`)).toMatchObject({ state: "pending", urgent: true });
	await settings.setNumber("announcements.approvalAbove", { number: 200, byId: admin.person.id, at: NOW });
});

test("exactly those whom the rule chooses, the barred never; who joined late is among them", async () => {
	const reza = await aPerson({ roles: ["coordinator"] });
	const zahra = await aPerson();
	const omid = await aPerson();
	const organization = await anApplication(zahra, { fields: ["health"], name: "تندرستان" });
	const approved = { ...organization, state: "approved" as const, revision: organization.revision + 1 };
	await organizationStore.changeAt(organization, approved);
	const place = { organizationId: organization.id, status: "active", since: NOW } as const;
	await memberships.add({ ...place, id: newId(), personId: zahra.person.id, role: "director" });
	const rule = { of: { fields: ["health"] }, except: {} };
	expect(await reachOf(rule)).toMatchObject({ count: 1, languages: { fa: 1, en: 0 } });
	await memberships.add({ ...place, id: newId(), personId: omid.person.id, role: "member" });
	expect((await reachOf(rule)).count).toBe(2);
	expect((await reachOf({ of: { fields: ["health"], standings: ["director"] }, except: {} })).count).toBe(1);
	expect(
		(await reachOf({ of: { organizationIds: [organization.id] }, except: { standings: ["director"] } })).count,
	).toBe(1);
	const all = (await reachOf({ of: {}, except: {} })).count;
	await peopleStore.setBarred(omid.person.id, { at: NOW, byId: reza.person.id, reason: "آزار" });
	expect((await reachOf(rule)).count).toBe(1);
	expect((await reachOf({ of: {}, except: {} })).count).toBe(all - 1);
	// Everybody is counted in another way than those who are chosen.
	const emma = await aPerson();
	await people.setLanguage(emma, "en");
	const everybody = { of: {}, except: {} };
	const oneByOne = { of: {}, except: { personIds: ["nobody"] } };
	expect((await reachOf(everybody)).languages.en).toBe(1);
	expect(await reachOf(everybody)).toEqual(await reachOf(oneByOne));
	await peopleStore.setBarred(emma.person.id, { at: NOW, byId: reza.person.id, reason: "آزار" });
	expect((await reachOf(everybody)).languages.en).toBe(0);
	expect(await reachOf(everybody)).toEqual(await reachOf(oneByOne));
	expect((await reachOf({ of: { personIds: ["nobody", zahra.person.id] }, except: {} })).count).toBe(1);
});
