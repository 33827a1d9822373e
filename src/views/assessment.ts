/** Needs assessment as people see it: the rounds, one round, and what is said when one is opened, recalled and over. */
import { type Assessment, isOpenAt } from "../domain/assessment.ts";
import type { AssessmentCard, AssessmentPage } from "../domain/assessmentShown.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { backToList, lastMoment, stateLine } from "./assessmentWords.ts";
import { counted, homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";

export interface AssessmentList extends AssessmentPage {
	/** Counted from 1. */
	page: number;
	now: Date;
}

export function list({ list, count, hasMore, mayManage, page, now }: AssessmentList, t: T): Message {
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map((one, index) =>
		[t("assessments.line", { number: numberOf(index), title: one.title }), stateLine(one, now, t)].join("\n"),
	);
	const turning = {
		...{ page, count, hasMore, here: press("assessment.list", "", "", page) },
		to: (way: "after" | "before", to: number) =>
			press("assessment.list", way, (way === "after" ? list.at(-1) : list[0])?.id ?? "", to),
	};
	const empty = mayManage ? t("assessments.emptyDesk") : t("assessments.empty");
	return {
		text: [t("assessments.title", { number: counted(count, t) }), "", ...(lines.length > 0 ? lines : [empty])].join(
			"\n",
		),
		buttons: [
			...(list.length > 0
				? [list.map((one, index) => ({ label: t.digits(numberOf(index)), press: press("assessment.open", one.id) }))]
				: []),
			...turns(turning, t),
			...(mayManage ? [[{ label: t.plain("assessments.button.new"), press: press("assessment.new") }]] : []),
			[homeButton(t)],
		],
	};
}

export function card(shown: AssessmentCard, t: T): Message {
	const { assessment, now, mayManage, neighbourhoods, sheets, mine, mayResult } = shown;
	const isOpen = isOpenAt(assessment, now);
	const total = assessment.indicators.length;
	const lines = [t("assessments.card", { title: assessment.title }), stateLine(assessment, now, t)];
	if (mayResult) {
		lines.push("", t("assessments.sheets"));
		lines.push(
			...neighbourhoods.map(({ id, name }) => t("assessments.sheetsOf", { name, count: sheets.get(id) ?? 0 })),
		);
	}
	if (isOpen && mine.length > 0) {
		lines.push("", t("assessments.yours"));
		lines.push(
			...mine.map(({ neighbourhood, organization, given }) =>
				t("assessments.yoursLine", { name: neighbourhood.name, organization: organization.name, given, total }),
			),
		);
	}
	return {
		text: lines.join("\n"),
		buttons: [
			...cardRows(shown, isOpen, t),
			...(mayManage ? manageRows(assessment, isOpen, t) : []),
			[backToList(t), homeButton(t)],
		],
	};
}

function cardRows({ assessment, mine, mayResult, sheets }: AssessmentCard, isOpen: boolean, t: T): Button[][] {
	const rows = isOpen
		? mine.map(({ neighbourhood }) => [
				{
					label: t.plain("assessments.button.score", { name: shortened(neighbourhood.name) }),
					press: press("assessment.score", assessment.id, neighbourhood.id),
				},
			])
		: [];
	if (mayResult && sheets.size > 0)
		rows.push([{ label: t.plain("assessments.button.result"), press: press("assessment.result", assessment.id) }]);
	return rows;
}

function manageRows({ id }: Assessment, isOpen: boolean, t: T): Button[][] {
	return isOpen ? [[{ label: t.plain("assessments.button.close"), press: press("assessment.close", id) }]] : [];
}

function shortened(name: string): string {
	return name.length > 20 ? `${name.slice(0, 19)}…` : name;
}

export function closeAsk({ id, title }: Assessment, t: T): Message {
	return {
		text: t("assessments.closeAsk", { title }),
		buttons: [
			[{ label: t.plain("assessments.button.closeYes"), press: press("assessment.closeYes", id) }],
			[{ label: t.plain("assessments.button.no"), press: press("assessment.open", id) }],
		],
	};
}

export function opened({ assessment, invited }: { assessment: Assessment; invited: number }, t: T): Message {
	const { title, id } = assessment;
	return {
		text: [
			t("assessments.opened", { title, day: html(t.date(lastMoment(assessment))) }),
			invited > 0 ? t("assessments.invitedCount", { count: invited }) : t("assessments.invitedNobody"),
		].join("\n"),
		buttons: [[{ label: t.plain("assessments.button.open"), press: press("assessment.open", id) }], [homeButton(t)]],
	};
}

export function over({ id }: { id: string }, t: T): Message {
	return {
		text: t("assessments.over"),
		buttons: [[{ label: t.plain("assessments.button.open"), press: press("assessment.open", id) }], [homeButton(t)]],
	};
}

/** There is no such round for whoever asks. */
export function notFound(t: T): Message {
	return { text: t("assessments.notFound"), buttons: [[backToList(t), homeButton(t)]] };
}

/** To the director of an invited organization. */
export function invited({ assessment, mine }: AssessmentCard, t: T): Message {
	return {
		text: t("assessments.invited", {
			title: assessment.title,
			names: t.list(mine.map(({ neighbourhood }) => neighbourhood.name)),
			day: html(t.date(lastMoment(assessment))),
			count: assessment.indicators.length,
		}),
		buttons: [[{ label: t.plain("assessments.button.start"), press: press("assessment.open", assessment.id) }]],
	};
}

export function reminder({ assessment, mine }: AssessmentCard, t: T): Message {
	const left = mine.filter(({ given }) => given < assessment.indicators.length);
	return {
		text: t("assessments.reminder", {
			title: assessment.title,
			names: t.list(left.map(({ neighbourhood }) => neighbourhood.name)),
			day: html(t.date(lastMoment(assessment))),
		}),
		buttons: [[{ label: t.plain("assessments.button.goOn"), press: press("assessment.open", assessment.id) }]],
	};
}

/** To the secretariat, when a round is over. */
export function ended({ assessment, sheets }: { assessment: Assessment; sheets: number }, t: T): Message {
	const { id, title } = assessment;
	return {
		text: sheets > 0 ? t("assessments.ended", { title, count: sheets }) : t("assessments.endedEmpty", { title }),
		buttons: [
			sheets > 0
				? [{ label: t.plain("assessments.button.result"), press: press("assessment.result", id) }]
				: [{ label: t.plain("assessments.button.open"), press: press("assessment.open", id) }],
		],
	};
}

export function indicatorAdded({ name }: { name: string }, t: T): Message {
	return {
		text: t("assessments.indicatorAdded", { name }),
		buttons: [
			[{ label: t.plain("assessments.button.indicators"), press: press("list.open", "indicators", 0) }],
			[homeButton(t)],
		],
	};
}
