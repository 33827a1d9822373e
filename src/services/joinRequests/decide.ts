/** The answer to a request to join: the director's, or the secretariat's where there is none. The first one counts. */
import type { JoinRequest } from "../../domain/joinRequest.ts";
import { membershipReason } from "../../domain/joinRequest.ts";
import type { MembershipRole } from "../../domain/membership.ts";
import type { Organization } from "../../domain/organization.ts";
import { leads, may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../../kit/result.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as store from "../../store/joinRequests.ts";
import * as memberships from "../../store/memberships.ts";
import * as organizations from "../../store/organizations.ts";
import * as people from "../../store/people.ts";
import { transaction } from "../../store/transaction.ts";
import { note, tell } from "./record.ts";

export type Decided = Result<
	JoinRequest,
	"notAllowed" | "alreadyDecided" | "directorDecides" | "hasDirector" | "personGone" | "incomplete" | "notApproved"
>;

/** The person becomes a member; a director only where there is none. */
export async function approve(actor: Actor, requestId: string, role: MembershipRole, now: Date): Promise<Decided> {
	const found = await decidable(actor, requestId);
	if (!found.ok) return found;
	const { request, organization } = found.value;
	if (request.state !== "waiting") return again(actor, request, "approved");
	if (organization.state !== "approved") return refuse("notApproved");
	if (role === "director" && (await memberships.directorOf(organization.id))) return refuse("hasDirector");
	const person = await people.byId(request.personId);
	if (!person) return refuse("personGone");
	const decision = { state: "approved", role, decidedById: actor.person.id, decidedAt: now } as const;
	try {
		const decided = await transaction(async () => {
			const changed = await store.decide(requestId, decision);
			if (!changed) return undefined;
			const place = await memberships.placeOf(person.id, organization.id);
			if (place && role === "director") await memberships.end(place.id, now);
			if (!place || role === "director") {
				await memberships.add({
					id: newId(),
					personId: person.id,
					organizationId: organization.id,
					role,
					status: "active",
					since: now,
				});
			}
			if (role === "director") {
				const { name = "", title = "none", phone = "" } = person;
				await organizations.setDirector(organization.id, person.id, { name, title, phone });
				await store.passOn(organization.id, "director");
			}
			await tell(changed, now);
			await note(changed, "approved", actor, now);
			return changed;
		});
		return decided ? done(decided) : again(actor, await store.byId(requestId), "approved");
	} catch (error) {
		if (isDuplicate(error)) return refuse("hasDirector");
		throw error;
	}
}

/** The person is told why not; they may ask again later. */
export async function decline(actor: Actor, requestId: string, reason: string, now: Date): Promise<Decided> {
	const words = membershipReason.safeParse(reason);
	if (!words.success) return refuse("incomplete", { question: "reason" });
	const found = await decidable(actor, requestId);
	if (!found.ok) return found;
	if (found.value.request.state !== "waiting") return again(actor, found.value.request, "declined");
	const decision = { state: "declined", reason: words.data, decidedById: actor.person.id, decidedAt: now } as const;
	const decided = await transaction(async () => {
		const changed = await store.decide(requestId, decision);
		if (!changed) return undefined;
		await tell(changed, now);
		await note(changed, "declined", actor, now);
		return changed;
	});
	return decided ? done(decided) : again(actor, await store.byId(requestId), "declined");
}

async function decidable(
	actor: Actor,
	requestId: string,
): Promise<Result<{ request: JoinRequest; organization: Organization }, "notAllowed" | "directorDecides">> {
	const request = await store.byId(requestId);
	const organization = request && (await organizations.byId(request.organizationId));
	if (!request || !organization || !may(actor, "joinRequest.decide", organization)) return refuse("notAllowed");
	if (request.personId === actor.person.id) return refuse("notAllowed");
	if (!leads(actor, organization.id) && request.state === "waiting" && (await memberships.directorOf(organization.id)))
		return refuse("directorDecides");
	return done({ request, organization });
}

/** A second tap of the same hand is done; another's comes too late. */
function again(
	actor: Actor,
	request: JoinRequest | undefined,
	state: JoinRequest["state"],
): Result<JoinRequest, "alreadyDecided"> | Refusal<"alreadyDecided"> {
	if (request?.state === state && request.decidedById === actor.person.id) return done(request);
	return refuse("alreadyDecided", { byId: request?.decidedById ?? "" });
}
