/** Private calendars: what a calendar program reads under somebody's secret address. */
import type { Context } from "hono";
import type { Clock } from "../kit/clock.ts";
import { feedFile } from "../papers/calendarFile.ts";
import { feedOf } from "../services/meetings/index.ts";
import type { Texts } from "../texts/index.ts";

export const CALENDAR_PATH = "/calendar/:file";
const FILE = /^([A-Za-z0-9_-]{22})\.ics$/;

/** Answers a calendar's address; what opens nothing looks like what never was. */
export function createCalendar({ texts, clock }: { texts: Texts; clock: Clock }) {
	return async (c: Context): Promise<Response> => {
		const [, token] = FILE.exec(c.req.param("file") ?? "") ?? [];
		const feed = token === undefined ? undefined : await feedOf(token);
		if (!feed) return c.text("not found", 404);
		const file = feedFile(feed.meetings, clock.now(), texts.in(feed.person.language));
		return c.body(file, 200, { "content-type": "text/calendar; charset=utf-8", "cache-control": "private, no-store" });
	};
}
