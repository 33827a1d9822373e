/** An application for an organization: made, corrected, taken back by its applicant. */
import {
	type ApplicationStep,
	type Organization,
	type OrganizationAnswer,
	type OrganizationDetails,
	stateAfter,
} from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { changedAnswers, detailsFrom, type RegistrationAnswers } from "../../domain/registration.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import { nextNumber } from "../../store/counters.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as store from "../../store/organizations.ts";
import { transaction } from "../../store/transaction.ts";
import { unknownOf } from "../lists.ts";
import { codeOf, jalaliYearOf } from "../organizationCodes.ts";
import { getToKnow } from "../people.ts";
import { close } from "./close.ts";
import { changeCards, note, tellCoordinators } from "./tell.ts";

/** More applications at once than this by one person are no register any more. */
const OPEN_APPLICATIONS = 5;

/**
 * A director applies for their organization; the coordinators get a card. The same draft sent twice is one application.
 * Refuses `incomplete` with the question whose answer is missing or wrong.
 */
export async function register(
	actor: Actor,
	answers: RegistrationAnswers,
	now: Date,
	draft: { requestId: string },
): Promise<Result<Organization, "notAllowed" | "incomplete" | "tooManyOpen">> {
	if (!may(actor, "organization.register")) return refuse("notAllowed");
	const before = await store.byRequestId(draft.requestId);
	if (before) return before.applicantId === actor.person.id ? done(before) : refuse("notAllowed");
	const details = detailsFrom(answers);
	if (!details.ok) return details;
	const unlisted = await unlistedAnswer(details.value);
	if (unlisted) return refuse("incomplete", { question: unlisted });
	if ((await store.countOpen(actor.person.id)) >= OPEN_APPLICATIONS) return refuse("tooManyOpen");

	const organization: Organization = {
		...details.value,
		id: newId(),
		code: await newCode(now),
		state: "waiting",
		steps: [{ event: "applied", at: now, byId: actor.person.id, round: 1, requestId: draft.requestId }],
		round: 1,
		revision: 1,
		applicantId: actor.person.id,
		requestId: draft.requestId,
		appliedAt: now,
	};
	try {
		await transaction(async () => {
			await store.add(organization);
			// The applicant speaks for the organization: how they are called is known from now on.
			await getToKnow(actor.person, details.value.director);
			await tellCoordinators(organization, now);
			await note(organization, "applied", actor, now);
		});
	} catch (error) {
		// The same draft sent by two taps at once: the other one has it.
		const other = isDuplicate(error) ? await store.byRequestId(draft.requestId) : undefined;
		if (!other) throw error;
		return done(other);
	}
	return done(organization);
}

/** An answer that no list the admins keep has, or ever had. */
async function unlistedAnswer(details: OrganizationDetails): Promise<OrganizationAnswer | undefined> {
	const { fields, licensingAuthority } = details;
	if ((await unknownOf("fields", fields)) !== undefined) return "fields";
	if (licensingAuthority === undefined) return undefined;
	return (await unknownOf("authorities", [licensingAuthority])) === undefined ? undefined : "licensingAuthority";
}

/** The applicant answers what was asked, or tries again after a rejection; a new round begins. */
export async function correct(
	actor: Actor,
	input: { organizationId: string; answers: RegistrationAnswers; words?: string; requestId: string },
	now: Date,
): Promise<Result<Organization, "notAllowed" | "incomplete" | "nothingToCorrect" | "changedMeanwhile">> {
	const found = await store.byId(input.organizationId);
	if (!found || !may(actor, "organization.correct", found)) return refuse("notAllowed");
	if (found.steps.some((step) => step.requestId === input.requestId)) return done(found);
	const state = stateAfter(found.state, "corrected");
	if (!state) return refuse("nothingToCorrect");
	const details = detailsFrom(input.answers);
	if (!details.ok) return details;
	const unlisted = await unlistedAnswer(details.value);
	if (unlisted) return refuse("incomplete", { question: unlisted });

	const round = found.round + 1;
	const step: ApplicationStep = {
		event: "corrected",
		at: now,
		byId: actor.person.id,
		round,
		requestId: input.requestId,
	};
	if (input.words) step.words = input.words;
	const { id, code, applicantId, requestId, appliedAt, revision } = found;
	const after: Organization = {
		...details.value,
		...{ id, code, applicantId, requestId, appliedAt },
		state,
		steps: [...found.steps, step],
		round,
		revision: revision + 1,
	};
	const changed = changedAnswers(found, after);
	if (changed.length > 0) step.answers = changed;
	const won = await transaction(async () => {
		if (!(await store.changeAt(found, after))) return false;
		await tellCoordinators(after, now);
		await changeCards(after, found.round, now);
		await note(after, "corrected", actor, now);
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

/** The applicant takes the application back. */
export async function withdraw(
	actor: Actor,
	organizationId: string,
	now: Date,
): Promise<Result<Organization, "notAllowed" | "alreadyDecided">> {
	const found = await store.byId(organizationId);
	if (!found || !may(actor, "organization.withdraw", found)) return refuse("notAllowed");
	if (found.state === "withdrawn") return done(found);
	return await close(actor, found, "withdrawn", {}, now);
}

/** "O-1405-0042" */
async function newCode(now: Date): Promise<string> {
	const year = jalaliYearOf(now);
	return codeOf(year, await nextNumber(`O-${year}`));
}
