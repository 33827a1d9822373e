/** Needs assessment: a round in which organizations score the needs of neighbourhoods, and what their scores say together. */
import { z } from "zod";
import { addDays, momentOf } from "./dates.ts";
import { oneLine } from "./lines.ts";

/** The indicators of a new installation and the dimension of each; the admins add others. */
export const FIRST_INDICATORS: Record<string, string> = {
	schooling: "social",
	healthCare: "social",
	safety: "social",
	employment: "economic",
	livelihood: "economic",
	skills: "economic",
	housing: "physical",
	streets: "physical",
	utilities: "physical",
	waste: "environmental",
	sewage: "environmental",
	greenSpace: "environmental",
};

/** 1: in good order; 5: urgent need. */
export const SCORES = [1, 2, 3, 4, 5] as const;

/** A picture of so many can be read on a phone, and its caption holds the numbers of all. */
export const MOST_NEIGHBOURHOODS = 10;

export interface Indicator {
	/** An item of the list "indicators". */
	value: string;
	/** An item of the list "dimensions". */
	dimension: string;
	/** What the admins called it when the round was opened. */
	labels?: { fa: string; en: string };
}

/** One round of needs assessment. */
export interface Assessment {
	id: string;
	title: string;
	neighbourhoodIds: string[];
	/** As they were when it was opened. */
	indicators: Indicator[];
	/** Scores are taken before this moment. */
	closesAt: Date;
	openedById: string;
	openedAt: Date;
	requestId: string;
}

/** What one organization says of one neighbourhood. */
export interface ScoreSheet {
	id: string;
	assessmentId: string;
	neighbourhoodId: string;
	organizationId: string;
	/** By indicator. */
	scores: Record<string, number>;
	/** Who of the organization gave the last score. */
	byId: string;
	changedAt: Date;
}

// Each message is the reason of a refusal (`assessments.refusal.<reason>`).
export const assessmentTitle = oneLine.pipe(z.string().min(5, "titleTooShort").max(80, "titleTooLong"));

export function isOpenAt({ closesAt }: Pick<Assessment, "closesAt">, now: Date): boolean {
	return now.getTime() < closesAt.getTime();
}

/** The end of a day of the register's province. */
export function endOfDay(iso: string): Date {
	const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
	return momentOf(addDays({ year, month, day }, 1), { hour: 0, minute: 0 }, "Asia/Tehran");
}

export function isScore(score: number): boolean {
	return (SCORES as readonly number[]).includes(score);
}

/** How many of the indicators have a score. */
export function givenOf({ indicators }: Assessment, sheet: ScoreSheet | undefined): number {
	return indicators.filter(({ value }) => sheet?.scores[value] !== undefined).length;
}

/** Only sheets with a score for every indicator count. */
export function isComplete(assessment: Assessment, sheet: ScoreSheet | undefined): boolean {
	return givenOf(assessment, sheet) === assessment.indicators.length;
}

export interface IndicatorResult extends Indicator {
	mean: number;
	lowest: number;
	highest: number;
	/** How far the organizations' scores lie apart: their standard deviation. */
	disagreement: number;
	/** By organization. */
	scores: Record<string, number>;
}

export interface NeighbourhoodResult {
	neighbourhoodId: string;
	/** 1: the greatest need; equal needs share a rank; 0 without a sheet. */
	rank: number;
	/** Complete sheets, one an organization. */
	sheets: number;
	/** Sheets that were begun and do not count. */
	unfinished: number;
	/** The mean of what the organizations say on the whole. */
	mean: number;
	/** The lowest and the highest of what one organization says on the whole. */
	lowest: number;
	highest: number;
	/** The mean over the indicators of how far the scores lie apart. */
	disagreement: number;
	indicators: IndicatorResult[];
}

/** What the scores say together: the greatest need first, neighbourhoods nobody scored last. */
export function resultsOf(assessment: Assessment, sheets: readonly ScoreSheet[]): NeighbourhoodResult[] {
	const results = assessment.neighbourhoodIds.map((neighbourhoodId) =>
		resultOf(
			assessment,
			neighbourhoodId,
			sheets.filter((sheet) => sheet.neighbourhoodId === neighbourhoodId),
		),
	);
	const ranked = results.toSorted((a, b) => Math.min(b.sheets, 1) - Math.min(a.sheets, 1) || b.mean - a.mean);
	for (const [index, one] of ranked.entries()) {
		const before = ranked[index - 1];
		one.rank = one.sheets === 0 ? 0 : before && before.mean === one.mean ? before.rank : index + 1;
	}
	return ranked;
}

function resultOf(assessment: Assessment, neighbourhoodId: string, begun: readonly ScoreSheet[]): NeighbourhoodResult {
	const counted = begun.filter((sheet) => isComplete(assessment, sheet));
	const wholes = counted.map((sheet) => meanOf(assessment.indicators.map(({ value }) => sheet.scores[value] ?? 0)));
	const indicators = assessment.indicators.map((indicator): IndicatorResult => {
		const scores = Object.fromEntries(
			counted.map((sheet) => [sheet.organizationId, sheet.scores[indicator.value] ?? 0] as const),
		);
		const all = Object.values(scores);
		return { ...indicator, ...rangeOf(all), mean: meanOf(all), disagreement: deviationOf(all), scores };
	});
	return {
		neighbourhoodId,
		rank: 0,
		sheets: counted.length,
		unfinished: begun.length - counted.length,
		mean: meanOf(wholes),
		...rangeOf(wholes),
		disagreement: meanOf(indicators.map(({ disagreement }) => disagreement)),
		indicators,
	};
}

function rangeOf(numbers: readonly number[]): { lowest: number; highest: number } {
	return numbers.length === 0
		? { lowest: 0, highest: 0 }
		: { lowest: Math.min(...numbers), highest: Math.max(...numbers) };
}

function meanOf(numbers: readonly number[]): number {
	return numbers.length === 0 ? 0 : hundredths(numbers.reduce((sum, one) => sum + one, 0) / numbers.length);
}

function deviationOf(numbers: readonly number[]): number {
	if (numbers.length < 2) return 0;
	const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
	return hundredths(Math.sqrt(numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / numbers.length));
}

function hundredths(number: number): number {
	return Math.round(number * 100) / 100;
}
