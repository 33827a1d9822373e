/** Meetings that are coming, and those that were. */
import type { Committee } from "../domain/committee.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { whose } from "./meeting.ts";
import { PAGE, turns } from "./paging.ts";

export interface ListShown {
	which: "coming" | "past";
	list: Meeting[];
	committees: ReadonlyMap<string, Committee>;
	count: number;
	hasMore: boolean;
	mayBegin: boolean;
	now: Date;
	page: number;
}

export function list(shown: ListShown, t: T): Message {
	const { which, page, count, hasMore } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = shown.list.map((meeting, index) =>
		[
			t("meetings.line", { number: numberOf(index), title: meeting.title }),
			t("meetings.lineFacts", {
				when: html(which === "coming" ? t.near(meeting.startsAt, shown.now) : t.dateTime(meeting.startsAt)),
				of: whose({ meeting, committee: shown.committees.get(meeting.committeeId ?? "") }, t),
			}),
			...(meeting.state === "cancelled" ? [t("meetings.lineCancelled")] : []),
		].join("\n"),
	);
	const numbers = shown.list.map((one, index) => ({
		label: t.digits(numberOf(index)),
		press: press("meeting.open", one.id),
	}));
	const turning = {
		page,
		count,
		hasMore,
		here: press("meeting.list", which),
		to: (way: "after" | "before", to: number) =>
			press("meeting.turn", which, way, (way === "after" ? shown.list.at(-1) : shown.list[0])?.id ?? "", to),
	};
	const empty = which === "coming" ? t("meetings.emptyComing") : t("meetings.emptyPast");
	return {
		text: [
			which === "coming"
				? t("meetings.listComing", { number: counted(count, t) })
				: t("meetings.listPast", { number: counted(count, t) }),
			"",
			...(lines.length > 0 ? lines : [empty]),
		].join("\n"),
		buttons: [
			...(numbers.length > 0 ? [numbers] : []),
			...turns(turning, t),
			[
				which === "coming"
					? { label: t.plain("meetings.button.past"), press: press("meeting.list", "past") }
					: { label: t.plain("meetings.button.coming"), press: press("meeting.list", "coming") },
				...(shown.mayBegin ? [{ label: t.plain("meetings.button.begin"), press: press("meeting.begin") }] : []),
			],
			[homeButton(t)],
		],
	};
}
