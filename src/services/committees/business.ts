/** What goes on in a committee, as its card tells it: counted by those whose things they are. */
import type { Actor } from "../../domain/person.ts";
import { next } from "../meetings/next.ts";

interface Business {
	openReports: number | undefined;
	nextMeeting: { id: string; title: string; startsAt: Date } | undefined;
}

export const business = {
	async of(_actor: Actor, committeeId: string, _now: Date): Promise<Business> {
		return { openReports: undefined, nextMeeting: await next({ committeeId }) };
	},
};
