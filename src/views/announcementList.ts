/** Announcements, the newest first, and above how many people a second person approves. */
import { type Announcement, hasLeft } from "../domain/announcement.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { listButton, titleIn } from "./announcement.ts";
import { homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";

export interface ListShown {
	list: Announcement[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	page: number;
	viewer: Actor;
	approvalAbove: number;
}

/** Announcements, the newest first. */
export function list(shown: ListShown, t: T): Message {
	const { list: found, page, count, hasMore, viewer, approvalAbove } = shown;
	const fresh = { label: t.plain("announcements.button.new"), press: press("announcement.new") };
	const above = may(viewer, "announcement.setApproval")
		? [
				[
					{
						label: t.plain("announcements.button.approvalAbove", { number: approvalAbove }),
						press: press("announcement.limit"),
					},
				],
			]
		: [];
	if (found.length === 0) return { text: t("announcements.list.empty"), buttons: [[fresh], ...above, [homeButton(t)]] };
	const lines = found.map((one, index) =>
		t("announcements.list.line", {
			number: (page - 1) * PAGE + index + 1,
			title: titleIn(one),
			state: html(t.dynamic(`announcements.state.${one.state}`)),
			day: html(t.dayMonth(hasLeft(one) ? (one.goesAt ?? one.createdAt) : one.createdAt)),
		}),
	);
	const numbers = found.map(({ id }, index) => ({
		label: t.digits((page - 1) * PAGE + index + 1),
		press: press("announcement.open", id),
	}));
	const edge = { after: found.at(-1)?.id ?? "", before: found[0]?.id ?? "" };
	return {
		text: [t("announcements.list.title"), "", ...lines].join("\n"),
		buttons: [
			numbers,
			...turns(
				{
					page,
					count,
					hasMore,
					to: (way, number) => press("announcement.turn", way, edge[way], number),
					here: press("announcement.list"),
				},
				t,
			),
			[fresh],
			...above,
			[homeButton(t)],
		],
	};
}

export function approvalSet(count: number, t: T): Message {
	return { text: t("announcements.approvalSet", { number: count }), buttons: [[listButton(t), homeButton(t)]] };
}
