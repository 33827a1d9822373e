/** One of all processes leads: it polls, ticks and sends. The lease in the database says which. */
import type { Log } from "../kit/log.ts";
import type { Metrics } from "../kit/metrics.ts";
import { giveLease, takeLease } from "../store/leases.ts";
import type { Owner } from "../store/sessions.ts";

export interface LeaderOptions {
	owner: Owner;
	log: Log;
	metrics?: Metrics;
	/** How long the lease lasts without being renewed, by the database's clock. */
	leaseMs?: number;
	renewMs?: number;
	onGained(): Promise<void> | void;
	/** Called before somebody else can lead; what the leader did must have ended when it resolves. */
	onLost(): Promise<void> | void;
}

const LEASE = "leader";
/** Of the lease, kept back for what the leader has in hand when it cannot renew. */
const RESERVE = 0.25;

export function createLeader(options: LeaderOptions) {
	const { owner, log } = options;
	const leaseMs = options.leaseMs ?? 15_000;
	const renewMs = options.renewMs ?? leaseMs / 4;
	let leading = false;
	let stopped = true;
	let renewal: NodeJS.Timeout | undefined;
	let expiry: NodeJS.Timeout | undefined;
	/** Gaining and losing follow one another, whatever happens meanwhile. */
	let changes: Promise<void> = Promise.resolve();
	options.metrics?.watch({ leader: () => leading });

	function change(work: () => Promise<void> | void, what: string): void {
		changes = changes.then(work).catch((error) => log.error({ err: error }, `${what} failed`));
	}

	function gain(): void {
		leading = true;
		log.info({ owner }, "this process leads now");
		change(options.onGained, "beginning to lead");
	}

	function lose(why: string): void {
		clearTimeout(expiry);
		if (!leading) return;
		leading = false;
		log.warn({ owner }, why);
		change(options.onLost, "ceasing to lead");
	}

	async function attempt(): Promise<void> {
		clearTimeout(renewal);
		const askedAt = performance.now();
		try {
			const ours = await takeLease(LEASE, owner, leaseMs);
			// The database counted from a moment after we asked: by our own clock the lease is over a little earlier.
			const leftMs = askedAt + leaseMs * (1 - RESERVE) - performance.now();
			if (stopped) return;
			if (ours && leftMs > 0) {
				clearTimeout(expiry);
				expiry = setTimeout(() => lose("the lease could not be renewed: this process no longer leads"), leftMs);
				if (!leading) gain();
			} else if (!ours) {
				lose("another process leads now");
			}
		} catch (error) {
			log.warn({ err: error, leading }, "the leader's lease could not be asked for");
		}
		if (!stopped) renewal = setTimeout(attempt, renewMs);
	}

	return {
		isLeading: () => leading,

		/** Resolves when it has asked once, and begun to lead if it does. */
		async start(): Promise<void> {
			stopped = false;
			await attempt();
			await changes;
		},

		/** Ceases to lead and lets another begin at once. */
		async stop(): Promise<void> {
			if (stopped) return;
			stopped = true;
			clearTimeout(renewal);
			const led = leading;
			lose("this process stops leading");
			await changes;
			if (led) await giveLease(LEASE, owner).catch((error) => log.warn({ err: error }, "the lease was not given back"));
		},
	};
}
