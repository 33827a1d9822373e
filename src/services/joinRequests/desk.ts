/** Requests to join as they are looked at: one card, what waits for somebody, what somebody waits for. */
import type { JoinRequest } from "../../domain/joinRequest.ts";
import type { Organization } from "../../domain/organization.ts";
import { leads, may } from "../../domain/permissions.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/joinRequests.ts";
import * as memberships from "../../store/memberships.ts";
import * as organizations from "../../store/organizations.ts";
import * as people from "../../store/people.ts";

export interface Card {
	request: JoinRequest;
	organization: Organization;
	person: Person | undefined;
	decidedBy: Person | undefined;
	hasDirector: boolean;
	viewer: Actor;
}

/** One request as those see it who may decide it. */
export async function cardOf(actor: Actor, requestId: string): Promise<Result<Card, "notFound">> {
	const request = await store.byId(requestId);
	const organization = request && (await organizations.byId(request.organizationId));
	if (!organization || !may(actor, "joinRequest.decide", organization)) return refuse("notFound");
	return done(await card(request, organization, actor));
}

async function card(request: JoinRequest, organization: Organization, viewer: Actor): Promise<Card> {
	const { personId, decidedById } = request;
	const [person, decidedBy, director] = await Promise.all([
		people.byId(personId),
		decidedById === undefined ? undefined : people.byId(decidedById),
		memberships.directorOf(organization.id),
	]);
	return { request, organization, person, decidedBy, hasDirector: director !== undefined, viewer };
}

/** For a delivery: the card as its recipient sees it now; a former director sees only what was decided. */
export async function cardFor(viewer: Actor, requestId: string): Promise<Card | undefined> {
	const request = await store.byId(requestId);
	const organization = request && (await organizations.byId(request.organizationId));
	return request && organization && (await card(request, organization, viewer));
}

export interface Shown {
	request: JoinRequest;
	organization: Organization;
}

/** A request with its organization, to be shown to whoever sent it. */
export async function shownOf(request: JoinRequest): Promise<Shown> {
	const organization = await organizations.byId(request.organizationId);
	if (!organization) throw new Error(`request ${request.id} is about no organization`);
	return { request, organization };
}

/** The same for a delivery; nothing when one of them is gone. */
export async function requestOf(requestId: string): Promise<Shown | undefined> {
	const request = await store.byId(requestId);
	const organization = request && (await organizations.byId(request.organizationId));
	return request && organization && { request, organization };
}

export interface RequestPage {
	list: { request: JoinRequest; organization: Organization | undefined; person: Person | undefined }[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
}

/** What waits for the actor: of the organizations they lead, and for coordinators of those without a director. */
export async function waiting(
	actor: Actor,
	from: { after?: string; before?: string },
	limit: number,
): Promise<Result<RequestPage, "notAllowed">> {
	const desk = deskOf(actor);
	if (!desk) return refuse("notAllowed");
	const [found, count] = await Promise.all([store.waiting(desk, from, limit + 1), store.count(desk)]);
	const page = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	const [theirs, whose] = await Promise.all([
		people.byIds(page.map(({ personId }) => personId)),
		organizations.byIds(page.map(({ organizationId }) => organizationId)),
	]);
	const list = page.map((request) => ({
		request,
		organization: whose.find(({ id }) => id === request.organizationId),
		person: theirs.find(({ id }) => id === request.personId),
	}));
	return done({ list, count, hasMore: found.length > limit });
}

export async function countWaiting(actor: Actor): Promise<number> {
	const desk = deskOf(actor);
	return desk ? await store.count(desk) : 0;
}

/** Names of the organizations that have not answered the actor yet. */
export async function awaited(actor: Actor): Promise<string[]> {
	const open = await store.openOf(actor.person.id);
	if (open.length === 0) return [];
	return (await organizations.byIds(open.map(({ organizationId }) => organizationId))).map(({ name }) => name);
}

function deskOf(actor: Actor): store.Desk | undefined {
	const organizationIds = actor.memberships
		.map((place) => place.organizationId)
		.filter((organizationId) => leads(actor, organizationId));
	if (may(actor, "organization.seeWaiting")) return { organizationIds, office: true };
	return organizationIds.length > 0 ? { organizationIds } : undefined;
}
