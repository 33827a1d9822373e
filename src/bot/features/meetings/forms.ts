/** What is written about a meeting beside publishing it: why it is cancelled, whom one sends, a point, the attendance code. */
import { agendaPoint, cancelReason, delegateName, type Meeting } from "../../../domain/meeting.ts";
import { holderFrom } from "../../../domain/rsvp.ts";
import { done, refuse } from "../../../kit/result.ts";
import * as meetings from "../../../services/meetings/index.ts";
import { organizationFinder } from "../../../services/meetings/organizationFinder.ts";
import * as views from "../../../views/meeting.ts";
import * as agendaViews from "../../../views/meetingAgenda.ts";
import * as answerViews from "../../../views/meetingAnswers.ts";
import * as cardViews from "../../../views/meetingCard.ts";
import * as pointViews from "../../../views/meetingPoints.ts";
import * as publishedViews from "../../../views/meetingPublished.ts";
import { form, text } from "../../form/index.ts";
import { organizations } from "../../questions/organizations.ts";

export const cancelMeeting = form("cancelMeeting", {
	texts: "meetings",
	questions: { reason: text(cancelReason) },
	submit: (actor, { reason }, now, { subject }) => meetings.cancel(actor, { meetingId: subject, reason }, now),
	over: ["meetingOver", "notAllowed"],
	done: (meeting: Meeting, t) => publishedViews.cancelDone(meeting, t),
});

/** Its subject names the meeting and for whom: "<meeting>.<holder>". */
export const delegate = form("delegate", {
	texts: "meetings",
	review: false,
	questions: { name: text(delegateName) },
	async submit(actor, { name }, now, { subject }) {
		const [meetingId = "", key = ""] = subject.split(".");
		const holder = holderFrom(key);
		if (!holder) return refuse("notInvited");
		const given = await meetings.answer(actor, { meetingId, holder, answer: "delegate", delegateName: name }, now);
		if (!given.ok) return given;
		const card = await meetings.card(actor, meetingId, now, holder);
		return card.ok ? done(card.value) : refuse("notInvited");
	},
	over: ["meetingOver", "notInvited"],
	done: (card: cardViews.CardShown, t) => cardViews.card(card, t),
});

export const proposePoint = form("proposePoint", {
	texts: "meetings",
	review: false,
	questions: { point: text(agendaPoint) },
	submit: (actor, { point }, now, { subject, requestId }) =>
		meetings.propose(actor, { meetingId: subject, title: point }, now, { requestId }),
	over: ["tooLate", "notInvited", "tooManyProposals"],
	done: (meeting: Meeting, t) => agendaViews.proposed(meeting, t),
});

export const addPoint = form("addPoint", {
	texts: "meetings",
	review: false,
	questions: { point: text(agendaPoint) },
	submit: (actor, { point }, now, { subject, requestId }) =>
		meetings.addPoint(actor, { meetingId: subject, title: point }, now, { requestId }),
	over: ["meetingOver", "notAllowed"],
	done: (meeting: Meeting, t) => pointViews.pointAdded(meeting, t),
});

/** At a meeting of all directors those who did not answer are not listed: they are looked for. */
export const tickOthers = form("tickOthers", {
	texts: "meetings",
	review: false,
	questions: { came: organizations(organizationFinder, { atLeast: 1, atMost: 50 }) },
	async submit(actor, { came }, now, { subject }) {
		const ticked = await meetings.tickMany(actor, { meetingId: subject, organizationIds: came }, now);
		if (!ticked.ok) return ticked;
		return await meetings.answers(actor, subject, undefined);
	},
	over: ["notAllowed", "notNow", "notInvited"],
	done: (page: Omit<answerViews.AnswersShown, "ticks" | "here">, t) =>
		answerViews.answers({ ...page, ticks: true, here: "" }, t),
});

export const attend = form("attend", {
	texts: "meetings",
	review: false,
	questions: { code: text({ check: (typed: string) => done(typed) }, { max: 20, passing: true }) },
	submit: (actor, { code }, now, { subject }) => meetings.attend(actor, { meetingId: subject, code }, now),
	over: ["notInvited", "notNow", "tooManyGuesses"],
	done: (meeting: Meeting, t) => ({
		text: t("meetings.attendDone", { title: meeting.title }),
		buttons: [[views.backToCard(meeting.id, t)]],
	}),
});
