/** What a promise in its full length is: a title, a way to run it, and verdicts with figures. */
import type { Stage, StageOptions } from "./stage.ts";

export interface Verdict {
	/** What was looked at. */
	figure: string;
	/** What must be so. */
	mark: string;
	/** What was. */
	measured: string;
	holds: boolean;
}

export interface Context {
	seed: number;
	/** From 0 to below 1, the same row of numbers for the same seed; each promise begins anew. */
	chance(): number;
	/** A run to look whether it runs: smaller numbers, whose figures count for nothing. */
	quick: boolean;
	/** `name=7` of the command line. */
	setting(name: string, otherwise: number): number;
	/** Shown on the progress line. */
	say(what: string): void;
	/** A database, a Bot API server, no bot yet; all of it ends with the promise, or with `close`. */
	stage(options?: StageOptions): Promise<Stage>;
}

export interface LongPromise {
	/** "P1"; several files may work for one promise. */
	promise: string;
	title: string;
	run(context: Context): Promise<Verdict[]>;
}
