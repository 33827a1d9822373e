/** Who answered what, and who came: ticked by whoever runs the meeting. */
import type { Meeting } from "../domain/meeting.ts";
import type { Person } from "../domain/person.ts";
import { holderKey, type Rsvp } from "../domain/rsvp.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { backToDesk, type HolderShown, nameOf } from "./meeting.ts";
import { shortLabel } from "./organization.ts";
import { onwards } from "./paging.ts";
import { titled } from "./person.ts";

export interface AnswersShown {
	meeting: Meeting;
	lines: { holder: HolderShown; rsvp: Rsvp | undefined; person: Person | undefined; came: boolean }[];
	nextKey: string | undefined;
	isFirst: boolean;
	/** Attendance may be ticked. */
	ticks: boolean;
	/** From where this page begins. */
	here: string;
}

/** Who answered what; while attendance is taken, a button each that ticks it. */
export function answers(shown: AnswersShown, t: T): Message {
	const { meeting, lines, ticks } = shown;
	const said = lines.map(({ holder, rsvp, person, came }) => {
		const by = (person && titled(person, t)) ?? html(t("meetings.somebody"));
		const answer = t.dynamic(`meetings.told.${rsvp?.answer ?? "silent"}`, {
			person: by,
			delegate: rsvp?.delegateName ?? "",
		});
		const line = t("meetings.answerLine", { name: nameOf(holder, t), answer: html(answer) });
		return came ? t("meetings.cameLine", { line: html(line) }) : line;
	});
	const tickRows = lines.map(({ holder, came }) => [
		{
			label: `${came ? "☑︎" : "☐"} ${shortLabel(nameOf(holder, t))}`,
			press: press("meet.tick", meeting.id, holderKey(holder), came ? "o" : "i", shown.here),
		},
	]);
	const next = shown.nextKey && press("meeting.answers", meeting.id, shown.nextKey);
	return {
		text: [
			t("meetings.answersTitle", { title: meeting.title }),
			...(said.length > 0 ? said : [t("meetings.answersEmpty")]),
			...(ticks && said.length > 0 ? [t("meetings.tickHint")] : []),
		].join("\n"),
		buttons: [
			...(ticks ? tickRows : []),
			...(ticks && meeting.invited.kind === "directors"
				? [[{ label: t.plain("meetings.button.tickOthers"), press: press("meeting.tickOthers", meeting.id) }]]
				: []),
			...onwards(next, shown.isFirst ? undefined : press("meeting.answers", meeting.id), t),
			[backToDesk(meeting.id, t)],
		],
	};
}
