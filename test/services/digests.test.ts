import mongoose from "mongoose";
import { expect, test } from "vitest";
import { slotAt } from "../../src/domain/digest.ts";
import { tellBrief } from "../../src/services/briefs.ts";
import { setDigest, tellDigests } from "../../src/services/digests.ts";
import * as store from "../../src/store/digests.ts";
import { aPerson, withDatabase } from "../support/registrar.ts";

withDatabase();

const TEHRAN = "Asia/Tehran";
const tehran = (day: string, time: string) => new Date(`${day}T${time}:00+03:30`);

async function keys(pattern: RegExp): Promise<string[]> {
	const rows = await mongoose.connection
		.collection("deliveries")
		.find({ _id: pattern as never })
		.sort({ _id: 1 })
		.toArray();
	return rows.map(({ _id }) => String(_id));
}

test("a month in Tehran, minute steps and restarts included: a weekly digest each Saturday, a daily one each day, once", async () => {
	const daily = await aPerson();
	await setDigest(daily, { every: "daily", hour: 18 });
	for (
		let at = tehran("2026-11-21", "12:00");
		at < tehran("2026-12-21", "12:00");
		at = new Date(at.getTime() + 1_800_000)
	) {
		await tellDigests(at, TEHRAN);
		await tellDigests(at, TEHRAN);
		await tellBrief(at, TEHRAN);
	}
	expect(await keys(/^digest:w:6:9:/)).toEqual(
		["28", "05", "12", "19"].map((day) => `digest:w:6:9:2026-1${day === "28" ? 1 : 2}-${day}`).sort(),
	);
	const evenings = await keys(/^digest:d:18:/);
	expect(evenings).toHaveLength(30);
	expect(new Set(evenings.map((key) => key.slice(-10))).size).toBe(30);
	const briefs = await keys(/^brief:/);
	expect(briefs).not.toContain("brief:2026-11-27");
	expect(briefs.length).toBeGreaterThan(20);
	expect(new Set(briefs).size).toBe(briefs.length);
});

test("after two days down there is one digest, not two; what was before the bot began is not caught up", async () => {
	const from = await keys(/^digest:d:18:/);
	await tellDigests(tehran("2026-12-23", "17:00"), TEHRAN);
	const after = (await keys(/^digest:d:18:/)).filter((key) => !from.includes(key));
	expect(after).toEqual(["digest:d:18:2026-12-22"]);
	await tellDigests(tehran("2026-12-23", "17:01"), TEHRAN);
	expect(await keys(/^digest:d:18:/)).toHaveLength(from.length + 1);
});

test("in Berlin a digest comes at its hour on the clock, once, also where the clock is put forward and back", () => {
	const berlin = "Europe/Berlin";
	for (const [from, days, hour] of [
		["2026-03-27T00:00:00Z", 5, 8],
		["2026-10-23T00:00:00Z", 5, 8],
		["2026-03-27T00:00:00Z", 5, 2],
		["2026-10-23T00:00:00Z", 5, 2],
	] as const) {
		const slots = new Map<string, number>();
		const begin = new Date(from).getTime();
		for (let minute = 0; minute < days * 1440; minute += 15) {
			const slot = slotAt(`d:${hour}`, new Date(begin + minute * 60_000), berlin);
			if (slot) slots.set(slot.day, slot.at.getTime());
		}
		const moments = [...slots.values()].sort();
		expect(new Set(moments).size).toBe(slots.size);
		expect(slots.size).toBeGreaterThanOrEqual(days);
		const wide = moments.slice(1).map((at, index) => (at - (moments[index] ?? 0)) / 3_600_000);
		expect(wide.every((hours) => hours >= 23 && hours <= 25)).toBe(true);
	}
	expect(slotAt("d:8", new Date("2026-03-29T12:00:00Z"), berlin)?.at.toISOString()).toBe("2026-03-29T06:00:00.000Z");
	expect(slotAt("d:8", new Date("2026-03-28T12:00:00Z"), berlin)?.at.toISOString()).toBe("2026-03-28T07:00:00.000Z");
});

test("people are found by the time they chose; who chose nothing has Saturday at nine; what is no choice is refused", async () => {
	const [usual, off, own] = [await aPerson(), await aPerson(), await aPerson()];
	await setDigest(off, { every: "off" });
	await setDigest(own, { weekday: 3, hour: 20 });
	const saturday = await store.idsAt("w:6:9", undefined, 1000);
	expect(saturday).toContain(usual.person.id);
	expect(saturday).not.toContain(off.person.id);
	expect(await store.idsAt("w:3:20", undefined, 1000)).toEqual([own.person.id]);
	expect(await setDigest(own, { hour: 3 })).toMatchObject({ reason: "noSuchChoice" });
	expect(await setDigest(own, { weekday: 9 })).toMatchObject({ reason: "noSuchChoice" });
	expect(await setDigest(own, { every: "hourly" as never })).toMatchObject({ reason: "noSuchChoice" });
	const plan = await mongoose.connection
		.collection("people")
		.find({ "digest.time": { $in: [null, "w:6:9"] } })
		.sort({ _id: 1 })
		.limit(2)
		.explain("executionStats");
	expect(JSON.stringify(plan)).not.toContain('"COLLSCAN"');
});
