/** Registering an organization: its identity, what it does, where, who speaks for it; then a coordinator decides. */
import type { Organization } from "../../../domain/organization.ts";
import { may } from "../../../domain/permissions.ts";
import * as duplicates from "../../../services/duplicates.ts";
import * as organizations from "../../../services/organizations/index.ts";
import { known as claimable } from "../../../views/claiming.ts";
import { knownLines, matchLabel } from "../../../views/duplicate.ts";
import { knownAlready } from "../../../views/joining.ts";
import { sent } from "../../../views/organization.ts";
import { form, offer } from "../../form/index.ts";
import { questions } from "../../questions/organization.ts";

const { name, registrationNumber, nationalId, ...rest } = questions;

export const registerOrganization = form("registerOrganization", {
	texts: "organizations",
	questions: {
		name,
		registrationNumber,
		nationalId,
		/** Only asked when the register seems to have it: "is this yours?" */
		known: offer<duplicates.Match>(duplicates.offered, {
			againAfter: ["name", "registrationNumber", "nationalId"],
			show: (matches, t) => ["", ...knownLines(matches, t)].join("\n"),
			label: matchLabel,
			id: ({ organization }) => organization.id,
			choose: async (actor, { organization, by }) => {
				const registrationNumber = by === "registrationNumber" ? organization.registrationNumber : undefined;
				if (organization.unclaimed)
					return { end: (t) => claimable({ organization, ...(registrationNumber && { registrationNumber }) }, t) };
				const own = may(actor, "organization.withdraw", organization);
				return { end: (t) => knownAlready({ organization, own }, t) };
			},
		}),
		...rest,
	},
	submit: (actor, answers, now, draft) => organizations.register(actor, answers, now, draft),
	done: (organization: Organization, t) => sent({ organization }, t),
	title: (answers) => answers.name,
});
