/** How coordinators see applications: a card that waits for a decision or says what was decided, the list, the desk. */
import { endOfRound, type Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { type MatchShown, matchButtons, matchLines } from "./duplicate.ts";
import { ageOf, counted, type Desk, homeButton, waitsSince } from "./home.ts";
import { fieldList } from "./organization.ts";
import { coordinatorName } from "./person.ts";
import { hasReports, deskLines as reportLines, deskRows as reportRows } from "./reportDesk.ts";

export interface ApplicationCard {
	organization: Organization;
	/** The round the card was sent in. */
	round: number;
	neighbourhoods: string[];
	/** Who ended the round. */
	decidedBy: Person | undefined;
	/** Organizations it may be a copy of. */
	matches?: MatchShown[];
	viewer: Actor;
}

/** One application as it stands: with its buttons while it waits, with the decision afterwards. */
export function card(shown: ApplicationCard, t: T): Message {
	const { organization, round } = shown;
	const lines = [heading(organization, round, t), summary(organization, t)];
	if (shown.neighbourhoods.length > 0)
		lines.push(t("coordination.card.neighbourhoods", { neighbourhoods: t.list(shown.neighbourhoods) }));
	const { words, answers } =
		organization.steps.find((step) => step.round === round && step.event === "corrected") ?? {};
	if (answers) {
		const names = answers.map((answer) => html(t.dynamic(`organizations.question.${answer}.short`)));
		lines.push(t("coordination.card.changed", { answers: t.list(names) }));
	}
	if (words !== undefined) lines.push(t("coordination.card.words", { words }));
	const mayDecide = may(shown.viewer, "organization.decide", organization);
	const waits = organization.state === "waiting" && organization.round === round;
	const matches = waits ? (shown.matches ?? []) : [];
	lines.push(...matchLines(matches, t), ...ending(shown, t));
	if (waits && !mayDecide) lines.push("", t("coordination.card.yours"));
	return {
		text: lines.join("\n"),
		buttons: waits
			? [...matchButtons(organization, matches, t), ...cardRows(organization, mayDecide, t)]
			: endedRows(organization, t),
	};
}

/** The card as it is opened from a list, with the ways back. */
export function openedCard(shown: ApplicationCard, t: T): Message {
	const { text, buttons = [] } = card(shown, t);
	return { text, buttons: [...buttons, [inboxButton(t), homeButton(t)]] };
}

function heading({ code }: Organization, round: number, t: T): string {
	return round === 1 ? t("coordination.card.applied", { code }) : t("coordination.card.corrected", { code, round });
}

function summary(organization: Organization, t: T): string {
	return t("coordination.card.summary", { name: organization.name, fields: fieldList(organization, t) });
}

/** What became of the round; empty while it waits. */
function ending({ organization, round, decidedBy }: ApplicationCard, t: T): string[] {
	const end = endOfRound(organization, round);
	if (!end) return [];
	const person = coordinatorName(decidedBy, t);
	const lines = ["", t.dynamic(`coordination.card.ended.${end.event}`, { person, when: html(t.dateTime(end.at)) })];
	if (end.words !== undefined) lines.push(t("coordination.card.reason", { words: end.words }));
	if (organization.round > round) lines.push(t("coordination.card.later"));
	return lines;
}

function cardRows({ id, round, licenseFile }: Organization, mayDecide: boolean, t: T): Button[][] {
	const rows: Button[][] = [];
	if (mayDecide) {
		rows.push([
			{ label: t.plain("coordination.button.approve"), press: press("organization.approve", id, round) },
			{ label: t.plain("coordination.button.ask"), press: press("organization.ask", id, round) },
		]);
		rows.push([{ label: t.plain("coordination.button.reject"), press: press("organization.reject", id, round) }]);
	}
	rows.push([
		{ label: t.plain("coordination.button.details"), press: press("organization.allOf", id, round) },
		...(licenseFile
			? [{ label: t.plain("coordination.button.license"), press: press("organization.license", id) }]
			: []),
	]);
	return rows;
}

function endedRows({ id, round, state }: Organization, t: T): Button[][] {
	return [
		[
			{ label: t.plain("coordination.button.details"), press: press("organization.allOf", id, round) },
			...(state === "approved"
				? [{ label: t.plain("membership.button.members"), press: press("member.list", id) }]
				: []),
		],
	];
}

/** Leads from the details back to the card. */
export function backToCard({ id, round }: Pick<Organization, "id" | "round">, t: T): Button {
	return { label: t.plain("coordination.button.back"), press: press("organization.card", id, round) };
}

/** After a question or a rejection was sent. */
export function decisionSent(organization: Organization, t: T): Message {
	const text = organization.state === "rejected" ? t("coordination.rejected") : t("coordination.asked");
	return {
		text,
		buttons: [
			[
				{
					label: t.plain("coordination.button.open"),
					press: press("organization.card", organization.id, organization.round),
				},
				inboxButton(t),
			],
		],
	};
}

export interface WaitingList {
	list: Organization[];
	count: number;
	/** Counted from 1. */
	page: number;
	hasMore: boolean;
}

/** A page has this many lines. */
export const PAGE = 6;

/** Applications that wait, six a page, each with its number. */
export function waitingList({ list, count, page, hasMore }: WaitingList, t: T): Message {
	if (list.length === 0) return { text: t("coordination.waiting.empty"), buttons: [[inboxButton(t), homeButton(t)]] };
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map((one, index) =>
		[
			t("coordination.waiting.line", {
				number: numberOf(index),
				name: one.name,
				day: html(t.shortDate(waitsSince(one))),
			}),
			t("coordination.waiting.lineFields", { fields: fieldList(one, t) }),
		].join("\n"),
	);
	const numbers = list.map((one, index) => ({
		label: t.digits(numberOf(index)),
		press: press("organization.card", one.id, one.round),
	}));
	const pages = Math.max(page, Math.ceil(count / PAGE));
	const previous = page > 1 ? turn("previous", list[0]?.id, page - 1, t) : undefined;
	const next = hasMore ? turn("next", list.at(-1)?.id, page + 1, t) : undefined;
	const where = {
		label: t.plain("coordination.button.page", { page, pages: count > 1000 ? counted(count, t) : pages }),
		press: press("organization.waiting"),
	};
	const turns = [next, where, previous].filter((button) => button !== undefined);
	return {
		text: [t("coordination.waiting.title", { number: counted(count, t) }), "", ...lines].join("\n"),
		buttons: [
			numbers,
			...(pages > 1 ? [t.direction === "rtl" ? turns : turns.reverse()] : []),
			[inboxButton(t), homeButton(t)],
		],
	};
}

function turn(way: "next" | "previous", edge: string | undefined, page: number, t: T): Button {
	const label = way === "next" ? t.plain("coordination.button.next") : t.plain("coordination.button.previous");
	return { label, press: press("organization.waiting", way === "next" ? "after" : "before", edge ?? "", page) };
}

/** Everything that waits for the secretariat, in counts. */
export function inbox({ desk, now, notArrived = 0 }: { desk: Desk; now: Date; notArrived?: number }, t: T): Message {
	const lines = [t("coordination.inbox.title")];
	const row: Button[] = [];
	if (desk.organizations > 0) {
		const number = counted(desk.organizations, t);
		const age = html(ageOf(desk.oldestAt ?? now, now, t));
		lines.push(t("home.organizationsWaiting", { number, age }));
		row.push({ label: t.plain("coordination.button.organizations", { number }), press: press("organization.waiting") });
	}
	if (desk.threads > 0) {
		const number = counted(desk.threads, t);
		lines.push(t("home.threadsWaiting", { number }));
		row.push({ label: t.plain("coordination.button.messages", { number }), press: press("thread.list") });
	}
	const changes: Button[] = [];
	if (desk.changes) {
		const number = counted(desk.changes, t);
		lines.push(t("profile.home.waiting", { number }));
		changes.push({ label: t.plain("profile.home.button", { number }), press: press("profile.changes") });
	}
	const wishes: Button[] = [];
	if (desk.joinRequests) {
		const number = counted(desk.joinRequests, t);
		lines.push(t("membership.home.requests", { number }));
		wishes.push({ label: t.plain("membership.button.waiting", { number }), press: press("join.list") });
	}
	if (desk.reports) lines.push(...reportLines(desk.reports, t));
	const reports = desk.reports && hasReports(desk.reports) ? reportRows(desk.reports, t) : [];
	const rows = [row, changes, wishes, ...reports].filter(({ length }) => length > 0);
	if (rows.length === 0) lines.push(t("coordination.inbox.empty"));
	if (notArrived > 0) {
		lines.push(t("coordination.inbox.notArrived", { number: counted(notArrived, t) }));
		rows.push([{ label: t.plain("admin.health.button.troubles"), press: press("health.troubles", 0) }]);
	}
	return { text: lines.join("\n"), buttons: [...rows, [homeButton(t)]] };
}

export function inboxButton(t: T): Button {
	return { label: t.plain("coordination.button.inbox"), press: press("inbox") };
}
