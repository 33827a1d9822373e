/** What goes on in a committee, as its card tells it: counted by those whose things they are. */
import type { Actor } from "../../domain/person.ts";

interface Business {
	openReports: number | undefined;
	nextMeeting: { id: string; title: string; startsAt: Date } | undefined;
}

export const business = {
	async of(_actor: Actor, _committeeId: string, _now: Date): Promise<Business> {
		return { openReports: undefined, nextMeeting: undefined };
	},
};
