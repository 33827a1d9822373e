import type { ManagedMeeting } from "../domain/meetingShown.ts";
import type { Forecast } from "../domain/rsvp.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { backToCard, newsLines, slot, whose } from "./meeting.ts";

/** The desk of one meeting. */
export function manage(shown: ManagedMeeting, t: T): Message {
	const { meeting, isAhead } = shown;
	return {
		text: [
			t("meetings.desk.title", { of: whose(shown, t), code: meeting.code }),
			t("meetings.titleLine", { title: meeting.title }),
			slot(meeting.startsAt, meeting.minutes, t),
			...(isAhead ? forecastLines(shown.forecast, t) : []),
			...(isAhead ? [] : [t("meetings.desk.attended", { number: shown.attended })]),
			...waitingLines(shown, t),
			...newsLines(shown.news, t),
		].join("\n"),
		buttons: deskRows(shown, t),
	};
}

/** The day before, to whoever runs it. */
export function forecast(shown: ManagedMeeting, t: T): Message {
	const { meeting } = shown;
	return {
		text: [
			t("meetings.desk.tomorrow", { when: html(t.near(meeting.startsAt, shown.now)), of: whose(shown, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			...forecastLines(shown.forecast, t),
			...waitingLines(shown, t),
			...newsLines(shown.news, t),
		].join("\n"),
		buttons: [[{ label: t.plain("meetings.button.manage"), press: press("meeting.manage", meeting.id) }]],
	};
}

function forecastLines(forecast: Forecast, t: T): string[] {
	const { coming, needed, invited } = forecast;
	return [
		t("meetings.desk.forecast", { ...forecast }),
		...(invited === 0
			? []
			: [coming >= needed ? t("meetings.desk.quorum") : t("meetings.desk.noQuorum", { missing: needed - coming })]),
	];
}

function waitingLines({ meeting, found, isAhead }: ManagedMeeting, t: T): string[] {
	const waiting = meeting.proposals.length + found.length;
	return isAhead && waiting > 0 ? [t("meetings.desk.proposals", { number: waiting })] : [];
}

function deskRows({ meeting, isAhead, isTaken }: ManagedMeeting, t: T): Button[][] {
	const to = (label: string, name: string): Button => ({ label, press: press(name, meeting.id) });
	const rows: Button[][] = [];
	if (meeting.state !== "cancelled") {
		rows.push([
			to(t.plain("meetings.button.answers"), "meeting.answers"),
			...(isAhead ? [to(t.plain("meetings.button.points"), "meeting.points")] : []),
		]);
	}
	if (meeting.state === "held") rows.push([to(t.plain("minutes.button.open"), "minutes.open")]);
	if (isTaken) {
		rows.push([to(t.plain("meetings.button.code"), "meeting.code"), to(t.plain("meetings.button.qr"), "meeting.qr")]);
	}
	if (isAhead) {
		rows.push([
			to(t.plain("meetings.button.change"), "meeting.change"),
			to(t.plain("meetings.button.reminders"), "meeting.reminders"),
		]);
		rows.push([
			to(t.plain("meetings.button.cancel"), "meeting.cancel"),
			...(meeting.series ? [to(t.plain("meetings.button.series"), "meeting.series")] : []),
		]);
	}
	rows.push([backToCard(meeting.id, t), homeButton(t)]);
	return rows;
}
