/** Reads the text files as a proofreader does: what is missing, unused, unbalanced or badly written, one line each. */
import { LANGUAGES } from "../../src/texts/languages.ts";
import { variablesOf, withoutPlural } from "../../src/texts/sources.ts";

export type Sentences = ReadonlyMap<string, string>;
/** The code by path, to see which texts it says. */
export type Sources = Readonly<Record<string, string>>;

/** Texts that are pieces of a sentence, not sentences. */
const PIECES = new Set(["common.list.comma", "common.list.and"]);
/** What one may type, shown inside a sentence: digits as on paper. */
const EXAMPLE = /\.example$/;
/** A language is called by its own name in every language. */
const LANGUAGE_NAMES = new Set<string>(Object.values(LANGUAGES).map(({ name }) => name));
const LONGEST_LABEL = 32;

export function differences(fa: Sentences, en: Sentences): string[] {
	const inFa = variablesByKey(fa);
	const inEn = variablesByKey(en);
	return [...new Set([...inFa.keys(), ...inEn.keys()])].flatMap((key) => {
		const [a, b] = [inFa.get(key), inEn.get(key)];
		if (a === undefined) return [`${key} is missing in fa`];
		if (b === undefined) return [`${key} is missing in en`];
		return a === b ? [] : [`${key} has the variables (${a}) in fa and (${b}) in en`];
	});
}

function variablesByKey(sentences: Sentences): Map<string, string> {
	const byKey = new Map<string, string[]>();
	for (const [key, sentence] of sentences) {
		byKey.set(withoutPlural(key), [...(byKey.get(withoutPlural(key)) ?? []), ...variablesOf(sentence)]);
	}
	return new Map([...byKey].map(([key, names]) => [key, [...new Set(names)].sort().join(", ")]));
}

/** Keys that the code asks for by name and that do not exist. Typed ones are `tsc`'s; this sees the others too. */
export function unknownKeys(sentences: Sentences, sources: Sources): string[] {
	const known = new Set([...sentences.keys()].map(withoutPlural));
	return Object.entries(sources).flatMap(([path, source]) =>
		[...source.matchAll(/\b(?:t|plain|dynamic|dynamicPlain)\(\s*"([\w.]+)"/g)]
			.map((match) => match[1] ?? "")
			.filter((key) => key.includes(".") && !known.has(key))
			.map((key) => `${path} says ${key}, which does not exist`),
	);
}

/**
 * Keys that nothing says. A key is said by its whole name in quotes, or by a template the code builds keys with
 * (`${feature}.refusal.${reason}`); then each word put into the template must stand somewhere in the code.
 */
export function unusedKeys(sentences: Sentences, sources: Sources): string[] {
	const code = Object.values(sources).join("\n");
	const said = new Set([...code.matchAll(/"([a-z]\w*(?:\.\w+)+)"/g)].map((match) => match[1]));
	const words = new Set(code.match(/[A-Za-z]\w*/g));
	const templates = keyTemplates(code);
	const isSaid = (key: string) =>
		said.has(key) ||
		templates.some((template) => {
			const filled = template.exec(key)?.slice(1);
			return filled?.every((part) => part.split(".").every((word) => words.has(word)));
		});
	return [...new Set([...sentences.keys()].map(withoutPlural))]
		.filter((key) => !isSaid(key))
		.map((key) => `${key} is said nowhere`);
}

function keyTemplates(code: string): RegExp[] {
	const templates = [...code.matchAll(/`((?:[\w.]|\$\{[^{}`]*\})*\$\{[^{}`]*\}(?:[\w.]|\$\{[^{}`]*\})*)`/g)].map(
		(match) => match[1] ?? "",
	);
	return (
		[...new Set(templates)]
			.map((template) => template.split(/\$\{[^{}]*\}/))
			// Without a word of its own between dots a template would match every key.
			.filter((pieces) => pieces.some((piece) => /(?:^|\.)[a-zA-Z]+(?:\.|$)/.test(piece)))
			.map((pieces) => new RegExp(`^${pieces.map((piece) => piece.replaceAll(".", "\\.")).join("([\\w.]+)")}$`))
	);
}

const TAGS = new Set(["b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"]);

/** Markup Telegram would refuse: unknown or crossing tags, bare `<` and `&`. */
export function badMarkup(sentences: Sentences): string[] {
	return [...sentences].flatMap(([key, sentence]) => {
		const open: string[] = [];
		for (const [, closes, tag = "", rest = ""] of sentence.matchAll(/<(\/?)([a-z-]+)([^<>]*)>/g)) {
			if (!TAGS.has(tag)) return [`${key}: Telegram knows no <${tag}>`];
			if (rest && !/^ (?:href="[^"]+"|expandable)$/.test(rest)) return [`${key}: <${tag}${rest}>`];
			if (!closes) open.push(tag);
			else if (open.pop() !== tag) return [`${key}: </${tag}> closes what is not open`];
		}
		if (open.length > 0) return [`${key}: <${open.at(-1)}> is not closed`];
		const text = sentence.replace(/<\/?[a-z-]+[^<>]*>/g, "");
		return /[<>]|&(?!(?:lt|gt|amp|quot);)/.test(text) ? [`${key}: < > & are written &lt; &gt; &amp;`] : [];
	});
}

/** Prose that an Iranian office would not send. */
export function badPersian(sentences: Sentences): string[] {
	return [...sentences].flatMap(([key, sentence]) => {
		if (LANGUAGE_NAMES.has(sentence)) return [];
		const prose = proseOf(sentence);
		const found: string[] = [];
		if (/[يىكة]/.test(sentence)) found.push("an Arabic letter (ي ى ك ة)");
		if (/[0-9٠-٩]/.test(prose) && !EXAMPLE.test(key)) found.push("a digit that is not Persian");
		if (/[!！]/.test(prose)) found.push("an exclamation mark");
		if (/["“”]/.test(prose)) found.push("a quotation mark that is not « »");
		if (/[,;?]/.test(prose)) found.push("a Latin comma, semicolon or question mark");
		if (/(?<!\p{L})ن?می \p{L}/u.test(prose)) found.push("«می» without its half-space");
		if (/ (?:ها|های|هایی|هایش|هایتان|ام|اند)(?!\p{L})/u.test(prose)) found.push("an ending without its half-space");
		if (/ {2}| [،؛؟.:](?!\.)|\u200c[\s،.]|\s\u200c/.test(prose) && !PIECES.has(key))
			found.push("a blank in the wrong place");
		for (const line of PIECES.has(key) || EXAMPLE.test(key) ? [] : sentence.split("\n")) {
			if (line !== "" && !/^(?:<|\{\{|[«(‹]|\p{Script=Arabic})/u.test(line))
				found.push(`a line that begins with ${line.slice(0, 2)}`);
			if (/^\p{Nd}/u.test(line)) found.push("a line that begins with a number");
		}
		return found.map((what) => `${key}: ${what}`);
	});
}

export function badEnglish(sentences: Sentences): string[] {
	return [...sentences].flatMap(([key, sentence]) => {
		if (LANGUAGE_NAMES.has(sentence)) return [];
		const prose = proseOf(sentence);
		const found: string[] = [];
		// The Persian name of a thing may follow in parentheses.
		if (/\p{Script=Arabic}/u.test(prose.replace(/\([^()]*\)/g, ""))) found.push("a Persian letter");
		if (/!/.test(prose)) found.push("an exclamation mark");
		if (/ {2}| [,.;?](?!\.)/.test(prose)) found.push("a blank in the wrong place");
		return found.map((what) => `${key}: ${what}`);
	});
}

/** What is read as a sentence: no tags, no code, no variables. */
function proseOf(sentence: string): string {
	return sentence
		.replace(/<(code|pre)>.*?<\/\1>/gs, "…")
		.replace(/<[^>]*>/g, "")
		.replace(/\{\{[^}]*\}\}/g, "…")
		.replace(/(?<![\w<])\/[a-z]+/g, "…");
}

/** Labels that would not stand two in a row on a small phone: those in `button`, `choice` and `short`, or said as a `label`. */
export function longLabels(sentences: Sentences, sources: Sources): string[] {
	const labels = new Set(
		Object.values(sources).flatMap((source) =>
			[...source.matchAll(/\blabel:\s*(?:\w+\.)*plain\(\s*"([\w.]+)"/g)].map((match) => match[1]),
		),
	);
	return [...sentences]
		.filter(([key]) => labels.has(withoutPlural(key)) || /\.(?:button|choice)\.|\.short$/.test(key))
		.filter(([, sentence]) => proseOf(sentence).replaceAll("\u200c", "").length > LONGEST_LABEL)
		.map(([key, sentence]) => `${key}: too long for a button: ${sentence}`);
}
