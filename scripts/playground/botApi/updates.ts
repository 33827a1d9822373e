/** Updates on their way to the bot: kept until they are confirmed, handed out to one long poll at a time. */
import type { Update } from "@grammyjs/types";
import type { Events } from "./events.ts";
import { conflict } from "./refusal.ts";

/** Telegram keeps an update 24 hours, a callback's 150 seconds. */
const KEPT_MS = 24 * 3600 * 1000;
export const CALLBACK_KEPT_MS = 150 * 1000;

export type NewUpdate = Omit<Update, "update_id">;

/** Kinds that must be asked for by name. */
const ONLY_WHEN_ASKED = new Set(["chat_member", "message_reaction", "message_reaction_count"]);

export interface QueuedUpdate {
	update: Update;
	/** By the clock. */
	expiresAt: number;
	/** A repetition counts as new: an offset above its number does not confirm it before it was delivered. */
	again: boolean;
	/** Confirmed, expired or dropped. */
	gone: boolean;
}

export interface PollRequest {
	offset?: number | undefined;
	limit?: number | undefined;
	/** Seconds. */
	timeout?: number | undefined;
}

export interface Updates {
	/** Numbers and queues an update; undefined when the bot did not ask for its kind. */
	push(update: NewUpdate): Update | undefined;
	/** `gone` is called by the server when the line broke: the waiting poll then ends without an answer. */
	poll(request: PollRequest, onGone: (gone: () => void) => void): Promise<Update[]>;
	/** Ends a waiting poll with 409. */
	endPoll(because: string): void;
	allow(kinds: readonly string[] | undefined): void;
	readonly allowed: readonly string[];
	pending(): number;
	/** The next `count` updates arrive twice. */
	repeatNext(count?: number): void;
	/** The very same update once more, as after a lost confirmation. */
	repeat(update: Update): void;
	/** Keeps new updates back; `release` delivers them, in the given order. */
	hold(): void;
	release(order?: (held: Update[]) => Update[]): void;
	/** After a quiet week numbers start anew anywhere. */
	numberFrom(updateId: number): void;
	/** The number of the update that comes next. */
	readonly nextId: number;
	dropPending(): void;
	/** What a webhook takes from, in order. */
	readonly queue: QueuedUpdate[];
	/** Takes an update out: it was delivered. */
	confirm(entry: QueuedUpdate): void;
	/** Called when something was queued; one listener. */
	onQueued: ((entry: QueuedUpdate) => void) | undefined;
	close(): void;
}

const ENDED_BY_ANOTHER = "terminated by other getUpdates request; make sure that only one bot instance is running";

export function createUpdates(now: () => Date, events: Events): Updates {
	const queue: QueuedUpdate[] = [];
	let nextId = 701_000_001;
	let allowed: readonly string[] = [];
	let repeats = 0;
	let held: Update[] | undefined;
	let highestOffset = 0;
	let waiting: { end(error?: Error): void; wake(): void } | undefined;

	function wanted(kind: string): boolean {
		return allowed.length === 0 ? !ONLY_WHEN_ASKED.has(kind) : allowed.includes(kind);
	}
	function enqueue(update: Update, again: boolean): void {
		const life = update.callback_query ? CALLBACK_KEPT_MS : KEPT_MS;
		const entry = { update, expiresAt: now().getTime() + life, again, gone: false };
		queue.push(entry);
		updates.onQueued?.(entry);
		if (events.heard("updateQueued")) events.emit({ type: "updateQueued", update });
	}
	function expire(): void {
		if (queue.length === 0) return;
		const moment = now().getTime();
		const kept = queue.filter((entry) => entry.expiresAt > moment);
		if (kept.length < queue.length) queue.splice(0, queue.length, ...kept);
	}
	function confirmBelow(offset: number): void {
		let kept = 0;
		for (const entry of queue) {
			if (entry.update.update_id >= offset || entry.again) queue[kept++] = entry;
			else if (events.heard("updateConfirmed")) {
				events.emit({ type: "updateConfirmed", updateId: entry.update.update_id });
			}
		}
		queue.length = kept;
	}
	function take(limit: number): Update[] {
		expire();
		return queue.slice(0, limit).map((entry) => {
			entry.again = false;
			if (events.heard("updateDelivered")) {
				events.emit({ type: "updateDelivered", updateId: entry.update.update_id });
			}
			return entry.update;
		});
	}

	const updates: Updates = {
		queue,
		onQueued: undefined,
		get nextId() {
			return nextId;
		},
		get allowed() {
			return allowed;
		},
		push(content) {
			const kind = Object.keys(content)[0] as string;
			if (!wanted(kind)) return undefined;
			const update = { update_id: nextId++, ...content };
			if (held) {
				held.push(update);
				return update;
			}
			// Numbers that began anew may lie below an old offset: they are news nevertheless.
			enqueue(update, update.update_id < highestOffset);
			if (repeats > 0) {
				repeats--;
				enqueue(update, true);
			}
			waiting?.wake();
			return update;
		},
		poll({ offset = 0, limit = 100, timeout = 0 }, onGone) {
			waiting?.end(conflict(ENDED_BY_ANOTHER));
			expire();
			if (offset > 0) {
				highestOffset = Math.max(highestOffset, offset);
				confirmBelow(offset);
			}
			if (offset < 0) queue.splice(0, Math.max(0, queue.length + offset));
			if (queue.length > 0 || timeout === 0) return Promise.resolve(take(limit));
			return new Promise((resolve, reject) => {
				const poll = {
					end(error?: Error) {
						clearTimeout(timer);
						if (waiting === poll) waiting = undefined;
						if (error) reject(error);
						else resolve(take(limit));
					},
					wake() {
						// What is queued in the same breath travels together.
						setImmediate(() => waiting === poll && poll.end());
					},
				};
				const timer = setTimeout(() => poll.end(), timeout * 1000);
				waiting = poll;
				onGone(() => {
					if (waiting !== poll) return;
					clearTimeout(timer);
					waiting = undefined;
					resolve([]);
				});
			});
		},
		endPoll(because) {
			waiting?.end(conflict(because));
		},
		allow(kinds) {
			if (kinds) allowed = kinds;
		},
		pending() {
			expire();
			return queue.length + (held?.length ?? 0);
		},
		repeatNext(count = 1) {
			repeats += count;
		},
		repeat(update) {
			enqueue(update, true);
			waiting?.wake();
		},
		hold() {
			held ??= [];
		},
		release(order = (all) => all) {
			const batch = order(held ?? []);
			held = undefined;
			// Out of order, a higher number may be confirmed before a lower one was delivered.
			for (const update of batch) enqueue(update, true);
			if (batch.length > 0) waiting?.wake();
		},
		numberFrom(updateId) {
			nextId = updateId;
		},
		dropPending() {
			for (const entry of queue) entry.gone = true;
			queue.length = 0;
			if (held) held = [];
		},
		confirm(entry) {
			const index = queue.indexOf(entry);
			entry.gone = true;
			if (index < 0) return;
			queue.splice(index, 1);
			if (events.heard("updateConfirmed")) {
				events.emit({ type: "updateConfirmed", updateId: entry.update.update_id });
			}
		},
		close() {
			waiting?.end();
		},
	};
	return updates;
}
