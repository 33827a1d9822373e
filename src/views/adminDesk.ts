/** The admins' desk: where everything is found, how the bot is, what did not arrive, the backups. */
import type { BackupRun } from "../domain/backup.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { inboxButton } from "./application.ts";
import { homeButton } from "./home.ts";
import { startButton } from "./importing.ts";
import { staffName } from "./staff.ts";

export interface Backups {
	nightly: boolean;
	lastDone: BackupRun | undefined;
	lastFailed: BackupRun | undefined;
	isOld: boolean;
}

export interface HealthShown {
	now: Date;
	deliveries: Record<string, number>;
	lag: number;
	setAside: number;
	backups: Backups;
	version: string;
	leader: string | undefined;
	database: { version: string; bytes: number; answersInMs: number };
}

/** What wants attention first, then the ways. */
export function desk(health: HealthShown, t: T): Message {
	const warnings = warningsOf(health, t);
	return {
		text: [t("admin.desk.title"), ...(warnings.length > 0 ? warnings : [t("admin.desk.allWell")])].join("\n"),
		buttons: [
			[{ label: t.plain("admin.desk.button.staff"), press: press("staff.list") }],
			[startButton(t)],
			[
				{ label: t.plain("admin.desk.button.lists"), press: press("list.all") },
				{ label: t.plain("admin.desk.button.audit"), press: press("audit") },
			],
			[
				{ label: t.plain("agencies.button.desk"), press: press("agency.list") },
				{ label: t.plain("neighbourhoods.button.desk"), press: press("neighbourhood.list") },
			],
			[
				{ label: t.plain("reportDesk.week.button.open"), press: press("week.open") },
				{ label: t.plain("admin.desk.button.health"), press: press("health") },
				{ label: t.plain("admin.desk.button.backups"), press: press("backups") },
			],
			[homeButton(t)],
		],
	};
}

function warningsOf({ backups, deliveries, setAside, now }: HealthShown, t: T): string[] {
	const warnings: string[] = [];
	if (!backups.lastDone) warnings.push(t("admin.desk.backupNone"));
	else if (backups.isOld) warnings.push(t("admin.desk.backupOld", { moment: html(t.near(backups.lastDone.at, now)) }));
	const failed = (deliveries.failed ?? 0) + (deliveries.unknown ?? 0);
	if (failed > 0) warnings.push(t("admin.desk.failed", { number: failed }));
	if (setAside > 0) warnings.push(t("admin.desk.setAside", { number: setAside }));
	return warnings;
}

export function deskButton(t: T): Button {
	return { label: t.plain("admin.desk.button.back"), press: press("admin") };
}

export function health(state: HealthShown, t: T): Message {
	const { deliveries, lag, setAside, backups, version, leader, database, now } = state;
	const count = (name: string) => deliveries[name] ?? 0;
	return {
		text: [
			t("admin.health.title"),
			t("admin.health.waiting", { pending: count("pending"), sending: count("sending") }),
			lag > 0 ? t("admin.health.lag", { seconds: Math.round(lag) }) : t("admin.health.lagNone"),
			t("admin.health.failed", {
				failed: count("failed"),
				unknown: count("unknown"),
				unreachable: count("unreachable"),
			}),
			t("admin.health.setAside", { number: setAside }),
			backups.lastDone
				? t("admin.health.backup", { moment: html(t.near(backups.lastDone.at, now)) })
				: t("admin.health.backupNone"),
			t("admin.health.version", { version }),
			leader === undefined ? t("admin.health.leaderNone") : t("admin.health.leader", { leader }),
			t("admin.health.database", {
				version: database.version,
				megabytes: megabytes(database.bytes),
				milliseconds: database.answersInMs,
			}),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("admin.health.button.refresh"), press: press("health") },
				{ label: t.plain("admin.health.button.troubles"), press: press("health.troubles", 0) },
			],
			[deskButton(t), homeButton(t)],
		],
	};
}

function megabytes(bytes: number): number {
	return Math.max(1, Math.round(bytes / 1_000_000));
}

export interface TroublesShown {
	list: {
		state: string;
		kind: string;
		reason: string | undefined;
		person: Person | undefined;
		at: Date | undefined;
	}[];
	page: number;
	count: number;
	perPage: number;
	now: Date;
	viewer: Actor;
}

export function troubles(shown: TroublesShown, t: T): Message {
	const { list, page, count, perPage, now, viewer } = shown;
	const back = may(viewer, "health.see") ? backToHealth(t) : inboxButton(t);
	if (count === 0) return { text: t("admin.troubles.none"), buttons: [[back], [homeButton(t)]] };
	const lines = list.flatMap((one, index) => [
		t("admin.troubles.line", {
			number: page * perPage + index + 1,
			kind: html(kindInWords(one.kind, t)),
			state: html(t.dynamic(`admin.troubles.state.${one.state}`)),
			person: one.person ? staffName(one.person, t) : html(t("admin.troubles.nobody")),
			moment: html(one.at ? t.near(one.at, now) : ""),
		}),
		...(one.reason === undefined ? [] : [t("admin.troubles.reason", { reason: html(`<code>${one.reason}</code>`) })]),
	]);
	return {
		text: [t("admin.troubles.title"), "", ...lines].join("\n"),
		buttons: [
			...pageRow(page, Math.ceil(count / perPage), (to) => press("health.troubles", to), t),
			[back, homeButton(t)],
		],
	};
}

/** What it was about; the name of a kind that has no word yet. */
function kindInWords(kind: string, t: T): string {
	const key = `admin.troubles.kind.${kind.split(".")[0]}`;
	return t.has(key) ? t.dynamic(key) : `<code>${kind}</code>`;
}

function backToHealth(t: T): Button {
	return { label: t.plain("admin.health.button.back"), press: press("health") };
}

/** Through the pages of a short list, in the direction one reads; `page` is counted from 0. */
export function pageRow(page: number, pages: number, to: (page: number) => string, t: T): Button[][] {
	if (pages < 2) return [];
	const row: Button[] = [];
	if (page < pages - 1) row.push({ label: t.plain("coordination.button.next"), press: to(page + 1) });
	row.push({ label: t.plain("coordination.button.page", { page: page + 1, pages }), press: to(page) });
	if (page > 0) row.push({ label: t.plain("coordination.button.previous"), press: to(page - 1) });
	return [t.direction === "rtl" ? row : row.reverse()];
}

export function backups({ nightly, lastDone, lastFailed, isOld }: Backups, now: Date, t: T): Message {
	const failedLast = lastFailed && (!lastDone || lastFailed.at > lastDone.at);
	const switched: [label: string, to: string] = nightly
		? [t.plain("admin.backups.button.off"), "off"]
		: [t.plain("admin.backups.button.on"), "on"];
	return {
		text: [
			t("admin.backups.title"),
			...(isOld && lastDone ? [t("admin.backups.old")] : []),
			lastDone ? lastOf(lastDone, now, t) : t("admin.backups.none"),
			...(failedLast ? [t("admin.backups.failed", { moment: html(t.near(lastFailed.at, now)) })] : []),
			nightly ? t("admin.backups.on") : t("admin.backups.off"),
			"",
			t("admin.backups.where"),
		].join("\n"),
		buttons: [
			[{ label: t.plain("admin.backups.button.now"), press: press("backups.now") }],
			[{ label: switched[0], press: press("backups.nightly", switched[1]) }],
			[deskButton(t), homeButton(t)],
		],
	};
}

function lastOf({ at, documents, bytes }: BackupRun, now: Date, t: T): string {
	const moment: SafeHtml = html(t.near(at, now));
	return t("admin.backups.last", { moment, documents: documents ?? 0, megabytes: megabytes(bytes ?? 0) });
}
