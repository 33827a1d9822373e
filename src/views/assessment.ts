/** Needs assessment as people see it: the rounds, one round, a neighbourhood's sheet, what an indicator is asked, the result. */
import {
	type Assessment,
	givenOf,
	type Indicator,
	isOpenAt,
	type NeighbourhoodResult,
	SCORES,
	type ScoreSheet,
} from "../domain/assessment.ts";
import { labelKey } from "../domain/list.ts";
import type { Neighbourhood } from "../domain/neighbourhood.ts";
import type { Organization } from "../domain/organization.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";

export interface AssessmentList {
	list: Assessment[];
	count: number;
	hasMore: boolean;
	mayManage: boolean;
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

function stateLine(one: Assessment, now: Date, t: T): string {
	return isOpenAt(one, now)
		? t("assessments.openUntil", { day: html(t.date(lastMoment(one))) })
		: t("assessments.closedAt", { day: html(t.near(lastMoment(one), now)) });
}

/** The end of a day is told as that day, not as the next one's beginning. */
function lastMoment({ closesAt }: Assessment): Date {
	return new Date(closesAt.getTime() - 1);
}

export interface AssessmentCard {
	assessment: Assessment;
	now: Date;
	mayManage: boolean;
	neighbourhoods: Neighbourhood[];
	sheets: ReadonlyMap<string, number>;
	mine: { neighbourhood: Neighbourhood; organization: Organization; given: number }[];
	mayResult: boolean;
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

function backToList(t: T): Button {
	return { label: t.plain("assessments.button.list"), press: press("assessment.list") };
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

export interface Scoring {
	assessment: Assessment;
	neighbourhood: Neighbourhood;
	organization: Organization;
	sheet: ScoreSheet | undefined;
	now: Date;
}

function heading({ assessment, neighbourhood, organization }: Scoring, t: T): string {
	return t("assessments.heading", {
		title: assessment.title,
		neighbourhood: neighbourhood.name,
		organization: organization.name,
	});
}

/** What the admins call it now; until this process has read that, what they called it before. HTML. */
function indicatorName({ value, labels }: Indicator, t: T): string {
	const key = labelKey("indicators", value);
	return t.has(key) ? t.dynamic(key) : t.value(labels?.[t.language] ?? value).markup;
}

function dimensionName(value: string, t: T): string {
	const key = labelKey("dimensions", value);
	return t.has(key) ? t.dynamic(key) : t.value(value).markup;
}

/** The whole sheet of a neighbourhood; each indicator can be scored anew. */
export function sheet(shown: Scoring, t: T): Message {
	const { assessment, neighbourhood, sheet: given } = shown;
	const { id, indicators } = assessment;
	const lines = [heading(shown, t), ""];
	let dimension = "";
	for (const [index, one] of indicators.entries()) {
		if (one.dimension !== dimension) {
			dimension = one.dimension;
			lines.push(t("assessments.dimension", { name: html(dimensionName(dimension, t)) }));
		}
		const name = html(indicatorName(one, t));
		const score = given?.scores[one.value];
		lines.push(
			score === undefined
				? t("assessments.unscored", { number: index + 1, name })
				: t("assessments.scored", { number: index + 1, name, score }),
		);
	}
	const count = givenOf(assessment, given);
	lines.push(
		"",
		count === indicators.length
			? t("assessments.complete", { day: html(t.date(lastMoment(assessment))) })
			: t("assessments.incomplete", { count, total: indicators.length }),
	);
	const numbers = indicators.map((_, index) => ({
		label: t.digits(index + 1),
		press: press("assessment.ask", id, neighbourhood.id, index),
	}));
	const rows: Button[][] = [];
	for (let i = 0; i < numbers.length; i += PAGE) rows.push(numbers.slice(i, i + PAGE));
	const next = indicators.findIndex(({ value }) => given?.scores[value] === undefined);
	if (next >= 0)
		rows.push([
			{
				label: count === 0 ? t.plain("assessments.button.begin") : t.plain("assessments.button.goOn"),
				press: press("assessment.ask", id, neighbourhood.id, next),
			},
		]);
	return {
		text: lines.join("\n"),
		buttons: [
			...rows,
			[{ label: t.plain("assessments.button.open"), press: press("assessment.open", id) }, homeButton(t)],
		],
	};
}

/** One indicator: five buttons, and what they mean. */
export function ask(shown: Scoring & { indicator: number }, t: T): Message {
	const { assessment, neighbourhood, sheet: given, indicator } = shown;
	const { id, indicators } = assessment;
	const asked = indicators[indicator];
	if (!asked) return sheet(shown, t);
	const before = given?.scores[asked.value];
	const row = SCORES.map((score) => ({
		label: score === before ? `☑︎ ${t.digits(score)}` : t.digits(score),
		press: press("assessment.set", id, neighbourhood.id, indicator, score),
	}));
	return {
		text: [
			heading(shown, t),
			t("assessments.step", { step: indicator + 1, total: indicators.length }),
			"",
			t("assessments.asks", {
				indicator: html(indicatorName(asked, t)),
				dimension: html(dimensionName(asked.dimension, t)),
			}),
			t("assessments.scale"),
		].join("\n"),
		buttons: [
			t.direction === "rtl" ? row.reverse() : row,
			...(indicator > 0
				? [
						[
							{
								label: t.plain("assessments.button.previous"),
								press: press("assessment.ask", id, neighbourhood.id, indicator - 1),
							},
						],
					]
				: []),
			[
				{ label: t.plain("assessments.button.sheet"), press: press("assessment.score", id, neighbourhood.id) },
				homeButton(t),
			],
		],
	};
}

export function resultBegun(t: T): Message {
	return { text: t("assessments.resultBegun"), buttons: [[backToList(t), homeButton(t)]] };
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

export interface ResultShown {
	assessment: Assessment;
	results: NeighbourhoodResult[];
	neighbourhoods: ReadonlyMap<string, string>;
	now: Date;
}

/** Telegram takes 1024 units of caption; a name takes its share of them. */
const NAME_IN_CAPTION = 24;

/** Every number of the picture, in words. */
function caption({ assessment, results, neighbourhoods, now }: ResultShown, t: T): string {
	const nameOf = (id: string) => (neighbourhoods.get(id) ?? "؟").slice(0, NAME_IN_CAPTION);
	const lines = results.map((one) => {
		const name = nameOf(one.neighbourhoodId);
		if (one.sheets === 0) return t("assessments.resultNone", { name });
		const [rank, mean] = [one.rank, html(decimal(one.mean, t))];
		if (one.sheets === 1) return t("assessments.resultOne", { rank, name, mean });
		return t("assessments.resultLine", {
			...{ rank, name, mean, count: one.sheets },
			lowest: html(decimal(one.lowest, t)),
			highest: html(decimal(one.highest, t)),
			disagreement: html(decimal(one.disagreement, t)),
		});
	});
	const unfinished = results.reduce((sum, one) => sum + one.unfinished, 0);
	return [
		t("assessments.resultTitle", { title: assessment.title.slice(0, 60) }),
		...(isOpenAt(assessment, now) ? [t("assessments.resultSoFar")] : []),
		...lines,
		...(unfinished > 0 ? [t("assessments.resultUnfinished", { count: unfinished })] : []),
	].join("\n");
}

/** "۴٫۲" */
function decimal(number: number, t: T): string {
	const [whole = "0", part = "0"] = number.toFixed(1).split(".");
	return `${t.digits(whole)}${t.language === "fa" ? "٫" : "."}${t.digits(part)}`;
}

export function picture(shown: ResultShown & { content: Uint8Array }, t: T): Message {
	return {
		text: caption(shown, t),
		file: { kind: "photo", source: { content: shown.content, name: "assessment.png" } },
		buttons: [[{ label: t.plain("assessments.button.open"), press: press("assessment.open", shown.assessment.id) }]],
	};
}

export function workbook({ assessment, content }: { assessment: Assessment; content: Uint8Array }, t: T): Message {
	return {
		text: t("assessments.workbook", { title: assessment.title }),
		file: { kind: "document", source: { content, name: `${t.plain("assessments.fileName")}.xlsx` } },
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
