/** How it is said that an organization may be known already, and two of them side by side. */
import type { Organization } from "../domain/organization.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { fieldList, shortLabel, stateName } from "./organization.ts";

export interface MatchShown {
	organization: Organization;
	by: "registrationNumber" | "nationalId" | "name";
	percent: number;
}

/** One line a match, for the coordinator's card. */
export function matchLines(matches: readonly MatchShown[], t: T): string[] {
	return matches.map(({ organization: { name }, by, percent }) => {
		if (by === "nationalId") return t("membership.duplicate.lineNationalId", { name });
		if (by === "registrationNumber") return t("membership.duplicate.lineNumber", { name });
		return t("membership.duplicate.line", { name, percent });
	});
}

/** The same for somebody who may be about to register what is known. */
export function knownLines(matches: readonly MatchShown[], t: T): string[] {
	return matches.map(({ organization: { name }, by }, index) => {
		const number = index + 1;
		if (by === "nationalId") return t("membership.duplicate.knownByNationalId", { number, name });
		if (by === "registrationNumber") return t("membership.duplicate.knownByNumber", { number, name });
		return t("membership.duplicate.knownByName", { number, name });
	});
}

/** The button of one that may be meant. */
export function matchLabel({ organization: { name } }: MatchShown, t: T, number: number): string {
	return t.plain("membership.duplicate.thisOne", { number, name: shortLabel(name) });
}

export function matchButtons({ id }: Organization, matches: readonly MatchShown[], t: T): Button[][] {
	return matches.map(({ organization }, index) => [
		{
			label:
				matches.length === 1
					? t.plain("membership.button.compare")
					: t.plain("membership.button.compareWith", { number: index + 1 }),
			press: press("organization.compare", id, organization.id),
		},
	]);
}

export interface Comparison {
	organization: Organization;
	other: Organization;
	percent: number;
}

/** What is the same is said once; what differs stands in two lines. */
export function comparison({ organization: a, other: b, percent }: Comparison, t: T): Message {
	const none = html(t("membership.duplicate.nothing"));
	const code = (value: string | undefined) => (value === undefined ? none : html(`<code>${value}</code>`));
	const rows: [label: string, first: SafeHtml | string, second: SafeHtml | string][] = [
		[t("membership.duplicate.state"), html(stateName(a, t)), html(stateName(b, t))],
		[t("organizations.details.registrationNumber"), code(a.registrationNumber), code(b.registrationNumber)],
		[t("organizations.details.nationalId"), code(a.nationalId), code(b.nationalId)],
		[t("organizations.details.foundedYear"), html(t.digits(a.foundedYear)), html(t.digits(b.foundedYear))],
		[t("organizations.details.fields"), fieldList(a, t), fieldList(b, t)],
		[t("organizations.details.director"), a.director.name || none, b.director.name || none],
		[t("membership.duplicate.directorSince"), html(t.shortDate(a.appliedAt)), html(t.shortDate(b.appliedAt))],
	];
	const lines = rows.map(([label, first, second]) =>
		String(first) === String(second)
			? t("membership.duplicate.same", { label: html(label), value: first })
			: t("membership.duplicate.differs", { label: html(label), first, second }),
	);
	return {
		text: [
			t("membership.duplicate.title", { percent }),
			t("membership.duplicate.first", { name: a.name, code: a.code }),
			t("membership.duplicate.second", { name: b.name, code: b.code }),
			"",
			...lines,
		].join("\n"),
		buttons: [
			[{ label: t.plain("coordination.button.back"), press: press("organization.card", a.id, a.round) }, homeButton(t)],
		],
	};
}
