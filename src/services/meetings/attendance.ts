/** Who came: noted by the code that is read out at the meeting, or ticked by who runs it. One line for each organization. */
import type { SeatHolder } from "../../domain/committee.ts";
import {
	answersFor,
	attendanceCode,
	codeUntil,
	isAttendanceCode,
	isTaken,
	type Meeting,
} from "../../domain/meeting.ts";
import { may } from "../../domain/permissions.ts";
import { normaliseDigits } from "../../domain/persian.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as attendances from "../../store/attendances.ts";
import * as store from "../../store/meetings.ts";
import { isInvited } from "./invitees.ts";

/** Wrong codes of one person at one meeting. */
const MOST_GUESSES = 10;

export interface ShownCode {
	meeting: Meeting;
	code: string;
	until: Date;
}

/** The code to be read out now. */
export async function codeOf(
	actor: Actor,
	meetingId: string,
	now: Date,
): Promise<Result<ShownCode, "notAllowed" | "notNow">> {
	const meeting = await store.byId(meetingId);
	if (!meeting || !may(actor, "meeting.run", meeting)) return refuse("notAllowed");
	if (!isTaken(meeting, now)) return refuse("notNow");
	return done({ meeting, code: attendanceCode(meeting.secret, now), until: codeUntil(now) });
}

/** Somebody who is there types the code, or opens its QR: their organizations have come. */
export async function attend(
	actor: Actor,
	input: { meetingId: string; code: string },
	now: Date,
): Promise<Result<Meeting, "notInvited" | "notNow" | "wrongCode" | "tooManyGuesses">> {
	const meeting = await store.byId(input.meetingId);
	if (!meeting || !may(actor, "meeting.answer", meeting)) return refuse("notInvited");
	if (!isTaken(meeting, now)) return refuse("notNow");
	const typed = normaliseDigits(input.code).replace(/\D/g, "");
	if (!isAttendanceCode(meeting.secret, typed, now)) {
		const guesses = await attendances.countGuess(meeting.id, actor.person.id, now);
		return refuse(guesses > MOST_GUESSES ? "tooManyGuesses" : "wrongCode");
	}
	if ((await attendances.guesses(meeting.id, actor.person.id)) > MOST_GUESSES) return refuse("tooManyGuesses");
	for (const holder of answersFor(actor, meeting)) {
		if (await isInvited(meeting, holder)) {
			await attendances.put({ meetingId: meeting.id, holder, how: "code", byId: actor.person.id, at: now });
		}
	}
	return done(meeting);
}

/** From half an hour before it begins; afterwards it may be put right. */
export function mayTick(meeting: Meeting, now: Date): boolean {
	return isTaken(meeting, now) || (meeting.state !== "cancelled" && meeting.endsAt <= now);
}

/** Who runs a meeting to which more are invited than are listed says which organizations came. */
export async function tickMany(
	actor: Actor,
	input: { meetingId: string; organizationIds: readonly string[] },
	now: Date,
): Promise<Result<Meeting, "notAllowed" | "notNow" | "notInvited">> {
	let result: Result<Meeting, "notAllowed" | "notNow" | "notInvited"> = refuse("notInvited");
	for (const id of input.organizationIds) {
		const holder = { kind: "organization" as const, id };
		result = await tick(actor, { meetingId: input.meetingId, holder, came: true }, now);
		if (!result.ok) return result;
	}
	return result;
}

/** Who runs the meeting says that somebody came, or did not after all. */
export async function tick(
	actor: Actor,
	input: { meetingId: string; holder: SeatHolder; came: boolean },
	now: Date,
): Promise<Result<Meeting, "notAllowed" | "notNow" | "notInvited">> {
	const meeting = await store.byId(input.meetingId);
	if (!meeting || !may(actor, "meeting.run", meeting)) return refuse("notAllowed");
	if (!mayTick(meeting, now)) return refuse("notNow");
	const { holder } = input;
	if (!(await isInvited(meeting, holder))) return refuse("notInvited");
	if (input.came)
		await attendances.put({ meetingId: meeting.id, holder, how: "ticked", byId: actor.person.id, at: now });
	else await attendances.remove(meeting.id, holder);
	return done(meeting);
}
