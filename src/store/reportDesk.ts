/** How the desks find reports: by what they wait for, who takes care of them, which agency they lie with. Each along an index. */
import mongoose from "mongoose";
import type { Report } from "../domain/report.ts";
import type { DeskKeys } from "../domain/reportDesk.ts";
import { asReport, type KeptReport, Reports } from "./reports.ts";

/** More is not counted. */
const COUNTED = 1001;

export interface Edge {
	/** Ids of the report at the edge of the page shown before. */
	after?: string;
	before?: string;
}

type Field = "_id" | "dueOrder";
type Filter = Record<string, unknown>;

/** What waits in one of the places of the secretariat's desk, the oldest first. */
export async function waiting(desk: NonNullable<DeskKeys["desk"]>, edge: Edge, limit: number): Promise<Report[]> {
	return await page({ desk }, "_id", edge, limit);
}

/** What a coordinator takes care of, the oldest first. */
export async function heldBy(personId: string, edge: Edge, limit: number): Promise<Report[]> {
	return await page({ heldBy: personId }, "_id", edge, limit);
}

/** What lies with agencies, the deadline nearest or longest over first; `before` is a day ("2026-12-01"). */
export async function atAgencies(
	agencyIds: readonly string[],
	due: { before?: string; from?: string },
	edge: Edge,
	limit: number,
): Promise<Report[]> {
	return await page(ofAgencies(agencyIds, due), "dueOrder", edge, limit);
}

/** Of those, the ones that wait for the reporter's answer. */
export async function asking(agencyIds: readonly string[], edge: Edge, limit: number): Promise<Report[]> {
	return await page({ askedBy: mongoose.trusted({ $in: [...agencyIds] }) }, "dueOrder", edge, limit);
}

export async function countAsking(agencyIds: readonly string[]): Promise<number> {
	return await count({ askedBy: mongoose.trusted({ $in: [...agencyIds] }) });
}

/** What is over its deadline on a day, with whichever agency; the longest first. */
export async function overdue(day: string, edge: Edge, limit: number): Promise<Report[]> {
	return await page({ dueOrder: mongoose.trusted({ $lt: day }) }, "dueOrder", edge, limit);
}

export async function countWaiting(desk: NonNullable<DeskKeys["desk"]>): Promise<number> {
	return await count({ desk });
}

export async function countHeldBy(personId: string): Promise<number> {
	return await count({ heldBy: personId });
}

export async function countAtAgencies(
	agencyIds: readonly string[],
	due: { before?: string; from?: string } = {},
): Promise<number> {
	return await count(ofAgencies(agencyIds, due));
}

export async function countOverdue(day: string): Promise<number> {
	return await count({ dueOrder: mongoose.trusted({ $lt: day }) });
}

/** Agencies with something that is due before a day, and how many each has. */
export async function duePerAgency(before: string): Promise<Map<string, number>> {
	const found = await Reports.aggregate<{ _id: string; count: number }>([
		{ $match: { referredTo: { $exists: true }, dueOrder: { $lt: before } } },
		{ $group: { _id: "$referredTo", count: { $sum: 1 } } },
		{ $sort: { count: -1, _id: 1 } },
	]);
	return new Map(found.map(({ _id, count: number }) => [_id, number]));
}

export async function hasReferrals(): Promise<boolean> {
	return (await Reports.exists({ referredTo: mongoose.trusted({ $exists: true }) })) !== null;
}

/** Whose questions have run out. */
export async function unansweredAt(now: Date, limit = 100): Promise<Report[]> {
	const found = await Reports.find({ awaitsUntil: mongoose.trusted({ $lte: now }) })
		.sort({ awaitsUntil: 1 })
		.limit(limit)
		.lean<KeptReport[]>();
	return found.map(asReport);
}

export async function nextUnanswered(now: Date): Promise<Date | undefined> {
	const [next] = await Reports.find({ awaitsUntil: mongoose.trusted({ $gt: now }) })
		.sort({ awaitsUntil: 1 })
		.limit(1)
		.select({ awaitsUntil: 1 })
		.lean<KeptReport[]>();
	return next?.awaitsUntil;
}

/** Those that were merged into a report. */
export async function mergedInto(survivorId: string): Promise<Report[]> {
	const found = await Reports.find({ survivorId }).sort({ _id: 1 }).lean<KeptReport[]>();
	return found.map(asReport);
}

function ofAgencies(agencyIds: readonly string[], { from, before }: { before?: string; from?: string }): Filter {
	const days = { ...(from === undefined ? {} : { $gte: from }), ...(before === undefined ? {} : { $lt: before }) };
	const [only] = agencyIds;
	return {
		referredTo: agencyIds.length === 1 ? only : mongoose.trusted({ $in: [...agencyIds] }),
		...(Object.keys(days).length > 0 ? { dueOrder: mongoose.trusted(days) } : {}),
	};
}

/** One page along a key, in the key's order whichever way it is turned. */
async function page(filter: Filter, field: Field, { after, before }: Edge, limit: number): Promise<Report[]> {
	const id = before ?? after;
	const edge = id === undefined ? undefined : await edgeOf(id, field);
	const beyond = edge === undefined ? {} : { [field]: mongoose.trusted(before ? { $lt: edge } : { $gt: edge }) };
	const found = await Reports.find({ $and: [filter, beyond] } as mongoose.QueryFilter<KeptReport>)
		.sort({ [field]: before ? -1 : 1 })
		.limit(limit)
		.lean<KeptReport[]>();
	return (before ? found.reverse() : found).map(asReport);
}

async function edgeOf(id: string, field: Field): Promise<string | undefined> {
	if (field === "_id") return id;
	return (await Reports.findById(id).select({ dueOrder: 1 }).lean<KeptReport>())?.dueOrder;
}

async function count(filter: Filter): Promise<number> {
	return await Reports.countDocuments(filter as mongoose.QueryFilter<KeptReport>, { limit: COUNTED });
}
