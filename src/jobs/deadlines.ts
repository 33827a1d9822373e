/** Deadlines of reports: the lists of each working morning, and questions to reporters that nobody answered in time. */
import { nextUnanswered, returnUnanswered } from "../services/reports/ask.ts";
import { nextMorning, tellMorning } from "../services/reports/mornings.ts";

export function createDeadlines({ timeZone }: { timeZone: string }) {
	return {
		name: "deadlines",
		async run(now: Date): Promise<void> {
			await returnUnanswered(now);
			await tellMorning(now, timeZone);
		},
		async nextDue(now: Date): Promise<Date | undefined> {
			const moments = await Promise.all([nextUnanswered(now), nextMorning(now, timeZone)]);
			return moments.filter((one) => one !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
		},
	};
}
