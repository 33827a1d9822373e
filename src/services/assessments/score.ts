/** An organization scores the needs of a neighbourhood, indicator by indicator, until the round closes. */
import { isOpenAt, isScore } from "../../domain/assessment.ts";
import type { Scoring } from "../../domain/assessmentShown.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as sheets from "../../store/assessmentScores.ts";
import * as store from "../../store/assessments.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import { approvedOf, organizationFor } from "./scorers.ts";

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
	const organization = organizationFor(await approvedOf(actor), input.neighbourhoodId);
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
