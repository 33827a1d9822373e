/** The buttons about an organization's profile and documents, and the things they are about. */
import type { Action } from "../../src/domain/permissions.ts";
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as documentStore from "../../src/store/documents.ts";
import * as changeStore from "../../src/store/profileChanges.ts";
import type { Deed } from "./deeds.ts";

/** A change that waits, and a document, of the owner's organization. */
export type ProfileThing = "profileChange" | "document";

const ofApproved = (needs: Action[], rest: string[] = []): Deed => ({
	needs,
	about: "organization",
	state: "approved",
	rest,
});
const ofChange = (...needs: Action[]): Deed => ({ needs, about: "profileChange" });
const ofDocument = (...needs: Action[]): Deed => ({ needs, about: "document" });

export const PROFILE_PRESSES: Record<string, Deed> = {
	"profile.open": ofApproved(["organization.see"]),
	"profile.edit": ofApproved(["profile.edit"]),
	"profile.change": ofApproved(["profile.edit"], ["about"]),
	"profile.confirm": ofApproved(["profile.edit"]),
	"profile.history": ofApproved(["document.see"]),
	"profile.changes": { needs: ["organization.seeWaiting"] },
	"profile.changeOpen": ofChange("document.see"),
	"profile.newLicense": ofChange("document.see"),
	"profile.approve": ofChange("profileChange.decide"),
	"profile.reject": ofChange("profileChange.decide"),
	"profile.withdraw": ofChange("profile.edit"),
	"document.list": ofApproved(["document.see"]),
	"document.open": ofDocument("document.see"),
	"document.send": ofApproved(["profile.edit"], ["statute"]),
	"document.remove": ofDocument("profile.edit"),
	"document.removeYes": ofDocument("profile.edit"),
};

/** Makes it in an approved organization; resolves to the id its button carries. */
export async function aProfileThing(
	about: ProfileThing,
	organizationId: string,
	owner: Person,
	now: Date,
): Promise<string> {
	const id = newId();
	const file = { kind: "document" as const, fileId: "no-file-of-this-town", uniqueId: "", mime: "application/pdf" };
	const sent = { ...file, name: "statute.pdf", bytes: 100 };
	if (about === "document") {
		await documentStore.add({
			...{ id, organizationId, kind: "statute", file: sent, sentById: owner.id, sentAt: now, requestId: newId() },
			keeping: "gone",
		});
		return id;
	}
	await changeStore.add({
		...{ id, organizationId, byId: owner.id, at: now, requestId: newId(), state: "waiting" },
		answers: ["licensingAuthority", "license"],
		before: {},
		after: { licensingAuthority: "welfare", license: sent },
	});
	return id;
}
