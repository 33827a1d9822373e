/** The private calendar: whether there is one, and its address right after it was made. */
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";

/** The private calendar: whether there is one, and its address right after it was made. */
export function feed({ since, url }: { since: Date | undefined; url?: string }, t: T): Message {
	return {
		text: [
			t("meetings.feed.title"),
			...(url === undefined
				? [since ? t("meetings.feed.since", { when: html(t.date(since)) }) : t("meetings.feed.none")]
				: [t("meetings.feed.url", { url })]),
		].join("\n"),
		buttons: [
			[
				{
					label: since ? t.plain("meetings.feed.renew") : t.plain("meetings.feed.make"),
					press: press("calendar.make"),
				},
			],
			...(since ? [[{ label: t.plain("meetings.feed.revoke"), press: press("calendar.revoke") }]] : []),
			[homeButton(t)],
		],
	};
}
