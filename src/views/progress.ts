/** How far a background job is: a bar that is also told in numbers. */
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";

export interface Progress {
	state: "waiting" | "running" | "done" | "failed";
	done: number;
	/** 0 while it is not known. */
	total: number;
}

const CELLS = 10;

export function progressMessage({ state, done, total }: Progress, t: T): Message {
	if (state === "done") return { text: t("backgroundJobs.done") };
	if (state === "failed") return { text: t("backgroundJobs.failed") };
	if (total === 0) return { text: t("backgroundJobs.begun") };
	return { text: t("backgroundJobs.running", { bar: progressBar(done, total), done, total }) };
}

/** "▓▓▓▓░░░░░░" */
export function progressBar(done: number, total: number): string {
	const full = total === 0 ? 0 : Math.min(CELLS, Math.floor((done / total) * CELLS));
	return "▓".repeat(full) + "░".repeat(CELLS - full);
}
