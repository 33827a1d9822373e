/** How a meeting is shown to those it concerns: the invitation, the card with its answer, reminders, what became of it. */
import type { News } from "../domain/agenda.ts";
import type { Committee } from "../domain/committee.ts";
import { type AgendaItem, cutOff, endOf, type Meeting, type MeetingBefore } from "../domain/meeting.ts";
import type { Person } from "../domain/person.ts";
import { ANSWERS, holderKey, type Rsvp } from "../domain/rsvp.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { shortLabel } from "./organization.ts";
import { PAGE, turns } from "./paging.ts";
import { titled } from "./person.ts";

export interface HolderShown {
	kind: "organization" | "agency";
	id: string;
	name: string | { fa: string; en: string };
}

export interface CardShown {
	meeting: Meeting;
	committee: Committee | undefined;
	now: Date;
	holders: HolderShown[];
	rsvp: Rsvp | undefined;
	answeredBy: Person | undefined;
	attended: boolean;
	mayRun: boolean;
	isOpen: boolean;
	isTaken: boolean;
	mayPropose: boolean;
}

const DAY_MS = 86_400_000;

export function nameOf({ name }: Pick<HolderShown, "name">, t: T): string {
	return typeof name === "string" ? name : name[t.language];
}

/** The invitation as it is sent, and as every copy of it stays true. */
export function invitation(shown: CardShown, t: T): Message {
	return {
		text: [t("meetings.invitation", { of: whose(shown, t) }), ...facts(shown, t), ...answerLines(shown, t)].join("\n"),
		buttons: cardRows(shown, t, { isCopy: true }),
	};
}

/** The meeting as somebody opens it. */
export function card(shown: CardShown, t: T): Message {
	const { meeting } = shown;
	const head = meeting.state === "planned" ? [] : [t.dynamic(`meetings.state.${meeting.state}`, reasonOf(meeting))];
	return {
		text: [
			t("meetings.heading", { of: whose(shown, t), code: meeting.code }),
			...head,
			...facts(shown, t),
			...(meeting.state === "planned" ? answerLines(shown, t) : []),
			...(shown.attended ? [t("meetings.attended")] : []),
		].join("\n"),
		buttons: [...cardRows(shown, t), [listButton(t), homeButton(t)]],
	};
}

/** The time or the place is another one: old → new, and the answer is asked anew. */
export function changed(shown: CardShown, t: T): Message {
	const { meeting } = shown;
	return {
		text: [
			t("meetings.changed.title", { of: whose(shown, t) }),
			...changeLines(meeting, t),
			"",
			...facts(shown, t),
			t("meetings.changed.again"),
			...answerLines(shown, t),
		].join("\n"),
		buttons: cardRows(shown, t, { isCopy: true }),
	};
}

function changeLines(meeting: Meeting, t: T): string[] {
	const { before } = meeting;
	if (!before) return [];
	const lines: string[] = [];
	const old = slot(before.startsAt, before.minutes, t);
	const fresh = slot(meeting.startsAt, meeting.minutes, t);
	if (old !== fresh) lines.push(t("meetings.changed.time", { old: html(old), fresh: html(fresh) }));
	const [was, is] = [placeName(before, t), placeName(meeting, t)];
	if (was !== is) lines.push(t("meetings.changed.place", { old: was, fresh: is }));
	return lines;
}

function placeName({ address, link }: Pick<MeetingBefore, "address" | "link">, t: T): string {
	return address ?? (link === undefined ? "" : t.plain("meetings.online"));
}

/** What stands in place of an invitation that holds no longer. */
export function retired({ meeting, committee }: { meeting: Meeting; committee: Committee | undefined }, t: T): Message {
	const key = meeting.state === "cancelled" ? "cancelled" : "moved";
	return {
		text: [
			t("meetings.invitation", { of: whose({ meeting, committee }, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			t.dynamic(`meetings.retired.${key}`),
		].join("\n"),
		buttons: [[{ label: t.plain("meetings.button.open"), press: press("meeting.open", meeting.id) }]],
	};
}

export function cancelled(
	{ meeting, committee }: { meeting: Meeting; committee: Committee | undefined },
	t: T,
): Message {
	return {
		text: [
			t("meetings.cancelled.title", { of: whose({ meeting, committee }, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			slot(meeting.startsAt, meeting.minutes, t),
			t("meetings.cancelled.reason", { reason: meeting.cancelReason ?? "" }),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("meetings.button.ics"), press: press("meeting.ics", meeting.id) },
				{ label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") },
			],
		],
	};
}

/** A week, a day, two hours before: when, where, what was answered, what changed since the last time. */
export function reminder(shown: CardShown & { news: News[]; lead: number }, t: T): Message {
	const { meeting, now } = shown;
	const when = html(t.near(meeting.startsAt, now));
	return {
		text: [
			t("meetings.reminder", { when, of: whose(shown, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			...whereLines(meeting, t),
			...answerLines(shown, t),
			...newsLines(shown.news, t),
		].join("\n"),
		buttons: cardRows(shown, t, { isCopy: true, lead: shown.lead }),
	};
}

export function newsLines(news: readonly News[], t: T): string[] {
	if (news.length === 0) return [];
	const said = news.map(({ kind, count }) => html(t.dynamic(`meetings.news.${kind}`, { count })));
	return [t("meetings.news.title", { list: t.list(said) })];
}

/** For the group: nothing about anybody. */
export function forGroup(
	shown: { meeting: Meeting; committee: Committee | undefined; what: string; now: Date },
	t: T,
): Message {
	const { meeting, what, now } = shown;
	return {
		text: [
			t.dynamic(`meetings.group.${what}`, { of: whose(shown, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			what === "reminder" ? t.near(meeting.startsAt, now) : slot(meeting.startsAt, meeting.minutes, t),
			// A link lets anybody in: it is told in private only.
			...(meeting.address === undefined ? [t("meetings.online")] : [t("meetings.where", { address: meeting.address })]),
			...(meeting.state === "cancelled" ? [] : [t("meetings.group.answer")]),
		].join("\n"),
	};
}

/** Its points in order, with the papers. */
export function agenda(shown: CardShown, t: T): Message {
	const { meeting } = shown;
	const points = meeting.agenda.map((item, index) =>
		t("meetings.point", { number: index + 1, title: pointName(item, t) }),
	);
	const closes = shown.mayPropose
		? [t("meetings.proposeUntil", { when: html(t.near(cutOff(meeting), shown.now)) })]
		: [];
	return {
		text: [
			t("meetings.agendaTitle", { title: meeting.title }),
			...(points.length > 0 ? points : [t("meetings.agendaEmpty")]),
			...closes,
		].join("\n"),
		buttons: [
			...meeting.files.map((file, index) => [
				{
					label: file.name === "" ? t.plain("meetings.button.paper", { number: index + 1 }) : shortLabel(file.name),
					press: press("meeting.file", meeting.id, index),
				},
			]),
			...(shown.mayPropose
				? [[{ label: t.plain("meetings.button.propose"), press: press("meeting.propose", meeting.id) }]]
				: []),
			[backToCard(meeting.id, t), homeButton(t)],
		],
	};
}

export function pointName({ title, about, count = 0 }: AgendaItem, t: T): string {
	return about === undefined ? title : t.dynamicPlain(`meetings.found.${about}`, { count });
}

export function paper({ files }: Meeting, index: number, t: T): Message | undefined {
	const file = files[index];
	if (!file) return undefined;
	return {
		text: t("meetings.paper"),
		file: { kind: file.kind, source: { fileId: file.fileId } },
	};
}

/** What was proposed was taken, or not. */
export function settled({ meeting, title, taken }: { meeting: Meeting; title: string; taken: boolean }, t: T): Message {
	const values = { point: title, title: meeting.title };
	return {
		text: taken ? t("meetings.settled.taken", values) : t("meetings.settled.left", values),
		buttons: [[{ label: t.plain("meetings.button.open"), press: press("meeting.open", meeting.id) }]],
	};
}

export function proposed(meeting: Meeting, t: T): Message {
	return { text: t("meetings.proposedDone"), buttons: [[backToCard(meeting.id, t), homeButton(t)]] };
}

export interface ListShown {
	which: "coming" | "past";
	list: Meeting[];
	committees: ReadonlyMap<string, Committee>;
	count: number;
	hasMore: boolean;
	mayBegin: boolean;
	now: Date;
	page: number;
}

export function list(shown: ListShown, t: T): Message {
	const { which, page, count, hasMore } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = shown.list.map((meeting, index) =>
		[
			t("meetings.line", { number: numberOf(index), title: meeting.title }),
			t("meetings.lineFacts", {
				when: html(which === "coming" ? t.near(meeting.startsAt, shown.now) : t.dateTime(meeting.startsAt)),
				of: whose({ meeting, committee: shown.committees.get(meeting.committeeId ?? "") }, t),
			}),
			...(meeting.state === "cancelled" ? [t("meetings.lineCancelled")] : []),
		].join("\n"),
	);
	const numbers = shown.list.map((one, index) => ({
		label: t.digits(numberOf(index)),
		press: press("meeting.open", one.id),
	}));
	const turning = {
		page,
		count,
		hasMore,
		here: press("meeting.list", which),
		to: (way: "after" | "before", to: number) =>
			press("meeting.turn", which, way, (way === "after" ? shown.list.at(-1) : shown.list[0])?.id ?? "", to),
	};
	const empty = which === "coming" ? t("meetings.emptyComing") : t("meetings.emptyPast");
	return {
		text: [
			which === "coming"
				? t("meetings.listComing", { number: counted(count, t) })
				: t("meetings.listPast", { number: counted(count, t) }),
			"",
			...(lines.length > 0 ? lines : [empty]),
		].join("\n"),
		buttons: [
			...(numbers.length > 0 ? [numbers] : []),
			...turns(turning, t),
			[
				which === "coming"
					? { label: t.plain("meetings.button.past"), press: press("meeting.list", "past") }
					: { label: t.plain("meetings.button.coming"), press: press("meeting.list", "coming") },
				...(shown.mayBegin ? [{ label: t.plain("meetings.button.begin"), press: press("meeting.begin") }] : []),
			],
			[homeButton(t)],
		],
	};
}

/** "the environmental committee", "all directors", "chosen organizations" */
export function whose(
	{ meeting, committee }: { meeting: Pick<Meeting, "invited">; committee: Committee | undefined },
	t: T,
) {
	if (committee) return committee.name[t.language];
	return meeting.invited.kind === "directors" ? t.plain("meetings.ofDirectors") : t.plain("meetings.ofOrganizations");
}

/** "Monday 9 Azar 1405, 16:30 to 18:00" */
export function slot(startsAt: Date, minutes: number, t: T): string {
	const until = html(t.time(endOf(startsAt, minutes)));
	return t("meetings.slot", { start: html(t.dateTime(startsAt)), until });
}

function facts({ meeting, now }: Pick<CardShown, "meeting" | "now">, t: T): string[] {
	const days = Math.round((meeting.startsAt.getTime() - now.getTime()) / DAY_MS);
	const when = html(slot(meeting.startsAt, meeting.minutes, t));
	const ahead = meeting.state === "planned" && days > 0;
	return [
		t("meetings.titleLine", { title: meeting.title }),
		ahead ? t("meetings.whenAhead", { when, days }) : t("meetings.when", { when }),
		...whereLines(meeting, t),
		...(meeting.series ? [t("meetings.seriesLine", { number: meeting.series.number, of: meeting.series.of })] : []),
		...(meeting.agenda.length > 0 ? [t("meetings.agendaCount", { number: meeting.agenda.length })] : []),
	];
}

function whereLines({ address, link }: Meeting, t: T): string[] {
	if (address !== undefined) return [t("meetings.where", { address })];
	return link === undefined ? [] : [t("meetings.whereLink", { link })];
}

function reasonOf({ cancelReason = "" }: Meeting): { reason: string } {
	return { reason: cancelReason };
}

function answerLines({ holders, rsvp, answeredBy, isOpen }: CardShown, t: T): string[] {
	const [holder] = holders;
	if (!holder) return [];
	const name = nameOf(holder, t);
	if (!rsvp) return isOpen ? [t("meetings.ask", { name })] : [];
	const person = (answeredBy && titled(answeredBy, t)) ?? html(t("meetings.somebody"));
	return [t.dynamic(`meetings.answered.${rsvp.answer}`, { name, person, delegate: rsvp.delegateName ?? "" })];
}

interface Under {
	/** A message that is edited whenever the meeting changes: its desk opens in one of its own, that nothing comes over. */
	isCopy?: boolean;
	/** The reminder the buttons stand under, so that it stays one. */
	lead?: number;
}

function cardRows(shown: CardShown, t: T, { isCopy = false, lead }: Under = {}): Button[][] {
	const { meeting, holders, rsvp } = shown;
	const [holder, ...others] = holders;
	const rows: Button[][] = [];
	if (holder && shown.isOpen) {
		const [self, delegate, declined, undecided] = ANSWERS.map((answer, index) => ({
			label: `${rsvp?.answer === answer ? "☑︎ " : ""}${t.dynamicPlain(`meetings.answer.${answer}`)}`,
			press: press("meeting.answer", meeting.id, holderKey(holder), index, ...(lead === undefined ? [] : [lead])),
		})) as [Button, Button, Button, Button];
		rows.push([self, delegate], [declined, undecided]);
		rows.push(
			...others.map((one) => [
				{
					label: t.plain("meetings.button.as", { name: shortLabel(nameOf(one, t)) }),
					press: press("meeting.as", meeting.id, holderKey(one)),
				},
			]),
		);
	}
	if (shown.isTaken && !shown.attended) {
		rows.push([{ label: t.plain("meetings.button.attend"), press: press("meeting.attend", meeting.id) }]);
	}
	const more: Button[] = [{ label: t.plain("meetings.button.agenda"), press: press("meeting.agenda", meeting.id) }];
	if (meeting.place && meeting.state === "planned") {
		more.push({ label: t.plain("meetings.button.map"), url: mapOf(meeting.place) });
	}
	if (meeting.state !== "held") {
		more.push({ label: t.plain("meetings.button.ics"), press: press("meeting.ics", meeting.id) });
	}
	rows.push(...(more.length > 2 ? [more.slice(0, 2), more.slice(2)] : [more]));
	if (shown.mayRun) {
		rows.push([
			{
				label: t.plain("meetings.button.manage"),
				press: press("meeting.manage", meeting.id, ...(isCopy ? ["n"] : [])),
			},
		]);
	}
	return rows;
}

function mapOf({ latitude, longitude }: { latitude: number; longitude: number }): string {
	return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}

export function backToCard(meetingId: string, t: T): Button {
	return { label: t.plain("meetings.button.back"), press: press("meeting.open", meetingId) };
}

function listButton(t: T): Button {
	return { label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") };
}
