import mongoose from "mongoose";
import { describe, expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as forgetting from "../../src/services/forgetting.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as staff from "../../src/services/staff.ts";
import * as threads from "../../src/services/threads.ts";
import * as store from "../../src/store/people.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const consent = (userId: number, adminIds: number[] = []) =>
	people.consent({ platform: "telegram", userId, language: "fa", adminIds }, NOW);

describe("somebody agrees to be remembered", () => {
	test("an admin of the configuration is one from the first start, however often it is pressed", async () => {
		const [one, two] = await Promise.all([consent(1, [1]), consent(1, [1])]);
		expect(one.person.id).toBe(two.person.id);
		expect((await people.actorOf("telegram", 1))?.person.roles).toEqual(["admin"]);
		await forgetting.forget(one, NOW);
	});

	test("who is forgotten leaves nothing; an approved organization stays without their name", async () => {
		const zahra = await aPerson();
		const reza = await aPerson({ roles: ["coordinator"] });
		const kept = await anApplication(zahra);
		const dropped = await anApplication(zahra, { name: "سازمان دیگر" });
		await organizations.approve(reza, { organizationId: kept.id, round: 1 }, NOW);
		await threads.write(zahra, { text: "سلام" }, NOW, { requestId: newId() });
		expect((await forgetting.forget(zahra, NOW)).ok).toBe(true);
		expect(await people.actorOf("telegram", zahra.person.userId)).toBeUndefined();
		const seen = await organizations.see(reza, kept.id);
		expect(seen.ok && seen.value.director).toEqual({ name: "", title: "none", phone: "" });
		expect((await organizations.see(reza, dropped.id)).ok).toBe(false);
		for (const collection of ["organizations", "threads", "memberships", "people"]) {
			const documents = JSON.stringify(await mongoose.connection.collection(collection).find().toArray());
			expect(documents).not.toContain("کریمی");
			expect(documents).not.toContain("9125550142");
		}
	});
});

describe("an admin appoints and dismisses", () => {
	test("who has not pressed Start becomes a coordinator with their first start, and the admin is told", async () => {
		const admin = await aPerson({ roles: ["admin"] });
		expect(await staff.appointCoordinator(admin, 77, NOW)).toMatchObject({ value: { state: "waitsForStart" } });
		const list = await staff.list(admin);
		expect(list.ok && list.value.waiting.map((one) => one.userId)).toEqual([77]);
		expect((await consent(77)).person.roles).toEqual(["coordinator"]);
		const told = await mongoose.connection.collection("deliveries").find({ kind: "staff.began" }).toArray();
		expect(told).toMatchObject([{ to: { personId: admin.person.id } }]);
	});

	test("a coordinator cannot appoint anybody, not even themselves to admin", async () => {
		const reza = await aPerson({ roles: ["coordinator"] });
		const other = await aPerson();
		expect(await staff.appointCoordinator(reza, other.person.userId, NOW)).toMatchObject({ reason: "notAllowed" });
		expect(await staff.dismiss(reza, reza.person.id, NOW)).toMatchObject({ reason: "notAllowed" });
		expect((await people.actorOf("telegram", other.person.userId))?.person.roles).toEqual([]);
	});

	test("two admins who dismiss each other at the same second leave one", async () => {
		for (const person of await store.staff()) await store.removeRoles(person.id);
		const [one, two] = [await aPerson({ roles: ["admin"] }), await aPerson({ roles: ["admin"] })];
		const results = await Promise.all([staff.dismiss(one, two.person.id, NOW), staff.dismiss(two, one.person.id, NOW)]);
		expect(results.filter((result) => result.ok)).toHaveLength(1);
		expect(await store.countByRole("admin")).toBe(1);
	});

	test("the last admin can neither be dismissed nor forgotten", async () => {
		for (const person of await store.staff()) await store.removeRoles(person.id);
		const admin = await aPerson({ roles: ["admin"] });
		expect(await staff.dismiss(admin, admin.person.id, NOW)).toMatchObject({ reason: "lastAdmin" });
		expect(await forgetting.forget(admin, NOW)).toMatchObject({ reason: "lastAdmin" });
		expect(await store.countByRole("admin")).toBe(1);
	});
});
