/** Who scores what: the organizations somebody speaks for, and the neighbourhoods these work in. */
import type { Organization } from "../../domain/organization.ts";
import { type Actor, actingFor } from "../../domain/person.ts";
import * as organizations from "../../store/organizations.ts";

/** The approved organizations somebody belongs to, the one they act for first. */
export async function approvedOf(actor: Actor): Promise<Organization[]> {
	const ids = actor.memberships.filter(({ status }) => status === "active").map(({ organizationId }) => organizationId);
	const found = (await organizations.byIds(ids)).filter(({ state }) => state === "approved");
	const chosen = actingFor(actor);
	return found.toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen));
}

export function placesOf(theirs: readonly Organization[]): string[] {
	return [...new Set(theirs.flatMap(({ neighbourhoodIds }) => neighbourhoodIds))];
}

/** Which of somebody's organizations speaks for a neighbourhood: the one they act for where it works there. */
export function organizationFor(theirs: readonly Organization[], neighbourhoodId: string): Organization | undefined {
	return theirs.find(({ neighbourhoodIds }) => neighbourhoodIds.includes(neighbourhoodId));
}
