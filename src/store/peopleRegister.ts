/** How the register of people is looked through: a page at a time by key, every question along an index. */
import mongoose from "mongoose";
import { keyWithWord, wordBeginning } from "../domain/finding.ts";
import type { PeopleGroup } from "../domain/peopleRegister.ts";
import type { Person } from "../domain/person.ts";
import { asPerson, byIds, People } from "./people.ts";
import { beyond, COUNTED, type Edge, inOrder, pageOfKeys, rarestFirst } from "./words.ts";

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

const BY_WORD: Record<string, 1> = { searchWords: 1, nameOrder: 1 };

/** By name where words are looked for, else the newest first. Three trips to the database at most. */
export async function find(finding: PeopleFinding, from: Edge, limit: number): Promise<FoundPeople> {
	const { words = [], digits, group } = finding;
	return words.length > 0 && !digits
		? await byName(words, group, from, limit)
		: await newestFirst(digits, group, from, limit);
}

async function byName(typed: readonly string[], group: PeopleGroup, from: Edge, limit: number): Promise<FoundPeople> {
	const words = await rarestFirst(typed, (word, atMost) =>
		People.countDocuments({ searchWords: wordBeginning(word) }, { limit: atMost, hint: BY_WORD }),
	);
	const [first = "", ...others] = words;
	const inKeys = (some: string[]) => some.map((word) => ({ nameOrder: keyWithWord(word) }));
	// The first word by its own index, the others in the key that lies beside it: no document is read for them.
	const byWord: Record<string, unknown> = {
		$and: [inGroup(group), { searchWords: wordBeginning(first) }, ...inKeys(others)],
	};
	// One word may be everywhere, which is soon counted; several together seldom are.
	const [edge, isEverywhere] = await Promise.all([edgeOf(from), words.length === 1 && isFrequent(byWord)]);
	const found = isEverywhere
		? undefined
		: await People.find(byWord).select({ nameOrder: 1, _id: 0 }).limit(COUNTED).hint(BY_WORD).lean();
	if (found && found.length < COUNTED) {
		const keys = found.map(({ nameOrder = "" }) => nameOrder);
		const ids = pageOfKeys(keys, from, limit);
		return { list: inOrder(await byIds(ids), ids), count: keys.length };
	}
	const backwards = from.before !== undefined;
	const bound = beyond(edge, backwards);
	const along: Record<string, unknown>[] = [inGroup(group), ...inKeys(words)];
	const read = await People.find({ $and: bound ? [...along, { nameOrder: mongoose.trusted(bound) }] : along })
		.sort({ nameOrder: backwards ? -1 : 1 })
		.limit(limit)
		.hint({ nameOrder: 1 })
		.lean();
	const list = read.map((kept) => asPerson(kept));
	return { list: backwards ? list.reverse() : list, count: COUNTED };
}

async function isFrequent(filter: Record<string, unknown>): Promise<boolean> {
	return (await People.countDocuments(filter, { limit: COUNTED, hint: BY_WORD })) >= COUNTED;
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
