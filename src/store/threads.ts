/** How threads are kept: one document each, its messages inside; one open thread a person. */
import mongoose from "mongoose";
import type { Thread, ThreadMessage } from "../domain/thread.ts";
import { type Kept, plain } from "./plain.ts";

type KeptThread = Kept<Thread> & { openOf?: string };

const message = new mongoose.Schema<ThreadMessage>(
	{
		at: { type: Date, required: true },
		from: { type: String, required: true },
		byId: { type: String, required: true },
		requestId: { type: String, required: true },
		text: String,
		about: String,
		file: new mongoose.Schema({ kind: String, fileId: String }, { _id: false }),
	},
	{ _id: false },
);

const schema = new mongoose.Schema<KeptThread>(
	{
		_id: String,
		personId: { type: String, required: true },
		state: { type: String, required: true },
		claimedById: String,
		messages: { type: [message], required: true },
		openedAt: { type: Date, required: true },
		lastAt: { type: Date, required: true },
		closedAt: Date,
		closedById: String,
		revision: { type: Number, required: true },
		/** The person while the thread is open: unique, so that two messages at once open one thread. */
		openOf: String,
	},
	{ versionKey: false },
);
schema.index({ openOf: 1 }, { unique: true, partialFilterExpression: { openOf: { $exists: true } } });
schema.index({ state: 1, _id: 1 });
schema.index({ personId: 1, _id: -1 });

const Threads = mongoose.model("Thread", schema, "threads");

export async function byId(id: string): Promise<Thread | undefined> {
	const kept = await Threads.findById(id).lean();
	return kept ? asThread(kept) : undefined;
}

export async function openOf(personId: string): Promise<Thread | undefined> {
	const kept = await Threads.findOne({ openOf: personId }).lean();
	return kept ? asThread(kept) : undefined;
}

/** Whether the person's message of this request has been taken already. */
export async function ofRequest(personId: string, requestId: string): Promise<Thread | undefined> {
	const kept = await Threads.findOne({ personId, "messages.requestId": requestId }).lean();
	return kept ? asThread(kept) : undefined;
}

/** Throws a duplicate key error when the person has an open thread. */
export async function add(thread: Thread): Promise<void> {
	const { id, ...rest } = thread;
	await Threads.create([{ _id: id, ...rest, ...(thread.state === "closed" ? {} : { openOf: thread.personId }) }]);
}

/** Replaces it on condition that nobody changed it meanwhile; false when somebody was first. */
export async function changeAt(before: { id: string; revision: number }, after: Thread): Promise<boolean> {
	const { id, ...rest } = after;
	const result = await Threads.replaceOne(
		{ _id: before.id, revision: before.revision },
		{ ...rest, ...(after.state === "closed" ? {} : { openOf: after.personId }) },
	);
	return result.matchedCount === 1;
}

/** Open threads, those that nobody answers first, then the oldest. */
export async function open(limit: number): Promise<Thread[]> {
	const found = await Threads.find({ state: mongoose.trusted({ $in: ["waiting", "claimed"] }) })
		.sort({ state: -1, _id: 1 })
		.limit(limit)
		.lean();
	return found.map(asThread);
}

export async function countWaiting(atMost = 1001): Promise<number> {
	return Threads.countDocuments({ state: "waiting" }, { limit: atMost });
}

/** Every thread of the person's. */
export async function ofPerson(personId: string): Promise<Thread[]> {
	return (await Threads.find({ personId }).sort({ _id: 1 }).lean()).map(asThread);
}

export async function removeOf(personId: string): Promise<void> {
	await Threads.deleteMany({ personId });
}

function asThread(kept: KeptThread): Thread {
	const { openOf: _, ...rest } = kept;
	return plain(rest);
}
