/** An announcement as the secretariat has it, from draft to report: which screen shows it. */
import type { Announcement } from "../domain/announcement.ts";
import type { Actor, Person, PersonLanguage } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";
import { button, listButton, titleIn } from "./announcement.ts";
import { draft, waiting } from "./announcementDraft.ts";
import { going, report, set } from "./announcementSending.ts";
import { homeButton } from "./home.ts";

export interface Card {
	announcement: Announcement;
	viewer: Actor;
	author: Person | undefined;
	approvedBy: Person | undefined;
	names: { committees: ReadonlyMap<string, Record<PersonLanguage, string>>; others: ReadonlyMap<string, string> };
	reach?: { count: number; some: Pick<Person, "name" | "title">[]; languages: Record<PersonLanguage, number> };
	approvalAbove: number;
	figures?: Figures;
	removable: boolean;
	now: Date;
}

export interface Figures {
	sent: number;
	failed: number;
	blocked: number;
	unknown: number;
	stopped: number;
	left: number;
	acknowledged: number;
}

/** The announcement as it stands, with what may be done with it. */
export function card(shown: Card, t: T): Message {
	switch (shown.announcement.state) {
		case "draft":
			return draft(shown, t);
		case "waiting":
			return waiting(shown, t);
		case "set":
			return set(shown, t);
		case "going":
		case "paused":
			return going(shown, t);
		case "over":
		case "stopped":
			return report(shown, t);
		case "dropped":
			return ended(t("announcements.card.dropped", { title: titleIn(shown.announcement) }), t);
		case "removed":
			return ended(t("announcements.card.removed", { title: titleIn(shown.announcement) }), t);
	}
}

function ended(text: string, t: T): Message {
	return { text, buttons: [[listButton(t), homeButton(t)]] };
}

/** In place of the draft, once it was sent. */
export function follows(t: T): Message {
	return ended(t("announcements.card.follows"), t);
}

export function removeAsk({ announcement }: Card, t: T): Message {
	return {
		text: t("announcements.removeAsk", { title: titleIn(announcement) }),
		buttons: [[button("removeYes", announcement.id, t)], [button("open", announcement.id, t)]],
	};
}
