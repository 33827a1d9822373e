/** The register of organizations as coordinators look through it: a list with what was asked for, filters, one organization. */
import { lastStep, type Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import { freshAt, type RegisterFilter } from "../domain/register.ts";
import { stampOf } from "../kit/stamp.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { type FilterValues, filterValues } from "./filterValues.ts";
import { counted, homeButton } from "./home.ts";
import { expiry, fieldList, headline, stateName } from "./organization.ts";
import { PAGE, turns } from "./paging.ts";
import { coordinatorName, titled } from "./person.ts";
import { trustButton } from "./reportSettings.ts";

export interface RegisterList {
	list: Organization[];
	count: number;
	hasMore: boolean;
	/** The name of the neighbourhood that is asked for. */
	neighbourhood?: string;
	filter: RegisterFilter;
	/** Counted from 1. */
	page: number;
	now: Date;
}

/** Six organizations, what was asked for, and how to ask for others. */
export function list(shown: RegisterList, t: T): Message {
	const { list, count, hasMore, filter, page, now } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map((one, index) =>
		[
			t("register.line", { number: numberOf(index), name: one.name, code: one.code }),
			lineFacts(one, filter, now, t),
		].join("\n"),
	);
	const numbers = list.map((one, index) => ({
		label: t.digits(numberOf(index)),
		press: press("register.open", one.id),
	}));
	const turning = {
		page,
		count,
		hasMore,
		here: press("register.list"),
		to: (way: "after" | "before", to: number) =>
			press("register.turn", way, (way === "after" ? list.at(-1) : list[0])?.id ?? "", to, stampOf({ ...filter })),
	};
	return {
		text: [
			t("register.title", { number: counted(count, t) }),
			chips(filter, shown.neighbourhood, t),
			"",
			...(list.length > 0 ? lines : [nothing(filter, t)]),
			"",
			t("register.howToSearch"),
		].join("\n"),
		buttons: [
			...(numbers.length > 0 ? [numbers] : []),
			...turns(turning, t),
			[{ label: t.plain("register.button.filters"), press: press("register.filters") }, ...clearButtons(filter, t)],
			[homeButton(t)],
		],
	};
}

function clearButtons(filter: RegisterFilter, t: T): Button[] {
	if (filter.words) return [{ label: t.plain("register.button.clearWords"), press: press("register.clear", "words") }];
	return isFiltered(filter)
		? [{ label: t.plain("register.button.clearAll"), press: press("register.clear", "all") }]
		: [];
}

function isFiltered({ states, ...rest }: RegisterFilter): boolean {
	return states !== "registered" || Object.values(rest).some((value) => value !== undefined);
}

function nothing(filter: RegisterFilter, t: T): string {
	return isFiltered(filter) ? t("register.nothingFound") : t("register.empty");
}

/** What else a line says: always the fields, and what the filter is about. */
function lineFacts(one: Organization, filter: RegisterFilter, now: Date, t: T): string {
	const facts: SafeHtml[] = [fieldList({ ...one, fields: one.fields.slice(0, 3) }, t)];
	if (one.state !== "approved") facts.push(html(stateName(one, t)));
	if (filter.license) facts.push(html(t("register.licenseFact", { license: html(expiry(one, now, t)) })));
	if (filter.stale) facts.push(html(t("register.freshFact", { day: html(t.shortDate(freshAt(one))) })));
	return t("register.lineFacts", {
		facts: html(
			facts
				.map(({ markup }) => markup)
				.filter(Boolean)
				.join(" · "),
		),
	});
}

/** What was asked for, in one line. */
function chips(filter: RegisterFilter, neighbourhood: string | undefined, t: T): string {
	const said = [t.dynamic(`register.states.${filter.states}`)];
	if (filter.words) said.push(t("register.chip.words", { words: filter.words.slice(0, 60) }));
	if (filter.field) said.push(t("register.chip.field", { field: html(fieldName(filter.field, t)) }));
	if (filter.neighbourhoodId) said.push(t("register.chip.neighbourhood", { neighbourhood: neighbourhood ?? "؟" }));
	if (filter.license) said.push(t.dynamic(`register.license.${filter.license}`));
	if (filter.stale) said.push(t("register.stale"));
	return t("register.asked", { asked: html(said.join(" · ")) });
}

function fieldName(field: string, t: T): string {
	return t.dynamic(`organizations.choice.fields.${field}`);
}

export const DIMENSIONS = ["states", "field", "neighbourhood", "license", "stale"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What may be asked for, one button each. */
export function filters({ filter, neighbourhood }: { filter: RegisterFilter; neighbourhood?: string }, t: T): Message {
	const to = (dimension: Dimension): Button => ({
		label: t.dynamicPlain(`register.button.${dimension}`),
		press: press("register.filter", dimension),
	});
	return {
		text: [t("register.filters"), chips(filter, neighbourhood, t)].join("\n"),
		buttons: [
			[to("states"), to("field")],
			[to("neighbourhood"), to("license")],
			[to("stale")],
			...(isFiltered(filter)
				? [[{ label: t.plain("register.button.clearAll"), press: press("register.clear", "all") }]]
				: []),
			[backToList(t), homeButton(t)],
		],
	};
}

/** The values of one thing that may be asked for; the one that is asked for has a mark. */
export function options(shown: FilterValues<Dimension>, t: T): Message {
	const { dimension } = shown;
	const text = t.dynamic(`register.choose.${dimension}`);
	return filterValues(shown, { text, feature: "register", always: dimension === "states" }, t);
}

function backToList(t: T): Button {
	return { label: t.plain("register.button.back"), press: press("register.list") };
}

export interface RegisterCard {
	organization: Organization;
	neighbourhoods: string[];
	members: number;
	suspendedBy: Person | undefined;
	viewer: Actor;
	now: Date;
}

/** One organization as the register has it, with what a coordinator may do. */
export function card(shown: RegisterCard, t: T): Message {
	const { organization, neighbourhoods, members, now } = shown;
	const { id, state } = organization;
	const lines = [
		headline(organization, t),
		t("register.card.state", { state: html(stateName(organization, t)) }),
		...suspension(shown, t),
		t("register.card.fields", { fields: fieldList(organization, t) }),
		...(neighbourhoods.length > 0
			? [t("register.card.neighbourhoods", { neighbourhoods: t.list(neighbourhoods.slice(0, 12)) })]
			: []),
		...(organization.registrationNumber === undefined
			? []
			: [t("register.card.license", { license: html(expiry(organization, now, t)) })]),
		t("register.card.fresh", { day: html(t.shortDate(freshAt(organization))) }),
		t("register.card.members", { number: counted(members, t) }),
	];
	const button = (key: string, name: string): Button => ({
		label: t.dynamicPlain(`register.button.${key}`),
		press: press(name, id),
	});
	const waits = state === "waiting";
	return {
		text: lines.join("\n"),
		buttons: [
			...(waits
				? [
						[
							{
								label: t.plain("register.button.application"),
								press: press("organization.card", id, organization.round),
							},
						],
					]
				: []),
			[button("contact", "register.contact"), button("members", "people.of")],
			[
				button("details", "register.details"),
				...(organization.licenseFile ? [button("license", "organization.license")] : []),
				button("history", "register.history"),
			],
			...(state === "approved" || state === "suspended"
				? [[{ label: t.plain("profile.button.profile"), press: press("profile.open", id) }]]
				: []),
			...decisionRow(shown, t),
			[backToList(t), homeButton(t)],
		],
	};
}

function suspension({ organization, suspendedBy }: RegisterCard, t: T): string[] {
	const last = lastStep(organization);
	if (organization.state !== "suspended" || !last) return [];
	const person = coordinatorName(suspendedBy, t);
	return [t("register.card.suspended", { person, when: html(t.dateTime(last.at)), words: last.words ?? "" })];
}

function decisionRow({ organization, viewer }: RegisterCard, t: T): Button[][] {
	if (!may(viewer, "organization.suspend", organization)) return [];
	if (organization.state === "approved")
		return [
			[{ label: t.plain("register.button.suspend"), press: press("register.suspend", organization.id) }],
			[trustButton(organization, t)],
		];
	if (organization.state === "suspended")
		return [[{ label: t.plain("register.button.restore"), press: press("register.restore", organization.id) }]];
	return [];
}

export function backToCard(organizationId: string, t: T): Button {
	return { label: t.plain("register.button.backToCard"), press: press("register.open", organizationId) };
}

/** How the organization is reached: whoever speaks for it, and their number. */
export function contact(
	{ organization, director }: { organization: Organization; director: Person | undefined },
	t: T,
): Message {
	const told = organization.director;
	const lines = [headline(organization, t)];
	const toldName = titled(told, t);
	if (toldName)
		lines.push(t("register.contact.told", { person: toldName, phone: html(`<code>${showPhone(told.phone)}</code>`) }));
	const now = director && titled(director, t);
	if (director?.phone && director.phone !== told.phone)
		lines.push(
			t("register.contact.now", {
				person: now ?? html(t("people.unnamed")),
				phone: html(`<code>${showPhone(director.phone)}</code>`),
			}),
		);
	if (!director) lines.push(t("register.contact.nobody"));
	if (director?.unreachableSince) lines.push(t("register.contact.unreachable"));
	const open = director
		? [[{ label: t.plain("register.button.director"), press: press("people.open", director.id) }]]
		: [];
	return { text: lines.join("\n"), buttons: [...open, [backToCard(organization.id, t), homeButton(t)]] };
}

export interface History {
	organization: Organization;
	steps: Organization["steps"];
	directors: { personId: string; since: Date; until?: Date }[];
	people: ReadonlyMap<string, Person>;
}

/** What was decided about it and who spoke for it, the newest first. */
export function history({ organization, steps, directors, people }: History, t: T): Message {
	const nameOf = (id: string, unknown: string) => {
		const person = people.get(id);
		return (person && titled(person, t)) ?? html(unknown);
	};
	const lines = [headline(organization, t), "", t("register.history.decisions")];
	for (const { event, at, byId, words } of steps) {
		const person = nameOf(byId, t("register.history.somebody"));
		lines.push(t.dynamic(`register.history.${event}`, { person, when: html(t.shortDate(at)) }));
		if (words)
			lines.push(t("register.history.words", { words: words.length > 150 ? `${words.slice(0, 149)}…` : words }));
	}
	if (directors.length > 0) lines.push("", t("register.history.directors"));
	for (const { personId, since, until } of directors) {
		const person = nameOf(personId, t("people.unnamed"));
		lines.push(
			until
				? t("register.history.term", { person, since: html(t.shortDate(since)), until: html(t.shortDate(until)) })
				: t("register.history.termNow", { person, since: html(t.shortDate(since)) }),
		);
	}
	return { text: lines.join("\n"), buttons: [[backToCard(organization.id, t), homeButton(t)]] };
}

export function restoreAsk(organization: Organization, t: T): Message {
	return {
		text: t("register.restoreAsk", { name: organization.name }),
		buttons: [
			[{ label: t.plain("register.button.yesRestore"), press: press("register.restoreYes", organization.id) }],
			[{ label: t.plain("register.button.no"), press: press("register.open", organization.id) }],
		],
	};
}

/** After the form was sent. */
export function suspended(organization: Organization, t: T): Message {
	return {
		text: t("register.suspended", { name: organization.name }),
		buttons: [[backToCard(organization.id, t), backToList(t)], [homeButton(t)]],
	};
}

/** What the director is told. */
export function toldSuspended({ organization, words }: { organization: Organization; words: string }, t: T): Message {
	return {
		text: t("register.told.suspended", { name: organization.name, words }),
		buttons: [[{ label: t.plain("home.button.secretariat"), press: press("secretariat.write") }], [homeButton(t)]],
	};
}

export function toldRestored({ organization }: { organization: Organization }, t: T): Message {
	return { text: t("register.told.restored", { name: organization.name }), buttons: [[homeButton(t)]] };
}
