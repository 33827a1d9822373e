/** A report goes to whom it belongs: another committee, an agency with a deadline; and what the agency's liaison says to that. */
import type { Agency } from "../../domain/agency.ts";
import { nearestAgency } from "../../domain/agency.ts";
import { dayOf, isoDate } from "../../domain/dates.ts";
import type { Actor } from "../../domain/person.ts";
import { isOpen, type Report } from "../../domain/report.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as agencies from "../../store/agencies.ts";
import * as committees from "../../store/committees.ts";
import * as liaisons from "../../store/liaisons.ts";
import { TIME_ZONE, usualDay } from "./deadline.ts";
import { type Begun, decide, type Hurdle, reason } from "./decide.ts";
import { postNew } from "./post.ts";

/** Agencies it may be referred to: the ones of its dimension first, of them the one that answers there. */
export async function agenciesFor({ dimension, neighbourhoodId }: Report): Promise<Agency[]> {
	const [all, fitting] = await Promise.all([agencies.all(), agencies.ofDimension(dimension)]);
	const nearest = nearestAgency(fitting, neighbourhoodId);
	const rank = (one: Agency) => (one.id === nearest?.id ? 0 : fitting.some(({ id }) => id === one.id) ? 1 : 2);
	return all.filter(({ retiredAt }) => !retiredAt).sort((a, b) => rank(a) - rank(b));
}

export interface Referred {
	report: Report;
	agency: Agency;
	/** Whether anybody answers for the agency in Dabir. */
	isAnswered: boolean;
}

/** Hands it to an agency; without a day, for the usual time of its category. One that had it before hears that too. */
export async function refer(
	actor: Actor,
	input: { reportId: string; agencyId: string; dueOn?: string; words?: string },
	now: Date,
	begun: Begun,
): Promise<Result<Referred, Hurdle | "agencyGone" | "inThePast" | "alreadyThere">> {
	const agency = await agencies.byId(input.agencyId);
	if (!agency || agency.retiredAt) return refuse("agencyGone", { question: "agency" });
	if (input.dueOn !== undefined && input.dueOn < isoDate(dayOf(now, TIME_ZONE)))
		return refuse("inThePast", { question: "dueOn" });
	const result = await decide<"alreadyThere">(
		actor,
		input.reportId,
		"report.handle",
		async (report) => {
			const { referral, state } = report;
			const lies = state === "referred" || state === "inProgress";
			if (lies && referral?.agencyId === agency.id) return refuse("alreadyThere", { question: "agency" });
			const dueOn = input.dueOn ?? (await usualDay(report.category, now));
			return done({
				event: "referred",
				...(input.words !== undefined && { words: input.words }),
				refs: { agencyId: agency.id, dueOn },
				set: {
					referral: { agencyId: agency.id, at: now },
					agencyId: agency.id,
					dueOn,
					awaiting: undefined,
					claimedById: report.claimedById ?? actor.person.id,
				},
			});
		},
		now,
		begun,
	);
	if (!result.ok) return result;
	const answering = await liaisons.activeOf(agency.id);
	return done({ report: result.value, agency, isAnswered: answering.length > 0 });
}

/** Gives it to another committee, with a reason its followers are told. */
export async function reroute(
	actor: Actor,
	input: { reportId: string; committeeId: string; reason: string },
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle | "committeeGone" | "alreadyThere">> {
	const words = reason(input.reason);
	if (!words.ok) return words;
	const committee = await committees.byId(input.committeeId);
	if (!committee || committee.retiredAt) return refuse("committeeGone", { question: "committee" });
	return await decide<"notNow" | "alreadyThere">(
		actor,
		input.reportId,
		"report.handle",
		(report) => {
			if (!isOpen(report)) return refuse("notNow");
			if (report.committeeId === committee.id) return refuse("alreadyThere", { question: "committee" });
			return done({
				event: "routed",
				words: words.value,
				refs: { committeeId: committee.id },
				set: { committeeId: committee.id },
				also: (after) => postNew(after, now),
			});
		},
		now,
		begun,
	);
}

/** The agency takes it on. */
export async function accept(actor: Actor, reportId: string, now: Date): Promise<Result<Report, Hurdle>> {
	return await decide<"notNow">(
		actor,
		reportId,
		"referral.answer",
		(report) => {
			if (report.state !== "referred" || !report.referral) return refuse("notNow");
			return done({ event: "accepted", set: { referral: { ...report.referral, acceptedAt: now } } });
		},
		now,
	);
}

/** It is not theirs: back to the secretariat, with the reason. */
export async function decline(
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
		"referral.answer",
		(report) => {
			if (!report.referral) return refuse("notNow");
			return done({
				event: "declined",
				words: words.value,
				refs: { agencyId: report.referral.agencyId },
				set: {
					referral: { ...report.referral, declinedWhy: words.value },
					dueOn: undefined,
					awaiting: undefined,
				},
			});
		},
		now,
		begun,
	);
}

/** What the agency has done so far. */
export async function progress(
	actor: Actor,
	input: { reportId: string; words: string; photos: string[] },
	now: Date,
	begun: Begun,
): Promise<Result<Report, Hurdle>> {
	const words = reason(input.words, "words");
	if (!words.ok) return words;
	return await decide<"notNow">(
		actor,
		input.reportId,
		"referral.answer",
		(report) => {
			if (!report.referral || !isOpen(report)) return refuse("notNow");
			const { agencyId, acceptedAt = now } = report.referral;
			return done({
				event: "progressed",
				words: words.value,
				...(input.photos.length > 0 && { photos: input.photos }),
				refs: { agencyId },
				set: { referral: { ...report.referral, acceptedAt } },
			});
		},
		now,
		begun,
	);
}
