import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KEYS_PATH, keysSource } from "../../scripts/texts.ts";
import { readSentences } from "../../src/texts/sources.ts";

test("the typed keys are those of the text files (else: npm run texts)", () => {
	expect(readFileSync(KEYS_PATH, "utf8")).toBe(keysSource(readSentences("fa")));
});

test("the typed keys are the same whatever the order of the sentences, and are valid with none", () => {
	const sentences: [string, string][] = [
		["b.left_one", "{{count}} {{name}}"],
		["b.left_other", "{{count}} {{name}}"],
		["a.plain", "x"],
		["a.code", "<code>{{code}}</code>"],
	];
	const source = keysSource(new Map(sentences));
	expect(source).toBe(keysSource(new Map(sentences.toReversed())));
	expect(source.split("\n").filter((line) => line.startsWith("\t"))).toEqual([
		'\t"a.code": { code: Value };',
		'\t"a.plain": Record<never, never>;',
		'\t"b.left": { count: number; name: Value };',
	]);
	expect(keysSource(new Map())).toContain("export interface TextKeys {\n}");
	expect(keysSource(new Map())).not.toContain("import");
});
