/** What an assessment's screens share: when it closes, what its indicators are called, the way back. */
import { type Assessment, type Indicator, isOpenAt } from "../domain/assessment.ts";
import { labelKey } from "../domain/list.ts";
import type { T } from "../texts/index.ts";
import { type Button, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";

export function stateLine(one: Assessment, now: Date, t: T): string {
	return isOpenAt(one, now)
		? t("assessments.openUntil", { day: html(t.date(lastMoment(one))) })
		: t("assessments.closedAt", { day: html(t.near(lastMoment(one), now)) });
}

/** The end of a day is told as that day, not as the next one's beginning. */
export function lastMoment({ closesAt }: Assessment): Date {
	return new Date(closesAt.getTime() - 1);
}

export function backToList(t: T): Button {
	return { label: t.plain("assessments.button.list"), press: press("assessment.list") };
}

/** What the admins call it now; until this process has read that, what they called it before. HTML. */
export function indicatorName({ value, labels }: Indicator, t: T): string {
	const key = labelKey("indicators", value);
	return t.has(key) ? t.dynamic(key) : t.value(labels?.[t.language] ?? value).markup;
}

export function dimensionName(value: string, t: T): string {
	const key = labelKey("dimensions", value);
	return t.has(key) ? t.dynamic(key) : t.value(value).markup;
}
