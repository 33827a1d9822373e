/** The end of a round of an application, and what follows from it: the first decision counts. */
import type { Membership } from "../../domain/membership.ts";
import {
	type ApplicationEvent,
	type ApplicationStep,
	lastStep,
	type Organization,
	stateAfter,
} from "../../domain/organization.ts";
import type { Actor } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../../kit/result.ts";
import * as memberships from "../../store/memberships.ts";
import * as store from "../../store/organizations.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import * as documents from "../documents.ts";
import { changeCards, note } from "./tell.ts";

/** Ends the round on condition that nobody else ended it first. */
export async function close(
	actor: Actor,
	found: Organization,
	event: ApplicationEvent,
	more: Pick<ApplicationStep, "words" | "answers">,
	now: Date,
): Promise<Result<Organization, "alreadyDecided">> {
	const state = stateAfter(found.state, event);
	if (!state) return alreadyDecided(found);
	const step: ApplicationStep = { event, at: now, byId: actor.person.id, round: found.round };
	if (more.words !== undefined) step.words = more.words;
	if (more.answers !== undefined) step.answers = more.answers;
	const after: Organization = { ...found, state, steps: [...found.steps, step], revision: found.revision + 1 };
	const won = await transaction(async () => {
		if (!(await store.changeAt(found, after))) return false;
		if (event === "approved") {
			await memberships.put(directorship(after, now));
			await firstDocument(after, now);
		}
		if (event !== "withdrawn") await tellApplicant(after, event, now);
		await changeCards(after, after.round, now);
		await note(after, event, actor, now);
		return true;
	});
	if (won) return done(after);
	return alreadyDecided((await store.byId(found.id)) ?? found);
}

/** The photo of the license that came with the registration. */
async function firstDocument({ id, applicantId, licenseFile }: Organization, now: Date): Promise<void> {
	if (!licenseFile) return;
	const file = {
		...licenseFile,
		uniqueId: "",
		name: "",
		mime: licenseFile.kind === "photo" ? "image/jpeg" : "",
		bytes: 0,
	};
	await documents.put(
		{ organizationId: id, kind: "license", file, byId: applicantId, requestId: `license:${id}` },
		now,
	);
}

/** Who was first and when, for the sentence that says so. */
function alreadyDecided(organization: Organization): Refusal<"alreadyDecided"> {
	const last = lastStep(organization);
	return refuse("alreadyDecided", {
		event: last?.event ?? organization.state,
		byId: last?.byId ?? "",
		at: last?.at.getTime() ?? 0,
	});
}

function directorship(organization: Organization, now: Date): Membership {
	return {
		id: newId(),
		personId: organization.applicantId,
		organizationId: organization.id,
		role: "director",
		status: "active",
		since: now,
	};
}

async function tellApplicant(organization: Organization, event: ApplicationEvent, now: Date): Promise<void> {
	await owe([
		{
			key: `organization.${event}:${organization.id}:${organization.revision}`,
			kind: `organization.${event}`,
			refs: { organizationId: organization.id, round: organization.round },
			to: { personId: organization.applicantId },
			dueAt: now,
			urgent: true,
		},
	]);
}
