/** How the register of organizations is looked through: a page at a time by key, every question along an index of its own. */
import mongoose from "mongoose";
import { keyWithWord, wordBeginning } from "../domain/finding.ts";
import type { Organization, OrganizationState } from "../domain/organization.ts";
import { asOrganization, byIds, Organizations } from "./organizations.ts";
import { beyond, COUNTED, type Edge, inOrder, pageOfKeys, rarestFirst } from "./words.ts";

/** What is looked for; all of it must hold. */
export interface Finding {
	states: readonly OrganizationState[];
	/** In their search form; each must be the beginning of a word. */
	words?: readonly string[];
	field?: string;
	neighbourhoodId?: string;
	/** Licenses that end on one of these days, "2026-11-24"; either end may be open. */
	license?: { from?: string; before?: string };
	/** Nobody changed or confirmed the profile since. */
	unchangedSince?: Date;
}

export interface Found {
	/** One more than `limit` says that there is another page. */
	list: Organization[];
	/** Counting stops at 1001. */
	count: number;
}

type Order = "nameOrder" | "licenseOrder" | "freshOrder";
type Filter = Record<string, unknown>;
type Hint = Record<string, 1>;

const BY_WORD: Hint = { searchWords: 1, state: 1, nameOrder: 1 };

/** Three trips to the database at most. */
export async function find(finding: Finding, from: Edge, limit: number): Promise<Found> {
	const order = orderOf(finding);
	const filter = conditions(finding);
	const backwards = from.before !== undefined;
	const read = async (way: Filter, hint: Hint, edge: string | undefined) => {
		const bound = beyond(edge, backwards);
		const found = await Organizations.find(bound ? { $and: [way, { [order]: mongoose.trusted(bound) }] } : way)
			.sort({ [order]: backwards ? -1 : 1 })
			.limit(limit)
			.hint(hint)
			.lean();
		const list = found.map(asOrganization);
		return backwards ? list.reverse() : list;
	};

	if (!finding.words?.length) {
		const edge = await edgeOf(from, order);
		const hint = hintFor(finding, order);
		const [list, count] = await Promise.all([
			read(filter, hint, edge),
			Organizations.countDocuments(filter, { limit: COUNTED, hint }),
		]);
		return { list, count };
	}
	const words = await rarest(finding.words, finding.states);
	const byWord = { ...filter, ...wordsBeside(words) };
	// One word may be everywhere, which is soon counted; several together seldom are.
	const [edge, isEverywhere] = await Promise.all([edgeOf(from, order), words.length === 1 && isFrequent(byWord)]);
	const keys = isEverywhere ? undefined : await keysByWord(byWord, order);
	if (keys && keys.length < COUNTED) {
		const ids = pageOfKeys(keys, from, limit);
		return { list: inOrder(await byIds(ids), ids), count: keys.length };
	}
	const along = order === "nameOrder" ? inKeys(words) : inDocuments(words);
	return { list: await read({ ...filter, ...along }, hintFor(finding, order), edge), count: COUNTED };
}

async function isFrequent(filter: Filter): Promise<boolean> {
	return (await Organizations.countDocuments(filter, { limit: COUNTED, hint: BY_WORD })) >= COUNTED;
}

/** The keys of what has the words; where the order is by name, out of the index alone. */
async function keysByWord(filter: Filter, order: Order): Promise<string[]> {
	const found = await Organizations.find(filter)
		.select({ [order]: 1, _id: 0 })
		.limit(COUNTED)
		.hint(BY_WORD)
		.lean();
	return found.map((kept) => kept[order] ?? "");
}

function orderOf({ license, unchangedSince }: Finding): Order {
	if (license) return "licenseOrder";
	return unchangedSince ? "freshOrder" : "nameOrder";
}

function conditions({ states, field, neighbourhoodId, license, unchangedSince }: Finding): Filter {
	return {
		state: among(states),
		...(field === undefined ? {} : { fields: field }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodIds: neighbourhoodId }),
		...(license ? { licenseOrder: mongoose.trusted(days(license)) } : {}),
		...(unchangedSince ? { freshOrder: mongoose.trusted({ $lt: unchangedSince.toISOString() }) } : {}),
	};
}

function hintFor({ field, neighbourhoodId }: Finding, order: Order): Hint {
	if (neighbourhoodId !== undefined) return { state: 1, neighbourhoodIds: 1, [order]: 1 };
	if (field !== undefined) return { state: 1, fields: 1, [order]: 1 };
	return { state: 1, [order]: 1 };
}

function among(states: readonly OrganizationState[]) {
	return states.length === 1 ? states[0] : mongoose.trusted({ $in: [...states] });
}

/** A key begins with its day, so that comparing with the day alone leaves the day itself out or in. */
function days({ from, before }: { from?: string; before?: string }) {
	return { ...(from === undefined ? {} : { $gte: from }), ...(before === undefined ? {} : { $lt: before }) };
}

function rarest(words: readonly string[], states: readonly OrganizationState[]): Promise<string[]> {
	return rarestFirst(words, (word, atMost) =>
		Organizations.countDocuments(
			{ searchWords: wordBeginning(word), state: among(states) },
			{ limit: atMost, hint: BY_WORD },
		),
	);
}

/** The first word by its own index, the others in the key that lies beside it: no document is read for them. */
function wordsBeside([first = "", ...others]: readonly string[]): Filter {
	return { searchWords: wordBeginning(first), ...inKeys(others) };
}

function inKeys(words: readonly string[]): Filter {
	return words.length > 0 ? { $and: words.map((word) => ({ nameOrder: keyWithWord(word) })) } : {};
}

function inDocuments(words: readonly string[]): Filter {
	return { $and: words.map((word) => ({ searchWords: wordBeginning(word) })) };
}

/** The key of the organization at the edge of the page shown before. */
async function edgeOf({ after, before }: Edge, order: Order): Promise<string | undefined> {
	const id = before ?? after;
	if (id === undefined) return undefined;
	const kept = await Organizations.findById(id)
		.select({ [order]: 1 })
		.lean();
	return kept?.[order];
}
