/** Updates in: stored before they are confirmed, one at a time per chat, many chats at once, each under a watchdog. */
import type { Update } from "grammy/types";
import type { Clock } from "../kit/clock.ts";
import { createGrouping } from "../kit/grouping.ts";
import { newErrorId } from "../kit/ids.ts";
import type { Log } from "../kit/log.ts";
import type { Metrics } from "../kit/metrics.ts";
import { isDatabaseFault } from "../store/connection.ts";
import { adoptBatch, type Batch, type Finished, markTrying, renewBatches, writeInbox } from "../store/inbox.ts";
import type { Owner } from "../store/sessions.ts";
import { classify } from "../telegram/errors.ts";
import { createLanes } from "./lanes.ts";
import type { Session } from "./session.ts";
import type { OpenSession, Sessions } from "./sessions.ts";

export interface IntakeOptions {
	owner: Owner;
	sessions: Sessions;
	clock: Clock;
	log: Log;
	metrics: Metrics;
	/** What one update does; the session is stored when it resolves. `again`: it may have been replied to before. */
	handle(update: Update, session: Session, how: { again: boolean }): Promise<void>;
	/** An update was set aside after three tries: tell its person, and alert the admins. */
	onSetAside(update: Update, errorId: string, error: unknown): Promise<void>;
	/** More than `waitingPerChat` updates of one chat wait: told once until they are worked off. */
	onFlood(update: Update): Promise<void>;
	/** How long a handler may take. Default 60 s. */
	watchdogMs?: number;
	/** How long a batch stays ours without renewal. Default 30 s. */
	leaseMs?: number;
	/** Chats handled at the same time. Default 64. */
	chatsAtOnce?: number;
	/** Waiting updates of one chat beyond which the rest is set aside. Default 30. */
	waitingPerChat?: number;
	/** Pauses before the second and the third try. */
	retryMs?: [number, number];
}

export type Intake = ReturnType<typeof createIntake>;

const TRIES = 3;

export function createIntake(options: IntakeOptions) {
	const { owner, sessions, log, metrics } = options;
	const leaseMs = options.leaseMs ?? 30_000;
	const lanes = createLanes(options.chatsAtOnce ?? 64);
	const flooded = new Set<string>();
	metrics.watch({ sessionsOpen: sessions.count });
	/** Batches that wait for some of their updates to be handled. */
	const inHand = new Set<string>();
	let stopping = false;
	let renewal: NodeJS.Timeout | undefined;

	/** What came, and what was finished, while the last go was being written goes in one command. */
	const write = createGrouping(async (asked: { updates?: Update[]; finished?: Finished }[]) => {
		const updates = asked.flatMap(({ updates = [] }) => updates);
		const bodies = updates.map((update) => ({ id: update.update_id, body: JSON.stringify(slim(update)) }));
		const stored = await writeInbox(
			bodies,
			asked.flatMap(({ finished }) => finished ?? []),
			owner,
			leaseMs,
		);
		if (stored) take(stored);
		return [];
	});

	/** Stores the updates; when it resolves they may be confirmed. Waits while too many are waiting already. */
	async function accept(updates: Update[]): Promise<void> {
		await lanes.roomFor(updates.length);
		await write({ updates });
	}

	function inLane(lane: string, work: () => Promise<void>): void {
		lanes
			.run(lane, work)
			.catch((error) => log.error({ err: error }, "an update could neither be handled nor set aside"));
	}

	function take(batch: Batch): void {
		inHand.add(batch.id);
		const left = new Set(batch.updates.map((update) => update.id));
		const dead: number[] = [];
		for (const { id, body } of batch.updates) {
			const update = JSON.parse(body) as Update;
			const lane = sessionId(update);
			const finished = async () => {
				left.delete(id);
				if (left.size > 0) return;
				await untilStored(() => write({ finished: { id: batch.id, dead } }));
				inHand.delete(batch.id);
			};
			if (lane === undefined) {
				inLane(`update:${id}`, finished);
			} else if (batch.recoveries === 0 && lanes.waiting(lane) >= (options.waitingPerChat ?? 30)) {
				inLane(`update:${id}`, async () => {
					if (!flooded.has(lane)) {
						flooded.add(lane);
						log.warn({ updateId: id }, "a chat sends faster than it can be served; the rest is set aside");
						await options.onFlood(update).catch((error) => log.warn({ err: error }, "the notice could not be sent"));
					}
					metrics.updates.inc({ kind: kindOf(update), outcome: "flood" });
					await finished();
				});
			} else {
				inLane(lane, async () => {
					if (stopping) return;
					const settled = await untilSettled(update, lane, batch);
					if (settled === "left") return;
					if (settled === "dead") dead.push(id);
					if (lanes.waiting(lane) <= 1) flooded.delete(lane);
					await finished();
				});
			}
		}
	}

	/** Handles one update until it took effect, or is set aside ("dead"), or the process stops before it could ("left"). */
	async function untilSettled(update: Update, lane: string, batch: Batch): Promise<"handled" | "dead" | "left"> {
		const startedAt = performance.now();
		let failures = 0;
		let again = batch.recoveries > 0;
		let error: unknown;
		if (batch.recoveries > 0) {
			if (batch.trying === update.update_id && batch.recoveries >= TRIES) {
				failures = TRIES;
				error = new Error("the process died each time this update was handled");
			} else {
				await untilStored(() => markTrying(batch.id, update.update_id));
			}
		}
		for (let wait = 250; failures < TRIES; ) {
			try {
				const result = await turn(update, lane, again);
				if (result === "taken") {
					if (stopping) return "left";
					again = true;
					await pause(200);
					continue;
				}
				metrics.updates.inc({ kind: kindOf(update), outcome: result });
				metrics.handlerSeconds.observe({ kind: kindOf(update) }, (performance.now() - startedAt) / 1000);
				return "handled";
			} catch (caught) {
				error = caught;
				again = true;
				if (stopping) return "left";
				const flood = classify(caught);
				if (isDatabaseFault(caught)) {
					await pause(wait);
					wait = Math.min(wait * 2, 5_000);
				} else if (flood.reason === "flood") {
					await pause((flood.retryAfter ?? 1) * 1000);
				} else {
					failures++;
					log.warn({ err: caught, updateId: update.update_id, failures }, "an update failed");
					await pause(failures < TRIES ? ((options.retryMs ?? [250, 1_000])[failures - 1] ?? 0) : 0);
				}
			}
		}
		const errorId = newErrorId();
		metrics.updates.inc({ kind: kindOf(update), outcome: "dead" });
		log.error({ err: error, updateId: update.update_id, errorId }, "an update was set aside after three tries");
		await options
			.onSetAside(update, errorId, error)
			.catch((failure) => log.error({ err: failure, errorId }, "nobody could be told that an update was set aside"));
		return "dead";
	}

	async function turn(update: Update, lane: string, again: boolean): Promise<"handled" | "known" | "taken"> {
		const open = await sessions.openSession(lane);
		if (!open) return "taken";
		if (open.hasHandled(update.update_id)) {
			sessions.dropSession(open);
			return "known";
		}
		await underWatchdog(update, open, again);
		const closed = await sessions.closeSession(open, update.update_id, options.clock.now());
		if (closed) return "handled";
		log.warn({ updateId: update.update_id }, "the session changed hands while an update was handled");
		return "taken";
	}

	async function underWatchdog(update: Update, open: OpenSession, again: boolean): Promise<void> {
		const limit = options.watchdogMs ?? 60_000;
		let timer: NodeJS.Timeout | undefined;
		let barked = false;
		const bark = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				barked = true;
				reject(new Error(`a handler did not end within ${limit} ms`));
			}, limit);
		});
		try {
			await Promise.race([options.handle(update, open.session, { again }), bark]);
		} catch (error) {
			if (!barked) sessions.dropSession(open);
			throw error;
		} finally {
			clearTimeout(timer);
		}
	}

	/** Repeats what must reach the database until it does. */
	async function untilStored(write: () => Promise<void>): Promise<void> {
		for (let wait = 250; ; wait = Math.min(wait * 2, 5_000)) {
			try {
				return await write();
			} catch (error) {
				if (!isDatabaseFault(error)) throw error;
				if (stopping) return;
				await pause(wait);
			}
		}
	}

	/** Takes up what dead processes and earlier lives of this one left behind. */
	async function recover(): Promise<void> {
		for (;;) {
			const batch = await adoptBatch(owner, leaseMs);
			if (!batch) return;
			log.info({ updates: batch.updates.length, recoveries: batch.recoveries }, "updates left behind are taken up");
			take(batch);
		}
	}

	return {
		accept,

		/** Takes up what was left behind, and keeps what is in hand. */
		async start(): Promise<void> {
			await recover();
			renewal = setInterval(() => {
				renewBatches([...inHand], owner, leaseMs)
					.then(recover)
					.catch((error) => log.warn({ err: error }, "the inbox could not be renewed"));
			}, leaseMs / 3);
		},

		/** Resolves when everything accepted so far has been handled. */
		idle: () => lanes.idle(),

		/** Finishes what is being handled within `deadlineMs`; what waits stays in the inbox for the next life. */
		async stop(deadlineMs: number): Promise<void> {
			stopping = true;
			clearInterval(renewal);
			await Promise.race([lanes.idle(), pause(deadlineMs)]);
		},
	};
}

/** The chat an update belongs to: "telegram:<chatId>". */
function sessionId(update: Update): string | undefined {
	const chat =
		update.message?.chat ??
		update.edited_message?.chat ??
		update.callback_query?.message?.chat ??
		update.my_chat_member?.chat;
	return chat && `telegram:${chat.id}`;
}

/** "message", "callback_query", … */
function kindOf(update: Update): string {
	return Object.keys(update).find((key) => key !== "update_id") ?? "none";
}

/** A tap carries the whole message it was made on; its id, and whether it is one of words, is all that is kept. */
function slim(update: Update): Update {
	const message = update.callback_query?.message;
	if (!message) return update;
	const { message_id, chat, date } = message;
	const kept = { message_id, chat, date, ...("text" in message ? { text: "" } : {}) };
	return { ...update, callback_query: { ...update.callback_query, message: kept } } as Update;
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
