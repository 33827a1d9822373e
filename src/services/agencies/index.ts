/** The executive agencies and who answers for them: looked up, and chosen for what concerns a dimension and a neighbourhood. */
import { type Agency, nearestAgency } from "../../domain/agency.ts";
import * as store from "../../store/agencies.ts";
import * as liaisons from "../../store/liaisons.ts";

/** All agencies that take anything new, by name; a few dozen. */
export async function list(): Promise<Agency[]> {
	return (await store.all()).filter(({ retiredAt }) => !retiredAt);
}

/** Retired ones too: what was referred to them is still read. */
export async function byId(id: string): Promise<Agency | undefined> {
	return await store.byId(id);
}

export async function byIds(ids: readonly string[]): Promise<Agency[]> {
	return await store.byIds(ids);
}

/** The agency that answers for what concerns a dimension in a neighbourhood: one that names it before one that answers everywhere. */
export async function answeringFor(about: {
	dimension: string;
	neighbourhoodId?: string | undefined;
}): Promise<Agency | undefined> {
	return nearestAgency(await store.ofDimension(about.dimension), about.neighbourhoodId);
}

/** The ids of the people who answer for an agency now. */
export async function liaisonsOf(agencyId: string): Promise<string[]> {
	return (await liaisons.activeOf(agencyId)).map(({ personId }) => personId);
}

export {
	type AgencyCard,
	add,
	becomeLiaison,
	change,
	open,
	page,
	restore,
	retire,
} from "./keep.ts";
export { dismiss, type LiaisonShown, lastDismissal, liaisonOf, see as seeLiaison } from "./liaisons.ts";
