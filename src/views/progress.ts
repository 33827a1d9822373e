/** How far a background job is: a bar that is also told in numbers. */
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";

export interface Progress {
	/** What is done, see jobs/works. */
	kind?: string;
	state: "waiting" | "running" | "done" | "failed";
	done: number;
	/** 0 while it is not known. */
	total: number;
}

const CELLS = 10;

export function progressMessage({ kind, state, done, total }: Progress, t: T): Message {
	if (state === "done") return { text: finished(kind, t) };
	if (state === "failed") return { text: t("backgroundJobs.failed") };
	if (total === 0) return { text: t("backgroundJobs.begun") };
	// Without isolates the bar fills from where the line begins.
	return { text: t("backgroundJobs.running", { bar: html(progressBar(done, total)), done, total }) };
}

/** What is there now; only that it is finished where no words are kept for it. */
function finished(kind: string | undefined, t: T): string {
	const key = `backgroundJobs.doneOf.${kind}`;
	return t.has(key) ? t.dynamic(key) : t("backgroundJobs.done");
}

/** "▓▓▓▓░░░░░░" */
export function progressBar(done: number, total: number): string {
	const full = total === 0 ? 0 : Math.min(CELLS, Math.floor((done / total) * CELLS));
	return "▓".repeat(full) + "░".repeat(CELLS - full);
}
