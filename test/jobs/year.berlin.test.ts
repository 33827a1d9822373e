import { test } from "vitest";
import { livesThroughAYear } from "./aYear.ts";

test("a year in Europe/Berlin: every digest, brief, reminder and report of it once, at its hour; one digest after two days down", async () => {
	await livesThroughAYear("Europe/Berlin");
}, 600_000);
