import mongoose from "mongoose";
import { expect, test } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import { licenseEnds, stillTrue, tellNudges } from "../../src/services/nudges.ts";
import { approve } from "../../src/services/organizations/index.ts";
import { actorOf } from "../../src/services/people.ts";
import { anApplication, aPerson, withDatabase } from "../support/registrar.ts";

withDatabase();

const TEHRAN = "Asia/Tehran";
const tehran = (day: string, time: string) => new Date(`${day}T${time}:00+03:30`);

async function keys(pattern: RegExp): Promise<string[]> {
	const rows = await mongoose.connection
		.collection("deliveries")
		.find({ _id: pattern as never })
		.toArray();
	return rows.map(({ _id }) => String(_id)).sort();
}

test("a license that runs out is told 60, 30 and 7 days before, once each; a profile twice a year", async () => {
	const [zahra, reza] = [await aPerson(), await aPerson({ roles: ["coordinator"] })];
	const asked = await anApplication(zahra, { licenseExpiresOn: "2027-02-15" });
	const decided = await approve(reza, { organizationId: asked.id, round: asked.round }, tehran("2026-11-24", "10:00"));
	expect(decided.ok).toBe(true);
	const days: string[] = [];
	for (
		let at = tehran("2026-11-24", "10:00");
		at < tehran("2027-08-20", "10:00");
		at = new Date(at.getTime() + 43_200_000)
	) {
		const before = (await keys(/^license:/)).length;
		await tellNudges(at, TEHRAN);
		if ((await keys(/^license:/)).length > before) days.push(at.toISOString().slice(0, 10));
	}
	expect(await keys(/^license:/)).toEqual(["30", "60", "7"].map((n) => `license:${asked.id}:2027-02-15:${n}`));
	expect(days).toEqual(["2026-12-17", "2027-01-16", "2027-02-08"]);
	const asking = await keys(/^profile:/);
	expect(asking).toHaveLength(1);

	const director = (await actorOf("telegram", zahra.person.userId)) as Actor;
	expect((await licenseEnds(director, asked.id, "2027-02-15"))?.id).toBe(asked.id);
	expect(await licenseEnds(director, asked.id, "2027-02-16")).toBeUndefined();
	expect(await licenseEnds(reza, asked.id, "2027-02-15")).toBeUndefined();
	const at = Number(asking[0]?.split(":")[2]);
	expect((await stillTrue(director, asked.id, at))?.id).toBe(asked.id);
	expect(await stillTrue(director, asked.id, at - 1)).toBeUndefined();
});
