/** Minutes are written point by point, sent to those who came, and objected to; a new version goes out when they were changed. */
import type { SeatHolder } from "../../domain/committee.ts";
import { dayOf, isoDate } from "../../domain/dates.ts";
import { answersFor } from "../../domain/meeting.ts";
import {
	hasUnsent,
	locksAt,
	type Minutes,
	type MinutesPoint,
	MOST_MINUTES_POINTS,
	MOST_OBJECTIONS,
	mayStillObject,
	objectionWords,
	POINT_KINDS,
	pointWords,
} from "../../domain/minutes.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as agencies from "../../store/agencies.ts";
import * as attendances from "../../store/attendances.ts";
import * as store from "../../store/minutes.ts";
import * as organizations from "../../store/organizations.ts";
import { transaction } from "../../store/transaction.ts";
import { cancelAll, owe } from "../deliveries.ts";
import { toRunners } from "../meetings/record.ts";
import { draftKey, note, toAttended } from "./record.ts";

export interface PointAnswers {
	kind: string;
	words: string;
	owner?: SeatHolder | undefined;
	dueOn?: string | undefined;
}

export type Changed = Result<
	Minutes,
	| "notAllowed"
	| "locked"
	| "incomplete"
	| "tooManyPoints"
	| "changedMeanwhile"
	| "noPoints"
	| "nothingNew"
	| "nobodyCame"
	| "tooLate"
	| "notAttended"
>;

/** How often a point is tried to be added beside what others write at the same time. */
const TRIES = 5;

/** A point is added at the end, after what others add meanwhile. The draft's `requestId` is the point's id. */
export async function addPoint(
	actor: Actor,
	input: { meetingId: string } & PointAnswers,
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Changed> {
	for (let left = TRIES; left > 0; left--) {
		const found = await writable(actor, input.meetingId);
		if (!found.ok) return found;
		const { points } = found.value;
		if (points.some(({ id }) => id === requestId)) return done(found.value);
		if (points.length >= MOST_MINUTES_POINTS) return refuse("tooManyPoints");
		const point = await readPoint(requestId, input, now);
		if (!point.ok) return point;
		const added = await put(found.value, [...points, point.value]);
		if (added.ok || added.reason !== "changedMeanwhile") return added;
	}
	return refuse("changedMeanwhile");
}

export async function changePoint(
	actor: Actor,
	input: { meetingId: string; pointId: string } & PointAnswers,
	now: Date,
): Promise<Changed> {
	const found = await writable(actor, input.meetingId);
	if (!found.ok) return found;
	const before = found.value.points.find(({ id }) => id === input.pointId);
	if (!before) return refuse("changedMeanwhile");
	const point = await readPoint(before.id, input, now, before.dueOn);
	if (!point.ok) return point;
	return await put(
		found.value,
		found.value.points.map((one) => (one === before ? point.value : one)),
	);
}

export async function dropPoint(actor: Actor, input: { meetingId: string; pointId: string }): Promise<Changed> {
	const found = await writable(actor, input.meetingId);
	if (!found.ok) return found;
	const rest = found.value.points.filter(({ id }) => id !== input.pointId);
	return rest.length === found.value.points.length ? done(found.value) : await put(found.value, rest);
}

/** Puts a point in the place `to`, counted from 0; the same again leaves it there. */
export async function movePoint(
	actor: Actor,
	input: { meetingId: string; pointId: string; to: number },
): Promise<Changed> {
	const found = await writable(actor, input.meetingId);
	if (!found.ok) return found;
	const { points } = found.value;
	const moved = points.find(({ id }) => id === input.pointId);
	const isPlace = Number.isInteger(input.to) && input.to >= 0 && input.to < points.length;
	if (!moved || !isPlace) return refuse("changedMeanwhile");
	if (points[input.to] === moved) return done(found.value);
	return await put(found.value, points.filter((one) => one !== moved).toSpliced(input.to, 0, moved));
}

/** Minutes the actor writes that are not locked. */
async function writable(actor: Actor, meetingId: string): Promise<Result<Minutes, "notAllowed" | "locked">> {
	const minutes = await store.byId(meetingId);
	if (!minutes || !may(actor, "meeting.run", { invited: minutes.invited })) return refuse("notAllowed");
	return minutes.state === "locked" ? refuse("locked") : done(minutes);
}

/** A day that stood there before may stay, even when it has passed. */
async function readPoint(
	id: string,
	{ kind, words, owner, dueOn }: PointAnswers,
	now: Date,
	keptDay?: string,
): Promise<Result<MinutesPoint, "incomplete">> {
	const known = POINT_KINDS.find((one) => one === kind);
	if (!known) return refuse("incomplete", { question: "kind" });
	const said = pointWords.safeParse(words);
	if (!said.success) return refuse("incomplete", { question: "words" });
	if (known !== "action") return done({ id, kind: known, words: said.data });
	if (!owner || !(await works(owner))) return refuse("incomplete", { question: "owner" });
	const isDay = dueOn !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(dueOn);
	if (!isDay || (dueOn !== keptDay && dueOn < isoDate(dayOf(now, "Asia/Tehran"))))
		return refuse("incomplete", { question: "dueOn" });
	return done({ id, kind: known, words: said.data, owner: { kind: owner.kind, id: owner.id }, dueOn });
}

async function works({ kind, id }: SeatHolder): Promise<boolean> {
	if (kind === "organization") return (await organizations.byId(id))?.state === "approved";
	const [agency] = await agencies.byIds([id]);
	return agency !== undefined && agency.retiredAt === undefined;
}

async function put(before: Minutes, points: MinutesPoint[]): Promise<Changed> {
	return await written(before, { ...before, points, revision: before.revision + 1 }, async () => undefined);
}

/** Those who came are sent it, and have 72 hours from now to object; what they were sent before says that it holds no longer. */
export async function send(actor: Actor, meetingId: string, now: Date): Promise<Changed> {
	const found = await writable(actor, meetingId);
	if (!found.ok) return found;
	const before = found.value;
	if (before.points.length === 0) return refuse("noPoints");
	if (!hasUnsent(before)) return refuse("nothingNew");
	if ((await attendances.count(meetingId)) === 0) return refuse("nobodyCame");
	const number = before.versions.length + 1;
	const after: Minutes = {
		...before,
		state: "sent",
		versions: [...before.versions, { number, points: before.points, sentAt: now }],
		lockAt: locksAt(now),
		revision: before.revision + 1,
	};
	return await written(before, after, async () => {
		if (number > 1) {
			const old = draftKey(meetingId, number - 1);
			await cancelAll(old, now);
			await owe([
				{
					key: `${old}:retired`,
					operation: "edit",
					target: old,
					kind: "minutes.retired",
					refs: { meetingId },
					to: toAttended(meetingId),
					dueAt: now,
				},
			]);
		}
		await owe([
			{
				key: draftKey(meetingId, number),
				kind: "minutes.draft",
				refs: { meetingId, version: number },
				to: toAttended(meetingId),
				dueAt: now,
				notAfter: locksAt(now),
			},
		]);
		await note(actor, after, "minutesSent", now);
	});
}

/** Somebody whose organization came objects to the version they were sent; who runs the meeting is told. */
export async function object(
	actor: Actor,
	input: { meetingId: string; words: string },
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Changed> {
	const before = await store.byId(input.meetingId);
	if (!before) return refuse("notAttended");
	const holder = await attendedFor(actor, before);
	if (!holder) return refuse("notAttended");
	if (before.objections.some(({ id }) => id === requestId)) return done(before);
	if (!mayStillObject(before, now) || before.objections.length >= MOST_OBJECTIONS) return refuse("tooLate");
	const words = objectionWords.safeParse(input.words);
	if (!words.success) return refuse("incomplete", { question: "objection" });
	const version = before.versions.length;
	const objection = { id: requestId, version, byId: actor.person.id, holder, words: words.data, at: now };
	const after: Minutes = {
		...before,
		objections: [...before.objections, objection],
		revision: before.revision + 1,
	};
	return await written(before, after, async () => {
		await owe([
			{
				key: `minutes.objected:${after.id}:${requestId}`,
				kind: "minutes.objected",
				refs: { meetingId: after.id, objectionId: requestId },
				to: toRunners(after.id),
				dueAt: now,
			},
		]);
		await note(actor, after, "minutesObjected", now);
	});
}

/** Whom of those who came the actor answers for. */
export async function attendedFor(actor: Actor, { id, invited }: Minutes): Promise<SeatHolder | undefined> {
	if (!may(actor, "meeting.answer", { invited })) return undefined;
	return (await attendances.of(id, answersFor(actor, { invited })))[0]?.holder;
}

async function written(before: Minutes, after: Minutes, then: () => Promise<void>): Promise<Changed> {
	const won = await transaction(async () => {
		if (!(await store.changeAt(before, after))) return false;
		await then();
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}
