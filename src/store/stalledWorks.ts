/** How the register of half-finished works is looked through: the longest stopped first, a page at a time by key. */
import mongoose from "mongoose";
import type { Report } from "../domain/report.ts";
import type { PercentBand } from "../domain/stalledWork.ts";
import { asReport, type KeptReport, Reports } from "./reports.ts";
import { beyond, COUNTED, type Edge } from "./words.ts";

/** What is looked for; all of it must hold. */
export interface StalledFinding {
	agencyId?: string;
	neighbourhoodId?: string;
	band?: PercentBand;
	/** Nobody has worked there since before this day. */
	stoppedBefore?: string;
}

/** One page and how many there are; one more than `limit` says that there is another page. */
export async function find(
	{ agencyId, neighbourhoodId, band, stoppedBefore }: StalledFinding,
	from: Edge,
	limit: number,
): Promise<{ list: Report[]; count: number }> {
	const about = {
		...(agencyId === undefined ? {} : { stalledAgency: agencyId }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodId }),
		...(band === undefined ? {} : { stalledBand: band }),
	};
	const hint = hintFor({
		...(neighbourhoodId && { neighbourhoodId }),
		...(agencyId && { agencyId }),
		...(band && { band }),
	});
	const backwards = from.before !== undefined;
	const bounds = { $gt: "", ...(stoppedBefore === undefined ? {} : { $lt: stoppedBefore }) };
	const edge = beyond(await edgeOf(from), backwards);
	const order = (more: object) => ({ ...about, stalledOrder: mongoose.trusted({ ...bounds, ...more }) });
	const [found, count] = await Promise.all([
		Reports.find(order(edge ?? {}))
			.sort({ stalledOrder: backwards ? -1 : 1 })
			.limit(limit)
			.hint(hint)
			.lean<KeptReport[]>(),
		Reports.countDocuments(order({}), { limit: COUNTED, hint }),
	]);
	const list = found.map(asReport);
	return { list: backwards ? list.reverse() : list, count };
}

function hintFor({ neighbourhoodId, agencyId, band }: StalledFinding): Record<string, 1> {
	if (neighbourhoodId !== undefined) return { neighbourhoodId: 1, stalledOrder: 1 };
	if (agencyId !== undefined) return { stalledAgency: 1, stalledOrder: 1 };
	if (band !== undefined) return { stalledBand: 1, stalledOrder: 1 };
	return { stalledOrder: 1 };
}

/** The key of the work at the edge of the page shown before. */
async function edgeOf({ after, before }: Edge): Promise<string | undefined> {
	const id = before ?? after;
	if (id === undefined) return undefined;
	const kept = await Reports.findById(id).select({ stalledOrder: 1 }).lean<KeptReport>();
	return kept?.stalledOrder;
}

/** Works nobody has looked at, and nobody was asked to, since long enough: the longest unseen first. */
export async function unseen(now: Date, limit: number): Promise<Report[]> {
	const found = await Reports.find({ lookDueAt: mongoose.trusted({ $lte: now }) })
		.sort({ lookDueAt: 1 })
		.limit(limit)
		.lean<KeptReport[]>();
	return found.map(asReport);
}

/** When the next one is due after `now`. */
export async function nextUnseen(now: Date): Promise<Date | undefined> {
	const kept = await Reports.findOne({ lookDueAt: mongoose.trusted({ $gt: now }) })
		.sort({ lookDueAt: 1 })
		.select({ lookDueAt: 1 })
		.lean<KeptReport>();
	return kept?.lookDueAt;
}
