/** How a person sees what Dabir knows of them: language, name, the organization they act for, what is muted, and the way to be forgotten. */
import type { MuteGroup } from "../domain/mutes.ts";
import type { Organization } from "../domain/organization.ts";
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { LANGUAGE_CODES, LANGUAGES } from "../texts/languages.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { shortLabel } from "./organization.ts";
import { titled } from "./person.ts";

export interface SettingsShown {
	person: Person;
	/** The organization they act for, where they belong to several. */
	actsFor?: Organization;
	muted: number;
	/** A private calendar can be read from outside. */
	calendar?: boolean;
}

export function settings({ person, actsFor, muted, calendar }: SettingsShown, t: T): Message {
	const name = titled(person, t);
	return {
		text: [
			t("settings.title"),
			t("settings.language", { language: html(t("settings.languageName")) }),
			name ? t("settings.name", { name }) : t("settings.nameNone"),
			...(actsFor ? [t("settings.actingFor", { name: actsFor.name })] : []),
			muted > 0 ? t("settings.mutedSome", { number: muted }) : t("settings.mutedNone"),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("settings.button.language"), press: press("language") },
				{ label: t.plain("settings.button.introduce"), press: press("settings.introduce") },
			],
			...(actsFor ? [[{ label: t.plain("settings.button.actFor"), press: press("settings.actFor") }]] : []),
			[
				{ label: t.plain("settings.button.mutes"), press: press("settings.mutes") },
				{ label: t.plain("digests.button.open"), press: press("digest.settings") },
			],
			[{ label: t.plain("settings.button.mydata"), press: press("mydata") }],
			...(calendar ? [[{ label: t.plain("meetings.button.feed"), press: press("calendar.feed") }]] : []),
			[
				{ label: t.plain("settings.button.privacy"), press: press("privacy") },
				{ label: t.plain("settings.button.forget"), press: press("settings.forget") },
			],
			[homeButton(t)],
		],
	};
}

/** The organizations one may act for; the present one is marked in words. */
export function actFor(
	{ organizations, chosenId }: { organizations: Organization[]; chosenId?: string },
	t: T,
): Message {
	if (organizations.length === 0) return { text: t("settings.actFor.none"), buttons: [[homeButton(t)]] };
	return {
		text: t("settings.actFor.ask"),
		buttons: [
			...organizations
				.slice(0, MOST)
				.map(({ id, name }) => [
					{ label: `${id === chosenId ? "☑︎ " : ""}${shortLabel(name)}`, press: press("settings.actForOne", id) },
				]),
			[backButton(t), homeButton(t)],
		],
	};
}

/** More organizations than this nobody acts for. */
const MOST = 20;

/** What may be muted, each with the button that turns it the other way. */
export function mutes({ groups, muted }: { groups: MuteGroup[]; muted: readonly string[] }, t: T): Message {
	return {
		text: t("settings.mutes.text"),
		buttons: [
			...groups.map((group) => {
				const isMuted = muted.includes(group);
				return [
					{
						label: `${isMuted ? "☐" : "☑︎"} ${t.dynamicPlain(`settings.mute.${group}`)}`,
						press: press("settings.mute", group, isMuted ? "hear" : "mute"),
					},
				];
			}),
			[backButton(t), homeButton(t)],
		],
	};
}

function backButton(t: T): Button {
	return { label: t.plain("settings.button.back"), press: press("settings") };
}

/** Each language under its own name. */
export function languages(t: T): Message {
	return {
		text: t("settings.chooseLanguage"),
		buttons: [
			LANGUAGE_CODES.map((code) => ({ label: LANGUAGES[code].name, press: press("language", code) })),
			[homeButton(t)],
		],
	};
}

export function introduced(person: Person, t: T): Message {
	const name = titled(person, t) ?? html("");
	return { text: t("settings.introduced", { person: name }), buttons: [[homeButton(t)]] };
}

/** What goes, what stays, and which organizations are left without a director. */
export function forgetAsk(t: T, leaderless: readonly Organization[] = []): Message {
	const names = leaderless.map(({ name }) => name);
	const warning = names.length > 0 ? [t("settings.forget.leaderless", { names: t.list(names) })] : [];
	return {
		text: [...warning, t("settings.forget.ask")].join("\n\n"),
		buttons: [
			...leaderless
				.slice(0, 3)
				.map(({ id, name }) => [
					{ label: `${t.plain("settings.button.handOver")}: ${shortLabel(name)}`, press: press("director.change", id) },
				]),
			[{ label: t.plain("settings.button.mydata"), press: press("mydata") }],
			[{ label: t.plain("settings.forget.yes"), press: press("settings.forgetYes") }],
			[{ label: t.plain("settings.forget.no"), press: press("settings") }],
		],
	};
}

export function forgotten(t: T): Message {
	return { text: t("settings.forget.done") };
}

/** What coordinators are told when a director asked to be forgotten. */
export function leftWithoutDirector(organization: Organization, t: T): Message {
	return {
		text: t("settings.forget.leftWithoutDirector", { name: organization.name }),
		buttons: [
			[{ label: t.plain("settings.forget.open"), press: press("register.open", organization.id) }],
			[homeButton(t)],
		],
	};
}

/** What stands in the place of a card about somebody who asked to be forgotten. */
export function cardGone(t: T): Message {
	return { text: t("settings.forget.cardGone") };
}
