/** A sample of every screen about the people of an organization. */
import type { Invitation } from "../../src/domain/invitation.ts";
import type { JoinRequest } from "../../src/domain/joinRequest.ts";
import type { Membership } from "../../src/domain/membership.ts";
import type { Organization } from "../../src/domain/organization.ts";
import type { Actor } from "../../src/domain/person.ts";
import type { T } from "../../src/texts/index.ts";
import type { Message } from "../../src/texts/message.ts";
import * as director from "../../src/views/director.ts";
import * as duplicate from "../../src/views/duplicate.ts";
import * as invitation from "../../src/views/invitation.ts";
import * as joining from "../../src/views/joining.ts";
import * as views from "../../src/views/membership.ts";

const ID = "0123456789abcdef";
const NOW = new Date("2026-11-24T06:30:00Z");

export interface SampleParts {
	organization: Organization;
	leader: Actor;
	coordinator: Actor;
	words: string;
}

export function membershipScreens(
	t: T,
	{ organization, leader, coordinator, words }: SampleParts,
): Record<string, Message> {
	const membership: Membership = {
		id: ID,
		personId: ID,
		organizationId: organization.id,
		role: "member",
		status: "active",
		since: NOW,
	};
	const viewer: Actor = { ...leader, memberships: [{ ...membership, role: "director" }] };
	const person = leader.person;
	const place = { membership, person };
	const ended = {
		membership: { ...membership, role: "director" as const, status: "ended" as const, until: NOW },
		person,
	};
	const offer: Invitation = {
		id: ID,
		role: "director",
		organizationId: organization.id,
		toPersonId: ID,
		byId: ID,
		createdAt: NOW,
		expiresAt: new Date(NOW.getTime() + 1),
		uses: 1,
		left: 1,
		usedBy: [{ personId: ID, at: NOW }],
		afterwards: "leaves",
		reason: words.slice(0, 300),
		requestId: ID,
	};
	const link: Invitation = { ...offer, role: "member", uses: 1000, left: 999 };
	delete link.toPersonId;
	const request: JoinRequest = {
		id: ID,
		organizationId: organization.id,
		personId: ID,
		state: "waiting",
		decides: "director",
		words: words.slice(0, 300),
		askedAt: NOW,
		requestId: ID,
	};
	const shown = {
		...{ organization, count: 1001, hasMore: true, page: 2, own: membership, waiting: 1001, viewer },
		places: Array.from({ length: 6 }, () => place),
		director: ended,
		former: [ended, ended, ended],
		handover: { invitation: offer, to: person },
	};
	const card = {
		request,
		organization,
		person,
		decidedBy: coordinator.person,
		hasDirector: false,
		viewer: coordinator,
	};
	const whole = { organization, by: person };
	const change = { invitation: offer, organization, successor: person, stays: false };
	const matches = (["registrationNumber", "nationalId", "name"] as const).map((by) => ({
		organization,
		by,
		percent: 85,
	}));
	const candidates = { organization, way: "s" as const, places: shown.places, count: 40, hasMore: true, page: 2 };
	const picture = new Uint8Array([1]);
	return {
		members: views.members(shown, t),
		membersOfOthers: views.members(
			{ ...shown, own: undefined, director: undefined, former: [], handover: undefined, count: 1, viewer: coordinator },
			t,
		),
		member: views.member({ ...place, organization, viewer }, t),
		memberForgotten: views.member({ ...ended, person: undefined, organization, viewer }, t),
		removeAsk: views.removeAsk({ ...place, organization, viewer }, t),
		removed: views.removed({ ...place, organization }, t),
		leaveAsk: views.leaveAsk(organization, t),
		left: views.left(organization, t),
		toldRemoved: views.toldRemoved({ organization }, t),
		toldLeft: views.toldLeft({ ...place, organization }, t),
		joinable: joining.joinable(organization, t),
		yoursAlready: joining.knownAlready({ organization, own: true }, t),
		joinRefused: joining.joinRefused("tooManyOpen", t),
		asked: joining.asked({ request, organization }, t),
		declineSent: joining.declineSent(t),
		withdrawn: joining.withdrawn(t),
		requestCard: joining.requestCard(card, t),
		requestCardOfDirector: joining.requestCard({ ...card, hasDirector: true, viewer }, t),
		requestCardDeclined: joining.requestCard(
			{ ...card, request: { ...request, state: "declined", reason: words.slice(0, 300), decidedAt: NOW } },
			t,
		),
		requestCardApproved: joining.requestCard(
			{ ...card, request: { ...request, state: "approved", role: "director" } },
			t,
		),
		requestCardWithdrawn: joining.requestCard({ ...card, request: { ...request, state: "withdrawn" } }, t),
		requests: joining.requests(
			{ list: Array.from({ length: 6 }, () => ({ request, organization, person })), count: 1001, hasMore: true },
			t,
		),
		requestsNone: joining.requests({ list: [], count: 0, hasMore: false }, t),
		toldDeclined: joining.toldDecided(
			{ request: { ...request, state: "declined", reason: words.slice(0, 300) }, organization },
			t,
		),
		toldMember: joining.toldDecided({ request: { ...request, state: "approved", role: "member" }, organization }, t),
		toldDirector: joining.toldDecided(
			{ request: { ...request, state: "approved", role: "director" }, organization },
			t,
		),
		chooseUses: invitation.chooseUses({ purpose: "m", organizationId: ID }, t),
		chooseDays: invitation.chooseDays({ purpose: "l", uses: "unlimited", organizationId: ID, requestId: ID }, t),
		link: invitation.link({ invitation: link, organization, link: "https://t.me/x?start=y", picture }, t),
		invitations: invitation.list(
			{ organization, list: Array.from({ length: 6 }, () => link), count: 14, hasMore: true, page: 2, now: NOW },
			t,
		),
		invitationsNone: invitation.list(
			{ organization: undefined, list: [], count: 0, hasMore: false, page: 1, now: NOW },
			t,
		),
		invitation: invitation.one(
			{
				invitation: link,
				organization,
				usedBy: Array.from({ length: 20 }, () => ({ person, at: NOW })),
				to: undefined,
				now: NOW,
			},
			t,
		),
		invitationToOne: invitation.one({ invitation: offer, organization, usedBy: [], to: person, now: NOW }, t),
		revokeAsk: invitation.revokeAsk(link, t),
		offered: invitation.offered({ invitation: link, ...whole }, "A".repeat(22), t),
		hurdle: invitation.hurdle("organizationClosed", {}, t),
		accepted: invitation.accepted({ invitation: link, ...whole }, t),
		acceptedCoordinator: invitation.accepted(
			{ invitation: { ...link, role: "coordinator" }, by: person, organization: undefined },
			t,
		),
		used: invitation.used({ invitation: link, organization, person }, t),
		askAfterwards: director.askAfterwards(organization, t),
		chooseSuccessor: director.chooseSuccessor(candidates, t),
		noSuccessor: director.chooseSuccessor(
			{ ...candidates, way: "o", places: [], count: 0, hasMore: false, page: 1 },
			t,
		),
		offerAsk: director.offerAsk({ ...place, organization, way: "s", requestId: ID }, t),
		offerSent: director.offerSent({ organization, person }, t),
		replaceSent: director.replaceSent({ invitation: link, organization }, t),
		directorAsked: director.asked({ invitation: offer, now: NOW, ...whole }, t),
		directorDeclined: director.declined(t),
		directorToldDeclined: director.toldDeclined({ organization, to: undefined }, t),
		toldReplaced: director.toldReplaced(change, t),
		toldOffice: director.toldOffice(change, t),
		comparison: duplicate.comparison({ organization, other: { ...organization, foundedYear: 1390 }, percent: 85 }, t),
		matches: {
			text: duplicate.matchLines(matches, t).join("\n"),
			buttons: duplicate.matchButtons(organization, matches, t),
		},
	};
}
