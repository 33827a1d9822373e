/** `npm run texts`: writes `src/texts/keys.ts`, so that a wrong key or a forgotten variable does not compile. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readSentences, variablesOf, withoutPlural } from "../src/texts/sources.ts";

export const KEYS_PATH = fileURLToPath(new URL("../src/texts/keys.ts", import.meta.url));

/** The source of `keys.ts` for the sentences of `locales/fa`: the same sentences, the same text, byte by byte. */
export function keysSource(sentences: Map<string, string>): string {
	const variables = new Map<string, Set<string>>();
	for (const [key, sentence] of sentences) {
		const known = variables.get(withoutPlural(key)) ?? new Set<string>();
		for (const name of variablesOf(sentence)) known.add(name);
		variables.set(withoutPlural(key), known);
	}
	const lines = [...variables]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, names]) => `\t${JSON.stringify(key)}: ${typeOf([...names].sort())};`);
	return [
		"/** Every text by its key, with the values it needs. Written by `npm run texts` from `locales/fa`; not by hand. */",
		...(lines.some((line) => line.includes("Value")) ? ['import type { Value } from "./safeHtml.ts";'] : []),
		"",
		"// biome-ignore format: written by a program",
		"export interface TextKeys {",
		...lines,
		"}",
		"",
	].join("\n");
}

/** A text that counts needs a number, since its plural depends on it. */
function typeOf(names: string[]): string {
	if (names.length === 0) return "Record<never, never>";
	return `{ ${names.map((name) => `${name}: ${name === "count" ? "number" : "Value"}`).join("; ")} }`;
}

if (import.meta.main) {
	const source = keysSource(readSentences("fa"));
	let old = "";
	try {
		old = readFileSync(KEYS_PATH, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
	}
	if (source !== old) {
		// Written aside and renamed: whoever reads or writes it at the same moment sees a whole file.
		const aside = `${KEYS_PATH}.${process.pid}`;
		writeFileSync(aside, source);
		renameSync(aside, KEYS_PATH);
	}
}
