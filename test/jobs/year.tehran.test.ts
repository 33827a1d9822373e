import { test } from "vitest";
import { livesThroughAYear } from "./aYear.ts";

test("a year in Asia/Tehran: every digest, brief, reminder and report of it once, at its hour; one digest after two days down", async () => {
	await livesThroughAYear("Asia/Tehran");
}, 600_000);
