/** The end of a report: as done with a photo or a written reason why there is none, or otherwise; an agency proposes it. */
import type { Actor } from "../../domain/person.ts";
import { isOpen, OUTCOMES, type Outcome, type Report, type ReportStep } from "../../domain/report.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import { type Begun, decide, type Hurdle, reason } from "./decide.ts";

/** A duplicate is merged, not closed. */
export const CLOSING_OUTCOMES = OUTCOMES.filter((outcome) => outcome !== "duplicate") as Exclude<
	Outcome,
	"duplicate"
>[];
export type ClosingOutcome = (typeof CLOSING_OUTCOMES)[number];

export interface Proof {
	photos: string[];
	/** Why there is no photo. */
	whyNoPhoto?: string;
}

/** Closes it; with "done" its followers are asked whether it is really fixed. */
export async function close(
	actor: Actor,
	input: { reportId: string; outcome: ClosingOutcome; reason: string } & Proof,
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle | "proofMissing">> {
	const words = reason(input.reason);
	if (!words.ok) return words;
	if (!CLOSING_OUTCOMES.includes(input.outcome)) return refuse("incomplete", { question: "outcome" });
	if (input.outcome === "done" && !isProven(input)) return refuse("proofMissing", { question: "photos" });
	return await decide<"notNow">(
		actor,
		input.reportId,
		"report.handle",
		(report) => (isOpen(report) ? done(ending(input.outcome, words.value, input)) : refuse("notNow")),
		now,
		begun,
	);
}

/** The agency says that it is done; a coordinator confirms. */
export async function propose(
	actor: Actor,
	input: { reportId: string; words: string } & Proof,
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle | "proofMissing">> {
	const words = reason(input.words, "words");
	if (!words.ok) return words;
	if (!isProven(input)) return refuse("proofMissing", { question: "photos" });
	return await decide<"notNow">(
		actor,
		input.reportId,
		"referral.answer",
		(report) => {
			if (!report.referral || !isOpen(report)) return refuse("notNow");
			const { agencyId, acceptedAt = now } = report.referral;
			return done({
				event: "closingProposed",
				words: words.value,
				...shownOf(input),
				refs: { agencyId },
				state: "inProgress",
				set: {
					referral: { ...report.referral, acceptedAt },
					awaiting: { what: "confirmation", byId: actor.person.id },
				},
			});
		},
		now,
		begun,
	);
}

/** The coordinator takes the agency's word: closed as done, with what the agency showed. */
export async function confirm(actor: Actor, reportId: string, now: Date): Promise<Result<Report, Hurdle>> {
	return await decide<"notNow">(
		actor,
		reportId,
		"report.handle",
		(report) => {
			if (report.awaiting?.what !== "confirmation") return refuse("notNow");
			const proposal = report.steps.findLast(({ event }) => event === "closingProposed");
			return done({
				event: "closed",
				outcome: "done",
				...(proposal?.words !== undefined && { words: proposal.words }),
				...(proposal?.photos && { photos: proposal.photos }),
				...(proposal?.whyNoPhoto !== undefined && { whyNoPhoto: proposal.whyNoPhoto }),
				...(proposal?.refs && { refs: proposal.refs }),
				set: { outcome: "done", awaiting: undefined },
			});
		},
		now,
	);
}

/** It is not done: the agency goes on, and hears why. */
export async function refuseProposal(
	actor: Actor,
	input: { reportId: string; reason: string },
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle>> {
	const words = reason(input.reason);
	if (!words.ok) return words;
	return await decide<"notNow">(
		actor,
		input.reportId,
		"report.handle",
		(report) =>
			report.awaiting?.what === "confirmation"
				? done({ event: "closingRefused", words: words.value, set: { awaiting: undefined } })
				: refuse("notNow"),
		now,
		begun,
	);
}

function isProven({ photos, whyNoPhoto }: Proof): boolean {
	return photos.length > 0 || (whyNoPhoto !== undefined && reason(whyNoPhoto).ok);
}

function ending(outcome: ClosingOutcome, words: string, proof: Proof) {
	return {
		event: "closed" as const,
		outcome,
		words,
		...(outcome === "done" && shownOf(proof)),
		set: { outcome, awaiting: undefined },
	};
}

/** The photos, or why there is none. */
function shownOf({ photos, whyNoPhoto }: Proof): Pick<ReportStep, "photos" | "whyNoPhoto"> {
	return photos.length > 0 ? { photos } : whyNoPhoto === undefined ? {} : { whyNoPhoto };
}
