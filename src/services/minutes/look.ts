/** Minutes as they are looked at: by who writes them, and by those who came, who see what they were sent. */
import type { Committee } from "../../domain/committee.ts";
import { type Decision, hasUnsent, type Minutes, type MinutesPoint, mayStillObject } from "../../domain/minutes.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as attendances from "../../store/attendances.ts";
import * as decisions from "../../store/decisions.ts";
import * as meetings from "../../store/meetings.ts";
import * as store from "../../store/minutes.ts";
import { type Holder, holdersOf } from "../committees/holders.ts";
import * as committees from "../committees/index.ts";
import { actorFrom } from "../people.ts";
import { attendedFor } from "./write.ts";

export interface MinutesShown {
	minutes: Minutes;
	committee: Committee | undefined;
	/** What the viewer sees: as it is being written, or as it was sent last. */
	points: MinutesPoint[];
	/** Of the version that is shown; 0 before the first was sent. */
	version: number;
	/** Organizations and agencies by id: owners, and those who objected. */
	holders: ReadonlyMap<string, Holder>;
	/** Numbers of decisions by the ids of their points, once they are locked. */
	codes: ReadonlyMap<string, string>;
	mayWrite: boolean;
	/** Those who write have changed something since it was sent. */
	hasUnsent: boolean;
	mayObject: boolean;
	attended: number;
	now: Date;
}

/** Who writes them sees them at once, others from the first version sent. */
export async function open(actor: Actor, meetingId: string, now: Date): Promise<Result<MinutesShown, "notFound">> {
	const minutes = await store.byId(meetingId);
	if (!minutes || !may(actor, "meeting.see", { invited: minutes.invited })) return refuse("notFound");
	const mayWrite = may(actor, "meeting.run", { invited: minutes.invited });
	if (!mayWrite && minutes.versions.length === 0) return refuse("notFound");
	const mayObject = mayStillObject(minutes, now) && (await attendedFor(actor, minutes)) !== undefined;
	return done(await shown(minutes, { mayWrite, mayObject }, now));
}

async function shown(
	minutes: Minutes,
	{ mayWrite, mayObject }: { mayWrite: boolean; mayObject: boolean },
	now: Date,
): Promise<MinutesShown> {
	const sent = minutes.versions.at(-1);
	const writes = mayWrite && minutes.state !== "locked";
	const points = writes ? minutes.points : (sent?.points ?? []);
	const [committee, holders, numbered, attended] = await Promise.all([
		minutes.committeeId === undefined ? undefined : committees.byId(minutes.committeeId),
		holdersOf([...points.flatMap(({ owner }) => owner ?? []), ...minutes.objections.map(({ holder }) => holder)]),
		minutes.state === "locked" ? decisions.ofMeeting(minutes.id) : [],
		attendances.count(minutes.id),
	]);
	return {
		minutes,
		committee,
		points,
		version: sent?.number ?? 0,
		holders,
		codes: new Map(numbered.map(({ id, code }) => [id, code])),
		mayWrite: writes,
		hasUnsent: hasUnsent(minutes),
		mayObject,
		attended,
		now,
	};
}

/** For a delivery to somebody who came: this version, while it is the one that holds. */
export async function draftFor(
	person: Person | undefined,
	meetingId: string,
	version: number,
	now: Date,
): Promise<MinutesShown | undefined> {
	const minutes = await store.byId(meetingId);
	if (!person || !minutes || minutes.versions.length !== version || !mayStillObject(minutes, now)) return undefined;
	const holder = await attendedFor(await actorFrom(person), minutes);
	return holder && (await shown(minutes, { mayWrite: false, mayObject: true }, now));
}

/** As it was locked, for a delivery. */
export async function lockedOf(meetingId: string, now: Date): Promise<MinutesShown | undefined> {
	const minutes = await store.byId(meetingId);
	if (minutes?.state !== "locked") return undefined;
	return await shown(minutes, { mayWrite: false, mayObject: false }, now);
}

export async function minutesOf(
	meetingId: string,
): Promise<{ minutes: Minutes; holders: ReadonlyMap<string, Holder> } | undefined> {
	const minutes = await store.byId(meetingId);
	return minutes && { minutes, holders: await holdersOf(minutes.objections.map(({ holder }) => holder)) };
}

/** What the document says beside the points: when and where it was, who came. */
export async function paperOf(actor: Actor, meetingId: string, now: Date) {
	const found = await open(actor, meetingId, now);
	const meeting = await meetings.byId(meetingId);
	if (!found.ok || !meeting || found.value.points.length === 0) return undefined;
	const came = (await attendances.ofMeeting(meetingId)).map(({ holder }) => holder);
	const names = await holdersOf(came);
	return { ...found.value, meeting, came: came.flatMap(({ id }) => names.get(id) ?? []) };
}

export interface DecisionsPage {
	committee: Committee;
	list: Decision[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
}

/** A page of what a committee decided, the newest first. */
export async function decisionsOf(
	actor: Actor,
	committeeId: string,
	from: { after?: string; before?: string },
	limit = 6,
): Promise<Result<DecisionsPage, "notFound">> {
	const committee = await committees.byId(committeeId);
	if (!committee || !may(actor, "committee.see", committee)) return refuse("notFound");
	const [found, count] = await Promise.all([
		decisions.page(committeeId, from, limit + 1),
		decisions.count(committeeId),
	]);
	const list = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	return done({ committee, list, count, hasMore: found.length > limit });
}

export interface DecisionShown {
	decision: Decision;
	committee: Committee | undefined;
	title: string;
	maySeeMeeting: boolean;
}

/** A committee's decision for whoever may see the committee; others for whom the meeting was. */
export async function decision(actor: Actor, id: string): Promise<Result<DecisionShown, "notFound">> {
	const found = await decisionOf(id);
	if (!found) return refuse("notFound");
	const maySeeMeeting = may(actor, "meeting.see", { invited: found.decision.invited });
	const sees = maySeeMeeting || (found.committee !== undefined && may(actor, "committee.see", found.committee));
	return sees ? done({ ...found, maySeeMeeting }) : refuse("notFound");
}

/** For the group's card. */
export async function decisionOf(id: string): Promise<Omit<DecisionShown, "maySeeMeeting"> | undefined> {
	const found = await decisions.byId(id);
	if (!found) return undefined;
	const [committee, minutes] = await Promise.all([
		found.committeeId === undefined ? undefined : committees.byId(found.committeeId),
		store.byId(found.meetingId),
	]);
	return { decision: found, committee, title: minutes?.title ?? "" };
}

/** Decisions by their words or their number, of those the actor may see. */
export async function findDecisions(
	actor: Actor,
	words: readonly string[],
	limit: number,
): Promise<{ list: Decision[]; count: number }> {
	if (words.length === 0) return { list: [], count: 0 };
	const isStaff = may(actor, "register.see");
	const active = actor.memberships.filter(({ status }) => status === "active");
	const scopes = [
		...(actor.memberships.length > 0 ? [decisions.EVERY_COMMITTEE] : []),
		...actor.seats.map(({ committeeId }) => meetings.committeeScope(committeeId)),
		...active.map(({ organizationId }) => meetings.organizationScope(organizationId)),
		...(active.some(({ role }) => role === "director") ? [meetings.EVERY_DIRECTOR] : []),
	];
	return await decisions.find(words, isStaff ? undefined : scopes, limit);
}
