/** What happens to a seat while it is held: other people sit, an office comes and goes, the term gets an end, it is left. */
import { SEAT_OFFICES, type Seat, type SeatOffice, seatReason } from "../../domain/committee.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as committees from "../../store/committees.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as store from "../../store/seats.ts";
import { transaction } from "../../store/transaction.ts";
import { checkSitters } from "./asking.ts";
import { note, peopleBehind, tellEnded, tellOfSeat } from "./telling.ts";
import { WARNED_BEFORE_MS } from "./terms.ts";

/** Whoever holds it gives the seat up. */
export async function leave(actor: Actor, seatId: string, now: Date): Promise<Result<Seat, "notAllowed">> {
	const seat = await store.byId(seatId);
	if (!seat || !may(actor, "seat.change", seat)) return refuse("notAllowed");
	if (seat.endedAt) return done(seat);
	await transaction(async () => {
		if (!(await store.end(seatId, now, "left"))) return;
		await tellEnded(seat, now, actor.person.id);
		await note(actor, seat.committeeId, "seat.left", { seatId }, now);
	});
	return done((await store.byId(seatId)) ?? seat);
}

/** Others of the same organization sit and stand in from now on; who comes and who goes is told. */
export async function replace(
	actor: Actor,
	input: { seatId: string; personId: string; alternateId?: string },
	now: Date,
): Promise<Result<Seat, "notAllowed" | "hasEnded" | "incomplete" | "samePerson">> {
	const seat = await store.byId(input.seatId);
	if (seat?.holder.kind !== "organization" || !may(actor, "seat.change", seat)) return refuse("notAllowed");
	if (seat.endedAt) return refuse("hasEnded");
	const { personId, alternateId } = input;
	if (seat.personId === personId && seat.alternateId === alternateId) return done(seat);
	const sitters = await checkSitters(seat.holder.id, personId, alternateId);
	if (!sitters.ok) return sitters;
	const changed = await transaction(async () => {
		if (!(await store.setPeople(seat.id, personId, alternateId))) return false;
		const mark = now.getTime();
		const others = (ids: (string | undefined)[]) => ids.filter((id) => id !== actor.person.id);
		const before = [seat.personId, seat.alternateId];
		await tellOfSeat("seat.sits", seat, mark, others(seat.personId === personId ? [] : [personId]), now);
		await tellOfSeat("seat.standsIn", seat, mark, others(seat.alternateId === alternateId ? [] : [alternateId]), now);
		const gone = before.filter((id) => id !== personId && id !== alternateId);
		await tellOfSeat("seat.over", seat, mark, others(gone), now);
		await note(actor, seat.committeeId, "seat.replaced", { seatId: seat.id }, now);
		return true;
	});
	return changed ? done((await store.byId(seat.id)) ?? seat) : refuse("hasEnded");
}

/** A chair, a secretary or a mere member; whoever had the office before is a member from then on. Both are told. */
export async function appoint(
	actor: Actor,
	seatId: string,
	office: SeatOffice,
	now: Date,
): Promise<Result<Seat, "notAllowed" | "hasEnded" | "officeTaken">> {
	const seat = await store.byId(seatId);
	const committee = seat && (await committees.byId(seat.committeeId));
	if (!seat || !committee || !SEAT_OFFICES.includes(office) || !may(actor, "committee.appoint", committee))
		return refuse("notAllowed");
	if (seat.endedAt) return refuse("hasEnded");
	if (seat.office === office) return done(seat);
	try {
		await transaction(async () => {
			const mark = now.getTime();
			const before =
				office === "member"
					? undefined
					: (await store.officersOf([committee.id])).find((one) => one.office === office && one.id !== seat.id);
			if (before) {
				await store.setOffice(before.id, "member");
				await tellOfSeat("seat.officeOver", before, mark, [before.personId], now);
			}
			await store.setOffice(seat.id, office);
			const kind = office === "member" ? "seat.officeOver" : "seat.appointed";
			await tellOfSeat(kind, seat, mark, [seat.personId], now);
			await note(actor, committee.id, "seat.appointed", { seatId, office }, now);
		});
	} catch (error) {
		if (isDuplicate(error)) return refuse("officeTaken");
		throw error;
	}
	return done({ ...seat, office });
}

/** The first moment after a day ("2026-12-31") in the office's time zone. */
function endOf(day: string, timeZone: string): Date {
	const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone);
	return new Date(next.epochMilliseconds);
}

/** The seat's last day, with the reason its people are told. */
export async function setTerm(
	actor: Actor,
	input: { seatId: string; lastDay: string; reason: string },
	now: Date,
	timeZone = "Asia/Tehran",
): Promise<Result<Seat, "notAllowed" | "hasEnded" | "incomplete">> {
	const words = seatReason.safeParse(input.reason);
	if (!words.success) return refuse("incomplete", { question: "reason" });
	const seat = await store.byId(input.seatId);
	const committee = seat && (await committees.byId(seat.committeeId));
	if (!seat || !committee || !may(actor, "committee.run", committee)) return refuse("notAllowed");
	if (seat.endedAt) return refuse("hasEnded");
	const until = endOf(input.lastDay, timeZone);
	if (until <= now) return refuse("incomplete", { question: "until" });
	if (seat.until?.getTime() === until.getTime() && seat.untilWhy === words.data) return done(seat);
	const isSoon = until.getTime() - now.getTime() <= WARNED_BEFORE_MS;
	const changed = await transaction(async () => {
		if (!(await store.setTerm(seat.id, until, words.data, isSoon))) return false;
		const ids = (await peopleBehind(seat)).filter((id) => id !== actor.person.id);
		await tellOfSeat("seat.termSet", seat, `${until.getTime()}:${now.getTime()}`, ids, now);
		await note(actor, committee.id, "seat.termSet", { seatId: seat.id, lastDay: input.lastDay }, now);
		return true;
	});
	return changed ? done({ ...seat, until, untilWhy: words.data }) : refuse("hasEnded");
}
