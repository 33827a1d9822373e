/** How an imported organization is claimed: what the claimant is told, the coordinators' card, the list of codes. */
import type { Claim } from "../domain/claim.ts";
import type { Organization } from "../domain/organization.ts";
import type { Person } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { coordinatorName, titled } from "./person.ts";

/** After the form was sent. */
export function sent(
	{ state, organization }: { state: "claimed" | "asked"; organization: Organization },
	t: T,
): Message {
	const { name, id } = organization;
	return state === "claimed"
		? { text: t("claiming.claimed", { name }), buttons: [[organizationButton(id, t)], [homeButton(t)]] }
		: { text: t("claiming.asked", { name }), buttons: [[homeButton(t)]] };
}

/** Found at registration: nobody speaks for it yet. `registrationNumber` is what the person wrote, if it is its own. */
export function known(
	{ organization, registrationNumber }: { organization: Organization; registrationNumber?: string },
	t: T,
): Message {
	const begin = registrationNumber === undefined ? press("claim.begin") : press("claim.begin", registrationNumber);
	return {
		text: t("claiming.known", { name: organization.name }),
		buttons: [[{ label: t.plain("claiming.button.claimThis"), press: begin }], [homeButton(t)]],
	};
}

interface Card {
	claim: Claim;
	organization: Organization;
	decidedBy: Person | undefined;
}

/** Who wishes to speak for which organization; the coordinator compares with what the register says. */
export function card({ claim, organization, decidedBy }: Card, t: T): Message {
	const person = titled(claim.director, t) ?? t.value(claim.director.name);
	const { director } = organization;
	const lines = [
		t("claiming.card.title", { code: organization.code }),
		t("claiming.card.organization", { name: organization.name, number: organization.registrationNumber ?? "—" }),
		t("claiming.card.person", { person, phone: showPhone(claim.director.phone) }),
	];
	// Once approved, the register's director is the claimant.
	if (claim.state !== "approved")
		lines.push(
			director.name === ""
				? t("claiming.card.noDirector")
				: t("claiming.card.register", {
						person: director.name,
						phone: director.phone ? showPhone(director.phone) : "—",
					}),
		);
	if (claim.state !== "waiting") {
		const by = coordinatorName(decidedBy, t);
		lines.push(
			"",
			t.dynamic(`claiming.card.${claim.state}`, {
				person: by,
				when: html(t.dateTime(claim.decidedAt ?? claim.askedAt)),
			}),
		);
		return { text: lines.join("\n"), buttons: [[homeButton(t)]] };
	}
	return {
		text: lines.join("\n"),
		buttons: [
			[
				{ label: t.plain("claiming.button.approve"), press: press("claim.approve", claim.id) },
				{ label: t.plain("claiming.button.reject"), press: press("claim.reject", claim.id) },
			],
		],
	};
}

/** What the claimant is told. */
export function decided({ claim, organization }: Card, t: T): Message {
	const { name, id } = organization;
	return claim.state === "approved"
		? { text: t("claiming.told.approved", { name }), buttons: [[organizationButton(id, t)], [homeButton(t)]] }
		: {
				text: t("claiming.told.rejected", { name }),
				buttons: [[{ label: t.plain("home.button.secretariat"), press: press("secretariat.write") }], [homeButton(t)]],
			};
}

export function codesAsk(t: T): Message {
	return {
		text: t("claiming.codes.ask"),
		buttons: [[{ label: t.plain("claiming.button.codesYes"), press: press("claim.codesYes") }], [homeButton(t)]],
	};
}

export function codesBegun(count: number, t: T): Message {
	return { text: count === 0 ? t("claiming.codes.nobody") : t("claiming.codes.begun"), buttons: [[homeButton(t)]] };
}

export function codeList({ content }: { content: Uint8Array }, t: T): Message {
	return {
		text: t("claiming.codes.list"),
		file: { kind: "document", source: { content, name: `${t.plain("exporting.sheet.codes")}.xlsx` } },
	};
}

function organizationButton(id: string, t: T): Button {
	return { label: t.plain("home.button.organization"), press: press("organization.open", id) };
}
