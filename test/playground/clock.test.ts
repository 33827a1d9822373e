/** The playground's clock: where it begins, that it runs, and that it remembers how far it was moved. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runningClock, untilOffice } from "../../scripts/playground/clock.ts";
import { listen } from "../../scripts/playground/ports.ts";

const ZONE = "Asia/Tehran";
const at = (iso: string) => Date.parse(iso);
const HOUR = 3_600_000;

test.each([
	["2026-11-24T06:30:00Z", 0, "at ten in the morning it is ten"],
	["2026-11-24T20:30:00Z", 10, "at midnight it is the next ten o'clock"],
	["2026-11-24T02:30:00Z", 4, "at six in the morning it is ten of the same day"],
	["2026-11-24T16:30:00Z", 14, "at eight in the evening it is ten of the next day"],
])("a province that is seen first at %s has its clock %d hours ahead: %s", (moment, hours) => {
	expect(untilOffice(at(moment), ZONE)).toBe(hours * HOUR);
});

test("the clock runs, goes where it is moved, and is there again after a restart if it was kept", async () => {
	const file = path.join(await aFolder(), "clock.json");
	let real = at("2026-11-24T06:30:00Z");
	const systemNow = () => real;
	const clock = runningClock({ file, timeZone: ZONE, systemNow });
	real += HOUR;
	expect(clock.now()).toEqual(new Date("2026-11-24T07:30:00Z"));
	clock.moveTo(new Date("2026-11-30T06:30:00Z"));
	expect(runningClock({ file, timeZone: ZONE, systemNow }).now()).toEqual(new Date("2026-11-24T07:30:00Z"));
	clock.keep();
	real += HOUR;
	expect(runningClock({ file, timeZone: ZONE, systemNow }).now()).toEqual(new Date("2026-11-30T07:30:00Z"));
	await writeFile(file, "{ half");
	expect(runningClock({ file, timeZone: ZONE, systemNow }).now()).toEqual(new Date(real));
});

test("a page whose port is taken opens on the next one that is free", async () => {
	const first = createServer();
	const second = createServer();
	onTestFinished(() => {
		first.close();
		second.close();
	});
	const port = await listen(first, 0);
	const next = await listen(second, port);
	expect(next).toBeGreaterThan(port);
	expect(next).toBeLessThanOrEqual(port + 20);
});

async function aFolder(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), "dabir-clock-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}
