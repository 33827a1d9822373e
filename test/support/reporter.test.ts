/** The last line of a test run says how it went, and never that nothing failed when something did. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const REPORTER = path.resolve("test/support/reporter.ts");
const imports = 'import { expect, test } from "vitest";\n';

test.each<[what: string, files: Record<string, string>, line: string]>([
	["all went well", { a: `${imports}test("one", () => {}); test("two", () => {});` }, "2 passed, 0 failed"],
	[
		"some failed and some were left out",
		{
			a: `${imports}test("one", () => {}); test.skip("two", () => {});`,
			b: `${imports}test("three", () => expect(1).toBe(2));`,
		},
		"1 passed, 1 failed, 1 skipped",
	],
	[
		"a file cannot be read",
		{ a: `${imports}test("one", () => {});`, b: "import './nowhere.ts';" },
		"1 passed, 1 failed",
	],
	[
		"a fault came from outside every test",
		{
			a: `${imports}test("one", async () => { Promise.reject(new Error("lost")); await new Promise(setImmediate); });`,
		},
		"1 passed, 1 failed",
	],
	[
		"what a file does before its tests fails",
		{
			a: `import { beforeAll, test } from "vitest";\nbeforeAll(() => { throw new Error("no"); });\ntest("one", () => {});`,
		},
		"0 passed, 1 failed, 1 skipped",
	],
])("when %s", (_what, files, line) => {
	// Inside the project, so that vitest is found.
	mkdirSync("test/output", { recursive: true });
	const folder = mkdtempSync(path.resolve("test/output/reporter-"));
	try {
		writeFileSync(
			path.join(folder, "vitest.config.ts"),
			`export default { test: { reporters: ["default", ${JSON.stringify(REPORTER)}] } };`,
		);
		for (const [name, source] of Object.entries(files)) writeFileSync(path.join(folder, `${name}.test.ts`), source);
		const { status, stdout } = spawnSync("vitest", ["run", "--root", folder], { encoding: "utf8" });
		expect(stdout.split("\n").at(-2)).toBe(line);
		expect(stdout.endsWith("\n")).toBe(true);
		expect(status === 0).toBe(line.endsWith(" 0 failed"));
	} finally {
		rmSync(folder, { recursive: true });
	}
});
