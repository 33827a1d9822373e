/**
 * Sending to many is paused or stopped: first the row to many says so, which the sender asks before it takes copies on;
 * then its copies follow. Not in one transaction: among thousands of copies the sender always changes one.
 */
import { type DeliveryDocument, deliveries, ending, type Halt } from "./deliveries.ts";

/** From now on the sender takes on no copy of it. */
export async function halt(key: string, how: Halt): Promise<void> {
	await deliveries().updateOne({ _id: key }, { $set: { halt: how }, $unset: { open: 1 } });
}

/** The copies that wait follow their row; again and again without harm. */
export async function settleHalt(key: string, how: Halt, now: Date): Promise<void> {
	if (how === "stopped") {
		const over = ending("cancelled", now);
		await deliveries().updateOne({ _id: key, state: "pending" }, over);
		await deliveries().updateMany({ parent: key, state: "pending" }, over);
	} else {
		await deliveries().updateMany({ parent: key, state: "pending", open: true }, { $unset: { open: 1 } });
	}
}

/** What was paused is due again. */
export async function resume(key: string): Promise<void> {
	const closed = { state: "pending" as const, open: { $exists: false } };
	await deliveries().updateOne({ _id: key, halt: "paused" }, { $unset: { halt: 1 } });
	await deliveries().updateOne({ _id: key, ...closed, halt: { $exists: false } }, { $set: { open: true } });
	await deliveries().updateMany({ parent: key, ...closed }, { $set: { open: true } });
}

/** Of these rows to many, those that are halted, and those called off while a page of their copies was being written. */
export async function haltedAmong(keys: readonly string[]): Promise<Map<string, Halt>> {
	if (keys.length === 0) return new Map();
	const rows = await deliveries()
		.find(
			{ _id: { $in: [...keys] }, $or: [{ halt: { $exists: true } }, { state: { $in: ["cancelled", "skipped"] } }] },
			{ projection: { halt: 1 } },
		)
		.toArray();
	return new Map(rows.map((row: Pick<DeliveryDocument, "_id" | "halt">) => [row._id, row.halt ?? "stopped"]));
}
