/** What a committee's Telegram group hears of its meetings: cards without a name or a number of anybody. */
import type { Meeting } from "../../domain/meeting.ts";

/** Part of the transaction that is running; nothing where the committee has no group. */
export async function tellGroup(
	_meeting: Meeting,
	_what: "published" | "changed" | "cancelled" | "reminder",
	_now: Date,
): Promise<void> {}
