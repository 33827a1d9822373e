/** Every button that is shown does something. */
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { features } from "../../src/bot/features/index.ts";
import { FORM_PRESS, formPresses } from "../../src/bot/form/index.ts";

/** The names in `press("…")`, and in the constants that are handed to it. */
function pressesIn(source: string): string[] {
	return [...source.matchAll(/\bpress\(\s*"([\w.]+)"|_PRESS = "([\w.]+)"/g)].map((found) => found[1] ?? found[2] ?? "");
}

const known = new Set([
	FORM_PRESS,
	...Object.keys(formPresses),
	...features.flatMap((feature) => Object.keys(feature.presses ?? {})),
]);

test("every button that a view makes is answered by a feature", () => {
	const unanswered = globSync("src/**/*.ts")
		.flatMap((file) => pressesIn(readFileSync(file, "utf8")).map((name) => ({ name, file })))
		.filter(({ name }) => !known.has(name));
	expect(unanswered).toEqual([]);
});

test("every button that a feature answers is made somewhere", () => {
	const made = new Set(
		globSync("src/**/*.ts").flatMap((file) =>
			[...readFileSync(file, "utf8").matchAll(/"([a-z]+\.[\w.]+)"/gi)].map(([, name]) => name),
		),
	);
	expect([...known].filter((name) => name.includes(".") && !made.has(name))).toEqual([]);
});
