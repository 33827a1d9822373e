/** How admins see who works for the secretariat, and what those are told. */
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press, rowsOf } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { inboxButton } from "./application.ts";
import { homeButton } from "./home.ts";
import { shortLabel } from "./organization.ts";
import { PAGE, turns } from "./paging.ts";
import { roleName, titled } from "./person.ts";

export interface StaffList {
	people: Person[];
	/** Numbers of those who have not pressed Start yet. */
	waiting: number[];
	/** From 1. */
	page: number;
}

export function list({ people, waiting, page }: StaffList, t: T): Message {
	const entries = [
		...people.map((person) => ({ line: lineOf(person, t), press: press("staff.open", person.id) })),
		...waiting.map((userId) => ({
			line: (number: number) => t("admin.waitingLine", { number, userId: String(userId) }),
			press: press("staff.takeBack", userId),
		})),
	];
	const first = (page - 1) * PAGE;
	const shown = entries.slice(first, first + PAGE);
	const lines = shown.map(({ line }, index) => line(first + index + 1));
	const numbers: Button[] = shown.map((entry, index) => ({ label: t.digits(first + index + 1), press: entry.press }));
	const turning = {
		page,
		count: entries.length,
		hasMore: entries.length > first + PAGE,
		to: (_way: "after" | "before", other: number) => press("staff.list", other),
		here: press("staff.list", page),
	};
	const none = people.some((person) => person.roles.includes("coordinator")) ? [] : [t("admin.noCoordinator")];
	return {
		text: [t("admin.title"), ...none, "", ...lines].join("\n"),
		buttons: [
			...rowsOf(numbers, 6),
			...turns(turning, t),
			[{ label: t.plain("admin.button.add"), press: press("staff.add") }],
			[{ label: t.plain("admin.button.choose"), press: press("staff.candidates") }],
			[
				{ label: t.plain("invitations.button.staff"), press: press("invite.new", "", "c") },
				{ label: t.plain("invitations.button.list"), press: press("invite.list") },
			],
			[homeButton(t)],
		],
	};
}

function lineOf(person: Person, t: T): (number: number) => string {
	const role = html(roleName(person, t) ?? t("admin.noRole"));
	const name = titled(person, t);
	return (number) =>
		name
			? t("admin.line", { number, person: name, role })
			: t("admin.lineUnnamed", { number, userId: String(person.userId), role });
}

/** A person by name, or by number while no name is known. */
export function staffName(person: Person, t: T): SafeHtml {
	return titled(person, t) ?? html(t("admin.user", { userId: String(person.userId) }));
}

export function one({ person, mayBeDismissed }: { person: Person; mayBeDismissed: boolean }, t: T): Message {
	const lines = [
		t("admin.person", {
			person: staffName(person, t),
			role: html(roleName(person, t) ?? t("admin.noRole")),
			userId: String(person.userId),
		}),
	];
	if (person.roles.length > 0 && !mayBeDismissed) lines.push(t("admin.lastAdminStays"));
	return {
		text: lines.join("\n"),
		buttons: [
			...(mayBeDismissed
				? [[{ label: t.plain("admin.button.dismiss"), press: press("staff.dismiss", person.id) }]]
				: []),
			[backToList(t)],
		],
	};
}

export function dismissAsk(person: Person, t: T): Message {
	return confirm(
		t("admin.dismissAsk", { person: staffName(person, t) }),
		{ label: t.plain("admin.button.yesDismiss"), press: press("staff.dismissYes", person.id) },
		t,
	);
}

export function takeBackAsk(userId: number, t: T): Message {
	return confirm(
		t("admin.takeBackAsk", { userId: String(userId) }),
		{ label: t.plain("admin.button.takeBack"), press: press("staff.takeBackYes", userId) },
		t,
	);
}

/** Before somebody found by their contact or in the list is appointed. */
export function appointAsk({ userId, person }: { userId: number; person: Person | undefined }, t: T): Message {
	const text = person
		? t("admin.appointAsk", { person: staffName(person, t) })
		: t("admin.appointUserAsk", { userId: String(userId) });
	return confirm(text, { label: t.plain("admin.button.appoint"), press: press("staff.appointYes", userId) }, t);
}

function confirm(text: string, yes: Button, t: T): Message {
	return { text, buttons: [[yes], [{ label: t.plain("admin.button.no"), press: press("staff.list") }]] };
}

/** What became of an appointment; without a person it waits for their first start. */
export function appointed(person: Person | undefined, t: T): Message {
	const text = person ? t("admin.appointed", { person: staffName(person, t) }) : t("admin.waitsForStart");
	return { text, buttons: [[backToList(t)], [homeButton(t)]] };
}

export function dismissed(person: Person, t: T): Message {
	return { text: t("admin.dismissed", { person: staffName(person, t) }), buttons: [[backToList(t)], [homeButton(t)]] };
}

export function takenBack(t: T): Message {
	return { text: t("admin.takenBack"), buttons: [[backToList(t)], [homeButton(t)]] };
}

/** For a contact that Telegram gave no number of: the other ways to somebody. */
export function contactWithoutId(t: T): Message {
	return {
		text: t("admin.contactWithoutId"),
		buttons: [
			[{ label: t.plain("admin.button.add"), press: press("staff.add") }],
			[{ label: t.plain("admin.button.choose"), press: press("staff.candidates") }],
			[backToList(t)],
		],
	};
}

export function candidates({ people, hasMore }: { people: Person[]; hasMore: boolean }, t: T): Message {
	const last = people.at(-1);
	const more =
		hasMore && last ? [[{ label: t.plain("admin.button.more"), press: press("staff.candidates", last.id) }]] : [];
	return {
		text: people.length > 0 ? t("admin.candidates") : t("admin.noCandidates"),
		buttons: [
			...people.map((person) => [
				{ label: shortLabel(plainName(person)), press: press("staff.appoint", person.userId) },
			]),
			...more,
			[backToList(t)],
		],
	};
}

function plainName(person: Person): string {
	return person.name ?? String(person.userId);
}

function backToList(t: T): Button {
	return { label: t.plain("admin.button.back"), press: press("staff.list") };
}

/** What somebody is told who was appointed. */
export function toldAppointed(t: T): Message {
	return { text: t("admin.told.appointed"), buttons: [[inboxButton(t)], [homeButton(t)]] };
}

export function toldDismissed(t: T): Message {
	return { text: t("admin.told.dismissed"), buttons: [[homeButton(t)]] };
}

/** What the admin is told when somebody they appointed has come. */
export function toldBegan({ person }: { person: Person }, t: T): Message {
	const name = titled(person, t);
	const text = name
		? t("admin.told.began", { person: name })
		: t("admin.told.beganUser", { userId: String(person.userId) });
	return { text, buttons: [[{ label: t.plain("home.button.staff"), press: press("staff.list") }]] };
}
