import { expect, test } from "vitest";
import { quietUntil } from "../../src/domain/quietHours.ts";

test.each([
	["2026-11-24T18:29:00Z", undefined], // 21:59 in Tehran
	["2026-11-24T18:30:00Z", "2026-11-25T03:30:00.000Z"], // 22:00
	["2026-11-24T23:00:00Z", "2026-11-25T03:30:00.000Z"], // 2:30
	["2026-11-25T03:29:59Z", "2026-11-25T03:30:00.000Z"], // 6:59:59
	["2026-11-25T03:30:00Z", undefined], // 7:00
])("%s in Tehran: quiet until %s", (moment, end) => {
	expect(quietUntil(new Date(moment), "Asia/Tehran")?.toISOString()).toBe(end);
});

test("the night in which the clocks change ends at seven all the same", () => {
	const end = quietUntil(new Date("2026-03-28T23:00:00Z"), "Europe/Berlin");
	expect(end?.toISOString()).toBe("2026-03-29T05:00:00.000Z");
});
