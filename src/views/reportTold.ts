/** What reporter and supporters are told of their report, what they are asked, and what they get back for an answer. */
import type { Report } from "../domain/report.ts";
import type { ReportShown } from "../domain/reportShown.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { photosButton } from "./reportDesk.ts";
import { about, agencyName, inShort, quoted, stepValues } from "./reportStep.ts";

export type StepShown = ReportShown & { step: number };

/** A step, in the words of who follows the report. */
export function told(shown: StepShown, t: T): Message {
	const { report, viewer } = shown;
	const step = stepOf(shown);
	return {
		text: [
			about(report, viewer.person, t),
			t.dynamic(`reportDesk.told.${step.event}`, stepValues(step, shown, t)),
			...quoted(step, t),
		].join("\n"),
		buttons: [rowOf(shown, t)],
	};
}

/** "Is it really fixed?" */
export function isItFixed(shown: StepShown, t: T): Message {
	const { report } = shown;
	const step = stepOf(shown);
	const what = inShort(report, t);
	const { code, id } = report;
	const says =
		step.refs?.agencyId === undefined
			? t("reportDesk.fixed.askOffice", { code, what })
			: t("reportDesk.fixed.ask", { agency: agencyName(step.refs.agencyId, shown, t), code, what });
	const answer = (label: string, said: string) => ({ label, press: press("report.fixed", id, report.reopened, said) });
	return {
		text: [says, ...quoted(step, t), t("reportDesk.fixed.question")].join("\n"),
		buttons: [
			[answer(t.plain("reportDesk.button.fixedYes"), "yes"), answer(t.plain("reportDesk.button.fixedNo"), "no")],
			[answer(t.plain("reportDesk.button.fixedUnknown"), "unknown")],
			rowOf(shown, t),
		],
	};
}

/** A question to the reporter. */
export function asked(shown: StepShown, t: T): Message {
	const { report } = shown;
	const step = stepOf(shown);
	const values = { code: report.code, what: inShort(report, t) };
	const until = report.awaiting?.until;
	return {
		text: [
			step.event === "agencyAsked"
				? t("reportDesk.asked.agency", { ...values, agency: agencyName(report.referral?.agencyId, shown, t) })
				: t("reportDesk.asked.secretariat", values),
			...quoted(step, t),
			...(until ? [t("reportDesk.asked.until", { day: html(t.dayMonth(until)) })] : []),
		].join("\n"),
		buttons: [
			[{ label: t.plain("reportDesk.button.answer"), press: press("report.answer", report.id) }, openButton(report, t)],
		],
	};
}

function stepOf({ report, step }: StepShown) {
	const found = report.steps[step];
	if (!found) throw new Error(`report ${report.id} has no step ${step}`);
	return found;
}

function rowOf({ report, step }: StepShown, t: T): Button[] {
	const photos = report.steps[step]?.photos?.length ? [photosButton(report, step, t)] : [];
	// Who was merged away follows the surviving report from now on.
	const id = report.survivorId ?? report.id;
	return [{ label: t.plain("reportDesk.button.open"), press: press("report.open", id) }, ...photos];
}

function openButton({ id }: Pick<Report, "id">, t: T): Button {
	return { label: t.plain("reportDesk.button.open"), press: press("report.open", id) };
}

/** After an answer to "is it fixed?", in place of the question. */
export function judged(report: Report, answer: "yes" | "unknown", t: T): Message {
	const no: Button[] =
		answer === "unknown"
			? [
					{
						label: t.plain("reportDesk.button.fixedNo"),
						press: press("report.fixed", report.id, report.reopened, "no"),
					},
				]
			: [];
	return {
		text: answer === "yes" ? t("reportDesk.fixed.yes") : t("reportDesk.fixed.unknown"),
		buttons: [[openButton(report, t), ...no], [homeButton(t)]],
	};
}

export function notJudged(id: string, t: T): Message {
	return { text: t("reportDesk.fixed.over"), buttons: [[openButton({ id }, t), homeButton(t)]] };
}

export function reopened(report: Report, t: T): Message {
	return {
		text: t("reportDesk.fixed.reopened", { code: report.code, number: report.reopened }),
		buttons: [[openButton(report, t), homeButton(t)]],
	};
}

export function answered(report: Report, t: T): Message {
	return {
		text: t("reportDesk.asked.answered", { code: report.code }),
		buttons: [[openButton(report, t), homeButton(t)]],
	};
}
