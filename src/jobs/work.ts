/** Does background jobs, one at a time: goes on where an earlier try stopped, tells how far it is and how it ended. */
import type { Clock } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import { type BackgroundJob, showProgress } from "../services/backgroundJobs.ts";
import { leave, progressed, take } from "../store/backgroundJobs.ts";
import type { Owner } from "../store/sessions.ts";
import { transaction } from "../store/transaction.ts";
import { works as allWorks, type Work } from "./works.ts";

export interface WorkerOptions {
	clock: Clock;
	log: Log;
	owner: Owner;
	works?: Record<string, Work>;
	/** The message about the job has something new to show. */
	onProgress(): void;
	/** A page of work must be done within this time. */
	leaseMs?: number;
	/** The message is changed at most this often. */
	showMs?: number;
}

/** Tries without any progress between them. */
const TRIES = 3;
const AGAIN_MS = 60_000;

/** The process stops or the job is somebody else's now. */
class Stopped extends Error {}

export function createWorker(options: WorkerOptions) {
	const { clock, log, owner } = options;
	const works = options.works ?? allWorks;
	const leaseMs = options.leaseMs ?? 60_000;
	const showMs = options.showMs ?? 1_000;
	let running = false;
	let round: Promise<void> | undefined;

	async function workThrough(): Promise<void> {
		try {
			while (running) {
				const job = await take(owner, leaseMs, clock.now());
				if (!job) return;
				await workOn(job);
			}
		} catch (error) {
			log.warn({ err: error }, "background jobs could not be looked after; at the next tick again");
		}
	}

	async function workOn(job: BackgroundJob): Promise<void> {
		let stepped = false;
		let shownAt = performance.now();
		try {
			const work = works[job.kind];
			if (!work) throw new Error(`no work is named "${job.kind}"`);
			await work({
				refs: job.refs,
				cursor: job.cursor,
				now: clock.now(),
				async report(at) {
					if (!(await progressed(job.id, owner, leaseMs, at))) throw new Stopped();
					stepped = true;
					if (performance.now() - shownAt >= showMs) {
						shownAt = performance.now();
						await showProgress(job, String(at.done), clock.now());
						options.onProgress();
					}
					if (!running) throw new Stopped();
				},
			});
			await end(job, "done");
			log.info({ job: job.id, kind: job.kind }, "a background job is done");
		} catch (error) {
			if (error instanceof Stopped) {
				await leave(job.id, owner, { state: "waiting", again: clock.now(), tries: 0 });
				return;
			}
			const tries = stepped ? 1 : job.tries;
			log.error({ err: error, job: job.id, kind: job.kind, tries }, "a background job failed");
			if (tries >= TRIES) await end(job, "failed");
			else {
				const again = new Date(clock.now().getTime() + AGAIN_MS * tries);
				await leave(job.id, owner, { state: "waiting", again, tries });
			}
		}
	}

	async function end(job: BackgroundJob, state: "done" | "failed"): Promise<void> {
		const now = clock.now();
		await transaction(async () => {
			if (await leave(job.id, owner, { state, now })) await showProgress(job, state, now);
		});
		options.onProgress();
	}

	return {
		start(): void {
			running = true;
		},
		/** Looks for jobs that are due, unless it is at one already. */
		wake(): void {
			if (!running || round) return;
			round = workThrough().finally(() => {
				round = undefined;
			});
		},
		/** Resolves when no job that is due is left. */
		async idle(): Promise<void> {
			await round;
		},
		/** Stops at the next page. */
		async stop(): Promise<void> {
			running = false;
			await round;
		},
	};
}
