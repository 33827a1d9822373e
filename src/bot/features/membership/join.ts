/** Asking to join an organization, and the director's answer that needs words. */
import { joinWords, membershipReason } from "../../../domain/joinRequest.ts";
import type { Organization } from "../../../domain/organization.ts";
import { personName, TITLES } from "../../../domain/person.ts";
import { done, refuse } from "../../../kit/result.ts";
import * as joinRequests from "../../../services/joinRequests/index.ts";
import * as views from "../../../views/joining.ts";
import { shortLabel } from "../../../views/organization.ts";
import { choice, form, offer, text } from "../../form/index.ts";

/** No organization's name is longer. */
const NAME_LENGTH = 120;

export const findOrganization = form("findOrganization", {
	texts: "membership",
	questions: {
		query: text(
			{ check: (query: string) => (query.trim().length < 3 ? refuse("queryTooShort") : done(query)) },
			{ max: NAME_LENGTH },
		),
		organization: offer<Organization>((actor, { query }) => joinRequests.find(actor, String(query)), {
			againAfter: ["query"],
			label: ({ name }) => shortLabel(name),
			id: ({ id }) => id,
			choose: async (_, organization) => ({ end: (t) => views.joinable(organization, t) }),
		}),
	},
	review: false,
	// Only who found nothing, or meant none of what was found, gets here.
	submit: async () => refuse("noneFound", { question: "query" }),
	done: (_: never, t) => views.withdrawn(t),
});

export const askToJoin = form("askToJoin", {
	texts: "membership",
	questions: {
		name: text(personName),
		title: choice(TITLES),
		words: text(joinWords, { optional: true, max: 300 }),
	},
	async submit(actor, answers, now, { requestId, subject: organizationId }) {
		const asked = await joinRequests.ask(actor, { ...answers, organizationId }, now, { requestId });
		if (!asked.ok) return asked;
		return done(await joinRequests.shownOf(asked.value));
	},
	done: (shown: joinRequests.Shown, t) => views.asked(shown, t),
	over: ["notFound", "alreadyMember", "notApproved", "tooManyOpen"],
});

export const declineJoin = form("declineJoin", {
	texts: "membership",
	questions: { reason: text(membershipReason) },
	review: false,
	submit: (actor, { reason }, now, { subject: requestId }) => joinRequests.decline(actor, requestId, reason, now),
	done: (_, t) => views.declineSent(t),
	over: ["notAllowed", "alreadyDecided", "directorDecides"],
});
