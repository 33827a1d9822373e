/** A sample of everything about announcements that the views show. */
import type { Announcement, AnnouncementState } from "../../src/domain/announcement.ts";
import type { Actor } from "../../src/domain/person.ts";
import { tameText } from "../../src/kit/cleanText.ts";
import { formatted } from "../../src/texts/formatted.ts";
import type { T } from "../../src/texts/index.ts";
import type { Message } from "../../src/texts/message.ts";
import * as views from "../../src/views/announcement.ts";
import * as cardViews from "../../src/views/announcementCard.ts";
import * as draftViews from "../../src/views/announcementDraft.ts";
import * as listViews from "../../src/views/announcementList.ts";
import * as peopleViews from "../../src/views/announcementPeople.ts";

const ID = "0123456789abcdef";
const FIGURES = { sent: 119, failed: 2, blocked: 3, unknown: 1, stopped: 4, left: 7, acknowledged: 41 };

export function announcementScreens(
	t: T,
	{ coordinator, other, words, now }: { coordinator: Actor; other: Actor; words: string; now: Date },
): Record<string, Message> {
	const plain = tameText(words).slice(0, 850) || "نشست";
	const said = { plain, html: formatted(words.slice(0, 850) || "نشست", []) };
	const announcement: Announcement = {
		...{ id: ID, authorId: coordinator.person.id, state: "draft", words: { fa: said } },
		files: [{ kind: "photo", fileId: "file" }],
		audience: {
			of: { standings: ["director"], committeeIds: ["c", "d", "e", "f"], roles: ["chair"], fields: ["environment"] },
			except: { organizationIds: ["o"], unacknowledgedIds: ["a"] },
		},
		...{ asksToAcknowledge: true, isUrgent: true, at: now, repeat: "monthly", returnedWhy: words.slice(0, 300) },
		...{ goesAt: now, startedAt: new Date(now.getTime() - 5_000), count: 124, correctedAt: now },
		...{ nudges: [{ at: now }], createdAt: now, requestId: ID, revision: 99_999 },
	};
	const shown = (state: AnnouncementState): cardViews.Card => ({
		announcement: { ...announcement, state },
		viewer: state === "waiting" ? other : coordinator,
		...{ author: coordinator.person, approvedBy: other.person },
		names: { committees: new Map([["c", { fa: words, en: words }]]), others: new Map([["o", words]]) },
		reach: {
			...{ count: 1_234, languages: { fa: 1_200, en: 34 } },
			some: Array.from({ length: 5 }, () => ({ name: words.slice(0, 60) || "سارا", title: "dr" as const })),
		},
		...{ approvalAbove: 200, figures: FIGURES, removable: true, now },
	});
	const states = ["draft", "waiting", "set", "going", "paused", "over", "stopped", "dropped", "removed"] as const;
	const people = [
		{ id: ID, person: { ...other.person, phone: "+989125550142" }, state: "unreachable" },
		{ id: ID, person: undefined, state: "failed" },
		{ id: ID, person: other.person, state: "unknown" },
	];
	const list = { announcement, people, hasMore: true, isFirst: false };
	return {
		...Object.fromEntries(states.map((state) => [`announcement ${state}`, cardViews.card(shown(state), t)])),
		"announcement letter": views.letter({ announcement, acknowledged: false }, t),
		"announcement letter read": views.letter({ announcement, acknowledged: true }, t),
		"announcement album": views.letter(
			{ announcement: { ...announcement, files: [...announcement.files, ...announcement.files] }, acknowledged: false },
			t,
		),
		"announcement ask": views.ask({ announcement }, t),
		"announcement nudge": views.nudge({ announcement }, t),
		"announcement approval": draftViews.approval({ ...shown("waiting"), revision: 99_999 }, t),
		"announcement approved": draftViews.approval({ ...shown("set"), revision: 1 }, t),
		"announcement given back": draftViews.givenBack({ announcement }, t),
		"announcement remove": cardViews.removeAsk(shown("over"), t),
		"announcement list": listViews.list(
			{
				list: Array.from({ length: 6 }, () => announcement),
				...{ count: 1_001, hasMore: true, page: 2, viewer: coordinator, approvalAbove: 200 },
			},
			t,
		),
		"announcement unread": peopleViews.unread(list, t),
		"announcement calls": peopleViews.calls(list, t),
		"announcement follows": cardViews.follows(t),
		"announcement approval set": listViews.approvalSet(200, t),
		"announcement replied": views.replied(announcement, t),
	};
}
