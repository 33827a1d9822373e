/** The home screen: what waits for whoever looks at it, and the next step that fits who they are. */
import { lastStep, type Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import type { DeskCounts, ReferralCounts } from "../domain/reportShown.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import type { SafeHtml } from "../texts/safeHtml.ts";
import { html } from "../texts/safeHtml.ts";
import { titled } from "./person.ts";
import { homeLine as referralLine, homeRow as referralRow } from "./referral.ts";
import { deskLines as reportLines, deskRows as reportRows } from "./reportDesk.ts";

export interface Home {
	actor: Actor;
	now: Date;
	/** The newest first. */
	organizations: Organization[];
	/** Only for coordinators. */
	desk?: Desk;
	hasOpenThread: boolean;
	/** The next one that concerns them. */
	meeting?: { title: string; startsAt: Date } | undefined;
	/** Requests to join that wait for an answer of whoever looks. */
	joinRequests?: number;
	/** Organizations they asked to join. */
	asked?: string[];
	/** Requests for committee seats that wait for an answer of whoever looks. */
	seatRequests?: number;
	/** Rounds of needs assessment that take scores for neighbourhoods of theirs. */
	assessments?: number;
	/** They belong to more than one organization and may act for another. */
	severalPlaces?: boolean;
	/** Action items that are theirs to do; counting stops at 1001. */
	actions?: number;
	/** What lies with the agencies they answer for. */
	referrals?: ReferralCounts;
	/** Ways back to what was begun and not sent. */
	unfinished: Button[][];
}

/** What waits for the secretariat. */
export interface Desk {
	organizations: number;
	oldestAt?: Date;
	threads: number;
	/** Changes of profiles. */
	changes?: number;
	/** Wishes to join that the viewer decides on. */
	joinRequests?: number;
	reports?: DeskCounts;
}

/** More is not counted. */
const COUNTED = 1000;

export function home(state: Home, t: T): Message {
	const lines = [greeting(state, t)];
	const rows: Button[][] = [];
	if (state.desk) {
		lines.push(...deskLines(state.desk, state.now, t));
		rows.push(...deskRows(state.desk, t));
		if (!state.actor.person.name) lines.push(t("home.introduceYourself"));
	}
	if (state.referrals) {
		lines.push(referralLine(state.referrals, t));
		rows.push(referralRow(state.referrals, t));
	}
	rows.push(...state.unfinished);
	const shown = state.organizations.filter((one) => one.state !== "withdrawn").slice(0, 3);
	if (shown.length > 0) {
		lines.push(...shown.map((one) => t.dynamic(`home.organization.${one.state}`, { name: one.name })));
		const row = [organizationButton(shown, t)];
		if (state.severalPlaces) row.push({ label: t.plain("home.button.actFor"), press: press("settings.actFor") });
		rows.push(row);
	} else if (!state.desk && state.actor.agencyIds.length === 0) {
		lines.push(t("home.start"));
		rows.push([{ label: t.plain("home.button.register"), press: press("organization.register") }]);
		rows.push([
			{ label: t.plain("invitations.button.enter"), press: press("invite.enter") },
			{ label: t.plain("membership.button.find"), press: press("join.find") },
		]);
		// Too long for half a small phone.
		rows.push([{ label: t.plain("claiming.button.begin"), press: press("claim.begin") }]);
		rows.push([{ label: t.plain("home.button.lookAround"), press: press("help") }]);
	}
	if (state.assessments) lines.push(t("assessments.home", { number: counted(state.assessments, t) }));
	const { joinRequests = 0, asked = [] } = state;
	if (joinRequests > 0) {
		const number = counted(joinRequests, t);
		lines.push(t("membership.home.requests", { number }));
		rows.push([{ label: t.plain("membership.button.waiting", { number }), press: press("join.list") }]);
	}
	if (state.seatRequests) {
		const number = counted(state.seatRequests, t);
		lines.push(t("committees.home.waiting", { number }));
		rows.push([{ label: t.plain("committees.button.waiting", { number }), press: press("seatRequest.list") }]);
	}
	if (state.actions) {
		const number = counted(state.actions, t);
		lines.push(t("minutes.home", { number }));
		rows.push([{ label: t.plain("minutes.button.mine", { number }), press: press("action.list", "mine") }]);
	}
	lines.push(...asked.map((name) => t("membership.home.asked", { name })));
	const { meeting } = state;
	if (meeting) {
		const when = html(t.near(meeting.startsAt, state.now));
		lines.push(t("meetings.home", { title: meeting.title, when }));
	}
	if (state.hasOpenThread) lines.push(t("home.thread"));
	rows.push(...fieldRows(state, shown, t));
	rows.push([{ label: t.plain("finding.button.open"), press: press("find.open") }]);
	rows.push(...restRows(state, shown.length > 0, t));
	return { text: lines.join("\n"), buttons: rows };
}

function greeting({ actor, now }: Home, t: T): string {
	const day = html(t.dayMonth(now));
	const person = titled(actor.person, t);
	if (!person) return t("home.greeting.plain", { day });
	const hour = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(t.timeZone).hour;
	return hour >= 5 && hour < 11 ? t("home.greeting.morning", { person, day }) : t("home.greeting.day", { person, day });
}

function deskLines(desk: Desk, now: Date, t: T): string[] {
	const lines: string[] = [];
	if (desk.organizations > 0) {
		const age = html(ageOf(desk.oldestAt ?? now, now, t));
		lines.push(t("home.organizationsWaiting", { number: counted(desk.organizations, t), age }));
	}
	if (desk.threads > 0) lines.push(t("home.threadsWaiting", { number: counted(desk.threads, t) }));
	if (desk.changes) lines.push(t("profile.home.waiting", { number: counted(desk.changes, t) }));
	if (desk.reports) lines.push(...reportLines(desk.reports, t));
	return lines.length > 0 ? lines : [t("home.nothingWaits")];
}

function deskRows(desk: Desk, t: T): Button[][] {
	return [
		[
			{
				label: t.plain("home.button.approvals", { number: counted(desk.organizations, t) }),
				press: press("organization.waiting"),
			},
			{ label: t.plain("home.button.messages", { number: counted(desk.threads, t) }), press: press("thread.list") },
		],
		...(desk.changes
			? [
					[
						{
							label: t.plain("profile.home.button", { number: counted(desk.changes, t) }),
							press: press("profile.changes"),
						},
					],
				]
			: []),
		...(desk.reports ? reportRows(desk.reports, t) : []),
		[
			{ label: t.plain("home.button.registerOfOrganizations"), press: press("register.begin") },
			{ label: t.plain("home.button.people"), press: press("people.begin") },
		],
	];
}

function organizationButton(shown: Organization[], t: T): Button {
	const [first, second] = shown;
	if (second || !first) return { label: t.plain("home.button.organizations"), press: press("organization.mine") };
	const label = first.state === "approved" ? t.plain("home.button.organization") : t.plain("home.button.status");
	return { label, press: press("organization.open", first.id) };
}

/** What is seen and scored on the ground: for the secretariat and for approved organizations; liaisons sit and meet. */
function fieldRows({ actor, desk }: Home, shown: Organization[], t: T): Button[][] {
	const committees = { label: t.plain("committees.button.open"), press: press("committee.list") };
	const meetings = { label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") };
	if (!desk && !shown.some(({ state }) => state === "approved"))
		return actor.agencyIds.length > 0 ? [actor.seats.length > 0 ? [committees, meetings] : [meetings]] : [];
	const report = { label: t.plain("reports.button.begin"), press: press("report.begin") };
	const reports = { label: t.plain("reports.button.home"), press: press("report.home") };
	return [
		[report, reports],
		[committees, { label: t.plain("assessments.button.home"), press: press("assessment.list") }],
		[meetings, { label: t.plain("stalledWorks.button.home"), press: press("stalled.begin") }],
	];
}

function restRows({ actor, desk }: Home, hasOrganization: boolean, t: T): Button[][] {
	const rows: Button[][] = [];
	if (desk && !actor.person.name)
		rows.push([{ label: t.plain("home.button.introduce"), press: press("settings.introduce") }]);
	if (may(actor, "staff.see")) rows.push([{ label: t.plain("home.button.admin"), press: press("admin") }]);
	if (may(actor, "announcement.write"))
		rows.push([{ label: t.plain("announcements.button.list"), press: press("announcement.list") }]);
	if (may(actor, "export.organizations"))
		rows.push([{ label: t.plain("exporting.button.open"), press: press("export.open") }]);
	if (hasOrganization)
		rows.push([{ label: t.plain("home.button.registerAnother"), press: press("organization.register") }]);
	if (!desk) rows.push([{ label: t.plain("home.button.secretariat"), press: press("secretariat.write") }]);
	rows.push([
		{ label: t.plain("home.button.settings"), press: press("settings") },
		{ label: t.plain("home.button.help"), press: press("help") },
	]);
	return rows;
}

/** A count for people: a number, or "more than 1000"; counting may have stopped earlier. */
export function counted(count: number, t: T, countedTo = COUNTED): number | SafeHtml {
	return count > countedTo ? html(t("home.moreThan", { number: countedTo })) : count;
}

/** "2 days" */
export function ageOf(since: Date, now: Date, t: T): string {
	const days = Math.floor((now.getTime() - since.getTime()) / 86_400_000);
	return days < 1 ? t("home.age.today") : t("home.age.days", { count: days });
}

/** What `lastStep` says happened last, for whoever waits. */
export function waitsSince(organization: Organization): Date {
	return lastStep(organization)?.at ?? organization.appliedAt;
}

export function homeButton(t: T): Button {
	return { label: t.plain("home.button.home"), press: press("home.open") };
}
