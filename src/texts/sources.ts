/** The sentences as they lie in `locales/<language>/<file>.json`: read, flattened, and checked for what must not be in them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Language } from "./languages.ts";

export const LOCALES_PATH = fileURLToPath(new URL("../../locales", import.meta.url));

interface Tree {
	[name: string]: string | Tree;
}

/** Every sentence of one language, by its whole key ("organizations.question.name.ask"). */
export function readSentences(language: Language, folder = LOCALES_PATH): Map<string, string> {
	const sentences = new Map<string, string>();
	for (const file of textFiles(language, folder)) {
		const path = join(folder, language, `${file}.json`);
		let tree: Tree;
		try {
			tree = JSON.parse(readFileSync(path, "utf8"));
		} catch (error) {
			throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : error}`, { cause: error });
		}
		flatten(tree, file, sentences);
	}
	return sentences;
}

export function textFiles(language: Language, folder = LOCALES_PATH): string[] {
	return readdirSync(join(folder, language))
		.filter((name) => name.endsWith(".json"))
		.map((name) => name.slice(0, -".json".length))
		.sort();
}

function flatten(tree: Tree, path: string, into: Map<string, string>): void {
	for (const [name, branch] of Object.entries(tree)) {
		const key = `${path}.${name}`;
		if (name.includes(".")) throw new Error(`${key}: a name in a text file holds no dot`);
		if (typeof branch === "object" && branch !== null && !Array.isArray(branch)) flatten(branch, key, into);
		else if (typeof branch === "string") into.set(key, checked(key, branch));
		else throw new Error(`${key}: a text is a string`);
	}
}

const PLACEHOLDER = /\{\{([a-z][A-Za-z0-9]*)(?:, bare)?\}\}/g;

/** Only `{{name}}` and `{{name, bare}}` are allowed: i18next's raw `{{- name}}`, formats and `$t()` would be doors past the escaping. */
function checked(key: string, sentence: string): string {
	const rest = sentence.replace(PLACEHOLDER, "");
	if (/\{\{|\}\}|\$t\(/.test(rest)) throw new Error(`${key}: only {{name}} may stand in a text, not: ${sentence}`);
	return sentence;
}

/** The variables a sentence asks for, in alphabetical order. */
export function variablesOf(sentence: string): string[] {
	return [...new Set([...sentence.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ""))].sort();
}

/** "meetings.left_one" and "meetings.left_other" are one key to whoever uses them: "meetings.left". */
export function withoutPlural(key: string): string {
	return key.replace(/_(?:zero|one|two|few|many|other)$/, "");
}

/**
 * Marks the placeholders that must arrive bare (`{{code, bare}}`): those inside `<code>` and `<pre>`, which people copy,
 * and those inside a tag, where an isolate would break the link.
 */
export function markBare(sentence: string): string {
	return sentence.replace(/<(code|pre)\b[^>]*>.*?<\/\1>|<[^>]*>/gs, (piece) =>
		piece.replace(PLACEHOLDER, "{{$1, bare}}"),
	);
}
