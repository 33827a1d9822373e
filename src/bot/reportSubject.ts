/** What a decision's draft is about: a report, how many steps it had when the draft was begun, and what else is named. */
import type { DraftRef } from "./form/form.ts";

/** Ids hold letters and digits only. */
export function subjectOf(report: { id: string; steps: readonly unknown[] }, otherId?: string): string {
	return [report.id, report.steps.length, ...(otherId === undefined ? [] : [otherId])].join("-");
}

export function readSubject(subject: string): { reportId: string; seen: number; otherId: string } {
	const [reportId = "", seen, otherId = ""] = subject.split("-");
	return { reportId, seen: Number(seen), otherId };
}

export function begunOf({ requestId, subject }: DraftRef): { requestId: string; seen: number } {
	return { requestId, seen: readSubject(subject).seen };
}

/** Telegram's ids of the photos of an answer; none where it says that there is none. */
export function fileIds(answer: { fileId: string }[] | { instead: string } | undefined): string[] {
	return Array.isArray(answer) ? answer.map(({ fileId }) => fileId) : [];
}
