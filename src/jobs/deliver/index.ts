/** Empties the outbox: what is due is claimed, put into words, paced and sent, and what became of it is written down. */
import { quietUntil } from "../../domain/quietHours.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Log } from "../../kit/log.ts";
import type { Metrics } from "../../kit/metrics.ts";
import { countsByState, outboxLag } from "../../services/deliveries.ts";
import * as groups from "../../services/groups.ts";
import { isDatabaseFault } from "../../store/connection.ts";
import type { DeliveryDocument } from "../../store/deliveries.ts";
import { haltedAmong, settleHalt } from "../../store/halting.ts";
import { claim, dueWide, putOff, recoverAbandoned, setAside } from "../../store/sending.ts";
import type { Owner } from "../../store/sessions.ts";
import type { Api } from "../../telegram/api.ts";
import type { Pacer } from "../../telegram/pacer.ts";
import { asBulk } from "../../telegram/transport.ts";
import type { Texts } from "../../texts/index.ts";
import type { Kinds } from "../kind.ts";
import { kinds as allKinds } from "../kinds.ts";
import { createAlarm } from "./alarm.ts";
import { candidates } from "./candidates.ts";
import { expand } from "./expand.ts";
import { createLedger } from "./ledger.ts";
import { type Parcel, type Posted, post } from "./post.ts";
import { createWeather } from "./weather.ts";

export interface DeliverOptions {
	api: Api;
	/** The transport's: it paces, this asks it who may be written to. */
	pacer: Pacer;
	texts: Texts;
	clock: Clock;
	log: Log;
	config: { timeZone: string; sendRate: number };
	owner: Owner;
	metrics?: Metrics;
	kinds?: Kinds;
	/** How long a claimed row stays ours, by the database's clock. */
	leaseMs?: number;
	/** Rows claimed and not yet written down: at a crash, what may arrive twice. */
	inFlight?: number;
	/** Copies made of a row to many at a time. */
	pageSize?: number;
	/** Looks after what is being sent to many; true when it has owed something by it. Every second, and before all is said to be done. */
	watch?(now: Date): Promise<boolean>;
}

export type Deliver = ReturnType<typeof createDeliver>;

/** Without being woken it looks this often. */
const LOOK_MS = 1_000;
/** A delivery that may have been sent waits this long before it is sent again. */
const AGAIN_MS = 1_000;

export function createDeliver(options: DeliverOptions) {
	const { pacer, clock, log, owner, config } = options;
	const kinds = options.kinds ?? allKinds;
	const leaseMs = options.leaseMs ?? 30_000;
	const inFlight = options.inFlight ?? Math.max(16, Math.ceil(config.sendRate / 4));
	const pageSize = options.pageSize ?? 1_000;
	const deps = { api: options.api, texts: options.texts, kinds, log };

	let running = false;
	let loop: Promise<void> | undefined;
	let outstanding = 0;
	const alarm = createAlarm();
	const weather = createWeather(() => asBulk(() => options.api.getMe()));
	/** Recipients with a delivery on its way. */
	const busy = new Set<string>();
	/** Deliveries that wait a moment before they are tried again, until when. */
	const held = new Map<string, number>();
	const ledger = createLedger({
		clock,
		log,
		metrics: options.metrics,
		onSettled(rows) {
			outstanding -= rows.length;
			for (const row of rows) if (row.recipient) busy.delete(row.recipient);
			alarm.ring();
		},
	});
	options.metrics?.watch({ deliveries: countsByState, outboxLag: () => outboxLag(clock.now()) });

	/** One look at the outbox. Resolves to whether anything is left to do for now, and when to look again. */
	async function pass(): Promise<{ idle: boolean; againInMs: number }> {
		const pausedMs = Math.max(pacer.pausedFor(), weather.pausedFor());
		if (pausedMs > 0) return { idle: false, againInMs: pausedMs };
		const room = (weather.isBad() ? 1 : inFlight) - outstanding;
		// Half-empty before it is filled again, so that claims come in batches.
		if (room <= 0 || (outstanding > 0 && room < inFlight / 2)) return { idle: false, againInMs: LOOK_MS };
		if (!(await weather.clears())) return { idle: false, againInMs: weather.pausedFor() };
		const now = clock.now();
		const quietEnd = quietUntil(now, config.timeZone);
		if (quietEnd) await putOff(now, quietEnd);
		let begun = 0;
		for (let row = await dueWide(now, false); row && running; row = await dueWide(now, false)) {
			await grow(row, now);
			begun++;
		}
		// What ends while we look has left its recipient out of this look.
		const onTheirWay = outstanding;
		const found = await candidates({ now, room, busy, held: heldNow(), pacer });
		const parcels = await going(found.parcels, now);
		await send(parcels, now);
		if (found.parcels.length < room) {
			const wide = await dueWide(now, true);
			if (wide) {
				await grow(wide, now);
				return { idle: false, againInMs: 0 };
			}
		}
		// What another sender has taken meanwhile counts as well: there may be more behind it.
		if (found.parcels.length > 0 || begun > 0) return { idle: false, againInMs: 0 };
		const againInMs = Math.min(LOOK_MS, found.readyInMs, nextHeld());
		const waiting = onTheirWay > 0 || held.size > 0 || Number.isFinite(found.readyInMs);
		return { idle: !waiting, againInMs };
	}

	/** Without those whose row to many was paused or stopped a moment ago; the rest of its copies go the same way. */
	async function going(parcels: Parcel[], now: Date): Promise<Parcel[]> {
		const parents = [...new Set(parcels.flatMap(({ row }) => (row.parent === undefined ? [] : [row.parent])))];
		const halted = await haltedAmong(parents);
		if (halted.size === 0) return parcels;
		for (const [key, how] of halted) await settleHalt(key, how, now);
		return parcels.filter(({ row }) => row.parent === undefined || !halted.has(row.parent));
	}

	async function grow(row: DeliveryDocument, now: Date): Promise<void> {
		try {
			await expand(row, pageSize, now);
		} catch (error) {
			if (isDatabaseFault(error)) throw error;
			// It must not stand in the way of all others for ever.
			log.error({ err: error, key: row._id, kind: row.kind }, "a delivery to many could not be expanded");
			await setAside(row, now);
		}
	}

	async function send(parcels: Parcel[], now: Date): Promise<void> {
		const claimed = await claim(
			parcels.map(({ row }) => row),
			owner,
			leaseMs,
		);
		const taken = new Map(claimed.map((row) => [row._id, row]));
		for (const parcel of parcels) {
			const row = taken.get(parcel.row._id);
			if (!row) continue;
			outstanding++;
			if (row.recipient) busy.add(row.recipient);
			void carry({ ...parcel, row }, now);
		}
	}

	/** Sees one delivery through to its outcome. Never rejects. */
	async function carry(parcel: Parcel, now: Date): Promise<void> {
		const { row } = parcel;
		let posted: Posted;
		try {
			posted = await post(parcel, deps, now, () => running);
			if (posted.error?.migrateTo !== undefined && parcel.chatId !== undefined) {
				await groups.moved(parcel.chatId, posted.error.migrateTo);
			}
			if (isGone(posted) && "chatId" in row.to) await groups.lost(row.to.chatId, now);
		} catch (error) {
			log.error({ err: error, key: row._id, kind: row.kind }, "a delivery broke");
			posted = { outcome: isDatabaseFault(error) ? { to: "release" } : { to: "retry", reason: "unknown" } };
		}
		weather.note(posted);
		if (posted.outcome.to === "retry" || (posted.outcome.to === "release" && !posted.error)) {
			held.set(row._id, performance.now() + AGAIN_MS);
		}
		ledger.add({ row, outcome: posted.outcome, person: parcel.person });
	}

	function heldNow(): string[] {
		const now = performance.now();
		for (const [id, until] of held) if (until <= now) held.delete(id);
		return [...held.keys()];
	}

	function nextHeld(): number {
		let next = Number.POSITIVE_INFINITY;
		for (const until of held.values()) next = Math.min(next, until);
		return Math.max(1, next - performance.now());
	}

	async function run(): Promise<void> {
		let recoveredAt = Number.NEGATIVE_INFINITY;
		let watchedAt = Number.NEGATIVE_INFINITY;
		let trouble = 0;
		while (running) {
			const asked = alarm.askedForIdle();
			try {
				if (performance.now() - recoveredAt >= LOOK_MS) {
					const recovered = await recoverAbandoned(owner);
					if (recovered > 0) log.warn({ recovered }, "deliveries left half-done are taken up again");
					recoveredAt = performance.now();
				}
				const { idle, againInMs } = await pass();
				trouble = 0;
				if (idle || performance.now() - watchedAt >= LOOK_MS) {
					watchedAt = performance.now();
					if (await options.watch?.(clock.now())) continue;
				}
				if (idle) alarm.isIdle(asked);
				if (againInMs > 0) await alarm.wait(Math.min(againInMs, LOOK_MS));
			} catch (error) {
				trouble++;
				if (!isDatabaseFault(error)) log.error({ err: error }, "the outbox could not be looked through");
				else if (trouble === 1) log.warn({ err: error }, "the database is away; deliveries wait");
				await alarm.wait(Math.min(LOOK_MS * trouble, 5_000));
			}
		}
	}

	return {
		/** Something may have become due. */
		wake: () => alarm.ring(),

		start(): void {
			if (running) return;
			running = true;
			loop = (loop ?? Promise.resolve()).then(run);
		},

		/** Nothing leaves any more from now on; resolves when what had left is written down, or after `deadlineMs`. */
		async stop(deadlineMs = 5_000): Promise<void> {
			running = false;
			pacer.recall();
			alarm.ring();
			const over = async () => {
				await loop;
				await ledger.empty(() => outstanding === 0);
			};
			await within(deadlineMs, over());
			alarm.release();
		},

		/** Resolves when nothing that is due at the clock's moment is left to do; at once when this is not the sender. */
		async idle(): Promise<void> {
			if (running) await alarm.idle();
		},
	};
}

/** The bot may not write to this chat any more. */
function isGone({ error }: Posted): boolean {
	return ["removed", "chatNotFound", "blocked"].includes(error?.reason ?? "");
}

async function within(ms: number, work: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const deadline = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, ms);
	});
	await Promise.race([work, deadline]);
	clearTimeout(timer);
}
