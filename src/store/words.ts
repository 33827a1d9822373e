/** Which way to find words: from the rarest word, or, where every word is everywhere, along the alphabet. */

/** A word that fewer have than this is looked up; counting stops there. */
export const RARE = 5000;

/** How the words of a query are to be found: `fewest` is how many have its rarest word, at most `RARE`. */
export interface WordsPlan {
	words: readonly string[];
	fewest: number;
}

/** `count` counts those that have a word which begins so, up to `atMost`. */
export async function planWords(
	words: readonly string[],
	count: (word: string, atMost: number) => Promise<number>,
): Promise<WordsPlan> {
	const counts = await Promise.all(words.map(async (word) => ({ word, count: await count(word, RARE) })));
	// The index is read for the first condition: the rarest word.
	counts.sort((a, b) => a.count - b.count);
	return { words: counts.map(({ word }) => word), fewest: counts[0]?.count ?? RARE };
}

/** A page by key: what lies beyond an edge, in which direction. */
export function beyond(edge: string | undefined, backwards: boolean): { $gt: string } | { $lt: string } | undefined {
	if (edge === undefined) return undefined;
	return backwards ? { $lt: edge } : { $gt: edge };
}

/** From which of a page's edges the next one is read; both by the id of a thing shown. */
export interface Edge {
	after?: string;
	before?: string;
}
