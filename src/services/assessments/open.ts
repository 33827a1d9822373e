/** A coordinator opens a round of needs assessment, which invites the directors of its neighbourhoods, and closes it. */
import {
	type Assessment,
	assessmentTitle,
	endOfDay,
	FIRST_INDICATORS,
	type Indicator,
	isOpenAt,
	MOST_NEIGHBOURHOODS,
} from "../../domain/assessment.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/assessments.ts";
import * as audit from "../../store/audit.ts";
import * as lists from "../../store/lists.ts";
import * as memberships from "../../store/memberships.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import * as organizations from "../../store/organizations.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";

/** More organizations than a province has in ten neighbourhoods. */
const MOST_INVITED = 5_000;
const DAY_MS = 86_400_000;
/** Who has not finished is reminded this long before the end. */
const REMIND_MS = 2 * DAY_MS;
const LONGEST_DAYS = 180;

interface AssessmentAnswers {
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

async function note(actor: Actor, { id }: Assessment, what: "opened" | "closed", now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `assessment.${what}`,
		thing: { kind: "assessment", id },
	});
}
