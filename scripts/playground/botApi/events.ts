/** What happens inside the server, for whoever waits for it. */
import type { Update } from "@grammyjs/types";
import type { LedgerEntry, Violation } from "./ledger.ts";
import type { ShownMessage } from "./view.ts";

export type BotApiEvent =
	| { type: "call"; entry: LedgerEntry }
	| { type: "violation"; violation: Violation }
	| { type: "shown"; chatId: number; message: ShownMessage }
	| { type: "edited"; chatId: number; message: ShownMessage }
	| { type: "deleted"; chatId: number; messageId: number }
	| { type: "chatAction"; chatId: number; action: string }
	| { type: "callbackAnswered"; queryId: string; chatId: number; userId: number; text: string; alert: boolean }
	| { type: "updateQueued"; update: Update }
	| { type: "updateDelivered"; updateId: number }
	| { type: "updateConfirmed"; updateId: number };

export type EventOf<Type extends BotApiEvent["type"]> = Extract<BotApiEvent, { type: Type }>;

export interface Events {
	/** Whether anybody listens: what nobody hears need not be built. */
	heard(type: BotApiEvent["type"]): boolean;
	emit(event: BotApiEvent): void;
	/** Returns how to stop listening. */
	on<Type extends BotApiEvent["type"]>(type: Type, listener: (event: EventOf<Type>) => void): () => void;
	/** The next event that fits; rejects when none came within the time (real, not the clock's; 5 s). */
	next<Found extends BotApiEvent>(
		fits: ((event: BotApiEvent) => event is Found) | ((event: BotApiEvent) => boolean),
		options?: { timeoutMs?: number; what?: string },
	): Promise<Found>;
	/** Everybody who waits is told that nothing comes any more. */
	close(): void;
}

type Listener = (event: BotApiEvent) => void;

export function createEvents(): Events {
	const listeners = new Map<BotApiEvent["type"], Set<Listener>>();
	const waiting = new Set<{
		fits: (event: BotApiEvent) => boolean;
		done: (event: BotApiEvent) => void;
		stop(): void;
	}>();

	return {
		heard: (type) => waiting.size > 0 || (listeners.get(type)?.size ?? 0) > 0,
		emit(event) {
			for (const listener of listeners.get(event.type) ?? []) listener(event);
			for (const waiter of [...waiting]) if (waiter.fits(event)) waiter.done(event);
		},
		on(type, listener) {
			const all = listeners.get(type) ?? new Set();
			listeners.set(type, all.add(listener as Listener));
			return () => all.delete(listener as Listener);
		},
		next: (fits, { timeoutMs = 5000, what = "an event" } = {}) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					waiting.delete(waiter);
					reject(new Error(`${what} did not come within ${timeoutMs} ms`));
				}, timeoutMs);
				const waiter = {
					fits,
					done(event: BotApiEvent) {
						clearTimeout(timer);
						waiting.delete(waiter);
						resolve(event as never);
					},
					stop() {
						clearTimeout(timer);
						waiting.delete(waiter);
						reject(new Error(`the Bot API server stopped while ${what} was waited for`));
					},
				};
				waiting.add(waiter);
			}),
		close() {
			for (const waiter of [...waiting]) waiter.stop();
			listeners.clear();
		},
	};
}
