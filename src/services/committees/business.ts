/** What goes on in a committee, as its card tells it: counted by those whose things they are. */
import type { Meeting } from "../../domain/meeting.ts";
import type { Actor } from "../../domain/person.ts";
import { next } from "../meetings/next.ts";
import { countOpenOfCommittee } from "../reports/list.ts";

export interface Business {
	/** Those the actor may look at; 1001 means more than a thousand. */
	openReports: number;
	nextMeeting: Meeting | undefined;
}

export async function businessOf(actor: Actor, committeeId: string): Promise<Business> {
	const [openReports, nextMeeting] = await Promise.all([
		countOpenOfCommittee(actor, committeeId),
		next({ committeeId }),
	]);
	return { openReports, nextMeeting };
}
