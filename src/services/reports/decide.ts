/** How whatever becomes of a report is written: the step, the audit line and who hears of it, all at once. The first one counts. */
import { type Action, may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { type Report, type ReportStep, reportReason, stateAfter } from "../../domain/report.ts";
import { decidedSince } from "../../domain/reportDesk.ts";
import { done, type Refusal, type Result, refuse } from "../../kit/result.ts";
import * as audit from "../../store/audit.ts";
import * as store from "../../store/reports.ts";
import { transaction } from "../../store/transaction.ts";
import { tell } from "./tell.ts";

/** What is to happen to a report. */
export interface Deed extends Omit<ReportStep, "at" | "byId" | "state"> {
	set?: store.ReportChange;
	/** Where it leads, where the state machine alone cannot know. */
	state?: Report["state"];
	/** Part of the same transaction. */
	also?(after: Report, before: Report): Promise<void>;
}

/** A form's decision: the draft it comes from, and how many steps the report had when it was begun. */
export interface Begun {
	requestId: string;
	seen: number;
}

export type Hurdle = "notFound" | "notNow" | "decidedMeanwhile" | "incomplete";

/** Whether to do what with the report as it stands; run again when somebody else changed it in between. */
export type Plan<R extends string> = (report: Report) => Promise<Result<Deed, R>> | Result<Deed, R>;

/** So often somebody else may come in between. */
const TRIES = 5;

/**
 * Does what the plan says, on condition that nobody changes the report meanwhile. What a draft has done already is
 * answered as done; a decision somebody else made since the draft was begun refuses it.
 */
export async function decide<R extends string>(
	actor: Actor,
	reportId: string,
	action: Action,
	plan: Plan<R>,
	now: Date,
	begun?: Begun,
): Promise<Result<Report, R | Hurdle>> {
	for (let left = TRIES; left > 0; left--) {
		const report = await store.byId(reportId);
		if (!report || !may(actor, action, report)) return refuse("notFound");
		if (begun && report.steps.some(({ requestId }) => requestId === begun.requestId)) return done(report);
		const other = begun && decidedSince(report, begun.seen, actor.person.id);
		if (other) return decidedMeanwhile(other);
		const planned = await plan(report);
		if (!planned.ok) return planned;
		const state = planned.value.state ?? stateAfter(report.state, planned.value.event);
		if (!state) return refuse("notNow", { state: report.state });
		const after = await write(
			report,
			{ ...planned.value, state, ...(begun && { requestId: begun.requestId }) },
			actor.person.id,
			now,
		);
		if (after) return done(after);
	}
	return refuse("decidedMeanwhile", { byId: "", event: "" });
}

function decidedMeanwhile({ byId, event }: ReportStep): Refusal<"decidedMeanwhile"> {
	return refuse("decidedMeanwhile", { byId, event });
}

/** Writes one step; undefined when somebody was first. `byId` is "system" for what time did. */
export async function write(
	before: Report,
	{ set = {}, also, state = before.state, ...what }: Deed,
	byId: string,
	now: Date,
): Promise<Report | undefined> {
	const step: ReportStep = { ...what, at: now, byId, ...(state === before.state ? {} : { state }) };
	return await transaction(async () => {
		const after = await store.change(before.id, before.revision, { ...set, state }, step);
		if (!after) return undefined;
		await also?.(after, before);
		await audit.add({
			at: now,
			byId,
			action: `report.${step.event}`,
			thing: { kind: "report", id: after.id },
			details: { code: after.code, ...(step.private && step.words !== undefined ? { reason: step.words } : {}) },
		});
		await tell(after, before, now);
		return after;
	});
}

/** A reason as it is kept; refused when it says too little. */
export function reason(words: string, question = "reason"): Result<string, "incomplete"> {
	const parsed = reportReason.safeParse(words);
	return parsed.success ? done(parsed.data) : refuse("incomplete", { question });
}
