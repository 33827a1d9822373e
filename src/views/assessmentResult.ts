/** The result of a needs assessment as it is sent: a picture with its numbers in words, and a sheet. */
import { type Assessment, isOpenAt } from "../domain/assessment.ts";
import type { AssessmentResult } from "../domain/assessmentShown.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { backToList } from "./assessmentWords.ts";
import { homeButton } from "./home.ts";

export function resultBegun(t: T): Message {
	return { text: t("assessments.resultBegun"), buttons: [[backToList(t), homeButton(t)]] };
}

type ResultShown = Pick<AssessmentResult, "assessment" | "results" | "neighbourhoods" | "now">;

/** Telegram takes 1024 units of caption; a name takes its share of them. */
const NAME_IN_CAPTION = 24;

/** Every number of the picture, in words. */
function caption({ assessment, results, neighbourhoods, now }: ResultShown, t: T): string {
	const nameOf = (id: string) => (neighbourhoods.get(id) ?? "؟").slice(0, NAME_IN_CAPTION);
	const lines = results.map((one) => {
		const name = nameOf(one.neighbourhoodId);
		if (one.sheets === 0) return t("assessments.resultNone", { name });
		const [rank, mean] = [one.rank, html(decimal(one.mean, t))];
		if (one.sheets === 1) return t("assessments.resultOne", { rank, name, mean });
		return t("assessments.resultLine", {
			...{ rank, name, mean, count: one.sheets },
			lowest: html(decimal(one.lowest, t)),
			highest: html(decimal(one.highest, t)),
			disagreement: html(decimal(one.disagreement, t)),
		});
	});
	const unfinished = results.reduce((sum, one) => sum + one.unfinished, 0);
	return [
		t("assessments.resultTitle", { title: assessment.title.slice(0, 60) }),
		...(isOpenAt(assessment, now) ? [t("assessments.resultSoFar")] : []),
		...lines,
		...(unfinished > 0 ? [t("assessments.resultUnfinished", { count: unfinished })] : []),
	].join("\n");
}

/** "۴٫۲" */
function decimal(number: number, t: T): string {
	const [whole = "0", part = "0"] = number.toFixed(1).split(".");
	return `${t.digits(whole)}${t.language === "fa" ? "٫" : "."}${t.digits(part)}`;
}

export function picture(shown: ResultShown & { content: Uint8Array }, t: T): Message {
	return {
		text: caption(shown, t),
		file: { kind: "photo", source: { content: shown.content, name: "assessment.png" } },
		buttons: [[{ label: t.plain("assessments.button.open"), press: press("assessment.open", shown.assessment.id) }]],
	};
}

export function workbook({ assessment, content }: { assessment: Assessment; content: Uint8Array }, t: T): Message {
	return {
		text: t("assessments.workbook", { title: assessment.title }),
		file: { kind: "document", source: { content, name: `${t.plain("assessments.fileName")}.xlsx` } },
	};
}
