/** The kinds of deliveries about announcements: to their readers, to their author, to the second person. */
import type { Person } from "../domain/person.ts";
import * as announcements from "../services/announcements/index.ts";
import * as cards from "../services/cards.ts";
import * as views from "../views/announcement.ts";
import * as cardViews from "../views/announcementCard.ts";
import * as draftViews from "../views/announcementDraft.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";

export const announcementKinds: Kinds = {
	announcement: kind({
		async load({ announcementId }, recipient) {
			const announcement = await standing(announcementId);
			if (!announcement || !recipient) return undefined;
			const acknowledged =
				announcement.asksToAcknowledge && (await announcements.hasAcknowledged(announcement.id, recipient.id));
			return { announcement, acknowledged };
		},
		view: views.letter,
	}),
	"announcement.ask": kind({ load: unreadBy, view: views.ask }),
	"announcement.nudge": kind({ load: unreadBy, view: views.nudge }),
	"announcement.progress": kind({
		load: ({ announcementId }, recipient, now) => cardFor(announcementId, recipient, now),
		view: cardViews.card,
	}),
	"announcement.approve": kind({
		async load({ announcementId, revision }, recipient, now) {
			const card = await cardFor(announcementId, recipient, now);
			// Its author follows it elsewhere; who had a hand in it does not decide on it.
			const { authorId, writerIds = [] } = card?.announcement ?? {};
			const isTheirs = recipient !== undefined && [authorId, ...writerIds].includes(recipient.id);
			return card && !isTheirs ? { ...card, revision: Number(revision) } : undefined;
		},
		view: draftViews.approval,
	}),
	"announcement.givenBack": kind({
		async load({ announcementId }) {
			const announcement = await announcements.announcementOf(String(announcementId));
			return announcement?.returnedWhy === undefined ? undefined : { announcement };
		},
		view: draftViews.givenBack,
	}),
};

/** Nothing when it was called off or taken back. */
async function standing(announcementId: Refs[string] | undefined) {
	const announcement = await announcements.announcementOf(String(announcementId));
	return announcement && !["dropped", "removed"].includes(announcement.state) ? announcement : undefined;
}

async function unreadBy({ announcementId }: Refs, recipient: Person | undefined) {
	const announcement = await standing(announcementId);
	if (!announcement || !recipient || (await announcements.hasAcknowledged(announcement.id, recipient.id)))
		return undefined;
	return { announcement };
}

async function cardFor(announcementId: Refs[string] | undefined, recipient: Person | undefined, now: Date) {
	const announcement = await announcements.announcementOf(String(announcementId));
	return announcement && recipient && (await announcements.cardOf(announcement, await cards.viewerOf(recipient), now));
}
