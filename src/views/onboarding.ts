/** How Dabir introduces itself and asks whether somebody may be remembered. */
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";

/** `payload`: what the link names by which somebody came, kept until they have decided. */
export function welcome(t: T, payload = ""): Message {
	return { text: t("onboarding.welcome"), buttons: decision(t, payload) };
}

/** For somebody who was welcomed and wrote instead of deciding. */
export function decideFirst(t: T): Message {
	return { text: t("onboarding.decideFirst"), buttons: decision(t, "") };
}

function decision(t: T, payload: string): Button[][] {
	const about = payload === "" ? [] : [payload];
	const other = t.language === "fa" ? "en" : "fa";
	return [
		[{ label: t.plain("onboarding.agree"), press: press("consent.yes", ...about) }],
		[
			{ label: t.plain("onboarding.decline"), press: press("consent.no") },
			{ label: t.plain("onboarding.details"), press: press("consent.details", ...about) },
		],
		[{ label: t.plain("onboarding.otherLanguage"), press: press("consent.language", other, ...about) }],
	];
}

export function declined(t: T): Message {
	return {
		text: t("onboarding.declined"),
		buttons: [[{ label: t.plain("onboarding.back"), press: press("consent.back") }]],
	};
}

/** What is kept, who sees it, how it is deleted; for somebody who has not decided, and for somebody known. */
export function privacy(known: boolean, t: T, payload = ""): Message {
	const about = payload === "" ? [] : [payload];
	return {
		text: t("onboarding.privacy"),
		buttons: known
			? [
					[
						{ label: t.plain("settings.button.mydata"), press: press("mydata") },
						{ label: t.plain("settings.button.forget"), press: press("settings.forget") },
					],
					[{ label: t.plain("home.button.home"), press: press("home.open") }],
				]
			: [
					[{ label: t.plain("onboarding.agree"), press: press("consent.yes", ...about) }],
					[
						{ label: t.plain("onboarding.decline"), press: press("consent.no") },
						{ label: t.plain("onboarding.back"), press: press("consent.back", ...about) },
					],
				],
	};
}

/** `unfinished`: ways back to what was begun and not sent. */
export function help(how: { known: boolean; staff: boolean; unfinished: Button[][] }, t: T): Message {
	const text = how.staff ? `${t("help.text")}\n\n${t("help.staff")}` : t("help.text");
	const back = how.known
		? { label: t.plain("home.button.home"), press: press("home.open") }
		: { label: t.plain("onboarding.back"), press: press("consent.back") };
	return { text, buttons: [...how.unfinished, [back]] };
}
