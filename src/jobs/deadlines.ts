/** Deadlines of reports: the lists of each working morning, and questions to reporters that nobody answered in time. */
import { nextUnanswered, returnUnanswered } from "../services/reports/ask.ts";
import { nextMorning, tellMorning } from "../services/reports/mornings.ts";

export const deadlines = {
	name: "deadlines",
	async run(now: Date): Promise<void> {
		await returnUnanswered(now);
		await tellMorning(now);
	},
	async nextDue(now: Date): Promise<Date | undefined> {
		const moments = (await Promise.all([nextUnanswered(now), nextMorning(now)])).filter((one) => one !== undefined);
		return moments.sort((a, b) => a.getTime() - b.getTime())[0];
	},
};
