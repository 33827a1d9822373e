/** How things are found by words: from the rarest word along its index, or, where many are found, along the alphabet. */

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

/** Of so many found a page is read along the alphabet; of fewer they are all put in order. Counting stops here. */
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
