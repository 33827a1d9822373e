/** Who is invited to a meeting: the organizations and agencies, the people who answer for them, and who runs it. */
import type { SeatHolder } from "../../domain/committee.ts";
import type { Audience } from "../../domain/delivery.ts";
import type { Meeting } from "../../domain/meeting.ts";
import { holderKey } from "../../domain/rsvp.ts";
import * as attendances from "../../store/attendances.ts";
import * as meetings from "../../store/meetings.ts";
import * as memberships from "../../store/memberships.ts";
import * as organizations from "../../store/organizations.ts";
import * as rsvps from "../../store/rsvps.ts";
import * as seats from "../../store/seats.ts";

/** People of the audience after `afterId`, in the order of their ids; what is gone has none. */
export async function idsOf(
	{ meetingId, who }: Extract<Audience, { rule: "meeting" }>,
	afterId: string | undefined,
	limit: number,
): Promise<string[]> {
	const meeting = await meetings.byId(meetingId);
	if (!meeting) return [];
	if (who === "invited" && meeting.invited.kind === "directors") return await directorsAfter(afterId, limit);
	const ids =
		who === "runners"
			? await runnersOf(meeting)
			: who === "attended"
				? await peopleWhoCame(meeting)
				: await peopleOf(meeting);
	return ids
		.sort()
		.filter((id) => afterId === undefined || id > afterId)
		.slice(0, limit);
}

/** Directors of the register's organizations; a page is read on until it has somebody. */
async function directorsAfter(afterId: string | undefined, limit: number): Promise<string[]> {
	for (let after = afterId; ; ) {
		const places = await memberships.directorsAfter(after, limit);
		if (places.length === 0) return [];
		const theirs = await organizations.byIds(places.map(({ organizationId }) => organizationId));
		const approved = new Set(theirs.filter(({ state }) => state === "approved").map(({ id }) => id));
		const ids = places.filter(({ organizationId }) => approved.has(organizationId)).map(({ personId }) => personId);
		if (ids.length > 0) return [...new Set(ids)];
		after = places.at(-1)?.personId;
	}
}

/** Everybody who gets the invitation of a committee's meeting or of chosen organizations. */
async function peopleOf({ invited }: Meeting): Promise<string[]> {
	if (invited.kind === "committee") {
		const open = await seats.openOf(invited.committeeId);
		return unique(open.flatMap(({ personId, alternateId }) => (alternateId ? [personId, alternateId] : [personId])));
	}
	if (invited.kind === "directors") return [];
	return unique((await memberships.directorsOf(invited.ids)).map(({ personId }) => personId));
}

/** Everybody who answers for an organization or agency that came. */
async function peopleWhoCame(meeting: Meeting): Promise<string[]> {
	const came = (await attendances.ofMeeting(meeting.id)).map(({ holder }) => holder);
	if (meeting.invited.kind !== "committee") {
		return unique((await memberships.directorsOf(came.map(({ id }) => id))).map(({ personId }) => personId));
	}
	const keys = new Set(came.map(holderKey));
	const open = (await seats.openOf(meeting.invited.committeeId)).filter(({ holder }) => keys.has(holderKey(holder)));
	return unique(open.flatMap(({ personId, alternateId }) => (alternateId ? [personId, alternateId] : [personId])));
}

/** Who answers for one of the invited. */
export async function answerersOf({ invited }: Meeting, holder: SeatHolder): Promise<string[]> {
	if (invited.kind === "committee") {
		const open = await seats.heldBy(holder);
		const there = open.filter(({ committeeId }) => committeeId === invited.committeeId);
		return unique(there.flatMap(({ personId, alternateId }) => (alternateId ? [personId, alternateId] : [personId])));
	}
	const director = await memberships.directorOf(holder.id);
	return director ? [director.personId] : [];
}

/** Who runs it: whoever published it, and its committee's chair and secretary. */
async function runnersOf({ byId, invited }: Meeting): Promise<string[]> {
	const officers = invited.kind === "committee" ? await seats.officersOf([invited.committeeId]) : [];
	return unique([byId, ...officers.map(({ personId }) => personId)].filter(Boolean));
}

/** How many are invited; counting stops at 1001. */
export async function countInvited(meeting: Meeting): Promise<number> {
	if (meeting.invited.kind === "directors") return await organizations.count("approved");
	return (await holdersOf(meeting)).length;
}

/**
 * A page of those invited, in the order of their keys. Of all directors only those are listed who answered or came: the
 * others are the register.
 */
export async function holdersPage(
	meeting: Meeting,
	after: SeatHolder | undefined,
	limit: number,
): Promise<SeatHolder[]> {
	if (meeting.invited.kind === "directors") {
		const [answered, came] = await Promise.all([
			rsvps.page(meeting.id, after, limit),
			attendances.page(meeting.id, after, limit),
		]);
		return inOrder([...answered.map(({ holder }) => holder), ...came]).slice(0, limit);
	}
	const key = after && holderKey(after);
	const all = inOrder(await holdersOf(meeting));
	return all.filter((one) => key === undefined || holderKey(one) > key).slice(0, limit);
}

/** Each once. */
function inOrder(list: readonly SeatHolder[]): SeatHolder[] {
	const byKey = new Map(list.map((one) => [holderKey(one), one]));
	return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

async function holdersOf({ invited }: Meeting): Promise<SeatHolder[]> {
	if (invited.kind === "organizations") return invited.ids.map((id) => ({ kind: "organization", id }));
	if (invited.kind === "directors") return [];
	const all = (await seats.openOf(invited.committeeId)).map(({ holder }) => holder);
	return all.filter((one, index) => all.findIndex(({ kind, id }) => kind === one.kind && id === one.id) === index);
}

/** Whether a holder is among those invited. */
export async function isInvited(meeting: Meeting, holder: SeatHolder): Promise<boolean> {
	if (meeting.invited.kind === "directors") {
		return holder.kind === "organization" && (await organizations.byId(holder.id))?.state === "approved";
	}
	return (await holdersOf(meeting)).some(({ kind, id }) => kind === holder.kind && id === holder.id);
}

function unique(ids: readonly string[]): string[] {
	return [...new Set(ids)];
}
