/** What a committee's Telegram group hears of its meetings: cards without a name or a number of anybody. */
import type { Meeting } from "../../domain/meeting.ts";
import { owePost } from "../groups.ts";

/** What has happened, or is about to. */
export type GroupNews = "published" | "changed" | "cancelled" | "reminder";

/** Part of the transaction that is running; nothing where the committee has no group. */
export async function tellGroup(meeting: Meeting, what: GroupNews, now: Date): Promise<void> {
	const { id: meetingId, committeeId, sequence, startsAt } = meeting;
	if (committeeId === undefined) return;
	const moment = what === "reminder" ? `:${now.getTime()}` : "";
	await owePost(
		committeeId,
		"meeting.group",
		{ meetingId, what, startsAt: startsAt.getTime() },
		now,
		`meeting.group:${meetingId}:${what}:${sequence}${moment}`,
		startsAt,
	);
}
