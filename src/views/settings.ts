/** How a person sees what Dabir knows of them: language, name, and the way to be forgotten. */
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { LANGUAGE_CODES, LANGUAGES } from "../texts/languages.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { titled } from "./person.ts";

export function settings(person: Person, t: T): Message {
	const name = titled(person, t);
	return {
		text: [
			t("settings.title"),
			t("settings.language", { language: html(t("settings.languageName")) }),
			name ? t("settings.name", { name }) : t("settings.nameNone"),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("settings.button.language"), press: press("language") },
				{ label: t.plain("settings.button.introduce"), press: press("settings.introduce") },
			],
			[
				{ label: t.plain("settings.button.privacy"), press: press("privacy") },
				{ label: t.plain("settings.button.forget"), press: press("settings.forget") },
			],
			[homeButton(t)],
		],
	};
}

/** Each language under its own name. */
export function languages(t: T): Message {
	return {
		text: t("settings.chooseLanguage"),
		buttons: [LANGUAGE_CODES.map((code) => ({ label: LANGUAGES[code].name, press: press("language", code) }))],
	};
}

export function introduced(person: Person, t: T): Message {
	const name = titled(person, t) ?? html("");
	return { text: t("settings.introduced", { person: name }), buttons: [[homeButton(t)]] };
}

export function forgetAsk(t: T): Message {
	return {
		text: t("settings.forget.ask"),
		buttons: [
			[{ label: t.plain("settings.forget.yes"), press: press("settings.forgetYes") }],
			[{ label: t.plain("settings.forget.no"), press: press("settings") }],
		],
	};
}

export function forgotten(t: T): Message {
	return { text: t("settings.forget.done") };
}
