/** The kinds of deliveries about meetings: invitations, changes, reminders, cancellations, the agenda, the group's cards. */
import * as meetings from "../services/meetings/index.ts";
import * as agendaViews from "../views/meetingAgenda.ts";
import * as cardViews from "../views/meetingCard.ts";
import * as deskViews from "../views/meetingDesk.ts";
import * as pointViews from "../views/meetingPoints.ts";
import * as toldViews from "../views/meetingTold.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";

export const meetingKinds: Kinds = {
	"meeting.invited": kind({
		load: ({ meetingId, revision }, recipient, now) =>
			meetings.invitedCard(recipient, String(meetingId), Number(revision), now),
		view: cardViews.invitation,
	}),
	"meeting.changed": kind({
		load: ({ meetingId, revision }, recipient, now) =>
			meetings.invitedCard(recipient, String(meetingId), Number(revision), now),
		view: toldViews.changed,
	}),
	// What stands in place of an invitation that holds no longer.
	"meeting.retired": kind({ load: ({ meetingId }) => meetings.meetingOf(String(meetingId)), view: toldViews.retired }),
	"meeting.cancelled": kind({
		async load({ meetingId }) {
			const found = await meetings.meetingOf(String(meetingId));
			return found?.meeting.state === "cancelled" ? found : undefined;
		},
		view: toldViews.cancelled,
	}),
	// Never to those who declined.
	"meeting.reminder": kind({
		async load(refs, recipient, now) {
			if (!recipient || (await meetings.hasDeclined(recipient, String(refs.meetingId)))) return undefined;
			return await meetings.reminderCard(recipient, planned(refs), now);
		},
		view: toldViews.reminder,
	}),
	// A reminder that was sent shows what was answered since.
	"meeting.reminded": kind({
		load: (refs, recipient, now) => meetings.reminderCard(recipient, planned(refs), now),
		view: toldViews.reminder,
	}),
	"meeting.forecast": kind({
		load: ({ meetingId, plan }, _, now) => meetings.forecastCard(String(meetingId), Number(plan), now),
		view: deskViews.forecast,
	}),
	"meeting.proposed": kind({
		async load({ meetingId, proposalId }) {
			const found = await meetings.meetingOf(String(meetingId));
			return found?.meeting.proposals.some(({ id }) => id === proposalId) ? found.meeting : undefined;
		},
		view: pointViews.proposal,
	}),
	"meeting.settled": kind({
		async load({ meetingId, title, taken }) {
			const found = await meetings.meetingOf(String(meetingId));
			return found && { meeting: found.meeting, title: String(title), taken: taken === 1 };
		},
		view: agendaViews.settled,
	}),
	"meeting.group": kind({
		async load({ meetingId, what, startsAt }, _, now) {
			const found = await meetings.meetingOf(String(meetingId));
			const stands = found && (found.meeting.state === "cancelled") === (what === "cancelled");
			if (!stands || found.meeting.startsAt.getTime() !== startsAt || found.meeting.startsAt <= now) return undefined;
			return { ...found, what: String(what), now };
		},
		view: toldViews.forGroup,
	}),
};

function planned({ meetingId, plan, lead }: Refs) {
	return { meetingId: String(meetingId), plan: Number(plan), lead: Number(lead) };
}
