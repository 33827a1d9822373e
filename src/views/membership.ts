/** How the people of an organization are shown, and what somebody sees who leaves it or is removed. */
import type { Invitation } from "../domain/invitation.ts";
import type { Membership } from "../domain/membership.ts";
import type { Organization } from "../domain/organization.ts";
import { leads, may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { nameOf } from "./invitation.ts";
import { PAGE, turns } from "./paging.ts";

export interface PlaceShown {
	membership: Membership;
	/** Nobody when they were forgotten. */
	person: Person | undefined;
}

export interface Members {
	organization: Organization;
	places: PlaceShown[];
	count: number;
	hasMore: boolean;
	page: number;
	own: Membership | undefined;
	director: PlaceShown | undefined;
	former: PlaceShown[];
	handover: { invitation: Invitation; to: Person | undefined } | undefined;
	waiting: number;
	viewer: Actor;
}

/** Who belongs to it, with what the viewer may do about that. */
export function members(shown: Members, t: T): Message {
	const { organization, places, count, hasMore, page, viewer } = shown;
	const { id } = organization;
	const number = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = [
		t("membership.title", { name: organization.name, number: counted(count, t) }),
		...(shown.director ? [] : [t("membership.noDirector")]),
		"",
		...places.map(({ membership, person }, index) =>
			t("membership.line", {
				number: number(index),
				person: nameOf(person, t),
				role: html(t.dynamic(`membership.role.${membership.role}`)),
				when: html(t.shortDate(membership.since)),
			}),
		),
	];
	if (shown.former.length > 0) lines.push("", t("membership.former"), ...shown.former.map((one) => formerLine(one, t)));
	if (shown.handover) lines.push("", handoverLine(shown.handover, t));
	if (count === 1 && may(viewer, "member.invite", organization)) lines.push("", t("membership.alone"));
	const edge = (way: "after" | "before") => (way === "after" ? places.at(-1) : places[0])?.membership.id ?? "";
	return {
		text: lines.join("\n"),
		buttons: [
			...(places.length > 0
				? [
						places.map(({ membership }, index) => ({
							label: t.digits(number(index)),
							press: press("member.open", membership.id),
						})),
					]
				: []),
			...turns(
				{
					page,
					count,
					hasMore,
					here: press("member.list", id),
					to: (way, to) => press("member.list", id, way, edge(way), to),
				},
				t,
			),
			...memberActions(shown, t),
			[organizationButton(organization, viewer, t), homeButton(t)],
		],
	};
}

function formerLine({ membership, person }: PlaceShown, t: T): string {
	return t("membership.formerLine", {
		person: nameOf(person, t),
		from: html(t.shortDate(membership.since)),
		until: html(t.shortDate(membership.until ?? membership.since)),
	});
}

function handoverLine({ invitation, to }: NonNullable<Members["handover"]>, t: T): string {
	const when = html(t.shortDate(invitation.expiresAt));
	return invitation.toPersonId === undefined
		? t("membership.handoverByLink", { when })
		: t("membership.handoverTo", { person: nameOf(to, t), when });
}

function memberActions({ organization, handover, waiting, own, viewer }: Members, t: T): Button[][] {
	const { id } = organization;
	const rows: Button[][] = [];
	if (waiting > 0)
		rows.push([
			{ label: t.plain("membership.button.waiting", { number: counted(waiting, t) }), press: press("join.list") },
		]);
	const isApproved = organization.state === "approved";
	if (isApproved && may(viewer, "member.invite", organization))
		rows.push([
			{ label: t.plain("membership.button.invite"), press: press("invite.new", id, "m") },
			{ label: t.plain("membership.button.invitations"), press: press("invite.list", id) },
		]);
	if (isApproved && may(viewer, "director.change", organization))
		rows.push([
			handover
				? { label: t.plain("membership.button.handover"), press: press("invite.open", handover.invitation.id) }
				: { label: t.plain("membership.button.changeDirector"), press: press("director.change", id) },
		]);
	if (own?.role === "member")
		rows.push([{ label: t.plain("membership.button.leave"), press: press("membership.leave", id) }]);
	return rows;
}

function organizationButton({ id, round }: Organization, viewer: Actor, t: T): Button {
	const own = viewer.memberships.some((place) => place.organizationId === id);
	return own
		? { label: t.plain("home.button.organization"), press: press("organization.open", id) }
		: { label: t.plain("coordination.button.back"), press: press("organization.card", id, round) };
}

export interface OneMember extends PlaceShown {
	organization: Organization;
	viewer: Actor;
}

export function member({ membership, person, organization, viewer }: OneMember, t: T): Message {
	const text = t("membership.one", {
		person: nameOf(person, t),
		name: organization.name,
		role: html(t.dynamic(`membership.role.${membership.role}`)),
		when: html(t.date(membership.since)),
	});
	const lines = [text];
	if (membership.until) lines.push(t("membership.until", { when: html(t.date(membership.until)) }));
	const removable = membership.status === "active" && membership.role === "member";
	const buttons: Button[][] = [];
	if (removable && may(viewer, "member.remove", organization))
		buttons.push([{ label: t.plain("membership.button.remove"), press: press("member.remove", membership.id) }]);
	if (removable && person && organization.state === "approved" && leads(viewer, organization.id))
		buttons.push([
			{ label: t.plain("membership.button.handOverTo"), press: press("director.offer", membership.id, "s") },
		]);
	buttons.push([membersButton(organization, t), homeButton(t)]);
	return { text: lines.join("\n"), buttons };
}

export function membersButton({ id }: Organization, t: T): Button {
	return { label: t.plain("invitations.button.toMembers"), press: press("member.list", id) };
}

export function removeAsk({ membership, person, organization }: OneMember, t: T): Message {
	return {
		text: t("membership.removeAsk", { person: nameOf(person, t), name: organization.name }),
		buttons: [
			[{ label: t.plain("membership.button.yesRemove"), press: press("member.removeYes", membership.id) }],
			[{ label: t.plain("membership.button.no"), press: press("member.open", membership.id) }],
		],
	};
}

export function removed({ person, organization }: PlaceShown & { organization: Organization }, t: T): Message {
	return {
		text: t("membership.removed", { person: nameOf(person, t) }),
		buttons: [[membersButton(organization, t), homeButton(t)]],
	};
}

export function leaveAsk(organization: Organization, t: T): Message {
	return {
		text: t("membership.leaveAsk", { name: organization.name }),
		buttons: [
			[{ label: t.plain("membership.button.yesLeave"), press: press("membership.leaveYes", organization.id) }],
			[{ label: t.plain("membership.button.no"), press: press("member.list", organization.id) }],
		],
	};
}

export function left(organization: Organization, t: T): Message {
	return { text: t("membership.left", { name: organization.name }), buttons: [[homeButton(t)]] };
}

/** What one is told whose place was ended. */
export function toldRemoved({ organization }: { organization: Organization }, t: T): Message {
	return {
		text: t("membership.told.removed", { name: organization.name }),
		buttons: [[{ label: t.plain("home.button.secretariat"), press: press("secretariat.write") }, homeButton(t)]],
	};
}

export function toldLeft({ person, organization }: PlaceShown & { organization: Organization }, t: T): Message {
	return {
		text: t("membership.told.left", { person: nameOf(person, t), name: organization.name }),
		buttons: [[membersButton(organization, t), homeButton(t)]],
	};
}
