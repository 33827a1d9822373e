/** People an announcement is about after it was sent: who has not read it, whom it did not reach. */
import type { Announcement } from "../domain/announcement.ts";
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { button, titleIn } from "./announcement.ts";
import { homeButton } from "./home.ts";
import { titled } from "./person.ts";

export interface PeopleShown {
	announcement: Announcement;
	people: { id: string; person: Person | undefined; state: string }[];
	hasMore: boolean;
	isFirst: boolean;
}

/** Who has not said that they read it. */
export function unread(shown: PeopleShown, t: T): Message {
	const { announcement, people } = shown;
	const title = titleIn(announcement);
	const lines = people.map(({ person }) =>
		t("announcements.people.line", { person: (person && titled(person, t)) ?? html(t("people.unnamed")) }),
	);
	return {
		text:
			people.length === 0
				? t("announcements.people.noneUnread", { title })
				: [t("announcements.people.unread", { title }), "", ...lines].join("\n"),
		buttons: [
			...onward("unread", shown, t),
			...(people.length > 0 ? [[button("nudge", announcement.id, t)]] : []),
			[button("open", announcement.id, t), homeButton(t)],
		],
	};
}

/** Whom it did not reach, to be called. */
export function calls(shown: PeopleShown, t: T): Message {
	const { announcement, people } = shown;
	const title = titleIn(announcement);
	const lines = people.map(({ person, state }) => {
		const name = (person && titled(person, t)) ?? html(t("people.unnamed"));
		const why = html(t.dynamic(`announcements.people.why.${state}`));
		return person?.phone
			? t("announcements.people.call", { person: name, why, phone: person.phone })
			: t("announcements.people.noPhone", { person: name, why });
	});
	return {
		text:
			people.length === 0
				? t("announcements.people.noneToCall", { title })
				: [t("announcements.people.calls", { title }), "", ...lines].join("\n"),
		buttons: [...onward("calls", shown, t), [button("open", announcement.id, t), homeButton(t)]],
	};
}

function onward(name: "unread" | "calls", { announcement, people, hasMore, isFirst }: PeopleShown, t: T): Button[][] {
	const row: Button[] = [];
	const last = people.at(-1)?.id;
	if (hasMore && last !== undefined)
		row.push({
			label: t.plain("coordination.button.next"),
			press: press(`announcement.${name}`, announcement.id, last),
		});
	if (!isFirst)
		row.push({
			label: t.plain("invitations.button.first"),
			press: press(`announcement.${name}`, announcement.id),
		});
	return row.length > 0 ? [row] : [];
}
