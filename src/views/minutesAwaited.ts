/** Meetings that have no minutes yet. */
import type { Minutes } from "../domain/minutes.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { onwards } from "./paging.ts";

/** Meetings that have none yet, for whoever writes them. */
export function awaiting(
	{ list, count, hasMore, isFirst }: { list: Minutes[]; count: number; hasMore: boolean; isFirst: boolean },
	t: T,
): Message {
	const lines = list.map(({ title, heldAt }, index) =>
		t("minutes.awaitingLine", { number: index + 1, title, day: html(t.date(heldAt)) }),
	);
	const next = hasMore ? press("minutes.waiting", list.at(-1)?.id ?? "") : undefined;
	return {
		text: [
			t("minutes.awaitingTitle", { number: counted(count, t) }),
			...(lines.length > 0 ? lines : [t("minutes.awaitingEmpty")]),
		].join("\n"),
		buttons: [
			...(list.length > 0
				? [list.map(({ id }, index) => ({ label: t.digits(index + 1), press: press("minutes.open", id) }))]
				: []),
			...onwards(next, isFirst ? undefined : press("minutes.waiting"), t),
			[{ label: t.plain("minutes.button.actions"), press: press("action.list", "all") }],
			[homeButton(t)],
		],
	};
}
