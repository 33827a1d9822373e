/** Sending a document of the organization: its statute, its gazette, another paper. A license goes the way of a change. */
import { DOCUMENT_KINDS, documentTitle } from "../../../domain/document.ts";
import type { Organization } from "../../../domain/organization.ts";
import * as documents from "../../../services/documents.ts";
import { received } from "../../../views/document.ts";
import type { BotContext } from "../../context.ts";
import { form, text } from "../../form/index.ts";
import { document } from "../../questions/document.ts";
import { beginChange } from "./edit.ts";

export const sendDocument = form("sendDocument", {
	texts: "profile",
	questions: { document: document() },
	submit(actor, { document: file }, now, { subject, requestId }) {
		const [organizationId = "", kind] = subject.split("-");
		return documents.add(actor, { organizationId, kind: kind === "gazette" ? "gazette" : "statute", file }, now, {
			requestId,
		});
	},
	done: received,
	over: ["notAllowed"],
});

export const sendOtherDocument = form("sendOtherDocument", {
	texts: "profile",
	questions: { title: text(documentTitle), document: document() },
	submit: (actor, { title, document: file }, now, { subject, requestId }) =>
		documents.add(actor, { organizationId: subject, kind: "other", title, file }, now, { requestId }),
	done: received,
	over: ["notAllowed"],
});

/** Asks for a document of a kind; false when there is no such kind. */
export async function beginSending(ctx: BotContext, organization: Organization, kind: string): Promise<boolean> {
	if (!DOCUMENT_KINDS.some((one) => one === kind)) return false;
	if (kind === "license") await beginChange(ctx, organization, "license");
	else if (kind === "other") await ctx.begin(sendOtherDocument, { subject: organization.id });
	else await ctx.begin(sendDocument, { subject: `${organization.id}-${kind}` });
	return true;
}
