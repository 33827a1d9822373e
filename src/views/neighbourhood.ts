/** How neighbourhoods and the offices in them look: the list as admins keep it, one of them, its facilitation office. */
import type { FacilitationOffice, Neighbourhood } from "../domain/neighbourhood.ts";
import { showPhone } from "../domain/phones.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { deskButton } from "./adminDesk.ts";
import { homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";

export interface NeighbourhoodList {
	list: Neighbourhood[];
	/** Counted from 1. */
	page: number;
	count: number;
	query: string;
}

export function list({ list: neighbourhoods, page, count, query }: NeighbourhoodList, t: T): Message {
	const first = (page - 1) * PAGE;
	const lines = neighbourhoods.map((one, index) => {
		const values = { number: first + index + 1, name: one.name, city: one.city };
		return one.retiredAt ? t("neighbourhoods.lineRetired", values) : t("neighbourhoods.line", values);
	});
	const heading = query === "" ? t("neighbourhoods.title", { count }) : t("neighbourhoods.found", { query, count });
	return {
		text: [heading, "", ...(lines.length > 0 ? lines : [t("neighbourhoods.none")])].join("\n"),
		buttons: [
			...(neighbourhoods.length > 0
				? [
						neighbourhoods.map(({ id }, index) => ({
							label: t.digits(first + index + 1),
							press: press("neighbourhood.open", id),
						})),
					]
				: []),
			...turns(
				{
					page,
					count,
					hasMore: count > first + PAGE,
					to: (_way, other) => press("neighbourhood.list", other),
					here: press("neighbourhood.list", page),
				},
				t,
			),
			...(query === "" ? [] : [[{ label: t.plain("neighbourhoods.button.all"), press: press("neighbourhood.list") }]]),
			[
				{ label: t.plain("neighbourhoods.button.add"), press: press("neighbourhood.add") },
				{ label: t.plain("neighbourhoods.button.sheet"), press: press("neighbourhood.sheet") },
			],
			[deskButton(t), homeButton(t)],
		],
	};
}

/** The office that stands in a neighbourhood, a line each for what is known. */
function officeLines(office: FacilitationOffice, t: T): string[] {
	const { name, address, hours, phone, facilitator } = office;
	return [
		t("neighbourhoods.office.name", { name }),
		...(address === undefined ? [] : [t("neighbourhoods.office.address", { address })]),
		...(hours === undefined ? [] : [t("neighbourhoods.office.hours", { hours })]),
		...(phone === undefined
			? []
			: [t("neighbourhoods.office.phone", { phone: html(`<code>${showPhone(phone)}</code>`) })]),
		...(facilitator === undefined ? [] : [t("neighbourhoods.office.facilitator", { facilitator })]),
	];
}

export interface NeighbourhoodShown {
	neighbourhood: Neighbourhood;
	office: FacilitationOffice | undefined;
	mayChange: boolean;
}

export function card({ neighbourhood, office, mayChange }: NeighbourhoodShown, t: T): Message {
	const { id, name, city, otherNames, isMarginalised, population, centre, outline, retiredAt } = neighbourhood;
	const lines = [t("neighbourhoods.card.title", { name, city })];
	if (otherNames.length > 0) lines.push(t("neighbourhoods.card.otherNames", { names: t.list(otherNames) }));
	if (isMarginalised) lines.push(t("neighbourhoods.card.marginalised"));
	if (population !== undefined) lines.push(t("neighbourhoods.card.population", { population }));
	if (retiredAt) lines.push(t("neighbourhoods.card.retired", { day: html(t.date(retiredAt)) }));
	if (mayChange) {
		if (!centre) lines.push(t("neighbourhoods.card.noCentre"));
		else if (neighbourhood.isCentreRough) lines.push(t("neighbourhoods.card.roughCentre"));
		lines.push(t(outline ? "neighbourhoods.card.outlined" : "neighbourhoods.card.noOutline"));
	}
	lines.push("", ...(office ? officeLines(office, t) : [t("neighbourhoods.office.none")]));
	const buttons: Button[][] = [
		[{ label: t.plain("finding.button.whoWorksHere"), press: press("find.place", id) }],
		[{ label: t.plain("neighbourhoods.button.map"), press: press("neighbourhood.map", id) }],
	];
	if (mayChange) {
		buttons.push([
			{ label: t.plain("neighbourhoods.button.change"), press: press("neighbourhood.change", id) },
			{ label: t.plain("neighbourhoods.button.office"), press: press("neighbourhood.office", id) },
		]);
		buttons.push([
			retiredAt
				? { label: t.plain("neighbourhoods.button.restore"), press: press("neighbourhood.restore", id) }
				: { label: t.plain("neighbourhoods.button.retire"), press: press("neighbourhood.retire", id) },
			{ label: t.plain("neighbourhoods.button.all"), press: press("neighbourhood.list") },
		]);
	}
	buttons.push([homeButton(t)]);
	return { text: lines.join("\n"), buttons };
}

export function retireAsk({ id, name }: Neighbourhood, t: T): Message {
	return {
		text: t("neighbourhoods.retireAsk", { name }),
		buttons: [
			[{ label: t.plain("neighbourhoods.button.retireYes"), press: press("neighbourhood.retireYes", id) }],
			[{ label: t.plain("neighbourhoods.button.no"), press: press("neighbourhood.open", id) }],
		],
	};
}

export function kept({ id, name }: Neighbourhood, t: T): Message {
	return {
		text: t("neighbourhoods.kept", { name }),
		buttons: [
			[
				{ label: t.plain("neighbourhoods.button.open"), press: press("neighbourhood.open", id) },
				{ label: t.plain("neighbourhoods.button.all"), press: press("neighbourhood.list") },
			],
			[homeButton(t)],
		],
	};
}
