/** What the admins set about reports, as it is shown: what a category means, the daily limit, a trusted organization. */
import type { Organization } from "../domain/organization.ts";
import type { ReportCategory } from "../domain/reportCategory.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";

function listButton(t: T): Button {
	return { label: t.plain("reportSettings.button.categories"), press: press("list.open", "categories", 0) };
}

/** Over the list of categories. */
export function limitButton(t: T): Button {
	return { label: t.plain("reportSettings.button.limit"), press: press("report.limit") };
}

/** On the card of a category. */
export function meaningButton(value: string, t: T): Button {
	return { label: t.plain("reportSettings.button.meaning"), press: press("report.category", value) };
}

export function category(means: ReportCategory & { value: string }, itemId: string, t: T): Message {
	const said = (key: string) => html(t.dynamic(`reportSettings.${key}`));
	return {
		text: t("reportSettings.category", {
			name: html(t.dynamic(`reports.choice.category.${means.value}`)),
			dimension: html(t.dynamic(`committees.choice.dimension.${means.dimension}`)),
			metres: means.radiusM,
			days: means.workingDays,
			sensitive: said(means.isSensitive ? "sensitive" : "notSensitive"),
			emergency:
				means.emergencyNumber === undefined ? said("noEmergency") : html(`<code>${means.emergencyNumber}</code>`),
		}),
		buttons: [
			[{ label: t.plain("reportSettings.button.change"), press: press("report.categoryChange", means.value) }],
			[{ label: t.plain("reportSettings.button.back"), press: press("list.item", itemId) }, homeButton(t)],
		],
	};
}

export function kept(t: T): Message {
	return { text: t("reportSettings.kept"), buttons: [[listButton(t), homeButton(t)]] };
}

export function limitSet(number: number, t: T): Message {
	return { text: t("reportSettings.limitSet", { number }), buttons: [[listButton(t), homeButton(t)]] };
}

/** On the register's card of an approved organization. */
export function trustButton({ id, isTrusted }: Organization, t: T): Button {
	return isTrusted
		? { label: t.plain("reportSettings.button.trustNo"), press: press("report.trust", id, "no") }
		: { label: t.plain("reportSettings.button.trust"), press: press("report.trust", id, "yes") };
}

export function trustSet(organization: Organization, t: T): Message {
	const { name, id } = organization;
	return {
		text: organization.isTrusted ? t("reportSettings.trusted", { name }) : t("reportSettings.notTrusted", { name }),
		buttons: [[{ label: t.plain("register.button.backToCard"), press: press("register.open", id) }, homeButton(t)]],
	};
}
