/** How claims are kept: the hashes of codes on paper, who asked without one, and how often somebody guessed. */
import mongoose from "mongoose";
import type { Claim, ClaimCode } from "../domain/claim.ts";
import { type Kept, plain } from "./plain.ts";

const codeSchema = new mongoose.Schema<Omit<ClaimCode, "organizationId"> & { _id: string }>(
	{
		_id: String,
		hash: { type: String, required: true },
		issuedAt: { type: Date, required: true },
		issuedById: { type: String, required: true },
		expiresAt: { type: Date, required: true },
	},
	{ versionKey: false },
);
codeSchema.index({ hash: 1 }, { unique: true });
codeSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const schema = new mongoose.Schema<Kept<Claim>>(
	{
		_id: String,
		organizationId: { type: String, required: true },
		personId: { type: String, required: true },
		state: { type: String, required: true },
		director: new mongoose.Schema({ name: String, title: String, phone: String }, { _id: false }),
		requestId: { type: String, required: true },
		askedAt: { type: Date, required: true },
		decidedAt: Date,
		decidedById: String,
	},
	{ versionKey: false },
);
schema.index({ requestId: 1 }, { unique: true });
schema.index({ personId: 1, state: 1 });
schema.index({ organizationId: 1, state: 1 });

interface Guesses {
	_id: string;
	number: number;
	expiresAt: Date;
}

const guessSchema = new mongoose.Schema<Guesses>(
	{ _id: String, number: { type: Number, required: true }, expiresAt: { type: Date, required: true } },
	{ versionKey: false },
);
guessSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const Codes = mongoose.model("ClaimCode", codeSchema, "claimCodes");
const Claims = mongoose.model("Claim", schema, "claims");
const Guessed = mongoose.model("ClaimGuess", guessSchema, "claimGuesses");

/** An organization's earlier code is void from now on. */
export async function putCodes(codes: readonly ClaimCode[]): Promise<void> {
	if (codes.length === 0) return;
	await Codes.bulkWrite(
		codes.map(({ organizationId, ...rest }) => ({
			updateOne: { filter: { _id: organizationId }, update: { $set: rest }, upsert: true },
		})),
	);
}

/** The organization a code is for, while it is good. */
export async function organizationByHash(hash: string, now: Date): Promise<string | undefined> {
	const found = await Codes.findOne({ hash, expiresAt: mongoose.trusted({ $gt: now }) }).lean();
	return found?._id;
}

/** Of several who use a code at once one gets true. Takes part in a transaction. */
export async function useCode(organizationId: string, hash: string): Promise<boolean> {
	return (await Codes.deleteOne({ _id: organizationId, hash })).deletedCount === 1;
}

export async function removeCode(organizationId: string): Promise<void> {
	await Codes.deleteOne({ _id: organizationId });
}

export async function add(claim: Claim): Promise<void> {
	const { id, ...rest } = claim;
	await Claims.create([{ _id: id, ...rest }]);
}

export async function byId(id: string): Promise<Claim | undefined> {
	return plain(await Claims.findById(id).lean());
}

export async function byRequestId(requestId: string): Promise<Claim | undefined> {
	return plain(await Claims.findOne({ requestId }).lean());
}

export async function waitingOf(personId: string): Promise<Claim[]> {
	const found = await Claims.find({ personId, state: "waiting" }).limit(20).lean();
	return found.map((claim) => plain(claim));
}

export async function waitingFor(organizationId: string): Promise<Claim[]> {
	const found = await Claims.find({ organizationId, state: "waiting" }).limit(100).lean();
	return found.map((claim) => plain(claim));
}

/** On condition that it still waits. Takes part in a transaction. */
export async function decide(id: string, set: Pick<Claim, "state" | "decidedAt" | "decidedById">): Promise<boolean> {
	return (await Claims.updateOne({ _id: id, state: "waiting" }, { $set: set })).matchedCount === 1;
}

/** Resolves to the ids of those that are gone. */
export async function removeOf(personId: string): Promise<string[]> {
	const theirs = await Claims.find({ personId }).select({ _id: 1 }).lean();
	await Claims.deleteMany({ personId });
	await Guessed.deleteMany({ _id: mongoose.trusted({ $gte: `${personId}:`, $lt: `${personId};` }) });
	return theirs.map(({ _id }) => _id);
}

/** How many wrong codes somebody has typed in a day, this one included. */
export async function countGuess(personId: string, day: string, expiresAt: Date): Promise<number> {
	const found = await Guessed.findByIdAndUpdate(
		`${personId}:${day}`,
		{ $inc: { number: 1 }, $setOnInsert: { expiresAt } },
		{ upsert: true, returnDocument: "after" },
	).lean();
	return found?.number ?? 1;
}

export async function guesses(personId: string, day: string): Promise<number> {
	return (await Guessed.findById(`${personId}:${day}`).lean())?.number ?? 0;
}
