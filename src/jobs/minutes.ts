/** What time does to minutes: they are locked when nobody may object any more; owners of actions are reminded. */
import { nextPass, pass } from "../services/minutes/index.ts";

export function createMinutes({ timeZone }: { timeZone: string }) {
	return { name: "minutes", run: (now: Date) => pass(now, timeZone), nextDue: nextPass };
}
