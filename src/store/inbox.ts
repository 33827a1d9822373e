/** Updates in: each batch is one document, stored before it is confirmed to the platform and emptied when all of it is handled. */
import mongoose from "mongoose";
import { newId } from "../kit/ids.ts";
import { isDuplicate } from "./duplicateKey.ts";
import type { Owner } from "./sessions.ts";

/** Ids stay this long, so that an update delivered again has no effect. */
const REMEMBERED_SECONDS = 48 * 3600;

interface InboxDocument {
	_id: string;
	ids: number[];
	/** The updates as JSON, in the order of `ids`; emptied when the batch is done. */
	bodies: string[];
	owner: Owner;
	leaseUntil: Date;
	receivedAt: Date;
	/** Lives of the process in which this batch was taken up again. */
	recoveries: number;
	/** The update being handled while a batch is taken up again: what a crash leaves here is what crashed. */
	trying?: number;
	/** Ids set aside after three tries. */
	dead?: number[];
	doneAt?: Date;
}

/** A stored batch whose updates wait to be handled. */
export interface Batch {
	id: string;
	updates: { id: number; body: string }[];
	/** Set when this batch was left behind by another life of the process. */
	recoveries: number;
	trying?: number;
}

const inbox = () => mongoose.connection.collection<InboxDocument>("inbox");

export async function prepareInbox(): Promise<void> {
	await inbox().createIndexes([
		{ key: { ids: 1 }, unique: true },
		{ key: { doneAt: 1 }, expireAfterSeconds: REMEMBERED_SECONDS },
		{ key: { leaseUntil: 1 }, partialFilterExpression: { leaseUntil: { $exists: true } } },
	]);
}

/** A batch all of which has been handled, with the updates that were set aside. */
export interface Finished {
	id: string;
	dead: number[];
}

/**
 * In one command: stores the updates that are new, as one batch, leaving out those which are known already; and empties
 * the finished batches, whose ids stay for 48 hours. Undefined when nothing was new.
 */
export async function writeInbox(
	updates: readonly { id: number; body: string }[],
	finished: readonly Finished[],
	owner: Owner,
	leaseMs: number,
): Promise<Batch | undefined> {
	const endings = finished.map(ending);
	// The unique index knows no difference between two copies inside one document.
	let fresh = [...new Map(updates.map((update) => [update.id, update])).values()];
	do {
		const batch: Batch = { id: newId(), updates: fresh, recoveries: 0 };
		try {
			const beginnings = fresh.length > 0 ? [beginning(batch, owner, leaseMs)] : [];
			await inbox().bulkWrite([...endings, ...beginnings], { ordered: false });
			return fresh.length > 0 ? batch : undefined;
		} catch (error) {
			if (!isDuplicate(error)) throw error;
			const known = new Set<number>();
			const ids = fresh.map((update) => update.id);
			for await (const document of inbox().find({ ids: { $in: ids } }, { projection: { ids: 1 } })) {
				for (const id of document.ids) known.add(id);
			}
			fresh = fresh.filter((update) => !known.has(update.id));
		}
	} while (fresh.length > 0);
	return undefined;
}

function beginning({ id, updates }: Batch, owner: Owner, leaseMs: number) {
	const set = {
		ids: updates.map((update) => update.id),
		bodies: updates.map((update) => update.body),
		owner,
		leaseUntil: { $add: ["$$NOW", leaseMs] },
		receivedAt: "$$NOW",
		recoveries: 0,
	};
	return { updateOne: { filter: { _id: id }, update: [{ $set: set }], upsert: true } };
}

function ending({ id, dead }: Finished) {
	const set = { bodies: [], doneAt: "$$NOW", ...(dead.length > 0 ? { dead } : {}) };
	return { updateOne: { filter: { _id: id }, update: [{ $set: set }, { $unset: ["leaseUntil", "trying"] }] } };
}

/** Says which update of a batch taken up again is being handled, in case it takes the process down with it. */
export async function markTrying(id: string, updateId: number): Promise<void> {
	await inbox().updateOne({ _id: id }, { $set: { trying: updateId } });
}

/**
 * The batches in this process's hands stay there for another `leaseMs`. One that was stored while the database went
 * away, without this process hearing of it, is not among them and is taken up when its lease is over.
 */
export async function renewBatches(ids: readonly string[], owner: Owner, leaseMs: number): Promise<void> {
	await inbox().updateMany(
		{
			_id: { $in: [...ids] },
			"owner.instance": owner.instance,
			"owner.epoch": owner.epoch,
			leaseUntil: { $exists: true },
		},
		[{ $set: { leaseUntil: { $add: ["$$NOW", leaseMs] } } }],
	);
}

/** Takes up the oldest batch that a dead process, or an earlier life of this one, has left behind. */
export async function adoptBatch(owner: Owner, leaseMs: number): Promise<Batch | undefined> {
	const found = await inbox().findOneAndUpdate(
		{
			leaseUntil: { $exists: true },
			$expr: {
				$or: [
					{ $lte: ["$leaseUntil", "$$NOW"] },
					{ $and: [{ $eq: ["$owner.instance", owner.instance] }, { $lt: ["$owner.epoch", owner.epoch] }] },
				],
			},
		},
		[{ $set: { owner, leaseUntil: { $add: ["$$NOW", leaseMs] }, recoveries: { $add: ["$recoveries", 1] } } }],
		{ sort: { receivedAt: 1 }, returnDocument: "after" },
	);
	if (!found) return undefined;
	return {
		id: found._id,
		recoveries: found.recoveries,
		updates: found.ids.map((id, index) => ({ id, body: found.bodies[index] ?? "null" })),
		...(found.trying === undefined ? {} : { trying: found.trying }),
	};
}

/** Updates that were set aside after three tries, newest first. */
export async function deadUpdates(limit: number): Promise<number[]> {
	const found = await inbox()
		.find({ dead: { $exists: true } }, { projection: { dead: 1 } })
		.sort({ doneAt: -1 })
		.limit(limit)
		.toArray();
	return found.flatMap((document) => document.dead ?? []);
}
