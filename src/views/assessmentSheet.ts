/** The sheet of a neighbourhood that an organization scores, and how one indicator is asked about. */
import { givenOf, SCORES } from "../domain/assessment.ts";
import type { Scoring } from "../domain/assessmentShown.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { dimensionName, indicatorName, lastMoment } from "./assessmentWords.ts";
import { homeButton } from "./home.ts";
import { PAGE } from "./paging.ts";

function heading({ assessment, neighbourhood, organization }: Scoring, t: T): string {
	return t("assessments.heading", {
		title: assessment.title,
		neighbourhood: neighbourhood.name,
		organization: organization.name,
	});
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
