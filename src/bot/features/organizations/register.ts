/** Registering an organization: its identity, what it does, where, who speaks for it; then a coordinator decides. */
import type { Organization } from "../../../domain/organization.ts";
import * as organizations from "../../../services/organizations.ts";
import { sent } from "../../../views/organization.ts";
import { form } from "../../form/index.ts";
import { questions } from "../../questions/organization.ts";

export const registerOrganization = form("registerOrganization", {
	texts: "organizations",
	questions,
	submit: (actor, answers, now, draft) => organizations.register(actor, answers, now, draft),
	done: (organization: Organization, t) => sent({ organization }, t),
	title: (answers) => answers.name,
});
