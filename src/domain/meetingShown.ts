/** A meeting as whoever runs it sees it. */
import type { Found, News } from "./agenda.ts";
import type { Committee } from "./committee.ts";
import type { Meeting } from "./meeting.ts";
import type { Forecast } from "./rsvp.ts";

export interface ManagedMeeting {
	meeting: Meeting;
	committee: Committee | undefined;
	forecast: Forecast;
	attended: number;
	/** The attendance code is taken now. */
	isTaken: boolean;
	/** Nothing has been said and done at it yet. */
	isAhead: boolean;
	news: News[];
	found: Found[];
	now: Date;
}
