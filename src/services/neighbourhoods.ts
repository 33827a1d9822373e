/** The neighbourhoods people choose from. */
import { FIRST_NEIGHBOURHOODS, type Neighbourhood } from "../domain/neighbourhood.ts";
import * as store from "../store/neighbourhoods.ts";

/** One page (counted from 0) of those whose name has the words in it. */
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

/** A new installation begins with the first list; a list the admins have changed is left alone. */
export async function beginWithFirstList(): Promise<void> {
	if (await store.isEmpty()) await store.addMissing(FIRST_NEIGHBOURHOODS);
}
