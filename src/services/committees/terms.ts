/** Terms run out by themselves: their people and the chair hear of it thirty days before, and when it is so. */
import type { Seat } from "../../domain/committee.ts";
import * as store from "../../store/seats.ts";
import { transaction } from "../../store/transaction.ts";
import { note, peopleBehind, tellEnded, tellOfSeat } from "./telling.ts";

export const WARNED_BEFORE_MS = 30 * 86_400_000;
const AT_ONCE = 100;

/** Does what is due at `now`; done twice, it is done once. */
export async function lookAfterTerms(now: Date): Promise<void> {
	for (let page = await store.over(now, AT_ONCE); page.length > 0; page = await store.over(now, AT_ONCE))
		for (const seat of page) await runOut(seat, now);
	const by = new Date(now.getTime() + WARNED_BEFORE_MS);
	for (let page = await store.toWarn(by, AT_ONCE); page.length > 0; page = await store.toWarn(by, AT_ONCE))
		for (const seat of page) await warn(seat, now);
}

async function runOut(seat: Seat, now: Date): Promise<void> {
	await transaction(async () => {
		if (!(await store.end(seat.id, now, "termOver"))) return;
		await tellEnded(seat, now);
		await note(undefined, seat.committeeId, "seat.termOver", { seatId: seat.id }, now);
	});
}

async function warn(seat: Seat, now: Date): Promise<void> {
	const { until } = seat;
	if (!until) return;
	await transaction(async () => {
		await store.markWarned(seat.id, until);
		const officers = (await store.officersOf([seat.committeeId])).map(({ personId }) => personId);
		await tellOfSeat("seat.endsSoon", seat, until.getTime(), [...(await peopleBehind(seat)), ...officers], now);
	});
}

/** When something falls due next. */
export async function nextTerm(): Promise<Date | undefined> {
	const { next, untold } = await store.firstEnds();
	if (!untold) return next;
	const warning = new Date(untold.getTime() - WARNED_BEFORE_MS);
	return next && next < warning ? next : warning;
}
