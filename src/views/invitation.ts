/** How invitations look: made, listed, opened by whoever has the link, used. */
import type { Agency } from "../domain/agency.ts";
import {
	INVITATION_DAYS,
	INVITATION_USES,
	type Invitation,
	type InvitationUses,
	linkMark,
	stateOf,
} from "../domain/invitation.ts";
import type { Organization } from "../domain/organization.ts";
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press, rowsOf } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { turns } from "./paging.ts";
import { titled } from "./person.ts";

/** What an invitation is for, as a button carries it: a member, a coordinator, a director (who was: stays, leaves), a liaison of an agency. */
export type Purpose = "m" | "c" | "s" | "l" | "a";

export function purposeOf(text: string): Purpose {
	return text === "c" || text === "s" || text === "l" || text === "a" ? text : "m";
}

/** Where it leads: an organization, an agency, or without either the secretariat. */
interface Where {
	organization: Organization | undefined;
	agency?: Agency | undefined;
}

function nameOfPlace({ organization, agency }: Where, t: T): string {
	return organization?.name ?? agency?.name[t.language] ?? "";
}

/** Without an organization or agency: an invitation to the secretariat. */
function back(organizationId: string, t: T, isAgency = false): Button {
	if (isAgency) return { label: t.plain("invitations.button.toAgency"), press: press("agency.open", organizationId) };
	return organizationId === ""
		? { label: t.plain("invitations.button.toStaff"), press: press("staff.list") }
		: { label: t.plain("invitations.button.toMembers"), press: press("member.list", organizationId) };
}

export function chooseUses({ purpose, organizationId }: { purpose: Purpose; organizationId: string }, t: T): Message {
	const uses = Object.keys(INVITATION_USES) as InvitationUses[];
	return {
		text: t("invitations.chooseUses"),
		buttons: [
			...rowsOf(
				uses.map((one) => ({
					label: t.dynamicPlain(`invitations.choice.uses.${one}`),
					press: press("invite.uses", organizationId, purpose, one),
				})),
			),
			[back(organizationId, t, purpose === "a"), homeButton(t)],
		],
	};
}

export interface DaysToChoose {
	purpose: Purpose;
	uses: string;
	organizationId: string;
	/** So that a second tap makes no second invitation. */
	requestId: string;
}

export function chooseDays({ purpose, uses, organizationId, requestId }: DaysToChoose, t: T): Message {
	return {
		text: t("invitations.chooseDays"),
		buttons: [
			INVITATION_DAYS.map((days) => ({
				label: t.plain("invitations.button.days", { count: days }),
				press: press("invite.make", organizationId, purpose, uses, days, requestId),
			})),
			[back(organizationId, t, purpose === "a"), homeButton(t)],
		],
	};
}

export interface Link extends Where {
	invitation: Invitation;
	link: string;
	/** A QR picture of the link, PNG. */
	picture: Uint8Array;
}

/** The link with its picture, to be passed on. It cannot be shown again: only its hash is kept. */
export function link({ invitation, organization, agency, link: address, picture }: Link, t: T): Message {
	const name = nameOfPlace({ organization, agency }, t);
	const share = new URL("https://t.me/share/url");
	share.searchParams.set("url", address);
	share.searchParams.set("text", t.dynamicPlain(`invitations.share.${invitation.role}`, { name }));
	return {
		text: [
			t.dynamic(`invitations.made.${invitation.role}`, { name }),
			t("invitations.terms", { uses: usesOf(invitation, t), when: html(t.date(invitation.expiresAt)) }),
			"",
			t("invitations.link", { link: address }),
			t("invitations.onlyOnce"),
		].join("\n"),
		file: { kind: "photo", source: { content: picture, name: "invitation.png" } },
		buttons: [
			[{ label: t.plain("invitations.button.share"), url: share.toString() }],
			[openButton(invitation, t), homeButton(t)],
		],
	};
}

function usesOf({ uses }: Invitation, t: T): SafeHtml {
	return html(
		uses >= INVITATION_USES.unlimited ? t("invitations.usesUnlimited") : t("invitations.usesCount", { count: uses }),
	);
}

function openButton({ id }: Invitation, t: T): Button {
	return { label: t.plain("invitations.button.manage"), press: press("invite.open", id) };
}

export interface InvitationList extends Where {
	list: Invitation[];
	/** All there are; 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	page: number;
	now: Date;
}

export function list(shown: InvitationList, t: T): Message {
	const { organization, agency, list: invitations, count, hasMore, page, now } = shown;
	const organizationId = organization?.id ?? agency?.id ?? "";
	const listName = agency ? "invite.listOfAgency" : "invite.list";
	const backRow = [back(organizationId, t, agency !== undefined), homeButton(t)];
	const make = {
		label: t.plain("invitations.button.new"),
		press: press("invite.new", organizationId, organization ? "m" : agency ? "a" : "c"),
	};
	const edge = (way: "after" | "before") => (way === "after" ? invitations.at(-1) : invitations[0])?.id ?? "";
	const more = turns(
		{
			page,
			count,
			hasMore,
			here: press(listName, organizationId),
			to: (way, to) => press(listName, organizationId, way, edge(way), to),
		},
		t,
	);
	if (invitations.length === 0) {
		return { text: t("invitations.none"), buttons: [[make], backRow] };
	}
	const lines = invitations.map((one, index) =>
		t("invitations.line", {
			number: index + 1,
			when: html(t.shortDate(one.createdAt)),
			used: one.uses - one.left,
			uses: usesOf(one, t),
			state: html(t.dynamic(`invitations.state.${stateOf(one, now)}`)),
		}),
	);
	return {
		text: [t("invitations.title"), "", ...lines].join("\n"),
		buttons: [
			invitations.map((one, index) => ({ label: t.digits(index + 1), press: press("invite.open", one.id) })),
			...more,
			[make],
			backRow,
		],
	};
}

export interface OneInvitation extends Where {
	invitation: Invitation;
	usedBy: { person: Person | undefined; at: Date }[];
	to: Person | undefined;
	now: Date;
}

/** One invitation with who used it and when. */
export function one({ invitation, organization, agency, usedBy, to, now }: OneInvitation, t: T): Message {
	const state = stateOf(invitation, now);
	const organizationId = organization?.id ?? agency?.id ?? "";
	const lines = [
		t.dynamic(`invitations.for.${invitation.role}`, { name: nameOfPlace({ organization, agency }, t) }),
		t("invitations.stateLine", { state: html(t.dynamic(`invitations.state.${state}`)) }),
	];
	if (invitation.toPersonId === undefined) {
		lines.push(t("invitations.terms", { uses: usesOf(invitation, t), when: html(t.date(invitation.expiresAt)) }));
	} else {
		lines.push(t("invitations.asked", { person: nameOf(to, t), when: html(t.date(invitation.expiresAt)) }));
	}
	if (usedBy.length > 0) lines.push("", t("invitations.usedBy"));
	for (const [index, use] of usedBy.entries()) {
		lines.push(
			t("invitations.use", { number: index + 1, person: nameOf(use.person, t), when: html(t.dateTime(use.at)) }),
		);
	}
	const buttons: Button[][] = [];
	if (state === "open") {
		const revoke = { label: t.plain("invitations.button.revoke"), press: press("invite.revoke", invitation.id) };
		const again = {
			label: t.plain("invitations.button.link"),
			press: press("invite.link", invitation.id, linkMark(invitation)),
		};
		buttons.push(invitation.toPersonId === undefined ? [again, revoke] : [revoke]);
	}
	if (invitation.role !== "director")
		buttons.push([
			{
				label: t.plain("invitations.button.list"),
				press: press(agency ? "invite.listOfAgency" : "invite.list", organizationId),
			},
		]);
	buttons.push([back(organizationId, t, agency !== undefined), homeButton(t)]);
	return { text: lines.join("\n"), buttons };
}

export function revokeAsk(invitation: Invitation, t: T): Message {
	return {
		text: t("invitations.revokeAsk"),
		buttons: [
			[{ label: t.plain("invitations.button.yesRevoke"), press: press("invite.revokeYes", invitation.id) }],
			[{ label: t.plain("invitations.button.no"), press: press("invite.open", invitation.id) }],
		],
	};
}

export interface OfferShown extends Where {
	invitation: Invitation;
	by: Person | undefined;
}

/** What somebody sees who opened a link: who invites to what, and the one next step. */
export function offered({ invitation, organization, agency, by }: OfferShown, token: string, t: T): Message {
	return {
		text: [
			t.dynamic(`invitations.offered.${invitation.role}`, {
				person: nameOf(by, t),
				name: nameOfPlace({ organization, agency }, t),
			}),
			t("invitations.offeredUntil", { when: html(t.date(invitation.expiresAt)) }),
		].join("\n"),
		buttons: [
			[{ label: t.plain("invitations.button.accept"), press: press("invite.accept", token) }],
			[{ label: t.plain("invitations.button.notNow"), press: press("home.open") }],
		],
	};
}

/** Why an invitation is of no use: each reason has its own sentence. */
export function hurdle(reason: string, values: Record<string, string | number> | undefined, t: T): Message {
	return {
		text: t.dynamic(`invitations.refusal.${reason}`, values ?? {}),
		buttons: [
			...(reason === "unknown" || reason === "alreadyMember"
				? []
				: [[{ label: t.plain("home.button.secretariat"), press: press("secretariat.write") }]]),
			[homeButton(t)],
		],
	};
}

/** After a place was taken. */
export function accepted({ invitation, organization, agency }: OfferShown, t: T): Message {
	const buttons: Button[][] = [];
	if (organization)
		buttons.push([{ label: t.plain("home.button.organization"), press: press("organization.open", organization.id) }]);
	else if (!agency) buttons.push([{ label: t.plain("coordination.button.inbox"), press: press("inbox") }]);
	buttons.push([homeButton(t)]);
	return {
		text: t.dynamic(`invitations.accepted.${invitation.role}`, { name: nameOfPlace({ organization, agency }, t) }),
		buttons,
	};
}

/** What the one who invited is told. */
export function used(
	{ invitation, organization, agency, person }: Where & { invitation: Invitation; person: Person },
	t: T,
): Message {
	return {
		text: t.dynamic(`invitations.told.${invitation.role}`, {
			person: nameOf(person, t),
			name: nameOfPlace({ organization, agency }, t),
		}),
		buttons: [[back(organization?.id ?? agency?.id ?? "", t, agency !== undefined), homeButton(t)]],
	};
}

export function nameOf(person: Person | undefined, t: T): SafeHtml {
	return (person && titled(person, t)) ?? html(t("people.unnamed"));
}
