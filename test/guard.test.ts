/** A Node that is too old is told at once and plainly. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a Node without Temporal ends with one sentence and 78, before anything else is looked at", () => {
	const { status, stdout, stderr } = spawnSync(process.execPath, ["--no-harmony-temporal", "src/main.ts"], {
		encoding: "utf8",
		env: {},
	});
	expect({ status, stdout }).toEqual({ status: 78, stdout: "" });
	expect(stderr).toMatch(
		/^Dabir needs Node 26 or later \(with Temporal\), and this is Node \S+: start it with "npm start", which brings its own\.\n$/,
	);
});
