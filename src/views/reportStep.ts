/** What happened to a report, in the words of each who hears of it, and what a card says of its deadline and of silence. */
import { compareDates, dayOf } from "../domain/dates.ts";
import type { Person } from "../domain/person.ts";
import { isOpen, type Report, type ReportStep } from "../domain/report.ts";
import { plainDay, silentDays } from "../domain/reportDesk.ts";
import type { ReportShown } from "../domain/reportShown.ts";
import { type OfficeWeek, workingDaysBetween } from "../domain/workingDays.ts";
import type { T } from "../texts/index.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { shortened } from "./form.ts";
import { categoryName } from "./report.ts";

/** Of what is wrong, beside a code. */
const WHAT = 50;
const WORDS = 1200;

/** What it is about in a few words. */
export function inShort(report: Report, t: T): string {
	const what = report.what.replaceAll("\n", " ").trim();
	return what === "" ? categoryName(report, t) : shortened(what, WHAT);
}

type Named = Pick<ReportShown, "agencies" | "committees">;

export function agencyName(id: unknown, { agencies }: Pick<Named, "agencies">, t: T): string {
	return agencies.get(String(id ?? ""))?.name[t.language] ?? t.plain("reportDesk.card.agencyGone");
}

/** Everything a sentence about a step may name. */
export function stepValues(step: ReportStep, shown: Named & { report: Report }, t: T) {
	const { report } = shown;
	const { refs } = step;
	const day = refs?.dueOn ?? report.dueOn;
	const committee = shown.committees.get(String(refs?.committeeId ?? report.committeeId ?? ""))?.name[t.language];
	return {
		code: String(refs?.code ?? report.code),
		agency: agencyName(refs?.agencyId ?? report.referral?.agencyId, shown, t),
		committee: committee ?? "",
		day: day === undefined ? "" : html(t.dayMonth(plainDay(String(day)))),
		outcome: step.outcome ? html(t.dynamic(`reports.outcome.${step.outcome}`)) : "",
		number: report.reopened,
	};
}

/** What was said with it, in a quote. */
export function quoted(step: ReportStep | undefined, t: T, length = WORDS): string[] {
	if (step?.words === undefined) return [];
	return [t("reportDesk.told.words", { words: shortened(step.words, length) }), ...whyNoPhoto(step, t)];
}

/** What is said to be done and not shown has its reason below it. */
export function whyNoPhoto(step: ReportStep | undefined, t: T): string[] {
	const words = step?.whyNoPhoto;
	return words === undefined ? [] : [t("reportDesk.told.whyNoPhoto", { words: shortened(words, WORDS) })];
}

/** "deadline today", "2 working days over" */
export function leftUntil(dueOn: string, now: Date, week: OfficeWeek, t: T): SafeHtml {
	const [today, due] = [dayOf(now, t.timeZone), plainDay(dueOn)];
	const order = compareDates(today, due);
	if (order === 0) return html(t("reportDesk.card.dueToday"));
	const count = Math.abs(workingDaysBetween(today, due, week));
	// A deadline on the last working day before a weekend is over on the weekend already.
	return html(
		order > 0 ? t("reportDesk.card.overdue", { count: Math.max(1, count) }) : t("reportDesk.card.soon", { count }),
	);
}

/** "No word from the agency for 9 days", from the third day on. */
export function silence(report: Report, now: Date, t: T): string | undefined {
	if (!isOpen(report) || (report.state !== "referred" && report.state !== "inProgress")) return undefined;
	const count = silentDays(report, now);
	return count < SILENT_FROM ? undefined : t("reportDesk.card.silence", { count });
}

const SILENT_FROM = 3;

/** Whether the report is the recipient's own or one they support. */
export function about(report: Report, person: Pick<Person, "id">, t: T): string {
	const values = { code: report.code, what: inShort(report, t) };
	return report.reporterId === person.id
		? t("reportDesk.told.about", values)
		: t("reportDesk.told.aboutFollowed", values);
}
