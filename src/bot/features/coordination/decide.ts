/** The decisions that need words: a question to the applicant, the reason of a rejection. */
import {
	decisionReason,
	ORGANIZATION_ANSWERS,
	type Organization,
	type OrganizationAnswer,
} from "../../../domain/organization.ts";
import * as organizations from "../../../services/organizations.ts";
import type { T } from "../../../texts/index.ts";
import { decisionSent } from "../../../views/application.ts";
import { form, many, text } from "../../form/index.ts";

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
	done: (organization: Organization, t) => decisionSent(organization, t),
});

export const rejectOrganization = form("rejectOrganization", {
	texts: "coordination",
	questions: { reason: text(decisionReason) },
	submit: (actor, { reason }, now, { subject }) =>
		organizations.reject(actor, { ...readSubject(subject), reason }, now),
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
