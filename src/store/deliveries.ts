/** How deliveries are kept until they are sent, and what became of them. How they are sent is in `sending.ts`. */
import mongoose from "mongoose";
import type { DeliveryState, NewDelivery, Recipient } from "../domain/delivery.ts";
import type { Owner } from "./sessions.ts";
import { currentSession } from "./transaction.ts";

export type Halt = "paused" | "stopped";

export interface DeliveryDocument {
	/** The delivery's key. */
	_id: string;
	operation: "send" | "edit" | "delete";
	target?: string;
	kind: string;
	refs: Record<string, string | number>;
	to: Recipient;
	/** Whom it goes to as one word, so that no chat gets two at once: "p:<personId>" or "c:<chatId>". */
	recipient?: string;
	/** One row to many, to be expanded into copies; what changes a delivery has one for each of its copies. */
	wide: boolean;
	/** Of a copy: the row to many it was made from. */
	parent?: string;
	/** Of a row to many: the person whose copy was made last. */
	cursor?: string;
	/** Of a row to many: none of its copies leaves any more, for now or for good; see `halting.ts`. */
	halt?: Halt;
	/** Lower goes first: 0 urgent, 1 to one or a few, 2 one of many. */
	rank: number;
	dueAt: Date;
	urgent: boolean;
	notAfter?: Date;
	state: DeliveryState;
	/** Set until it is over; what is over leaves the index of what is due. */
	open?: true;
	/** Times it may have been sent without our knowing. */
	attempts: number;
	maybeDuplicate?: true;
	/** The claim it is being sent under. */
	fence?: string;
	lease?: Owner & { until: Date };
	/** Where it stands. */
	chatId?: number;
	messageIds: number[];
	/** It went out with a picture or a file: what changes it changes the caption. */
	withFile?: true;
	/** Why it did not get there. */
	reason?: string;
	endedAt?: Date;
	/** The database drops it after this moment. */
	expiresAt?: Date;
}

export const deliveries = () => mongoose.connection.collection<DeliveryDocument>("deliveries");

export async function prepareDeliveries(): Promise<void> {
	await mongoose.connection.db?.createCollection("deliveries").catch(unlessItExists);
	await deliveries().createIndexes([
		{ key: { state: 1, wide: 1, rank: 1, dueAt: 1 }, partialFilterExpression: { open: true } },
		{ key: { dueAt: 1 }, partialFilterExpression: { open: true } },
		{ key: { parent: 1, state: 1, _id: 1 }, partialFilterExpression: { parent: { $exists: true } } },
		{ key: { target: 1 }, partialFilterExpression: { target: { $exists: true } } },
		{ key: { recipient: 1, state: 1 }, partialFilterExpression: { open: true } },
		{ key: { recipient: 1, _id: 1 } },
		{ key: { state: 1, endedAt: -1 }, partialFilterExpression: { reason: { $exists: true } } },
		{ key: { expiresAt: 1 }, expireAfterSeconds: 0 },
	]);
}

/** The row of a delivery that is owed. */
export function rowOf(delivery: NewDelivery): DeliveryDocument {
	const { key, operation = "send", target, kind, refs, to, dueAt, urgent = false, notAfter } = delivery;
	return {
		_id: key,
		operation,
		...(target !== undefined && { target }),
		kind,
		refs,
		to,
		...recipientOf(to),
		wide: "audience" in to || operation !== "send",
		rank: urgent ? 0 : 1,
		dueAt,
		urgent,
		...(notAfter !== undefined && { notAfter }),
		state: "pending",
		open: true,
		attempts: 0,
		messageIds: [],
	};
}

function recipientOf(to: Recipient): { recipient?: string } {
	if ("personId" in to) return { recipient: `p:${to.personId}` };
	return "chatId" in to ? { recipient: `c:${to.chatId}` } : {};
}

/** Writes the rows that are not there yet; resolves to the keys of those. Takes part in a transaction. */
export async function insertNew(rows: DeliveryDocument[]): Promise<string[]> {
	if (rows.length === 0) return [];
	const result = await deliveries().bulkWrite(
		rows.map((row) => {
			const { _id, ...rest } = row;
			return { updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true } };
		}),
		{ ordered: false, ...inSession() },
	);
	return Object.keys(result.upsertedIds).flatMap((index) => rows[Number(index)]?._id ?? []);
}

/** Edits of `target` written before `key` need not be sent any more: the last one shows what is true now. */
export async function supersedeEdits(target: string, key: string, now: Date): Promise<void> {
	const earlier = await deliveries()
		.find({ target, operation: "edit", _id: { $ne: key } }, { projection: { _id: 1 }, ...inSession() })
		.toArray();
	if (earlier.length === 0) return;
	const keys = earlier.map((row) => row._id);
	const over = ending("skipped", now, "superseded");
	await deliveries().updateMany({ _id: { $in: keys }, state: "pending" }, over, inSession());
	await deliveries().updateMany({ parent: { $in: keys }, state: "pending" }, over, inSession());
}

/** What is still waiting of these deliveries and their copies is not sent. Resolves to how many that were. */
export async function cancelWaiting(keys: { key: string } | { prefix: string }, now: Date): Promise<number> {
	const filter = "key" in keys ? { _id: keys.key } : { _id: { $gte: keys.prefix, $lt: `${keys.prefix}\uffff` } };
	const over = ending("cancelled", now);
	const wide = await deliveries()
		.find({ ...filter, wide: true }, { projection: { _id: 1 }, ...inSession() })
		.toArray();
	// The row to many first: its expansion writes on condition that it still waits.
	const rows = await deliveries().updateMany({ ...filter, state: "pending" }, over, inSession());
	if (wide.length === 0) return rows.modifiedCount;
	const parent = { $in: wide.map((row) => row._id) };
	const copies = await deliveries().updateMany({ parent, state: "pending" }, over, inSession());
	return rows.modifiedCount + copies.modifiedCount;
}

/** What still waits for one recipient ("c:<chat>") is not sent. Takes part in a transaction. */
export async function cancelWaitingTo(recipient: string, now: Date): Promise<void> {
	await deliveries().updateMany({ recipient, state: "pending" }, ending("cancelled", now), inSession());
}

/** How many copies of a row to many are in which state; a row to one counts itself. */
export async function countsOf(key: string): Promise<Partial<Record<DeliveryState, number>>> {
	const counted = await deliveries()
		.aggregate<{ _id: DeliveryState; count: number }>([
			{ $match: { $or: [{ parent: key }, { _id: key, wide: false }] } },
			{ $group: { _id: "$state", count: { $sum: 1 } } },
		])
		.toArray();
	return Object.fromEntries(counted.map(({ _id, count }) => [_id, count]));
}

/** How many deliveries are not over, or went wrong, by state. */
export async function countsByState(): Promise<Record<string, number>> {
	const states = ["pending", "sending", "failed", "unreachable", "unknown"] as const;
	const counts = await Promise.all(
		states.map((state) =>
			deliveries().countDocuments(
				state === "pending" || state === "sending"
					? { open: true, state, wide: false }
					: { state, reason: { $exists: true } },
			),
		),
	);
	return Object.fromEntries(states.map((state, index) => [state, counts[index] ?? 0]));
}

/** When the delivery that has been due longest was due; nothing when none is due at `now`. */
export async function oldestDue(now: Date): Promise<Date | undefined> {
	const [row] = await deliveries()
		.find({ open: true, dueAt: { $lte: now } }, { projection: { dueAt: 1 } })
		.sort({ dueAt: 1 })
		.limit(1)
		.toArray();
	return row?.dueAt;
}

/** The first moment after `now` at which a delivery becomes due. */
export async function nextDue(now: Date): Promise<Date | undefined> {
	const [row] = await deliveries()
		.find({ open: true, dueAt: { $gt: now } }, { projection: { dueAt: 1 } })
		.sort({ dueAt: 1 })
		.limit(1)
		.toArray();
	return row?.dueAt;
}

/** Nothing stays of what was sent or owed to a person. Takes part in a transaction. */
export async function removeTo(personId: string): Promise<void> {
	await deliveries().deleteMany({ recipient: `p:${personId}` }, inSession());
}

export async function byKey(key: string): Promise<DeliveryDocument | undefined> {
	return (await deliveries().findOne({ _id: key })) ?? undefined;
}

/** What did not get there, newest first. */
export async function troubled(states: DeliveryState[], limit: number): Promise<DeliveryDocument[]> {
	return await deliveries()
		.find({ state: { $in: states }, reason: { $exists: true }, wide: false })
		.sort({ endedAt: -1 })
		.limit(limit)
		.toArray();
}

/** Those that ended so since then; counting stops at `atMost`. */
export async function countTroubled(states: DeliveryState[], since: Date, atMost: number): Promise<number> {
	const filter = { state: { $in: states }, reason: { $exists: true }, endedAt: { $gte: since } };
	return await deliveries().countDocuments(filter, { limit: atMost });
}

const DAY_MS = 24 * 3600_000;
/** What was sent is kept as long as somebody may ask for it or change it. */
const KEPT_MS = 90 * DAY_MS;
const TROUBLED_KEPT_MS = 365 * DAY_MS;

/** The update that ends a row in `state`. */
export function ending(state: DeliveryState, now: Date, reason?: string) {
	const troubledState = state === "failed" || state === "unknown" || state === "unreachable";
	return {
		$set: {
			state,
			endedAt: now,
			expiresAt: new Date(now.getTime() + (troubledState ? TROUBLED_KEPT_MS : KEPT_MS)),
			...(reason !== undefined && { reason }),
		},
		$unset: { open: 1 as const, lease: 1 as const, fence: 1 as const },
	};
}

function inSession() {
	const session = currentSession();
	return session === undefined ? {} : { session };
}

function unlessItExists(error: { code?: number }): void {
	if (error.code !== 48) throw error;
}
