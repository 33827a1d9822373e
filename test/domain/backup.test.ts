import { expect, test } from "vitest";
import { backupName, isDue, isOld, lastNight, nextNight } from "../../src/domain/backup.ts";

const TEHRAN = "Asia/Tehran";
const at = (iso: string) => new Date(iso);

test.each([
	["2026-11-24T06:30:00Z", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z"],
	["2026-11-24T00:00:00Z", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z"],
	["2026-11-23T23:59:00Z", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"],
])("around %s the nights are at half past three in Tehran", (now, last, next) => {
	expect(lastNight(at(now), TEHRAN)).toEqual(at(last));
	expect(nextNight(at(now), TEHRAN)).toEqual(at(next));
});

test("it is due once a night, and an hour after a failure", () => {
	const now = at("2026-11-24T06:30:00Z");
	const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
	const due = (lastDone?: Date, lastFailed?: Date) => isDue({ lastDone, lastFailed }, now, TEHRAN);
	expect(due()).toBe(true);
	expect(due(before(60 * 24))).toBe(true);
	expect(due(before(60))).toBe(false);
	expect(due(undefined, before(30))).toBe(false);
	expect(due(undefined, before(60))).toBe(true);
	expect(due(before(60 * 24), before(60 * 24))).toBe(true);
});

test("after three days without one it is old", () => {
	const now = at("2026-11-24T06:30:00Z");
	expect(isOld(undefined, now)).toBe(true);
	expect(isOld(at("2026-11-21T06:30:00Z"), now)).toBe(false);
	expect(isOld(at("2026-11-21T06:29:59Z"), now)).toBe(true);
});

test("names are in the order of time and fit every file system", () => {
	expect(backupName(at("2026-11-24T06:30:00.123Z"))).toBe("dabir-2026-11-24T06-30-00Z");
});
