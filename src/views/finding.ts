/** How what is found looks: the one search with its groups, who does what where, an organization as everybody sees it, requests for contact. */
import type { ContactRequest } from "../domain/contactRequest.ts";
import { labelKey } from "../domain/list.ts";
import type { Organization } from "../domain/organization.ts";
import type { Person } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press, rowsOf } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { nameOf as personName } from "./invitation.ts";
import { turns } from "./paging.ts";

export interface FoundGroup {
	group: string;
	hits: { id: string; name: string | { fa: string; en: string }; beside?: string }[];
	count: number;
	countedTo?: number;
}

/** What a group's buttons open; `staff` opens what only the secretariat sees. */
const OPENS: Record<string, (id: string, staff: boolean) => string> = {
	organizations: (id, staff) => (staff ? press("register.open", id) : press("find.organization", id)),
	people: (id) => press("people.open", id),
	neighbourhoods: (id) => press("neighbourhood.open", id),
	committees: (id) => press("committee.open", id),
	agencies: (id) => press("agency.open", id),
	decisions: (id) => press("decision.open", id),
	reports: (id) => press("report.open", id),
};

/** What to look for. */
export function ask(t: T): Message {
	return { text: t("finding.ask"), buttons: [[whoButton(t)], [homeButton(t)]] };
}

function whoButton(t: T): Button {
	return { label: t.plain("finding.button.who"), press: press("find.who") };
}

export interface FoundShown {
	words: string;
	groups: FoundGroup[];
	/** Whether it is the secretariat that looks. */
	staff: boolean;
}

/** The groups one under another, numbered throughout; a button a thing. */
export function found({ words, groups, staff }: FoundShown, t: T): Message {
	if (groups.length === 0) return { text: t("finding.nothing", { words }), buttons: [[whoButton(t)], [homeButton(t)]] };
	const lines = [t("finding.title", { words })];
	const buttons: Button[] = [];
	for (const { group, hits, count, countedTo } of groups) {
		lines.push(
			"",
			t("finding.heading", { group: html(t.dynamic(`finding.group.${group}`)), number: counted(count, t, countedTo) }),
		);
		for (const { id, name, beside } of hits) {
			const number = buttons.length + 1;
			const called = typeof name === "string" ? name : name[t.language];
			lines.push(
				beside === undefined
					? t("finding.hit", { number, name: called })
					: t("finding.hitBeside", { number, name: called, beside }),
			);
			buttons.push({ label: t.digits(number), press: OPENS[group]?.(id, staff) ?? press("find.open") });
		}
		if (count > hits.length) lines.push(t("finding.more"));
	}
	return { text: lines.join("\n"), buttons: [...rowsOf(buttons, 6), [whoButton(t)], [homeButton(t)]] };
}

/** Any field or neighbourhood, as a button carries it. */
export const ANY = "-";

/** First the field: its place in the list, for a button holds 64 bytes. */
export function chooseField(fields: readonly { value: string; index: number }[], t: T): Message {
	const buttons = fields.map(({ value, index }) => ({
		label: t.dynamicPlain(labelKey("fields", value)),
		press: press("find.where", index, 1),
	}));
	return {
		text: t("finding.chooseField"),
		buttons: [
			[{ label: t.plain("finding.button.anyField"), press: press("find.where", ANY, 1) }],
			...rowsOf(buttons, 2),
			[homeButton(t)],
		],
	};
}

export interface PlacesShown {
	/** The place of the field in its list, or any. */
	field: string;
	fieldName: string | undefined;
	list: { id: string; name: string }[];
	/** Counted from 1. */
	page: number;
	count: number;
	perPage: number;
}

export function choosePlace({ field, fieldName, list, page, count, perPage }: PlacesShown, t: T): Message {
	return {
		text: [
			...(fieldName === undefined ? [] : [t("finding.field", { field: fieldName })]),
			t("finding.choosePlace"),
		].join("\n"),
		buttons: [
			[{ label: t.plain("finding.button.anyPlace"), press: press("find.go", field, ANY) }],
			...rowsOf(
				list.map(({ id, name }) => ({ label: name, press: press("find.go", field, id) })),
				2,
			),
			...turns(
				{
					page,
					count,
					hasMore: count > page * perPage,
					to: (_way, other) => press("find.where", field, other),
					here: press("find.where", field, page),
				},
				t,
			),
			[homeButton(t)],
		],
	};
}

export interface WhoShown {
	/** As buttons carry it. */
	field: string;
	fieldName: string | undefined;
	neighbourhoodId: string;
	neighbourhood: string | undefined;
	list: Organization[];
	page: number;
	count: number;
	hasMore: boolean;
}

export function who(shown: WhoShown, t: T): Message {
	const { field, fieldName, neighbourhoodId, neighbourhood, list, page, count, hasMore } = shown;
	const heading = t("finding.who.title", {
		field: fieldName ?? t.plain("finding.button.anyField"),
		place: neighbourhood ?? t.plain("finding.button.anyPlace"),
	});
	const again = [whoButton(t), homeButton(t)];
	if (list.length === 0) return { text: [heading, "", t("finding.who.none")].join("\n"), buttons: [again] };
	const number = (index: number) => (page - 1) * 6 + index + 1;
	const lines = list.map((one, index) =>
		t("finding.who.line", { number: number(index), name: one.name, fields: fieldsOf(one, t) }),
	);
	return {
		text: [heading, t("finding.who.count", { number: counted(count, t) }), "", ...lines].join("\n"),
		buttons: [
			list.map(({ id }, index) => ({ label: t.digits(number(index)), press: press("find.organization", id) })),
			...turns(
				{
					page,
					count,
					hasMore,
					to: (way, other) => {
						const edge = (way === "after" ? list.at(-1) : list[0])?.id ?? "";
						return press("find.go", field, neighbourhoodId, way === "after" ? "a" : "b", edge, other);
					},
					here: press("find.go", field, neighbourhoodId),
				},
				t,
			),
			again,
		],
	};
}

function fieldsOf({ fields }: Organization, t: T): SafeHtml {
	return t.list(fields.map((field) => t.dynamicPlain(labelKey("fields", field))));
}

export interface OrganizationShown {
	organization: Organization;
	neighbourhoods: string[];
	contact: { phone: string } | { telegram: Person } | undefined;
	ask: "possible" | "waiting" | "own" | "nobody";
}

/** An approved organization as everybody may see it: what it does, where, and the contact it chose to publish. */
export function organization(
	{ organization: one, neighbourhoods, contact, ask: asking }: OrganizationShown,
	t: T,
): Message {
	const lines = [
		t("finding.card.title", { name: one.name, code: html(`<code>${one.code}</code>`) }),
		t("finding.card.fields", { fields: fieldsOf(one, t) }),
		...(neighbourhoods.length > 0 ? [t("finding.card.neighbourhoods", { names: t.list(neighbourhoods) })] : []),
		t("finding.card.about", { about: one.about }),
		"",
	];
	const buttons: Button[][] = [];
	if (contact && "phone" in contact)
		lines.push(t("finding.card.phone", { phone: html(`<code>${showPhone(contact.phone)}</code>`) }));
	else if (contact) lines.push(t("finding.card.telegram", { person: mention(contact.telegram, t) }));
	else if (asking === "waiting") lines.push(t("finding.card.waiting"));
	else if (asking === "nobody") lines.push(t("finding.card.nobody"));
	else if (asking === "possible") {
		lines.push(t("finding.card.private"));
		buttons.push([{ label: t.plain("finding.button.contact"), press: press("contact.ask", one.id) }]);
	}
	buttons.push([whoButton(t), homeButton(t)]);
	return { text: lines.join("\n"), buttons };
}

/** A name that opens the person's chat. */
function mention(person: Person, t: T): SafeHtml {
	return html(`<a href="tg://user?id=${person.userId}">${personName(person, t).markup}</a>`);
}

export interface ContactShown {
	request: ContactRequest;
	organization: Organization;
	asker: Person | undefined;
	director: Person | undefined;
}

/** After it was asked. */
export function contactAsked({ organization: { name } }: ContactShown, t: T): Message {
	return { text: t("finding.contact.sent", { name }), buttons: [[homeButton(t)]] };
}

/** What the director sees: who asks, what about, and how it was answered. */
export function contactCard({ request, organization: one, asker }: ContactShown, t: T): Message {
	const lines = [
		t("finding.contact.asked", { person: personName(asker, t), name: one.name }),
		t("finding.contact.about", { about: request.about }),
	];
	if (request.state === "waiting") {
		lines.push(t("finding.contact.what"));
		return {
			text: lines.join("\n"),
			buttons: [
				[
					{ label: t.plain("finding.button.accept"), press: press("contact.accept", request.id) },
					{ label: t.plain("finding.button.decline"), press: press("contact.decline", request.id) },
				],
				[homeButton(t)],
			],
		};
	}
	lines.push(
		request.state === "accepted" && asker
			? t("finding.contact.accepted", { person: mention(asker, t) })
			: t("finding.contact.declined"),
	);
	return { text: lines.join("\n"), buttons: [[homeButton(t)]] };
}

/** What the one who asked is told. */
export function contactAnswered({ request, organization: one, director }: ContactShown, t: T): Message {
	const text =
		request.state === "accepted" && director
			? t("finding.contact.told.accepted", { name: one.name, person: mention(director, t) })
			: t("finding.contact.told.declined", { name: one.name });
	return { text, buttons: [[homeButton(t)]] };
}
