/** P9: nobody does what they may not: the buttons of reports, agencies, neighbourhoods, assessments and half-finished works. */
import { test } from "vitest";
import { tryShare } from "../support/trials.ts";

test(
	"what one may not do has no effect: buttons of reports, agencies, neighbourhoods, assessments and half-finished works",
	{ timeout: 240_000 },
	() => tryShare("fieldwork"),
);
