/** The people of an organization: seen, removed by their director, leaving by themselves. */
import type { Invitation } from "../domain/invitation.ts";
import type { Membership } from "../domain/membership.ts";
import type { Organization } from "../domain/organization.ts";
import { leads, may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as invitations from "../store/invitations.ts";
import * as joinRequests from "../store/joinRequests.ts";
import * as store from "../store/memberships.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { endSeatsOfMember } from "./committees/index.ts";
import { owe } from "./deliveries.ts";

/** A place with whoever holds it; nobody when they were forgotten. */
export interface Place {
	membership: Membership;
	person: Person | undefined;
}

export interface MembersPage {
	organization: Organization;
	places: Place[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	/** The actor's own place. */
	own: Membership | undefined;
	director: Place | undefined;
	/** Directors whose term ended, the newest first. */
	former: Place[];
	/** The offer to become its director that is open. */
	handover: { invitation: Invitation; to: Person | undefined } | undefined;
	/** Requests to join that wait for the actor's decision. */
	waiting: number;
}

/** One page of an organization's people, the oldest place first. */
export async function list(
	actor: Actor,
	organizationId: string,
	from: { after?: string; before?: string },
	limit: number,
	now: Date,
): Promise<Result<MembersPage, "notFound">> {
	const organization = await organizations.byId(organizationId);
	if (!organization || !may(actor, "member.see", organization)) return refuse("notFound");
	const [found, count, history, handover] = await Promise.all([
		store.page(organizationId, from, limit + 1),
		store.count(organizationId),
		store.formerDirectors(organizationId, 3),
		invitations.openHandover(organizationId, now),
	]);
	const director = await store.directorOf(organizationId);
	const page = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	const known = await peopleOf([...page, ...history, ...(director ? [director] : [])], handover?.toPersonId);
	const asPlace = (membership: Membership) => ({ membership, person: known.get(membership.personId) });
	const decides = leads(actor, organizationId) || (!director && may(actor, "joinRequest.decide", organization));
	return done({
		organization,
		places: page.map(asPlace),
		count,
		hasMore: found.length > limit,
		own: actor.memberships.find((place) => place.organizationId === organizationId),
		director: director && asPlace(director),
		former: history.map(asPlace),
		handover: handover && { invitation: handover, to: known.get(handover.toPersonId ?? "") },
		waiting: decides ? await joinRequests.count({ organizationIds: [organizationId] }) : 0,
	});
}

async function peopleOf(places: readonly Membership[], other: string | undefined): Promise<Map<string, Person>> {
	const ids = [...places.map(({ personId }) => personId), ...(other === undefined ? [] : [other])];
	return new Map((await people.byIds(ids)).map((person) => [person.id, person]));
}

/** One place, for those who see the organization's people. */
export async function see(
	actor: Actor,
	membershipId: string,
): Promise<Result<Place & { organization: Organization }, "notFound">> {
	const membership = await store.byId(membershipId);
	const organization = membership && (await organizations.byId(membership.organizationId));
	if (!membership || !organization || !may(actor, "member.see", organization)) return refuse("notFound");
	return done({ membership, person: await people.byId(membership.personId), organization });
}

/** Whether the actor may change the director, as the one who leads it or for the secretariat. */
export async function changing(
	actor: Actor,
	organizationId: string,
): Promise<Result<{ organization: Organization; leads: boolean }, "notAllowed">> {
	const organization = await organizations.byId(organizationId);
	if (!organization || !may(actor, "director.change", organization) || organization.state !== "approved")
		return refuse("notAllowed");
	return done({ organization, leads: leads(actor, organizationId) });
}

/** The director ends somebody's place; they are told. A director's own place only ends by handing over. */
export async function remove(
	actor: Actor,
	membershipId: string,
	now: Date,
): Promise<Result<Place & { organization: Organization }, "notAllowed" | "directorStays">> {
	const found = await see(actor, membershipId);
	if (!found.ok || !may(actor, "member.remove", found.value.organization)) return refuse("notAllowed");
	const { membership } = found.value;
	if (membership.role === "director") return refuse("directorStays");
	if (membership.status === "ended") return found;
	await transaction(async () => {
		if (!(await store.end(membershipId, now))) return;
		await endSeats(membership, actor, now);
		await owe([
			{
				key: `membership.removed:${membershipId}`,
				kind: "membership.removed",
				refs: { membershipId },
				to: { personId: membership.personId },
				dueAt: now,
				urgent: true,
			},
		]);
		await note(membership, "removed", actor, now);
	});
	return done({ ...found.value, membership: { ...membership, status: "ended", until: now } });
}

/** A member goes; the director is told. The director has to hand over first. */
export async function leave(
	actor: Actor,
	organizationId: string,
	now: Date,
): Promise<Result<Organization, "notAllowed" | "directorStays">> {
	const organization = await organizations.byId(organizationId);
	if (!organization) return refuse("notAllowed");
	if (!may(actor, "membership.leave", organization)) {
		// The second tap of a double one: they have left.
		const before = await store.endedPlaceOf(actor.person.id, organizationId);
		return before ? done(organization) : refuse("notAllowed");
	}
	const place = await store.placeOf(actor.person.id, organizationId);
	if (!place) return done(organization);
	if (place.role === "director") return refuse("directorStays");
	await transaction(async () => {
		if (!(await store.end(place.id, now))) return;
		await endSeats(place, actor, now);
		const director = await store.directorOf(organizationId);
		if (director) {
			await owe([
				{
					key: `membership.left:${place.id}`,
					kind: "membership.left",
					refs: { membershipId: place.id },
					to: { personId: director.personId },
					dueAt: now,
				},
			]);
		}
		await note(place, "left", actor, now);
	});
	return done(organization);
}

/** For a delivery: a place as it stands, with whose it is. */
export async function placeOf(membershipId: string): Promise<(Place & { organization: Organization }) | undefined> {
	const membership = await store.byId(membershipId);
	const organization = membership && (await organizations.byId(membership.organizationId));
	if (!membership || !organization) return undefined;
	return { membership, person: await people.byId(membership.personId), organization };
}

async function endSeats({ personId, organizationId }: Membership, actor: Actor, now: Date): Promise<void> {
	await endSeatsOfMember(personId, { kind: "organization", id: organizationId }, "memberLeft", actor, now);
}

async function note(membership: Membership, event: string, actor: Actor, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `membership.${event}`,
		thing: { kind: "organization", id: membership.organizationId },
		details: { membershipId: membership.id, personId: membership.personId },
	});
}
