/** Who leads, and how many lives each instance has had: the database and its clock decide. */
import mongoose from "mongoose";
import { isDuplicate } from "./duplicateKey.ts";
import type { Owner } from "./sessions.ts";

interface LeaseDocument extends Partial<Owner> {
	_id: string;
	until: Date;
}

/** A process: its lives are counted, the last one lasts while it is renewed. */
interface InstanceDocument {
	_id: string;
	epoch: number;
	until?: Date;
}

const leases = () => mongoose.connection.collection<LeaseDocument>("leases");
const instances = () => mongoose.connection.collection<InstanceDocument>("instances");

/** Counts this life of the instance: larger than all before it, so that it overrules what they still hold. */
export async function nextEpoch(instance: string): Promise<number> {
	const counted = await instances().findOneAndUpdate(
		{ _id: instance },
		{ $inc: { epoch: 1 } },
		{ upsert: true, returnDocument: "after" },
	);
	if (!counted) throw new Error("the instance could not be counted");
	return counted.epoch;
}

/**
 * This life of the process lasts for another `leaseMs`, and with it every session it holds. False when a later life of
 * the same instance has begun.
 */
export async function renewLife(owner: Owner, leaseMs: number): Promise<boolean> {
	const renewed = await instances().updateOne({ _id: owner.instance, epoch: owner.epoch }, [
		{ $set: { until: { $add: ["$$NOW", leaseMs] } } },
	]);
	return renewed.matchedCount === 1;
}

/** This life is over: what it held is free. */
export async function endLife(owner: Owner): Promise<void> {
	await instances().updateOne({ _id: owner.instance, epoch: owner.epoch }, [{ $set: { until: "$$NOW" } }]);
}

/** Processes that have not renewed their life in time; every life of theirs so far is over. */
export async function deadProcesses(): Promise<Owner[]> {
	const found = await instances()
		.find({ $expr: { $lte: ["$until", "$$NOW"] } })
		.toArray();
	return found.map(({ _id, epoch }) => ({ instance: _id, epoch }));
}

/**
 * Takes the lease `name`, or keeps it for another `leaseMs`. True when it is ours from now on. A lease is free when it
 * is over, and when an earlier life of the same instance holds it; a later life is never overruled.
 */
export async function takeLease(name: string, owner: Owner, leaseMs: number): Promise<boolean> {
	const free = {
		$or: [
			{ $not: ["$until"] },
			{ $lte: ["$until", "$$NOW"] },
			{ $and: [{ $eq: ["$instance", owner.instance] }, { $lte: ["$epoch", owner.epoch] }] },
		],
	};
	try {
		const lease = await leases().findOneAndUpdate(
			{ _id: name },
			[
				{
					$set: {
						until: { $cond: [free, { $add: ["$$NOW", leaseMs] }, "$until"] },
						instance: { $cond: [free, owner.instance, "$instance"] },
						epoch: { $cond: [free, owner.epoch, "$epoch"] },
					},
				},
			],
			{ upsert: true, returnDocument: "after" },
		);
		return lease?.instance === owner.instance && lease.epoch === owner.epoch;
	} catch (error) {
		// Two made the document at the same moment; the other one was first.
		if (isDuplicate(error)) return false;
		throw error;
	}
}

/** Gives the lease back before it is over. */
export async function giveLease(name: string, owner: Owner): Promise<void> {
	await leases().updateOne({ _id: name, instance: owner.instance, epoch: owner.epoch }, [{ $set: { until: "$$NOW" } }]);
}

/** The process that leads, while its lease lasts. */
export async function leaderNow(): Promise<Owner | undefined> {
	const lease = await leases().findOne({ _id: "leader", $expr: { $gt: ["$until", "$$NOW"] } });
	return lease?.instance !== undefined && lease.epoch !== undefined
		? { instance: lease.instance, epoch: lease.epoch }
		: undefined;
}
