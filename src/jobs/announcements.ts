/** Looks after announcements while they are sent: their progress is told, they end, they come again. */
import { watch } from "../services/announcements/index.ts";

/** For the sender, which asks every second and before it says that nothing is left to do. */
export function createAnnouncementWatch({ timeZone }: { timeZone: string }): (now: Date) => Promise<boolean> {
	const shown = new Map<string, string>();
	return (now) => watch(shown, now, timeZone);
}
