/** What comes by itself at a time: a person's digest with its settings, and the coordinators' brief of the morning. */
import { DIGEST_EVERY, DIGEST_HOURS, DIGEST_TOPICS, type DigestSetting, WEEKDAYS } from "../domain/digest.ts";
import type { Person } from "../domain/person.ts";
import type { Report } from "../domain/report.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press, rowsOf } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { ageOf, counted, homeButton } from "./home.ts";
import { titled } from "./person.ts";
import { categoryName, listButton } from "./report.ts";

type Names = { fa: string; en: string };

export interface DigestShown {
	person: Person;
	reports: Report[];
	meetings: { title: string; startsAt: Date }[];
	/** Counting stops at 1001. */
	asked: {
		joinRequests: number;
		seatRequests: number;
		assessments: number;
		answers: number;
		actions: number;
		referrals?: { soon: number; overdue: number };
	};
	committees: { committee: { name: Names }; reports: number }[];
	now: Date;
}

/** Only the parts that have something in them. */
export function digest({ person, reports, meetings, asked, committees, now }: DigestShown, t: T): Message {
	const waits = [
		["answers", asked.answers],
		["joinRequests", asked.joinRequests],
		["seatRequests", asked.seatRequests],
		["assessments", asked.assessments],
		["actions", asked.actions],
		["overdue", asked.referrals?.overdue ?? 0],
		["soon", asked.referrals?.soon ?? 0],
	] as const;
	const parts = [
		reports.map(({ code, state, category, landmark }) =>
			t("digests.report", {
				code,
				what: landmark ?? html(categoryName({ category }, t)),
				state: html(t.dynamic(`reports.state.${state}`)),
			}),
		),
		meetings.map(({ title, startsAt }) => t("digests.meeting", { title, when: html(t.near(startsAt, now)) })),
		waits
			.filter(([, number]) => number > 0)
			.map(([what, number]) => t.dynamic(`digests.asked.${what}`, { number: counted(number, t) })),
		committees.map(({ committee, reports: number }) =>
			t("digests.committee", { name: committee.name[t.language], number: counted(number, t) }),
		),
	];
	const heads = DIGEST_TOPICS.map((topic) => t.dynamic(`digests.head.${topic}`));
	const name = titled(person, t);
	const buttons: Button[] = [];
	if (reports.length > 0) buttons.push(listButton(t));
	if (meetings.length > 0) {
		buttons.push({ label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") });
	}
	if (asked.joinRequests > 0) {
		const number = counted(asked.joinRequests, t);
		buttons.push({ label: t.plain("membership.button.waiting", { number }), press: press("join.list") });
	}
	if (asked.seatRequests > 0) {
		const number = counted(asked.seatRequests, t);
		buttons.push({ label: t.plain("committees.button.waiting", { number }), press: press("seatRequest.list") });
	}
	if (asked.actions > 0) {
		buttons.push({ label: t.plain("digests.button.actions"), press: press("action.list", "mine") });
	}
	if (committees.length > 0) {
		buttons.push({ label: t.plain("committees.button.open"), press: press("committee.list") });
	}
	return {
		text: [
			name
				? t("digests.titleNamed", { person: name, day: html(t.dayMonth(now)) })
				: t("digests.title", { day: html(t.dayMonth(now)) }),
			...parts.flatMap((lines, index) => (lines.length > 0 ? [[heads[index], ...lines].join("\n")] : [])),
		].join("\n\n"),
		buttons: [
			...rowsOf(buttons),
			[{ label: t.plain("digests.button.settings"), press: press("digest.settings") }, homeButton(t)],
		],
	};
}

export interface BriefShown {
	person: Person;
	/** Counting stops at 1001. */
	desk: {
		organizations: number;
		oldestAt?: Date;
		threads: number;
		changes: number;
		joinRequests: number;
		reports?: { unrouted: number; proposed: number };
	};
	overdue: { number: number; agencies: { name: Names; number: number; silentDays: number }[] };
	failed: number;
	withoutMinutes: number;
	stopped: number;
	now: Date;
}

const AGENCIES = 10;

export function brief({ person, desk, overdue, failed, withoutMinutes, stopped, now }: BriefShown, t: T): Message {
	const { organizations, oldestAt, threads, changes, joinRequests, reports } = desk;
	const lines: string[] = [];
	const buttons: Button[] = [];
	const line = (number: number, key: string, to: string) => {
		if (number === 0) return;
		const values = { number: counted(number, t) };
		lines.push(t.dynamic(`digests.brief.${key}`, values));
		buttons.push({ label: t.dynamicPlain(`digests.brief.button.${key}`), press: to });
	};
	if (organizations > 0) {
		const age = html(ageOf(oldestAt ?? now, now, t));
		lines.push(t("digests.brief.organizations", { number: counted(organizations, t), age }));
		buttons.push({ label: t.plain("digests.brief.button.organizations"), press: press("organization.waiting") });
	}
	line(changes, "changes", press("profile.changes"));
	line(joinRequests, "joinRequests", press("join.list"));
	line(threads, "threads", press("thread.list"));
	line(reports?.unrouted ?? 0, "unrouted", press("report.deskList", "unrouted"));
	line(reports?.proposed ?? 0, "proposed", press("report.deskList", "proposed"));
	if (overdue.number > 0) {
		const agencies = overdue.agencies.slice(0, AGENCIES).map(({ name, number, silentDays: count }) => {
			const agency = name[t.language];
			return count < 3
				? t("reportDesk.morning.line", { agency, number })
				: t("reportDesk.morning.lineSilent", { agency, number, count });
		});
		const rest = overdue.agencies.length - agencies.length;
		lines.push(
			[
				t("digests.brief.overdue", { number: counted(overdue.number, t) }),
				...agencies.map((agency) => `· ${agency}`),
				...(rest > 0 ? [t("reportDesk.morning.more", { number: rest })] : []),
			].join("\n"),
		);
		buttons.push({ label: t.plain("digests.brief.button.overdue"), press: press("report.deskList", "overdue") });
	}
	line(withoutMinutes, "minutes", press("minutes.waiting"));
	line(stopped, "stopped", press("draft.stopped"));
	line(failed, "failed", press("health.troubles", 0));
	const name = titled(person, t);
	const day = html(t.dayMonth(now));
	return {
		text: [
			name ? t("digests.brief.titleNamed", { person: name, day }) : t("digests.brief.title", { day }),
			...lines,
		].join("\n"),
		buttons: [...rowsOf(buttons), [homeButton(t)]],
	};
}

/** How one's digest comes; each button changes one thing. */
export function digestSettings({ every, weekday, hour, without }: DigestSetting, t: T): Message {
	const time = html(t.time({ hour, minute: 0 }));
	const says =
		every === "off"
			? t("digests.settings.off")
			: every === "daily"
				? t("digests.settings.daily", { time })
				: t("digests.settings.weekly", { weekday: html(t.weekday(weekday)), time });
	const mark = (chosen: boolean) => (chosen ? "☑︎" : "☐");
	return {
		text: [t("digests.settings.title"), says, t("digests.settings.about")].join("\n"),
		buttons: [
			DIGEST_EVERY.map((one) => ({
				label: `${mark(one === every)} ${t.dynamicPlain(`digests.settings.every.${one}`)}`,
				press: press("digest.every", one),
			})),
			...(every === "off"
				? []
				: [
						[
							...(every === "weekly"
								? [{ label: t.plain("digests.settings.button.weekday"), press: press("digest.weekdays") }]
								: []),
							{ label: t.plain("digests.settings.button.hour"), press: press("digest.hours") },
						],
						...rowsOf(
							DIGEST_TOPICS.map((topic) => ({
								label: `${mark(!without.includes(topic))} ${t.dynamicPlain(`digests.settings.topic.${topic}`)}`,
								press: press("digest.topic", topic, without.includes(topic) ? "with" : "without"),
							})),
						),
					]),
			[{ label: t.plain("settings.button.back"), press: press("settings") }, homeButton(t)],
		],
	};
}

export function chooseWeekday({ weekday }: DigestSetting, t: T): Message {
	const days = WEEKDAYS.map((day) => ({
		label: `${day === weekday ? "☑︎ " : ""}${t.weekday(day)}`,
		press: press("digest.weekday", day),
	}));
	return { text: t("digests.settings.chooseWeekday"), buttons: [...rowsOf(days), [backButton(t)]] };
}

export function chooseHour({ hour }: DigestSetting, t: T): Message {
	const hours = DIGEST_HOURS.map((one) => ({
		label: `${one === hour ? "☑︎ " : ""}${t.time({ hour: one, minute: 0 })}`,
		press: press("digest.hour", one),
	}));
	const rows = Array.from({ length: 5 }, (_, row) => hours.slice(row * 3, row * 3 + 3));
	return { text: t("digests.settings.chooseHour"), buttons: [...rows, [backButton(t)]] };
}

function backButton(t: T): Button {
	return { label: t.plain("settings.button.back"), press: press("digest.settings") };
}
