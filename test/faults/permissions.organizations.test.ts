/** P9: nobody does what they may not: the buttons of organizations, their people, papers and invitations. */
import { test } from "vitest";
import { tryShare } from "../support/trials.ts";

test(
	"what one may not do has no effect: buttons of organizations, their people, papers and invitations",
	{ timeout: 240_000 },
	() => tryShare("organizations"),
);
