/** When two names of organizations mean the same one: compared without the words that every NGO's name may have. */
import { searchForm } from "./persian.ts";

/** Said of a kind, not of one organization; in their search form. */
const KIND_WORDS = new Set(
	[
		"مؤسسه موسسه خیریه انجمن سازمان سمن جمعیت کانون بنیاد گروه مجمع شبکه خانه",
		"مردم نهاد مردمنهاد غیردولتی غیر دولتی نیکوکاری داوطلبانه",
		"ngo the of and association foundation society charity institute organization organisation group",
	].flatMap((words) => searchForm(words).split(" ")),
);

/** From here on two names are said to be alike, in percent. */
export const ALIKE = 70;

/** A name reduced to what tells it from others, in one piece: "مؤسسهٔ خیریهٔ همیاران سبز" is "همیارانسبز". */
export function nameKey(name: string): string {
	return ownWords(name).join("");
}

/** The words of a name that are its own, in their search form. */
export function ownWords(name: string): string[] {
	const words = searchForm(name).split(" ");
	const own = words.filter((word) => word !== "ی" && !KIND_WORDS.has(word) && !KIND_WORDS.has(withoutEzafe(word)));
	// A name of nothing but such words is compared whole.
	return own.length > 0 ? own : words;
}

/** "خیریهٔ" is typed with a ی of its own, or with one at its end. */
function withoutEzafe(word: string): string {
	return word.replace(/ی$/, "");
}

/** The different runs of three letters of a name's key; names that are alike share many. */
export function trigramsOf(key: string): string[] {
	const letters = [...key];
	if (letters.length === 0) return [];
	if (letters.length < 3) return [key];
	return [...new Set(letters.slice(2).map((_, index) => letters.slice(index, index + 3).join("")))];
}

/** How alike two keys are, 0 to 100 (Dice's coefficient of their trigrams). */
export function likeness(a: string, b: string): number {
	if (a === b) return 100;
	const ofA = new Set(trigramsOf(a));
	const ofB = trigramsOf(b);
	const shared = ofB.filter((one) => ofA.has(one)).length;
	return Math.round((200 * shared) / (ofA.size + ofB.length || 1));
}

/**
 * So many of a name's trigrams must be looked up to meet every name that is alike: it shares at least
 * τ/(2−τ) of them (τ = ALIKE), so one of any more than the rest.
 */
export function lookupsNeeded(trigrams: number): number {
	const threshold = ALIKE / 100;
	const shared = Math.ceil((threshold / (2 - threshold)) * trigrams);
	return Math.max(1, trigrams - shared + 1);
}

/** Whether one word is the other with a letter or two wrong, missing, added or turned round; longer ones may have two. */
export function isMisspelling(typed: string, word: string): boolean {
	const longest = Math.max(typed.length, word.length);
	const most = longest <= 3 ? 0 : longest <= 6 ? 1 : 2;
	return Math.abs(typed.length - word.length) <= most && editsBetween(typed, word) <= most;
}

/** Letters wrong, missing, added or turned round (optimal string alignment). */
function editsBetween(a: string, b: string): number {
	let before: number[] = [];
	let last = [...b, ""].map((_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
			const turned = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (turned) least = Math.min(least, (before[j - 2] ?? 0) + 1);
			row.push(least);
		}
		before = last;
		last = row;
	}
	return last[b.length] ?? 0;
}
