/** Committees as they are looked at: which there are, why one fits, what stands in one, who sits there. */
import { type Committee, FIRST_DIMENSIONS, fittingFields, type Seat, sitsIn } from "../../domain/committee.ts";
import type { CommitteeListed, CommitteesShown } from "../../domain/committeeShown.ts";
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import { type Actor, actingFor, hasRole, type Person } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/committees.ts";
import * as organizations from "../../store/organizations.ts";
import * as requests from "../../store/seatRequests.ts";
import * as seats from "../../store/seats.ts";
import type { Texts } from "../../texts/index.ts";
import { named } from "../people.ts";
import { type Business, businessOf } from "./business.ts";
import { type Holder, holdersOf } from "./holders.ts";

/** The four committees are there from the start; each is called as the text files said when it was made. */
export async function beginWithFirstCommittees(texts: Texts, now: Date): Promise<void> {
	const said = (key: string) => ({ fa: texts.in("fa").dynamicPlain(key), en: texts.in("en").dynamicPlain(key) });
	await store.addMissing(
		FIRST_DIMENSIONS.map((dimension, order) => ({
			id: dimension,
			dimension,
			name: said(`committees.first.${dimension}.name`),
			mandate: said(`committees.first.${dimension}.mandate`),
			createdAt: new Date(now.getTime() + order),
		})),
	);
}

export async function byId(id: string): Promise<Committee | undefined> {
	return await store.byId(id);
}

export async function byIds(ids: readonly string[]): Promise<Committee[]> {
	return await store.byIds(ids);
}

/** Every committee that works. */
export async function working(): Promise<Committee[]> {
	return (await store.all()).filter(({ retiredAt }) => retiredAt === undefined);
}

/** The working committees somebody may see. */
export async function list(actor: Actor): Promise<Committee[]> {
	return (await working()).filter((one) => may(actor, "committee.see", one));
}

/** Whoever sits in a committee or stands in: their ids, each once. */
export async function peopleOf(committeeId: string): Promise<string[]> {
	const open = await seats.openOf(committeeId);
	return [
		...new Set(
			open.flatMap(({ personId, alternateId }) => (alternateId === undefined ? [personId] : [personId, alternateId])),
		),
	];
}

/** Chair and secretary of a committee: their ids. */
export async function officersOf(committeeId: string): Promise<string[]> {
	return (await seats.officersOf([committeeId])).map(({ personId }) => personId);
}

/** Which committees there are: first those the actor sits in, then those that fit their organization, then the others. */
export async function overview(actor: Actor): Promise<CommitteesShown> {
	const organizationId = actingFor(actor);
	const [committees, organization, waiting] = await Promise.all([
		list(actor),
		organizationId === undefined ? undefined : organizations.byId(organizationId),
		countWaiting(actor),
	]);
	const approved = organization?.state === "approved" ? organization : undefined;
	const listed = committees.map((committee) => ({
		committee,
		own: actor.seats.filter(({ committeeId }) => committeeId === committee.id),
		fits: approved ? fittingFields(approved.fields, committee.dimension) : [],
	}));
	const rank = ({ own, fits }: CommitteeListed) => (own.length > 0 ? 0 : fits.length > 0 ? 1 : 2);
	return {
		committees: listed.toSorted((a, b) => rank(a) - rank(b)),
		organization: approved,
		waiting,
		viewer: actor,
	};
}

/** The committees that fit an organization, the one that fits best first. */
export async function fitting({ fields }: Organization): Promise<Committee[]> {
	const counted = (await working()).map((committee) => {
		const fits = fittingFields(fields, committee.dimension);
		return { committee, fits: fits.length, first: fields.indexOf(fits[0] ?? "") };
	});
	return counted
		.filter(({ fits }) => fits > 0)
		.toSorted((a, b) => b.fits - a.fits || a.first - b.first)
		.map(({ committee }) => committee);
}

/** How many requests for a seat wait for the actor. */
export async function countWaiting(actor: Actor): Promise<number> {
	const ids = decidedBy(actor);
	return ids?.length === 0 ? 0 : await requests.countWaiting(ids);
}

/** The committees whose requests the actor decides on; all of them when none are named. */
export function decidedBy(actor: Actor): string[] | undefined {
	if (hasRole(actor, "coordinator")) return undefined;
	return actor.seats
		.filter(({ office, isAlternate }) => office !== "member" && !isAlternate)
		.map(({ committeeId }) => committeeId);
}

export interface SeatShown {
	seat: Seat;
	holder: Holder | undefined;
	/** Only for those who may know; see `seesPeople`. */
	person: Person | undefined;
	alternate: Person | undefined;
}

/** Whether somebody may know who sits there by name: those who sit there too, and the secretariat. */
function seesPeople(actor: Actor, committeeId: string): boolean {
	return hasRole(actor, "coordinator") || sitsIn(actor, committeeId);
}

/** Seats with the names of their holders, and those of people where the actor may know them. */
async function shownSeats(actor: Actor, list: readonly Seat[]): Promise<SeatShown[]> {
	const allowed = list.filter(
		(seat) =>
			seesPeople(actor, seat.committeeId) ||
			may(actor, "seat.change", seat) ||
			actor.memberships.some(({ organizationId }) => organizationId === seat.holder.id),
	);
	const [holders, people] = await Promise.all([
		holdersOf(list.map(({ holder }) => holder)),
		named(allowed.flatMap(({ personId, alternateId }) => [personId, alternateId])),
	]);
	const isAllowed = new Set(allowed.map(({ id }) => id));
	return list.map((seat) => ({
		seat,
		holder: holders.get(seat.holder.id),
		person: isAllowed.has(seat.id) ? people.get(seat.personId) : undefined,
		alternate: isAllowed.has(seat.id) ? people.get(seat.alternateId ?? "") : undefined,
	}));
}

export interface Opened extends Business {
	committee: Committee;
	officers: SeatShown[];
	/** 1001 means more than a thousand. */
	seats: number;
	/** The seat of the organization the actor acts for, or their own. */
	own: Seat | undefined;
	/** The organization's request that waits. */
	asked: { id: string } | undefined;
	/** The approved organization the actor could ask for. */
	organization: Organization | undefined;
	fits: string[];
	/** Requests that wait for the actor's decision here. */
	waiting: number;
	viewer: Actor;
	now: Date;
}

/** One committee with what is going on in it. */
export async function open(actor: Actor, id: string, now: Date): Promise<Result<Opened, "notFound">> {
	const organizationId = actingFor(actor);
	const [committee, held, organization, asked, business, waiting] = await Promise.all([
		store.byId(id),
		seats.openOf(id),
		organizationId === undefined ? undefined : organizations.byId(organizationId),
		organizationId === undefined ? undefined : requests.waitingOf(id, organizationId),
		businessOf(actor, id),
		requests.countWaiting([id]),
	]);
	if (!committee || !may(actor, "committee.see", committee)) return refuse("notFound");
	const approved = organization?.state === "approved" ? organization : undefined;
	const officers = held.filter(({ office }) => office !== "member").toSorted((a, b) => (a.office < b.office ? -1 : 1));
	const own =
		held.find(({ holder }) => holder.id === organizationId) ??
		held.find(({ personId, alternateId }) => [personId, alternateId].includes(actor.person.id));
	return done({
		committee,
		officers: await shownSeats(actor, officers),
		seats: held.length,
		own,
		asked: asked && { id: asked.id },
		organization: approved,
		fits: approved ? fittingFields(approved.fields, committee.dimension) : [],
		waiting: may(actor, "committee.run", committee) ? waiting : 0,
		...business,
		viewer: actor,
		now,
	});
}

export interface SeatsPage {
	committee: Committee;
	which: "open" | "ended";
	list: SeatShown[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	viewer: Actor;
}

/** One page of who sits in a committee now, or who did. */
export async function seatsPage(
	actor: Actor,
	committeeId: string,
	which: "open" | "ended",
	from: { after?: string; before?: string },
	limit: number,
): Promise<Result<SeatsPage, "notFound">> {
	const committee = await store.byId(committeeId);
	if (!committee || !may(actor, "committee.see", committee)) return refuse("notFound");
	const [found, count] = await Promise.all([
		seats.page(committeeId, which, from, limit + 1),
		seats.count(committeeId, which),
	]);
	const page = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	return done({
		committee,
		which,
		list: await shownSeats(actor, page),
		count,
		hasMore: from.before !== undefined || found.length > limit,
		viewer: actor,
	});
}

/** One seat, for those who see its committee. */
export async function seat(
	actor: Actor,
	seatId: string,
): Promise<Result<SeatShown & { committee: Committee; viewer: Actor }, "notFound">> {
	const found = await seats.byId(seatId);
	const committee = found && (await store.byId(found.committeeId));
	if (!found || !committee || !may(actor, "committee.see", committee)) return refuse("notFound");
	const [shown] = await shownSeats(actor, [found]);
	return shown ? done({ ...shown, committee, viewer: actor }) : refuse("notFound");
}

/** For a delivery: a seat as its recipient sees it. */
export async function seatFor(viewer: Actor, seatId: string) {
	const found = await seats.byId(seatId);
	const committee = found && (await store.byId(found.committeeId));
	if (!found || !committee) return undefined;
	const [shown] = await shownSeats(viewer, [found]);
	return shown && { ...shown, committee, viewer };
}
