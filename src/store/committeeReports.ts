/** A committee's reports as its meetings ask for them: how many are overdue, and what became of them since a moment. */
import mongoose from "mongoose";
import { Reports } from "./reports.ts";
import { COUNTED } from "./words.ts";

/** Open ones with a deadline before `day`, but not before `from`; counting stops at 1001. */
export async function countOverdue(committeeId: string, day: string, from?: string): Promise<number> {
	const bound = { ...(from !== undefined && { $gte: from }), $lt: day };
	return await Reports.countDocuments(
		{ committeeId, dueOrder: mongoose.trusted(bound) },
		{ limit: COUNTED, hint: { committeeId: 1, dueOrder: 1 } },
	);
}

/** Ones that were closed after `since` and are closed still; counting stops at 1001. */
export async function countClosed(committeeId: string, since: Date): Promise<number> {
	return await Reports.countDocuments(
		{
			committeeId,
			state: "closed",
			changedAt: mongoose.trusted({ $gt: since }),
			steps: mongoose.trusted({ $elemMatch: { event: "closed", at: mongoose.trusted({ $gt: since }) } }),
		},
		{ limit: COUNTED, hint: { committeeId: 1, state: 1, changedAt: 1 } },
	);
}

/** Ones that were reported after `since`; counting stops at 1001. */
export async function countNew(committeeId: string, since: Date): Promise<number> {
	return await Reports.countDocuments(
		{ committeeId, createdAt: mongoose.trusted({ $gt: since }) },
		{ limit: COUNTED, hint: { committeeId: 1, createdAt: 1 } },
	);
}
