/** An organization asks for a seat in a committee, and takes that back. */
import { type Committee, type SeatRequest, seatWhy } from "../../domain/committee.ts";
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as committees from "../../store/committees.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as memberships from "../../store/memberships.ts";
import * as organizations from "../../store/organizations.ts";
import * as people from "../../store/people.ts";
import * as store from "../../store/seatRequests.ts";
import * as seats from "../../store/seats.ts";
import { transaction } from "../../store/transaction.ts";
import { changeCards, note, showCards } from "./telling.ts";

export interface Askable {
	committee: Committee;
	organization: Organization;
}

type Hurdle = "notAllowed" | "notFound" | "isRetired" | "notApproved" | "hasSeat";

/** Whether an organization of the actor's may ask for a seat now. */
export async function askable(
	actor: Actor,
	committeeId: string,
	organizationId: string,
): Promise<Result<Askable, Hurdle>> {
	const [committee, organization, seat] = await Promise.all([
		committees.byId(committeeId),
		organizations.byId(organizationId),
		seats.votingSeatOf(committeeId, { kind: "organization", id: organizationId }),
	]);
	if (!committee || !may(actor, "committee.ask", committee)) return refuse("notAllowed");
	if (committee.retiredAt) return refuse("isRetired");
	if (organization?.state !== "approved" || !belongs(actor, organizationId)) return refuse("notApproved");
	return seat ? refuse("hasSeat") : done({ committee, organization });
}

function belongs(actor: Actor, organizationId: string): boolean {
	return actor.memberships.some((place) => place.status === "active" && place.organizationId === organizationId);
}

/** More colleagues than these are not looked through for a name. */
const COLLEAGUES = 200;

/** The people of an organization of the actor's, the actor first; nobody for others. */
async function colleagues(actor: Actor, organizationId: string): Promise<Person[]> {
	const seesThem = belongs(actor, organizationId);
	if (!seesThem) return [];
	const places = await memberships.page(organizationId, {}, COLLEAGUES);
	const known = await people.byIds(places.map(({ personId }) => personId));
	const own = known.filter(({ id }) => id === actor.person.id);
	return [...own, ...known.filter(({ id, name }) => id !== actor.person.id && name !== undefined)];
}

export interface Wish {
	committeeId: string;
	organizationId: string;
	why: string;
	personId: string;
	alternateId?: string;
}

/** Asks for a seat; who runs the committee and the secretariat get a card. Asked twice, it is asked once. */
export async function ask(
	actor: Actor,
	wish: Wish,
	now: Date,
	draft: { requestId: string },
): Promise<Result<SeatRequest, Hurdle | "incomplete" | "samePerson">> {
	const before =
		(await store.byRequestId(draft.requestId)) ?? (await store.waitingOf(wish.committeeId, wish.organizationId));
	if (before) return belongs(actor, before.organizationId) ? done(before) : refuse("notAllowed");
	const found = await askable(actor, wish.committeeId, wish.organizationId);
	if (!found.ok) return found;
	const why = seatWhy.safeParse(wish.why);
	if (!why.success) return refuse("incomplete", { question: "why" });
	const sitters = await checkSitters(wish.organizationId, wish.personId, wish.alternateId);
	if (!sitters.ok) return sitters;
	const request: SeatRequest = {
		id: newId(),
		committeeId: wish.committeeId,
		organizationId: wish.organizationId,
		askedById: actor.person.id,
		personId: wish.personId,
		...(wish.alternateId === undefined ? {} : { alternateId: wish.alternateId }),
		why: why.data,
		state: "waiting",
		askedAt: now,
		requestId: draft.requestId,
	};
	try {
		await transaction(async () => {
			await store.add(request);
			await showCards(request, now);
			await note(actor, request.committeeId, "seatRequest.asked", detailsOf(request), now);
		});
	} catch (error) {
		const other = isDuplicate(error) ? await store.waitingOf(wish.committeeId, wish.organizationId) : undefined;
		if (!other) throw error;
		return done(other);
	}
	return done(request);
}

/** Who sits and who stands in are two people of the organization. */
export async function checkSitters(
	organizationId: string,
	personId: string,
	alternateId: string | undefined,
): Promise<Result<undefined, "incomplete" | "samePerson">> {
	if (personId === alternateId) return refuse("samePerson", { question: "alternate" });
	if (!(await memberships.placeOf(personId, organizationId))) return refuse("incomplete", { question: "person" });
	if (alternateId !== undefined && !(await memberships.placeOf(alternateId, organizationId)))
		return refuse("incomplete", { question: "alternate" });
	return done(undefined);
}

export function detailsOf(request: SeatRequest) {
	return { seatRequestId: request.id, organizationId: request.organizationId };
}

/** The organization takes it back. */
export async function withdraw(
	actor: Actor,
	requestId: string,
	now: Date,
): Promise<Result<SeatRequest, "notAllowed" | "alreadyDecided">> {
	const found = await store.byId(requestId);
	if (!found || !may(actor, "seatRequest.withdraw", found)) return refuse("notAllowed");
	if (found.state === "withdrawn") return done(found);
	const decided = await transaction(async () => {
		const changed = await store.decide(requestId, { state: "withdrawn", decidedAt: now });
		if (!changed) return undefined;
		await changeCards(changed, now);
		await note(actor, changed.committeeId, "seatRequest.withdrawn", detailsOf(changed), now);
		return changed;
	});
	return decided ? done(decided) : refuse("alreadyDecided");
}

/** The people an organization may send, for a request whose subject names it last: "<committee>-<organization>". */
export async function sittersFor(actor: Actor, subject: string): Promise<Person[]> {
	return await colleagues(actor, subject.split("-").at(-1) ?? "");
}

/** The people who may take a seat that is held. */
export async function sittersOf(actor: Actor, seatId: string): Promise<Person[]> {
	const seat = await seats.byId(seatId);
	return seat?.holder.kind === "organization" ? await colleagues(actor, seat.holder.id) : [];
}
