/** A report: a problem, a need or a half-finished work that somebody saw in a neighbourhood, and what became of it. */
import { z } from "zod";
import type { Place } from "./neighbourhood.ts";

export const REPORT_KINDS = ["problem", "need", "stalledWork"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const REPORT_STATES = ["received", "underReview", "referred", "inProgress", "closed"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** Not closed yet. */
export const OPEN_STATES = ["received", "underReview", "referred", "inProgress"] as const satisfies ReportState[];

export const OUTCOMES = ["done", "otherBody", "noBudget", "duplicate", "resolvedItself", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const URGENCIES = ["low", "normal", "high"] as const;
export type Urgency = (typeof URGENCIES)[number];

/** How long a problem has been there. */
export const SINCES = ["days", "weeks", "months", "years"] as const;
export type Since = (typeof SINCES)[number];

/** For whom it is told: a resident without Telegram. Nobody but the reporter and the secretariat sees it. */
export interface Behalf {
	name: string;
	/** E.164 */
	phone?: string;
}

/** What only a half-finished work has. */
export interface StalledWork {
	/** Who is to finish it. */
	agencyId?: string;
	/** Jalali year. */
	startedYear: number;
	/** Gregorian day since when nobody works there. */
	stoppedOn: string;
	/** How much is built, 0–100. */
	percent: number;
	why?: string;
	dangers?: string;
	/** When an organization was last asked for a fresh photo, and which. */
	askedAt?: Date;
	askedOrganizationId?: string;
}

/** What an open report waits for beside its state. */
export interface Awaiting {
	/** The reporter's answer; the secretariat's word on the agency's "it is done". */
	what: "reporter" | "confirmation";
	/** Who asked or proposed. */
	byId: string;
	/** An answer is waited for until then. */
	until?: Date;
}

/** Handed to an agency. */
export interface Referral {
	agencyId: string;
	at: Date;
	acceptedAt?: Date;
	declinedWhy?: string;
}

/** What happened to a report. The first is "received"; those that lead to another state stand in `WAYS`. */
export const REPORT_EVENTS = [
	"received",
	"claimed",
	"released",
	"reviewed",
	"routed",
	"deadlineSet",
	"noted",
	"asked",
	"answered",
	"unanswered",
	"referred",
	"accepted",
	"declined",
	"agencyAsked",
	"progressed",
	"closingProposed",
	"closingRefused",
	"closed",
	"merged",
	"unmerged",
	"reopened",
	"foundFixed",
	"notKnown",
	"revealed",
	/** Of a half-finished work: a fresh look at it. */
	"photographed",
] as const;
export type ReportEvent = (typeof REPORT_EVENTS)[number];

export interface ReportStep {
	event: ReportEvent;
	at: Date;
	byId: string;
	words?: string;
	photos?: string[];
	/** Of what is said to be done without showing it. */
	whyNoPhoto?: string;
	/** For the secretariat only. */
	private?: boolean;
	/** Where it led, when it led to another state. */
	state?: ReportState;
	outcome?: Outcome;
	/** Ids the step is about (an agency, a committee, the surviving report), days ("2026-12-01"). */
	refs?: Record<string, string | number>;
	/** The draft or tap it came from. */
	requestId?: string;
}

/** What is reported, as the form asks it. */
export interface ReportDetails {
	kind: ReportKind;
	/** An item of the list "dimensions". */
	dimension: string;
	/** An item of the list "categories". */
	category: string;
	neighbourhoodId: string;
	/** Rounded where the category is sensitive. */
	place?: Place;
	landmark?: string;
	/** Empty where only a voice note was sent. */
	what: string;
	/** Telegram's id of a voice note. */
	voice?: string;
	/** Telegram's ids of photos. */
	photos: string[];
	/** Of a problem: since when. */
	since?: Since;
	/** Of a need: what would help. */
	proposal?: string;
	/** People affected; 0: not known. */
	affected: number;
	urgency: Urgency;
	stalled?: StalledWork;
	behalf?: Behalf;
}

export interface Report extends ReportDetails {
	id: string;
	/** "R-1405-0042": Jalali year and a running number; gaps are allowed. */
	code: string;
	state: ReportState;
	/** Of a closed one. */
	outcome?: Outcome;
	/** Its category is sensitive: never in a group, never shown to others as a report nearby. */
	isSensitive?: boolean;
	reporterId: string;
	/** The organization the reporter acted for. */
	organizationId?: string;
	/** Reporter's and supporters' organizations, each once. */
	organizationIds: string[];
	/** Reporter and supporters: they hear of each change. */
	followers: string[];
	/** How many support it, beside the reporter. */
	supporters: number;
	committeeId?: string;
	/** Who answers for it: found by dimension and neighbourhood, or set by a coordinator; referred only with `referral`. */
	agencyId?: string;
	referral?: Referral;
	awaiting?: Awaiting;
	/** The coordinator who takes care of it. */
	claimedById?: string;
	/** Gregorian day of the deadline. */
	dueOn?: string;
	/** The report this one was merged into. */
	survivorId?: string;
	/** How often "it is not fixed" opened it again. */
	reopened: number;
	steps: ReportStep[];
	/** Counts every change; a change counts only on the revision it was made on. */
	revision: number;
	requestId: string;
	createdAt: Date;
	changedAt: Date;
}

/** "We see this too". */
export interface Support {
	id: string;
	reportId: string;
	personId: string;
	organizationId?: string;
	words?: string;
	photos: string[];
	at: Date;
	requestId: string;
}

/** Where an event leads a report from each state; what is not here leaves the state as it is or is not possible. */
const WAYS: Record<ReportState, Partial<Record<ReportEvent, ReportState>>> = {
	received: { reviewed: "underReview", referred: "referred", closed: "closed", merged: "closed" },
	underReview: { referred: "referred", closed: "closed", merged: "closed", unanswered: "received" },
	referred: {
		accepted: "inProgress",
		progressed: "inProgress",
		declined: "underReview",
		referred: "referred",
		closed: "closed",
		merged: "closed",
	},
	inProgress: { declined: "underReview", referred: "referred", closed: "closed", merged: "closed" },
	closed: { reopened: "underReview", unmerged: "underReview" },
};

/** What may happen in an open report without leading it elsewhere. */
const WHILE_OPEN: readonly ReportEvent[] = [
	"claimed",
	"released",
	"routed",
	"deadlineSet",
	"asked",
	"answered",
	"unanswered",
	"agencyAsked",
	"progressed",
	"closingProposed",
	"closingRefused",
	"photographed",
];
/** What may happen in a closed one. */
const WHILE_CLOSED: readonly ReportEvent[] = ["foundFixed", "notKnown"];
const ALWAYS: readonly ReportEvent[] = ["noted", "revealed"];

/** The state after an event (it may be the same); undefined when the state does not allow it. */
export function stateAfter(state: ReportState, event: ReportEvent): ReportState | undefined {
	const next = WAYS[state][event];
	if (next) return next;
	const staying = state === "closed" ? WHILE_CLOSED : WHILE_OPEN;
	return staying.includes(event) || ALWAYS.includes(event) ? state : undefined;
}

export function isOpen(report: { state: ReportState }): boolean {
	return report.state !== "closed";
}

/** Who answers for it now. */
export function answeringAgency({ referral, agencyId }: Pick<Report, "referral" | "agencyId">): string | undefined {
	return referral?.agencyId ?? agencyId;
}

// Each message is the reason of a refusal (`reports.refusal.<reason>`).

/** What is wrong, in words. */
export const reportWords = z.string().min(10, "whatTooShort").max(2000, "whatTooLong");
export const supportWords = z.string().min(3, "wordsTooShort").max(1000, "wordsTooLong");
export const landmark = z.string().min(3, "landmarkTooShort").max(150, "landmarkTooLong");
export const reportReason = z.string().min(5, "reasonTooShort").max(500, "reasonTooLong");
export const stalledWords = z.string().min(3, "wordsTooShort").max(500, "wordsTooLong");
export const proposalWords = z.string().min(3, "wordsTooShort").max(1000, "wordsTooLong");
/** What one person may report in a day, unless the admins set another number. */
export const REPORTS_A_DAY = { usual: 10, min: 1, max: 1_000 } as const;
export const AFFECTED = { min: 1, max: 1_000_000 } as const;
export const PERCENT = { min: 0, max: 99 } as const;
