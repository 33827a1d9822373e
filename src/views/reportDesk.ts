/** How the secretariat sees reports: the desk, its lists, a report's card with all that may be done, its history. */
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { isOpen, type Report, type ReportStep } from "../domain/report.ts";
import { DESK_LISTS, type DeskList, fixedCounts, plainDay } from "../domain/reportDesk.ts";
import type { DeskCounts, ReportPage, ReportShown } from "../domain/reportShown.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { inboxButton } from "./application.ts";
import { shortened } from "./form.ts";
import { counted, homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";
import { coordinatorName } from "./person.ts";
import {
	behalfLines,
	categoryName,
	kindLines,
	kindName,
	mapUrl,
	officeLine,
	stalledLines,
	supportLines,
	supportPhotosRow,
} from "./report.ts";
import { agencyName, inShort, leftUntil, quoted, silence, stepValues, whyNoPhoto } from "./reportStep.ts";

const WHAT = 1500;
const SHORT = 400;

/** What waits of reports, in counts. */
export function desk(counts: DeskCounts, t: T): Message {
	const there = DESK_LISTS.filter((which) => counts[which] > 0);
	return {
		text: [
			t("reportDesk.desk.title"),
			...there.map((which) => t.dynamic(`reportDesk.desk.${which}`, { number: counted(counts[which], t) })),
			...(there.length === 0 ? [t("reportDesk.desk.empty")] : []),
		].join("\n"),
		buttons: [...inTwos(there.map((which) => listButton(which, counts, t))), [inboxButton(t), homeButton(t)]],
	};
}

function listButton(which: DeskList, counts: DeskCounts, t: T): Button {
	const label = t.dynamicPlain(`reportDesk.button.${which}`, { number: counted(counts[which], t) });
	return { label, press: press("report.deskList", which) };
}

/** What of it belongs on the home screen and in the inbox. */
const URGENT = ["unrouted", "proposed", "overdue"] as const;

export function deskLines(counts: DeskCounts, t: T): string[] {
	return URGENT.filter((which) => counts[which] > 0).map((which) =>
		t.dynamic(`reportDesk.home.${which}`, { number: counted(counts[which], t) }),
	);
}

export function deskRows(counts: DeskCounts, t: T): Button[][] {
	const urgent = URGENT.filter((which) => counts[which] > 0).map((which) => listButton(which, counts, t));
	return inTwos([...urgent, deskButton(t)]);
}

/** Whether anything of it stands on the desk. */
export function hasReports(counts: DeskCounts): boolean {
	return DESK_LISTS.some((which) => counts[which] > 0);
}

export function deskButton(t: T): Button {
	return { label: t.plain("reportDesk.button.desk"), press: press("report.desk") };
}

export function inTwos(buttons: Button[]): Button[][] {
	return Array.from({ length: Math.ceil(buttons.length / 2) }, (_, row) => buttons.slice(row * 2, row * 2 + 2));
}

export function list(shown: ReportPage<DeskList> & { page: number }, t: T): Message {
	const { which, list: reports, count, page, hasMore } = shown;
	if (reports.length === 0) return { text: t("reportDesk.list.empty"), buttons: [[deskButton(t), homeButton(t)]] };
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = reports.map((report, index) => line(report, numberOf(index), shown, t));
	return {
		text: [t.dynamic(`reportDesk.list.${which}`, { number: counted(count, t) }), "", ...lines].join("\n"),
		buttons: [
			reports.map(({ id }, index) => ({ label: t.digits(numberOf(index)), press: press("report.card", id) })),
			...turns(
				{
					page,
					count,
					hasMore,
					to: (way, to) => press("report.deskList", which, way === "after" ? "a" : "b", edgeOf(reports, way), to),
					here: press("report.deskList", which),
				},
				t,
			),
			[deskButton(t), homeButton(t)],
		],
	};
}

export function edgeOf(reports: Report[], way: "after" | "before"): string {
	return (way === "after" ? reports.at(-1) : reports[0])?.id ?? "";
}

function line(report: Report, number: number, shown: ReportPage<DeskList>, t: T): string {
	const what = inShort(report, t);
	if (shown.which === "overdue") {
		return t("reportDesk.list.lineDue", {
			number,
			what,
			agency: agencyName(report.referral?.agencyId ?? report.agencyId, shown, t),
			due: leftUntil(report.dueOn ?? "", shown.now, shown.week, t),
			silence: html(silence(report, shown.now, t) ?? t.dynamic(`reports.state.${report.state}`)),
		});
	}
	return t("reportDesk.list.line", {
		number,
		what,
		state: html(t.dynamic(`reports.state.${report.state}`)),
		neighbourhood: shown.neighbourhoods.get(report.neighbourhoodId)?.name ?? t.plain("reportDesk.card.somewhere"),
		when: html(t.shortDate(report.createdAt)),
	});
}

/** A report that was just made, or as it stands now: the card every coordinator gets, which changes with it. */
export function card(shown: ReportShown, t: T): Message {
	const { report } = shown;
	const isNew = report.state === "received" && report.claimedById === undefined && report.steps.length === 1;
	return {
		text: [...(isNew ? [t("reports.new")] : []), ...cardLines(shown, t)].join("\n"),
		buttons: [...mediaRows(shown, t), ...actionRows(shown, t)],
	};
}

/** The card as it is opened from a list, with the ways back. */
export function openedCard(shown: ReportShown, t: T): Message {
	const { text, buttons = [] } = card(shown, t);
	return { text, buttons: [...buttons, [deskButton(t), homeButton(t)]] };
}

/** What an agency may know of it as well. */
export function factLines(shown: ReportShown, t: T): string[] {
	const { report, neighbourhood } = shown;
	const urgency = html(t.dynamic(`reports.choice.urgency.${report.urgency}`));
	const lines = [
		t("reportDesk.card.title", { code: report.code, kind: html(kindName(report, t)) }),
		t("reportDesk.card.category", {
			category: html(categoryName(report, t)),
			neighbourhood: neighbourhood?.name ?? t.plain("reportDesk.card.somewhere"),
		}),
	];
	if (report.landmark !== undefined) lines.push(t("reportDesk.card.landmark", { landmark: report.landmark }));
	const words = shortened(report.what, WHAT);
	if (words === "") lines.push(t("reportDesk.card.voiceOnly"));
	else lines.push(words.length > 300 ? t("reportDesk.card.longWhat", { words }) : t("reportDesk.card.what", { words }));
	const finishing = shown.agencies.get(report.stalled?.agencyId ?? "")?.name;
	lines.push(...kindLines(report, t), ...stalledLines({ report, finishing }, t));
	lines.push(
		report.affected > 0
			? t("reportDesk.card.affected", { number: report.affected, urgency })
			: t("reportDesk.card.affectedUnknown", { urgency }),
		...supportLines(shown.supports, t),
		...officeLine(shown, t),
	);
	return lines;
}

/** Where it stands, until when, and since when nothing was heard. */
export function stateLines(shown: ReportShown, t: T): string[] {
	const { report, now, week } = shown;
	const lines = [
		report.outcome
			? t("reportDesk.card.closed", { outcome: html(t.dynamic(`reports.outcome.${report.outcome}`)) })
			: t("reportDesk.card.state", { state: html(t.dynamic(`reports.state.${report.state}`)) }),
	];
	if (report.dueOn !== undefined && isOpen(report)) {
		const day = html(t.dayMonth(plainDay(report.dueOn)));
		lines.push(t("reportDesk.card.due", { day, left: leftUntil(report.dueOn, now, week, t) }));
	}
	const silent = silence(report, now, t);
	if (silent) lines.push(silent);
	if (report.awaiting?.until)
		lines.push(t("reportDesk.card.awaitsReporter", { day: html(t.dayMonth(report.awaiting.until)) }));
	if (report.reopened > 0) lines.push(t("reportDesk.card.reopened", { number: report.reopened }));
	const { yes, unknown } = fixedCounts(report);
	if (report.outcome === "done") lines.push(t("reportDesk.card.fixed", { yes, unknown }));
	return lines;
}

function cardLines(shown: ReportShown, t: T): string[] {
	const { report, survivor, merged } = shown;
	const lines = [...factLines(shown, t), "", ...stateLines(shown, t), ...agencyLines(shown, t)];
	if (report.awaiting?.what === "confirmation") {
		const proposed = report.steps.findLast(({ event }) => event === "closingProposed");
		lines.push(t("reportDesk.card.awaitsConfirmation", { words: shortened(proposed?.words ?? "", SHORT) }));
		lines.push(...whyNoPhoto(proposed, t));
	}
	const committee = shown.committees.get(report.committeeId ?? "")?.name[t.language];
	if (committee) lines.push(t("reportDesk.card.committee", { committee }));
	lines.push(...behalfLines(shown, t));
	if (isOpen(report)) lines.push(holderLine(shown, t));
	if (report.supporters > 0) lines.push(t("reportDesk.card.supporters", { number: report.supporters }));
	if (survivor) lines.push(t("reportDesk.card.survivor", { code: survivor.code }));
	if (merged.length > 0)
		lines.push(t("reportDesk.card.merged", { codes: t.list(merged.slice(0, 10).map(({ code }) => code)) }));
	if (report.isSensitive) lines.push(t("reportDesk.card.sensitive"));
	if (isOpen(report) && shown.reporterAway) lines.push(t("reportDesk.card.reporterAway"));
	return lines;
}

function agencyLines(shown: ReportShown, t: T): string[] {
	const { report } = shown;
	const { referral } = report;
	if (!referral) {
		if (report.agencyId === undefined || !isOpen(report)) return [];
		return [t("reportDesk.card.agencyProposed", { agency: agencyName(report.agencyId, shown, t) })];
	}
	const agency = agencyName(referral.agencyId, shown, t);
	if (referral.declinedWhy !== undefined)
		return [t("reportDesk.card.agencyDeclined", { agency, words: shortened(referral.declinedWhy, SHORT) })];
	return [
		...(shown.agencyAway && isOpen(report) ? [t("reportDesk.refer.noLiaison")] : []),
		referral.acceptedAt && isOpen(report)
			? t("reportDesk.card.agencyAccepted", { agency, when: html(t.shortDate(referral.acceptedAt)) })
			: t("reportDesk.card.agency", { agency, when: html(t.shortDate(referral.at)) }),
	];
}

function holderLine({ report, people }: ReportShown, t: T): string {
	if (report.claimedById === undefined) return t("reportDesk.card.unclaimed");
	return t("reportDesk.card.claimed", { person: coordinatorName(people.get(report.claimedById), t) });
}

export function mediaRows({ report, supports }: ReportShown, t: T): Button[][] {
	const { id, photos, voice, place } = report;
	const row: Button[] = [];
	if (photos.length > 0)
		row.push({
			label: t.plain("reportDesk.button.photos", { number: photos.length }),
			press: press("report.photo", id, 0),
		});
	if (voice !== undefined) row.push({ label: t.plain("reports.button.voice"), press: press("report.voice", id) });
	if (place) row.push({ label: t.plain("reports.button.map"), url: mapUrl(place) });
	return [...(row.length > 0 ? [row] : []), ...supportPhotosRow(report, supports, t)];
}

function actionRows({ report, viewer }: ReportShown, t: T): Button[][] {
	const { id, state } = report;
	if (!may(viewer, "report.handle", report)) return [];
	const to = (name: keyof typeof LABELS): Button => ({
		label: t.plain(LABELS[name]),
		press: press(`report.${name}`, id),
	});
	const more: Button[] = [to("history"), to("more")];
	if (report.survivorId !== undefined) return [[to("unmerge")], more];
	if (!isOpen(report)) return [more];
	const lies = state === "referred" || state === "inProgress";
	const held = report.claimedById === viewer.person.id;
	const first: Button[] = [];
	if (report.claimedById === undefined) first.push(to("claim"));
	else if (!held) first.push(to("takeOver"));
	first.push(lies ? { ...to("refer"), label: t.plain("reportDesk.button.referAgain") } : to("refer"));
	const second = [...(report.awaiting || report.reporterId === viewer.person.id ? [] : [to("ask")]), to("close")];
	return [
		...(report.awaiting?.what === "confirmation" ? [[to("confirm"), to("refuseProposal")]] : []),
		first,
		second,
		more,
	];
}

const LABELS = {
	claim: "reportDesk.button.claim",
	takeOver: "reportDesk.button.takeOver",
	release: "reportDesk.button.release",
	refer: "reportDesk.button.refer",
	ask: "reportDesk.button.ask",
	close: "reportDesk.button.close",
	confirm: "reportDesk.button.confirm",
	refuseProposal: "reportDesk.button.refuseProposal",
	more: "reportDesk.button.more",
	route: "reportDesk.button.route",
	deadline: "reportDesk.button.deadline",
	merge: "reportDesk.button.merge",
	unmerge: "reportDesk.button.unmerge",
	note: "reportDesk.button.note",
	reveal: "reportDesk.button.reveal",
	history: "reportDesk.button.history",
} as const;

/** What is seldom done. */
export function more({ report, viewer }: ReportShown, t: T): Message {
	const { id } = report;
	const to = (name: keyof typeof LABELS): Button => ({
		label: t.plain(LABELS[name]),
		press: press(`report.${name}`, id),
	});
	const open = isOpen(report);
	return {
		text: t("reportDesk.more", { code: report.code }),
		buttons: [
			...(open ? [[to("route"), to("deadline")]] : []),
			[...(open ? [to("merge")] : []), to("note")],
			...(open && report.claimedById === viewer.person.id ? [[to("release")]] : []),
			[to("reveal")],
			[back(id, t), homeButton(t)],
		],
	};
}

export function back(id: string, t: T): Button {
	return { label: t.plain("reportDesk.button.back"), press: press("report.card", id) };
}

/** Opens the secretariat's card. */
export function cardButton(id: string, t: T): Button {
	return { label: t.plain("reportDesk.button.card"), press: press("report.card", id) };
}

/** From the card everybody sees to what whoever looks may do: handle it, answer for the agency, answer a question. */
export function waysOn(report: Report, viewer: Actor, t: T): Button[][] {
	const ways: Button[] = [];
	if (may(viewer, "report.handle", report)) ways.push(cardButton(report.id, t));
	if (may(viewer, "referral.answer", report))
		ways.push({ label: t.plain("referrals.button.open"), press: press("referral.open", report.id) });
	if (report.awaiting?.what === "reporter" && report.reporterId === viewer.person.id)
		ways.push({ label: t.plain("reportDesk.button.answer"), press: press("report.answer", report.id) });
	return ways.length > 0 ? inTwos(ways) : [];
}

/** So many steps are read at once. */
const STEPS = 12;

/** The steps whoever looks may know, the newest last, with the photos of each. */
export function history(shown: ReportShown & { forAgency?: boolean }, t: T): Message {
	const { report, forAgency = false } = shown;
	const all = report.steps.map((step, number) => ({ step, number })).filter(({ step }) => !step.private || !forAgency);
	const seen = all.slice(-STEPS);
	const lines = seen.map(({ step }) => historyLine(step, shown, t));
	const photos = seen.flatMap(({ step, number }) => (step.photos?.length ? [photosButton(report, number, t)] : []));
	const backTo = forAgency
		? { label: t.plain("reportDesk.button.back"), press: press("referral.open", report.id) }
		: back(report.id, t);
	return {
		text: [
			t("reportDesk.history.title", { code: report.code }),
			...(all.length > seen.length ? [t("reportDesk.history.earlier", { number: all.length - seen.length })] : []),
			...lines,
		].join("\n"),
		buttons: [...inTwos(photos), [backTo, homeButton(t)]],
	};
}

function historyLine(step: ReportStep, shown: ReportShown, t: T): string {
	const values = { ...stepValues(step, shown, t) };
	const what = html(t.dynamic(`reportDesk.step.${step.event}`, values));
	const when = html(t.shortDate(step.at));
	if (step.words === undefined) return t("reportDesk.history.line", { when, what });
	const line = t("reportDesk.history.lineWords", { when, what, words: shortened(step.words, 200) });
	return [line, ...whyNoPhoto(step, t)].join("\n");
}

/** Shows the photos of a step. */
export function photosButton(report: Report, number: number, t: T): Button {
	const count = report.steps[number]?.photos?.length ?? 0;
	return {
		label: t.plain("reportDesk.button.stepPhotos", { number: count }),
		press: press("report.stepPhotos", report.id, number),
	};
}

/** One photo of a step. */
export function photo(report: Report, fileId: string, number: number, t: T): Message {
	return {
		text: t("reportDesk.photo", { number, code: report.code }),
		file: { kind: "photo", source: { fileId } },
	};
}

/** What happened to a report a coordinator takes care of. */
export function news(shown: ReportShown & { step: number }, t: T): Message {
	const { report } = shown;
	const step = report.steps[shown.step];
	if (!step) throw new Error(`report ${report.id} has no step ${shown.step}`);
	const buttons: Button[] = [cardButton(report.id, t)];
	if (step.photos?.length) buttons.push(photosButton(report, shown.step, t));
	return {
		text: [t.dynamic(`reportDesk.news.${step.event}`, stepValues(step, shown, t)), ...quoted(step, t)].join("\n"),
		buttons: [buttons],
	};
}

/** Whether Thursdays count, for admins. */
export function week(thursdayIsFree: boolean, t: T): Message {
	const way = thursdayIsFree ? "work" : "free";
	return {
		text: thursdayIsFree ? t("reportDesk.week.free") : t("reportDesk.week.worked"),
		buttons: [
			[{ label: t.dynamicPlain(`reportDesk.week.button.${way}`), press: press("week.thursday", way) }],
			[{ label: t.plain("admin.desk.button.back"), press: press("admin") }, homeButton(t)],
		],
	};
}
