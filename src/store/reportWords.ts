/**
 * The words that reports have, each once, with how many have it: a query's beginnings of words become whole words, for
 * those can be read in the order of the list.
 */
import mongoose from "mongoose";
import { wordBeginning } from "../domain/finding.ts";
import { currentSession } from "./transaction.ts";

interface Word {
	_id: string;
	uses: number;
}

const Words = mongoose.model(
	"ReportWord",
	new mongoose.Schema<Word>({ _id: String, uses: { type: Number, required: true } }, { versionKey: false }),
	"reportWords",
);

/** More would be too many to read along; the most used ones are meant. */
const MOST = 60;

/** The words that begin so, and how often they are used together. */
export async function beginningWith(word: string): Promise<{ words: string[]; uses: number }> {
	const found = await Words.find({ _id: wordBeginning(word) as unknown as string })
		.sort({ _id: 1 })
		.limit(1000)
		.lean();
	const most = found.toSorted((a, b) => b.uses - a.uses).slice(0, MOST);
	const exact = found.find(({ _id }) => _id === word);
	const words = exact && !most.includes(exact) ? [...most.slice(1), exact] : most;
	return { words: words.map(({ _id }) => _id), uses: words.reduce((sum, { uses }) => sum + uses, 0) };
}

/**
 * A report has these words too. Not part of a transaction: two reports with one word would wait for each other, and a
 * word too many finds nothing.
 */
export async function learn(words: readonly string[]): Promise<void> {
	if (currentSession() !== undefined) throw new Error("words are learned outside a transaction");
	await Words.bulkWrite(
		words.map((word) => ({ updateOne: { filter: { _id: word }, update: { $inc: { uses: 1 } }, upsert: true } })),
		{ ordered: false },
	);
}
