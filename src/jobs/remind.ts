/** What time does to meetings: those that are over are closed, groups are reminded. People's reminders wait in the outbox. */
import { nextPass, pass } from "../services/meetings/index.ts";

export const remind = {
	name: "remind",
	run: pass,
	nextDue: nextPass,
};
