/** Needs assessment as people look it up: the rounds, one round, and what its messages say while they still hold. */
import { type Assessment, givenOf, isComplete, isOpenAt } from "../../domain/assessment.ts";
import type { AssessmentCard, AssessmentPage } from "../../domain/assessmentShown.ts";
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as sheets from "../../store/assessmentScores.ts";
import * as store from "../../store/assessments.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import { approvedOf, organizationFor, placesOf } from "./scorers.ts";

/** One page of the rounds, the newest first: of all for the secretariat, for others those of their neighbourhoods. */
export async function list(
	actor: Actor,
	from: { after?: string; before?: string },
	limit: number,
): Promise<Result<AssessmentPage, "notAllowed">> {
	const mayManage = may(actor, "assessment.manage");
	if (!mayManage && !may(actor, "assessment.score")) return refuse("notAllowed");
	const places = mayManage ? undefined : placesOf(await approvedOf(actor));
	if (places?.length === 0) return done({ list: [], count: 0, hasMore: false, mayManage });
	const { list: found, count } = await store.page(places, from, limit + 1);
	const shown = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	return done({ list: shown, count, hasMore: found.length > limit, mayManage });
}

/** How many rounds wait for the scores of these organizations; counting stops at 1001. */
export async function countOpen(theirs: readonly Organization[], now: Date): Promise<number> {
	return await store.countOpen(placesOf(theirs.filter(({ state }) => state === "approved")), now);
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
	const theirs = await approvedOf(actor);
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
