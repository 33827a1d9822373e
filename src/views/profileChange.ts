/** A change of a profile that is approved first: its card, the list of those that wait, what the director is told. */
import type { LicensingAuthority, Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { ProfileAnswer, ProfileChange } from "../domain/profile.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { inboxButton } from "./application.ts";
import { counted, homeButton } from "./home.ts";
import { authorityName } from "./organization.ts";
import { PAGE, turns } from "./paging.ts";
import { coordinatorName, titled } from "./person.ts";
import { answerNames, profileButton } from "./profile.ts";

export interface ChangeCard {
	change: ProfileChange;
	organization: Organization;
	by: Person | undefined;
	decidedBy: Person | undefined;
	sameAs: Organization[];
	viewer: Actor;
}

/** One change that is or was to be approved: what stands, what is asked for, and what became of it. */
export function changeCard(shown: ChangeCard, t: T): Message {
	const { change, organization, viewer, by } = shown;
	const mine = may(viewer, "profile.edit", organization);
	const lines = [
		t("profile.card.title", { code: organization.code }),
		t("profile.card.name", { name: organization.name }),
		"",
		...change.answers.map((answer) => difference(answer, change, t)),
		"",
		t("profile.card.by", {
			person: (by && titled(by, t)) ?? html(t("profile.someone")),
			when: html(t.dateTime(change.at)),
		}),
	];
	for (const other of shown.sameAs) lines.push(t("profile.card.sameAs", { name: other.name, code: other.code }));
	lines.push(standing(shown, mine, t));
	if (change.reason !== undefined) lines.push(t("profile.card.reason", { words: change.reason }));
	return { text: lines.join("\n"), buttons: cardRows(shown, mine, t) };
}

/** "Name: the old one ← the new one" */
function difference(answer: ProfileAnswer, { before, after }: ProfileChange, t: T): string {
	const label = html(t.dynamic(`organizations.question.${answer}.short`));
	const file = (key: "fileBefore" | "fileAfter") => html(t.dynamic(`profile.card.${key}`));
	return t("profile.card.difference", {
		label,
		before: answerShown(answer, before?.[answer], file("fileBefore"), t),
		after: answerShown(answer, after?.[answer], file("fileAfter"), t),
	});
}

function answerShown(answer: ProfileAnswer, value: unknown, file: SafeHtml, t: T): SafeHtml {
	if (value == null) return html(t("profile.card.none"));
	if (answer === "license") return file;
	if (answer === "registrationNumber" && typeof value !== "string")
		return html(t("organizations.details.notRegisteredYet"));
	if (answer === "licenseExpiresOn") return day(value, t);
	if (answer === "licensingAuthority") return html(authorityName(value as LicensingAuthority, t));
	return t.value(String(value));
}

function day(value: unknown, t: T): SafeHtml {
	if (typeof value !== "string") return html(t("organizations.details.beingRenewed"));
	const [year = 0, month = 1, date = 1] = value.split("-").map(Number);
	return html(t.shortDate({ year, month, day: date }));
}

/** Where a change stands, with an empty line above it. */
function standing({ change, decidedBy, viewer, organization }: ChangeCard, mine: boolean, t: T): string {
	if (change.state === "waiting") {
		if (mine) return `\n${t("profile.card.youWait")}`;
		return may(viewer, "profileChange.decide", organization) ? "" : `\n${t("profile.card.yours")}`;
	}
	const when = html(t.dateTime(change.decidedAt ?? change.at));
	return `\n${t.dynamic(`profile.card.ended.${change.state}`, { person: coordinatorName(decidedBy, t), when })}`;
}

function cardRows({ change, organization, viewer }: ChangeCard, mine: boolean, t: T): Button[][] {
	const { id } = change;
	const rows: Button[][] = [];
	const waits = change.state === "waiting";
	if (waits && may(viewer, "profileChange.decide", organization)) {
		rows.push([
			{ label: t.plain("profile.button.approve"), press: press("profile.approve", id) },
			{ label: t.plain("profile.button.reject"), press: press("profile.reject", id) },
		]);
	}
	if (waits && change.after?.license)
		rows.push([{ label: t.plain("profile.button.newLicense"), press: press("profile.newLicense", id) }]);
	if (waits && mine) rows.push([{ label: t.plain("profile.button.withdraw"), press: press("profile.withdraw", id) }]);
	const toInbox = may(viewer, "organization.seeWaiting") ? [inboxButton(t)] : [homeButton(t)];
	rows.push([profileButton(organization, t), ...toInbox]);
	return rows;
}

/** The license that is asked for, for those who may see it. */
export function newLicense({ change, organization }: ChangeCard, t: T): Message | undefined {
	const file = change.after?.license as { kind: "photo" | "document"; fileId: string } | undefined;
	if (!file) return undefined;
	return {
		text: t("profile.newLicenseCaption", { name: organization.name, code: organization.code }),
		file: { kind: file.kind, source: { fileId: file.fileId } },
	};
}

/** Telegram does not have it any more. */
export function newLicenseLost({ change, organization }: ChangeCard, t: T): Message {
	return {
		text: t("profile.documents.lost", { title: html(t("profile.newLicense")) }),
		buttons: [
			[
				{ label: t.plain("profile.button.card"), press: press("profile.changeOpen", change.id) },
				profileButton(organization, t),
			],
		],
	};
}

/** What the director is told when it was decided. */
export function approved({ change, organization }: ChangeCard, t: T): Message {
	const answers = answerNames(change.answers, t);
	return {
		text: t("profile.told.approved", { name: organization.name, answers }),
		buttons: [[profileButton(organization, t), homeButton(t)]],
	};
}

export function rejected({ change, organization }: ChangeCard, t: T): Message {
	const answers = answerNames(change.answers, t);
	return {
		text: t("profile.told.rejected", { name: organization.name, answers, words: change.reason ?? "" }),
		buttons: [
			[{ label: t.plain("profile.button.editMore"), press: press("profile.edit", organization.id) }],
			[profileButton(organization, t), homeButton(t)],
		],
	};
}

/** After a coordinator wrote why not. */
export function rejectionSent({ change }: { change: ProfileChange }, t: T): Message {
	return {
		text: t("profile.rejectionSent"),
		buttons: [
			[{ label: t.plain("profile.button.card"), press: press("profile.changeOpen", change.id) }, inboxButton(t)],
		],
	};
}

export interface ChangesList {
	list: { change: ProfileChange; organization: Organization }[];
	count: number;
	hasMore: boolean;
	/** Counted from 1. */
	page: number;
}

/** Changes that wait for a coordinator, six a page, each with its number. */
export function changesList({ list, count, hasMore, page }: ChangesList, t: T): Message {
	if (list.length === 0) return { text: t("profile.changes.empty"), buttons: [[inboxButton(t), homeButton(t)]] };
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map(({ change, organization }, index) =>
		[
			t("profile.changes.line", {
				number: numberOf(index),
				name: organization.name,
				day: html(t.shortDate(change.at)),
			}),
			t("profile.changes.answers", { answers: answerNames(change.answers, t) }),
		].join("\n"),
	);
	const numbers = list.map(({ change }, index) => ({
		label: t.digits(numberOf(index)),
		press: press("profile.changeOpen", change.id),
	}));
	const edge = (way: "after" | "before") => (way === "after" ? list.at(-1) : list[0])?.change.id ?? "";
	const turning = {
		page,
		count,
		hasMore,
		here: press("profile.changes"),
		to: (way: "after" | "before", to: number) => press("profile.changes", way, edge(way), to),
	};
	return {
		text: [t("profile.changes.title", { number: counted(count, t) }), "", ...lines].join("\n"),
		buttons: [numbers, ...turns(turning, t), [inboxButton(t), homeButton(t)]],
	};
}
