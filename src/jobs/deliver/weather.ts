/** How the line to Telegram is doing: after faults in a row the sender pauses, longer each time, and then tries with one. */
import type { Posted } from "./post.ts";

/** Faults that may be about one message only, before they count as the line's. */
const PATIENCE = 3;
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

export function createWeather(monotonic: () => number = () => performance.now()) {
	let faults = 0;
	let pausedUntil = 0;

	return {
		/** What came of one delivery. */
		note({ outcome, error }: Posted): void {
			if (error === undefined || error.class === "rejected") {
				if (error || (outcome.to === "end" && outcome.state === "sent")) faults = 0;
				return;
			}
			// The pacer keeps the pause that Telegram asked for; what was called back met no fault.
			if (error.reason === "flood" || error.reason === "aborted") return;
			faults++;
			if (error.class !== "notSent" && faults < PATIENCE) return;
			pausedUntil = monotonic() + Math.min(FIRST_MS * 2 ** (faults - 1), LONGEST_MS);
		},
		pausedFor: (): number => Math.max(0, pausedUntil - monotonic()),
		isBad: (): boolean => faults >= PATIENCE,
	};
}
