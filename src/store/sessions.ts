/** How the one document per chat is kept: claimed with a lease, closed on condition that the lease is still ours. */
import mongoose from "mongoose";

/** A process as the database knows it: `epoch` counts its lives, so that a restart overrules the life before. */
export interface Owner {
	instance: string;
	epoch: number;
}

/** How many update ids a session remembers; more than can wait in one chat. */
const HANDLED_IDS = 100;

export interface SessionDocument {
	_id: string;
	lease: (Owner & { turn: string; until: Date }) | null;
	/** Ids of the updates that have taken effect here. */
	handled?: number[];
	/** The conversations plugin's state, as JSON. */
	talk?: string;
	drafts?: Record<string, unknown>;
	current?: unknown;
	language?: string;
	unsent?: Record<string, unknown>;
	looking?: unknown;
	home?: number;
	sent?: string;
	commands?: string;
	updatedAt: Date;
	/** A stranger's session is forgotten; the database removes it after this moment. */
	expiresAt?: Date;
}

/** What changed while a session was open, as MongoDB's own `$set` and `$unset`. */
export interface SessionChange {
	set: Record<string, unknown>;
	unset: string[];
}

const sessions = () => mongoose.connection.collection<SessionDocument>("sessions");

export async function prepareSessions(): Promise<void> {
	await sessions().createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
}

/**
 * Takes the chat's lease and reads the document; creates it at the first touch. Undefined while another living process
 * holds the lease. The database's own clock decides. A new `turn` ends every earlier turn of this process in this chat.
 */
export async function claimSession(
	id: string,
	owner: Owner,
	turn: string,
	leaseMs: number,
): Promise<SessionDocument | undefined> {
	const free = {
		$or: [
			{ $not: ["$lease"] },
			{ $lte: ["$lease.until", "$$NOW"] },
			{ $and: [{ $eq: ["$lease.instance", owner.instance] }, { $lte: ["$lease.epoch", owner.epoch] }] },
		],
	};
	const ours = { instance: owner.instance, epoch: owner.epoch, turn, until: { $add: ["$$NOW", leaseMs] } };
	try {
		const found = await sessions().findOneAndUpdate(
			{ _id: id },
			[{ $set: { lease: { $cond: [free, ours, "$lease"] }, updatedAt: { $ifNull: ["$updatedAt", "$$NOW"] } } }],
			{ upsert: true, returnDocument: "after" },
		);
		return found?.lease?.turn === turn ? found : undefined;
	} catch (error) {
		// Two touched a new chat at the same moment; the other one was first.
		if (error instanceof mongoose.mongo.MongoServerError && error.code === 11000) return undefined;
		throw error;
	}
}

/** Stores what changed, marks the update as handled and gives the lease back. False when the lease has changed hands. */
export async function releaseSession(
	id: string,
	turn: string,
	change: SessionChange,
	updateId: number,
	now: Date,
): Promise<boolean> {
	const unset = Object.fromEntries(change.unset.map((path) => [path, ""] as const));
	const result = await sessions().updateOne(
		{ _id: id, "lease.turn": turn },
		{
			$set: { ...change.set, lease: null, updatedAt: now },
			...(change.unset.length > 0 ? { $unset: unset } : {}),
			$push: { handled: { $each: [updateId], $slice: -HANDLED_IDS } },
		},
		{ ignoreUndefined: true },
	);
	return result.matchedCount === 1;
}

/** Nothing stays of a chat whose person did not agree to be remembered. False when the lease has changed hands. */
export async function removeSession(id: string, turn: string): Promise<boolean> {
	const result = await sessions().deleteOne({ _id: id, "lease.turn": turn });
	return result.deletedCount === 1;
}

/** For a database that no Dabir is at work on: nothing stays of this chat. */
export async function dropSession(id: string): Promise<void> {
	await sessions().deleteOne({ _id: id });
}
