/** Telegram's flood control, by real time: so many messages a second, each 429 costs a wait for everything. */
import { tooManyRequests } from "./refusal.ts";

export interface LimiterOptions {
	/** Accepted messages in any 1000 ms over all chats. */
	perSecond?: number;
	/** The same for calls that pay for a broadcast. */
	paidPerSecond?: number;
	/** A private chat refills one message in so many milliseconds … */
	chatEveryMs?: number;
	/** … up to a burst of so many. */
	chatBurst?: number;
	/** Messages to one group in any minute. */
	groupPerMinute?: number;
	/** Seconds of every 429; computed from the wait when absent. */
	retryAfter?: number;
	/** Milliseconds of real, monotonic time. */
	clock?: () => number;
}

export interface Limiter {
	readonly on: boolean;
	switchOn(options?: LimiterOptions): void;
	switchOff(): void;
	/** Throws 429 inside a penalty. */
	check(): void;
	/** Takes `messages` from what is allowed or throws 429. Edits count overall, not against their chat. */
	admit(call: { chatId: number; messages: number; paid: boolean; edit: boolean }): void;
}

interface Settings extends Required<Omit<LimiterOptions, "retryAfter">> {
	retryAfter: number | undefined;
}

export function createLimiter(): Limiter {
	let settings: Settings | undefined;
	let free = createWindow(1, 1000);
	let paid = createWindow(1, 1000);
	let chats = createBuckets();
	let groups = new Map<number, Window>();
	let penaltyUntil = 0;

	/** Every refusal, also one inside a penalty, starts a new wait: flooding never gets through. */
	function refuse(now: number, waitMs: number, { retryAfter }: Settings): never {
		const seconds = retryAfter ?? Math.max(1, Math.ceil(waitMs / 1000));
		penaltyUntil = now + seconds * 1000;
		throw tooManyRequests(seconds);
	}

	return {
		get on() {
			return settings !== undefined;
		},
		switchOn(options = {}) {
			settings = {
				perSecond: 30,
				paidPerSecond: 1000,
				chatEveryMs: 1000,
				chatBurst: 4,
				groupPerMinute: 20,
				retryAfter: undefined,
				clock: () => performance.now(),
				...options,
			};
			free = createWindow(settings.perSecond, 1000);
			paid = createWindow(settings.paidPerSecond, 1000);
			chats = createBuckets();
			groups = new Map();
			penaltyUntil = 0;
		},
		switchOff() {
			settings = undefined;
		},
		check() {
			if (!settings || penaltyUntil === 0) return;
			const now = settings.clock();
			if (now < penaltyUntil) refuse(now, penaltyUntil - now, settings);
		},
		admit(call) {
			if (!settings) return;
			const now = settings.clock();
			const overall = call.paid ? paid : free;
			const wait = overall.wait(now, call.messages);
			if (wait > 0) refuse(now, wait, settings);
			if (call.edit) {
				overall.take(now, call.messages);
				return;
			}
			if (call.chatId > 0) {
				const chatWait = chats.take(call.chatId, now, call.messages, settings);
				if (chatWait > 0) refuse(now, chatWait, settings);
			} else {
				const group = groups.get(call.chatId) ?? createWindow(settings.groupPerMinute, 60_000);
				groups.set(call.chatId, group);
				const groupWait = group.wait(now, call.messages);
				if (groupWait > 0) refuse(now, groupWait, settings);
				group.take(now, call.messages);
			}
			overall.take(now, call.messages);
		},
	};
}

interface Window {
	/** Milliseconds until `count` more fit; 0 when they fit now. */
	wait(now: number, count: number): number;
	take(now: number, count: number): void;
}

/** At most `size` in any `milliseconds`: a ring of the last accepted moments. */
function createWindow(size: number, milliseconds: number): Window {
	const moments = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
	let next = 0;
	return {
		wait(now, count) {
			const oldest = moments[(next + Math.min(count, size) - 1) % size] as number;
			return Math.max(0, oldest + milliseconds - now);
		},
		take(now, count) {
			for (let i = 0; i < count; i++) {
				moments[next] = now;
				next = (next + 1) % size;
			}
		},
	};
}

/** One bucket a private chat; those that must be full again are forgotten, so a million chats cost little. */
function createBuckets() {
	let current = new Map<number, { tokens: number; at: number }>();
	let previous = new Map<number, { tokens: number; at: number }>();
	let turned = 0;
	return {
		take(chatId: number, now: number, count: number, { chatEveryMs, chatBurst }: Settings): number {
			if (now - turned > chatEveryMs * chatBurst) {
				previous = current;
				current = new Map();
				turned = now;
			}
			const bucket = current.get(chatId) ?? previous.get(chatId) ?? { tokens: chatBurst, at: now };
			const tokens = Math.min(chatBurst, bucket.tokens + (now - bucket.at) / chatEveryMs);
			const left = tokens - Math.min(count, chatBurst);
			if (left < 0) return -left * chatEveryMs;
			bucket.tokens = left;
			bucket.at = now;
			current.set(chatId, bucket);
			return 0;
		},
	};
}
