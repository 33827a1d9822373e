/** The register of half-finished works: looked through, opened with its photos, and looked at afresh every ninety days. */
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import { type Actor, actingFor } from "../domain/person.ts";
import { dayAt } from "../domain/register.ts";
import { isOpen, type Report, supportWords } from "../domain/report.ts";
import { BUILT, finisherOf, type Look, looksOf, type StalledFilter } from "../domain/stalledWork.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as agencies from "../store/agencies.ts";
import * as memberships from "../store/memberships.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import * as organizations from "../store/organizations.ts";
import * as reports from "../store/reports.ts";
import * as store from "../store/stalledWorks.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { write } from "./reports/decide.ts";

/** Of one neighbourhood. */
const MOST_ASKED = 500;
/** Works asked about at a tick; the rest follow at the next. */
const A_TICK = 50;
const MOST_PHOTOS = 10;

type NotSeen = "notAllowed" | "notMember";

/** Whoever belongs to an approved organization, answers for an agency or works for the secretariat. */
async function maySee(actor: Actor): Promise<NotSeen | undefined> {
	if (!may(actor, "stalledWork.see")) return "notAllowed";
	if (may(actor, "register.see") || actor.agencyIds.length > 0 || (await mine(actor)).length > 0) return undefined;
	return "notMember";
}

/** The approved organizations somebody belongs to, the one they act for first. */
async function mine(actor: Actor): Promise<Organization[]> {
	const ids = actor.memberships.filter(({ status }) => status === "active").map(({ organizationId }) => organizationId);
	const found = (await organizations.byIds(ids)).filter(({ state }) => state === "approved");
	const chosen = actingFor(actor);
	return found.toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen));
}

export interface StalledPage {
	list: Report[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	/** Names by id, of what is shown and of what is asked for. */
	neighbourhoods: ReadonlyMap<string, string>;
	agencies: ReadonlyMap<string, { fa: string; en: string }>;
}

/** One page of the open works that are asked for, the longest stopped first. */
export async function list(
	actor: Actor,
	filter: StalledFilter,
	from: { after?: string; before?: string },
	limit: number,
	now: Date,
): Promise<Result<StalledPage, NotSeen>> {
	const hurdle = await maySee(actor);
	if (hurdle) return refuse(hurdle);
	const { agencyId, neighbourhoodId, band, stopped } = filter;
	const finding = {
		...(agencyId === undefined ? {} : { agencyId }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodId }),
		...(band === undefined ? {} : { band }),
		...(stopped === undefined ? {} : { stoppedBefore: yearsBefore(now, Number(stopped)) }),
	};
	const { list: found, count } = await store.find(finding, from, limit + 1);
	const shown = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	return done({ list: shown, count, hasMore: found.length > limit, ...(await namesFor(shown, filter)) });
}

/** The day after the one that lies so many years back, "2024-11-25". */
function yearsBefore(now: Date, years: number): string {
	return Temporal.PlainDate.from(dayAt(now, 1)).subtract({ years }).toString();
}

async function namesFor(shown: readonly Report[], filter: StalledFilter) {
	const places = [...shown.map((one) => one.neighbourhoodId), filter.neighbourhoodId];
	const offices = [...shown.map(finisherOf), filter.agencyId];
	const [known, answering] = await Promise.all([
		neighbourhoods.byIds([...new Set(places.filter((id) => id !== undefined))]),
		agencies.byIds([...new Set(offices.filter((id) => id !== undefined))]),
	]);
	return {
		neighbourhoods: new Map(known.map(({ id, name }) => [id, name])),
		agencies: new Map(answering.map(({ id, name }) => [id, name])),
	};
}

export interface StalledCard {
	report: Report;
	now: Date;
	neighbourhood: string;
	agency: { fa: string; en: string } | undefined;
	/** The newest first. */
	looks: Look[];
	/** Of those that looked. */
	organizations: ReadonlyMap<string, string>;
	mayPhotograph: boolean;
}

/** A half-finished work as the register shows it; nothing of who reported it. Sensitive ones are not in it. */
export async function card(actor: Actor, id: string, now: Date): Promise<Result<StalledCard, NotSeen | "notFound">> {
	const hurdle = await maySee(actor);
	if (hurdle) return refuse(hurdle);
	const report = await workOf(id);
	if (!report) return refuse("notFound");
	return done(await shown(report, await looker(actor, report), now));
}

async function workOf(id: string): Promise<Report | undefined> {
	const report = await reports.byId(id);
	return report?.kind === "stalledWork" && report.stalled && !report.isSensitive ? report : undefined;
}

async function shown(report: Report, by: Looker | undefined, now: Date): Promise<StalledCard> {
	const looks = looksOf(report);
	const seenBy = [...new Set(looks.map(({ organizationId }) => organizationId).filter((one) => one !== undefined))];
	const [names, theirs] = await Promise.all([namesFor([report], {}), organizations.byIds(seenBy)]);
	const agencyId = finisherOf(report);
	return {
		...{ report, now, looks, mayPhotograph: isOpen(report) && by !== undefined },
		neighbourhood: names.neighbourhoods.get(report.neighbourhoodId) ?? "؟",
		agency: agencyId === undefined ? undefined : names.agencies.get(agencyId),
		organizations: new Map(theirs.map((one) => [one.id, one.name])),
	};
}

/** For whom somebody looks at a work. */
interface Looker {
	organizationId?: string;
}

/** Whoever belongs to an organization that works in its neighbourhood or reported it, or who reported it, or a coordinator. */
async function looker(actor: Actor, report: Report): Promise<Looker | undefined> {
	if (!may(actor, "stalledWork.photograph")) return undefined;
	const theirs = (await mine(actor)).find(
		({ id, neighbourhoodIds }) =>
			neighbourhoodIds.includes(report.neighbourhoodId) || report.organizationIds.includes(id),
	);
	if (theirs) return { organizationId: theirs.id };
	return report.reporterId === actor.person.id || may(actor, "register.see") ? {} : undefined;
}

export interface LookAnswers {
	photos: { fileId: string }[];
	percent: number;
	words?: string | undefined;
}

type LookRefusal = "notAllowed" | "notFound" | "closed" | "incomplete" | "changedMeanwhile";

/** A fresh look at a work: photos, and how much is built now. Sent twice from the same draft it is one. */
export async function photograph(
	actor: Actor,
	input: LookAnswers & { reportId: string },
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<StalledCard, LookRefusal>> {
	const { percent, words } = input;
	for (let tries = 3; tries > 0; tries--) {
		const report = await workOf(input.reportId);
		if (!report?.stalled) return refuse("notFound");
		const by = await looker(actor, report);
		if (!by) return refuse("notAllowed");
		if (report.steps.some((step) => step.requestId === requestId)) return done(await shown(report, by, now));
		if (!isOpen(report)) return refuse("closed");
		if (input.photos.length === 0) return refuse("incomplete", { question: "photos" });
		if (percent < BUILT.min || percent > BUILT.max) return refuse("incomplete", { question: "percent" });
		if (words !== undefined && !supportWords.safeParse(words).success)
			return refuse("incomplete", { question: "words" });
		const after = await write(
			report,
			{
				event: "photographed",
				photos: input.photos.slice(0, MOST_PHOTOS).map(({ fileId }) => fileId),
				refs: { percent, before: report.stalled.percent, ...by },
				set: { stalled: { ...report.stalled, percent } },
				requestId,
				...(words === undefined ? {} : { words }),
			},
			actor.person.id,
			now,
		);
		if (after) return done(await shown(after, by, now));
	}
	return refuse("changedMeanwhile");
}

/** Works that were not looked at for ninety days: an organization of the neighbourhood is asked, each time the next one. */
export async function askForLooks(now: Date): Promise<number> {
	const due = await store.unseen(now, A_TICK);
	let asked = 0;
	for (const report of due) if (await askForLook(report, now)) asked++;
	return asked;
}

/** When a work has to be looked at next. */
export async function nextLook(now: Date): Promise<Date | undefined> {
	return await store.nextUnseen(now);
}

async function askForLook(report: Report, now: Date): Promise<boolean> {
	const { id, stalled, neighbourhoodId, revision } = report;
	if (!stalled) return false;
	const asked = await nextToAsk(neighbourhoodId, stalled.askedOrganizationId);
	const { askedOrganizationId: _, ...rest } = stalled;
	const set = { ...rest, askedAt: now, ...(asked && { askedOrganizationId: asked.organizationId }) };
	return await transaction(async () => {
		if (!(await reports.change(id, revision, { stalled: set }))) return false;
		if (!asked) return false;
		await owe([
			{
				key: `stalledWork.lookAsked:${id}:${now.getTime()}`,
				kind: "stalledWork.lookAsked",
				refs: { reportId: id, askedAt: now.getTime() },
				to: { personId: asked.personId },
				dueAt: now,
			},
		]);
		return true;
	});
}

/** The organization after the one that was asked last, in the order of their ids; one without a director is passed over. */
async function nextToAsk(neighbourhoodId: string, last: string | undefined) {
	const theirs = (await organizations.approvedIn([neighbourhoodId], MOST_ASKED)).map(({ id }) => id);
	const directors = await memberships.directorsOf(theirs);
	const led = directors.toSorted((a, b) => (a.organizationId < b.organizationId ? -1 : 1));
	return led.find(({ organizationId }) => last === undefined || organizationId > last) ?? led[0];
}

/** For the question to an organization; nothing when somebody looked meanwhile, or they may not any more. */
export async function askedLook(
	actor: Actor,
	reportId: string,
	askedAt: number,
	now: Date,
): Promise<StalledCard | undefined> {
	const report = await workOf(reportId);
	if (!report || !isOpen(report) || report.stalled?.askedAt?.getTime() !== askedAt) return undefined;
	const by = await looker(actor, report);
	if (!by) return undefined;
	const found = await shown(report, by, now);
	return (found.looks[0]?.at.getTime() ?? 0) > askedAt ? undefined : found;
}

/** What a form about it is called by. */
export async function about(actor: Actor, reportId: string): Promise<string | undefined> {
	const report = await workOf(reportId);
	return report && (await looker(actor, report)) ? report.code : undefined;
}
