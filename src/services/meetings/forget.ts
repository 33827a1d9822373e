/** What stays of somebody at meetings when they are forgotten: their organization's answers, without them. */
import * as actionItems from "../../store/actionItems.ts";
import * as attendances from "../../store/attendances.ts";
import * as feeds from "../../store/calendarFeeds.ts";
import * as meetings from "../../store/meetings.ts";
import * as minutes from "../../store/minutes.ts";
import * as rsvps from "../../store/rsvps.ts";

/** Part of the transaction that is running. */
export async function forgetAtMeetings(personId: string): Promise<void> {
	await meetings.unname(personId);
	await rsvps.unname(personId);
	await attendances.unname(personId);
	await feeds.removeOf(personId);
	await minutes.unname(personId);
	await actionItems.unname(personId);
}
