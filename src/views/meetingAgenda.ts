/** The agenda as those invited have it: its points, its papers, what became of a proposal. */
import { cutOff, type Meeting } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { backToCard, pointName } from "./meeting.ts";
import type { CardShown } from "./meetingCard.ts";
import { shortLabel } from "./organization.ts";

/** Its points in order, with the papers. */
export function agenda(shown: CardShown, t: T): Message {
	const { meeting } = shown;
	const points = meeting.agenda.map((item, index) =>
		t("meetings.point", { number: index + 1, title: pointName(item, t) }),
	);
	const closes = shown.mayPropose
		? [t("meetings.proposeUntil", { when: html(t.near(cutOff(meeting), shown.now)) })]
		: [];
	return {
		text: [
			t("meetings.agendaTitle", { title: meeting.title }),
			...(points.length > 0 ? points : [t("meetings.agendaEmpty")]),
			...closes,
		].join("\n"),
		buttons: [
			...meeting.files.map((file, index) => [
				{
					label: file.name === "" ? t.plain("meetings.button.paper", { number: index + 1 }) : shortLabel(file.name),
					press: press("meeting.file", meeting.id, index),
				},
			]),
			...(shown.mayPropose
				? [[{ label: t.plain("meetings.button.propose"), press: press("meeting.propose", meeting.id) }]]
				: []),
			[backToCard(meeting.id, t), homeButton(t)],
		],
	};
}

export function paper({ files }: Meeting, index: number, t: T): Message | undefined {
	const file = files[index];
	if (!file) return undefined;
	return {
		text: t("meetings.paper"),
		file: { kind: file.kind, source: { fileId: file.fileId } },
	};
}

/** What was proposed was taken, or not. */
export function settled({ meeting, title, taken }: { meeting: Meeting; title: string; taken: boolean }, t: T): Message {
	const values = { point: title, title: meeting.title };
	return {
		text: taken ? t("meetings.settled.taken", values) : t("meetings.settled.left", values),
		buttons: [[{ label: t.plain("meetings.button.open"), press: press("meeting.open", meeting.id) }]],
	};
}

export function proposed(meeting: Meeting, t: T): Message {
	return { text: t("meetings.proposedDone"), buttons: [[backToCard(meeting.id, t), homeButton(t)]] };
}
