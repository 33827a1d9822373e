/** When a meeting is reminded of, and the dates of its series. */
import { LEAD_NAMES, type Meeting, REMINDER_CHOICES } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { backToDesk, inFives } from "./meeting.ts";

/** Which reminders there are, each with the button that turns it. */
export function reminders(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.reminders.text", { title: meeting.title }),
		buttons: [
			...REMINDER_CHOICES.map((lead) => {
				const on = meeting.reminders.includes(lead);
				return [
					{
						label: `${on ? "☑︎" : "☐"} ${t.dynamicPlain(`meetings.lead.${LEAD_NAMES[lead]}`)}`,
						press: press("meeting.remind", meeting.id, lead, on ? "off" : "on"),
					},
				];
			}),
			[backToDesk(meeting.id, t)],
		],
	};
}

/** The dates of a series; each is changed or left out on its own. */
export function series(list: readonly Meeting[], meetingId: string, t: T): Message {
	const shown = list.slice(0, 12);
	return {
		text: [
			t("meetings.series.title", { title: list[0]?.title ?? "" }),
			...shown.map((one, index) =>
				one.state === "cancelled"
					? t("meetings.series.left", { number: index + 1, when: html(t.dateTime(one.startsAt)) })
					: t("meetings.series.line", { number: index + 1, when: html(t.dateTime(one.startsAt)) }),
			),
			t("meetings.series.hint"),
		].join("\n"),
		buttons: [
			...inFives(shown.map((one, index) => ({ label: t.digits(index + 1), press: press("meeting.manage", one.id) }))),
			[backToDesk(meetingId, t)],
		],
	};
}
