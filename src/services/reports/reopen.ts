/** "Closed is not fixed": reporter and supporters say whether it is, and a "no" with a photo or words opens it again. */
import type { Actor } from "../../domain/person.ts";
import type { Report } from "../../domain/report.ts";
import { reopenedState } from "../../domain/reportDesk.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import { usualDay } from "./deadline.ts";
import { type Begun, decide, type Hurdle } from "./decide.ts";

/** Says "yes, it is fixed" or "I do not know"; both are counted and shown. The last word of each counts. */
export async function judge(
	actor: Actor,
	input: { reportId: string; answer: "yes" | "unknown" },
	now: Date,
): Promise<Result<Report, Hurdle | "same">> {
	const event = input.answer === "yes" ? "foundFixed" : "notKnown";
	return await decide<"notNow" | "notFound" | "same">(
		actor,
		input.reportId,
		"report.follow",
		(report) => {
			if (!report.followers.includes(actor.person.id)) return refuse("notFound");
			if (!isJudged(report)) return refuse("notNow");
			const before = report.steps.findLast((step) => step.byId === actor.person.id && JUDGEMENTS.has(step.event));
			if (before?.event === event && isSinceClosing(report, before)) return refuse("same");
			return done({ event });
		},
		now,
	);
}

const JUDGEMENTS = new Set<string>(["foundFixed", "notKnown"]);

function isSinceClosing({ steps }: Report, step: Report["steps"][number]): boolean {
	return steps.indexOf(step) > steps.findLastIndex(({ event }) => event === "closed");
}

/** Whether its followers are asked if it is fixed. */
export function isJudged({ state, outcome }: Report): boolean {
	return state === "closed" && outcome === "done";
}

/** It is not fixed: open again, back with the agency that had it, with a new deadline; it counts. */
export async function reopen(
	actor: Actor,
	input: { reportId: string; words?: string; photos: string[] },
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle | "nothingSaid" | "alreadyReopened">> {
	if (input.words === undefined && input.photos.length === 0) return refuse("nothingSaid", { question: "photos" });
	return await decide<"notFound" | "alreadyReopened" | "notNow">(
		actor,
		input.reportId,
		"report.follow",
		async (report) => {
			if (!report.followers.includes(actor.person.id)) return refuse("notFound");
			if (report.state !== "closed") return refuse("alreadyReopened");
			if (!isJudged(report)) return refuse("notNow");
			const { words, photos } = input;
			return done({
				event: "reopened",
				state: reopenedState(report),
				...(words !== undefined && { words }),
				...(photos.length > 0 && { photos }),
				set: {
					outcome: undefined,
					reopened: report.reopened + 1,
					dueOn: report.referral ? await usualDay(report.category, now) : undefined,
				},
			});
		},
		now,
		{ ...begun, seen: Number.MAX_SAFE_INTEGER },
	);
}
