/** What was decided: the list of a committee, one decision, and its post in the group. */
import type { Committee } from "../domain/committee.ts";
import type { Decision } from "../domain/minutes.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { whose } from "./meeting.ts";
import { minutesButton, shortWords } from "./minutesLines.ts";
import { PAGE, turns } from "./paging.ts";

export interface DecisionsShown {
	committee: Committee;
	list: Decision[];
	count: number;
	hasMore: boolean;
	page: number;
}

/** What a committee decided, the newest first. */
export function decisions({ committee, list, count, hasMore, page }: DecisionsShown, t: T): Message {
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map(({ code, words, at }, index) =>
		t("minutes.decisionLine", {
			...{ number: numberOf(index), code, day: html(t.shortDate(at)) },
			words: shortWords(words),
		}),
	);
	const turning = {
		...{ page, count, hasMore, here: press("decision.list", committee.id) },
		to: (way: "after" | "before", to: number) =>
			press("decision.turn", committee.id, way, (way === "after" ? list.at(-1) : list[0])?.id ?? "", to),
	};
	return {
		text: [
			t("minutes.decisionsTitle", { of: committee.name[t.language], number: counted(count, t) }),
			"",
			...(lines.length > 0 ? lines : [t("minutes.decisionsEmpty")]),
		].join("\n"),
		buttons: [
			...(list.length > 0
				? [list.map(({ id }, index) => ({ label: t.digits(numberOf(index)), press: press("decision.open", id) }))]
				: []),
			...turns(turning, t),
			[{ label: t.plain("minutes.button.committee"), press: press("committee.open", committee.id) }, homeButton(t)],
		],
	};
}

interface DecisionTold {
	decision: Decision;
	committee: Committee | undefined;
	title: string;
}

export function decision(shown: DecisionTold & { maySeeMeeting: boolean }, t: T): Message {
	const { decision: it, committee } = shown;
	return {
		text: decisionLines(shown, t).join("\n"),
		buttons: [
			...(shown.maySeeMeeting ? [[minutesButton(it.meetingId, t)]] : []),
			...(committee
				? [[{ label: t.plain("minutes.button.decisions"), press: press("decision.list", committee.id) }]]
				: []),
			[homeButton(t)],
		],
	};
}

/** For the group: nothing about anybody. */
export function forGroup(shown: DecisionTold, t: T): Message {
	return { text: decisionLines(shown, t).join("\n") };
}

function decisionLines({ decision: it, committee, title }: DecisionTold, t: T): string[] {
	return [
		t("minutes.decisionTitle", { code: it.code, of: whose({ meeting: it, committee }, t) }),
		t("minutes.words", { words: it.words }),
		t("minutes.decidedAt", { title, day: html(t.date(it.at)) }),
	];
}
