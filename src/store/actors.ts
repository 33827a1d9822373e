import type { Liaison } from "../domain/agency.ts";
import type { Seat } from "../domain/committee.ts";
import type { Membership } from "../domain/membership.ts";
import type { Actor, Person } from "../domain/person.ts";
import { asPerson, People } from "./people.ts";
import { type Kept, plain } from "./plain.ts";

/** The persons of these numbers, in any order. */
export function byUsers(platform: Person["platform"], userIds: readonly number[]): Promise<Actor[]> {
	return found({ platform, userId: { $in: [...userIds] } });
}

export function byIds(personIds: readonly string[]): Promise<Actor[]> {
	return found({ _id: { $in: [...personIds] } });
}

type Found = Parameters<typeof asPerson>[0] & {
	memberships: Kept<Membership>[];
	ownSeats: Kept<Seat>[];
	otherSeats: Kept<Seat>[];
	liaisons: Kept<Liaison>[];
};

const join = (from: string, foreignField: string, match: object, as: string) => ({
	$lookup: { from, localField: "_id", foreignField, pipeline: [{ $match: match }, { $sort: { _id: 1 as const } }], as },
});

async function found(match: object): Promise<Actor[]> {
	const documents = await People.aggregate<Found>([
		{ $match: match },
		join("memberships", "personId", { status: "active" }, "memberships"),
		join("seats", "personId", { open: true }, "ownSeats"),
		join("seats", "alternateId", { open: true }, "otherSeats"),
		join("liaisons", "personId", { until: null }, "liaisons"),
	]);
	return documents.map(({ memberships, ownSeats, otherSeats, liaisons, ...person }) => ({
		person: asPerson(person),
		memberships: memberships.map((place) => plain<Membership>(place)),
		seats: [
			...ownSeats.map((seat) => ({ seat, isAlternate: false })),
			...otherSeats.filter(({ personId }) => personId !== person._id).map((seat) => ({ seat, isAlternate: true })),
		]
			.sort((a, b) => (a.seat._id < b.seat._id ? -1 : 1))
			.map(({ seat: { _id, committeeId, office, holder }, isAlternate }) => ({
				seatId: _id,
				committeeId,
				office,
				holder,
				isAlternate,
			})),
		agencyIds: liaisons.map(({ agencyId }) => agencyId),
	}));
}
