/** What the bot itself proposes for an agenda, and what it tells of the time since the last meeting. */

/** Said as `meetings.found.<kind>`. */
export const FOUND_KINDS = ["overdueReports", "waitingReports", "dueActions"] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

export interface Found {
	kind: FoundKind;
	count: number;
}

/** Said as `meetings.news.<kind>`. */
export type NewsKind = "newReports" | "closedReports" | "overdueReports";

export interface News {
	kind: NewsKind;
	count: number;
}
