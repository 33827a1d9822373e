/** Running numbers and locks, one small document each. */
import mongoose from "mongoose";

interface Counter {
	_id: string;
	number: number;
}

const Counters = mongoose.model(
	"Counter",
	new mongoose.Schema<Counter>({ _id: String, number: { type: Number, required: true } }, { versionKey: false }),
	"counters",
);

/**
 * The next number of a series. Taken before a transaction, never inside one: two transactions would wait for each other
 * (a number that is not used in the end is a gap, and gaps are allowed).
 */
export async function nextNumber(series: string): Promise<number> {
	const counter = await Counters.findByIdAndUpdate(
		series,
		{ $inc: { number: 1 } },
		{ upsert: true, returnDocument: "after" },
	).lean();
	return counter?.number ?? 1;
}

/** Takes `count` numbers of a series at once; resolves to the first of them. */
export async function nextNumbers(series: string, count: number): Promise<number> {
	const counter = await Counters.findByIdAndUpdate(
		series,
		{ $inc: { number: count } },
		{ upsert: true, returnDocument: "after" },
	).lean();
	return (counter?.number ?? count) - count + 1;
}

/** Inside a transaction: whoever else holds the same lock is undone and run again afterwards. */
export async function hold(lock: string): Promise<void> {
	await Counters.updateOne({ _id: lock }, { $inc: { number: 1 } }, { upsert: true });
}
