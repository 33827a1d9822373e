/** The copies of a delivery to many, person by person: who got it, whom it did not reach. */
import type { DeliveryState } from "../domain/delivery.ts";
import { deliveries } from "./deliveries.ts";

export interface Copy {
	personId: string;
	state: DeliveryState;
	reason?: string;
}

const WHY = { projection: { _id: 1, state: 1, reason: 1 } } as const;

/** One page in person-id order, those after `afterId`. */
export async function pageOf(
	parent: string,
	states: readonly DeliveryState[],
	afterId: string | undefined,
	limit: number,
): Promise<Copy[]> {
	const pages = await Promise.all(
		// Each state is a stretch of the index of its own.
		states.map((state) =>
			deliveries()
				.find({ parent, state, ...(afterId !== undefined && { _id: { $gt: `${parent}/${afterId}` } }) }, WHY)
				.sort({ _id: 1 })
				.limit(limit)
				.toArray(),
		),
	);
	return pages
		.flat()
		.sort((a, b) => (a._id < b._id ? -1 : 1))
		.slice(0, limit)
		.map((row) => asCopy(parent, row));
}

/** The copies to these people. */
export async function ofPeople(parent: string, personIds: readonly string[]): Promise<Copy[]> {
	if (personIds.length === 0) return [];
	const rows = await deliveries()
		.find({ _id: { $in: personIds.map((personId) => `${parent}/${personId}`) } }, WHY)
		.toArray();
	return rows.map((row) => asCopy(parent, row));
}

/** What somebody's message was: the row to many it is a copy of, and the copy. */
export async function ofMessage(personId: string, messageId: number): Promise<string | undefined> {
	const row = await deliveries().findOne(
		{ recipient: `p:${personId}`, messageIds: messageId, operation: "send" },
		{ projection: { parent: 1 } },
	);
	return row?.parent;
}

function asCopy(parent: string, row: { _id: string; state: DeliveryState; reason?: string }): Copy {
	return {
		personId: row._id.slice(parent.length + 1),
		state: row.state,
		...(row.reason !== undefined && { reason: row.reason }),
	};
}
