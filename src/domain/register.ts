/** The register of organizations as coordinators look through it: what may be asked for, and what each question means. */
import { dayKey, indexWords, orderKey } from "./finding.ts";
import { ORGANIZATION_STATES, type Organization, type OrganizationState } from "./organization.ts";

/** Which states are looked at together. */
export const STATE_GROUPS = {
	registered: ["approved", "suspended"],
	suspended: ["suspended"],
	open: ["waiting", "askedForMore"],
	closed: ["rejected", "withdrawn"],
	all: ORGANIZATION_STATES,
} as const satisfies Record<string, readonly OrganizationState[]>;
export type StateGroup = keyof typeof STATE_GROUPS;

export const LICENSE_FILTERS = ["lapsed", "lapsing"] as const;
export type LicenseFilter = (typeof LICENSE_FILTERS)[number];

/** A license that ends within so many days is to be renewed soon. */
export const LAPSES_WITHIN_DAYS = 60;
/** A profile that nobody changed or confirmed for so long is stale. */
const STALE_AFTER_MONTHS = 6;

/** All of it must hold. */
export interface RegisterFilter {
	states: StateGroup;
	/** As typed. */
	words?: string;
	field?: string;
	neighbourhoodId?: string;
	license?: LicenseFilter;
	stale?: boolean;
}

/** What is looked at when nothing was asked for. */
export const WHOLE_REGISTER: RegisterFilter = { states: "registered" };

/** What is kept beside an organization to find it by and to put it in order. */
export interface OrganizationKeys {
	searchWords: string[];
	nameOrder: string;
	/** By the last day of the license; none without one. */
	licenseOrder?: string;
	/** By the moment the profile was last changed or confirmed. */
	freshOrder: string;
}

export function organizationKeys(organization: Organization): OrganizationKeys {
	const { id, name, code, registrationNumber, nationalId, licenseExpiresOn } = organization;
	const number = code
		.split("-")
		.at(-1)
		?.replace(/^0+(?=\d)/, "");
	const numbers = [registrationNumber, nationalId, number].filter((one) => one !== undefined);
	const words = [...new Set([...indexWords(name), ...indexWords(code), ...numbers])];
	return {
		searchWords: words,
		nameOrder: orderKey(words, id),
		...(licenseExpiresOn === undefined ? {} : { licenseOrder: dayKey(licenseExpiresOn, id) }),
		freshOrder: dayKey(freshAt(organization).toISOString(), id),
	};
}

/** When its people last said or confirmed what is known of it. */
export function freshAt(organization: Organization): Date {
	const told = organization.steps.findLast(({ event }) => event === "applied" || event === "corrected");
	const times = [organization.confirmedAt, told?.at ?? organization.appliedAt].filter((time) => time !== undefined);
	return new Date(Math.max(...times.map((time) => time.getTime())));
}

/** The day of the register's province. */
export function dayAt(moment: Date, plusDays = 0): string {
	return inTehran(moment).add({ days: plusDays }).toString();
}

/** A profile last touched before this moment is stale. */
export function staleBefore(now: Date): Date {
	return new Date(
		inTehran(now).subtract({ months: STALE_AFTER_MONTHS }).toZonedDateTime("Asia/Tehran").epochMilliseconds,
	);
}

function inTehran(moment: Date): Temporal.PlainDate {
	return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO("Asia/Tehran").toPlainDate();
}
