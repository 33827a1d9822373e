/** Publishing a meeting: whom it is for, when, where, what about, whether it comes again; then the preview and the invitations. */
import {
	agendaPoints,
	LENGTH_NAMES,
	type Meeting,
	MOST_FILES,
	meetingAddress,
	meetingLink,
	meetingTitle,
	minutesOf,
} from "../../../domain/meeting.ts";
import { may } from "../../../domain/permissions.ts";
import * as meetings from "../../../services/meetings/index.ts";
import { organizationFinder } from "../../../services/meetings/organizationFinder.ts";
import type { T } from "../../../texts/index.ts";
import * as publishedViews from "../../../views/meetingPublished.ts";
import { choice, dateTime, form, place, text } from "../../form/index.ts";
import type { Answers } from "../../form/question.ts";
import { oneOf } from "../../questions/oneOf.ts";
import { organizations } from "../../questions/organizations.ts";
import { papers } from "../../questions/papers.ts";
import { series } from "../../questions/series.ts";

const inPerson = ({ how }: Answers) => how !== "online";
const online = ({ how }: Answers) => how === "online";

/** What only the secretariat calls together. */
const OFFICE_CHOICES = [
	{ id: "directors", label: (t: T) => t.plain("meetings.choice.whom.directors") },
	{ id: "organizations", label: (t: T) => t.plain("meetings.choice.whom.organizations") },
];

/** Its subject, time and place: asked when it is published, and again when it is moved. */
const facts = {
	title: text(meetingTitle),
	startsAt: dateTime({ future: true }),
	length: choice(LENGTH_NAMES),
	how: choice(["inPerson", "online"]),
	address: text(meetingAddress, { onlyIf: inPerson }),
	place: place({ onlyIf: inPerson, optional: true }),
	link: text(meetingLink, { onlyIf: online }),
};

export const newMeeting = form("newMeeting", {
	texts: "meetings",
	questions: {
		whom: oneOf(async (actor) => [
			...(may(actor, "meeting.begin") ? OFFICE_CHOICES : []),
			...(await meetings.committeesToMeet(actor)).map(({ id, name }) => ({ id, label: (t: T) => name[t.language] })),
		]),
		organizations: organizations(organizationFinder, {
			onlyIf: ({ whom }) => whom === "organizations",
			atLeast: 1,
			atMost: 100,
		}),
		...facts,
		agenda: text(agendaPoints, { optional: true }),
		files: papers({ optional: true, atMost: MOST_FILES }),
		series: series("startsAt"),
	},
	async preview(_actor, answers) {
		const found = await meetings.previewOf(answers);
		return (t) =>
			publishedViews.preview(
				{
					draft: {
						invited: found?.committee
							? { kind: "committee", committeeId: found.committee.id }
							: answers.whom === "directors"
								? { kind: "directors" }
								: { kind: "organizations", ids: [] },
						title: answers.title,
						minutes: minutesOf(answers.length) ?? 0,
						agenda: (answers.agenda ?? []).map((title, index) => ({ id: String(index), title })),
						files: answers.files ?? [],
					},
					dates: answers.series.dates.map((date) => new Date(date)),
					where: answers.address ?? answers.link ?? "",
					committee: found?.committee,
					invited: found?.invited ?? 0,
				},
				t,
			);
	},
	submit: async (actor, answers, now, { requestId }) => {
		const result = await meetings.publish(actor, answers, now, { requestId });
		return result.ok
			? {
					ok: true,
					value: (await meetings.meetingOf(result.value.id)) ?? { meeting: result.value, committee: undefined },
				}
			: result;
	},
	done: (value, t) => publishedViews.published(value, t),
});

export const changeMeeting = form("changeMeeting", {
	texts: "meetings",
	questions: facts,
	submit: (actor, answers, now, { subject }) => meetings.change(actor, { meetingId: subject, answers }, now),
	over: ["meetingOver", "notAllowed"],
	done: (meeting: Meeting, t) => publishedViews.changeDone(meeting, t),
});

/** The answers a change starts from. */
export function answersOf({ title, startsAt, minutes, address, place, link }: Meeting): Record<string, unknown> {
	return {
		title,
		startsAt: startsAt.toISOString(),
		length: LENGTH_NAMES.find((name) => minutesOf(name) === minutes),
		how: link === undefined ? "inPerson" : "online",
		...(address !== undefined && { address }),
		...(place && { place }),
		...(link !== undefined && { link }),
	};
}
