/** The row that turns the pages of a list. */
import type { T } from "../texts/index.ts";
import type { Button } from "../texts/message.ts";
import { counted } from "./home.ts";

/** A page holds so many. */
export const PAGE = 6;

export interface Turning {
	page: number;
	/** All there are; counting stops one above `countedTo`, which is a thousand if nothing else is said. */
	count: number;
	countedTo?: number;
	hasMore: boolean;
	/** What a turn carries: from which edge of the page shown, to which page. */
	to(way: "after" | "before", page: number): string;
	/** The same page again. */
	here: string;
}

/** "‹ next · 2 of 5 · previous ›", in the direction one reads; nothing when one page is all. */
export function turns({ page, count, countedTo = 1000, hasMore, to, here }: Turning, t: T): Button[][] {
	if (page === 1 && !hasMore) return [];
	const pages = Math.max(page, Math.ceil(count / PAGE));
	const row: Button[] = [];
	if (hasMore) row.push({ label: t.plain("coordination.button.next"), press: to("after", page + 1) });
	row.push({
		label: t.plain("coordination.button.page", {
			page,
			pages: count > countedTo ? counted(count, t, countedTo) : pages,
		}),
		press: here,
	});
	if (page > 1) row.push({ label: t.plain("coordination.button.previous"), press: to("before", page - 1) });
	return [t.direction === "rtl" ? row : row.reverse()];
}

/** For a list that is only read on: the next page, and the way back to its beginning. */
export function onwards(next: string | undefined, first: string | undefined, t: T): Button[][] {
	const row: Button[] = [];
	if (next !== undefined) row.push({ label: t.plain("coordination.button.next"), press: next });
	if (first !== undefined) row.push({ label: t.plain("invitations.button.first"), press: first });
	return row.length > 0 ? [row] : [];
}
