/** The list of applications that were left in the middle: people and days, never an answer. */
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { ageOf, counted, homeButton } from "./home.ts";
import { onwards } from "./paging.ts";
import { personName } from "./peopleList.ts";

export interface StoppedShown {
	list: { person: Person; since: Date }[];
	/** Counting stops at 1001. */
	count: number;
	next: { at: Date; userId: number } | undefined;
	isFirst: boolean;
	now: Date;
}

export function stopped({ list, count, next, isFirst, now }: StoppedShown, t: T): Message {
	const lines = list.map(({ person, since }, index) =>
		t("digests.stopped.line", {
			number: index + 1,
			person: personName(person, t),
			age: html(ageOf(since, now, t)),
		}),
	);
	return {
		text: [
			t("digests.stopped.title", { number: counted(count, t) }),
			...(lines.length > 0 ? [...lines, "", t("digests.stopped.hint")] : [t("digests.stopped.nobody")]),
		].join("\n"),
		buttons: [
			...(list.length > 0
				? [list.map(({ person }, index) => ({ label: t.digits(index + 1), press: press("people.open", person.id) }))]
				: []),
			...onwards(
				next && press("draft.stopped", next.at.getTime(), next.userId),
				isFirst ? undefined : press("draft.stopped"),
				t,
			),
			[homeButton(t)],
		],
	};
}
