/** The neighbourhoods people choose from and look up: by name in any spelling, and by a place on the map. */
import {
	type FacilitationOffice,
	FIRST_NEIGHBOURHOODS,
	mayMean,
	type Neighbourhood,
	type Place,
} from "../domain/neighbourhood.ts";
import type { Actor } from "../domain/person.ts";
import * as offices from "../store/facilitationOffices.ts";
import * as store from "../store/neighbourhoods.ts";
import * as organizations from "../store/organizations.ts";

/** A centre tells the neighbourhood within so many metres. */
const CENTRE_REACHES_M = 3_000;

/** One page (counted from 0) of those one of whose names has the words in it. */
export async function find(
	query: string,
	page: number,
	perPage = 6,
): Promise<{ list: Neighbourhood[]; count: number }> {
	return await store.find(query, page * perPage, perPage);
}

export async function byIds(ids: readonly string[]): Promise<Neighbourhood[]> {
	return await store.byIds(ids);
}

/** "Did you mean": those whose name is the typed one with a letter or two wrong. */
export async function meant(typed: string, most = 3): Promise<Neighbourhood[]> {
	const all = await store.all();
	return all.filter((one) => !one.retiredAt && mayMean(typed, one)).slice(0, most);
}

/** Those in which the organizations of whoever asks work; the forms' questions ask for them. @public */
export async function own({ memberships }: Actor): Promise<Neighbourhood[]> {
	const places = memberships.filter(({ status }) => status === "active").map(({ organizationId }) => organizationId);
	if (places.length === 0) return [];
	const theirs = await organizations.byIds(places);
	const ids = [...new Set(theirs.flatMap(({ neighbourhoodIds }) => neighbourhoodIds))];
	return ids.length === 0 ? [] : (await store.byIds(ids)).filter(({ retiredAt }) => !retiredAt);
}

/** The one a place lies in: by outline, else by the nearest centre within three kilometres. */
export async function at(place: Place): Promise<Neighbourhood | undefined> {
	return (await store.around(place)) ?? (await store.nearest(place, CENTRE_REACHES_M, 1))[0];
}

/** Those around a place, the likeliest first; the forms' questions ask for them. @public */
export async function near(place: Place, most = 3): Promise<Neighbourhood[]> {
	const [around, nearest] = await Promise.all([store.around(place), store.nearest(place, CENTRE_REACHES_M, most + 1)]);
	const others = nearest.filter(({ id }) => id !== around?.id);
	return [...(around ? [around] : []), ...others].slice(0, most);
}

/** The office that stands in a neighbourhood. */
export async function officeOf(neighbourhoodId: string): Promise<FacilitationOffice | undefined> {
	return await offices.ofNeighbourhood(neighbourhoodId);
}

/** A new installation begins with the first list; a list the admins have changed is left alone. */
export async function beginWithFirstList(): Promise<void> {
	if (await store.isEmpty()) await store.addMissing(FIRST_NEIGHBOURHOODS);
	await store.complete(FIRST_NEIGHBOURHOODS);
}
