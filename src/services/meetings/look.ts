/** Meetings as they are looked at: lists, the card of one, who answered what, what its chair sees. */
import type { Found, News } from "../../domain/agenda.ts";
import type { Committee, SeatHolder } from "../../domain/committee.ts";
import { answersFor, cutOff, hasBegun, isTaken, type Meeting } from "../../domain/meeting.ts";
import type { ManagedMeeting } from "../../domain/meetingShown.ts";
import { may } from "../../domain/permissions.ts";
import { type Actor, actingFor, hasRole, type Person } from "../../domain/person.ts";
import { forecastOf, holderKey, type Rsvp } from "../../domain/rsvp.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as attendances from "../../store/attendances.ts";
import * as store from "../../store/meetings.ts";
import * as rsvps from "../../store/rsvps.ts";
import { type Holder, holdersOf } from "../committees/holders.ts";
import * as committees from "../committees/index.ts";
import { actorFrom, named } from "../people.ts";
import { newsFor, pointsFound } from "./finders.ts";
import { countInvited, holdersPage } from "./invitees.ts";
import type { MeetingAnswers } from "./publish.ts";
import { invitedBy } from "./publish.ts";

export interface MeetingCard {
	meeting: Meeting;
	committee: Committee | undefined;
	now: Date;
	/** Whom the viewer answers for here; the first is the one the card is about. */
	holders: Holder[];
	rsvp: Rsvp | undefined;
	answeredBy: Person | undefined;
	attended: boolean;
	mayRun: boolean;
	/** Answers are taken. */
	isOpen: boolean;
	/** The attendance code is taken now. */
	isTaken: boolean;
	mayPropose: boolean;
}

/** The card of a meeting for somebody; `as` names whom of several they look at it for. */
export async function card(
	viewer: Actor,
	meetingId: string,
	now: Date,
	as?: SeatHolder,
): Promise<Result<MeetingCard, "notFound">> {
	const meeting = await store.byId(meetingId);
	return meeting && may(viewer, "meeting.see", meeting)
		? done(await cardOf(viewer, meeting, now, as))
		: refuse("notFound");
}

async function cardOf(viewer: Actor, meeting: Meeting, now: Date, as?: SeatHolder): Promise<MeetingCard> {
	const theirs = answersFor(viewer, meeting);
	const acting = actingFor(viewer);
	const chosen = theirs.find(({ kind, id }) => (as ? kind === as.kind && id === as.id : id === acting)) ?? theirs[0];
	const ordered = chosen ? [chosen, ...theirs.filter((one) => one !== chosen)] : [];
	const [committee, names, [rsvp], came] = await Promise.all([
		meeting.committeeId === undefined ? undefined : committees.byId(meeting.committeeId),
		holdersOf(ordered),
		chosen ? rsvps.of(meeting.id, [chosen]) : [],
		chosen ? attendances.of(meeting.id, [chosen]) : [],
	]);
	const people = await named([rsvp?.personId]);
	const isOpen = meeting.state === "planned" && !hasBegun(meeting, now) && chosen !== undefined;
	return {
		meeting,
		committee,
		now,
		holders: ordered.flatMap(({ id }) => names.get(id) ?? []),
		rsvp,
		answeredBy: people.get(rsvp?.personId ?? ""),
		attended: came.length > 0,
		mayRun: may(viewer, "meeting.run", meeting),
		isOpen,
		isTaken: chosen !== undefined && isTaken(meeting, now),
		mayPropose: isOpen && cutOff(meeting) > now,
	};
}

/** For a delivery to somebody: the card while the invitation of this revision holds and one of theirs is invited. */
export async function invitedCard(
	person: Person | undefined,
	meetingId: string,
	revision: number,
	now: Date,
): Promise<MeetingCard | undefined> {
	const meeting = await store.byId(meetingId);
	if (!person || meeting?.state !== "planned" || meeting.revision !== revision) return undefined;
	const shown = await cardOf(await actorFrom(person), meeting, now);
	return shown.holders.length > 0 ? shown : undefined;
}

export interface ReminderCard extends MeetingCard {
	news: News[];
	lead: number;
}

/** The same for a reminder; nothing for those who declined, and of a meeting that has begun. */
export async function reminderCard(
	person: Person | undefined,
	{ meetingId, plan, lead }: { meetingId: string; plan: number; lead: number },
	now: Date,
): Promise<ReminderCard | undefined> {
	const meeting = await store.byId(meetingId);
	if (!person || meeting?.state !== "planned" || meeting.plan !== plan || hasBegun(meeting, now)) return undefined;
	const actor = await actorFrom(person);
	const shown = await cardOf(actor, meeting, now);
	if (shown.holders.length === 0) return undefined;
	return { ...shown, news: lead === 1_440 ? await newsFor(meeting, now) : [], lead };
}

/** Whether all whom the person answers for have declined. */
export async function hasDeclined(person: Person, meetingId: string): Promise<boolean> {
	const meeting = await store.byId(meetingId);
	if (!meeting) return true;
	const theirs = answersFor(await actorFrom(person), meeting);
	const answers = await rsvps.of(meetingId, theirs);
	return theirs.length > 0 && answers.length === theirs.length && answers.every(({ answer }) => answer === "declined");
}

/** As it stands, for what is told to everybody alike. */
export async function meetingOf(
	meetingId: string,
): Promise<{ meeting: Meeting; committee: Committee | undefined } | undefined> {
	const meeting = await store.byId(meetingId);
	if (!meeting) return undefined;
	const committee = meeting.committeeId === undefined ? undefined : await committees.byId(meeting.committeeId);
	return { meeting, committee };
}

export interface MeetingList {
	which: "coming" | "past";
	list: Meeting[];
	committees: ReadonlyMap<string, Committee>;
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	mayBegin: boolean;
	now: Date;
}

/** Meetings that concern somebody; the secretariat sees all. */
export async function list(
	actor: Actor,
	which: "coming" | "past",
	from: { after?: string; before?: string },
	now: Date,
	limit = 6,
): Promise<MeetingList> {
	const finding = { which, ...(hasRole(actor, "coordinator") ? {} : { scopes: scopesOf(actor) }) };
	const [found, count] = await Promise.all([store.page(finding, from, limit + 1), store.count(finding)]);
	const shown = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	const ids = shown.flatMap(({ committeeId }) => committeeId ?? []);
	return {
		which,
		list: shown,
		committees: new Map((await committees.byIds(ids)).map((one) => [one.id, one])),
		count,
		hasMore: found.length > limit,
		mayBegin: mayBegin(actor),
		now,
	};
}

function scopesOf(actor: Actor): string[] {
	const active = actor.memberships.filter(({ status }) => status === "active");
	return [
		...actor.seats.map(({ committeeId }) => store.committeeScope(committeeId)),
		...active.map(({ organizationId }) => store.organizationScope(organizationId)),
		...(active.some(({ role }) => role === "director") ? [store.EVERY_DIRECTOR] : []),
	];
}

/** The next meeting that concerns somebody. */
export async function nextOf(actor: Actor): Promise<Meeting | undefined> {
	const scopes = scopesOf(actor);
	return scopes.length === 0 ? undefined : (await store.page({ which: "coming", scopes }, {}, 1))[0];
}

/** Everything in the actor's calendar: what is to come, and what was lately. */
export async function calendarOf(actor: Actor): Promise<Meeting[]> {
	const scopes = scopesOf(actor);
	if (scopes.length === 0) return [];
	const [coming, past] = await Promise.all([
		store.page({ which: "coming", scopes }, {}, 200),
		store.page({ which: "past", scopes }, {}, 50),
	]);
	return [...coming, ...past];
}

/** Whether somebody may publish meetings at all. */
export function mayBegin(actor: Actor): boolean {
	return (
		may(actor, "meeting.begin") || actor.seats.some(({ office, isAlternate }) => office !== "member" && !isAlternate)
	);
}

/** Committees whose meetings somebody may publish. */
export async function committeesToMeet(actor: Actor): Promise<Committee[]> {
	return (await committees.working()).filter(({ id }) =>
		may(actor, "meeting.run", { invited: { kind: "committee", committeeId: id } }),
	);
}

/** Whom a draft would invite: their number, and the committee. */
export async function previewOf(
	answers: MeetingAnswers,
): Promise<{ invited: number; committee: Committee | undefined } | undefined> {
	const invited = await invitedBy(answers);
	if (!invited) return undefined;
	const committee = invited.kind === "committee" ? await committees.byId(invited.committeeId) : undefined;
	return { invited: await countInvited({ invited, id: "" } as Meeting), committee };
}

/** What whoever runs it sees. */
export async function manage(actor: Actor, meetingId: string, now: Date): Promise<Result<ManagedMeeting, "notFound">> {
	const meeting = await store.byId(meetingId);
	return meeting && may(actor, "meeting.run", meeting) ? done(await managed(meeting, now)) : refuse("notFound");
}

async function managed(meeting: Meeting, now: Date): Promise<ManagedMeeting> {
	const [committee, invited, counts, attended, news, found] = await Promise.all([
		meeting.committeeId === undefined ? undefined : committees.byId(meeting.committeeId),
		countInvited(meeting),
		rsvps.counts(meeting.id),
		attendances.count(meeting.id),
		newsFor(meeting, now),
		pointsFound(meeting, now),
	]);
	const forecast = forecastOf(invited, counts);
	const isAhead = meeting.state === "planned" && !hasBegun(meeting, now);
	return { meeting, committee, forecast, attended, isTaken: isTaken(meeting, now), isAhead, news, found, now };
}

/** For the delivery of the day before. */
export async function forecastCard(meetingId: string, plan: number, now: Date): Promise<ManagedMeeting | undefined> {
	const meeting = await store.byId(meetingId);
	return meeting?.state === "planned" && meeting.plan === plan ? await managed(meeting, now) : undefined;
}

export interface AnswerLine {
	holder: Holder;
	rsvp: Rsvp | undefined;
	person: Person | undefined;
	came: boolean;
}

export interface AnswersPage {
	meeting: Meeting;
	lines: AnswerLine[];
	/** From where it goes on. */
	nextKey: string | undefined;
	isFirst: boolean;
}

/** A page of who answered what and who came. */
export async function answers(
	actor: Actor,
	meetingId: string,
	after: SeatHolder | undefined,
	limit = 6,
): Promise<Result<AnswersPage, "notFound">> {
	const meeting = await store.byId(meetingId);
	if (!meeting || !may(actor, "meeting.run", meeting)) return refuse("notFound");
	const all = await holdersPage(meeting, after, limit + 1);
	const page = all.slice(0, limit);
	const [names, given, came] = await Promise.all([
		holdersOf(page),
		rsvps.of(meetingId, page),
		attendances.of(meetingId, page),
	]);
	const people = await named(given.map(({ personId }) => personId));
	const lines = page.flatMap((holder): AnswerLine[] => {
		const name = names.get(holder.id);
		const rsvp = given.find((one) => holderKey(one.holder) === holderKey(holder));
		if (!name) return [];
		return [
			{
				holder: name,
				rsvp,
				person: people.get(rsvp?.personId ?? ""),
				came: came.some((one) => holderKey(one.holder) === holderKey(holder)),
			},
		];
	});
	const last = all.length > limit ? page.at(-1) : undefined;
	return done({ meeting, lines, nextKey: last && holderKey(last), isFirst: after === undefined });
}

/** The dates of a series, for whoever runs it. */
export async function series(actor: Actor, meetingId: string): Promise<Result<Meeting[], "notFound">> {
	const meeting = await store.byId(meetingId);
	if (!meeting || !may(actor, "meeting.run", meeting)) return refuse("notFound");
	return done(meeting.series ? await store.ofSeries(meeting.series.id) : [meeting]);
}

/** Proposals with the people who made them, for whoever runs the meeting. */
export async function points(
	actor: Actor,
	meetingId: string,
	now: Date,
): Promise<Result<{ meeting: Meeting; found: Found[]; holders: Map<string, Holder> }, "notFound">> {
	const meeting = await store.byId(meetingId);
	if (!meeting || !may(actor, "meeting.run", meeting)) return refuse("notFound");
	const [found, holders] = await Promise.all([
		pointsFound(meeting, now),
		holdersOf(meeting.proposals.map(({ holder }) => holder)),
	]);
	return done({ meeting, found, holders });
}
