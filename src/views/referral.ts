/** How an agency's liaison sees what was referred to it: the list, a card without the reporter, what is new. */
import type { Agency } from "../domain/agency.ts";
import { isOpen, type Report } from "../domain/report.ts";
import { REFERRAL_LISTS, type ReferralList } from "../domain/reportDesk.ts";
import type { ReferralCounts, ReferralPage, ReportShown } from "../domain/reportShown.ts";
import type { OfficeWeek } from "../domain/workingDays.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";
import { edgeOf, factLines, inTwos, mediaRows, photosButton, stateLines } from "./reportDesk.ts";
import { agencyName, inShort, leftUntil, quoted, stepValues } from "./reportStep.ts";
import type { StepShown } from "./reportTold.ts";

export function list(shown: ReferralPage & { page: number }, t: T): Message {
	const { which, list: reports, counts, ours, page, hasMore } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const number = (name: ReferralList) => counted(counts[name], t);
	const others = REFERRAL_LISTS.filter((name) => name !== which && (name === "all" || counts[name] > 0));
	return {
		text: [
			t("referrals.list.title", { agency: t.list(ours.map(({ name }) => name[t.language])) }),
			t("referrals.list.counts", {
				all: number("all"),
				soon: number("soon"),
				overdue: number("overdue"),
				asked: number("asked"),
			}),
			t.dynamic(`referrals.list.${which}`),
			"",
			...(reports.length === 0 ? [t("referrals.list.empty")] : []),
			...reports.map((report, index) =>
				t("referrals.list.line", {
					number: numberOf(index),
					what: inShort(report, t),
					neighbourhood: shown.neighbourhoods.get(report.neighbourhoodId)?.name ?? t.plain("reportDesk.card.somewhere"),
					state: html(t.dynamic(`reports.state.${report.state}`)),
					due:
						report.dueOn === undefined
							? html(t("referrals.list.noDue"))
							: leftUntil(report.dueOn, shown.now, shown.week, t),
				}),
			),
		].join("\n"),
		buttons: [
			...(reports.length > 0
				? [reports.map(({ id }, index) => ({ label: t.digits(numberOf(index)), press: press("referral.open", id) }))]
				: []),
			...turns(
				{
					page,
					count: counts[which],
					hasMore,
					to: (way, to) => press("referral.list", which, way === "after" ? "a" : "b", edgeOf(reports, way), to),
					here: press("referral.list", which),
				},
				t,
			),
			...inTwos(
				others.map((name) => ({
					label: t.dynamicPlain(`referrals.button.${name}`, { number: number(name) }),
					press: press("referral.list", name),
				})),
			),
			[homeButton(t)],
		],
	};
}

/** What a liaison's home says of it. */
export function homeLine(counts: ReferralCounts, t: T): string {
	return t("referrals.home", { all: counted(counts.all, t), overdue: counted(counts.overdue, t) });
}

export function homeRow(counts: ReferralCounts, t: T): Button[] {
	return [
		{
			label: t.plain("referrals.button.list", { number: counted(counts.all, t) }),
			press: press("referral.list", "all"),
		},
	];
}

function toList(t: T): Button {
	return { label: t.plain("referrals.button.toList"), press: press("referral.list", "all") };
}

function lines(shown: ReportShown, t: T): string[] {
	const { report } = shown;
	const referred = report.steps.findLast(({ event }) => event === "referred");
	return [
		...factLines(shown, t),
		"",
		...stateLines(shown, t),
		...(referred?.words === undefined ? [] : [t("referrals.new.words", { words: referred.words })]),
	];
}

/** The report as its agency sees it. */
export function card(shown: ReportShown, t: T): Message {
	return {
		text: lines(shown, t).join("\n"),
		buttons: [...mediaRows(shown, t), ...actionRows(shown.report, t), [toList(t), homeButton(t)]],
	};
}

/** The card with the news that it was referred. */
export function fresh(shown: ReportShown, t: T): Message {
	const agency = agencyName(shown.report.referral?.agencyId, shown, t);
	return {
		text: [t("referrals.new.title", { agency }), ...lines(shown, t)].join("\n"),
		buttons: [...mediaRows(shown, t), ...actionRows(shown.report, t), [toList(t)]],
	};
}

function actionRows(report: Report, t: T): Button[][] {
	const { id, state, awaiting } = report;
	const history = { label: t.plain("referrals.button.history"), press: press("referral.history", id) };
	if (!isOpen(report)) return [[history]];
	const ask = awaiting ? [] : [{ label: t.plain("referrals.button.ask"), press: press("referral.ask", id) }];
	const progress = { label: t.plain("referrals.button.progress"), press: press("referral.progress", id) };
	const decline = { label: t.plain("referrals.button.decline"), press: press("referral.decline", id) };
	if (state === "referred") {
		return [
			[{ label: t.plain("referrals.button.accept"), press: press("referral.accept", id) }, decline],
			[...ask, history],
		];
	}
	const propose =
		awaiting?.what === "confirmation"
			? []
			: [{ label: t.plain("referrals.button.propose"), press: press("referral.propose", id) }];
	return [[progress, ...propose], [...ask, history], [decline]];
}

function openButton(id: string, t: T): Button {
	return { label: t.plain("referrals.button.open"), press: press("referral.open", id) };
}

/** What others did with a report the agency has. */
export function news(shown: StepShown, t: T): Message {
	const { report } = shown;
	const step = report.steps[shown.step];
	if (!step) throw new Error(`report ${report.id} has no step ${shown.step}`);
	const photos = step.photos?.length ? [photosButton(report, shown.step, t)] : [];
	// A code in the step is another report's.
	const values = { ...stepValues(step, shown, t), code: report.code };
	return {
		text: [t.dynamic(`referrals.news.${step.event}`, values), ...quoted(step, t)].join("\n"),
		buttons: [[openButton(report.id, t), ...photos]],
	};
}

/** It was given to another agency. */
export function taken({ report }: ReportShown, t: T): Message {
	return { text: t("referrals.news.taken", { code: report.code }), buttons: [[toList(t), homeButton(t)]] };
}

export interface Morning {
	agency: Agency;
	overdue: Report[];
	soon: Report[];
	overdueCount: number;
	soonCount: number;
	silentDays: number;
	now: Date;
	week: OfficeWeek;
}

/** The liaison's morning: what is over its deadline, what soon will be, and the longest silence. */
export function morning(
	{ agency, overdue, soon, overdueCount, soonCount, silentDays, now, week }: Morning,
	t: T,
): Message {
	const line = (report: Report) =>
		t("referrals.morning.line", {
			code: report.code,
			what: inShort(report, t),
			due: leftUntil(report.dueOn ?? "", now, week, t),
		});
	return {
		text: [
			t("referrals.morning.title", { agency: agency.name[t.language], day: html(t.dayMonth(now)) }),
			...(overdueCount > 0 ? [t("referrals.morning.overdue", { number: counted(overdueCount, t) })] : []),
			...overdue.map(line),
			...(soonCount > 0 ? [t("referrals.morning.soon", { number: counted(soonCount, t) })] : []),
			...soon.map(line),
			...(silentDays >= 3 ? [t("referrals.morning.silent", { count: silentDays })] : []),
		].join("\n"),
		buttons: [[toList(t)]],
	};
}

/** After a form of the liaison's. */
export function sent(report: Report, key: "sent" | "proposed" | "declined", t: T): Message {
	const text = t.dynamic(`referrals.${key}`, { code: report.code });
	const buttons = key === "declined" ? [toList(t), homeButton(t)] : [openButton(report.id, t), toList(t)];
	return { text, buttons: [buttons] };
}

/** It is not theirs any more, or they answer for no agency any more. */
export function gone(isLiaison: boolean, t: T): Message {
	return {
		text: isLiaison ? t("referrals.gone") : t("referrals.dismissed"),
		buttons: [
			...(isLiaison ? [[toList(t)]] : []),
			[{ label: t.plain("home.button.secretariat"), press: press("secretariat.write") }, homeButton(t)],
		],
	};
}
