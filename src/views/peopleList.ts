/** The register of people as coordinators look through it: a list, one person, barring; and what a barred person sees. */
import type { Membership } from "../domain/membership.ts";
import type { Organization } from "../domain/organization.ts";
import { PEOPLE_GROUPS, type PeopleFilter } from "../domain/peopleRegister.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import { stampOf } from "../kit/stamp.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { shortLabel } from "./organization.ts";
import { PAGE, turns } from "./paging.ts";
import { coordinatorName, roleName, titled } from "./person.ts";

export interface PeopleList {
	list: Person[];
	count: number;
	hasMore: boolean;
	edges: { first?: string; last?: string };
	organization?: Organization;
	organizations: Organization[];
	tooFewDigits?: boolean;
	filter: PeopleFilter;
	/** Counted from 1. */
	page: number;
}

/** Six people, what was asked for, and how to ask for others. */
export function list(shown: PeopleList, t: T): Message {
	const { list, count, hasMore, edges, filter, page, organization, organizations } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map((person, index) => line(person, numberOf(index), t));
	const numbers = list.map((person, index) => ({
		label: t.digits(numberOf(index)),
		press: press("people.open", person.id),
	}));
	const turning = {
		page,
		count,
		hasMore,
		here: press("people.list"),
		to: (way: "after" | "before", to: number) =>
			press("people.turn", way, (way === "after" ? edges.last : edges.first) ?? "", to, stampOf({ ...filter })),
	};
	const title = organization
		? t("people.list.ofOrganization", { name: organization.name, number: counted(count, t) })
		: t("people.list.title", { number: counted(count, t) });
	return {
		text: [
			title,
			...asked(filter, t),
			"",
			...(list.length > 0 ? lines : [nothing(shown, t)]),
			...(organizations.length > 0 ? ["", t("people.list.organizations")] : []),
			"",
			t("people.list.howToSearch"),
		].join("\n"),
		buttons: [
			...(numbers.length > 0 ? [numbers] : []),
			...turns(turning, t),
			...organizations.map(({ id, name }) => [{ label: shortLabel(name), press: press("people.of", id) }]),
			...groupRows(filter, t),
			...(organization
				? [[{ label: t.plain("register.button.backToCard"), press: press("register.open", organization.id) }]]
				: []),
			[homeButton(t)],
		],
	};
}

/** The other groups; after a search or within an organization the way back to everybody. */
function groupRows({ group, words, organizationId }: PeopleFilter, t: T): Button[][] {
	if (words !== undefined || organizationId !== undefined)
		return [[{ label: t.plain("people.button.all"), press: press("people.begin") }]];
	const others = PEOPLE_GROUPS.filter((one) => one !== group);
	return [others.map((one) => ({ label: t.dynamicPlain(`people.button.${one}`), press: press("people.group", one) }))];
}

function asked({ group, words }: PeopleFilter, t: T): string[] {
	const said = [
		...(words === undefined ? [] : [t("people.list.words", { words: words.slice(0, 60) })]),
		...(group === "all" ? [] : [t.dynamic(`people.list.group.${group}`)]),
	];
	return said.length > 0 ? [t("people.list.asked", { asked: html(said.join(" · ")) })] : [];
}

function nothing({ filter, organization, tooFewDigits }: PeopleList, t: T): string {
	if (tooFewDigits) return t("people.list.tooFewDigits");
	if (organization) return t("people.list.nobodyThere");
	if (filter.words !== undefined) return t("people.list.nobodyFound");
	return filter.group === "barred" ? t("people.list.nobodyBarred") : t("people.list.nobody");
}

function line(person: Person, number: number, t: T): string {
	const role = roleName(person, t);
	const facts = [
		...(role === undefined ? [] : [html(role)]),
		...(person.barred ? [html(t("people.list.isBarred"))] : []),
	];
	const name = personName(person, t);
	return facts.length > 0
		? t("people.list.lineFacts", { number, person: name, facts: t.list(facts) })
		: t("people.list.line", { number, person: name });
}

/** By name, or by number while no name is known. */
export function personName(person: Person, t: T): SafeHtml {
	return titled(person, t) ?? html(t("people.user", { userId: String(person.userId) }));
}

export interface PersonCard {
	person: Person;
	places: { membership: Membership; organization: Organization }[];
	barredBy: Person | undefined;
	viewer: Actor;
	/** Not the last admin. */
	mayBeDismissed: boolean;
}

/** One person: how they are reached, what they are, and what the viewer may do. */
export function card(shown: PersonCard, t: T): Message {
	const { person, places } = shown;
	const role = roleName(person, t);
	const lines = [
		t("people.card.name", { person: personName(person, t) }),
		t("people.card.userId", { userId: html(`<code>${person.userId}</code>`) }),
		...(person.phone ? [t("people.card.phone", { phone: html(`<code>${showPhone(person.phone)}</code>`) })] : []),
		...(role === undefined ? [] : [t("people.card.role", { role: html(role) })]),
		...places.map(({ membership, organization }) =>
			t.dynamic(`people.card.${membership.role}`, {
				organization: organization.name,
				since: html(t.shortDate(membership.since)),
			}),
		),
		t("people.card.known", { day: html(t.shortDate(person.consentedAt)) }),
		...(person.unreachableSince ? [t("people.card.unreachable")] : []),
		...barredLines(shown, t),
	];
	return {
		text: lines.join("\n"),
		buttons: [
			...places
				.slice(0, 3)
				.map(({ organization }) => [
					{ label: shortLabel(organization.name), press: press("register.open", organization.id) },
				]),
			...actionRows(shown, t),
			[backToPeople(t), homeButton(t)],
		],
	};
}

function barredLines({ person, barredBy }: PersonCard, t: T): string[] {
	if (!person.barred) return [];
	const by = coordinatorName(barredBy, t);
	const when = html(t.dateTime(person.barred.at));
	return [
		t("people.card.barred", { person: by, when }),
		...(person.barred.reason ? [t("people.card.reason", { words: person.barred.reason })] : []),
	];
}

function actionRows({ person, viewer, mayBeDismissed }: PersonCard, t: T): Button[][] {
	const rows: Button[][] = [];
	if (mayBeDismissed) rows.push([{ label: t.plain("admin.button.dismiss"), press: press("staff.dismiss", person.id) }]);
	else if (may(viewer, "staff.dismiss", person) && person.roles.length === 0 && !person.barred)
		rows.push([{ label: t.plain("people.button.appoint"), press: press("staff.appoint", person.userId) }]);
	if (may(viewer, "person.bar", person) && person.roles.length === 0) {
		rows.push([
			person.barred
				? { label: t.plain("people.button.unbar"), press: press("people.unbar", person.id) }
				: { label: t.plain("people.button.bar"), press: press("people.bar", person.id) },
		]);
	}
	return rows;
}

function backToPeople(t: T): Button {
	return { label: t.plain("people.button.back"), press: press("people.list") };
}

export function unbarAsk(person: Person, t: T): Message {
	return {
		text: t("people.unbarAsk", { person: personName(person, t) }),
		buttons: [
			[{ label: t.plain("people.button.yesUnbar"), press: press("people.unbarYes", person.id) }],
			[{ label: t.plain("people.button.no"), press: press("people.open", person.id) }],
		],
	};
}

/** After the form was sent. */
export function barred(person: Person, t: T): Message {
	return {
		text: t("people.barred", { person: personName(person, t) }),
		buttons: [
			[{ label: t.plain("people.button.open"), press: press("people.open", person.id) }, backToPeople(t)],
			[homeButton(t)],
		],
	};
}

/** What a barred person is told, and sees in place of everything else. */
export function toldBarred(person: Person, t: T): Message {
	const reason = person.barred?.reason;
	return {
		text: [
			t("people.told.barred"),
			...(reason ? [t("people.told.reason", { words: reason })] : []),
			t("people.told.appeal"),
		].join("\n"),
		buttons: [
			[{ label: t.plain("people.button.appeal"), press: press("secretariat.write") }],
			[
				{ label: t.plain("people.button.mydata"), press: press("mydata") },
				{ label: t.plain("people.button.privacy"), press: press("privacy") },
			],
		],
	};
}

export function toldUnbarred(t: T): Message {
	return { text: t("people.told.unbarred"), buttons: [[homeButton(t)]] };
}
