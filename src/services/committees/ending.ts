/** Seats that end because something else did: a membership, an organization, a committee, an agency's liaison, what is kept about a person. */
import type { Seat, SeatEnd, SeatHolder } from "../../domain/committee.ts";
import type { Actor } from "../../domain/person.ts";
import * as committees from "../../store/committees.ts";
import * as groupLinks from "../../store/groupLinks.ts";
import * as requests from "../../store/seatRequests.ts";
import * as store from "../../store/seats.ts";
import { note, takeCardsAway, tellEnded } from "./telling.ts";

/** Part of the transaction of its cause. */
async function end(seat: Seat, why: SeatEnd, actor: Actor | undefined, now: Date): Promise<void> {
	if (!(await store.end(seat.id, now, why))) return;
	await tellEnded(seat, now);
	await note(actor, seat.committeeId, `seat.${why}`, { seatId: seat.id }, now);
}

/** Somebody no longer belongs to the organization, or to the agency as its liaison: they neither sit nor stand in for it. */
export async function endSeatsOfMember(
	personId: string,
	holder: SeatHolder,
	why: SeatEnd,
	actor: Actor | undefined,
	now: Date,
): Promise<void> {
	for (const seat of await store.openOfPerson(personId)) {
		if (seat.holder.kind !== holder.kind || seat.holder.id !== holder.id) continue;
		if (seat.personId === personId) await end(seat, why, actor, now);
		else await store.setPeople(seat.id, seat.personId, undefined);
	}
}

/** An organization or agency that is no longer part of it has no seats. */
export async function endSeatsOf(holder: SeatHolder, why: SeatEnd, actor: Actor | undefined, now: Date): Promise<void> {
	for (const seat of await store.heldBy(holder)) await end(seat, why, actor, now);
}

/** A committee has ended its work. */
export async function endSeatsIn(committeeId: string, actor: Actor, now: Date): Promise<void> {
	for (const seat of await store.openOf(committeeId)) await end(seat, "retired", actor, now);
}

/** Nothing stays of a person who asked to be forgotten; those who worked with them hear that the seat has ended. */
export async function forgetSitter(person: { id: string; userId: number }, now: Date): Promise<void> {
	for (const seat of await store.openOfPerson(person.id))
		if (seat.personId === person.id) await end(seat, "memberLeft", undefined, now);
	for (const request of await requests.allOf(person.id)) await takeCardsAway(request, now);
	await requests.removeOf(person.id);
	await store.removeOf(person.id);
	await committees.unnameLinker(person.id);
	await groupLinks.removeOf(person.userId);
}
