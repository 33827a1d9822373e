/** A coordinator takes care of a report: the first one has it, another may take it over. */
import type { Actor } from "../../domain/person.ts";
import { isOpen, type Report } from "../../domain/report.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import { decide, type Hurdle } from "./decide.ts";

/** One that was just received is under review from now on, and its followers are told so. */
export async function claim(
	actor: Actor,
	reportId: string,
	now: Date,
	how: { takeOver?: boolean } = {},
): Promise<Result<Report, Hurdle | "alreadyClaimed" | "yours">> {
	const me = actor.person.id;
	const result = await decide<"alreadyClaimed" | "yours" | "notNow">(
		actor,
		reportId,
		"report.handle",
		(report) => {
			if (!isOpen(report)) return refuse("notNow");
			if (report.claimedById === me && report.state !== "received") return refuse("yours");
			if (report.claimedById !== undefined && report.claimedById !== me && !how.takeOver)
				return refuse("alreadyClaimed", { byId: report.claimedById });
			return done({ event: report.state === "received" ? "reviewed" : "claimed", set: { claimedById: me } });
		},
		now,
	);
	return result;
}

/** The coordinator lets go of it: it waits for whoever takes it next. */
export async function release(
	actor: Actor,
	reportId: string,
	now: Date,
): Promise<Result<Report, Hurdle | "alreadyClaimed">> {
	return await decide<"alreadyClaimed" | "notNow">(
		actor,
		reportId,
		"report.handle",
		(report) => {
			if (report.claimedById !== actor.person.id)
				return report.claimedById === undefined
					? refuse("notNow")
					: refuse("alreadyClaimed", { byId: report.claimedById });
			return done({ event: "released", set: { claimedById: undefined } });
		},
		now,
	);
}
