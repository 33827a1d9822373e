/** The reporter is asked by the secretariat or the agency; the answer lands in the report, silence returns it to the queue. */
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { isOpen, type Report } from "../../domain/report.ts";
import { ANSWER_DAYS } from "../../domain/reportDesk.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as desk from "../../store/reportDesk.ts";
import * as store from "../../store/reports.ts";
import { type Begun, decide, type Hurdle, reason, write } from "./decide.ts";

const DAY_MS = 86_400_000;

/** A question to the reporter; the agency never learns who that is. */
export async function ask(
	actor: Actor,
	input: { reportId: string; question: string },
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle | "alreadyAsked" | "yourOwn">> {
	const words = reason(input.question, "question");
	if (!words.ok) return words;
	const found = await store.byId(input.reportId);
	const action = found && may(actor, "report.handle", found) ? "report.handle" : "referral.answer";
	return await decide<"notNow" | "alreadyAsked" | "yourOwn">(
		actor,
		input.reportId,
		action,
		(report) => {
			if (!isOpen(report)) return refuse("notNow");
			if (report.reporterId === actor.person.id) return refuse("yourOwn");
			if (report.awaiting) return refuse("alreadyAsked");
			const until = new Date(now.getTime() + ANSWER_DAYS * DAY_MS);
			return done({
				event: action === "report.handle" ? "asked" : "agencyAsked",
				words: words.value,
				set: { awaiting: { what: "reporter", byId: actor.person.id, until } },
			});
		},
		now,
		begun,
	);
}

/** The reporter answers, in words or with photos; it is a step of the report. */
export async function answer(
	actor: Actor,
	input: { reportId: string; words?: string; photos: string[] },
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle | "nothingSaid" | "notAsked">> {
	if (input.words === undefined && input.photos.length === 0) return refuse("nothingSaid", { question: "words" });
	return await decide<"notAsked" | "notFound" | "notNow">(
		actor,
		input.reportId,
		"report.follow",
		(report) => {
			if (report.reporterId !== actor.person.id) return refuse("notFound");
			if (!isOpen(report)) return refuse("notNow");
			// An answer that comes late is welcome, as long as something was asked.
			if (!report.steps.some(({ event }) => event === "asked" || event === "agencyAsked")) return refuse("notAsked");
			return done({
				event: "answered",
				...(input.words !== undefined && { words: input.words }),
				...(input.photos.length > 0 && { photos: input.photos }),
				set: report.awaiting?.what === "reporter" ? { awaiting: undefined } : {},
			});
		},
		now,
		// Whatever was decided meanwhile, what the reporter says is still worth hearing.
		{ ...begun, seen: Number.MAX_SAFE_INTEGER },
	);
}

/** What was asked last, for the form of the answer. */
export function questionOf(report: Report): string | undefined {
	return report.steps.findLast(({ event }) => event === "asked" || event === "agencyAsked")?.words;
}

/** Questions that nobody answered in time: the reports go back to the queue. Resolves to how many. */
export async function returnUnanswered(now: Date): Promise<number> {
	let count = 0;
	for (const report of await desk.unansweredAt(now)) {
		const lies = report.state === "referred" || report.state === "inProgress";
		const set = { awaiting: undefined, ...(lies ? {} : { claimedById: undefined }) };
		const state = report.state === "underReview" ? "received" : report.state;
		if (await write(report, { event: "unanswered", set, state }, "system", now)) count++;
	}
	return count;
}

/** When the next question runs out. */
export async function nextUnanswered(now: Date): Promise<Date | undefined> {
	return await desk.nextUnanswered(now);
}
