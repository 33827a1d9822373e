/** Joining an organization of the register: somebody asks, its director answers; the secretariat where there is none. */
import type { JoinRequest } from "../domain/joinRequest.ts";
import { joinWords, membershipReason } from "../domain/joinRequest.ts";
import type { MembershipRole } from "../domain/membership.ts";
import type { Organization } from "../domain/organization.ts";
import { leads, may } from "../domain/permissions.ts";
import { type Actor, type Person, personName, TITLES, type Title } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/joinRequests.ts";
import * as memberships from "../store/memberships.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { named } from "./duplicates.ts";

/** Who waits for more organizations than this is looking around. */
const OPEN_REQUESTS = 5;
/** Organizations found by a name. */
const FOUND = 6;

export interface Wish {
	organizationId: string;
	name: string;
	title: Title;
	words?: string;
}

/** An organization that the actor may ask to join; others are told why not. */
export async function joinable(
	actor: Actor,
	organizationId: string,
): Promise<Result<Organization, "notFound" | "alreadyMember" | "notApproved">> {
	return mayJoin(actor, await organizations.byId(organizationId));
}

/** The same by a code somebody typed; nothing when the actor may open it as their own or as a coordinator. */
export async function joinableByCode(actor: Actor, code: string): Promise<Organization | undefined> {
	const organization = await organizations.byCode(code.trim().toUpperCase());
	if (!organization || may(actor, "organization.see", organization)) return undefined;
	return organization.state === "approved" ? organization : undefined;
}

/** Approved organizations that have all these words in their name, without the actor's own. */
export async function find(actor: Actor, words: string): Promise<Organization[]> {
	const found = await named(words, FOUND + actor.memberships.length);
	return found.filter((one) => may(actor, "joinRequest.ask", one)).slice(0, FOUND);
}

function mayJoin(
	actor: Actor,
	organization: Organization | undefined,
): Result<Organization, "notFound" | "alreadyMember" | "notApproved"> {
	if (!organization) return refuse("notFound");
	if (!may(actor, "joinRequest.ask", organization)) return refuse("alreadyMember");
	return organization.state === "approved" ? done(organization) : refuse("notApproved");
}

/** Somebody asks to join; the director (or the secretariat) gets a card. Asked twice, it is asked once. */
export async function ask(
	actor: Actor,
	wish: Wish,
	now: Date,
	draft: { requestId: string },
): Promise<Result<JoinRequest, "notFound" | "alreadyMember" | "notApproved" | "incomplete" | "tooManyOpen">> {
	const organization = await joinable(actor, wish.organizationId);
	if (!organization.ok) return organization;
	const before =
		(await store.byRequestId(draft.requestId)) ?? (await store.waitingOf(actor.person.id, wish.organizationId));
	if (before) return before.personId === actor.person.id ? done(before) : refuse("notFound");
	const name = personName.safeParse(wish.name);
	if (!name.success) return refuse("incomplete", { question: "name" });
	if (!TITLES.includes(wish.title)) return refuse("incomplete", { question: "title" });
	const words = joinWords.optional().safeParse(wish.words);
	if (!words.success) return refuse("incomplete", { question: "words" });
	if ((await store.openOf(actor.person.id)).length >= OPEN_REQUESTS) return refuse("tooManyOpen");

	const director = await memberships.directorOf(wish.organizationId);
	const request: JoinRequest = {
		id: newId(),
		organizationId: wish.organizationId,
		personId: actor.person.id,
		state: "waiting",
		decides: director ? "director" : "secretariat",
		askedAt: now,
		requestId: draft.requestId,
	};
	if (words.data !== undefined) request.words = words.data;
	try {
		await transaction(async () => {
			await store.add(request);
			await people.change(actor.person.id, { name: name.data, title: wish.title });
			await owe([
				...(director ? [cardTo(request, director.personId, now)] : []),
				{ ...cardTo(request, OFFICE, now), to: { audience: { rule: "role", role: "coordinator" } } },
			]);
			await note(request, "asked", actor, now);
		});
	} catch (error) {
		const other = isDuplicate(error) ? await store.waitingOf(actor.person.id, wish.organizationId) : undefined;
		if (!other) throw error;
		return done(other);
	}
	return done(request);
}

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

/** Whoever asked takes it back. */
export async function withdraw(
	actor: Actor,
	requestId: string,
	now: Date,
): Promise<Result<JoinRequest, "notAllowed" | "alreadyDecided">> {
	const found = await store.byId(requestId);
	if (!found || !may(actor, "joinRequest.withdraw", found)) return refuse("notAllowed");
	if (found.state === "withdrawn") return done(found);
	const decided = await transaction(async () => {
		const changed = await store.decide(requestId, { state: "withdrawn", decidedAt: now });
		if (!changed) return undefined;
		await changeCards(changed, now);
		await note(changed, "withdrawn", actor, now);
		return changed;
	});
	return decided ? done(decided) : refuse("alreadyDecided");
}

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
	afterId: string | undefined,
	limit: number,
): Promise<Result<RequestPage, "notAllowed">> {
	const desk = deskOf(actor);
	if (!desk) return refuse("notAllowed");
	const [found, count] = await Promise.all([store.waiting(desk, afterId, limit + 1), store.count(desk)]);
	const page = found.slice(0, limit);
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

/** In a card's key: every coordinator has one. */
const OFFICE = "office";

function cardTo(request: JoinRequest, whom: string, now: Date) {
	return {
		key: `joinRequest.asked:${request.id}:${whom}`,
		kind: "joinRequest.asked",
		refs: { requestId: request.id },
		to: { personId: whom },
		dueAt: now,
	};
}

/** The cards of whoever may decide say what became of it. */
async function changeCards(request: JoinRequest, now: Date): Promise<void> {
	const director = await memberships.directorOf(request.organizationId);
	const edit = { operation: "edit", urgent: true } as const;
	const office = cardTo(request, OFFICE, now);
	await owe([
		{
			...office,
			...edit,
			key: `${office.key}:${request.state}`,
			target: office.key,
			to: { audience: { rule: "role", role: "coordinator" } },
		},
	]);
	if (!director) return;
	const card = cardTo(request, director.personId, now);
	await owe([{ ...card, ...edit, key: `${card.key}:${request.state}`, target: card.key }]);
}

async function tell(request: JoinRequest, now: Date): Promise<void> {
	await owe([
		{
			key: `joinRequest.decided:${request.id}`,
			kind: "joinRequest.decided",
			refs: { requestId: request.id },
			to: { personId: request.personId },
			dueAt: now,
			urgent: true,
		},
	]);
	await changeCards(request, now);
}

/** Another director decides from now on what waits; part of the transaction that changes the director. */
export async function passToDirector(organizationId: string, personId: string, now: Date): Promise<void> {
	await store.passOn(organizationId, "director");
	const waitingOnes = await store.waiting({ organizationIds: [organizationId] }, undefined, 50);
	await owe(waitingOnes.map((request) => cardTo(request, personId, now)));
}

/** Nothing stays of what somebody asked, not in others' chats either; part of the transaction that forgets them. */
export async function forgetAsker(personId: string, now: Date): Promise<void> {
	for (const request of await store.allOf(personId)) await takeCardsAway(request, now);
	await store.removeOf(personId);
}

async function takeCardsAway(request: JoinRequest, now: Date): Promise<void> {
	const director = await memberships.directorOf(request.organizationId);
	const away = { operation: "delete", kind: "forgotten", refs: {}, urgent: true, dueAt: now } as const;
	const office = cardTo(request, OFFICE, now).key;
	await owe([
		{
			...away,
			key: `${office}:forgotten`,
			target: office,
			to: { audience: { rule: "role", role: "coordinator" } },
		},
	]);
	if (!director) return;
	const card = cardTo(request, director.personId, now);
	await owe([{ ...away, key: `${card.key}:forgotten`, target: card.key, to: card.to }]);
}

async function note(request: JoinRequest, event: string, actor: Actor, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `joinRequest.${event}`,
		thing: { kind: "organization", id: request.organizationId },
		details: { requestId: request.id, personId: request.personId },
	});
}

function isDuplicate(error: unknown): boolean {
	return (error as { code?: unknown }).code === 11000;
}
