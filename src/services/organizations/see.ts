/** Organizations for those who may see them: one's own, one by id or code, and those that wait for a decision. */
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as audit from "../../store/audit.ts";
import * as store from "../../store/organizations.ts";

/** Where each organization of the actor's stands, the newest first. */
export async function mine(actor: Actor): Promise<Organization[]> {
	const [applied, belongs] = await Promise.all([
		store.byApplicant(actor.person.id),
		store.byIds(actor.memberships.map((membership) => membership.organizationId)),
	]);
	return [...new Map([...applied, ...belongs].map((organization) => [organization.id, organization])).values()];
}

/** The organizations the actor belongs to, in the order they came to them. */
export async function placesOf(actor: Actor): Promise<Organization[]> {
	const ids = actor.memberships.map(({ organizationId }) => organizationId);
	const found = new Map((await store.byIds(ids)).map((organization) => [organization.id, organization]));
	return ids.flatMap((id) => found.get(id) ?? []);
}

/** One organization, for those who may see it. */
export async function see(actor: Actor, organizationId: string): Promise<Result<Organization, "notFound">> {
	return visible(actor, await store.byId(organizationId));
}

/** The same for what only few may see (phone numbers, the license): that a coordinator looked is noted. */
export async function seePersonal(
	actor: Actor,
	organizationId: string,
	what: "details" | "license",
	now: Date,
): Promise<Result<Organization, "notFound">> {
	const found = await see(actor, organizationId);
	if (!found.ok || may(actor, "organization.withdraw", found.value)) return found;
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `organization.seen.${what}`,
		thing: { kind: "organization", id: organizationId },
	});
	return found;
}

/** Opens an organization by the code a person typed, in any digits and case. */
export async function byCode(actor: Actor, code: string): Promise<Result<Organization, "notFound">> {
	return visible(actor, await store.byCode(code.trim().toUpperCase()));
}

/** What one may not see does not exist for them. */
function visible(actor: Actor, organization: Organization | undefined): Result<Organization, "notFound"> {
	return organization && may(actor, "organization.see", organization) ? done(organization) : refuse("notFound");
}

export interface WaitingPage {
	list: Organization[];
	/** All that wait; 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
}

/** One page of the applications that wait for a decision, the oldest first. */
export async function waiting(
	actor: Actor,
	from: { after?: string; before?: string },
	limit = 6,
): Promise<Result<WaitingPage, "notAllowed">> {
	if (!may(actor, "organization.seeWaiting")) return refuse("notAllowed");
	const [found, count] = await Promise.all([store.page("waiting", from, limit + 1), store.count("waiting")]);
	const list = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	return done({ list, count, hasMore: found.length > limit });
}
