/** How the register of organizations is looked through: a page at a time by key, every question along an index of its own. */
import mongoose from "mongoose";
import { keyWithWord, wordBeginning } from "../domain/finding.ts";
import type { Organization, OrganizationState } from "../domain/organization.ts";
import { asOrganization, Organizations } from "./organizations.ts";
import { beyond, type Edge, planWords, RARE, type WordsPlan } from "./words.ts";

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

const COUNTED = 1001;

type Order = "nameOrder" | "licenseOrder" | "freshOrder";

/** Three trips to the database at most: the edge and the words, then the page and the count. */
export async function find(finding: Finding, from: Edge, limit: number): Promise<Found> {
	const [edge, plan] = await Promise.all([
		edgeOf(from),
		planWords(finding.words ?? [], (word, atMost) =>
			Organizations.countDocuments(
				{ searchWords: wordBeginning(word), state: among(finding.states) },
				{ limit: atMost, hint: { searchWords: 1, state: 1 } },
			),
		),
	]);
	const { filter, order, hint } = wayTo(finding, plan);
	const backwards = from.before !== undefined;
	const bound = beyond(edge?.[order], backwards);
	const [found, count] = await Promise.all([
		Organizations.find(bound ? { $and: [filter, { [order]: mongoose.trusted(bound) }] } : filter)
			.sort({ [order]: backwards ? -1 : 1 })
			.limit(limit)
			.hint(hint)
			.lean(),
		Organizations.countDocuments(filter, { limit: COUNTED, hint }),
	]);
	const list = found.map(asOrganization);
	return { list: backwards ? list.reverse() : list, count };
}

/** The keys of the thing at the edge of the page shown before. */
async function edgeOf({ after, before }: Edge): Promise<Partial<Record<Order, string>> | undefined> {
	const id = before ?? after;
	if (id === undefined) return undefined;
	const kept = await Organizations.findById(id).select({ nameOrder: 1, licenseOrder: 1, freshOrder: 1 }).lean();
	return kept ?? undefined;
}

interface Way {
	filter: Record<string, unknown>;
	order: Order;
	hint: Record<string, 1>;
}

function wayTo(finding: Finding, { words, fewest }: WordsPlan): Way {
	const { states, field, neighbourhoodId, license, unchangedSince } = finding;
	const order: Order = license ? "licenseOrder" : unchangedSince ? "freshOrder" : "nameOrder";
	const rare = words.length > 0 && fewest < RARE;
	const filter: Record<string, unknown> = { state: among(states) };
	if (field !== undefined) filter.fields = field;
	if (neighbourhoodId !== undefined) filter.neighbourhoodIds = neighbourhoodId;
	if (license) filter.licenseOrder = mongoose.trusted(days(license));
	if (unchangedSince) filter.freshOrder = mongoose.trusted({ $lt: unchangedSince.toISOString() });
	// Where every word is everywhere, the key the list is ordered by is read along, without the documents.
	const along = !rare && order === "nameOrder";
	if (words.length > 0) {
		filter.$and = words.map((word) =>
			along ? { nameOrder: keyWithWord(word) } : { searchWords: wordBeginning(word) },
		);
	}
	if (rare) return { filter, order, hint: { searchWords: 1, state: 1 } };
	if (order !== "nameOrder") return { filter, order, hint: { state: 1, [order]: 1 } };
	if (neighbourhoodId !== undefined) return { filter, order, hint: { state: 1, neighbourhoodIds: 1, nameOrder: 1 } };
	if (field !== undefined) return { filter, order, hint: { state: 1, fields: 1, nameOrder: 1 } };
	return { filter, order, hint: { state: 1, nameOrder: 1 } };
}

function among(states: readonly OrganizationState[]) {
	return states.length === 1 ? states[0] : mongoose.trusted({ $in: [...states] });
}

/** A key begins with its day, so that comparing with the day alone leaves the day itself out or in. */
function days({ from, before }: { from?: string; before?: string }) {
	return { ...(from === undefined ? {} : { $gte: from }), ...(before === undefined ? {} : { $lt: before }) };
}
