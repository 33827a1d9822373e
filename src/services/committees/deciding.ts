/** The answer to a request for a seat: the chair's, the secretary's or the secretariat's. The first one counts. */
import { type Committee, type SeatRequest, seatReason } from "../../domain/committee.ts";
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../../kit/result.ts";
import * as committees from "../../store/committees.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as memberships from "../../store/memberships.ts";
import * as organizations from "../../store/organizations.ts";
import * as store from "../../store/seatRequests.ts";
import * as seats from "../../store/seats.ts";
import { transaction } from "../../store/transaction.ts";
import { named } from "../people.ts";
import { detailsOf } from "./asking.ts";
import { decidedBy } from "./looking.ts";
import { changeCards, note, tellDecided } from "./telling.ts";

export interface RequestCard {
	request: SeatRequest;
	committee: Committee;
	organization: Organization;
	people: ReadonlyMap<string, Person>;
	viewer: Actor;
}

/** A request as those see it who decide. */
export async function requestCard(actor: Actor, requestId: string): Promise<Result<RequestCard, "notFound">> {
	const card = await requestFor(actor, requestId);
	return card && may(actor, "committee.run", card.committee) ? done(card) : refuse("notFound");
}

/** For a delivery: as whoever gets it sees it. */
export async function requestFor(viewer: Actor, requestId: string): Promise<RequestCard | undefined> {
	const request = await store.byId(requestId);
	if (!request) return undefined;
	const [committee, organization, people] = await Promise.all([
		committees.byId(request.committeeId),
		organizations.byId(request.organizationId),
		named([request.askedById, request.personId, request.alternateId, request.decidedById]),
	]);
	return committee && organization && { request, committee, organization, people, viewer };
}

export interface RequestsPage {
	list: { request: SeatRequest; committee: Committee | undefined; organization: Organization | undefined }[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
}

/** What waits for the actor's answer, the oldest first. */
export async function waiting(
	actor: Actor,
	afterId: string | undefined,
	limit: number,
): Promise<Result<RequestsPage, "notAllowed">> {
	const ids = decidedBy(actor);
	if (ids?.length === 0) return refuse("notAllowed");
	const [found, count] = await Promise.all([store.waiting(ids, afterId, limit + 1), store.countWaiting(ids)]);
	const page = found.slice(0, limit);
	const [theirs, whose] = await Promise.all([
		committees.byIds(page.map(({ committeeId }) => committeeId)),
		organizations.byIds(page.map(({ organizationId }) => organizationId)),
	]);
	const list = page.map((request) => ({
		request,
		committee: theirs.find(({ id }) => id === request.committeeId),
		organization: whose.find(({ id }) => id === request.organizationId),
	}));
	return done({ list, count, hasMore: found.length > limit });
}

type Decided = Result<
	SeatRequest,
	"notAllowed" | "ownRequest" | "alreadyDecided" | "isRetired" | "notApproved" | "hasSeat" | "personGone" | "incomplete"
>;

/** The organization has a voting seat from now on. */
export async function approve(actor: Actor, requestId: string, now: Date): Promise<Decided> {
	const found = await decidable(actor, requestId);
	if (!found.ok) return found;
	const { request, committee, organization } = found.value;
	if (request.state !== "waiting") return again(actor, request, "approved");
	if (committee.retiredAt) return refuse("isRetired");
	if (organization.state !== "approved") return refuse("notApproved");
	const place = await memberships.placeOf(request.personId, organization.id);
	if (!place) return refuse("personGone");
	const { alternateId } = request;
	const standsIn = alternateId !== undefined && (await memberships.placeOf(alternateId, organization.id));
	try {
		const decided = await transaction(async () => {
			const decision = { state: "approved", decidedById: actor.person.id, decidedAt: now } as const;
			const changed = await store.decide(requestId, decision);
			if (!changed) return undefined;
			await seats.add({
				id: newId(),
				committeeId: committee.id,
				holder: { kind: "organization", id: organization.id },
				personId: request.personId,
				...(standsIn ? { alternateId } : {}),
				office: "member",
				votes: true,
				since: now,
			});
			await tellDecided(changed, now);
			await changeCards(changed, now);
			await note(actor, committee.id, "seatRequest.approved", detailsOf(changed), now);
			return changed;
		});
		return decided ? done(decided) : again(actor, await store.byId(requestId), "approved");
	} catch (error) {
		if (isDuplicate(error)) return refuse("hasSeat");
		throw error;
	}
}

/** The organization is told why not; it may ask again later. */
export async function decline(actor: Actor, requestId: string, reason: string, now: Date): Promise<Decided> {
	const words = seatReason.safeParse(reason);
	if (!words.success) return refuse("incomplete", { question: "reason" });
	const found = await decidable(actor, requestId);
	if (!found.ok) return found;
	if (found.value.request.state !== "waiting") return again(actor, found.value.request, "declined");
	const decided = await transaction(async () => {
		const decision = { state: "declined", reason: words.data, decidedById: actor.person.id, decidedAt: now } as const;
		const changed = await store.decide(requestId, decision);
		if (!changed) return undefined;
		await tellDecided(changed, now);
		await changeCards(changed, now);
		await note(actor, changed.committeeId, "seatRequest.declined", detailsOf(changed), now);
		return changed;
	});
	return decided ? done(decided) : again(actor, await store.byId(requestId), "declined");
}

/** Nobody decides on a request of their own organization. */
async function decidable(actor: Actor, requestId: string): Promise<Result<RequestCard, "notAllowed" | "ownRequest">> {
	const found = await requestCard(actor, requestId);
	if (!found.ok) return refuse("notAllowed");
	return isOwn(actor, found.value.request) ? refuse("ownRequest") : found;
}

/** Whether a request is of an organization of the actor's. */
export function isOwn(actor: Actor, { organizationId }: SeatRequest): boolean {
	return actor.memberships.some((place) => place.organizationId === organizationId);
}

/** A second tap of the same hand is done; another's comes too late. */
function again(
	actor: Actor,
	request: SeatRequest | undefined,
	state: SeatRequest["state"],
): Result<SeatRequest, "alreadyDecided"> | Refusal<"alreadyDecided"> {
	if (request?.state === state && request.decidedById === actor.person.id) return done(request);
	return refuse("alreadyDecided");
}
