/** What those invited are told after the invitation: reminders, a change, the end of it; and what the group hears. */
import type { News } from "../domain/agenda.ts";
import type { Committee } from "../domain/committee.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { newsLines, placeName, slot, whereLines, whose } from "./meeting.ts";
import { answerLines, type CardShown, cardRows, facts } from "./meetingCard.ts";

/** The time or the place is another one: old → new, and the answer is asked anew. */
export function changed(shown: CardShown, t: T): Message {
	const { meeting } = shown;
	return {
		text: [
			t("meetings.changed.title", { of: whose(shown, t) }),
			...changeLines(meeting, t),
			"",
			...facts(shown, t),
			t("meetings.changed.again"),
			...answerLines(shown, t),
		].join("\n"),
		buttons: cardRows(shown, t, { isCopy: true }),
	};
}

function changeLines(meeting: Meeting, t: T): string[] {
	const { before } = meeting;
	if (!before) return [];
	const lines: string[] = [];
	const old = slot(before.startsAt, before.minutes, t);
	const fresh = slot(meeting.startsAt, meeting.minutes, t);
	if (old !== fresh) lines.push(t("meetings.changed.time", { old: html(old), fresh: html(fresh) }));
	const [was, is] = [placeName(before, t), placeName(meeting, t)];
	if (was !== is) lines.push(t("meetings.changed.place", { old: was, fresh: is }));
	return lines;
}

/** What stands in place of an invitation that holds no longer. */
export function retired({ meeting, committee }: { meeting: Meeting; committee: Committee | undefined }, t: T): Message {
	const key = meeting.state === "cancelled" ? "cancelled" : "moved";
	return {
		text: [
			t("meetings.invitation", { of: whose({ meeting, committee }, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			t.dynamic(`meetings.retired.${key}`),
		].join("\n"),
		buttons: [[{ label: t.plain("meetings.button.open"), press: press("meeting.open", meeting.id) }]],
	};
}

export function cancelled(
	{ meeting, committee }: { meeting: Meeting; committee: Committee | undefined },
	t: T,
): Message {
	return {
		text: [
			t("meetings.cancelled.title", { of: whose({ meeting, committee }, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			slot(meeting.startsAt, meeting.minutes, t),
			t("meetings.cancelled.reason", { reason: meeting.cancelReason ?? "" }),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("meetings.button.ics"), press: press("meeting.ics", meeting.id) },
				{ label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") },
			],
		],
	};
}

/** A week, a day, two hours before: when, where, what was answered, what changed since the last time. */
export function reminder(shown: CardShown & { news: News[]; lead: number }, t: T): Message {
	const { meeting, now } = shown;
	const when = html(t.near(meeting.startsAt, now));
	return {
		text: [
			t("meetings.reminder", { when, of: whose(shown, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			...whereLines(meeting, t),
			...answerLines(shown, t),
			...newsLines(shown.news, t),
		].join("\n"),
		buttons: cardRows(shown, t, { isCopy: true, lead: shown.lead }),
	};
}

/** For the group: nothing about anybody. */
export function forGroup(
	shown: { meeting: Meeting; committee: Committee | undefined; what: string; now: Date },
	t: T,
): Message {
	const { meeting, what, now } = shown;
	return {
		text: [
			t.dynamic(`meetings.group.${what}`, { of: whose(shown, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			what === "reminder" ? t.near(meeting.startsAt, now) : slot(meeting.startsAt, meeting.minutes, t),
			// A link lets anybody in: it is told in private only.
			...(meeting.address === undefined ? [t("meetings.online")] : [t("meetings.where", { address: meeting.address })]),
			...(meeting.state === "cancelled" ? [] : [t("meetings.group.answer")]),
		].join("\n"),
	};
}
