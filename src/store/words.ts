/** How things are found by words: from the rarest word along its index, or, where many are found, along the alphabet. */
import { idOfKey } from "../domain/finding.ts";

/** Words are compared by how many have them; counting stops here. */
const COMPARED = 2000;
/** Only the longest words are compared: short ones are seldom rare. */
const CANDIDATES = 3;

/** The word fewest have comes first: its index is read, the others are looked for in the keys beside it. */
export async function rarestFirst(
	words: readonly string[],
	count: (word: string, atMost: number) => Promise<number>,
): Promise<string[]> {
	if (words.length < 2) return [...words];
	const longest = words.toSorted((a, b) => b.length - a.length);
	const counts = await Promise.all(longest.slice(0, CANDIDATES).map((word) => count(word, COMPARED)));
	const rarest = longest[counts.indexOf(Math.min(...counts))] ?? "";
	return [rarest, ...words.filter((word) => word !== rarest)];
}

/** Counting stops here. So many found are read along the alphabet; of fewer all the keys are put in order. */
export const COUNTED = 1001;

/** A page by key: what lies beyond an edge, in which direction. */
export function beyond(edge: string | undefined, backwards: boolean): { $gt: string } | { $lt: string } | undefined {
	if (edge === undefined) return undefined;
	return backwards ? { $lt: edge } : { $gt: edge };
}

/** From which edge of the page shown the next one is read, by the id of the thing there. */
export interface Edge {
	after?: string;
	before?: string;
}

/** The ids of a page, in order, of things whose keys are all known. */
export function pageOfKeys(keys: string[], { after, before }: Edge, limit: number): string[] {
	const ids = keys.sort().map(idOfKey);
	if (before !== undefined) {
		const end = ids.indexOf(before);
		return end < 0 ? ids.slice(0, limit) : ids.slice(Math.max(0, end - limit), end);
	}
	const start = after === undefined ? 0 : ids.indexOf(after) + 1;
	return ids.slice(start, start + limit);
}

/** The things found, in the order of their ids. */
export function inOrder<Thing extends { id: string }>(things: readonly Thing[], ids: readonly string[]): Thing[] {
	return ids.map((id) => things.find((thing) => thing.id === id)).filter((thing) => thing !== undefined);
}
