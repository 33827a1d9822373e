/** Agencies that answer for a committee's dimension sit there: the secretariat gives them a seat, their liaisons take it. */
import type { Agency } from "../../domain/agency.ts";
import type { Committee, Seat } from "../../domain/committee.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as agencies from "../../store/agencies.ts";
import * as store from "../../store/committees.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as liaisons from "../../store/liaisons.ts";
import * as seats from "../../store/seats.ts";
import { transaction } from "../../store/transaction.ts";
import { note, tellOfSeat } from "./telling.ts";

export interface Seatable {
	committee: Committee;
	agencies: Agency[];
}

/** The agencies of the committee's dimension that have no seat in it. */
export async function seatableAgencies(
	actor: Actor,
	committeeId: string,
): Promise<Result<Seatable, "notAllowed" | "isRetired">> {
	const committee = await store.byId(committeeId);
	if (!committee || !may(actor, "committee.appoint", committee)) return refuse("notAllowed");
	if (committee.retiredAt) return refuse("isRetired");
	const [all, open] = await Promise.all([agencies.ofDimension(committee.dimension), seats.openOf(committeeId)]);
	const seated = new Set(open.map(({ holder }) => holder.id));
	return done({ committee, agencies: all.filter(({ id, retiredAt }) => !retiredAt && !seated.has(id)) });
}

/** The agency has a voting seat from now on: its first liaison sits, its second stands in. Both are told. */
export async function seatAgency(
	actor: Actor,
	input: { committeeId: string; agencyId: string },
	now: Date,
): Promise<Result<Seat, "notAllowed" | "isRetired" | "noLiaison" | "hasSeat">> {
	const found = await seatableAgencies(actor, input.committeeId);
	if (!found.ok) return found;
	const holder = { kind: "agency", id: input.agencyId } as const;
	const before = await seats.votingSeatOf(input.committeeId, holder);
	if (before) return done(before);
	const agency = found.value.agencies.find(({ id }) => id === input.agencyId);
	const [first, second] = agency ? await liaisons.activeOf(agency.id) : [];
	if (!first) return refuse("noLiaison");
	const seat: Seat = {
		id: newId(),
		committeeId: input.committeeId,
		holder,
		personId: first.personId,
		...(second ? { alternateId: second.personId } : {}),
		office: "member",
		votes: true,
		since: now,
	};
	try {
		await transaction(async () => {
			await seats.add(seat);
			await tellOfSeat("seat.sits", seat, now.getTime(), [first.personId], now);
			await tellOfSeat("seat.standsIn", seat, now.getTime(), [second?.personId], now);
			await note(actor, seat.committeeId, "seat.given", { seatId: seat.id, agencyId: holder.id }, now);
		});
	} catch (error) {
		if (isDuplicate(error)) return refuse("hasSeat");
		throw error;
	}
	return done(seat);
}
