/** One report as it may be seen: its card, by button or by code; the reporter hidden from whoever is not of their own. */
import { sitsIn } from "../../domain/committee.ts";
import type { FacilitationOffice } from "../../domain/neighbourhood.ts";
import { may } from "../../domain/permissions.ts";
import { normaliseDigits } from "../../domain/persian.ts";
import { type Actor, hasRole, type Person } from "../../domain/person.ts";
import { answeringAgency, isOpen, type Report, type ReportStep, type Support } from "../../domain/report.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as agencyStore from "../../store/agencies.ts";
import * as committeeStore from "../../store/committees.ts";
import * as offices from "../../store/facilitationOffices.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import * as organizations from "../../store/organizations.ts";
import * as store from "../../store/reports.ts";
import * as supports from "../../store/supports.ts";
import { named } from "../people.ts";

export interface ReportCard {
	report: Report;
	viewer: Actor;
	now: Date;
	neighbourhood: string | undefined;
	committee: { fa: string; en: string } | undefined;
	agency: { fa: string; en: string } | undefined;
	/** Of a half-finished work: who is to finish it. */
	finishing: { fa: string; en: string } | undefined;
	/** The organizations that stand behind it; the reporter's own only for whoever may know it. */
	organizations: string[];
	/** Who told it, for the reporter's own organization. */
	reporter: Person | undefined;
	/** What whoever looks may know of it. */
	steps: ReportStep[];
	/** Their own support. */
	support: Support | undefined;
	/** What supporters said and showed, the newest first. */
	supports: Support[];
	/** The facilitation office of the neighbourhood. */
	office: FacilitationOffice | undefined;
	/** The report it was merged into. */
	survivor: { id: string; code: string } | undefined;
}

/** Of the last ones the words and photos are looked at. */
const SUPPORTS_LOOKED_AT = 20;

/** What the last supporters said and showed, the newest first. */
export async function supportsOf({ id, supporters }: Report): Promise<Support[]> {
	return supporters > 0 ? await supports.ofReport(id, SUPPORTS_LOOKED_AT) : [];
}

/** A report one may see. */
export async function see(actor: Actor, reportId: string, now: Date): Promise<Result<ReportCard, "notFound">> {
	const report = await store.byId(reportId);
	return report && mayLook(actor, report) ? done(await cardOf(report, actor, now)) : refuse("notFound");
}

/** By the code a person typed, in any digits and case. */
export async function byCode(actor: Actor, code: string, now: Date): Promise<Result<ReportCard, "notFound">> {
	const report = await store.byCode(normaliseDigits(code).trim().toUpperCase());
	return report && mayLook(actor, report) ? done(await cardOf(report, actor, now)) : refuse("notFound");
}

/**
 * One's own, what one answers for, and what is offered to everybody who reports or sits in its committee: open reports
 * that are not sensitive.
 */
export function mayLook(actor: Actor, report: Report): boolean {
	if (may(actor, "report.see", report)) return true;
	const belongs =
		actor.memberships.length > 0 || (report.committeeId !== undefined && sitsIn(actor, report.committeeId));
	return may(actor, "report.support", report) && belongs && isOpen(report) && !report.isSensitive;
}

/** The reporter is known to themselves and their own organization; others, the secretariat too, need a reason. */
function knowsReporter(actor: Actor, report: Report): boolean {
	if (report.reporterId === actor.person.id) return true;
	const places = actor.memberships.filter(({ status }) => status === "active");
	return places.some(({ organizationId }) => organizationId === report.organizationId);
}

export async function cardOf(report: Report, viewer: Actor, now: Date): Promise<ReportCard> {
	const knows = knowsReporter(viewer, report);
	const shown = report.organizationIds.filter(
		(id) => knows || hasRole(viewer, "coordinator") || id !== report.organizationId,
	);
	const agencyIds = [answeringAgency(report), report.stalled?.agencyId].filter((id) => id !== undefined);
	const [places, behind, agencies, committee, people, said, own, survivor, office] = await Promise.all([
		neighbourhoods.byIds([report.neighbourhoodId]),
		organizations.byIds(shown.slice(0, 12)),
		agencyIds.length > 0 ? agencyStore.byIds(agencyIds) : [],
		report.committeeId === undefined ? undefined : committeeStore.byId(report.committeeId),
		knows ? named([report.reporterId]) : new Map<string, Person>(),
		supportsOf(report),
		report.supporters > 0 ? supports.ofPersonFor(report.id, viewer.person.id) : undefined,
		report.survivorId === undefined ? undefined : store.byId(report.survivorId),
		offices.ofNeighbourhood(report.neighbourhoodId),
	]);
	const nameOf = (id: string | undefined) => agencies.find((one) => one.id === id)?.name;
	return {
		report,
		viewer,
		now,
		neighbourhood: places[0]?.name,
		committee: committee?.name,
		agency: nameOf(answeringAgency(report)),
		finishing: nameOf(report.stalled?.agencyId),
		organizations: behind.map(({ name }) => name),
		reporter: people.get(report.reporterId),
		steps: report.steps.filter((step) => !step.private || hasRole(viewer, "coordinator")),
		support: own,
		supports: said,
		office,
		survivor: survivor && { id: survivor.id, code: survivor.code },
	};
}

/** For a message to somebody: nothing when they may not see it, or it is gone. */
export async function reportFor(viewer: Actor, reportId: string, now: Date): Promise<ReportCard | undefined> {
	const found = await see(viewer, reportId, now);
	return found.ok ? found.value : undefined;
}

/** For a committee's group: nothing of a sensitive one. */
export async function reportForGroup(
	reportId: string,
): Promise<{ report: Report; neighbourhood: string | undefined } | undefined> {
	const report = await store.byId(reportId);
	if (!report || report.isSensitive) return undefined;
	const [neighbourhood] = await neighbourhoods.byIds([report.neighbourhoodId]);
	return { report, neighbourhood: neighbourhood?.name };
}
