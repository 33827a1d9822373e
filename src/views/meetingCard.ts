/** A meeting as those it concerns have it: the invitation and the card, with the answer of whom they speak for. */
import type { Committee } from "../domain/committee.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { Person } from "../domain/person.ts";
import { ANSWERS, holderKey, type Rsvp } from "../domain/rsvp.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { type HolderShown, listButton, nameOf, slot, whereLines, whose } from "./meeting.ts";
import { shortLabel } from "./organization.ts";
import { titled } from "./person.ts";

export interface CardShown {
	meeting: Meeting;
	committee: Committee | undefined;
	now: Date;
	holders: HolderShown[];
	rsvp: Rsvp | undefined;
	answeredBy: Person | undefined;
	attended: boolean;
	mayRun: boolean;
	isOpen: boolean;
	isTaken: boolean;
	mayPropose: boolean;
}

const DAY_MS = 86_400_000;

/** The invitation as it is sent, and as every copy of it stays true. */
export function invitation(shown: CardShown, t: T): Message {
	return {
		text: [t("meetings.invitation", { of: whose(shown, t) }), ...facts(shown, t), ...answerLines(shown, t)].join("\n"),
		buttons: cardRows(shown, t, { isCopy: true }),
	};
}

/** The meeting as somebody opens it. */
export function card(shown: CardShown, t: T): Message {
	const { meeting } = shown;
	const head = meeting.state === "planned" ? [] : [t.dynamic(`meetings.state.${meeting.state}`, reasonOf(meeting))];
	return {
		text: [
			t("meetings.heading", { of: whose(shown, t), code: meeting.code }),
			...head,
			...facts(shown, t),
			...(meeting.state === "planned" ? answerLines(shown, t) : []),
			...(shown.attended ? [t("meetings.attended")] : []),
		].join("\n"),
		buttons: [...cardRows(shown, t), [listButton(t), homeButton(t)]],
	};
}

export function facts({ meeting, now }: Pick<CardShown, "meeting" | "now">, t: T): string[] {
	const days = Math.round((meeting.startsAt.getTime() - now.getTime()) / DAY_MS);
	const when = html(slot(meeting.startsAt, meeting.minutes, t));
	const ahead = meeting.state === "planned" && days > 0;
	return [
		t("meetings.titleLine", { title: meeting.title }),
		ahead ? t("meetings.whenAhead", { when, days }) : t("meetings.when", { when }),
		...whereLines(meeting, t),
		...(meeting.series ? [t("meetings.seriesLine", { number: meeting.series.number, of: meeting.series.of })] : []),
		...(meeting.agenda.length > 0 ? [t("meetings.agendaCount", { number: meeting.agenda.length })] : []),
	];
}

function reasonOf({ cancelReason = "" }: Meeting): { reason: string } {
	return { reason: cancelReason };
}

export function answerLines({ holders, rsvp, answeredBy, isOpen }: CardShown, t: T): string[] {
	const [holder] = holders;
	if (!holder) return [];
	const name = nameOf(holder, t);
	if (!rsvp) return isOpen ? [t("meetings.ask", { name })] : [];
	const person = (answeredBy && titled(answeredBy, t)) ?? html(t("meetings.somebody"));
	return [t.dynamic(`meetings.answered.${rsvp.answer}`, { name, person, delegate: rsvp.delegateName ?? "" })];
}

interface Under {
	/** A message that is edited whenever the meeting changes: its desk opens in one of its own, that nothing comes over. */
	isCopy?: boolean;
	/** The reminder the buttons stand under, so that it stays one. */
	lead?: number;
}

export function cardRows(shown: CardShown, t: T, { isCopy = false, lead }: Under = {}): Button[][] {
	const { meeting, holders, rsvp } = shown;
	const [holder, ...others] = holders;
	const rows: Button[][] = [];
	if (holder && shown.isOpen) {
		const [self, delegate, declined, undecided] = ANSWERS.map((answer, index) => ({
			label: `${rsvp?.answer === answer ? "☑︎ " : ""}${t.dynamicPlain(`meetings.answer.${answer}`)}`,
			press: press("meeting.answer", meeting.id, holderKey(holder), index, ...(lead === undefined ? [] : [lead])),
		})) as [Button, Button, Button, Button];
		rows.push([self, delegate], [declined, undecided]);
		rows.push(
			...others.map((one) => [
				{
					label: t.plain("meetings.button.as", { name: shortLabel(nameOf(one, t)) }),
					press: press("meeting.as", meeting.id, holderKey(one)),
				},
			]),
		);
	}
	if (shown.isTaken && !shown.attended) {
		rows.push([{ label: t.plain("meetings.button.attend"), press: press("meeting.attend", meeting.id) }]);
	}
	const more: Button[] = [{ label: t.plain("meetings.button.agenda"), press: press("meeting.agenda", meeting.id) }];
	if (meeting.place && meeting.state === "planned") {
		more.push({ label: t.plain("meetings.button.map"), url: mapOf(meeting.place) });
	}
	if (meeting.state !== "held") {
		more.push({ label: t.plain("meetings.button.ics"), press: press("meeting.ics", meeting.id) });
	}
	rows.push(...(more.length > 2 ? [more.slice(0, 2), more.slice(2)] : [more]));
	if (shown.mayRun) {
		rows.push([
			{
				label: t.plain("meetings.button.manage"),
				press: press("meeting.manage", meeting.id, ...(isCopy ? ["n"] : [])),
			},
		]);
	}
	return rows;
}

function mapOf({ latitude, longitude }: { latitude: number; longitude: number }): string {
	return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}
