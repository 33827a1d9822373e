/** What the form of a report asks, by the names of its questions, and the report that follows from the answers. */
import { z } from "zod";
import { done, type Result, refuse } from "../kit/result.ts";
import type { Place } from "./neighbourhood.ts";
import { isInProvince } from "./neighbourhood.ts";
import { personName } from "./person.ts";
import { parsePhone } from "./phones.ts";
import {
	AFFECTED,
	landmark,
	PERCENT,
	proposalWords,
	REPORT_KINDS,
	type ReportDetails,
	type ReportKind,
	reportWords,
	SINCES,
	type Since,
	stalledWords,
	URGENCIES,
	type Urgency,
} from "./report.ts";
import { LONGEST_VOICE_S, PHOTOS_AT_MOST } from "./reportCategory.ts";

/** What it is, written or spoken. */
export type Told = { words: string } | { voice: string; seconds: number };

/** The question that asks what it is, by kind. */
const TOLD_BY = { problem: "problem", need: "need", stalledWork: "work" } as const satisfies Record<ReportKind, string>;

export interface ReportAnswers {
	kind: ReportKind;
	dimension: string;
	category: string;
	place?: Place | undefined;
	neighbourhood: string;
	landmark?: string | undefined;
	problem?: Told | undefined;
	need?: Told | undefined;
	work?: Told | undefined;
	since?: Since | undefined;
	proposal?: string | undefined;
	agency?: string | { instead: "unknown" } | undefined;
	startedYear?: number | undefined;
	stoppedOn?: string | undefined;
	percent?: number | undefined;
	why?: string | undefined;
	dangers?: string | undefined;
	affected: number | { instead: "unknown" };
	urgency: Urgency;
	photos?: { fileId: string }[] | undefined;
	behalfName?: string | undefined;
	behalfPhone?: string | undefined;
}

const told = z.union([
	z.strictObject({ words: reportWords }),
	z.strictObject({ voice: z.string().min(1).max(200), seconds: z.number().max(LONGEST_VOICE_S) }),
]);
const id = z.string().min(1).max(64);
const phone = z.string().refine((text) => parsePhone(text) !== undefined, "notAPhone");
const year = z.number().int().min(1250).max(1600);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const SCHEMAS = {
	kind: z.enum(REPORT_KINDS),
	dimension: id,
	category: id,
	place: z.object({ latitude: z.number(), longitude: z.number() }).refine(isInProvince).optional(),
	neighbourhood: id,
	landmark: landmark.optional(),
	since: z.enum(SINCES).optional(),
	proposal: proposalWords.optional(),
	agency: z.union([id, z.object({ instead: z.literal("unknown") })]).optional(),
	startedYear: year.optional(),
	stoppedOn: day.optional(),
	percent: z.number().int().min(PERCENT.min).max(PERCENT.max).optional(),
	why: stalledWords.optional(),
	dangers: stalledWords.optional(),
	affected: z.union([
		z.number().int().min(AFFECTED.min).max(AFFECTED.max),
		z.object({ instead: z.literal("unknown") }),
	]),
	urgency: z.enum(URGENCIES),
	photos: z
		.array(z.object({ fileId: z.string().min(1).max(200) }))
		.max(PHOTOS_AT_MOST)
		.optional(),
	behalfName: personName.optional(),
	behalfPhone: phone.optional(),
};

/** The details as they are kept; `incomplete` names the question whose answer is missing or wrong. */
export function detailsFrom(answers: ReportAnswers): Result<ReportDetails, "incomplete"> {
	for (const [question, schema] of Object.entries(SCHEMAS)) {
		if (!schema.safeParse(answers[question as keyof typeof SCHEMAS]).success) return refuse("incomplete", { question });
	}
	const question = TOLD_BY[answers.kind];
	const said = told.safeParse(answers[question]);
	if (!said.success) return refuse("incomplete", { question });
	if (answers.kind === "stalledWork") {
		for (const needed of ["startedYear", "stoppedOn", "percent"] as const)
			if (answers[needed] === undefined) return refuse("incomplete", { question: needed });
	}
	return done({
		kind: answers.kind,
		dimension: answers.dimension,
		category: answers.category,
		neighbourhoodId: answers.neighbourhood,
		...(answers.place && { place: { latitude: answers.place.latitude, longitude: answers.place.longitude } }),
		...(answers.landmark !== undefined && { landmark: answers.landmark }),
		what: "words" in said.data ? said.data.words : "",
		...("voice" in said.data && { voice: said.data.voice }),
		...(answers.kind === "problem" && answers.since !== undefined && { since: answers.since }),
		...(answers.kind === "need" && answers.proposal !== undefined && { proposal: answers.proposal }),
		...(answers.kind === "stalledWork" && { stalled: stalledFrom(answers) }),
		photos: [...new Set((answers.photos ?? []).map(({ fileId }) => fileId))],
		affected: typeof answers.affected === "number" ? answers.affected : 0,
		urgency: answers.urgency,
		...(answers.behalfName !== undefined && { behalf: behalfFrom(answers.behalfName, answers.behalfPhone) }),
	});
}

function stalledFrom({ agency, startedYear = 0, stoppedOn = "", percent = 0, why, dangers }: ReportAnswers) {
	return {
		...(typeof agency === "string" && { agencyId: agency }),
		...{ startedYear, stoppedOn, percent },
		...(why !== undefined && { why }),
		...(dangers !== undefined && { dangers }),
	};
}

function behalfFrom(name: string, typed: string | undefined) {
	const number = typed === undefined ? undefined : parsePhone(typed);
	return { name, ...(number !== undefined && { phone: number }) };
}
