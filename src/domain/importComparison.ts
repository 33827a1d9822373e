/** What a row of a register means for the organizations that are there: which one it is, and what it would change. */
import type { ImportedDetails } from "./importRow.ts";
import type { Organization, OrganizationState } from "./organization.ts";
import { searchForm } from "./persian.ts";
import { nameKey } from "./similarity.ts";

/** An organization whose application was refused or taken back is none of the register. */
const GONE: readonly OrganizationState[] = ["rejected", "withdrawn"];
/** Still to be decided: an import does not touch what its applicant wrote. */
const UNDECIDED: readonly OrganizationState[] = ["waiting", "askedForMore"];

export interface Candidate {
	organization: Organization;
	nameKey: string;
}

export type Match =
	| { is: "none" }
	| { is: "one"; organization: Organization }
	/** The registration number is one organization's, the national id another's. */
	| { is: "numbersOfTwo" }
	| { is: "severalAlike" };

export function isInRegister(state: OrganizationState): boolean {
	return !GONE.includes(state);
}

export function isUndecided(state: OrganizationState): boolean {
	return UNDECIDED.includes(state);
}

/** By number first; by name and place where no number speaks against it. */
export function matchOf(details: ImportedDetails, candidates: readonly Candidate[]): Match {
	const { registrationNumber, nationalId } = details;
	const numbered = new Map<string, Organization>();
	for (const { organization } of candidates) {
		const same =
			(registrationNumber !== undefined && organization.registrationNumber === registrationNumber) ||
			(nationalId !== undefined && organization.nationalId === nationalId);
		if (same) numbered.set(organization.id, organization);
	}
	const [first, second] = numbered.values();
	if (second) return { is: "numbersOfTwo" };
	if (first) return { is: "one", organization: first };
	const key = nameKey(details.name);
	const alike = candidates.filter(
		(one) => one.nameKey === key && mayBeSame(details, one.organization) && isSamePlace(details, one.organization),
	);
	const [only, another] = alike;
	if (another) return { is: "severalAlike" };
	return only ? { is: "one", organization: only.organization } : { is: "none" };
}

/** Two different numbers are two organizations, however alike their names. */
function mayBeSame(details: ImportedDetails, organization: Organization): boolean {
	const differ = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;
	return (
		!differ(details.registrationNumber, organization.registrationNumber) &&
		!differ(details.nationalId, organization.nationalId)
	);
}

/** Where both say where they are, they must say the same. */
export function isSamePlace(
	a: Pick<ImportedDetails, "city" | "neighbourhoodIds">,
	b: Pick<ImportedDetails, "city" | "neighbourhoodIds">,
): boolean {
	if (a.city !== undefined && b.city !== undefined && searchForm(a.city) !== searchForm(b.city)) return false;
	const [here, there] = [a.neighbourhoodIds ?? [], b.neighbourhoodIds ?? []];
	return here.length === 0 || there.length === 0 || here.some((id) => there.includes(id));
}

/** The answers a row says something new about. Whoever speaks for an organization keeps their own name and number. */
export function changesOf(details: ImportedDetails, organization: Organization): (keyof ImportedDetails)[] {
	const { director } = organization;
	const before: ImportedDetails = {
		...organization,
		directorName: director.name,
		directorTitle: director.title,
		phone: director.phone,
	};
	const personal: readonly string[] = ["directorName", "directorTitle", "phone"];
	return (Object.keys(details) as (keyof ImportedDetails)[]).filter((key) => {
		if (personal.includes(key) && !organization.unclaimed) return false;
		return !isSame(details[key], before[key]);
	});
}

/** The organization with what the row says. */
export function withChanges(
	organization: Organization,
	details: ImportedDetails,
	changes: readonly (keyof ImportedDetails)[],
): Organization {
	const { directorName, directorTitle, phone, ...answers } = Object.fromEntries(
		changes.map((key) => [key, details[key]]),
	) as Partial<ImportedDetails>;
	const director = {
		name: directorName ?? organization.director.name,
		title: directorTitle ?? organization.director.title,
		phone: phone ?? organization.director.phone,
	};
	return { ...organization, ...answers, director, revision: organization.revision + 1 };
}

function isSame(a: unknown, b: unknown): boolean {
	if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one) => b.includes(one));
	if (typeof a === "string" && typeof b === "string") return searchForm(a) === searchForm(b);
	return a === b;
}
