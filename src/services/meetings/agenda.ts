/** The agenda: members propose points until a day before, who runs the meeting takes, orders and drops them. */
import { FOUND_KINDS } from "../../domain/agenda.ts";
import type { SeatHolder } from "../../domain/committee.ts";
import {
	type AgendaItem,
	agendaPoint,
	answersFor,
	cutOff,
	type Meeting,
	MOST_POINTS,
	MOST_PROPOSALS,
	type Proposal,
} from "../../domain/meeting.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/meetings.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import { type Changed, running, written } from "./change.ts";
import { pointsFound } from "./finders.ts";
import { renewCards, toRunners } from "./record.ts";

/** A member would like to speak of something; who runs the meeting is told. The draft's `requestId` is the proposal's id. */
export async function propose(
	actor: Actor,
	input: { meetingId: string; title: string },
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<Meeting, "notInvited" | "tooLate" | "incomplete" | "tooManyProposals">> {
	const meeting = await store.byId(input.meetingId);
	const holder: SeatHolder | undefined = meeting && answersFor(actor, meeting)[0];
	if (!meeting || !holder || !may(actor, "meeting.answer", meeting)) return refuse("notInvited");
	if (meeting.proposals.some(({ id }) => id === requestId)) return done(meeting);
	if (meeting.state !== "planned" || cutOff(meeting) <= now) return refuse("tooLate");
	const title = agendaPoint.safeParse(input.title);
	if (!title.success) return refuse("incomplete", { question: "point" });
	const proposal: Proposal = { id: requestId, title: title.data, byId: actor.person.id, holder, at: now };
	const added = await transaction(async () => {
		if (!(await store.addProposal(meeting.id, proposal, MOST_PROPOSALS))) return false;
		await owe([
			{
				key: `meeting.proposed:${meeting.id}:${proposal.id}`,
				kind: "meeting.proposed",
				refs: { meetingId: meeting.id, proposalId: proposal.id },
				to: toRunners(meeting.id),
				dueAt: now,
				notAfter: meeting.startsAt,
			},
		]);
		return true;
	});
	return added ? done(meeting) : refuse("tooManyProposals");
}

/** A proposal becomes a point, or is left out; its proposer is told which. */
export async function settle(
	actor: Actor,
	input: { meetingId: string; proposalId: string; take: boolean },
	now: Date,
): Promise<Changed> {
	const found = await running(actor, input.meetingId, now);
	if (!found.ok) return found;
	const before = found.value;
	const proposal = before.proposals.find(({ id }) => id === input.proposalId);
	if (!proposal || (input.take && before.agenda.length >= MOST_POINTS)) return done(before);
	const { id, title, byId } = proposal;
	const after: Meeting = {
		...before,
		agenda: input.take ? [...before.agenda, { id, title, byId }] : before.agenda,
		proposals: before.proposals.filter((one) => one !== proposal),
		sequence: before.sequence + 1,
	};
	return await written(before, after, async () => {
		await owe([
			{
				key: `meeting.settled:${after.id}:${id}`,
				kind: "meeting.settled",
				refs: { meetingId: after.id, title, taken: input.take ? 1 : 0 },
				to: { personId: byId },
				dueAt: now,
				notAfter: after.startsAt,
			},
		]);
		if (input.take) await renewCards(after, now);
	});
}

/** A point is added at the end. The draft's `requestId` is the point's id. */
export async function addPoint(
	actor: Actor,
	input: { meetingId: string; title: string },
	now: Date,
	{ requestId }: { requestId: string } = { requestId: newId() },
): Promise<Changed> {
	const title = agendaPoint.safeParse(input.title);
	if (!title.success) return refuse("incomplete", { question: "point" });
	return await reorder(actor, input.meetingId, now, (agenda) =>
		agenda.some(({ id }) => id === requestId) ? agenda : [...agenda, { id: requestId, title: title.data }],
	);
}

/** A point the bot found is put on the agenda. */
export async function takeFound(actor: Actor, input: { meetingId: string; kind: string }, now: Date): Promise<Changed> {
	const kind = FOUND_KINDS.find((one) => one === input.kind);
	const meeting = await store.byId(input.meetingId);
	const found = kind && meeting && (await pointsFound(meeting, now)).find((one) => one.kind === kind);
	return await reorder(actor, input.meetingId, now, (agenda) =>
		found && !agenda.some(({ about }) => about === kind)
			? [...agenda, { id: newId(), title: "", about: found.kind, count: found.count }]
			: agenda,
	);
}

/** A point goes up, down or away. */
export async function move(
	actor: Actor,
	input: { meetingId: string; itemId: string; way: "up" | "down" | "drop" },
	now: Date,
): Promise<Changed> {
	return await reorder(actor, input.meetingId, now, (agenda) => {
		const at = agenda.findIndex(({ id }) => id === input.itemId);
		const item = agenda[at];
		if (!item) return agenda;
		const others = agenda.filter((one) => one !== item);
		if (input.way === "drop") return others;
		return others.toSpliced(Math.max(0, at + (input.way === "up" ? -1 : 1)), 0, item);
	});
}

async function reorder(
	actor: Actor,
	meetingId: string,
	now: Date,
	ordered: (agenda: AgendaItem[]) => AgendaItem[],
): Promise<Changed> {
	const found = await running(actor, meetingId, now);
	if (!found.ok) return found;
	const before = found.value;
	const agenda = ordered(before.agenda).slice(0, MOST_POINTS);
	if (JSON.stringify(agenda) === JSON.stringify(before.agenda)) return done(before);
	const after: Meeting = { ...before, agenda, sequence: before.sequence + 1 };
	return await written(before, after, () => renewCards(after, now));
}
