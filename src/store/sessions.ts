/** How the one document per chat is kept: many claimed at once with a lease each, closed on condition that the lease is still ours. */
import mongoose from "mongoose";
import type { Draft } from "../domain/draft.ts";
import { isDuplicate } from "./duplicateKey.ts";

/** A process as the database knows it: `epoch` counts its lives, so that a restart overrules the life before. */
export interface Owner {
	instance: string;
	epoch: number;
}

/** How many update ids a session remembers; more than can wait in one chat. */
export const HANDLED_IDS = 100;

export interface SessionDocument {
	_id: string;
	/** Holds while the life of its owner lasts; see `leases.ts`. */
	lease: (Owner & { turn: string }) | null;
	/** Ids of the updates that have taken effect here. */
	handled?: number[];
	/** The conversations plugin's state, as JSON. */
	talk?: string;
	drafts?: Record<string, Draft>;
	/** The hours in which drafts were touched last, and the one in which an application to the register was. */
	touched?: Date[];
	applying?: Date;
	current?: unknown;
	language?: string;
	unsent?: Record<string, unknown>;
	looking?: unknown;
	home?: number;
	sent?: string;
	tapped?: { tap: string; at: Date };
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

export const sessions = () => mongoose.connection.collection<SessionDocument>("sessions");

export async function prepareSessions(): Promise<void> {
	await sessions().createIndexes([
		{ key: { expiresAt: 1 }, expireAfterSeconds: 0 },
		// See `drafts.ts`; most chats have no draft.
		{ key: { touched: 1 }, sparse: true },
		{ key: { applying: 1, _id: 1 }, partialFilterExpression: { applying: { $exists: true } } },
	]);
}

/** One chat to be claimed. A new `turn` ends every earlier turn in this chat. */
export interface SessionClaim {
	id: string;
	turn: string;
}

/**
 * Takes the leases of many chats and reads their documents, in two commands; creates them at the first touch. In the
 * order of the claims; undefined where another living process holds the lease. A lease is free when there is none, and
 * when an earlier life of the same process holds it, or one of the `dead`.
 */
export async function claimSessions(
	claims: readonly SessionClaim[],
	owner: Owner,
	dead: readonly Owner[] = [],
): Promise<(SessionDocument | undefined)[]> {
	const past = [owner, ...dead].map(({ instance, epoch }) => ({
		$and: [{ $eq: ["$lease.instance", instance] }, { $lte: ["$lease.epoch", epoch] }],
	}));
	const free = { $or: [{ $not: ["$lease"] }, ...past] };
	try {
		await sessions().bulkWrite(
			claims.map(({ id, turn }) => ({
				updateOne: {
					filter: { _id: id },
					update: [
						{
							$set: {
								lease: { $cond: [free, { ...owner, turn }, "$lease"] },
								updatedAt: { $ifNull: ["$updatedAt", "$$NOW"] },
							},
						},
					],
					upsert: true,
				},
			})),
			{ ordered: false },
		);
	} catch (error) {
		// Two touched a new chat at the same moment; the other one was first.
		if (!isDuplicate(error)) throw error;
	}
	const found = await sessions()
		.find({ _id: { $in: claims.map(({ id }) => id) } }, { batchSize: claims.length + 1 })
		.toArray();
	const byId = new Map(found.map((document) => [document._id, document]));
	return claims.map(({ id, turn }) => {
		const document = byId.get(id);
		return document?.lease?.turn === turn ? document : undefined;
	});
}

/** What an update did to a chat. */
export interface SessionClosing extends SessionClaim {
	change: SessionChange;
	updateId: number;
	now: Date;
	/** The lease goes back; else it stays ours. */
	giveBack: boolean;
	/** Nothing stays of a chat whose person did not agree to be remembered. */
	remove: boolean;
}

/**
 * Stores what changed and marks the updates as handled, in one command. In the order of the closings; false where the
 * lease has changed hands, then nothing was stored there.
 */
export async function closeSessions(closings: readonly SessionClosing[]): Promise<boolean[]> {
	const result = await sessions().bulkWrite(
		closings.map((closing) => {
			const filter = { _id: closing.id, "lease.turn": closing.turn };
			if (closing.remove) return { deleteOne: { filter } };
			const { set, unset } = closing.change;
			return {
				updateOne: {
					filter,
					update: {
						$set: { ...set, updatedAt: closing.now, ...(closing.giveBack ? { lease: null } : {}) },
						...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((path) => [path, ""] as const)) } : {}),
						$push: { handled: { $each: [closing.updateId], $slice: -HANDLED_IDS } },
					},
				},
			};
		}),
		{ ordered: false, ignoreUndefined: true },
	);
	if (result.matchedCount + result.deletedCount === closings.length) return closings.map(() => true);
	// The command tells only a total: which were stored is seen by their update.
	const kept = await sessions()
		.find({ _id: { $in: closings.map(({ id }) => id) } }, { projection: { handled: 1 } })
		.toArray();
	const handled = new Map(kept.map((document) => [document._id, document.handled ?? []]));
	return closings.map(({ id, updateId, remove }) =>
		remove ? !handled.has(id) : (handled.get(id)?.includes(updateId) ?? false),
	);
}

/** Whether a message of this chat is where a form asks its open question. */
export async function asksAt(id: string, messageId: number): Promise<boolean> {
	return (await sessions().countDocuments({ _id: id, "current.messageId": messageId }, { limit: 1 })) > 0;
}

/** Leases that are not needed any more go back. */
export async function giveSessionsBack(claims: readonly SessionClaim[]): Promise<void> {
	if (claims.length === 0) return;
	await sessions().bulkWrite(
		claims.map(({ id, turn }) => ({
			updateOne: { filter: { _id: id, "lease.turn": turn }, update: { $set: { lease: null } } },
		})),
		{ ordered: false },
	);
}

/** For a database that no Dabir is at work on: nothing stays of this chat. */
export async function dropSession(id: string): Promise<void> {
	await sessions().deleteOne({ _id: id });
}
