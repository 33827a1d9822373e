/** How an announcement is shown: to whom it is for, to its author from draft to report, to the second person, in lists. */
import { type Announcement, hasLeft, titleOf, wordsFor } from "../domain/announcement.ts";
import { type AudienceKind, type AudienceParts, kindsOf } from "../domain/audience.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person, PersonLanguage } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { shortened } from "./form.ts";
import { homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";
import { coordinatorName, titled } from "./person.ts";
import { progressBar } from "./progress.ts";

/** The announcement as its readers get it. */
export function letter(shown: { announcement: Announcement; acknowledged: boolean }, t: T): Message {
	const { announcement, acknowledged } = shown;
	const { id, files, correctedAt, asksToAcknowledge } = announcement;
	const words = wordsFor(announcement, t.language)?.html ?? "";
	const heading = correctedAt ? t("announcements.letter.corrected") : t("announcements.letter.heading");
	const lines = [heading, "", words, "", t("announcements.letter.reply")];
	if (acknowledged && files.length < 2) lines.push(t("announcements.letter.acknowledged"));
	const text = lines.join("\n");
	const [first, ...others] = files.map(({ kind, fileId }) => ({ kind, source: { fileId } }));
	if (first && others.length > 0) return { text, album: [first, ...others] };
	const asks = asksToAcknowledge && !acknowledged;
	return {
		text,
		...(first && { file: first }),
		...(asks && { buttons: [[readButton(id, t)]] }),
	};
}

/** The question that follows an album. */
export function ask({ announcement }: { announcement: Announcement }, t: T): Message {
	return {
		text: t("announcements.ask", { title: titleIn(announcement) }),
		buttons: [[readButton(announcement.id, t)]],
	};
}

/** A reminder to somebody who has not said that they read it. */
export function nudge({ announcement }: { announcement: Announcement }, t: T): Message {
	return {
		text: t("announcements.nudge", { title: titleIn(announcement) }),
		buttons: [[readButton(announcement.id, t)]],
	};
}

function readButton(id: string, t: T): Button {
	return { label: t.plain("announcements.button.read"), press: press("announcement.read", id) };
}

const TITLE = 60;

/** What it is called by where there is little room. */
export function titleIn(announcement: Announcement): string {
	return shortened(titleOf(announcement), TITLE);
}

export interface Card {
	announcement: Announcement;
	viewer: Actor;
	author: Person | undefined;
	approvedBy: Person | undefined;
	names: { committees: ReadonlyMap<string, Record<PersonLanguage, string>>; others: ReadonlyMap<string, string> };
	reach?: { count: number; some: Pick<Person, "name" | "title">[]; languages: Record<PersonLanguage, number> };
	approvalAbove: number;
	figures?: Figures;
	removable: boolean;
	now: Date;
}

interface Figures {
	sent: number;
	failed: number;
	blocked: number;
	unknown: number;
	stopped: number;
	left: number;
	acknowledged: number;
}

/** The announcement as it stands, with what may be done with it. */
export function card(shown: Card, t: T): Message {
	switch (shown.announcement.state) {
		case "draft":
			return draft(shown, t);
		case "waiting":
			return waiting(shown, t);
		case "set":
			return set(shown, t);
		case "going":
		case "paused":
			return going(shown, t);
		case "over":
		case "stopped":
			return report(shown, t);
		case "dropped":
			return ended(t("announcements.card.dropped", { title: titleIn(shown.announcement) }), t);
		case "removed":
			return ended(t("announcements.card.removed", { title: titleIn(shown.announcement) }), t);
	}
}

function ended(text: string, t: T): Message {
	return { text, buttons: [[listButton(t), homeButton(t)]] };
}

/** In place of the draft, once it was sent. */
export function follows(t: T): Message {
	return ended(t("announcements.card.follows"), t);
}

function draft(shown: Card, t: T): Message {
	const { announcement } = shown;
	const { id, revision, words, asksToAcknowledge, isUrgent, returnedWhy } = announcement;
	const lines = [...whom(shown, t), ...missing(shown, t), ...what(announcement, t)];
	if (returnedWhy !== undefined) lines.push(t("announcements.card.returned", { reason: returnedWhy }));
	const many = (shown.reach?.count ?? 0) > shown.approvalAbove;
	if (many) lines.push(t("announcements.card.needsApproval", { number: shown.approvalAbove }));
	const toggle = (name: "acknowledge" | "urgent", on: boolean): Button => ({
		label: t.dynamicPlain(`announcements.toggle.${name}.${on ? "on" : "off"}`),
		press: press(`announcement.${name}`, id, on ? "off" : "on"),
	});
	return {
		text: lines.join("\n"),
		buttons: [
			[button("test", id, t), button(many ? "sendForApproval" : "send", id, t, "send", revision)],
			[button("schedule", id, t), button("audience", id, t)],
			[button(words.fa ? "rewriteFa" : "writeFa", id, t, "words", "fa")],
			[button("except", id, t), button(words.en ? "rewriteEn" : "writeEn", id, t, "words", "en")],
			[toggle("acknowledge", asksToAcknowledge), toggle("urgent", isUrgent)],
			[button("drop", id, t), listButton(t)],
		],
	};
}

/** Whom it is for: exactly how many, by what rule, and five of their names. */
function whom({ reach, announcement, names }: Card, t: T): string[] {
	const rule = html(described(announcement, names, t));
	if (!reach) return [t("announcements.card.rule", { rule })];
	if (reach.count === 0) return [t("announcements.card.nobody", { rule })];
	const some = reach.some.map((one) => titled(one, t) ?? html(t("people.unnamed")));
	return [
		t("announcements.card.preview", { count: reach.count, rule }),
		reach.count > some.length
			? t("announcements.card.someOf", { names: t.list(some) })
			: t("announcements.card.some", { names: t.list(some) }),
	];
}

/** A warning about those who read a language in which nothing is written. */
function missing({ reach, announcement: { words } }: Card, t: T): string[] {
	if (!reach) return [];
	return (["fa", "en"] as const).flatMap((language) =>
		words[language] || reach.languages[language] === 0
			? []
			: [t.dynamic(`announcements.card.missing.${language}`, { count: reach.languages[language] })],
	);
}

const QUOTED = 400;

function what({ words, files, at, repeat, asksToAcknowledge, isUrgent }: Announcement, t: T): string[] {
	const lines: string[] = [];
	for (const language of ["fa", "en"] as const) {
		const plain = words[language]?.plain;
		if (plain !== undefined) lines.push(t("announcements.card.words", { words: shortened(plain, QUOTED) }));
	}
	if (files.length > 0) lines.push(t("announcements.card.files", { count: files.length }));
	if (at) lines.push(t(`announcements.card.at.${repeat ?? "once"}`, { when: html(t.dateTime(at)) }));
	if (asksToAcknowledge) lines.push(t("announcements.card.acknowledge"));
	if (isUrgent) lines.push(t("announcements.card.urgent"));
	return lines;
}

function waiting(shown: Card, t: T): Message {
	const { announcement, viewer, author } = shown;
	const { id, revision } = announcement;
	const decides = may(viewer, "announcement.approve", announcement);
	return {
		text: [
			t("announcements.card.waiting", { person: coordinatorName(author, t) }),
			...whom(shown, t),
			...missing(shown, t),
			...what(announcement, t),
		].join("\n"),
		buttons: [
			...(decides ? [[button("approve", id, t, "approve", revision), button("giveBack", id, t)]] : []),
			[button("test", id, t), ...(decides ? [] : [button("takeBack", id, t, "callOff")])],
			[listButton(t), homeButton(t)],
		],
	};
}

/** The second person's card: to be decided on while it waits, else what became of it. */
export function approval(shown: Card & { revision: number }, t: T): Message {
	const { announcement, approvedBy } = shown;
	if (announcement.state === "waiting" && announcement.revision === shown.revision) return waiting(shown, t);
	const title = titleIn(announcement);
	const text =
		announcement.approvedById !== undefined
			? t("announcements.card.approved", { title, person: coordinatorName(approvedBy, t) })
			: t("announcements.card.noLongerWaits", { title });
	return { text, buttons: [[button("open", announcement.id, t), homeButton(t)]] };
}

export function givenBack({ announcement }: { announcement: Announcement }, t: T): Message {
	return {
		text: t("announcements.givenBack", { title: titleIn(announcement), reason: announcement.returnedWhy ?? "" }),
		buttons: [[button("open", announcement.id, t), homeButton(t)]],
	};
}

function set(shown: Card, t: T): Message {
	const { announcement, now } = shown;
	const { id, count = 0, goesAt = now, repeat } = announcement;
	const title = titleIn(announcement);
	const soon = goesAt.getTime() - now.getTime() <= 60_000;
	const lines = [
		soon
			? t("announcements.card.goesSoon", { title, count })
			: t("announcements.card.goesAt", { title, count, when: html(t.dateTime(goesAt)) }),
	];
	if (repeat) lines.push(t(`announcements.card.repeats.${repeat}`));
	return {
		text: lines.join("\n"),
		buttons: [[button("callOff", id, t)], [listButton(t), homeButton(t)]],
	};
}

function going(shown: Card, t: T): Message {
	const { announcement, figures } = shown;
	const { id, state } = announcement;
	const { sent, failed, blocked, unknown, left } = figures ?? NOTHING;
	const done = sent + failed + blocked + unknown;
	const total = done + left;
	const values = { bar: progressBar(done, total), done, total };
	const lines = [
		state === "paused" ? t("announcements.card.paused", values) : t("announcements.card.going", values),
		t("announcements.card.sent", { sent, left, failed: failed + blocked + unknown }),
	];
	const minutes = minutesLeft(shown, done, left);
	if (minutes !== undefined) lines.push(t("announcements.card.minutes", { count: minutes }));
	return {
		text: lines.join("\n"),
		buttons: [[state === "paused" ? button("resume", id, t) : button("pause", id, t)], [button("stop", id, t)]],
	};
}

const NOTHING: Figures = { sent: 0, failed: 0, blocked: 0, unknown: 0, stopped: 0, left: 0, acknowledged: 0 };

/** At the pace so far; nothing can be said of the first moments and while it is paused. */
function minutesLeft(
	{ announcement: { startedAt, state }, now }: Card,
	done: number,
	left: number,
): number | undefined {
	const elapsed = startedAt ? now.getTime() - startedAt.getTime() : 0;
	if (state === "paused" || elapsed < 1_000 || done === 0 || left === 0) return undefined;
	return Math.max(1, Math.ceil((left * elapsed) / done / 60_000));
}

function report(shown: Card, t: T): Message {
	const { announcement, figures, removable } = shown;
	const { id, state, asksToAcknowledge, correctedAt, nudges = [] } = announcement;
	const { sent, failed, blocked, unknown, stopped, acknowledged } = figures ?? NOTHING;
	const lines = [
		state === "stopped" ? t("announcements.report.stopped") : t("announcements.report.over"),
		t("announcements.report.title", { title: titleIn(announcement) }),
		t("announcements.report.sent", { number: sent }),
		...(blocked > 0 ? [t("announcements.report.blocked", { number: blocked })] : []),
		...(failed > 0 ? [t("announcements.report.failed", { number: failed })] : []),
		...(unknown > 0 ? [t("announcements.report.unknown", { number: unknown })] : []),
		...(stopped > 0 ? [t("announcements.report.notSent", { number: stopped })] : []),
		...(asksToAcknowledge ? [t("announcements.report.acknowledged", { number: acknowledged, sent })] : []),
		...(nudges.length > 0 ? [t("announcements.report.nudged", { count: nudges.length })] : []),
		...(correctedAt ? [t("announcements.report.corrected", { when: html(t.dateTime(correctedAt)) })] : []),
	];
	const unreached = blocked + failed + unknown;
	const rows: Button[][] = [];
	if (asksToAcknowledge && acknowledged < sent) rows.push([button("unread", id, t), button("nudge", id, t)]);
	if (unreached > 0) {
		rows.push([
			{ label: t.plain("announcements.button.calls", { number: unreached }), press: press("announcement.calls", id) },
		]);
		if (state === "over") rows.push([button("again", id, t)]);
	}
	rows.push([button("correct", id, t), ...(removable ? [button("remove", id, t)] : [])]);
	rows.push([listButton(t), homeButton(t)]);
	return { text: lines.join("\n"), buttons: rows };
}

export function removeAsk({ announcement }: Card, t: T): Message {
	return {
		text: t("announcements.removeAsk", { title: titleIn(announcement) }),
		buttons: [[button("removeYes", announcement.id, t)], [button("open", announcement.id, t)]],
	};
}

function button(name: string, id: string, t: T, pressed = name, ...about: (string | number)[]): Button {
	return {
		label: t.dynamicPlain(`announcements.button.${name}`),
		press: press(`announcement.${pressed}`, id, ...about),
	};
}

function listButton(t: T): Button {
	return { label: t.plain("announcements.button.list"), press: press("announcement.list") };
}

/** The rule in words: "directors in the committees of …, without …". */
function described({ audience: { of, except } }: Announcement, names: Card["names"], t: T): string {
	const included = kindsOf(of).map((kind) => partIn(kind, of, names, t));
	const left = kindsOf(except).map((kind) => partIn(kind, except, names, t));
	const who = included.length > 0 ? joined(included) : html(t("announcements.rule.everybody"));
	return left.length > 0 ? t("announcements.rule.except", { who, left: joined(left) }) : who.markup;
}

function joined(list: SafeHtml[]): SafeHtml {
	return html(list.map(({ markup }) => markup).join(" · "));
}

const NAMED = 3;
const NAME = 40;

function partIn(kind: AudienceKind, parts: AudienceParts, names: Card["names"], t: T): SafeHtml {
	const values = (parts[kind] ?? []) as string[];
	const called = values.slice(0, NAMED).map((value) => shortened(nameOf(kind, value, names, t), NAME));
	const more = values.length - called.length;
	const list = t.list(called);
	const all = more > 0 ? html(t("announcements.rule.andMore", { list, count: more })) : list;
	return html(t.dynamic(`announcements.rule.${kind}`, { list: all, count: values.length }));
}

function nameOf(kind: AudienceKind, value: string, { committees, others }: Card["names"], t: T): string {
	switch (kind) {
		case "standings":
			return t.dynamicPlain(`announcements.standing.${value}`);
		case "roles":
			return t.dynamicPlain(`announcements.choice.roles.${value}`);
		case "fields":
			return t.dynamicPlain(`organizations.choice.fields.${value}`);
		case "committeeIds":
			return committees.get(value)?.[t.language] ?? "…";
		default:
			return others.get(value) || "…";
	}
}

export interface ListShown {
	list: Announcement[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	page: number;
	viewer: Actor;
	approvalAbove: number;
}

/** Announcements, the newest first. */
export function list(shown: ListShown, t: T): Message {
	const { list: found, page, count, hasMore, viewer, approvalAbove } = shown;
	const fresh = { label: t.plain("announcements.button.new"), press: press("announcement.new") };
	const above = may(viewer, "announcement.setApproval")
		? [
				[
					{
						label: t.plain("announcements.button.approvalAbove", { number: approvalAbove }),
						press: press("announcement.limit"),
					},
				],
			]
		: [];
	if (found.length === 0) return { text: t("announcements.list.empty"), buttons: [[fresh], ...above, [homeButton(t)]] };
	const lines = found.map((one, index) =>
		t("announcements.list.line", {
			number: (page - 1) * PAGE + index + 1,
			title: titleIn(one),
			state: html(t.dynamic(`announcements.state.${one.state}`)),
			day: html(t.dayMonth(hasLeft(one) ? (one.goesAt ?? one.createdAt) : one.createdAt)),
		}),
	);
	const numbers = found.map(({ id }, index) => ({
		label: t.digits((page - 1) * PAGE + index + 1),
		press: press("announcement.open", id),
	}));
	const edge = { after: found.at(-1)?.id ?? "", before: found[0]?.id ?? "" };
	return {
		text: [t("announcements.list.title"), "", ...lines].join("\n"),
		buttons: [
			numbers,
			...turns(
				{
					page,
					count,
					hasMore,
					to: (way, number) => press("announcement.turn", way, edge[way], number),
					here: press("announcement.list"),
				},
				t,
			),
			[fresh],
			...above,
			[homeButton(t)],
		],
	};
}

export interface PeopleShown {
	announcement: Announcement;
	people: { id: string; person: Person | undefined; state: string }[];
	hasMore: boolean;
	isFirst: boolean;
}

/** Who has not said that they read it. */
export function unread(shown: PeopleShown, t: T): Message {
	const { announcement, people } = shown;
	const title = titleIn(announcement);
	const lines = people.map(({ person }) =>
		t("announcements.people.line", { person: (person && titled(person, t)) ?? html(t("people.unnamed")) }),
	);
	return {
		text:
			people.length === 0
				? t("announcements.people.noneUnread", { title })
				: [t("announcements.people.unread", { title }), "", ...lines].join("\n"),
		buttons: [
			...onward("unread", shown, t),
			...(people.length > 0 ? [[button("nudge", announcement.id, t)]] : []),
			[button("open", announcement.id, t), homeButton(t)],
		],
	};
}

/** Whom it did not reach, to be called. */
export function calls(shown: PeopleShown, t: T): Message {
	const { announcement, people } = shown;
	const title = titleIn(announcement);
	const lines = people.map(({ person, state }) => {
		const name = (person && titled(person, t)) ?? html(t("people.unnamed"));
		const why = html(t.dynamic(`announcements.people.why.${state}`));
		return person?.phone
			? t("announcements.people.call", { person: name, why, phone: person.phone })
			: t("announcements.people.noPhone", { person: name, why });
	});
	return {
		text:
			people.length === 0
				? t("announcements.people.noneToCall", { title })
				: [t("announcements.people.calls", { title }), "", ...lines].join("\n"),
		buttons: [...onward("calls", shown, t), [button("open", announcement.id, t), homeButton(t)]],
	};
}

function onward(name: "unread" | "calls", { announcement, people, hasMore, isFirst }: PeopleShown, t: T): Button[][] {
	const row: Button[] = [];
	const last = people.at(-1)?.id;
	if (hasMore && last !== undefined)
		row.push({
			label: t.plain("coordination.button.next"),
			press: press(`announcement.${name}`, announcement.id, last),
		});
	if (!isFirst)
		row.push({
			label: t.plain("invitations.button.first"),
			press: press(`announcement.${name}`, announcement.id),
		});
	return row.length > 0 ? [row] : [];
}

export function approvalSet(count: number, t: T): Message {
	return { text: t("announcements.approvalSet", { number: count }), buttons: [[listButton(t), homeButton(t)]] };
}

/** To somebody who answered an announcement: their words are with the secretariat. */
export function replied(announcement: Announcement, t: T): Message {
	return { text: t("announcements.replied", { title: titleIn(announcement) }), buttons: [[homeButton(t)]] };
}
