/** An organization: an NGO (سمن) as it applied, what the secretariat decided, and what each state allows. */
import { z } from "zod";
import { done, type Result, refuse } from "../kit/result.ts";
import type { Capacity } from "./capacity.ts";
import { legalNationalId } from "./checkDigits.ts";
import { oneLine, VISIBLE_LETTER } from "./lines.ts";
import { normaliseDigits, searchForm } from "./persian.ts";
import type { Title } from "./person.ts";

export const ORGANIZATION_FIELDS = [
	"social",
	"environment",
	"education",
	"health",
	"womenAndFamily",
	"children",
	"disability",
	"addictionRecovery",
	"povertyRelief",
	"employment",
	"cultureAndArt",
	"youthAndSport",
	"crisisRelief",
	"urbanAndHousing",
	"elderly",
	"citizenship",
] as const;
/** One of the list the admins keep; it begins with `ORGANIZATION_FIELDS`. */
export type OrganizationField = string;

/** Who gave the organization its license. */
export const LICENSING_AUTHORITIES = [
	"interior",
	"welfare",
	"sportAndYouth",
	"environment",
	"culturalHeritage",
	"reliefCommittee",
	"police",
	"otherAuthority",
] as const;
/** One of the list the admins keep; it begins with `LICENSING_AUTHORITIES`. */
export type LicensingAuthority = string;

export const ORGANIZATION_STATES = [
	"waiting",
	"askedForMore",
	"approved",
	"suspended",
	"rejected",
	"withdrawn",
] as const;
export type OrganizationState = (typeof ORGANIZATION_STATES)[number];

/** What happened to an application, by whom; the last one says where it stands. */
export type ApplicationEvent =
	| "applied"
	| "corrected"
	| "approved"
	| "askedForMore"
	| "rejected"
	| "withdrawn"
	| "suspended"
	| "restored";

export interface ApplicationStep {
	event: ApplicationEvent;
	at: Date;
	byId: string;
	/** The first application is round 1; each correction begins a new one. */
	round: number;
	/** The reason of a rejection or suspension, the question asked, or the applicant's words to a correction. */
	words?: string;
	/** Which answers are to be corrected; which a correction changed. */
	answers?: OrganizationAnswer[];
	/** The draft it was sent from. */
	requestId?: string;
}

export interface Organization extends OrganizationDetails {
	id: string;
	/** "O-1405-0042": Jalali year of the application and a running number; gaps are allowed. */
	code: string;
	state: OrganizationState;
	steps: ApplicationStep[];
	round: number;
	/** Counts every change; a decision counts only on the revision it was made on. */
	revision: number;
	applicantId: string;
	requestId: string;
	appliedAt: Date;
	/** When its people last changed the profile or said that it still holds. */
	confirmedAt?: Date;
	/** The import it came with, from the register the office had before. */
	importId?: string;
	/** Imported, and nobody speaks for it yet: to be claimed by its director. */
	unclaimed?: boolean;
	/** Its people report without a daily limit. */
	isTrusted?: boolean;
	/** What it can lend to others, told after it was approved. */
	capacity?: Capacity;
}

/** What an organization tells about itself. */
export interface OrganizationDetails {
	name: string;
	/** None: not registered yet. */
	registrationNumber?: string;
	nationalId?: string;
	/** Jalali year; 0 when an imported register did not say. */
	foundedYear: number;
	licensingAuthority?: LicensingAuthority;
	/** Gregorian day "2028-03-05"; none: being renewed. */
	licenseExpiresOn?: string;
	licenseFile?: LicenseFile;
	fields: OrganizationField[];
	/** As an imported register names it. */
	city?: string;
	neighbourhoodIds: string[];
	memberCount: number;
	volunteerCount: number;
	about: string;
	director: { name: string; title: Title /** E.164 */; phone: string };
}

export interface LicenseFile {
	kind: "photo" | "document";
	/** Telegram's id of the file. */
	fileId: string;
}

/** The questions of the registration, in the order they are asked; a correction names the faulty ones. */
export const ORGANIZATION_ANSWERS = [
	"name",
	"registrationNumber",
	"nationalId",
	"foundedYear",
	"licensingAuthority",
	"licenseExpiresOn",
	"fields",
	"neighbourhoods",
	"memberCount",
	"volunteerCount",
	"about",
	"directorName",
	"directorTitle",
	"phone",
	"license",
] as const;
export type OrganizationAnswer = (typeof ORGANIZATION_ANSWERS)[number];

/** Where a decision or the applicant may lead an application from each state. */
const WAYS: Record<OrganizationState, Partial<Record<ApplicationEvent, OrganizationState>>> = {
	waiting: { approved: "approved", askedForMore: "askedForMore", rejected: "rejected", withdrawn: "withdrawn" },
	askedForMore: { corrected: "waiting", withdrawn: "withdrawn" },
	rejected: { corrected: "waiting" },
	approved: { suspended: "suspended" },
	suspended: { restored: "approved" },
	withdrawn: {},
};

/** The state after an event; undefined when the state does not allow it. */
export function stateAfter(state: OrganizationState, event: ApplicationEvent): OrganizationState | undefined {
	return WAYS[state][event];
}

/** What ended a round: the decision or the withdrawal; undefined while it waits. */
export function endOfRound(organization: Organization, round: number): ApplicationStep | undefined {
	return organization.steps.find(
		(step) => step.round === round && step.event !== "applied" && step.event !== "corrected",
	);
}

/** The last thing that happened. */
export function lastStep(organization: Organization): ApplicationStep | undefined {
	return organization.steps.at(-1);
}

/** How a name is searched and compared: one spelling for ي/ی, ك/ک, half-spaces and digits. */
export function searchName(name: string): string {
	return searchForm(name);
}

// Each schema's message is the reason of a refusal (`organizations.refusal.<reason>`).

export const organizationName = oneLine.pipe(
	z.string().min(3, "nameTooShort").max(120, "nameTooLong").regex(VISIBLE_LETTER, "nameNeedsLetters"),
);
export const registrationNumber = z
	.string()
	.transform((text) => normaliseDigits(text).replace(/[\s\u200C]/g, ""))
	.pipe(z.string().regex(/^\d{1,7}$/, "notARegistrationNumber"));
/** The شناسهٔ ملی of a legal person, with its check digit. */
export const organizationNationalId = z.string().transform((text, ctx) => {
	const id = legalNationalId(text);
	if (id.ok) return id.value;
	ctx.addIssue({ code: "custom", message: id.reason });
	return z.NEVER;
});
export const organizationAbout = z.string().min(20, "aboutTooShort").max(1000, "aboutTooLong");
export const decisionReason = z.string().min(5, "reasonTooShort").max(500, "reasonTooLong");
export const PEOPLE_COUNT = { min: 0, max: 100_000 };

/** The last day of a license: one that is over is none. `day` is "2028-03-05". */
export function licenseDay(day: string, now: Date): Result<string, "licenseExpired"> {
	return day < dayIn(now) ? refuse("licenseExpired") : done(day);
}

function dayIn(now: Date): string {
	return Temporal.Instant.fromEpochMilliseconds(now.getTime())
		.toZonedDateTimeISO("Asia/Tehran")
		.toPlainDate()
		.toString();
}
