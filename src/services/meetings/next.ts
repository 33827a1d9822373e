/** The next meeting of a committee: for its card. */
import type { Meeting } from "../../domain/meeting.ts";
import * as store from "../../store/meetings.ts";

export async function next({ committeeId }: { committeeId: string }): Promise<Meeting | undefined> {
	const [meeting] = await store.page({ which: "coming", scopes: [store.committeeScope(committeeId)] }, {}, 1);
	return meeting;
}
