/** Needs assessment: a coordinator opens a round, organizations score the needs of their neighbourhoods, the result is shown. */
import {
	type Assessment,
	assessmentTitle,
	endOfDay,
	FIRST_INDICATORS,
	givenOf,
	type Indicator,
	isComplete,
	isOpenAt,
	isScore,
	MOST_NEIGHBOURHOODS,
	type NeighbourhoodResult,
	resultsOf,
	type ScoreSheet,
} from "../domain/assessment.ts";
import type { Neighbourhood } from "../domain/neighbourhood.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import { type Actor, actingFor } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as sheets from "../store/assessmentScores.ts";
import * as store from "../store/assessments.ts";
import * as audit from "../store/audit.ts";
import * as lists from "../store/lists.ts";
import * as memberships from "../store/memberships.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import * as organizations from "../store/organizations.ts";
import { transaction } from "../store/transaction.ts";
import { beginOnce } from "./backgroundJobs.ts";
import { owe } from "./deliveries.ts";

/** More organizations than a province has in ten neighbourhoods. */
const MOST_INVITED = 5_000;
const DAY_MS = 86_400_000;
/** Who has not finished is reminded this long before the end. */
const REMIND_MS = 2 * DAY_MS;
const LONGEST_DAYS = 180;

export interface AssessmentAnswers {
	title: string;
	neighbourhoods: string[];
	/** The last day on which scores are taken, "2026-12-10". */
	closesOn: string;
}

type OpenRefusal = "notAllowed" | "incomplete" | "closesTooSoon" | "closesTooLate" | "noIndicators";

/** Opens a round and invites the directors of the organizations of its neighbourhoods; the same draft opens one. */
export async function open(
	actor: Actor,
	answers: AssessmentAnswers,
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<{ assessment: Assessment; invited: number }, OpenRefusal>> {
	if (!may(actor, "assessment.manage")) return refuse("notAllowed");
	const before = await store.byRequestId(requestId);
	const title = assessmentTitle.safeParse(answers.title);
	if (!title.success) return refuse("incomplete", { question: "title" });
	const places = await neighbourhoods.byIds(answers.neighbourhoods);
	if (places.length === 0 || places.length > MOST_NEIGHBOURHOODS)
		return refuse("incomplete", { question: "neighbourhoods" });
	const closesAt = endOfDay(answers.closesOn);
	if (closesAt.getTime() <= now.getTime()) return refuse("closesTooSoon", { question: "closesOn" });
	if (closesAt.getTime() > now.getTime() + LONGEST_DAYS * DAY_MS)
		return refuse("closesTooLate", { question: "closesOn", max: LONGEST_DAYS });
	const indicators = await indicatorsNow();
	if (indicators.length === 0) return refuse("noIndicators");
	const invited = await organizations.approvedIn(
		places.map(({ id }) => id),
		MOST_INVITED,
	);
	if (before) return done({ assessment: before, invited: invited.length });
	const assessment: Assessment = {
		id: newId(),
		title: title.data,
		neighbourhoodIds: places.map(({ id }) => id),
		indicators,
		closesAt,
		openedById: actor.person.id,
		openedAt: now,
		requestId,
	};
	const directors = await memberships.directorsOf(invited.map(({ id }) => id));
	await transaction(async () => {
		await store.add(assessment);
		await note(actor, assessment, "opened", now);
		await owe([
			...invitations(
				assessment,
				directors.map(({ personId }) => personId),
				now,
			),
			ending(assessment, assessment.closesAt),
		]);
	});
	return done({ assessment, invited: invited.length });
}

/** What is offered now, with the dimension of each. */
async function indicatorsNow(): Promise<Indicator[]> {
	const items = (await lists.ofList("indicators")).filter(({ retiredAt }) => retiredAt === undefined);
	const order = (await lists.ofList("dimensions")).map(({ value }) => value);
	const known = items.map(({ value, dimension, labels }) => ({
		value,
		...(labels && { labels }),
		dimension: dimension ?? FIRST_INDICATORS[value] ?? "social",
	}));
	return known.toSorted((a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension));
}

function invitations(assessment: Assessment, personIds: string[], now: Date) {
	if (personIds.length === 0) return [];
	const to = { audience: { rule: "people" as const, personIds: [...new Set(personIds)] } };
	const refs = { assessmentId: assessment.id };
	const remindAt = new Date(assessment.closesAt.getTime() - REMIND_MS);
	const invited = {
		...{ key: `assessment.invited:${assessment.id}`, kind: "assessment.invited", refs, to },
		...{ dueAt: now, notAfter: assessment.closesAt },
	};
	if (remindAt.getTime() < now.getTime() + DAY_MS) return [invited];
	const reminder = { ...invited, key: `assessment.reminder:${assessment.id}`, kind: "assessment.reminder" };
	return [invited, { ...reminder, dueAt: remindAt }];
}

/** The secretariat hears that a round is over; a round closed earlier is told of then, see `endedRound`. */
function ending({ id }: Assessment, at: Date) {
	return {
		key: `assessment.ended:${id}:${at.getTime()}`,
		kind: "assessment.ended",
		refs: { assessmentId: id, endedAt: at.getTime() },
		to: { audience: { rule: "role" as const, role: "coordinator" as const } },
		dueAt: at,
	};
}

/** Takes no more scores from now on; closing what is closed is done already. */
export async function close(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<Assessment, "notAllowed" | "notFound">> {
	if (!may(actor, "assessment.manage")) return refuse("notAllowed");
	const assessment = await store.byId(id);
	if (!assessment) return refuse("notFound");
	if (!isOpenAt(assessment, now)) return done(assessment);
	return await transaction(async () => {
		if (await store.close(id, now)) {
			await note(actor, assessment, "closed", now);
			await owe([ending(assessment, now)]);
		}
		return done({ ...assessment, closesAt: now });
	});
}

export interface AssessmentPage {
	list: Assessment[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	mayManage: boolean;
}

/** One page of the rounds, the newest first: of all for the secretariat, for others those of their neighbourhoods. */
export async function list(
	actor: Actor,
	from: { after?: string; before?: string },
	limit: number,
): Promise<Result<AssessmentPage, "notAllowed">> {
	const mayManage = may(actor, "assessment.manage");
	if (!mayManage && !may(actor, "assessment.score")) return refuse("notAllowed");
	const places = mayManage ? undefined : placesOf(await mine(actor));
	if (places?.length === 0) return done({ list: [], count: 0, hasMore: false, mayManage });
	const { list: found, count } = await store.page(places, from, limit + 1);
	const shown = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	return done({ list: shown, count, hasMore: found.length > limit, mayManage });
}

/** The approved organizations somebody belongs to, the one they act for first. */
async function mine(actor: Actor): Promise<Organization[]> {
	const ids = actor.memberships.filter(({ status }) => status === "active").map(({ organizationId }) => organizationId);
	const found = (await organizations.byIds(ids)).filter(({ state }) => state === "approved");
	const chosen = actingFor(actor);
	return found.toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen));
}

function placesOf(theirs: readonly Organization[]): string[] {
	return [...new Set(theirs.flatMap(({ neighbourhoodIds }) => neighbourhoodIds))];
}

/** How many rounds wait for the scores of these organizations; counting stops at 1001. */
export async function countOpen(theirs: readonly Organization[], now: Date): Promise<number> {
	return await store.countOpen(placesOf(theirs.filter(({ state }) => state === "approved")), now);
}

export interface AssessmentCard {
	assessment: Assessment;
	now: Date;
	mayManage: boolean;
	/** In the order of their names. */
	neighbourhoods: Neighbourhood[];
	/** Complete sheets of all organizations, by neighbourhood; only once they may be known. */
	sheets: ReadonlyMap<string, number>;
	/** Neighbourhoods the viewer's organizations may score, with how many indicators have a score. */
	mine: { neighbourhood: Neighbourhood; organization: Organization; given: number }[];
	mayResult: boolean;
}

/** A round as somebody sees it. Others' scores are counted before the end only for the secretariat. */
export async function card(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<AssessmentCard, "notAllowed" | "notFound">> {
	const mayManage = may(actor, "assessment.manage");
	if (!mayManage && !may(actor, "assessment.score")) return refuse("notAllowed");
	const assessment = await store.byId(id);
	if (!assessment) return refuse("notFound");
	const theirs = await mine(actor);
	const here = assessment.neighbourhoodIds.filter((place) => organizationFor(theirs, place));
	if (!mayManage && here.length === 0) return refuse("notFound");
	const mayResult = mayManage || !isOpenAt(assessment, now);
	const [places, own, all] = await Promise.all([
		neighbourhoods.byIds(assessment.neighbourhoodIds),
		sheets.ofOrganizations(
			id,
			theirs.map((one) => one.id),
		),
		mayResult ? sheets.ofAssessment(id) : [],
	]);
	const counts = new Map<string, number>();
	for (const sheet of all)
		if (isComplete(assessment, sheet)) counts.set(sheet.neighbourhoodId, (counts.get(sheet.neighbourhoodId) ?? 0) + 1);
	return done({
		...{ assessment, now, mayManage, neighbourhoods: places, sheets: counts, mayResult },
		mine: places.flatMap((neighbourhood) => {
			const organization = organizationFor(theirs, neighbourhood.id);
			if (!organization) return [];
			const sheet = own.find(
				(one) => one.organizationId === organization.id && one.neighbourhoodId === neighbourhood.id,
			);
			return [{ neighbourhood, organization, given: givenOf(assessment, sheet) }];
		}),
	});
}

/** Which of somebody's organizations speaks for a neighbourhood: the one they act for where it works there. */
function organizationFor(theirs: readonly Organization[], neighbourhoodId: string): Organization | undefined {
	return theirs.find(({ neighbourhoodIds }) => neighbourhoodIds.includes(neighbourhoodId));
}

export interface Scoring {
	assessment: Assessment;
	neighbourhood: Neighbourhood;
	organization: Organization;
	sheet: ScoreSheet | undefined;
	now: Date;
}

type ScoreRefusal = "notAllowed" | "notFound" | "over";

/** The sheet of somebody's organization for a neighbourhood, as it stands. */
export async function scoring(
	actor: Actor,
	input: { assessmentId: string; neighbourhoodId: string },
	now: Date,
): Promise<Result<Scoring, ScoreRefusal>> {
	if (!may(actor, "assessment.score")) return refuse("notAllowed");
	const assessment = await store.byId(input.assessmentId);
	if (!assessment?.neighbourhoodIds.includes(input.neighbourhoodId)) return refuse("notFound");
	const organization = organizationFor(await mine(actor), input.neighbourhoodId);
	const [neighbourhood] = await neighbourhoods.byIds([input.neighbourhoodId]);
	if (!organization || !neighbourhood) return refuse("notFound");
	if (!isOpenAt(assessment, now)) return refuse("over");
	const sheet = await sheets.byKey({ ...input, organizationId: organization.id });
	return done({ assessment, neighbourhood, organization, sheet, now });
}

/** Gives one indicator (counted from 0) its score, until the round closes; the last one counts. */
export async function score(
	actor: Actor,
	input: { assessmentId: string; neighbourhoodId: string; indicator: number; score: number },
	now: Date,
): Promise<Result<Scoring, ScoreRefusal>> {
	const found = await scoring(actor, input, now);
	if (!found.ok) return found;
	const { assessment, neighbourhood, organization } = found.value;
	const indicator = assessment.indicators[input.indicator];
	if (!indicator || !isScore(input.score)) return refuse("notFound");
	const key = { assessmentId: assessment.id, neighbourhoodId: neighbourhood.id, organizationId: organization.id };
	const sheet = await sheets.put(key, indicator.value, input.score, { byId: actor.person.id, at: now });
	return done({ ...found.value, sheet });
}

/** The result is begun as a picture, for the secretariat as a sheet too; it is sent to the requester only. */
export async function orderResult(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<{ jobId: string }, "notAllowed" | "notFound" | "notOver" | "noScores">> {
	const found = await card(actor, id, now);
	if (!found.ok) return found;
	if (!found.value.mayResult) return refuse("notOver");
	if (found.value.sheets.size === 0) return refuse("noScores");
	const { id: personId, language } = actor.person;
	const refs = { assessmentId: id, personId, language, paperId: newId() };
	const job = await beginOnce({ kind: "assessment.result", refs, personId, about: ["assessmentId"] }, now);
	return done({ jobId: job.id });
}

export interface AssessmentResult {
	assessment: Assessment;
	results: NeighbourhoodResult[];
	neighbourhoods: ReadonlyMap<string, string>;
	/** Names of the organizations whose sheets count, by id; only for the secretariat. */
	organizations: ReadonlyMap<string, string>;
	now: Date;
}

/** What the scores say together, for whoever ordered it and may still see it. */
export async function result(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<AssessmentResult, "notAllowed" | "notFound" | "notOver">> {
	const found = await card(actor, id, now);
	if (!found.ok) return found;
	if (!found.value.mayResult) return refuse("notOver");
	const { assessment, neighbourhoods: places, mayManage } = found.value;
	const all = await sheets.ofAssessment(id);
	const counted = [...new Set(all.filter((sheet) => isComplete(assessment, sheet)).map((one) => one.organizationId))];
	const known = mayManage ? await organizations.byIds(counted) : [];
	return done({
		assessment,
		results: resultsOf(assessment, all),
		neighbourhoods: new Map(places.map(({ id: placeId, name }) => [placeId, name])),
		organizations: new Map(known.map(({ id: organizationId, name }) => [organizationId, name])),
		now,
	});
}

/** For the invitation and the reminder; nothing when the round is over or there is nothing left to score. */
export async function awaited(actor: Actor, id: string, now: Date): Promise<AssessmentCard | undefined> {
	const found = await card(actor, id, now);
	if (!found.ok || !isOpenAt(found.value.assessment, now)) return undefined;
	const { assessment, mine: places } = found.value;
	return places.some(({ given }) => given < assessment.indicators.length) ? found.value : undefined;
}

/** A round that ended at this moment; nothing when it was closed at another. */
export async function endedRound(
	id: string,
	endedAt: number,
): Promise<{ assessment: Assessment; sheets: number } | undefined> {
	const assessment = await store.byId(id);
	if (assessment?.closesAt.getTime() !== endedAt) return undefined;
	const all = await sheets.ofAssessment(id);
	return { assessment, sheets: all.filter((sheet) => isComplete(assessment, sheet)).length };
}

async function note(actor: Actor, { id }: Assessment, what: "opened" | "closed", now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `assessment.${what}`,
		thing: { kind: "assessment", id },
	});
}
