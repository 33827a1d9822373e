/** When an agency has to have done it: by the report's category in working days of the office, or as a coordinator sets it. */
import { dayOf, isoDate } from "../../domain/dates.ts";
import type { Actor } from "../../domain/person.ts";
import { isOpen, type Report } from "../../domain/report.ts";
import { addWorkingDays, type OfficeWeek } from "../../domain/workingDays.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import { officeWeek } from "../officeWeek.ts";
import { categoryOf } from "./categories.ts";
import { type Begun, decide, type Hurdle, reason } from "./decide.ts";

/** Of a category that is gone. */
const WORKING_DAYS = 10;

export const TIME_ZONE = "Asia/Tehran";

/** The last day of the usual time of its category, beginning today: "2026-12-01". */
export async function usualDay(category: string, now: Date, week?: OfficeWeek): Promise<string> {
	const workingDays = (await categoryOf(category))?.workingDays ?? WORKING_DAYS;
	return isoDate(addWorkingDays(dayOf(now, TIME_ZONE), workingDays, week ?? (await officeWeek())));
}

/** Another last day, with the reason that reaches everybody who follows it. */
export async function setDeadline(
	actor: Actor,
	input: { reportId: string; dueOn: string; reason: string },
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle | "inThePast">> {
	const words = reason(input.reason);
	if (!words.ok) return words;
	if (input.dueOn < isoDate(dayOf(now, TIME_ZONE))) return refuse("inThePast", { question: "dueOn" });
	return await decide<"notNow">(
		actor,
		input.reportId,
		"report.handle",
		(report) => {
			if (!isOpen(report)) return refuse("notNow");
			const { dueOn } = input;
			return done({ event: "deadlineSet", words: words.value, refs: { dueOn }, set: { dueOn } });
		},
		now,
		begun,
	);
}
