/** What time does to announcements: they begin to go, their progress is told, they are over, they come again. */
import { type Announcement, deliveryKey, nextAfter } from "../../domain/announcement.ts";
import { newId } from "../../kit/ids.ts";
import * as store from "../../store/announcements.ts";
import { byKey } from "../../store/deliveries.ts";
import { transaction } from "../../store/transaction.ts";
import { reachOf } from "../audiences.ts";
import { owe } from "../deliveries.ts";
import { figuresOf } from "./look.ts";
import { showProgress } from "./record.ts";
import { deliveriesOf } from "./send.ts";
import { carryOut } from "./steer.ts";

/** More are not on their way at once. */
const MOST = 50;

/** Looks after everything on its way. `shown` remembers, by id, what was told last; true when something was owed. */
export async function watch(shown: Map<string, string>, now: Date, timeZone: string): Promise<boolean> {
	const live = await store.live(now, MOST);
	let owed = false;
	for (const announcement of live) owed = (await lookAfter(announcement, shown, now, timeZone)) || owed;
	for (const id of shown.keys()) if (!live.some((one) => one.id === id)) shown.delete(id);
	return owed;
}

async function lookAfter(
	announcement: Announcement,
	shown: Map<string, string>,
	now: Date,
	timeZone: string,
): Promise<boolean> {
	const { id, state, authorId } = announcement;
	const row = await byKey(deliveryKey(id));
	const hasBegun = row !== undefined && (row.state !== "pending" || row.cursor !== undefined);
	if (state === "set") {
		if (!hasBegun) return false;
		await begin(announcement, now, timeZone);
		const begun = await store.byId(id);
		return begun && begun.state !== "set" ? await lookAfter(begun, shown, now, timeZone) : false;
	}
	// A life before this one may have stopped between saying so and doing so.
	if (!shown.has(id)) await carryOut(announcement, now);
	const figures = await figuresOf(announcement);
	const isOver = figures.left === 0 && (row === undefined || row.state !== "pending");
	if (isOver && (state === "going" || state === "stopped")) {
		const to = state === "going" ? "over" : "stopped";
		if (!(await store.move(id, state, { state: to, endedAt: now }))) return false;
	}
	const step = [isOver && state !== "paused" ? "over" : state, ...Object.values(figures)].join("-");
	if (shown.get(id) === step) return false;
	shown.set(id, step);
	await showProgress(id, authorId, step, now);
	return true;
}

/** It begins to go: how many get it is counted now, and the one after it is set. */
async function begin(announcement: Announcement, now: Date, timeZone: string): Promise<void> {
	const { id, audience, repeat, hasNext } = announcement;
	const { count } = await reachOf(audience);
	await transaction(async () => {
		const again = repeat !== undefined && !hasNext;
		if (
			!(await store.move(id, "set", {
				state: "going",
				count,
				startedAt: now,
				...(again && { hasNext: true as const }),
			}))
		)
			return;
		if (!again) return;
		const next = await nextOf(announcement, now, timeZone);
		await store.add(next);
		await owe(deliveriesOf(next, now));
	});
}

async function nextOf(announcement: Announcement, now: Date, timeZone: string): Promise<Announcement> {
	const { seriesId = announcement.id, number = 1, repeat = "weekly" } = announcement;
	const first = seriesId === announcement.id ? announcement : ((await store.byId(seriesId)) ?? announcement);
	const from = first.goesAt ?? now;
	const goesAt = nextAfter(from, repeat, now, timeZone);
	const { authorId, words, files, audience, asksToAcknowledge, isUrgent, approvedById } = announcement;
	return {
		...{ authorId, words, files, audience, asksToAcknowledge, isUrgent, repeat },
		...(approvedById !== undefined && { approvedById }),
		id: newId(),
		state: "set",
		seriesId,
		number: number + 1,
		at: goesAt,
		goesAt,
		createdAt: now,
		requestId: `${seriesId}:${number + 1}`,
		revision: 1,
	};
}
