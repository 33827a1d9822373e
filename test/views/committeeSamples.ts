/** A sample of every screen about committees, their seats and groups. */
import type { Committee, Seat, SeatRequest } from "../../src/domain/committee.ts";
import type { Organization } from "../../src/domain/organization.ts";
import type { Actor } from "../../src/domain/person.ts";
import type { T } from "../../src/texts/index.ts";
import type { Message } from "../../src/texts/message.ts";
import * as views from "../../src/views/committee.ts";
import * as group from "../../src/views/group.ts";
import * as seatViews from "../../src/views/seat.ts";

const ID = "0123456789abcdef";
const NOW = new Date("2026-11-24T06:30:00Z");

export interface CommitteeSampleParts {
	organization: Organization;
	leader: Actor;
	coordinator: Actor;
	/** What somebody wrote; names are cut to their limits. */
	words: string;
}

export function committeeScreens(
	t: T,
	{ organization, leader, coordinator, words }: CommitteeSampleParts,
): Record<string, Message> {
	const name = words.slice(0, 60);
	const committee: Committee = {
		...{ id: ID, dimension: "environmental", createdAt: NOW },
		...{ name: { fa: name, en: name }, mandate: { fa: words.slice(0, 400), en: words.slice(0, 400) } },
		group: { chatId: -1, title: words.slice(0, 128), linkedAt: NOW, byId: ID },
	};
	const held: Seat = {
		...{ id: ID, committeeId: ID, holder: { kind: "organization", id: organization.id }, personId: ID },
		...{ alternateId: ID, office: "chair", votes: true, since: NOW, until: new Date(NOW.getTime() + 86_400_000) },
		untilWhy: words.slice(0, 300),
	};
	const ended: Seat = { ...held, office: "member", endedAt: NOW, endedWhy: "termOver" };
	const { person } = leader;
	const viewer: Actor = { ...coordinator, person: { ...coordinator.person, roles: ["admin"] } };
	const shown = { committee, viewer, holder: { kind: "organization" as const, name: organization.name } };
	const seat = { ...shown, seat: held, person, alternate: person };
	const former = { ...seat, seat: ended };
	const six = <Thing>(thing: Thing) => Array.from({ length: 6 }, () => thing);
	const opened = {
		...{ committee, viewer, officers: [seat], seats: 1001, organization, waiting: 1001, fits: organization.fields },
		...{ own: held, asked: { id: ID }, openReports: 1001 },
		nextMeeting: { id: ID, title: words.slice(0, 120), startsAt: NOW },
	};
	const request: SeatRequest = {
		...{ id: ID, committeeId: ID, organizationId: organization.id, askedById: ID, personId: ID, alternateId: ID },
		...{ why: words.slice(0, 500), state: "waiting", askedAt: NOW, requestId: ID, reason: words.slice(0, 300) },
	};
	const card = { request, committee, organization, people: new Map([[ID, person]]), viewer };
	const decided = { ...card, request: { ...request, state: "declined" as const, decidedAt: NOW, decidedById: ID } };
	const link = { id: ID, title: words.slice(0, 128) };
	const own = [{ seatId: ID, committeeId: ID, office: "chair" as const, holder: held.holder, isAlternate: false }];
	const listed = [
		{ committee, own, fits: [] },
		{ committee, own: [], fits: organization.fields },
		...six({ committee, own: [], fits: [] as string[] }),
	];
	const agency = {
		...{ id: ID, name: { fa: name, en: name }, dimensions: ["environmental"], neighbourhoodIds: [], createdAt: NOW },
	};
	return {
		committees: views.overview({ committees: listed, organization, waiting: 1001, viewer, page: 0 }, t),
		committeesNone: views.overview({ committees: [], organization: undefined, waiting: 0, viewer, page: 0 }, t),
		committee: views.opened(opened, t),
		committeeAlone: views.opened(
			{ ...opened, officers: [], seats: 0, own: undefined, asked: undefined, nextMeeting: undefined, openReports: 0 },
			t,
		),
		seats: views.seatsOf({ committee, which: "open", list: six(seat), count: 1001, hasMore: true, page: 2, viewer }, t),
		formerSeats: views.seatsOf(
			{ committee, which: "ended", list: six(former), count: 6, hasMore: false, page: 1, viewer },
			t,
		),
		seat: seatViews.one(seat, t),
		seatEnded: seatViews.one(former, t),
		seatLeaveAsk: seatViews.leaveAsk(seat, t),
		seatTermSet: seatViews.termSet(seat, t),
		seatToldTermSet: seatViews.toldTermSet(seat, t),
		seatToldEndsSoon: seatViews.toldEndsSoon(seat, t),
		seatToldEnded: seatViews.toldEnded(former, t),
		seatToldAppointed: seatViews.toldAppointed(seat, t),
		seatRequest: seatViews.requestCard(card, t),
		seatRequestDeclined: seatViews.requestCard(decided, t),
		seatRequestToldDeclined: seatViews.toldDecided(decided, t),
		seatRequests: seatViews.requests({ list: six(card), count: 1001, hasMore: true, isFirst: false }, t),
		committeeAgencies: views.agencies({ committee, agencies: six(agency), page: 0 }, t),
		committeeRetireAsk: views.retireAsk(committee, t),
		groupAsked: group.asked("https://t.me/dabir_bot?start=g_0123456789abcdef", t),
		groupLinked: group.linked(committee, t),
		groupChoose: group.choose({ link, committees: six(committee), page: 0 }, t),
		groupConfirm: group.confirm({ link: { id: ID, title: "زیست" }, committee }, t),
		groupNow: group.one(committee, t),
		groupLost: group.toldLost({ committee, title: link.title }, t),
	};
}
