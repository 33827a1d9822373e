/** What whoever runs a meeting sees of it: who will come, who came, the points, the reminders, the dates of its series. */
import type { Found, News } from "../domain/agenda.ts";
import type { Committee } from "../domain/committee.ts";
import { LEAD_NAMES, type Meeting, REMINDER_CHOICES } from "../domain/meeting.ts";
import type { Person } from "../domain/person.ts";
import { type Forecast, holderKey, type Rsvp } from "../domain/rsvp.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { backToCard, type HolderShown, nameOf, newsLines, pointName, slot, whose } from "./meeting.ts";
import { shortLabel } from "./organization.ts";
import { onwards } from "./paging.ts";
import { titled } from "./person.ts";

export interface Managed {
	meeting: Meeting;
	committee: Committee | undefined;
	forecast: Forecast;
	attended: number;
	isTaken: boolean;
	isAhead: boolean;
	news: News[];
	found: Found[];
	now: Date;
}

/** The desk of one meeting. */
export function manage(shown: Managed, t: T): Message {
	const { meeting, isAhead } = shown;
	return {
		text: [
			t("meetings.desk.title", { of: whose(shown, t), code: meeting.code }),
			t("meetings.titleLine", { title: meeting.title }),
			slot(meeting.startsAt, meeting.minutes, t),
			...(isAhead ? forecastLines(shown.forecast, t) : []),
			...(isAhead ? [] : [t("meetings.desk.attended", { number: shown.attended })]),
			...waitingLines(shown, t),
			...newsLines(shown.news, t),
		].join("\n"),
		buttons: deskRows(shown, t),
	};
}

/** The day before, to whoever runs it. */
export function forecast(shown: Managed, t: T): Message {
	const { meeting } = shown;
	return {
		text: [
			t("meetings.desk.tomorrow", { when: html(t.near(meeting.startsAt, shown.now)), of: whose(shown, t) }),
			t("meetings.titleLine", { title: meeting.title }),
			...forecastLines(shown.forecast, t),
			...waitingLines(shown, t),
			...newsLines(shown.news, t),
		].join("\n"),
		buttons: [[{ label: t.plain("meetings.button.manage"), press: press("meeting.manage", meeting.id) }]],
	};
}

function forecastLines(forecast: Forecast, t: T): string[] {
	const { coming, needed, invited } = forecast;
	return [
		t("meetings.desk.forecast", { ...forecast }),
		...(invited === 0
			? []
			: [coming >= needed ? t("meetings.desk.quorum") : t("meetings.desk.noQuorum", { missing: needed - coming })]),
	];
}

function waitingLines({ meeting, found, isAhead }: Managed, t: T): string[] {
	const waiting = meeting.proposals.length + found.length;
	return isAhead && waiting > 0 ? [t("meetings.desk.proposals", { number: waiting })] : [];
}

function deskRows({ meeting, isAhead, isTaken }: Managed, t: T): Button[][] {
	const to = (label: string, name: string): Button => ({ label, press: press(name, meeting.id) });
	const rows: Button[][] = [];
	if (meeting.state !== "cancelled") {
		rows.push([
			to(t.plain("meetings.button.answers"), "meeting.answers"),
			...(isAhead ? [to(t.plain("meetings.button.points"), "meeting.points")] : []),
		]);
	}
	if (meeting.state === "held") rows.push([to(t.plain("minutes.button.open"), "minutes.open")]);
	if (isTaken) {
		rows.push([to(t.plain("meetings.button.code"), "meeting.code"), to(t.plain("meetings.button.qr"), "meeting.qr")]);
	}
	if (isAhead) {
		rows.push([
			to(t.plain("meetings.button.change"), "meeting.change"),
			to(t.plain("meetings.button.reminders"), "meeting.reminders"),
		]);
		rows.push([
			to(t.plain("meetings.button.cancel"), "meeting.cancel"),
			...(meeting.series ? [to(t.plain("meetings.button.series"), "meeting.series")] : []),
		]);
	}
	rows.push([backToCard(meeting.id, t), homeButton(t)]);
	return rows;
}

export interface AnswersShown {
	meeting: Meeting;
	lines: { holder: HolderShown; rsvp: Rsvp | undefined; person: Person | undefined; came: boolean }[];
	nextKey: string | undefined;
	isFirst: boolean;
	/** Attendance may be ticked. */
	ticks: boolean;
	/** From where this page begins. */
	here: string;
}

/** Who answered what; while attendance is taken, a button each that ticks it. */
export function answers(shown: AnswersShown, t: T): Message {
	const { meeting, lines, ticks } = shown;
	const said = lines.map(({ holder, rsvp, person, came }) => {
		const by = (person && titled(person, t)) ?? html(t("meetings.somebody"));
		const answer = t.dynamic(`meetings.told.${rsvp?.answer ?? "silent"}`, {
			person: by,
			delegate: rsvp?.delegateName ?? "",
		});
		const line = t("meetings.answerLine", { name: nameOf(holder, t), answer: html(answer) });
		return came ? t("meetings.cameLine", { line: html(line) }) : line;
	});
	const tickRows = lines.map(({ holder, came }) => [
		{
			label: `${came ? "☑︎" : "☐"} ${shortLabel(nameOf(holder, t))}`,
			press: press("meet.tick", meeting.id, holderKey(holder), came ? "o" : "i", shown.here),
		},
	]);
	const next = shown.nextKey && press("meeting.answers", meeting.id, shown.nextKey);
	return {
		text: [
			t("meetings.answersTitle", { title: meeting.title }),
			...(said.length > 0 ? said : [t("meetings.answersEmpty")]),
			...(ticks && said.length > 0 ? [t("meetings.tickHint")] : []),
		].join("\n"),
		buttons: [
			...(ticks ? tickRows : []),
			...(ticks && meeting.invited.kind === "directors"
				? [[{ label: t.plain("meetings.button.tickOthers"), press: press("meeting.tickOthers", meeting.id) }]]
				: []),
			...onwards(next, shown.isFirst ? undefined : press("meeting.answers", meeting.id), t),
			[backToDesk(meeting.id, t)],
		],
	};
}

export interface PointsShown {
	meeting: Meeting;
	found: Found[];
	holders: ReadonlyMap<string, HolderShown>;
}

/** The agenda as it is put together: points, what members propose, what the bot found. */
export function points({ meeting, found, holders }: PointsShown, t: T): Message {
	const lines = meeting.agenda.map((item, index) =>
		t("meetings.point", { number: index + 1, title: pointName(item, t) }),
	);
	const [proposal] = meeting.proposals;
	const from = proposal && holders.get(proposal.holder.id);
	const numbers = meeting.agenda.map((item, index) => ({
		label: t.digits(index + 1),
		press: press("meeting.point", meeting.id, item.id),
	}));
	return {
		text: [
			t("meetings.agendaTitle", { title: meeting.title }),
			...(lines.length > 0 ? [...lines, t("meetings.pointHint")] : [t("meetings.agendaEmpty")]),
			...(proposal
				? [
						"",
						t("meetings.proposal", {
							number: meeting.proposals.length,
							name: from ? nameOf(from, t) : "",
							title: proposal.title,
						}),
					]
				: []),
			...(found.length > 0 ? ["", t("meetings.foundHint")] : []),
		].join("\n"),
		buttons: [
			...inFives(numbers),
			...(proposal
				? [
						[
							{
								label: t.plain("meetings.button.take"),
								press: press("meeting.take", meeting.id, proposal.id),
							},
							{
								label: t.plain("meetings.button.leave"),
								press: press("meeting.leave", meeting.id, proposal.id),
							},
						],
					]
				: []),
			...found.map(({ kind, count }) => [
				{
					label: t.dynamicPlain(`meetings.found.${kind}`, { count }),
					press: press("meeting.takeFound", meeting.id, kind),
				},
			]),
			[{ label: t.plain("meetings.button.addPoint"), press: press("meeting.addPoint", meeting.id) }],
			[backToDesk(meeting.id, t)],
		],
	};
}

function inFives(buttons: Button[]): Button[][] {
	return Array.from({ length: Math.ceil(buttons.length / 5) }, (_, row) => buttons.slice(row * 5, row * 5 + 5));
}

/** One point: up, down, away. */
export function point({ meeting, itemId }: { meeting: Meeting; itemId: string }, t: T): Message {
	const at = meeting.agenda.findIndex(({ id }) => id === itemId);
	const item = meeting.agenda[at];
	if (!item) return points({ meeting, found: [], holders: new Map() }, t);
	const to = (label: string, way: string): Button => ({
		label,
		press: press("meeting.move", meeting.id, item.id, way),
	});
	return {
		text: t("meetings.point", { number: at + 1, title: pointName(item, t) }),
		buttons: [
			[
				...(at > 0 ? [to(t.plain("meetings.button.up"), "up")] : []),
				...(at < meeting.agenda.length - 1 ? [to(t.plain("meetings.button.down"), "down")] : []),
			],
			[to(t.plain("meetings.button.drop"), "drop")],
			[{ label: t.plain("meetings.button.points"), press: press("meeting.points", meeting.id) }],
		].filter((row) => row.length > 0),
	};
}

/** Which reminders there are, each with the button that turns it. */
export function reminders(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.reminders.text", { title: meeting.title }),
		buttons: [
			...REMINDER_CHOICES.map((lead) => {
				const on = meeting.reminders.includes(lead);
				return [
					{
						label: `${on ? "☑︎" : "☐"} ${t.dynamicPlain(`meetings.lead.${LEAD_NAMES[lead]}`)}`,
						press: press("meeting.remind", meeting.id, lead, on ? "off" : "on"),
					},
				];
			}),
			[backToDesk(meeting.id, t)],
		],
	};
}

/** The dates of a series; each is changed or left out on its own. */
export function series(list: readonly Meeting[], meetingId: string, t: T): Message {
	const shown = list.slice(0, 12);
	return {
		text: [
			t("meetings.series.title", { title: list[0]?.title ?? "" }),
			...shown.map((one, index) =>
				one.state === "cancelled"
					? t("meetings.series.left", { number: index + 1, when: html(t.dateTime(one.startsAt)) })
					: t("meetings.series.line", { number: index + 1, when: html(t.dateTime(one.startsAt)) }),
			),
			t("meetings.series.hint"),
		].join("\n"),
		buttons: [
			...inFives(shown.map((one, index) => ({ label: t.digits(index + 1), press: press("meeting.manage", one.id) }))),
			[backToDesk(meetingId, t)],
		],
	};
}

/** The code that is read out; a tap shows the next one. */
export function code({ meeting, code, until }: { meeting: Meeting; code: string; until: Date }, t: T): Message {
	return {
		text: [
			t("meetings.code.title", { title: meeting.title }),
			t("meetings.code.is", { code }),
			t("meetings.code.until", { until: html(t.time(until)) }),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("meetings.button.newCode"), press: press("meeting.code", meeting.id) },
				{ label: t.plain("meetings.button.qr"), press: press("meeting.qr", meeting.id) },
			],
			[backToDesk(meeting.id, t)],
		],
	};
}

export function qr({ until, content }: { until: Date; content: Uint8Array }, t: T): Message {
	return {
		text: t("meetings.code.qr", { until: html(t.time(until)) }),
		file: { kind: "photo", source: { content, name: "attendance.png" } },
	};
}

/** A member proposed a point. */
export function proposal(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.proposalTold", { title: meeting.title, number: meeting.proposals.length }),
		buttons: [[{ label: t.plain("meetings.button.points"), press: press("meeting.points", meeting.id) }]],
	};
}

/** It is published. */
export function published(
	{ meeting, committee }: { meeting: Meeting; committee: Committee | undefined },
	t: T,
): Message {
	return {
		text: [
			t("meetings.published", { code: meeting.code, of: whose({ meeting, committee }, t) }),
			...(meeting.series ? [t("meetings.publishedSeries", { number: meeting.series.of })] : []),
		].join("\n"),
		buttons: [
			[{ label: t.plain("meetings.button.manage"), press: press("meeting.manage", meeting.id) }],
			[{ label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") }, homeButton(t)],
		],
	};
}

export function cancelDone(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.cancelDone", { title: meeting.title }),
		buttons: [[{ label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") }, homeButton(t)]],
	};
}

export function changeDone(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.changeDone", { title: meeting.title }),
		buttons: [[backToDesk(meeting.id, t), homeButton(t)]],
	};
}

export function pointAdded(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.pointAdded"),
		buttons: [
			[{ label: t.plain("meetings.button.points"), press: press("meeting.points", meeting.id) }, homeButton(t)],
		],
	};
}

function backToDesk(meetingId: string, t: T): Button {
	return { label: t.plain("meetings.button.desk"), press: press("meeting.manage", meetingId) };
}

const isLink = (where: string) => where.startsWith("https://");

/** What a draft would publish. */
export function preview(
	shown: {
		draft: Pick<Meeting, "invited" | "title" | "minutes" | "agenda" | "files">;
		dates: Date[];
		where: string;
		committee: Committee | undefined;
		invited: number;
	},
	t: T,
): string {
	const { draft, dates } = shown;
	return [
		t("meetings.titleLine", { title: draft.title }),
		...dates.map((date) => slot(date, draft.minutes, t)),
		isLink(shown.where)
			? t("meetings.whereLink", { link: shown.where })
			: t("meetings.where", { address: shown.where }),
		t("meetings.preview.whom", { of: whose({ meeting: draft, committee: shown.committee }, t), number: shown.invited }),
		t("meetings.preview.agenda", { number: draft.agenda.length, papers: draft.files.length }),
		t("meetings.preview.reminders"),
	].join("\n");
}

/** The private calendar: whether there is one, and its address right after it was made. */
export function feed({ since, url }: { since: Date | undefined; url?: string }, t: T): Message {
	return {
		text: [
			t("meetings.feed.title"),
			...(url === undefined
				? [since ? t("meetings.feed.since", { when: html(t.date(since)) }) : t("meetings.feed.none")]
				: [t("meetings.feed.url", { url })]),
		].join("\n"),
		buttons: [
			[
				{
					label: since ? t.plain("meetings.feed.renew") : t.plain("meetings.feed.make"),
					press: press("calendar.make"),
				},
			],
			...(since ? [[{ label: t.plain("meetings.feed.revoke"), press: press("calendar.revoke") }]] : []),
			[homeButton(t)],
		],
	};
}
