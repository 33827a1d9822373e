/** A change of director, as each side sees it: who hands over, who is asked, and who is told. */
import { type Invitation, linkMark } from "../domain/invitation.ts";
import type { Organization } from "../domain/organization.ts";
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { nameOf } from "./invitation.ts";
import { membersButton, type PlaceShown } from "./membership.ts";
import { shortLabel } from "./organization.ts";
import { turns } from "./paging.ts";

/** What the present director does afterwards, as a button carries it; "o": the secretariat asks, not the director. */
export type Way = "s" | "l" | "o";

export function wayOf(text: string): Way {
	return text === "l" || text === "o" ? text : "s";
}

/** The director is asked what they do afterwards. */
export function askAfterwards(organization: Organization, t: T): Message {
	return {
		text: t("membership.director.afterwards", { name: organization.name }),
		buttons: [
			[{ label: t.plain("membership.button.stays"), press: press("director.who", organization.id, "s") }],
			[{ label: t.plain("membership.button.leaves"), press: press("director.who", organization.id, "l") }],
			[membersButton(organization, t), homeButton(t)],
		],
	};
}

export interface Candidates {
	organization: Organization;
	way: Way;
	places: PlaceShown[];
	count: number;
	hasMore: boolean;
	page: number;
}

/** To whom: a member, or anybody by a link. */
export function chooseSuccessor({ organization, way, places, count, hasMore, page }: Candidates, t: T): Message {
	const members = places.filter(({ membership, person }) => membership.role === "member" && person);
	const byLink =
		way === "o" ? press("director.replaceByLink", organization.id) : press("invite.uses", organization.id, way, "one");
	const edge = (side: "after" | "before") => (side === "after" ? places.at(-1) : places[0])?.membership.id ?? "";
	return {
		text:
			members.length > 0
				? t("membership.director.who", { name: organization.name })
				: t("membership.director.nobody", { name: organization.name }),
		buttons: [
			...members.map(({ membership, person }) => [
				{
					label: shortLabel(person?.name ?? t.plain("people.unnamed")),
					press: press("director.offer", membership.id, way),
				},
			]),
			...turns(
				{
					page,
					count,
					hasMore,
					here: press("director.who", organization.id, way),
					to: (side, to) => press("director.who", organization.id, way, side === "after" ? "a" : "b", edge(side), to),
				},
				t,
			),
			[{ label: t.plain("membership.button.byLink"), press: byLink }],
			[membersButton(organization, t), homeButton(t)],
		],
	};
}

export interface OfferAsk extends PlaceShown {
	organization: Organization;
	way: Way;
	requestId: string;
}

export function offerAsk({ membership, person, organization, way, requestId }: OfferAsk, t: T): Message {
	const values = { person: nameOf(person, t), name: organization.name };
	return {
		text:
			way === "l" ? t("membership.director.offerAskLeaves", values) : t("membership.director.offerAskStays", values),
		buttons: [
			[
				{
					label: t.plain("membership.button.yesOffer"),
					press: press("director.offerYes", membership.id, way, requestId),
				},
			],
			[{ label: t.plain("membership.button.no"), press: press("member.list", organization.id) }],
		],
	};
}

export function offerSent(
	{ organization, person }: { organization: Organization; person: Person | undefined },
	t: T,
): Message {
	return {
		text: t("membership.director.offerSent", { person: nameOf(person, t) }),
		buttons: [[membersButton(organization, t), homeButton(t)]],
	};
}

/** The secretariat's offer was made; by link, the link is fetched from there. */
export function replaceSent(
	{ invitation, organization }: { invitation: Invitation; organization: Organization | undefined },
	t: T,
): Message {
	const name = organization?.name ?? "";
	const byLink = invitation.toPersonId === undefined;
	return {
		text: byLink ? t("membership.director.linkReady", { name }) : t("membership.director.replaceSent", { name }),
		buttons: [
			...(byLink
				? [
						[
							{
								label: t.plain("invitations.button.link"),
								press: press("invite.link", invitation.id, linkMark(invitation)),
							},
						],
					]
				: []),
			[...(organization ? [membersButton(organization, t)] : []), homeButton(t)],
		],
	};
}

export interface DirectorOffer {
	invitation: Invitation;
	organization: Organization | undefined;
	by: Person | undefined;
	now: Date;
}

/** What the successor is asked. */
export function asked({ invitation, organization, by }: DirectorOffer, t: T): Message {
	const values = { person: nameOf(by, t), name: organization?.name ?? "", when: html(t.date(invitation.expiresAt)) };
	return {
		text:
			invitation.reason === undefined
				? t("membership.director.asked", values)
				: t("membership.director.askedByOffice", values),
		buttons: [
			[
				{ label: t.plain("membership.button.acceptDirector"), press: press("director.accept", invitation.id) },
				{ label: t.plain("membership.button.declineDirector"), press: press("director.decline", invitation.id) },
			],
		],
	};
}

export function declined(t: T): Message {
	return { text: t("membership.director.youDeclined"), buttons: [[homeButton(t)]] };
}

export function toldDeclined(
	{ organization, to }: { organization: Organization; to: Person | undefined },
	t: T,
): Message {
	return {
		text: t("membership.director.toldDeclined", { person: nameOf(to, t), name: organization.name }),
		buttons: [[membersButton(organization, t), homeButton(t)]],
	};
}

export interface DirectorChange {
	invitation: Invitation;
	organization: Organization;
	successor: Person | undefined;
	/** What the reader is in it now. */
	stays: boolean;
}

/** What the director is told whose term ended. */
export function toldReplaced({ invitation, organization, successor, stays }: DirectorChange, t: T): Message {
	const values = { person: nameOf(successor, t), name: organization.name };
	const lines = [t("membership.director.toldReplaced", values)];
	if (invitation.reason !== undefined) lines.push(t("membership.director.reason", { words: invitation.reason }));
	lines.push(stays ? t("membership.director.youStay") : t("membership.director.youLeft"));
	const place = stays
		? { label: t.plain("home.button.organization"), press: press("organization.open", organization.id) }
		: { label: t.plain("home.button.secretariat"), press: press("secretariat.write") };
	return { text: lines.join("\n"), buttons: [[place, homeButton(t)]] };
}

/** What the secretariat is told. */
export function toldOffice({ organization, successor }: DirectorChange, t: T): Message {
	return {
		text: t("membership.director.toldOffice", {
			person: nameOf(successor, t),
			name: organization.name,
			code: organization.code,
		}),
		buttons: [[membersButton(organization, t), homeButton(t)]],
	};
}
