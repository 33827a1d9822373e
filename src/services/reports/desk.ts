/** Reports as the desks show them: a card with all that is named on it, the lists of the secretariat and of an agency. */
import { dayOf, isoDate } from "../../domain/dates.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import type { Report } from "../../domain/report.ts";
import { DESK_LISTS, type DeskList, REFERRAL_LISTS } from "../../domain/reportDesk.ts";
import type { DeskCounts, ReferralCounts, ReferralPage, ReportPage, ReportShown } from "../../domain/reportShown.ts";
import { addWorkingDays, nextWorkingDay } from "../../domain/workingDays.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as agencies from "../../store/agencies.ts";
import * as committees from "../../store/committees.ts";
import * as offices from "../../store/facilitationOffices.ts";
import * as liaisons from "../../store/liaisons.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import * as people from "../../store/people.ts";
import * as store from "../../store/reportDesk.ts";
import * as reports from "../../store/reports.ts";
import { officeWeek } from "../officeWeek.ts";
import { named } from "../people.ts";
import { TIME_ZONE } from "./deadline.ts";
import { supportsOf } from "./see.ts";

async function shown(report: Report, viewer: Actor, now: Date): Promise<ReportShown> {
	const { steps, agencyId, referral, committeeId, survivorId, claimedById, reporterId } = report;
	const ofSteps = (name: string) =>
		steps.flatMap(({ refs }) => (refs?.[name] === undefined ? [] : [String(refs[name])]));
	const agencyIds = [...ofSteps("agencyId"), ...present(agencyId, referral?.agencyId, report.stalled?.agencyId)];
	const committeeIds = [...ofSteps("committeeId"), ...present(committeeId)];
	const [place, theirAgencies, theirCommittees, staff, reporter, survivor, merged, week, answering, supports, office] =
		await Promise.all([
			neighbourhoods.byId(report.neighbourhoodId),
			agencies.byIds([...new Set(agencyIds)]),
			committees.byIds([...new Set(committeeIds)]),
			named([claimedById]),
			people.byId(reporterId),
			survivorId === undefined ? undefined : reports.byId(survivorId),
			store.mergedInto(report.id),
			officeWeek(),
			referral ? liaisons.activeOf(referral.agencyId) : undefined,
			supportsOf(report),
			offices.ofNeighbourhood(report.neighbourhoodId),
		]);
	return {
		report,
		neighbourhood: place,
		agencies: new Map(theirAgencies.map((one) => [one.id, one])),
		committees: new Map(theirCommittees.map((one) => [one.id, one])),
		people: staff,
		...(survivor && { survivor }),
		merged,
		reporterAway: !reporter || reporter.unreachableSince !== undefined,
		agencyAway: answering?.length === 0,
		supports,
		office,
		viewer,
		now,
		week,
	};
}

function present(...ids: (string | undefined)[]): string[] {
	return ids.filter((id) => id !== undefined);
}

/** The card of the secretariat. */
export async function card(actor: Actor, reportId: string, now: Date): Promise<Result<ReportShown, "notFound">> {
	const report = await reports.byId(reportId);
	if (!report || !may(actor, "report.handle", report)) return refuse("notFound");
	return done(await shown(report, actor, now));
}

/** The card of the agency it lies with; a liaison who was dismissed has it no more. */
export async function referralCard(
	actor: Actor,
	reportId: string,
	now: Date,
): Promise<Result<ReportShown, "notFound">> {
	const report = await reports.byId(reportId);
	if (!report || !may(actor, "referral.answer", report)) return refuse("notFound");
	return done(await shown(report, actor, now));
}

/** For those it concerns: reporter, supporters, the secretariat and the agency. */
export async function seen(actor: Actor, reportId: string): Promise<Result<Report, "notFound">> {
	const report = await reports.byId(reportId);
	const sees =
		report &&
		(may(actor, "report.handle", report) ||
			may(actor, "report.follow", report) ||
			may(actor, "referral.answer", report));
	return sees ? done(report) : refuse("notFound");
}

/** For a delivery: a report as its recipient sees it when it is sent. */
export async function shownTo(reportId: string, viewer: Actor, now: Date): Promise<ReportShown | undefined> {
	const report = await reports.byId(reportId);
	return report && (await shown(report, viewer, now));
}

/** What waits for the secretariat of reports; undefined for everybody else. */
export async function countsFor(actor: Actor, now: Date): Promise<DeskCounts | undefined> {
	if (!may(actor, "report.seeDesk")) return undefined;
	const [unrouted, proposed, mine, overdue, asked] = await Promise.all([
		store.countWaiting("unrouted"),
		store.countWaiting("proposed"),
		store.countHeldBy(actor.person.id),
		store.countOverdue(today(now)),
		store.countWaiting("asked"),
	]);
	return { unrouted, proposed, mine, overdue, asked };
}

/** One list of the secretariat's desk. */
export async function list(
	actor: Actor,
	name: string,
	edge: store.Edge,
	limit: number,
	now: Date,
): Promise<Result<ReportPage<DeskList>, "notAllowed">> {
	const which = DESK_LISTS.find((one) => one === name);
	if (!may(actor, "report.seeDesk") || !which) return refuse("notAllowed");
	const me = actor.person.id;
	const day = today(now);
	const [found, count] = await Promise.all(
		which === "mine"
			? [store.heldBy(me, edge, limit + 1), store.countHeldBy(me)]
			: which === "overdue"
				? [store.overdue(day, edge, limit + 1), store.countOverdue(day)]
				: [store.waiting(which, edge, limit + 1), store.countWaiting(which)],
	);
	return done(await pageOf(which, found, count, edge, limit, now));
}

/** What lies with the agencies somebody answers for; undefined for everybody else. */
export async function referralCounts(actor: Actor, now: Date): Promise<ReferralCounts | undefined> {
	const { agencyIds } = actor;
	if (agencyIds.length === 0) return undefined;
	const days = await soonDays(now);
	const [all, soon, overdue] = await Promise.all([
		store.countAtAgencies(agencyIds),
		store.countAtAgencies(agencyIds, { from: days.today, before: days.afterSoon }),
		store.countAtAgencies(agencyIds, { before: days.today }),
	]);
	return { all, soon, overdue, asked: await store.countAsking(agencyIds) };
}

/** One list of an agency's liaison, the nearest deadline first. */
export async function referrals(
	actor: Actor,
	name: string,
	edge: store.Edge,
	limit: number,
	now: Date,
): Promise<Result<ReferralPage, "notAllowed">> {
	const which = REFERRAL_LISTS.find((one) => one === name) ?? "all";
	const counts = await referralCounts(actor, now);
	if (!counts || actor.person.barred) return refuse("notAllowed");
	const { agencyIds } = actor;
	const days = await soonDays(now);
	const due =
		which === "overdue" ? { before: days.today } : which === "soon" ? { from: days.today, before: days.afterSoon } : {};
	const [found, ours] = await Promise.all([
		which === "asked" ? store.asking(agencyIds, edge, limit + 1) : store.atAgencies(agencyIds, due, edge, limit + 1),
		agencies.byIds(agencyIds),
	]);
	const page = await pageOf(which, found, counts[which], edge, limit, now);
	return done({ ...page, counts, ours });
}

/** Today, and the first day that is not due soon: one working day ahead is soon. */
export async function soonDays(now: Date): Promise<{ today: string; afterSoon: string }> {
	const week = await officeWeek();
	const day = dayOf(now, TIME_ZONE);
	return { today: isoDate(day), afterSoon: isoDate(addWorkingDays(nextWorkingDay(day, week), 1, week)) };
}

function today(now: Date): string {
	return isoDate(dayOf(now, TIME_ZONE));
}

async function pageOf<List>(
	which: List,
	found: Report[],
	count: number,
	edge: store.Edge,
	limit: number,
	now: Date,
): Promise<ReportPage<List>> {
	const page = edge.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	const ids = (of: (report: Report) => string | undefined) => [...new Set(page.flatMap((one) => present(of(one))))];
	const [places, theirs, week] = await Promise.all([
		neighbourhoods.byIds(ids(({ neighbourhoodId }) => neighbourhoodId)),
		agencies.byIds(ids(({ referral }) => referral?.agencyId)),
		officeWeek(),
	]);
	return {
		which,
		list: page,
		neighbourhoods: new Map(places.map((one) => [one.id, one])),
		agencies: new Map(theirs.map((one) => [one.id, one])),
		count,
		hasMore: found.length > limit,
		now,
		week,
	};
}
