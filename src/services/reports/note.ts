/** Notes of the secretariat to itself, and the reporter's name, which is shown for a reason that is written down. */
import type { Actor, Person } from "../../domain/person.ts";
import type { Behalf, Report } from "../../domain/report.ts";
import { done, type Result } from "../../kit/result.ts";
import * as people from "../../store/people.ts";
import { type Begun, decide, type Hurdle, reason } from "./decide.ts";

/** Only coordinators ever see it. */
export async function note(
	actor: Actor,
	input: { reportId: string; words: string },
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle>> {
	const words = reason(input.words, "words");
	if (!words.ok) return words;
	return await decide<never>(
		actor,
		input.reportId,
		"report.handle",
		() => done({ event: "noted", words: words.value, private: true }),
		now,
		{ ...begun, seen: Number.MAX_SAFE_INTEGER },
	);
}

export interface Revealed {
	report: Report;
	/** Nothing when they asked to be forgotten. */
	reporter: Person | undefined;
	behalf?: Behalf;
}

/** Who reported it, once for this reason; that somebody looked stays in the report and in the audit log. */
export async function reveal(
	actor: Actor,
	input: { reportId: string; reason: string },
	now: Date,
	begun: Begun,
): Promise<Result<Revealed, Hurdle>> {
	const words = reason(input.reason);
	if (!words.ok) return words;
	const result = await decide<never>(
		actor,
		input.reportId,
		"report.reveal",
		() => done({ event: "revealed", words: words.value, private: true }),
		now,
		{ ...begun, seen: Number.MAX_SAFE_INTEGER },
	);
	if (!result.ok) return result;
	const { reporterId, behalf } = result.value;
	const reporter = await people.byId(reporterId);
	return done({ report: result.value, reporter, ...(behalf && { behalf }) });
}
