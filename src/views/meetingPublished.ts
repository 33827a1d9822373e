/** A meeting before and after it is published; its change and its end, told to whoever made them. */
import type { Committee } from "../domain/committee.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { homeButton } from "./home.ts";
import { backToDesk, slot, whose } from "./meeting.ts";

const isLink = (where: string) => where.startsWith("https://");

/** What a draft would publish. */
export function preview(
	shown: {
		draft: Pick<Meeting, "invited" | "title" | "minutes" | "agenda" | "files">;
		dates: Date[];
		where: string;
		committee: Committee | undefined;
		invited: number;
	},
	t: T,
): string {
	const { draft, dates } = shown;
	return [
		t("meetings.titleLine", { title: draft.title }),
		...dates.map((date) => slot(date, draft.minutes, t)),
		isLink(shown.where)
			? t("meetings.whereLink", { link: shown.where })
			: t("meetings.where", { address: shown.where }),
		t("meetings.preview.whom", { of: whose({ meeting: draft, committee: shown.committee }, t), number: shown.invited }),
		...(draft.agenda.length > 0 ? [t("meetings.preview.agenda", { number: draft.agenda.length })] : []),
		...(draft.files.length > 0 ? [t("meetings.preview.papers", { number: draft.files.length })] : []),
		t("meetings.preview.reminders"),
	].join("\n");
}

/** It is published. */
export function published(
	{ meeting, committee }: { meeting: Meeting; committee: Committee | undefined },
	t: T,
): Message {
	return {
		text: [
			t("meetings.published", { code: meeting.code, of: whose({ meeting, committee }, t) }),
			...(meeting.series ? [t("meetings.publishedSeries", { number: meeting.series.of })] : []),
		].join("\n"),
		buttons: [
			[{ label: t.plain("meetings.button.manage"), press: press("meeting.manage", meeting.id) }],
			[{ label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") }, homeButton(t)],
		],
	};
}

export function changeDone(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.changeDone", { title: meeting.title }),
		buttons: [[backToDesk(meeting.id, t), homeButton(t)]],
	};
}

export function cancelDone(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.cancelDone", { title: meeting.title }),
		buttons: [[{ label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") }, homeButton(t)]],
	};
}
