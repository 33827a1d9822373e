/** The decisions that need words: a question to the applicant, the reason of a rejection. */
import {
	decisionReason,
	ORGANIZATION_ANSWERS,
	type Organization,
	type OrganizationAnswer,
} from "../../../domain/organization.ts";
import type { Actor } from "../../../domain/person.ts";
import * as organizations from "../../../services/organizations/index.ts";
import type { T } from "../../../texts/index.ts";
import { decisionSent } from "../../../views/application.ts";
import { form, many, text } from "../../form/index.ts";

/** Somebody else decided, or the applicant sent something new: what was written here is about what is gone. */
const TOO_LATE = ["alreadyDecided", "changedMeanwhile", "notAllowed"];

export const askApplicant = form("askApplicant", {
	texts: "coordination",
	questions: {
		answers: many(ORGANIZATION_ANSWERS, {
			instead: "wordsOnly",
			label: (answer: OrganizationAnswer, t: T) => t.dynamicPlain(`organizations.question.${answer}.short`),
		}),
		question: text(decisionReason),
	},
	submit(actor, { answers, question }, now, { subject }) {
		const asked = Array.isArray(answers) ? answers : [];
		return organizations.askForMore(actor, { ...readSubject(subject), question, answers: asked }, now);
	},
	about: nameOf,
	over: TOO_LATE,
	done: (organization: Organization, t) => decisionSent(organization, t),
});

export const rejectOrganization = form("rejectOrganization", {
	texts: "coordination",
	questions: { reason: text(decisionReason) },
	submit: (actor, { reason }, now, { subject }) =>
		organizations.reject(actor, { ...readSubject(subject), reason }, now),
	about: nameOf,
	over: TOO_LATE,
	done: (organization: Organization, t) => decisionSent(organization, t),
});

/** A decision is about one round of one application. */
export function subjectOf({ id, round }: Pick<Organization, "id" | "round">): string {
	return `${id}-${round}`;
}

function readSubject(subject: string): organizations.Application {
	const [organizationId = "", round] = subject.split("-");
	return { organizationId, round: Number(round) };
}

async function nameOf(actor: Actor, subject: string): Promise<string | undefined> {
	const found = await organizations.see(actor, readSubject(subject).organizationId);
	return found.ok ? found.value.name : undefined;
}
