/** Who is told of what happens to seats: cards of those who decide, news to those it is about, and the audit log. */
import type { Seat, SeatRequest } from "../../domain/committee.ts";
import type { NewDelivery } from "../../domain/delivery.ts";
import type { Actor } from "../../domain/person.ts";
import * as audit from "../../store/audit.ts";
import * as memberships from "../../store/memberships.ts";
import * as people from "../../store/people.ts";
import * as seats from "../../store/seats.ts";
import { owe } from "../deliveries.ts";

/** In a card's key: every coordinator has one. */
const OFFICE = "office";

function cardTo(request: SeatRequest, whom: string, now: Date): NewDelivery {
	return {
		key: `seatRequest.asked:${request.id}:${whom}`,
		kind: "seatRequest.asked",
		refs: { seatRequestId: request.id },
		to: whom === OFFICE ? { audience: { rule: "role", role: "coordinator" } } : { personId: whom },
		dueAt: now,
	};
}

/** Chair and secretary, unless they get the secretariat's card anyway. */
async function cardsOf(request: SeatRequest, now: Date): Promise<NewDelivery[]> {
	const officers = await seats.officersOf([request.committeeId]);
	const persons = await people.byIds(officers.map(({ personId }) => personId));
	const outside = persons.filter(({ roles }) => roles.length === 0);
	return [cardTo(request, OFFICE, now), ...outside.map(({ id }) => cardTo(request, id, now))];
}

export async function showCards(request: SeatRequest, now: Date): Promise<void> {
	await owe(await cardsOf(request, now));
}

/** The cards say what became of it. */
export async function changeCards(request: SeatRequest, now: Date): Promise<void> {
	await owe(
		(await cardsOf(request, now)).map((card) => ({
			...card,
			key: `${card.key}:${request.state}`,
			target: card.key,
			operation: "edit" as const,
			urgent: true,
		})),
	);
}

/** Nothing stays of a request in others' chats. */
export async function takeCardsAway(request: SeatRequest, now: Date): Promise<void> {
	await owe(
		(await cardsOf(request, now)).map((card) => ({
			...card,
			key: `${card.key}:forgotten`,
			target: card.key,
			operation: "edit" as const,
			kind: "forgotten",
			refs: {},
			urgent: true,
		})),
	);
}

/** Whoever asked, who shall sit, and the director hear what was decided. */
export async function tellDecided(request: SeatRequest, now: Date): Promise<void> {
	const director = await memberships.directorOf(request.organizationId);
	const ids = new Set([request.askedById, request.personId, ...(director ? [director.personId] : [])]);
	await owe(
		[...ids].map((personId) => ({
			key: `seatRequest.decided:${request.id}:${personId}`,
			kind: "seatRequest.decided",
			refs: { seatRequestId: request.id },
			to: { personId },
			dueAt: now,
			urgent: true,
		})),
	);
}

/** Who sits, who stands in, and the organization's director. */
export async function peopleBehind(seat: Seat): Promise<string[]> {
	const director = seat.holder.kind === "organization" ? await memberships.directorOf(seat.holder.id) : undefined;
	const ids = [seat.personId, seat.alternateId, director?.personId];
	return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Tells of something that happened to a seat. `mark` makes the key one of its own. */
export async function tellOfSeat(
	kind: `seat.${string}`,
	seat: Seat,
	mark: string | number,
	ids: readonly (string | undefined)[],
	now: Date,
): Promise<void> {
	const whom = new Set(ids.filter((id) => id !== undefined));
	await owe(
		[...whom].map((personId) => ({
			key: `${kind}:${seat.id}:${mark}:${personId}`,
			kind,
			refs: { seatId: seat.id },
			to: { personId },
			dueAt: now,
		})),
	);
}

/** A seat has ended: its people and the committee's chair hear of it, whoever did it does not. */
export async function tellEnded(seat: Seat, now: Date, exceptId?: string): Promise<void> {
	const officers = (await seats.officersOf([seat.committeeId])).map(({ personId }) => personId);
	const ids = [...(await peopleBehind(seat)), ...officers].filter((id) => id !== exceptId);
	await tellOfSeat("seat.ended", seat, "end", ids, now);
}

export async function note(
	actor: Actor | undefined,
	committeeId: string,
	action: `committee.${string}` | `seat.${string}` | `seatRequest.${string}`,
	details: Record<string, string | number>,
	now: Date,
): Promise<void> {
	await audit.add({
		at: now,
		byId: actor?.person.id ?? "system",
		action,
		thing: { kind: "committee", id: committeeId },
		details,
	});
}
