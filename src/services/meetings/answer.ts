/** An organization answers an invitation: one answer each, changed by any of its people, true on every card. */
import type { SeatHolder } from "../../domain/committee.ts";
import type { NewDelivery } from "../../domain/delivery.ts";
import { answersFor, delegateName, hasBegun, type Meeting, reminderAt } from "../../domain/meeting.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import type { Answer, Rsvp } from "../../domain/rsvp.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/meetings.ts";
import * as rsvps from "../../store/rsvps.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import { answerersOf, isInvited } from "./invitees.ts";
import { cardKey, reminderKey } from "./record.ts";

export interface RsvpInput {
	meetingId: string;
	holder: SeatHolder;
	answer: Answer;
	/** Whom they send. */
	delegateName?: string | undefined;
}

/** The last answer counts. */
export async function answer(
	actor: Actor,
	input: RsvpInput,
	now: Date,
): Promise<Result<Meeting, "notInvited" | "meetingOver" | "incomplete">> {
	const meeting = await store.byId(input.meetingId);
	if (!meeting || !may(actor, "meeting.answer", meeting)) return refuse("notInvited");
	const theirs = answersFor(actor, meeting).some(
		({ kind, id }) => kind === input.holder.kind && id === input.holder.id,
	);
	if (!theirs || !(await isInvited(meeting, input.holder))) return refuse("notInvited");
	if (meeting.state !== "planned" || hasBegun(meeting, now)) return refuse("meetingOver");
	const delegate = input.answer === "delegate" ? delegateName.safeParse(input.delegateName ?? "") : undefined;
	if (delegate && !delegate.success) return refuse("incomplete", { question: "name" });
	const rsvp: Rsvp = {
		meetingId: meeting.id,
		holder: input.holder,
		answer: input.answer,
		personId: actor.person.id,
		...(delegate?.success && { delegateName: delegate.data }),
		at: now,
	};
	const [before] = await rsvps.of(meeting.id, [input.holder]);
	if (before && isSame(before, rsvp)) return done(meeting);
	const changeId = newId();
	await transaction(async () => {
		await rsvps.put(rsvp);
		await owe(await copiesOf(meeting, rsvp, changeId, now));
	});
	return done(meeting);
}

function isSame(a: Rsvp, b: Rsvp): boolean {
	return a.answer === b.answer && a.delegateName === b.delegateName && a.personId === b.personId;
}

/** Every message its people have about the meeting shows the answer. */
async function copiesOf(meeting: Meeting, { holder }: Rsvp, changeId: string, now: Date): Promise<NewDelivery[]> {
	const people = await answerersOf(meeting, holder);
	const sent = meeting.reminders.filter((lead) => reminderAt(meeting, lead) <= now);
	return people.flatMap((personId) => {
		const edit = (key: string, kind: string, refs: NewDelivery["refs"]): NewDelivery => ({
			key: `${key}/${personId}:answered:${changeId}`,
			operation: "edit",
			target: `${key}/${personId}`,
			kind,
			refs: { meetingId: meeting.id, ...refs },
			to: { personId },
			dueAt: now,
		});
		return [
			edit(cardKey(meeting), "meeting.invited", { revision: meeting.revision }),
			...sent.map((lead) => edit(reminderKey(meeting, lead), "meeting.reminded", { plan: meeting.plan, lead })),
		];
	});
}
