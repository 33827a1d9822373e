/** What became of deliveries, written down in bulk: nothing is forgotten while the database is away. */
import type { Person } from "../../domain/person.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Log } from "../../kit/log.ts";
import type { Metrics } from "../../kit/metrics.ts";
import { isDatabaseFault } from "../../store/connection.ts";
import type { DeliveryDocument } from "../../store/deliveries.ts";
import { markUnreachable } from "../../store/people.ts";
import { type Outcome, settle } from "../../store/sending.ts";

interface Entry {
	row: DeliveryDocument;
	outcome: Outcome;
	person: Person | undefined;
}

export interface LedgerOptions {
	clock: Clock;
	log: Log;
	metrics: Metrics | undefined;
	/** These are written down: their places are free. */
	onSettled(rows: DeliveryDocument[]): void;
}

export function createLedger({ clock, log, metrics, onSettled }: LedgerOptions) {
	let entries: Entry[] = [];
	let writing = false;
	const empties: (() => void)[] = [];

	async function write(): Promise<void> {
		writing = true;
		// What arrives while one batch is written makes up the next.
		for (let wait = 100; entries.length > 0; ) {
			const batch = entries;
			entries = [];
			try {
				await record(batch);
				wait = 100;
			} catch (error) {
				entries = [...batch, ...entries];
				if (!isDatabaseFault(error)) log.error({ err: error }, "what became of deliveries could not be written down");
				await new Promise((resolve) => setTimeout(resolve, wait));
				wait = Math.min(wait * 2, 5_000);
			}
		}
		writing = false;
		for (const resolve of empties.splice(0)) resolve();
	}

	async function record(batch: Entry[]): Promise<void> {
		const now = clock.now();
		await settle(batch, now);
		const blocked = batch.flatMap(({ outcome, person }) =>
			person && !person.unreachableSince && outcome.to === "end" && outcome.state === "unreachable" ? [person.id] : [],
		);
		if (blocked.length > 0) await markUnreachable(blocked, now);
		for (const { outcome } of batch) if (outcome.to === "end") metrics?.deliveries.inc({ state: outcome.state });
		onSettled(batch.map(({ row }) => row));
	}

	return {
		add(entry: Entry): void {
			entries.push(entry);
			if (!writing) void write();
		},

		/** Resolves when `isDone`, which is asked after each writing. */
		async empty(isDone: () => boolean): Promise<void> {
			while (!isDone()) await new Promise<void>((resolve) => empties.push(resolve));
		},
	};
}
