/** What the scores of a round say together, ordered as a picture and a sheet. */
import { isComplete, resultsOf } from "../../domain/assessment.ts";
import type { AssessmentResult } from "../../domain/assessmentShown.ts";
import type { Actor } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as sheets from "../../store/assessmentScores.ts";
import * as organizations from "../../store/organizations.ts";
import { beginOnce } from "../backgroundJobs.ts";
import { card } from "./look.ts";

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
