/** How agencies and their liaisons look: the list as admins keep it, one with its people, a dismissal. */
import type { Agency } from "../domain/agency.ts";
import { labelKey } from "../domain/list.ts";
import type { Person } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { deskButton } from "./adminDesk.ts";
import { homeButton } from "./home.ts";
import { nameOf as personName } from "./invitation.ts";
import { PAGE, turns } from "./paging.ts";

export interface AgencyList {
	list: Agency[];
	liaisons: ReadonlyMap<string, number>;
	/** Counted from 1. */
	page: number;
	count: number;
}

export function list({ list: agencies, liaisons, page, count }: AgencyList, t: T): Message {
	const first = (page - 1) * PAGE;
	const lines = agencies.map((agency, index) => {
		const number = first + index + 1;
		if (agency.retiredAt) return t("agencies.lineRetired", { number, name: agency.name[t.language] });
		return t("agencies.line", { number, name: agency.name[t.language], count: liaisons.get(agency.id) ?? 0 });
	});
	const add = { label: t.plain("agencies.button.add"), press: press("agency.add") };
	return {
		text: [t("agencies.title"), "", ...(lines.length > 0 ? lines : [t("agencies.none")])].join("\n"),
		buttons: [
			...(agencies.length > 0
				? [agencies.map(({ id }, index) => ({ label: t.digits(first + index + 1), press: press("agency.open", id) }))]
				: []),
			...turns(
				{
					page,
					count,
					hasMore: count > first + PAGE,
					to: (_way, other) => press("agency.list", other),
					here: press("agency.list", page),
				},
				t,
			),
			[add],
			[deskButton(t), homeButton(t)],
		],
	};
}

function dimensionNames(dimensions: readonly string[], t: T): SafeHtml {
	return t.list(dimensions.map((one) => t.dynamicPlain(labelKey("dimensions", one))));
}

export interface AgencyShown {
	agency: Agency;
	neighbourhoods: string[];
	liaisons: { id: string; person: Person | undefined; since: Date }[];
	former: { person: Person | undefined; since: Date; until: Date }[];
	mayChange: boolean;
}

/** An agency as whoever looks may see it. */
export function card({ agency, neighbourhoods, liaisons, former, mayChange }: AgencyShown, t: T): Message {
	const { id, name, dimensions, phone, retiredAt } = agency;
	const lines = [
		t("agencies.card.title", { name: name[t.language] }),
		t("agencies.card.dimensions", { dimensions: dimensionNames(dimensions, t) }),
		neighbourhoods.length > 0
			? t("agencies.card.neighbourhoods", { names: t.list(neighbourhoods) })
			: t("agencies.card.everywhere"),
	];
	if (phone !== undefined) lines.push(t("agencies.card.phone", { phone: html(`<code>${showPhone(phone)}</code>`) }));
	if (retiredAt) lines.push(t("agencies.card.retired", { day: html(t.date(retiredAt)) }));
	const buttons: Button[][] = [];
	if (mayChange) {
		lines.push("", ...peopleLines(liaisons, former, t));
		if (liaisons.length > 0) {
			buttons.push(
				liaisons
					.slice(0, PAGE)
					.map((one, index) => ({ label: t.digits(index + 1), press: press("agency.liaison", one.id) })),
			);
		}
		if (!retiredAt) {
			buttons.push([
				{ label: t.plain("agencies.button.invite"), press: press("invite.new", id, "a") },
				{ label: t.plain("invitations.button.list"), press: press("invite.listOfAgency", id) },
			]);
		}
		buttons.push([
			{ label: t.plain("agencies.button.change"), press: press("agency.change", id) },
			retiredAt
				? { label: t.plain("agencies.button.restore"), press: press("agency.restore", id) }
				: { label: t.plain("agencies.button.retire"), press: press("agency.retire", id) },
		]);
		buttons.push([{ label: t.plain("agencies.button.all"), press: press("agency.list") }, homeButton(t)]);
	} else buttons.push([homeButton(t)]);
	return { text: lines.join("\n"), buttons };
}

function peopleLines(liaisons: AgencyShown["liaisons"], former: AgencyShown["former"], t: T): string[] {
	if (liaisons.length === 0 && former.length === 0) return [t("agencies.card.noLiaison")];
	return [
		t("agencies.card.liaisons"),
		...(liaisons.length === 0 ? [t("agencies.card.noLiaison")] : []),
		...liaisons.map(({ person, since }, index) =>
			t("agencies.card.liaison", { number: index + 1, person: personName(person, t), day: html(t.date(since)) }),
		),
		...former.map(({ person, since, until }) =>
			t("agencies.card.former", {
				person: personName(person, t),
				from: html(t.date(since)),
				until: html(t.date(until)),
			}),
		),
	];
}

export interface LiaisonShown {
	liaison: { id: string; agencyId: string; since: Date; until?: Date };
	agency: Agency;
	person: Person | undefined;
}

/** One liaison with what may be done about them. */
export function liaison({ liaison: one, agency, person }: LiaisonShown, t: T): Message {
	const lines = [
		t("agencies.liaison.title", { person: personName(person, t), agency: agency.name[t.language] }),
		t("agencies.liaison.since", { day: html(t.date(one.since)) }),
		...(one.until ? [t("agencies.liaison.until", { day: html(t.date(one.until)) })] : []),
	];
	const back = { label: t.plain("invitations.button.toAgency"), press: press("agency.open", agency.id) };
	return {
		text: lines.join("\n"),
		buttons: [
			...(one.until ? [] : [[{ label: t.plain("agencies.button.dismiss"), press: press("agency.dismiss", one.id) }]]),
			[back, homeButton(t)],
		],
	};
}

export function dismissAsk({ liaison: one, agency, person }: LiaisonShown, t: T): Message {
	return {
		text: t("agencies.dismissAsk", { person: personName(person, t), agency: agency.name[t.language] }),
		buttons: [
			[{ label: t.plain("agencies.button.dismissYes"), press: press("agency.dismissYes", one.id) }],
			[{ label: t.plain("agencies.button.no"), press: press("agency.liaison", one.id) }],
		],
	};
}

export function retireAsk(agency: Agency, t: T): Message {
	return {
		text: t("agencies.retireAsk", { name: agency.name[t.language] }),
		buttons: [
			[{ label: t.plain("agencies.button.retireYes"), press: press("agency.retireYes", agency.id) }],
			[{ label: t.plain("agencies.button.no"), press: press("agency.open", agency.id) }],
		],
	};
}

/** After an agency was added or changed: who shall answer for it. */
export function kept(agency: Agency, t: T): Message {
	return {
		text: t("agencies.kept", { name: agency.name[t.language] }),
		buttons: [
			[{ label: t.plain("agencies.button.invite"), press: press("invite.new", agency.id, "a") }],
			[{ label: t.plain("agencies.button.open"), press: press("agency.open", agency.id) }, homeButton(t)],
		],
	};
}

/** What somebody is told who answers for an agency no more. */
export function toldDismissed({ agency, liaison: { until } }: LiaisonShown, t: T): Message {
	return {
		text: t("agencies.told.dismissed", { agency: agency.name[t.language], day: html(until ? t.date(until) : "") }),
		buttons: [[homeButton(t)]],
	};
}
