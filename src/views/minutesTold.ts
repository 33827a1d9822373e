/** What those who came are told of minutes, and whoever has yet to write them. */
import type { Minutes } from "../domain/minutes.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { minutes } from "./minutes.ts";
import { headLines, type MinutesShown, minutesButton } from "./minutesLines.ts";

/** Those who came read it, and may object. */
export function draft(shown: MinutesShown, t: T): Message {
	return minutes({ ...shown, page: 1 }, t);
}

export function retired({ id, title }: Minutes, t: T): Message {
	return { text: t("minutes.retired", { title }), buttons: [[minutesButton(id, t)]] };
}

export function locked(shown: MinutesShown, t: T): Message {
	const decided = shown.points.filter(({ kind }) => kind === "decision").length;
	const actions = shown.points.filter(({ kind }) => kind === "action").length;
	return {
		text: [...headLines(shown, t), t("minutes.lockedTold", { decisions: decided, actions })].join("\n"),
		buttons: [
			[minutesButton(shown.minutes.id, t)],
			[{ label: t.plain("minutes.button.paper"), press: press("minutes.paper", shown.minutes.id) }],
		],
	};
}

export function nudge({ id, title, heldAt }: Minutes, t: T): Message {
	return {
		text: t("minutes.nudge", { title, day: html(t.date(heldAt)) }),
		buttons: [[minutesButton(id, t)]],
	};
}
