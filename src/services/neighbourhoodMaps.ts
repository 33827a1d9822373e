/** The map of a neighbourhood: drawn in the background, sent to whoever asked. */
import type { Neighbourhood } from "../domain/neighbourhood.ts";
import { middleOf } from "../domain/neighbourhood.ts";
import type { Actor } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as store from "../store/neighbourhoods.ts";
import * as papers from "../store/papers.ts";
import { beginOnce } from "./backgroundJobs.ts";
import { owe } from "./deliveries.ts";

const AROUND_M = 3_000;
const MOST_AROUND = 30;
const KEPT_MS = 24 * 3600_000;

/** The map is begun; where nothing is known of its place there is none. */
export async function order(actor: Actor, id: string, now: Date): Promise<Result<undefined, "notFound" | "nowhere">> {
	const found = await store.byId(id);
	if (!found) return refuse("notFound");
	if (!found.centre && !found.outline) return refuse("nowhere");
	const refs = { neighbourhoodId: id, paperId: newId(), personId: actor.person.id };
	await beginOnce({ kind: "neighbourhood.map", refs, personId: actor.person.id, about: ["neighbourhoodId"] }, now);
	return done(undefined);
}

export interface Surroundings {
	neighbourhood: Neighbourhood;
	others: Neighbourhood[];
}

/** A neighbourhood with those whose centres are within three kilometres. */
export async function surroundings(id: string): Promise<Surroundings | undefined> {
	const neighbourhood = await store.byId(id);
	const middle = neighbourhood && (neighbourhood.centre ?? (neighbourhood.outline && middleOf(neighbourhood.outline)));
	if (!neighbourhood || !middle) return undefined;
	const near = await store.nearest(middle, AROUND_M, MOST_AROUND);
	return { neighbourhood, others: near.filter((one) => one.id !== id) };
}

/** Keeps a picture until it was sent, and owes it to whoever asked. */
export async function keepMap(
	map: { paperId: string; personId: string; neighbourhoodId: string },
	picture: Uint8Array,
	now: Date,
): Promise<void> {
	const { paperId, personId, neighbourhoodId } = map;
	async function* whole() {
		yield picture;
	}
	await papers.put(paperId, whole(), new Date(now.getTime() + KEPT_MS));
	await owe([
		{
			key: `paper:${paperId}`,
			kind: "neighbourhood.map",
			refs: { paperId, neighbourhoodId },
			to: { personId },
			dueAt: now,
			urgent: true,
		},
	]);
}
