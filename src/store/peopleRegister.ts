/** How the register of people is looked through: a page at a time by key, every question along an index. */
import mongoose from "mongoose";
import { keyWithWord, wordBeginning } from "../domain/finding.ts";
import type { PeopleGroup } from "../domain/peopleRegister.ts";
import type { Person } from "../domain/person.ts";
import { asPerson, People } from "./people.ts";
import { beyond, type Edge, planWords, RARE } from "./words.ts";

/** What is looked for; all of it must hold. */
export interface PeopleFinding {
	group: PeopleGroup;
	/** In their search form; each must be the beginning of a word of the name. */
	words?: readonly string[];
	/** The last digits of the phone, backwards, or the user id as a whole. */
	digits?: { tail: string; userId: number };
}

export interface FoundPeople {
	/** One more than `limit` says that there is another page. */
	list: Person[];
	/** Counting stops at 1001. */
	count: number;
}

const COUNTED = 1001;

/** By name where words are looked for, else the newest first. Three trips to the database at most. */
export async function find(finding: PeopleFinding, from: Edge, limit: number): Promise<FoundPeople> {
	const { words = [], digits, group } = finding;
	return words.length > 0 && !digits
		? await byName(words, group, from, limit)
		: await newestFirst(digits, group, from, limit);
}

async function byName(words: readonly string[], group: PeopleGroup, from: Edge, limit: number): Promise<FoundPeople> {
	const [edge, plan] = await Promise.all([
		edgeOf(from),
		planWords(words, (word, atMost) =>
			People.countDocuments({ searchWords: wordBeginning(word) }, { limit: atMost, hint: { searchWords: 1 } }),
		),
	]);
	const rare = plan.fewest < RARE;
	const filter: Record<string, unknown> = {
		...inGroup(group),
		$and: plan.words.map((word) => (rare ? { searchWords: wordBeginning(word) } : { nameOrder: keyWithWord(word) })),
	};
	const hint: Record<string, 1> = rare ? { searchWords: 1 } : { nameOrder: 1 };
	const backwards = from.before !== undefined;
	const bound = beyond(edge, backwards);
	const [found, count] = await Promise.all([
		People.find(bound ? { $and: [filter, { nameOrder: mongoose.trusted(bound) }] } : filter)
			.sort({ nameOrder: backwards ? -1 : 1 })
			.limit(limit)
			.hint(hint)
			.lean(),
		People.countDocuments(filter, { limit: COUNTED, hint }),
	]);
	const list = found.map((kept) => asPerson(kept));
	return { list: backwards ? list.reverse() : list, count };
}

async function newestFirst(
	digits: PeopleFinding["digits"],
	group: PeopleGroup,
	from: Edge,
	limit: number,
): Promise<FoundPeople> {
	const either = digits && {
		$or: [
			{ phoneTail: new RegExp(`^${digits.tail}`) },
			...(Number.isSafeInteger(digits.userId) ? [{ platform: "telegram", userId: digits.userId }] : []),
		],
	};
	const filter: Record<string, unknown> = { ...inGroup(group), ...either };
	// Without a question everybody is counted along their ids, not document by document.
	const hint = Object.keys(filter).length === 0 ? { hint: { _id: 1 as const } } : {};
	// The newest first: what comes after an edge is older.
	const backwards = from.before !== undefined;
	const bound = beyond(from.before ?? from.after, !backwards);
	const [found, count] = await Promise.all([
		People.find(bound ? { $and: [filter, { _id: mongoose.trusted(bound) }] } : filter)
			.sort({ _id: backwards ? 1 : -1 })
			.limit(limit)
			.lean(),
		People.countDocuments(filter, { limit: COUNTED, ...hint }),
	]);
	const list = found.map((kept) => asPerson(kept));
	return { list: backwards ? list.reverse() : list, count };
}

function inGroup(group: PeopleGroup) {
	if (group === "staff") return { roles: mongoose.trusted({ $in: ["admin", "coordinator"] }) };
	if (group === "barred") return { "barred.at": mongoose.trusted({ $exists: true }) };
	return {};
}

async function edgeOf({ after, before }: Edge): Promise<string | undefined> {
	const id = before ?? after;
	if (id === undefined) return undefined;
	return (await People.findById(id).select({ nameOrder: 1 }).lean())?.nameOrder;
}
