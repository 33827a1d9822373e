/** One search over everything: each kind of thing has a finder of its own; what somebody may not see is not looked for. */
import { queryWords } from "../../domain/finding.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { FINDERS, type Finder, type Group } from "./finders.ts";

export type { Group } from "./finders.ts";
export { contactCard, whoDoesWhat } from "./organizations.ts";

export interface Found {
	words: string;
	groups: Group[];
}

/** Longer is no search. */
const MOST_TYPED = 120;

/** What the words are found in, group by group; a group without anything is left out. */
export async function find(actor: Actor, typed: string, now: Date): Promise<Found> {
	const words = typed.slice(0, MOST_TYPED).trim();
	if (queryWords(words).length === 0) return { words, groups: [] };
	const mine = FINDERS.filter(({ action }) => action === undefined || may(actor, action));
	const groups = await Promise.all(mine.map((finder) => groupOf(finder, actor, words, now)));
	return { words, groups: groups.filter(({ hits }) => hits.length > 0) };
}

async function groupOf({ group, find: look }: Finder, actor: Actor, words: string, now: Date): Promise<Group> {
	return { group, ...(await look(actor, words, now)) };
}
