/** An announcement on its way is paused, goes on, is stopped: at once, whoever of the secretariat says so. */
import type { Announcement } from "../../domain/announcement.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import { transaction } from "../../store/transaction.ts";
import * as deliveries from "../deliveries.ts";
import { changed, foundFor, rowsOf, showProgress } from "./record.ts";

type Steered = Result<Announcement, "notFound" | "notNow" | "changedMeanwhile">;

/** Nothing leaves any more, but what is on its way. */
export async function pause(actor: Actor, id: string, now: Date): Promise<Steered> {
	return await steer(actor, id, "paused", now);
}

export async function resume(actor: Actor, id: string, now: Date): Promise<Steered> {
	return await steer(actor, id, "going", now);
}

/** For good: whom it has not reached does not get it. */
export async function stop(actor: Actor, id: string, now: Date): Promise<Steered> {
	return await steer(actor, id, "stopped", now);
}

const FROM = { paused: ["going", "set"], going: ["paused"], stopped: ["going", "paused", "set"] } as const;

async function steer(actor: Actor, id: string, state: keyof typeof FROM, now: Date): Promise<Steered> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	const begun = before.goesAt !== undefined && before.goesAt <= now;
	const isThere = before.state === state;
	if (!isThere && (!begun || !(FROM[state] as readonly string[]).includes(before.state))) return refuse("notNow");
	const after: Announcement = isThere ? before : { ...before, state, revision: before.revision + 1 };
	// The sender first: it asks before each batch.
	if (state !== "going") await carryOut(after, now);
	if (!isThere) {
		const won = await transaction(async () => {
			if (!(await changed(before, after, actor, state === "going" ? "resumed" : state, now))) return false;
			await showProgress(id, before.authorId, `${state}:${after.revision}`, now);
			return true;
		});
		if (!won) return refuse("changedMeanwhile");
	}
	if (state === "going") await carryOut(after, now);
	return done(after);
}

/** Brings the deliveries to what the announcement says; again and again without harm. */
export async function carryOut(announcement: Announcement, now: Date): Promise<void> {
	for (const key of rowsOf(announcement)) {
		if (announcement.state === "paused") await deliveries.pause(key, now);
		else if (announcement.state === "stopped") await deliveries.stop(key, now);
		else await deliveries.resume(key);
	}
}
