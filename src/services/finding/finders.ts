/** The finders of the one search, in the order in which their groups are shown; a new kind of thing appends its own. */
import { queryWords } from "../../domain/finding.ts";
import { joinedName } from "../../domain/neighbourhood.ts";
import { ALL_PEOPLE } from "../../domain/peopleRegister.ts";
import { type Action, may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { STATE_GROUPS } from "../../domain/register.ts";
import * as agencies from "../../store/agencies.ts";
import * as register from "../../store/register.ts";
import * as committees from "../committees/index.ts";
import { findDecisions } from "../minutes/look.ts";
import * as neighbourhoods from "../neighbourhoods.ts";
import * as peopleRegister from "../peopleRegister.ts";
import * as reports from "../reports/list.ts";

/** One thing that was found: what its button opens, and what it is called in each language. */
export interface Hit {
	id: string;
	name: string | { fa: string; en: string };
	/** Said beside the name: a city, a code. */
	beside?: string;
}

export interface Group {
	/** Names its heading (`finding.group.<group>`) and what its buttons open, see views/finding. */
	group: string;
	hits: Hit[];
	/** Counting stops one above `countedTo`, which is a thousand if nothing else is said. */
	count: number;
	countedTo?: number;
}

export interface Finder {
	group: string;
	/** Whoever may not do this does not find any. */
	action?: Action;
	find(actor: Actor, words: string, now: Date): Promise<Omit<Group, "group">>;
}

/** A group shows the first few. */
const SHOWN = 4;

export const FINDERS: Finder[] = [
	{
		group: "organizations",
		async find(actor, words) {
			const states = may(actor, "register.see") ? STATE_GROUPS.all : (["approved"] as const);
			const found = await register.find({ states, words: queryWords(words) }, {}, SHOWN);
			return {
				hits: found.list.slice(0, SHOWN).map(({ id, name, code }) => ({ id, name, beside: code })),
				count: found.count,
			};
		},
	},
	{
		group: "people",
		action: "person.find",
		async find(actor, words) {
			const found = await peopleRegister.list(actor, { ...ALL_PEOPLE, words }, {}, SHOWN);
			if (!found.ok) return { hits: [], count: 0 };
			const named = found.value.list.filter(({ name }) => name !== undefined);
			return { hits: named.map(({ id, name = "" }) => ({ id, name })), count: found.value.count };
		},
	},
	{
		group: "neighbourhoods",
		async find(_actor, words) {
			const { list, count } = await neighbourhoods.find(words, 0, SHOWN);
			const hits = (count > 0 ? list : await neighbourhoods.meant(words)).map(({ id, name, city }) => ({
				id,
				name,
				beside: city,
			}));
			return { hits, count: count || hits.length };
		},
	},
	{
		group: "committees",
		find: async (actor, words) => amongNames(await committees.list(actor), words),
	},
	{
		group: "agencies",
		find: async (_actor, words) =>
			amongNames(
				(await agencies.all()).filter(({ retiredAt }) => !retiredAt),
				words,
			),
	},
	{
		group: "decisions",
		async find(actor, words) {
			const { list, count } = await findDecisions(actor, queryWords(words), SHOWN);
			return { hits: list.map(({ id, code, words: said }) => ({ id, name: code, beside: said.slice(0, 80) })), count };
		},
	},
	{
		group: "reports",
		async find(actor, words, now) {
			const scope = may(actor, "report.seeDesk") ? "all" : actor.memberships.length > 0 ? "organization" : "mine";
			const found = await reports.list(actor, { scope, states: "all", words }, {}, now, SHOWN);
			if (!found.ok) return { hits: [], count: 0 };
			const { list, neighbourhoods: places, count, countedTo } = found.value;
			return {
				hits: list.map(({ id, code, neighbourhoodId }) => ({
					id,
					name: code,
					beside: places.get(neighbourhoodId ?? "") ?? "",
				})),
				...{ count, countedTo },
			};
		},
	},
];

/** Of a few dozen things, those whose name in either language has the words. */
function amongNames(
	things: readonly { id: string; name: { fa: string; en: string } }[],
	words: string,
): { hits: Hit[]; count: number } {
	const wanted = queryWords(words);
	const hits = things.filter(({ name }) => {
		const text = `${joinedName(name.fa)} ${joinedName(name.en)}`;
		return wanted.every((word) => text.includes(word));
	});
	return { hits: hits.slice(0, SHOWN).map(({ id, name }) => ({ id, name })), count: hits.length };
}
