/** When a message may leave: evenly, replies first, never more than Telegram takes, and to no chat too often. */
import { TransportError } from "./errors.ts";

export interface Pace {
	/** Messages a second over all chats, replies included. Telegram allows 30; exactly 30 collapses at the first jitter. */
	perSecond: number;
	/** Between two deliveries to one person, in ms. */
	perChatMs: number;
	/** Messages a minute to one group. */
	perGroupMinute: number;
}

export const TELEGRAM_PACE: Pace = { perSecond: 29, perChatMs: 1_000, perGroupMinute: 20 };

/** Telegram counts in any window of this length. */
const WINDOW_MS = 1_000;
/** A call that leaves late may be caught up with, so that late timers do not slow the whole: but not more than this. */
const LATENESS_MS = 30;
/** A reply never waits longer than this for its turn. */
const REPLY_PATIENCE_MS = 1_000;
/** … but when the whole bot is asked for a pause; then it is tried after this long whatever was asked for. */
const FLOOD_PATIENCE_MS = 30_000;
/** Of what an even pace leaves of the window, this much stays unused: the way there and the way back vary each for itself. */
const RESERVE = 0.75;
/** The quickest of so many answers, and of as many before them, tells how long the way is. */
const REMEMBERED = 100;

export type Pacer = ReturnType<typeof createPacer>;

/** One call that left; given back when it was answered. */
export type Turn = number;

interface Waiting {
	since: number;
	go(turn: Turn): void;
	fail(error: Error): void;
}

/**
 * Holds bulk sends back to an even pace. Replies leave at once while nothing is sent in bulk; next to bulk sends they
 * take the next turn. Beyond the even pace a window is kept: of `perSecond` and a little more calls the last may only
 * arrive a second after the first did, which is known from when they were answered (a line that stalls and then
 * lets go would otherwise let them arrive together).
 */
export function createPacer(pace: Pace, monotonic: () => number = () => performance.now()) {
	const interval = 1_000 / pace.perSecond;
	const windowSize = Number.isFinite(pace.perSecond) ? Math.ceil((pace.perSecond * 30) / 29) : 0;
	const startedAt = new Float64Array(windowSize);
	const answeredAt = new Float64Array(windowSize);
	const replies: Waiting[] = [];
	const bulk: Waiting[] = [];
	const chats = createChats(pace, monotonic);
	let turns = 0;
	let nextAt = 0;
	let lastBulkAt = Number.NEGATIVE_INFINITY;
	let floodUntil = 0;
	/** Chats that Telegram asked a pause for since then. */
	const flooded = new Set<number | undefined>();
	let repliesWaitUntil = Number.NEGATIVE_INFINITY;
	const way = createWay();
	const reserveMs = Math.max(0, (windowSize * interval - WINDOW_MS) * RESERVE);
	let timer: NodeJS.Timeout | undefined;

	/** When the window lets the next call leave; Infinity while the oldest call in it is not answered. */
	function windowOpensAt(): number {
		if (windowSize === 0 || turns < windowSize) return 0;
		const oldest = answeredAt[turns % windowSize] ?? 0;
		return Number.isFinite(oldest) ? oldest + WINDOW_MS - Math.max(0, way.shortest() - reserveMs) : oldest;
	}

	function leave(now: number): Turn {
		nextAt = Math.min(Math.max(nextAt, now - LATENESS_MS) + interval, now + WINDOW_MS);
		const turn = turns++;
		if (windowSize > 0) {
			startedAt[turn % windowSize] = now;
			answeredAt[turn % windowSize] = Number.POSITIVE_INFINITY;
		}
		return turn;
	}

	function pump(): void {
		clearTimeout(timer);
		timer = undefined;
		for (;;) {
			const now = monotonic();
			const reply = replies[0];
			const first = reply ?? bulk[0];
			if (!first) return;
			let readyAt = Math.max(nextAt, windowOpensAt());
			if (reply) readyAt = Math.max(Math.min(readyAt, reply.since + REPLY_PATIENCE_MS), repliesWaitUntil);
			else readyAt = Math.max(readyAt, floodUntil);
			if (readyAt > now) {
				// While the window waits for an answer, the answer itself calls again.
				if (Number.isFinite(readyAt)) timer = setTimeout(pump, Math.max(1, readyAt - now));
				return;
			}
			if (reply) replies.shift();
			else {
				bulk.shift();
				lastBulkAt = now;
			}
			first.go(leave(now));
		}
	}

	function queued(queue: Waiting[], since: number): Promise<Turn> {
		return new Promise((go, fail) => {
			queue.push({ since, go, fail });
			pump();
		});
	}

	return {
		/** A reply leaves: at once, or in its turn when messages are being sent in bulk. */
		reply(): Turn | Promise<Turn> {
			const now = monotonic();
			const alone =
				bulk.length === 0 && replies.length === 0 && now - Math.max(lastBulkAt, repliesWaitUntil) > WINDOW_MS;
			return alone ? leave(now) : queued(replies, now);
		},

		/** A bulk send leaves in its turn. Rejects (not sent) when Telegram asks for a pause meanwhile. */
		bulk(): Promise<Turn> {
			const now = monotonic();
			if (floodUntil > now) return Promise.reject(floodError((floodUntil - now) / 1_000));
			return queued(bulk, now);
		},

		/** The call was answered, or will never be. */
		answered(turn: Turn): void {
			if (windowSize === 0 || turns - turn > windowSize) return;
			const now = monotonic();
			answeredAt[turn % windowSize] = now;
			way.took(now - (startedAt[turn % windowSize] ?? now));
			if (replies.length > 0 || bulk.length > 0) pump();
		},

		/**
		 * Telegram asked for a pause: nothing is sent in bulk until it is over, and what waits for its turn goes back. Said
		 * about one chat it is that chat's; said about two it is the bot's, and replies wait too: each one sent into such a
		 * pause is refused and makes it begin anew.
		 */
		flooded(seconds: number, chatId?: number): void {
			const now = monotonic();
			if (floodUntil <= now) flooded.clear();
			floodUntil = Math.max(floodUntil, now + seconds * 1_000);
			flooded.add(chatId);
			if (flooded.size > 1) repliesWaitUntil = Math.min(floodUntil, now + FLOOD_PATIENCE_MS);
			for (const waiting of bulk.splice(0)) waiting.fail(floodError(seconds));
			pump();
		},

		/** What waits to be sent in bulk goes back to its callers, not sent. */
		recall(): void {
			for (const waiting of bulk.splice(0)) waiting.fail(new TransportError("notSent", "aborted", "called back"));
		},

		/** How long bulk sends must still pause, in ms. */
		pausedFor: (): number => Math.max(0, floodUntil - monotonic()),

		/** In how many ms this chat may get its next delivery. */
		readyIn: chats.readyIn,
		/** A message went to this chat. */
		wrote: chats.wrote,
	};
}

/** How long it takes to Telegram and back at its best, as far as is known; a way that has become longer is believed in time. */
function createWay() {
	let shortest = Number.POSITIVE_INFINITY;
	let before = Number.POSITIVE_INFINITY;
	let count = 0;
	return {
		shortest: () => Math.min(shortest, before),
		took(ms: number): void {
			shortest = Math.min(shortest, ms);
			if (++count < REMEMBERED) return;
			before = shortest;
			shortest = Number.POSITIVE_INFINITY;
			count = 0;
		},
	};
}

function floodError(seconds: number): TransportError {
	return new TransportError("notSent", "flood", "Telegram asked for a pause", Math.ceil(seconds));
}

/** Remembers when chats were written to, only as long as it matters. */
function createChats(pace: Pace, monotonic: () => number) {
	const MINUTE_MS = 60_000;
	let recent = new Map<number, number>();
	let earlier = new Map<number, number>();
	let turnedAt = 0;
	const groups = new Map<number, number[]>();

	/** Two generations instead of a timer per chat: an entry lives for one to two spans. */
	function turnOver(now: number): void {
		if (now - turnedAt <= pace.perChatMs) return;
		earlier = now - turnedAt > 2 * pace.perChatMs ? new Map() : recent;
		recent = new Map();
		turnedAt = now;
	}

	return {
		readyIn(chatId: number): number {
			const now = monotonic();
			const last = recent.get(chatId) ?? earlier.get(chatId);
			let wait = last === undefined ? 0 : last + pace.perChatMs - now;
			const writes = groups.get(chatId);
			const first = writes?.[writes.length - pace.perGroupMinute];
			if (first !== undefined) wait = Math.max(wait, first + MINUTE_MS - now);
			return Math.max(0, wait);
		},
		wrote(chatId: number): void {
			const now = monotonic();
			if (pace.perChatMs > 0) {
				turnOver(now);
				recent.set(chatId, now);
			}
			if (chatId >= 0) return;
			const writes = (groups.get(chatId) ?? []).filter((at) => now - at < MINUTE_MS);
			writes.push(now);
			groups.set(chatId, writes);
		},
	};
}
