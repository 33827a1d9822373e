/** What is owed: use cases write it down together with the change that causes it; jobs/deliver sends it. */
import type { DeliveryState, NewDelivery } from "../domain/delivery.ts";
import * as store from "../store/deliveries.ts";
import * as halting from "../store/halting.ts";
import { transaction } from "../store/transaction.ts";

let times = 0;

/** How often this process has owed anything: whoever sends need not look where nothing was owed. */
export const timesOwed = (): number => times;

/**
 * Owes these deliveries, each once however often it is written; part of the transaction that is running. An edit takes
 * the place of earlier edits of the same target; a deletion also cancels what of its target is still waiting.
 */
export async function owe(list: NewDelivery[]): Promise<void> {
	if (list.length === 0) return;
	times++;
	await transaction(async () => {
		const fresh = new Set(await store.insertNew(list.map(store.rowOf)));
		for (const { key, operation, target, dueAt } of list) {
			if (target === undefined || !fresh.has(key)) continue;
			if (operation === "edit") await store.supersedeEdits(target, key, dueAt);
			if (operation === "delete") await store.cancelWaiting({ key: target }, dueAt);
		}
	});
}

/** What is still waiting under this key, copies included, is not sent. Resolves to how many. */
export async function cancel(key: string, now: Date): Promise<number> {
	return await transaction(() => store.cancelWaiting({ key }, now));
}

/** The same for all keys that begin with `prefix` ("reminder:<meeting>:"). */
export async function cancelAll(prefix: string, now: Date): Promise<number> {
	if (prefix === "") throw new Error("a prefix is needed to cancel deliveries");
	return await transaction(() => store.cancelWaiting({ prefix }, now));
}

/** No copy of a row to many leaves any more until it is resumed; what is on its way arrives. */
export async function pause(key: string, now: Date): Promise<void> {
	await halting.halt(key, "paused");
	await halting.settleHalt(key, "paused", now);
}

/** What was paused goes on. Again and again without harm. */
export async function resume(key: string): Promise<void> {
	await halting.resume(key);
}

/** No copy of a row to many leaves any more; what is on its way arrives. */
export async function stop(key: string, now: Date): Promise<void> {
	await halting.halt(key, "stopped");
	await halting.settleHalt(key, "stopped", now);
}

/** How many copies are in which state. */
export async function countsOf(key: string): Promise<Partial<Record<DeliveryState, number>>> {
	return await store.countsOf(key);
}

/** For the figures: how many deliveries wait or went wrong, by state. */
export async function countsByState(): Promise<Record<string, number>> {
	return await store.countsByState();
}

/** For the figures: seconds the oldest due delivery has been waiting. */
export async function outboxLag(now: Date): Promise<number> {
	const oldest = await store.oldestDue(now);
	return oldest === undefined ? 0 : (now.getTime() - oldest.getTime()) / 1_000;
}

/** The first moment after `now` at which something becomes due. */
export async function nextDueMoment(now: Date): Promise<Date | undefined> {
	return await store.nextDue(now);
}

/** A delivery that did not get there, for admins. */
export interface Trouble {
	key: string;
	state: DeliveryState;
	kind: string;
	reason: string | undefined;
	personId: string | undefined;
	at: Date | undefined;
}

/** How many failed or are uncertain since then; counting stops at 1001. */
export async function countUncertain(since: Date): Promise<number> {
	return await store.countTroubled(["failed", "unknown"], since, 1001);
}

/** What failed or is uncertain, newest first. */
export async function troubles(limit: number): Promise<Trouble[]> {
	const rows = await store.troubled(["failed", "unknown", "unreachable"], limit);
	return rows.map((row) => ({
		key: row._id,
		state: row.state,
		kind: row.kind,
		reason: row.reason,
		personId: "personId" in row.to ? row.to.personId : undefined,
		at: row.endedAt,
	}));
}
