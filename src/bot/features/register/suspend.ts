/** Suspending an organization needs a reason, which its director is told. */
import { decisionReason, type Organization } from "../../../domain/organization.ts";
import * as register from "../../../services/register.ts";
import { suspended } from "../../../views/register.ts";
import { form, text } from "../../form/index.ts";

export const suspendOrganization = form("suspendOrganization", {
	texts: "register",
	questions: { reason: text(decisionReason) },
	submit: (actor, { reason }, now, { subject }) => register.suspend(actor, { organizationId: subject, reason }, now),
	done: (organization: Organization, t) => suspended(organization, t),
});
