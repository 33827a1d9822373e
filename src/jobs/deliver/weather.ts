/** How the line to Telegram is doing: after faults in a row the sender pauses, longer each time, and asks before it goes on. */
import type { Posted } from "./post.ts";

/** Faults that may be about one message only, before they count as the line's. */
const PATIENCE = 3;
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** `ask` makes a harmless call; it rejects while Telegram cannot be reached. */
export function createWeather(ask: () => Promise<unknown>, monotonic: () => number = () => performance.now()) {
	let faults = 0;
	let pauses = 0;
	let pausedUntil = 0;
	let mustAsk = false;

	function pause(): void {
		// What was on its way when the line broke comes back as one fault, not as many.
		if (monotonic() < pausedUntil) return;
		mustAsk = true;
		pausedUntil = monotonic() + Math.min(FIRST_MS * 2 ** pauses++, LONGEST_MS);
	}

	return {
		/** What came of one delivery. */
		note({ outcome, error }: Posted): void {
			if (error === undefined || error.class === "rejected") {
				const answered = error !== undefined || (outcome.to === "end" && outcome.state === "sent");
				if (answered) faults = pauses = 0;
				return;
			}
			// The pacer keeps the pause that Telegram asked for; what was called back met no fault.
			if (error.reason === "flood" || error.reason === "aborted") return;
			faults++;
			if (error.class === "notSent" || faults >= PATIENCE) pause();
		},

		pausedFor: (): number => Math.max(0, pausedUntil - monotonic()),

		isBad: (): boolean => faults >= PATIENCE,

		/** After a pause: whether it is worth trying, so that no message's tries are spent on a line that is down. */
		async clears(): Promise<boolean> {
			if (!mustAsk) return true;
			try {
				await ask();
				mustAsk = false;
				return true;
			} catch {
				pause();
				return false;
			}
		},
	};
}
