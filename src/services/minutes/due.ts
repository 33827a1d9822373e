/** What a committee agreed to do and has not done in time: proposed for the agenda of its next meeting. */
import { dayOf, isoDate } from "../../domain/dates.ts";
import * as store from "../../store/actionItems.ts";

/** Counting stops at 1001. */
export async function countDueActions(committeeId: string, now: Date): Promise<number> {
	return await store.count({ committeeIds: [committeeId], dueBy: isoDate(dayOf(now, "Asia/Tehran")) });
}
