/** The outbox at work: what is due is claimed, expanded and ended. Only the leader's sender uses this. */
import type { mongo } from "mongoose";
import type { DeliveryState } from "../domain/delivery.ts";
import { newId } from "../kit/ids.ts";
import { type DeliveryDocument, deliveries, ending } from "./deliveries.ts";
import { isDuplicate } from "./duplicateKey.ts";
import type { Owner } from "./sessions.ts";

/** How a claimed row comes out of our hands. */
export type Outcome =
	| { to: "end"; state: DeliveryState; reason?: string; messageIds?: number[]; chatId?: number; withFile?: true }
	/** It was certainly not sent: it waits again, as if nothing had been. */
	| { to: "release" }
	/** It may have been sent: it waits again, and says so. */
	| { to: "retry"; reason: string };

/** Due rows of one rank, oldest first, without those to `busy` recipients and those in `held`. */
export async function dueRows(
	rank: number,
	now: Date,
	limit: number,
	busy: string[],
	held: string[],
): Promise<DeliveryDocument[]> {
	return await deliveries()
		.find({
			open: true,
			state: "pending",
			wide: false,
			rank,
			dueAt: { $lte: now },
			...(busy.length > 0 && { recipient: { $nin: busy } }),
			...(held.length > 0 && { _id: { $nin: held } }),
		})
		.sort({ dueAt: 1 })
		.limit(limit)
		.toArray();
}

/** Takes these rows for `owner`, for `leaseMs` by the database's clock; resolves to those that were really taken. */
export async function claim(rows: DeliveryDocument[], owner: Owner, leaseMs: number): Promise<DeliveryDocument[]> {
	if (rows.length === 0) return [];
	const fence = newId();
	const ids = rows.map((row) => row._id);
	const { instance, epoch } = owner;
	const taken = await deliveries().updateMany({ _id: { $in: ids }, state: "pending" }, [
		{ $set: { state: "sending", fence, lease: { instance, epoch, until: { $add: ["$$NOW", leaseMs] } } } },
	]);
	if (taken.modifiedCount === rows.length) return rows.map((row) => ({ ...row, fence }));
	return await deliveries()
		.find({ _id: { $in: ids }, fence })
		.toArray();
}

/** Writes what became of claimed rows. A row that was taken from us meanwhile is left as it is. */
export async function settle(results: { row: DeliveryDocument; outcome: Outcome }[], now: Date): Promise<void> {
	if (results.length === 0) return;
	await deliveries().bulkWrite(
		results.map(({ row, outcome }) => ({
			updateOne: { filter: { _id: row._id, fence: row.fence as string }, update: updateFor(outcome, now) },
		})),
		{ ordered: false },
	);
}

function updateFor(outcome: Outcome, now: Date) {
	if (outcome.to === "end") {
		const { $set, $unset } = ending(outcome.state, now, outcome.reason);
		return {
			$set: {
				...$set,
				...(outcome.messageIds !== undefined && { messageIds: outcome.messageIds }),
				...(outcome.chatId !== undefined && { chatId: outcome.chatId }),
				...(outcome.withFile && { withFile: true as const }),
			},
			$unset,
		};
	}
	const free = { $unset: { lease: 1 as const, fence: 1 as const } };
	if (outcome.to === "release") return { $set: { state: "pending" as const }, ...free };
	return {
		$set: { state: "pending" as const, maybeDuplicate: true as const, reason: outcome.reason },
		$inc: { attempts: 1 },
		...free,
	};
}

/**
 * Takes up again what a dead sender left half-done: its lease is over, or it was an earlier life of this instance.
 * What may have been sent says so from now on.
 */
export async function recoverAbandoned({ instance, epoch }: Owner): Promise<number> {
	const abandoned = {
		open: true as const,
		state: "sending" as const,
		$expr: {
			$or: [
				{ $and: [{ $eq: ["$lease.instance", instance] }, { $lt: ["$lease.epoch", epoch] }] },
				{
					$and: [
						{ $lte: ["$lease.until", "$$NOW"] },
						{ $not: [{ $and: [{ $eq: ["$lease.instance", instance] }, { $eq: ["$lease.epoch", epoch] }] }] },
					],
				},
			],
		},
	};
	const result = await deliveries().updateMany(abandoned, [
		{
			$set: {
				state: "pending",
				maybeDuplicate: { $cond: [{ $eq: ["$operation", "send"] }, true, "$$REMOVE"] },
			},
		},
		{ $unset: ["lease", "fence"] },
	]);
	return result.modifiedCount;
}

/** In quiet hours: what is due and can wait becomes due at their end. Edits and deletions make no sound. */
export async function putOff(now: Date, until: Date): Promise<void> {
	await deliveries().updateMany(
		{
			open: true,
			state: "pending",
			dueAt: { $lte: now },
			urgent: false,
			operation: "send",
			$or: [{ notAfter: { $exists: false } }, { notAfter: { $gt: until } }],
		},
		{ $set: { dueAt: until } },
	);
}

/** The due row to many that comes first: one not begun, or one that goes on. */
export async function dueWide(now: Date, begun: boolean): Promise<DeliveryDocument | undefined> {
	const [row] = await deliveries()
		.find({ open: true, state: "pending", wide: true, dueAt: { $lte: now }, cursor: { $exists: begun } })
		.sort({ rank: 1, dueAt: 1 })
		.limit(1)
		.toArray();
	return row;
}

/**
 * Writes the copies of one page and moves the cursor behind them; without copies the row to many is done. A crash in the
 * middle repeats none: copies have keys of their own, and those that are there stay as they are. Not in one transaction:
 * one that a crash leaves open keeps everybody from its rows for a minute (seen). Copies of a row that is over meanwhile
 * go its way when the sender comes to them. False when somebody else moved the cursor, or the row is over.
 */
export async function expandPage(parent: DeliveryDocument, copies: Copy[], now: Date): Promise<boolean> {
	await insertMissing(copies.map(({ row }) => row));
	const last = copies.at(-1);
	const moved = await deliveries().updateOne(
		{ _id: parent._id, state: "pending", open: true, cursor: parent.cursor ?? { $exists: false } },
		last === undefined ? ending("sent", now) : { $set: { cursor: last.cursor } },
	);
	return moved.modifiedCount > 0;
}

async function insertMissing(rows: DeliveryDocument[]): Promise<void> {
	if (rows.length === 0) return;
	try {
		await deliveries().insertMany(rows, { ordered: false });
	} catch (error) {
		const refused = (error as mongo.MongoBulkWriteError).writeErrors;
		if (!Array.isArray(refused) || !refused.every(isDuplicate)) throw error;
	}
}

/** A row to many that cannot be expanded, a fault of ours. */
export async function setAside(row: DeliveryDocument, now: Date): Promise<void> {
	await deliveries().updateOne({ _id: row._id, state: "pending" }, ending("failed", now, "expansion"));
}

/** One copy of a row to many, and where the cursor stands after it. */
export interface Copy {
	cursor: string;
	row: DeliveryDocument;
}

/** Copies of a row to many that were sent or are just being sent, in the order of their keys. */
export async function copiesToChange(
	target: string,
	afterKey: string | undefined,
	limit: number,
): Promise<DeliveryDocument[]> {
	return await deliveries()
		.find({
			parent: target,
			state: { $in: ["sent", "sending"] },
			...(afterKey !== undefined && { _id: { $gt: afterKey } }),
		})
		.sort({ _id: 1 })
		.limit(limit)
		.toArray();
}

export async function byKeys(keys: string[]): Promise<Map<string, DeliveryDocument>> {
	if (keys.length === 0) return new Map();
	const rows = await deliveries()
		.find({ _id: { $in: keys } })
		.toArray();
	return new Map(rows.map((row) => [row._id, row]));
}

/** A group became a supergroup: what still waits for it goes to its new id. */
export async function moveChat(from: number, to: number): Promise<void> {
	await deliveries().updateMany(
		{ open: true, recipient: `c:${from}` },
		{ $set: { to: { chatId: to }, recipient: `c:${to}` } },
	);
}
