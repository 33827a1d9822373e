/** What comes by itself at a time: personal digests, the coordinators' brief, the figures of a month, reminders of time. */
import { nextBrief, tellBrief } from "../services/briefs.ts";
import { nextDigest, tellDigests } from "../services/digests.ts";
import { tellNudges } from "../services/nudges.ts";
import { nextMonth, tellMonth } from "../services/stats.ts";

export function createDigests({ timeZone }: { timeZone: string }) {
	return {
		name: "digests",
		async run(now: Date): Promise<void> {
			const jobs = [tellDigests, tellBrief, tellMonth, tellNudges];
			await Promise.all(jobs.map((tell) => tell(now, timeZone)));
		},
		async nextDue(now: Date): Promise<Date | undefined> {
			const moments = await Promise.all([
				nextDigest(now, timeZone),
				nextBrief(now, timeZone),
				nextMonth(now, timeZone),
			]);
			return moments.filter((one) => one !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
		},
	};
}
