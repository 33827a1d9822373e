/** Meetings whose minutes nobody was sent yet. */
import type { Minutes } from "../../domain/minutes.ts";
import { may } from "../../domain/permissions.ts";
import { type Actor, hasRole } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/minutes.ts";

/** So long after a meeting nobody asks for its minutes. */
const PATIENCE_MS = 3 * 86_400_000;

/** For the secretariat's mornings: how many meetings of three days ago and before have none; counting stops at 1001. */
export async function withoutMinutes(now: Date): Promise<{ count: number; oldest: Minutes | undefined }> {
	const by = new Date(now.getTime() - PATIENCE_MS);
	const [count, [oldest]] = await Promise.all([store.countAwaited(by), store.awaited(by, {}, 1)]);
	return { count, oldest };
}

/** The committees whose minutes somebody writes; undefined for the secretariat, which sees all. */
export function committeesOf(actor: Actor): string[] | undefined {
	if (hasRole(actor, "coordinator")) return undefined;
	return actor.seats
		.map(({ committeeId }) => committeeId)
		.filter((committeeId) => may(actor, "meeting.run", { invited: { kind: "committee", committeeId } }));
}

/** Whether somebody writes minutes of any meeting. */
export function writesMinutes(actor: Actor): boolean {
	return (committeesOf(actor)?.length ?? 1) > 0;
}

export interface AwaitingPage {
	list: Minutes[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	isFirst: boolean;
}

/** A page of those the actor writes, the longest waiting first; `after` is the id the page before ended with. */
export async function awaiting(
	actor: Actor,
	after: string | undefined,
	now: Date,
	limit = 6,
): Promise<Result<AwaitingPage, "notAllowed">> {
	if (!writesMinutes(actor)) return refuse("notAllowed");
	const ids = committeesOf(actor);
	const committeeIds = ids === undefined ? {} : { committeeIds: ids };
	const edge = after === undefined ? undefined : (await store.byId(after))?.heldAt;
	const [found, count] = await Promise.all([
		store.awaited(now, { ...committeeIds, ...(edge && { after: edge }) }, limit + 1),
		store.countAwaited(now, ids),
	]);
	return done({ list: found.slice(0, limit), count, hasMore: found.length > limit, isFirst: edge === undefined });
}
