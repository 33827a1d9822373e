/** Long polling: asks Telegram for updates and confirms them only when they are stored. */
import type { Api } from "grammy";
import type { Log } from "../kit/log.ts";
import { classify } from "../telegram/errors.ts";
import type { Intake } from "./intake.ts";

/** The kinds of updates Dabir acts on; Telegram keeps the others to itself. */
export const ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

export function createPolling({
	api,
	intake,
	log,
	waitSeconds = 25,
}: {
	api: Api;
	intake: Intake;
	log: Log;
	waitSeconds?: number;
}) {
	let stopped: AbortController | undefined;
	let loop: Promise<void> | undefined;

	async function poll(signal: AbortSignal): Promise<void> {
		let offset: number | undefined;
		let trouble = 0;
		while (!signal.aborted) {
			try {
				const updates = await api.getUpdates(
					{
						timeout: waitSeconds,
						limit: 100,
						allowed_updates: ALLOWED_UPDATES,
						...(offset === undefined ? {} : { offset }),
					},
					signal as never,
				);
				if (updates.length > 0) {
					await intake.accept(updates);
					offset = (updates.at(-1)?.update_id ?? 0) + 1;
				}
				trouble = 0;
			} catch (error) {
				if (signal.aborted) return;
				const { retryAfter } = classify(error);
				trouble++;
				const waitMs = retryAfter !== undefined ? retryAfter * 1000 : Math.min(250 * 2 ** trouble, 5_000);
				if (trouble === 1 || trouble % 12 === 0) {
					log.warn({ err: error, trouble }, "updates could not be fetched or stored; trying again");
				}
				await pause(waitMs, signal);
			}
		}
	}

	return {
		start(): void {
			if (stopped) return;
			stopped = new AbortController();
			loop = poll(stopped.signal);
		},
		/** Ends the request in flight; what it may have fetched was not confirmed and comes again. */
		async stop(): Promise<void> {
			stopped?.abort();
			await loop;
			stopped = undefined;
			loop = undefined;
		},
	};
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener("abort", () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
