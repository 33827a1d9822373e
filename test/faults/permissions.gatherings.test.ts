/** P9: nobody does what they may not: the buttons of committees, meetings, announcements and digests. */
import { test } from "vitest";
import { tryShare } from "../support/trials.ts";

test(
	"what one may not do has no effect: buttons of committees, meetings, announcements and digests",
	{ timeout: 240_000 },
	() => tryShare("gatherings"),
);
