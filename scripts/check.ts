/** Everything that must hold before a change lands: types, style, dead code, then the tests, which have the last word on the screen. */
import { spawnSync } from "node:child_process";

const CHECKS: [what: string, program: string, ...args: string[]][] = [
	["types", "tsc", "--noEmit"],
	["style", "biome", "check", "--error-on-warnings"],
	["dead code", "knip", "--no-progress"],
];

const failed = CHECKS.filter(([what, program, ...args]) => {
	console.log(`> ${what}: ${[program, ...args].join(" ")}`);
	const { status, error } = spawnSync(program, args, { stdio: "inherit" });
	if (error) console.log(error.message);
	return status !== 0;
}).map(([what]) => what);

console.log(failed.length === 0 ? "types, style and dead code: in order" : `NOT in order: ${failed.join(", ")}`);
// The tests run even then: who reads the end of the output sees all that is wrong, not only the first of it.
const tests = spawnSync("vitest", ["run", ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = failed.length === 0 && tests.status === 0 ? 0 : 1;
