/** Two reports of the same thing become one: all who followed the duplicate follow the survivor. It can be undone. */
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { isOpen, type Report } from "../../domain/report.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as desk from "../../store/reportDesk.ts";
import * as lists from "../../store/reportLists.ts";
import * as store from "../../store/reports.ts";
import * as supports from "../../store/supports.ts";
import { type Begun, decide, type Hurdle } from "./decide.ts";

/** The report of a code, for whoever is about to merge another into it. */
export async function previewOf(code: string): Promise<Report | undefined> {
	return await store.byCode(code);
}

/** Open reports that may be about the same thing: nearby or in the neighbourhood, of the same category. */
export async function candidatesFor(actor: Actor, report: Report): Promise<Report[]> {
	if (!may(actor, "report.handle", report)) return [];
	const found = await lists.alike(report, CANDIDATES + 1);
	return found.filter(({ id }) => id !== report.id).slice(0, CANDIDATES);
}

const CANDIDATES = 5;

/** Merges a report into the one of a code. */
export async function merge(
	actor: Actor,
	input: { reportId: string; code: string },
	now: Date,
	begun: Begun,
): Promise<Merged> {
	return await into(actor, input.reportId, await store.byCode(input.code), now, begun);
}

/** The same for one that was chosen from a list. */
export async function mergeWith(actor: Actor, reportId: string, survivorId: string, now: Date): Promise<Merged> {
	return await into(actor, reportId, await store.byId(survivorId), now);
}

type Merged = Result<Report, Hurdle | "noSuchReport" | "itself" | "survivorClosed">;

async function into(
	actor: Actor,
	reportId: string,
	survivor: Report | undefined,
	now: Date,
	begun?: Begun,
): Promise<Merged> {
	return await decide<"notNow" | "noSuchReport" | "itself" | "survivorClosed">(
		actor,
		reportId,
		"report.handle",
		(report) => {
			if (!survivor) return refuse("noSuchReport", { question: "survivor" });
			if (survivor.id === report.id) return refuse("itself", { question: "survivor" });
			if (!isOpen(survivor)) return refuse("survivorClosed", { question: "survivor" });
			if (!isOpen(report)) return refuse("notNow");
			return done({
				event: "merged",
				outcome: "duplicate",
				refs: { survivorId: survivor.id, code: survivor.code },
				set: { outcome: "duplicate", survivorId: survivor.id, awaiting: undefined },
				also: async (after) => await follow(survivor.id, after),
			});
		},
		now,
		begun,
	);
}

/** The duplicate is a report of its own again; those who came with it leave the survivor. */
export async function unmerge(actor: Actor, reportId: string, now: Date): Promise<Result<Report, Hurdle>> {
	return await decide<"notNow">(
		actor,
		reportId,
		"report.handle",
		(report) => {
			const { survivorId } = report;
			if (survivorId === undefined) return refuse("notNow");
			return done({
				event: "unmerged",
				state: openStateOf(report),
				set: { outcome: undefined, survivorId: undefined },
				also: async (after) => await leave(survivorId, after),
			});
		},
		now,
	);
}

/** Where it stood when it was merged. */
function openStateOf({ referral, claimedById }: Report): Report["state"] {
	if (referral && referral.declinedWhy === undefined) return referral.acceptedAt ? "inProgress" : "referred";
	return claimedById === undefined ? "received" : "underReview";
}

async function follow(survivorId: string, duplicate: Report): Promise<void> {
	const survivor = await store.byId(survivorId);
	if (!survivor) return;
	await putFollowers(
		survivor,
		[...survivor.followers, ...duplicate.followers],
		[...survivor.organizationIds, ...duplicate.organizationIds],
	);
}

/** Who follows the survivor for another reason too, stays. */
async function leave(survivorId: string, duplicate: Report): Promise<void> {
	const survivor = await store.byId(survivorId);
	if (!survivor) return;
	const others = (await desk.mergedInto(survivorId)).filter(({ id }) => id !== duplicate.id);
	const own = [survivor, ...(await supports.supportersOf(survivorId))];
	await putFollowers(
		survivor,
		[
			survivor.reporterId,
			...own.flatMap((one) => ("personId" in one ? [one.personId] : [])),
			...others.flatMap(({ followers }) => followers),
		],
		[
			...own.flatMap(({ organizationId }) => (organizationId === undefined ? [] : [organizationId])),
			...others.flatMap(({ organizationIds }) => organizationIds),
		],
	);
}

async function putFollowers(survivor: Report, people: string[], organizations: string[]): Promise<void> {
	const followers = [...new Set(people)];
	const organizationIds = [...new Set(organizations)];
	const supporters = followers.filter((id) => id !== survivor.reporterId).length;
	const changed = await store.change(survivor.id, survivor.revision, { followers, organizationIds, supporters });
	if (!changed) throw new Error(`report ${survivor.id} was changed inside a transaction`);
}
