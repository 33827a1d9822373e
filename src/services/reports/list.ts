/** Reports as they are looked through: one's own, one's organization's, and for coordinators all, by filters and words. */
import { sitsIn } from "../../domain/committee.ts";
import { queryWords } from "../../domain/finding.ts";
import { may } from "../../domain/permissions.ts";
import { type Actor, actingFor } from "../../domain/person.ts";
import { dayAt } from "../../domain/register.ts";
import { OPEN_STATES, type Report } from "../../domain/report.ts";
import { REPORT_GROUPS, type ReportFilter } from "../../domain/reportFinding.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as agencies from "../../store/agencies.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import * as store from "../../store/reportLists.ts";
import type { Edge } from "../../store/words.ts";
import { everyDimension } from "./categories.ts";

export interface ReportsPage {
	list: Report[];
	/** Counting stops one above `countedTo`. */
	count: number;
	countedTo: number;
	/** Whether there are more in the direction one turned to. */
	hasMore: boolean;
	/** Names of the neighbourhoods on the page and the one asked for, by id. */
	neighbourhoods: ReadonlyMap<string, string>;
	/** The agency asked for. */
	agency: { fa: string; en: string } | undefined;
}

/** One page of the reports that are asked for, the newest first; overdue ones by their deadline. */
export async function list(
	actor: Actor,
	filter: ReportFilter,
	from: Edge,
	now: Date,
	limit = 6,
): Promise<Result<ReportsPage, "notAllowed">> {
	const finding = await findingOf(actor, filter, now);
	if (!finding) return refuse("notAllowed");
	// Signs alone are the beginning of nothing.
	const wordless = filter.words !== undefined && finding.words?.length === 0;
	const found =
		wordless || finding.states.length === 0
			? { list: [], count: 0, countedTo: 0 }
			: await store.find(finding, from, limit + 1);
	const shown = from.before === undefined ? found.list.slice(0, limit) : found.list.slice(-limit);
	const ids = [...new Set([...shown.map(({ neighbourhoodId }) => neighbourhoodId), filter.neighbourhoodId])];
	const [places, agency] = await Promise.all([
		neighbourhoods.byIds(ids.filter((id) => id !== undefined)),
		filter.agencyId === undefined ? undefined : agencies.byId(filter.agencyId),
	]);
	return done({
		list: shown,
		count: found.count,
		countedTo: found.countedTo,
		hasMore: found.list.length > limit,
		neighbourhoods: new Map(places.map(({ id, name }) => [id, name])),
		agency: agency?.name,
	});
}

/** How many open reports a committee has that the actor, else everybody who sits there, may look at; counting stops at 1001. */
export async function countOpenOfCommittee(actor: Actor | undefined, committeeId: string): Promise<number> {
	return await store.count({ states: REPORT_GROUPS.open, committeeId, ...harmlessFor(actor) });
}

/** Without sensitive ones for everybody but the secretariat. */
function harmlessFor(actor: Actor | undefined): { isHarmless?: true } {
	return actor && may(actor, "report.listAll") ? {} : { isHarmless: true };
}

/** What is looked for; undefined where one may not look. */
async function findingOf(actor: Actor, filter: ReportFilter, now: Date): Promise<store.Finding | undefined> {
	const whose = whoseOf(actor, filter);
	if (!whose) return undefined;
	const { states, kind, dimension, neighbourhoodId, agencyId, overdue, words } = filter;
	const group: readonly Report["state"][] = REPORT_GROUPS[states];
	return {
		states: whose.isHarmless ? group.filter((state) => OPEN_STATES.some((open) => open === state)) : group,
		...whose,
		...(kind !== undefined && { kind }),
		...(dimension !== undefined && { dimension }),
		...(kind !== undefined && dimension === undefined && { dimensions: await everyDimension() }),
		...(neighbourhoodId !== undefined && { neighbourhoodId }),
		...(agencyId !== undefined && { agencyId }),
		...(overdue && { overdueOn: dayAt(now) }),
		...(words !== undefined && { words: queryWords(words) }),
	};
}

function whoseOf(
	actor: Actor,
	{ scope, committeeId }: ReportFilter,
): Pick<store.Finding, "followerId" | "organizationId" | "committeeId" | "isHarmless"> | undefined {
	if (!may(actor, "report.list")) return undefined;
	if (scope === "all") return may(actor, "report.listAll") ? {} : undefined;
	if (scope === "committee") {
		if (committeeId === undefined || !mayListOf(actor, committeeId)) return undefined;
		// Who sits there looks at what is open to every organization; see mayLook.
		return { committeeId, ...harmlessFor(actor) };
	}
	if (scope === "mine") return { followerId: actor.person.id };
	const organizationId = actingFor(actor);
	return organizationId === undefined ? undefined : { organizationId };
}

/** The secretariat, and whoever sits in the committee. */
export function mayListOf(actor: Actor, committeeId: string): boolean {
	return may(actor, "report.listAll") || sitsIn(actor, committeeId);
}
