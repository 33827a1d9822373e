/** An executive agency (دستگاه اجرایی): what it answers for, where, and who answers for it. */
import { z } from "zod";
import { oneLine, VISIBLE_LETTER } from "./lines.ts";
import type { PersonLanguage } from "./person.ts";

export interface Agency {
	id: string;
	name: Record<PersonLanguage, string>;
	/** Items of the list "dimensions" it answers for. */
	dimensions: string[];
	/** Where it answers; empty: everywhere. */
	neighbourhoodIds: string[];
	/** E.164, of the office. */
	phone?: string;
	createdAt: Date;
	/** Nothing new is referred to it since then; what it has is still its own. */
	retiredAt?: Date;
}

/** Somebody who answers for an agency. */
export interface Liaison {
	id: string;
	personId: string;
	agencyId: string;
	since: Date;
	/** Dismissed then: the work of the agency is not theirs any more. */
	until?: Date;
}

// Each message is the reason of a refusal (`agencies.refusal.<reason>`).

export const agencyNameFa = oneLine.pipe(
	z
		.string()
		.min(3, "nameTooShort")
		.max(80, "nameTooLong")
		.regex(/[\u0600-\u06FF]/, "notPersian"),
);
export const agencyNameEn = oneLine.pipe(
	z
		.string()
		.min(3, "nameTooShort")
		.max(80, "nameTooLong")
		.regex(/^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u, "notEnglish")
		.regex(VISIBLE_LETTER, "notEnglish"),
);

/**
 * Which of the agencies that answer for a dimension answers for a neighbourhood: one that names it before one that
 * answers everywhere, the elder before the younger.
 */
export function nearestAgency(agencies: readonly Agency[], neighbourhoodId: string | undefined): Agency | undefined {
	const named = agencies.find((one) => neighbourhoodId !== undefined && one.neighbourhoodIds.includes(neighbourhoodId));
	return named ?? agencies.find((one) => one.neighbourhoodIds.length === 0);
}
