/** A meeting is published, once or as a series: it is kept, its invitations and reminders are owed. */
import { z } from "zod";
import type { SentFile } from "../../domain/document.ts";
import {
	endOf,
	type Invited,
	invitesAt,
	type Meeting,
	type MeetingPlace,
	meetingAddress,
	meetingLink,
	meetingTitle,
	minutesOf,
	nextGroupReminder,
	REMINDERS,
} from "../../domain/meeting.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { MOST_TIMES, REPEATS, type Repeat } from "../../domain/recurrence.ts";
import { newId, newToken } from "../../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../../kit/result.ts";
import * as counters from "../../store/counters.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as store from "../../store/meetings.ts";
import { transaction } from "../../store/transaction.ts";
import * as committees from "../committees/index.ts";
import { owe } from "../deliveries.ts";
import { jalaliYearOf } from "../organizationCodes.ts";
import { tellGroup } from "./groups.ts";
import { invitation, note, reminders } from "./record.ts";

export interface MeetingAnswers {
	/** A committee's id, "directors" or "organizations". */
	whom: string;
	organizations?: string[] | undefined;
	title: string;
	/** ISO. */
	startsAt: string;
	/** By its name. */
	length: string;
	how: string;
	address?: string | undefined;
	place?: MeetingPlace | undefined;
	link?: string | undefined;
	agenda?: string[] | undefined;
	files?: SentFile[] | undefined;
	/** All its dates, the first included. */
	series: { repeat: Repeat; dates: string[] };
}

type Refused = Refusal<"notAllowed" | "incomplete" | "momentNotFuture">;

/** Resolves to the first of the series; sent again from the same draft, to the one that was published. */
export async function publish(
	actor: Actor,
	answers: MeetingAnswers,
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<Meeting, Refused["reason"]>> {
	const before = await store.byRequestId(requestId);
	if (before) return may(actor, "meeting.run", before) ? done(before) : refuse("notAllowed");
	const invited = await invitedBy(answers);
	if (!invited || !may(actor, "meeting.run", { invited })) return refuse("notAllowed");
	const read = readDates(answers, now);
	if (!read.ok) return read;
	const facts = readFacts(answers);
	if (!facts.ok) return facts;
	const first = await counters.nextNumbers(`meeting:${jalaliYearOf(now)}`, read.value.length);
	const seriesId = newId();
	const list = read.value.map((startsAt, index): Meeting => {
		const id = newId();
		const base = {
			id,
			code: `M-${jalaliYearOf(now)}-${String(first + index).padStart(4, "0")}`,
			...(invited.kind === "committee" && { committeeId: invited.committeeId }),
			invited,
			...facts.value,
			startsAt,
			endsAt: endOf(startsAt, facts.value.minutes),
			proposals: [],
			reminders: [...REMINDERS],
			state: "planned" as const,
			invitesAt: invitesAt(startsAt, index === 0, now),
			revision: 0,
			sequence: 0,
			plan: 0,
			icsUid: `${id}@dabir`,
			...(read.value.length > 1 && {
				series: { id: seriesId, repeat: answers.series.repeat, number: index + 1, of: read.value.length },
			}),
			byId: actor.person.id,
			secret: newToken(),
			requestId: index === 0 ? requestId : `${requestId}:${index + 1}`,
			createdAt: now,
		};
		const remindAt = invited.kind === "committee" ? nextGroupReminder(base, now) : undefined;
		return { ...base, ...(remindAt && { groupRemindAt: remindAt }) };
	});
	const [meeting] = list;
	if (!meeting) return refuse("incomplete", { question: "series" });
	const lost = await transaction(async () => {
		await store.add(list);
		await owe(list.flatMap((one) => [invitation(one, now), ...reminders(one, now)]));
		await tellGroup(meeting, "published", now);
		await note(actor, meeting, "published", now);
		return undefined;
	}).catch((error: unknown) => {
		// The same draft, sent twice at once.
		if (isDuplicate(error)) return store.byRequestId(requestId);
		throw error;
	});
	return done(lost ?? meeting);
}

/** Nothing when the committee works no more, or nobody is chosen. */
export async function invitedBy(answers: Pick<MeetingAnswers, "whom" | "organizations">): Promise<Invited | undefined> {
	const { whom, organizations = [] } = answers;
	if (whom === "directors") return { kind: "directors" };
	if (whom === "organizations") {
		return organizations.length > 0 ? { kind: "organizations", ids: [...new Set(organizations)] } : undefined;
	}
	const committee = await committees.byId(whom);
	return committee && !committee.retiredAt ? { kind: "committee", committeeId: committee.id } : undefined;
}

function readDates({ series }: MeetingAnswers, now: Date): Result<Date[], Refused["reason"]> {
	const dates = series.dates.map((iso) => new Date(iso)).sort((a, b) => a.getTime() - b.getTime());
	const sound = REPEATS.includes(series.repeat) && dates.every((date) => !Number.isNaN(date.getTime()));
	if (!sound || dates.length === 0 || dates.length > MOST_TIMES) return refuse("incomplete", { question: "series" });
	if (dates.some((date) => date <= now)) return refuse("momentNotFuture", { question: "startsAt" });
	return done(dates);
}

const points = z.array(z.string().min(1).max(120)).max(20);

/** What is asked of a meeting beside its time. */
function readFacts(answers: MeetingAnswers) {
	const title = meetingTitle.safeParse(answers.title);
	if (!title.success) return refuse("incomplete" as const, { question: "title" });
	const minutes = minutesOf(answers.length);
	if (minutes === undefined) return refuse("incomplete" as const, { question: "length" });
	const where = readWhere(answers);
	if (!where.ok) return where;
	const agenda = points.safeParse(answers.agenda ?? []);
	if (!agenda.success) return refuse("incomplete" as const, { question: "agenda" });
	return done({
		title: title.data,
		minutes,
		...where.value,
		agenda: agenda.data.map((point) => ({ id: newId(), title: point })),
		files: answers.files ?? [],
	});
}

export interface Where {
	address?: string;
	place?: MeetingPlace;
	link?: string;
}

/** Where it is: an address with or without its place on the map, or a link. */
export function readWhere(
	answers: Pick<MeetingAnswers, "how" | "address" | "place" | "link">,
): Result<Where, "incomplete"> {
	if (answers.how === "online") {
		const link = meetingLink.safeParse(answers.link ?? "");
		return link.success ? done({ link: link.data }) : refuse("incomplete", { question: "link" });
	}
	const address = meetingAddress.safeParse(answers.address ?? "");
	if (!address.success) return refuse("incomplete", { question: "address" });
	return done({ address: address.data, ...(answers.place && { place: answers.place }) });
}
