/** How minutes are shown: as they are written, as those who came read them, as a paper; decisions and actions. */
import type { Committee } from "../domain/committee.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { ActionItem, Decision, Minutes, MinutesPoint, Objection } from "../domain/minutes.ts";
import { plainDay } from "../domain/minutes.ts";
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { type HolderShown, nameOf, whose } from "./meeting.ts";
import { onwards, PAGE, turns } from "./paging.ts";
import { titled } from "./person.ts";

type Holders = ReadonlyMap<string, HolderShown>;

export interface MinutesShown {
	minutes: Minutes;
	committee: Committee | undefined;
	points: MinutesPoint[];
	version: number;
	holders: Holders;
	codes: ReadonlyMap<string, string>;
	mayWrite: boolean;
	hasUnsent: boolean;
	mayObject: boolean;
	attended: number;
	now: Date;
}

/** A page of the points, with what may be done now. */
export function minutes(shown: MinutesShown & { page: number }, t: T): Message {
	const { minutes: it, points, mayWrite } = shown;
	const pages = Math.max(1, Math.ceil(points.length / PAGE));
	const page = Math.min(shown.page, pages);
	const first = (page - 1) * PAGE;
	const here = points.slice(first, first + PAGE);
	const numbers = here.map(({ id }, index) => ({
		label: t.digits(first + index + 1),
		press: press("minutes.point", it.id, id),
	}));
	const to = (label: string, name: string): Button => ({ label, press: press(name, it.id) });
	return {
		text: [
			...headLines(shown, t),
			stateLine(shown, t),
			"",
			...(here.length > 0
				? here.map((point, index) => pointLine(point, first + index + 1, shown, t))
				: [t("minutes.empty")]),
			...(mayWrite && here.length > 0 ? [t("minutes.pointHint")] : []),
		].join("\n"),
		buttons: [
			...(mayWrite && numbers.length > 0 ? [numbers] : []),
			...pageTurns(it.id, page, pages, t),
			...(mayWrite
				? [
						[
							to(t.plain("minutes.button.add"), "minutes.add"),
							...(shown.hasUnsent && points.length > 0 ? [to(t.plain("minutes.button.send"), "minutes.send")] : []),
						],
					]
				: []),
			...(mayWrite && it.objections.length > 0
				? [[to(t.plain("minutes.button.objections", { number: it.objections.length }), "minutes.objections")]]
				: []),
			...(shown.mayObject ? [[to(t.plain("minutes.button.object"), "minutes.object")]] : []),
			...(points.length > 0 ? [[to(t.plain("minutes.button.paper"), "minutes.paper")]] : []),
			[meetingButton(it.id, t), homeButton(t)],
		],
	};
}

function pageTurns(id: string, page: number, pages: number, t: T): Button[][] {
	const at = (to: number) => press("minutes.open", id, to);
	const turning = { page, count: pages * PAGE, hasMore: page < pages, here: at(page) };
	return turns({ ...turning, to: (_way, to) => at(to) }, t);
}

function headLines({ minutes: it, committee }: Pick<MinutesShown, "minutes" | "committee">, t: T): string[] {
	return [
		t("minutes.title", { of: whose({ meeting: it, committee }, t) }),
		t("minutes.about", { title: it.title, day: html(t.date(it.heldAt)) }),
	];
}

function stateLine({ minutes: it, version, mayWrite, hasUnsent }: MinutesShown, t: T): string {
	if (it.state === "locked") return t("minutes.state.locked", { version });
	if (it.state === "awaited" || it.lockAt === undefined) return t("minutes.state.awaited");
	const until = html(t.dateTime(it.lockAt));
	const line = t("minutes.state.sent", { version, until });
	return mayWrite && hasUnsent ? `${line}\n${t("minutes.state.unsent")}` : line;
}

function pointLine(point: MinutesPoint, number: number, { holders, codes }: MinutesShown, t: T): string {
	const { id, kind, words, owner, dueOn } = point;
	const code = codes.get(id);
	const name = html(t.dynamic(`minutes.choice.kind.${kind}`));
	const line =
		code === undefined
			? t("minutes.point", { number, kind: name, words })
			: t("minutes.pointNumbered", { number, kind: name, code, words });
	if (!owner || dueOn === undefined) return line;
	return `${line}\n${t("minutes.owed", { owner: ownerName(holders.get(owner.id), t), day: dayName(dueOn, t) })}`;
}

function ownerName(holder: HolderShown | undefined, t: T): string {
	return holder ? nameOf(holder, t) : t.plain("minutes.goneOwner");
}

function dayName(iso: string, t: T) {
	return html(t.date(plainDay(iso)));
}

/** One point, to be changed or left out; nothing when it is gone. */
export function point(shown: MinutesShown, pointId: string, t: T): Message | undefined {
	const at = shown.points.findIndex(({ id }) => id === pointId);
	const found = shown.points[at];
	if (!found) return undefined;
	const { id } = shown.minutes;
	return {
		text: pointLine(found, at + 1, shown, t),
		buttons: [
			[
				{ label: t.plain("minutes.button.change"), press: press("minutes.change", id, pointId) },
				{ label: t.plain("minutes.button.drop"), press: press("minutes.drop", id, pointId) },
			],
			[minutesButton(id, t), homeButton(t)],
		],
	};
}

export function pointAdded({ id, points }: Minutes, t: T): Message {
	return {
		text: t("minutes.added", { number: points.length }),
		buttons: [
			[{ label: t.plain("minutes.button.next"), press: press("minutes.add", id) }],
			[minutesButton(id, t), homeButton(t)],
		],
	};
}

export function pointChanged({ id }: Minutes, t: T): Message {
	return { text: t("minutes.changed"), buttons: [[minutesButton(id, t), homeButton(t)]] };
}

export function objected({ id }: Minutes, t: T): Message {
	return { text: t("minutes.objected"), buttons: [[minutesButton(id, t), homeButton(t)]] };
}

/** Objections, the newest first, for whoever writes. */
export function objections(
	{ minutes: it, holders, page }: Pick<MinutesShown, "minutes" | "holders"> & { page: number },
	t: T,
): Message {
	const all = it.objections.toReversed();
	const here = all.slice((page - 1) * PAGE, page * PAGE);
	const hasMore = all.length > page * PAGE;
	const to = (number: number) => press("minutes.objections", it.id, number);
	return {
		text: [
			t("minutes.objectionsTitle", { title: it.title, number: all.length }),
			...here.map((one) => objectionLine(one, holders, t)),
		].join("\n\n"),
		buttons: [
			...onwards(hasMore ? to(page + 1) : undefined, page > 1 ? to(1) : undefined, t),
			[minutesButton(it.id, t), homeButton(t)],
		],
	};
}

function objectionLine({ holder, words, version }: Objection, holders: Holders, t: T): string {
	return t("minutes.objectionLine", { name: ownerName(holders.get(holder.id), t), words, version });
}

/** Those who came read it, and may object. */
export function draft(shown: MinutesShown, t: T): Message {
	return minutes({ ...shown, page: 1 }, t);
}

export function retired({ id, title }: Minutes, t: T): Message {
	return { text: t("minutes.retired", { title }), buttons: [[minutesButton(id, t)]] };
}

export function locked(shown: MinutesShown, t: T): Message {
	const decided = shown.points.filter(({ kind }) => kind === "decision").length;
	const actions = shown.points.filter(({ kind }) => kind === "action").length;
	return {
		text: [...headLines(shown, t), t("minutes.lockedTold", { decisions: decided, actions })].join("\n"),
		buttons: [
			[minutesButton(shown.minutes.id, t)],
			[{ label: t.plain("minutes.button.paper"), press: press("minutes.paper", shown.minutes.id) }],
		],
	};
}

export function objection(
	{ minutes: it, holders, objection: one }: { minutes: Minutes; holders: Holders; objection: Objection },
	t: T,
): Message {
	return {
		text: [t("minutes.objectionTold", { title: it.title }), objectionLine(one, holders, t)].join("\n\n"),
		buttons: [[minutesButton(it.id, t)]],
	};
}

export function nudge({ id, title, heldAt }: Minutes, t: T): Message {
	return {
		text: t("minutes.nudge", { title, day: html(t.date(heldAt)) }),
		buttons: [[minutesButton(id, t)]],
	};
}

/** Meetings that have none yet, for whoever writes them. */
export function awaiting(
	{ list, count, hasMore, isFirst }: { list: Minutes[]; count: number; hasMore: boolean; isFirst: boolean },
	t: T,
): Message {
	const lines = list.map(({ title, heldAt }, index) =>
		t("minutes.awaitingLine", { number: index + 1, title, day: html(t.date(heldAt)) }),
	);
	const next = hasMore ? press("minutes.waiting", list.at(-1)?.id ?? "") : undefined;
	return {
		text: [
			t("minutes.awaitingTitle", { number: counted(count, t) }),
			...(lines.length > 0 ? lines : [t("minutes.awaitingEmpty")]),
		].join("\n"),
		buttons: [
			...(list.length > 0
				? [list.map(({ id }, index) => ({ label: t.digits(index + 1), press: press("minutes.open", id) }))]
				: []),
			...onwards(next, isFirst ? undefined : press("minutes.waiting"), t),
			[{ label: t.plain("minutes.button.actions"), press: press("action.list", "all") }],
			[homeButton(t)],
		],
	};
}

export interface ActionsShown {
	which: "mine" | "all";
	list: ActionItem[];
	holders: Holders;
	count: number;
	hasMore: boolean;
	seesAll: boolean;
	now: Date;
	page: number;
}

export function actions(shown: ActionsShown, t: T): Message {
	const { which, list, count, hasMore, page } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map((item, index) =>
		[
			t("minutes.actionLine", { number: numberOf(index), words: shortWords(item.words) }),
			t("minutes.owed", { owner: ownerName(shown.holders.get(item.owner.id), t), day: dayName(item.dueOn, t) }),
			...(item.state === "reported" ? [t("minutes.actionState.reported")] : []),
		].join("\n"),
	);
	const other = which === "mine" ? "all" : "mine";
	const turning = {
		...{ page, count, hasMore, here: press("action.list", which) },
		to: (way: "after" | "before", to: number) =>
			press("action.turn", which, way, (way === "after" ? list.at(-1) : list[0])?.id ?? "", to),
	};
	return {
		text: [
			t.dynamic(`minutes.actionsTitle.${which}`, { number: counted(count, t) }),
			"",
			...(lines.length > 0 ? lines : [t.dynamic(`minutes.actionsEmpty.${which}`)]),
		].join("\n"),
		buttons: [
			...(list.length > 0
				? [list.map(({ id }, index) => ({ label: t.digits(numberOf(index)), press: press("action.open", id) }))]
				: []),
			...turns(turning, t),
			...(shown.seesAll
				? [
						[
							{ label: t.dynamicPlain(`minutes.button.which.${other}`), press: press("action.list", other) },
							{ label: t.plain("minutes.button.waiting"), press: press("minutes.waiting") },
						],
					]
				: []),
			[homeButton(t)],
		],
	};
}

const SHORT = 120;

function shortWords(words: string): string {
	const [first = ""] = words.split("\n");
	return first.length > SHORT ? `${first.slice(0, SHORT)}…` : first;
}

interface Told {
	item: ActionItem;
	holder: HolderShown | undefined;
}

export interface ActionShown extends Told {
	reporter: Person | undefined;
	mayReport: boolean;
	mayConfirm: boolean;
	maySeeMeeting: boolean;
	now: Date;
}

export function action(shown: ActionShown, t: T): Message {
	const { item, reporter } = shown;
	const { report, returned, state } = item;
	const by = (reporter && titled(reporter, t)) ?? html(t("meetings.somebody"));
	const decide: Button[] = [
		...(shown.mayConfirm
			? [{ label: t.plain("minutes.button.confirm"), press: press("action.confirm", item.id) }]
			: []),
		...(shown.mayConfirm && state === "reported"
			? [{ label: t.plain("minutes.button.return"), press: press("action.return", item.id) }]
			: []),
	];
	return {
		text: [
			...actionLines(shown, t),
			t.dynamic(`minutes.actionState.${state}`),
			...(report && state !== "open" ? [t("minutes.reportLine", { person: by, words: report.words })] : []),
			...(returned && state === "open" ? [t("minutes.returnedLine", { words: returned.words })] : []),
		].join("\n"),
		buttons: [
			...(shown.mayReport
				? [[{ label: t.plain("minutes.button.report"), press: press("action.report", item.id) }]]
				: []),
			...(decide.length > 0 ? [decide] : []),
			...(shown.maySeeMeeting ? [[minutesButton(item.meetingId, t)]] : []),
			[{ label: t.plain("minutes.button.actions"), press: press("action.list", "mine") }, homeButton(t)],
		],
	};
}

function actionLines({ item, holder }: Told, t: T): string[] {
	return [
		t("minutes.actionTitle"),
		t("minutes.words", { words: item.words }),
		t("minutes.owed", { owner: ownerName(holder, t), day: dayName(item.dueOn, t) }),
	];
}

function withReport(lines: string[], { item }: Told, t: T): Message {
	return {
		text: lines.join("\n"),
		buttons: [
			[{ label: t.plain("minutes.button.report"), press: press("action.report", item.id) }],
			[{ label: t.plain("minutes.button.openAction"), press: press("action.open", item.id) }],
		],
	};
}

/** Its owner's people hear that it is theirs. */
export function given(told: Told, t: T): Message {
	return withReport([...actionLines(told, t), t("minutes.given")], told, t);
}

export function reminder(told: Told & { now: Date }, t: T): Message {
	const today = Temporal.Instant.fromEpochMilliseconds(told.now.getTime()).toZonedDateTimeISO(t.timeZone).toPlainDate();
	const days = today.until(Temporal.PlainDate.from(told.item.dueOn)).days;
	const when =
		days > 0
			? t("minutes.dueIn", { count: days })
			: days === 0
				? t("minutes.dueToday")
				: t("minutes.overdue", { count: -days });
	return withReport([...actionLines(told, t), when], told, t);
}

/** Who runs the meeting hears that it was reported done. */
export function toConfirm(told: Told, t: T): Message {
	const { item } = told;
	return {
		text: [
			...actionLines(told, t),
			t("minutes.actionState.reported"),
			t("minutes.reportWords", { words: item.report?.words ?? "" }),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("minutes.button.confirm"), press: press("action.confirm", item.id) },
				{ label: t.plain("minutes.button.return"), press: press("action.return", item.id) },
			],
			[{ label: t.plain("minutes.button.openAction"), press: press("action.open", item.id) }],
		],
	};
}

export function toldReturned(told: Told, t: T): Message {
	const words = told.item.returned?.words ?? "";
	return withReport([...actionLines(told, t), t("minutes.returnedLine", { words })], told, t);
}

export function toldConfirmed(told: Told, t: T): Message {
	return { text: [...actionLines(told, t), t("minutes.actionState.done")].join("\n") };
}

export function reported({ id }: ActionItem, t: T): Message {
	return { text: t("minutes.reported"), buttons: [[actionButton(id, t), homeButton(t)]] };
}

export function sentBack({ id }: ActionItem, t: T): Message {
	return { text: t("minutes.sentBack"), buttons: [[actionButton(id, t), homeButton(t)]] };
}

export interface DecisionsShown {
	committee: Committee;
	list: Decision[];
	count: number;
	hasMore: boolean;
	page: number;
}

/** What a committee decided, the newest first. */
export function decisions({ committee, list, count, hasMore, page }: DecisionsShown, t: T): Message {
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map(({ code, words, at }, index) =>
		t("minutes.decisionLine", {
			...{ number: numberOf(index), code, day: html(t.shortDate(at)) },
			words: shortWords(words),
		}),
	);
	const turning = {
		...{ page, count, hasMore, here: press("decision.list", committee.id) },
		to: (way: "after" | "before", to: number) =>
			press("decision.turn", committee.id, way, (way === "after" ? list.at(-1) : list[0])?.id ?? "", to),
	};
	return {
		text: [
			t("minutes.decisionsTitle", { of: committee.name[t.language], number: counted(count, t) }),
			"",
			...(lines.length > 0 ? lines : [t("minutes.decisionsEmpty")]),
		].join("\n"),
		buttons: [
			...(list.length > 0
				? [list.map(({ id }, index) => ({ label: t.digits(numberOf(index)), press: press("decision.open", id) }))]
				: []),
			...turns(turning, t),
			[{ label: t.plain("minutes.button.committee"), press: press("committee.open", committee.id) }, homeButton(t)],
		],
	};
}

interface DecisionTold {
	decision: Decision;
	committee: Committee | undefined;
	title: string;
}

export function decision(shown: DecisionTold & { maySeeMeeting: boolean }, t: T): Message {
	const { decision: it, committee } = shown;
	return {
		text: decisionLines(shown, t).join("\n"),
		buttons: [
			...(shown.maySeeMeeting ? [[minutesButton(it.meetingId, t)]] : []),
			...(committee
				? [[{ label: t.plain("minutes.button.decisions"), press: press("decision.list", committee.id) }]]
				: []),
			[homeButton(t)],
		],
	};
}

/** For the group: nothing about anybody. */
export function forGroup(shown: DecisionTold, t: T): Message {
	return { text: decisionLines(shown, t).join("\n") };
}

function decisionLines({ decision: it, committee, title }: DecisionTold, t: T): string[] {
	return [
		t("minutes.decisionTitle", { code: it.code, of: whose({ meeting: it, committee }, t) }),
		t("minutes.words", { words: it.words }),
		t("minutes.decidedAt", { title, day: html(t.date(it.at)) }),
	];
}

export interface PaperShown extends MinutesShown {
	meeting: Meeting;
	came: HolderShown[];
}

/** What stands in the document, in the language of whoever asks for it. */
export function paperText(shown: PaperShown, t: T) {
	const { meeting, minutes: it, points, version, holders, codes } = shown;
	const plain = (owner: MinutesPoint["owner"]) => (owner ? ownerName(holders.get(owner.id), t) : "");
	const of = whose({ meeting: it, committee: shown.committee }, t);
	const where = meeting.address ?? (meeting.link === undefined ? "" : t.plain("meetings.online"));
	const facts: [label: string, text: string][] = [
		[t.plain("minutes.paper.about"), it.title],
		[t.plain("minutes.paper.code"), meeting.code],
		[t.plain("minutes.paper.when"), t.dateTime(meeting.startsAt)],
		[t.plain("minutes.paper.where"), where],
		[t.plain("minutes.paper.state"), t.plain(it.state === "locked" ? "minutes.paper.final" : "minutes.paper.draft")],
		[t.plain("minutes.paper.version"), t.digits(version || 1)],
		[t.plain("minutes.paper.came"), shown.came.map((one) => nameOf(one, t)).join(t.plain("common.list.comma"))],
	];
	return {
		rightToLeft: t.direction === "rtl",
		language: t.language === "fa" ? "fa-IR" : "en-GB",
		title: t.plain("minutes.paper.title", { of }),
		facts: facts.filter(([, text]) => text !== ""),
		columns: (["number", "kind", "words", "owner", "dueOn"] as const).map((column) =>
			t.dynamicPlain(`minutes.paper.column.${column}`),
		),
		rows: points.map(({ id, kind, words, owner, dueOn }, index) => [
			t.digits(index + 1),
			[t.dynamicPlain(`minutes.choice.kind.${kind}`), codes.get(id) ?? ""].filter(Boolean).join("\n"),
			words,
			plain(owner),
			dueOn === undefined ? "" : t.shortDate(plainDay(dueOn)),
		]),
		remarks: it.objections
			.filter((one) => one.version === version)
			.map(({ holder, words }) =>
				t.plain("minutes.paper.objection", { name: ownerName(holders.get(holder.id), t), words }),
			),
	};
}

export function paper({ meeting, minutes: it }: PaperShown, content: Uint8Array, t: T): Message {
	return {
		text: it.state === "locked" ? t("minutes.paper.caption") : t("minutes.paper.captionDraft"),
		file: { kind: "document", source: { content, name: `${meeting.code}.docx` } },
	};
}

function minutesButton(meetingId: string, t: T): Button {
	return { label: t.plain("minutes.button.open"), press: press("minutes.open", meetingId) };
}

function meetingButton(meetingId: string, t: T): Button {
	return { label: t.plain("minutes.button.meeting"), press: press("meeting.open", meetingId) };
}

function actionButton(id: string, t: T): Button {
	return { label: t.plain("minutes.button.openAction"), press: press("action.open", id) };
}
