/** How background jobs are kept: what takes long, how far it is, and where to go on after a stop. */
import mongoose from "mongoose";
import type { Owner } from "./sessions.ts";
import { currentSession } from "./transaction.ts";

export type BackgroundJobState = "waiting" | "running" | "done" | "failed";

interface BackgroundJobDocument {
	_id: string;
	kind: string;
	refs: Record<string, string | number>;
	personId: string;
	state: BackgroundJobState;
	done: number;
	total: number;
	/** Where to go on. */
	cursor?: string;
	tries: number;
	lease?: Owner & { until: Date };
	/** Not before this moment, after a failure. */
	dueAt: Date;
	endedAt?: Date;
	expiresAt?: Date;
}

export interface BackgroundJob extends Omit<BackgroundJobDocument, "_id" | "lease" | "expiresAt"> {
	id: string;
}

const KEPT_MS = 90 * 24 * 3600_000;

const jobs = () => mongoose.connection.collection<BackgroundJobDocument>("backgroundJobs");

export async function prepareBackgroundJobs(): Promise<void> {
	await mongoose.connection.db?.createCollection("backgroundJobs").catch((error: { code?: number }) => {
		if (error.code !== 48) throw error;
	});
	await jobs().createIndexes([
		{ key: { state: 1, dueAt: 1 } },
		{ key: { personId: 1 } },
		{ key: { expiresAt: 1 }, expireAfterSeconds: 0 },
	]);
}

/** Writes the job down, once however often it is asked for. Takes part in a transaction. */
export async function putNew(job: Pick<BackgroundJob, "id" | "kind" | "refs" | "personId" | "dueAt">): Promise<void> {
	const { id, ...rest } = job;
	const session = currentSession();
	await jobs().updateOne(
		{ _id: id },
		{ $setOnInsert: { ...rest, state: "waiting", done: 0, total: 0, tries: 0 } },
		{ upsert: true, ...(session && { session }) },
	);
}

export async function byId(id: string): Promise<BackgroundJob | undefined> {
	return toJob(await jobs().findOne({ _id: id }));
}

/** Jobs of a kind that somebody has begun since a moment. */
export async function begunSince(kind: string, personId: string, since: Date): Promise<BackgroundJob[]> {
	const found = await jobs()
		.find({ kind, personId, dueAt: { $gte: since } })
		.limit(20)
		.toArray();
	return found.map((job) => toJob(job) as BackgroundJob);
}

/** Takes the oldest job that is due, or one whose worker is gone; counts the try. */
export async function take(owner: Owner, leaseMs: number, now: Date): Promise<BackgroundJob | undefined> {
	const { instance, epoch } = owner;
	const gone = {
		$or: [
			{ $lte: ["$lease.until", "$$NOW"] },
			{ $and: [{ $eq: ["$lease.instance", instance] }, { $lt: ["$lease.epoch", epoch] }] },
		],
	};
	const found = await jobs().findOneAndUpdate(
		{
			$or: [
				{ state: "waiting", dueAt: { $lte: now } },
				{ state: "running", $expr: gone },
			],
		},
		[
			{
				$set: {
					state: "running",
					tries: { $add: ["$tries", 1] },
					lease: { instance, epoch, until: { $add: ["$$NOW", leaseMs] } },
				},
			},
		],
		{ sort: { dueAt: 1 }, returnDocument: "after" },
	);
	return toJob(found);
}

/** Notes how far it is and where to go on, and keeps the job ours. False when it is not ours any more. */
export async function progressed(
	id: string,
	owner: Owner,
	leaseMs: number,
	at: { done: number; total: number; cursor?: string },
): Promise<boolean> {
	const result = await jobs().updateOne(ours(id, owner), [
		{ $set: { ...literals(at), "lease.until": { $add: ["$$NOW", leaseMs] } } },
	]);
	return result.matchedCount === 1;
}

/** Ends it, or lets it wait until `again` for another try. Takes part in a transaction; false when it is not ours any more. */
export async function leave(
	id: string,
	owner: Owner,
	outcome: { state: "done" | "failed"; now: Date } | { state: "waiting"; again: Date; tries: number },
): Promise<boolean> {
	const session = currentSession();
	const set =
		outcome.state === "waiting"
			? { state: outcome.state, dueAt: outcome.again, tries: outcome.tries }
			: { state: outcome.state, endedAt: outcome.now, expiresAt: new Date(outcome.now.getTime() + KEPT_MS) };
	const result = await jobs().updateOne(
		ours(id, owner),
		{ $set: set, $unset: { lease: 1 } },
		session ? { session } : {},
	);
	return result.matchedCount === 1;
}

/** What was done or is to be done for a person. Takes part in a transaction. */
export async function removeOf(personId: string): Promise<void> {
	const session = currentSession();
	await jobs().deleteMany({ personId }, session ? { session } : {});
}

/** The first moment after `now` at which a job becomes due. */
export async function nextDue(now: Date): Promise<Date | undefined> {
	const [found] = await jobs()
		.find({ state: "waiting", dueAt: { $gt: now } })
		.sort({ dueAt: 1 })
		.limit(1)
		.toArray();
	return found?.dueAt;
}

function ours(id: string, { instance, epoch }: Owner) {
	return { _id: id, state: "running" as const, "lease.instance": instance, "lease.epoch": epoch };
}

/** In a pipeline a text that begins with a dollar sign would be read as a field. */
function literals(values: Record<string, string | number | undefined>) {
	return Object.fromEntries(
		Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, { $literal: value }]])),
	);
}

function toJob(found: BackgroundJobDocument | null): BackgroundJob | undefined {
	if (!found) return undefined;
	const { _id, lease: _, expiresAt: __, ...rest } = found;
	return { id: _id, ...rest };
}
