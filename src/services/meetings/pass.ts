/** What time does to meetings: those that are over are closed, and groups are reminded. */
import { nextGroupReminder } from "../../domain/meeting.ts";
import * as store from "../../store/meetings.ts";
import { transaction } from "../../store/transaction.ts";
import { awaitMinutes } from "../minutes/record.ts";
import { tellGroup } from "./groups.ts";

const PAGE = 100;

/** Closes what is over, and owes the groups their reminders. A moment that was missed is made up for once. */
export async function pass(now: Date): Promise<void> {
	for (const meeting of await store.toClose(now, PAGE)) {
		await transaction(async () => {
			if (await store.close(meeting.id)) await awaitMinutes(meeting, now);
		});
	}
	for (const meeting of await store.toRemindGroups(now, PAGE)) {
		await transaction(async () => {
			if (meeting.state === "planned" && meeting.startsAt > now) await tellGroup(meeting, "reminder", now);
			await store.setGroupReminder(meeting.id, nextGroupReminder(meeting, now));
		});
	}
}

/** When something of it falls due after `now`. */
export async function nextPass(now: Date): Promise<Date | undefined> {
	const due = await store.nextDue();
	return due && due > now ? due : undefined;
}
