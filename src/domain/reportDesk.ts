/** What a report waits for on the desks of the secretariat and of an agency: `deskKeys`, silence, deadlines, who was first. */
import { dayOf, type PlainDate } from "./dates.ts";
import { isOpen, type Report, type ReportEvent, type ReportState, type ReportStep } from "./report.ts";

/** The lists of the secretariat's desk. */
export const DESK_LISTS = ["unrouted", "proposed", "mine", "overdue", "asked"] as const;
export type DeskList = (typeof DESK_LISTS)[number];

/** The lists of an agency's liaison. */
export const REFERRAL_LISTS = ["all", "soon", "overdue", "asked"] as const;
export type ReferralList = (typeof REFERRAL_LISTS)[number];

/** What is kept beside a report so that the desks find it. */
export interface DeskKeys {
	/** Nobody has it to do but the secretariat; it waits for the reporter; the agency says that it is done. */
	desk?: "unrouted" | "proposed" | "asked";
	/** The coordinator who takes care of it, while it is open. */
	heldBy?: string;
	/** The agency it lies with. */
	referredTo?: string;
	/** The agency that waits for the reporter's answer. */
	askedBy?: string;
	/** Until when an answer of the reporter is waited for. */
	awaitsUntil?: Date;
}

export function deskKeys(report: Report): DeskKeys {
	if (!isOpen(report)) return {};
	const { awaiting, claimedById, referral, state } = report;
	const lies = state === "referred" || state === "inProgress";
	const desk =
		awaiting?.what === "confirmation" ? "proposed" : awaiting ? "asked" : lies ? undefined : ("unrouted" as const);
	return {
		...(desk && { desk }),
		...(claimedById === undefined ? {} : { heldBy: claimedById }),
		...(lies && referral ? { referredTo: referral.agencyId } : {}),
		...(lies && referral && awaiting?.what === "reporter" ? { askedBy: referral.agencyId } : {}),
		...(awaiting?.until ? { awaitsUntil: awaiting.until } : {}),
	};
}

/** Where a closed report goes on: with the agency that had it, else with the secretariat. */
export function reopenedState({ referral }: Pick<Report, "referral">): ReportState {
	return referral && referral.declinedWhy === undefined ? "inProgress" : "underReview";
}

/** The reporter has this long for an answer. */
export const ANSWER_DAYS = 5;

/** What other people did since a decision was begun makes it another decision. */
const DECISIVE: readonly ReportEvent[] = [
	"claimed",
	"reviewed",
	"routed",
	"deadlineSet",
	"referred",
	"accepted",
	"declined",
	"closingProposed",
	"closingRefused",
	"closed",
	"merged",
	"unmerged",
	"reopened",
];

/** The first decision of somebody else after the steps that were seen. */
export function decidedSince(report: Report, seen: number, personId: string): ReportStep | undefined {
	return report.steps.slice(seen).find((step) => step.byId !== personId && DECISIVE.includes(step.event));
}

/** What the agency itself did. */
const OF_AGENCY: readonly ReportEvent[] = ["accepted", "progressed", "closingProposed", "agencyAsked"];

/** Since when nothing was heard from the agency it lies with. */
function silentSince({ referral, steps }: Pick<Report, "referral" | "steps">): Date | undefined {
	if (!referral) return undefined;
	const word = steps.findLast((step) => OF_AGENCY.includes(step.event) && step.at >= referral.at);
	return word?.at ?? referral.at;
}

/** Days of silence, as a calendar counts them. */
export function silentDays(report: Pick<Report, "referral" | "steps">, now: Date): number {
	const since = silentSince(report);
	if (!since) return 0;
	const [from, to] = [dayOf(since, "Asia/Tehran"), dayOf(now, "Asia/Tehran")];
	return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

export function plainDay(day: string): PlainDate {
	const [year = 0, month = 1, of = 1] = day.split("-").map(Number);
	return { year, month, day: of };
}

/** What was said to "is it really fixed?" since it was closed last. */
export function fixedCounts({ steps }: Pick<Report, "steps">): { yes: number; unknown: number } {
	const since = steps.slice(steps.findLastIndex(({ event }) => event === "closed") + 1);
	const count = (event: ReportEvent) => new Set(since.filter((s) => s.event === event).map(({ byId }) => byId)).size;
	return { yes: count("foundFixed"), unknown: count("notKnown") };
}
