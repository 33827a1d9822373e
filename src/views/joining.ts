/** How joining an organization looks: to whoever asks, and to whoever answers. */
import type { JoinRequest } from "../domain/joinRequest.ts";
import type { Organization } from "../domain/organization.ts";
import { leads, may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { nameOf } from "./invitation.ts";
import { membersButton } from "./membership.ts";
import { fieldList } from "./organization.ts";
import { PAGE, turns } from "./paging.ts";
import { coordinatorName } from "./person.ts";

/** An organization as everybody may see it, to be joined. */
export function joinable(organization: Organization, t: T): Message {
	return {
		text: t("membership.joinable", { name: organization.name, fields: fieldList(organization, t) }),
		buttons: [
			[{ label: t.plain("membership.button.ask"), press: press("join.ask", organization.id) }],
			[{ label: t.plain("membership.button.findAnother"), press: press("join.find") }, homeButton(t)],
		],
	};
}

/** Found at registration: one's own is opened, another's may be joined. */
export function knownAlready({ organization, own }: { organization: Organization; own: boolean }, t: T): Message {
	if (!own) return joinable(organization, t);
	return {
		text: t("membership.yoursAlready", { name: organization.name }),
		buttons: [
			[{ label: t.plain("home.button.status"), press: press("organization.open", organization.id) }, homeButton(t)],
		],
	};
}

export function joinRefused(reason: string, t: T): Message {
	return {
		text: t.dynamic(`membership.refusal.${reason}`),
		buttons: [[{ label: t.plain("membership.button.find"), press: press("join.find") }], [homeButton(t)]],
	};
}

/** Shown to whoever asked to join, at once and whenever they look. */
export function asked({ request, organization }: { request: JoinRequest; organization: Organization }, t: T): Message {
	const whom = t(`membership.asked.${request.decides}`);
	return {
		text: `${t("membership.asked.sent", { name: organization.name })}\n${whom}`,
		buttons: [
			[{ label: t.plain("membership.button.withdraw"), press: press("join.withdraw", request.id) }],
			[homeButton(t)],
		],
	};
}

export function declineSent(t: T): Message {
	return {
		text: t("membership.declineSent"),
		buttons: [[{ label: t.plain("membership.button.requests"), press: press("join.list") }, homeButton(t)]],
	};
}

export function withdrawn(t: T): Message {
	return { text: t("membership.withdrawn"), buttons: [[homeButton(t)]] };
}

export interface RequestCard {
	request: JoinRequest;
	organization: Organization;
	person: Person | undefined;
	decidedBy: Person | undefined;
	hasDirector: boolean;
	viewer: Actor;
}

/** A request to join: for whoever decides with its buttons, for others as news; afterwards with what was decided. */
export function requestCard(shown: RequestCard, t: T): Message {
	const { request, organization, hasDirector, viewer } = shown;
	const lines = [
		t("membership.card.title", { name: organization.name }),
		t("membership.card.person", { person: nameOf(shown.person, t), when: html(t.dateTime(request.askedAt)) }),
	];
	if (request.words !== undefined) lines.push(t("membership.card.words", { words: request.words }));
	const leader = leads(viewer, organization.id);
	const decides = leader || (!hasDirector && may(viewer, "joinRequest.decide", organization));
	if (request.state !== "waiting") lines.push("", ...decision(shown, t));
	else if (!decides) lines.push("", t("membership.card.directorDecides"));
	else if (!leader) lines.push("", t("membership.card.noDirector"));
	const buttons: Button[][] = [];
	if (request.state === "waiting" && decides) {
		buttons.push([{ label: t.plain("membership.button.approve"), press: press("join.approve", request.id) }]);
		if (!hasDirector)
			buttons.push([
				{ label: t.plain("membership.button.approveDirector"), press: press("join.approveDirector", request.id) },
			]);
		buttons.push([{ label: t.plain("membership.button.decline"), press: press("join.decline", request.id) }]);
	}
	buttons.push([membersButton(organization, t), homeButton(t)]);
	return { text: lines.join("\n"), buttons };
}

function decision({ request, decidedBy }: RequestCard, t: T): string[] {
	const when = html(t.dateTime(request.decidedAt ?? request.askedAt));
	if (request.state === "withdrawn") return [t("membership.card.withdrawn", { when })];
	const person = coordinatorName(decidedBy, t);
	if (request.state === "declined")
		return [
			t("membership.card.declined", { person, when }),
			t("membership.card.reason", { words: request.reason ?? "" }),
		];
	return [
		request.role === "director"
			? t("membership.card.approvedDirector", { person, when })
			: t("membership.card.approved", { person, when }),
	];
}

export interface RequestList {
	list: { request: JoinRequest; organization: Organization | undefined; person: Person | undefined }[];
	count: number;
	hasMore: boolean;
	/** From 1. */
	page?: number;
}

export function requests({ list, count, hasMore, page = 1 }: RequestList, t: T): Message {
	if (list.length === 0) return { text: t("membership.requests.none"), buttons: [[homeButton(t)]] };
	const lines = list.map(({ request, organization, person }, index) =>
		t("membership.requests.line", {
			number: (page - 1) * PAGE + index + 1,
			person: nameOf(person, t),
			name: organization?.name ?? "",
			when: html(t.shortDate(request.askedAt)),
		}),
	);
	const turning = {
		page,
		count,
		hasMore,
		here: press("join.list"),
		to: (way: "after" | "before", to: number) =>
			press("join.list", way, (way === "after" ? list.at(-1) : list[0])?.request.id ?? "", to),
	};
	return {
		text: [t("membership.requests.title", { number: counted(count, t) }), "", ...lines].join("\n"),
		buttons: [
			list.map(({ request }, index) => ({
				label: t.digits((page - 1) * PAGE + index + 1),
				press: press("join.card", request.id),
			})),
			...turns(turning, t),
			[homeButton(t)],
		],
	};
}

/** What whoever asked is told. */
export function toldDecided(
	{ request, organization }: { request: JoinRequest; organization: Organization },
	t: T,
): Message {
	const { name } = organization;
	if (request.state === "declined") {
		return {
			text: t("membership.told.declined", { name, words: request.reason ?? "" }),
			buttons: [[{ label: t.plain("home.button.secretariat"), press: press("secretariat.write") }, homeButton(t)]],
		};
	}
	return {
		text: request.role === "director" ? t("membership.told.director", { name }) : t("membership.told.member", { name }),
		buttons: [
			[
				{ label: t.plain("home.button.organization"), press: press("organization.open", organization.id) },
				homeButton(t),
			],
		],
	};
}
