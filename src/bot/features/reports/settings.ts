/** What the admins set about reports: what a category means, how many one may make in a day; which organizations are trusted. */
import { englishLabel, itemId, labelKey, persianLabel } from "../../../domain/list.ts";
import { may } from "../../../domain/permissions.ts";
import { REPORTS_A_DAY } from "../../../domain/report.ts";
import { emergencyNumber, RADIUS, type ReportCategory, WORKING_DAYS } from "../../../domain/reportCategory.ts";
import { addCategory, categoryOf, changeCategory } from "../../../services/reports/categories.ts";
import { reportsADay, setReportsADay, trust } from "../../../services/reports/limit.ts";
import * as views from "../../../views/reportSettings.ts";
import type { PressHandler } from "../../context.ts";
import { choice, form, number, text, yesNo } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { everyWorkingDimension } from "../../questions/report.ts";

const meaning = {
	dimension: choice(
		{ from: everyWorkingDimension },
		{ label: (value, t) => t.dynamicPlain(labelKey("dimensions", value)) },
	),
	radiusM: number(RADIUS),
	workingDays: number(WORKING_DAYS),
	isSensitive: yesNo(),
	emergencyNumber: text(emergencyNumber, { optional: true }),
};

interface Meaning {
	dimension: string;
	radiusM: number;
	workingDays: number;
	isSensitive: boolean;
	emergencyNumber?: string | undefined;
}

function meant({ isSensitive, emergencyNumber, ...rest }: Meaning): ReportCategory {
	return { ...rest, ...(isSensitive && { isSensitive }), ...(emergencyNumber !== undefined && { emergencyNumber }) };
}

const addReportCategory = form("addReportCategory", {
	texts: "reportSettings",
	questions: { fa: text(persianLabel), en: text(englishLabel), ...meaning },
	submit: (actor, { fa, en, ...rest }, now, draft) => addCategory(actor, { fa, en, ...meant(rest) }, now, draft),
	done: (_: unknown, t) => views.kept(t),
});

const changeReportCategory = form("changeReportCategory", {
	texts: "reportSettings",
	questions: meaning,
	submit: (actor, answers, now, { subject }) => changeCategory(actor, subject, meant(answers), now),
	done: (_: unknown, t) => views.kept(t),
});

const setReportLimit = form("setReportLimit", {
	texts: "reportSettings",
	questions: { number: number(REPORTS_A_DAY) },
	review: false,
	submit: (actor, { number }, now) => setReportsADay(actor, number, now),
	done: (number: number, t) => views.limitSet(number, t),
});

export const settingForms = [addReportCategory, changeReportCategory, setReportLimit];

export const settingPresses: Record<string, PressHandler> = {
	"report.categoryAdd": async (ctx) => {
		if (!may(ctx.actor, "lists.change")) return await showNoAccess(ctx);
		await ctx.begin(addReportCategory);
	},
	"report.category": async (ctx, value = "") => {
		const category = may(ctx.actor, "lists.change") ? await categoryOf(value) : undefined;
		if (category) await ctx.show(views.category(category, itemId("categories", value), ctx.t));
		else await showNoAccess(ctx);
	},
	"report.categoryChange": async (ctx, value = "") => {
		const category = may(ctx.actor, "lists.change") ? await categoryOf(value) : undefined;
		if (!category) return await showNoAccess(ctx);
		const { dimension, radiusM, workingDays, isSensitive = false, emergencyNumber } = category;
		await ctx.begin(changeReportCategory, {
			subject: value,
			answers: {
				dimension,
				radiusM,
				workingDays,
				isSensitive,
				...(emergencyNumber !== undefined && { emergencyNumber }),
			},
		});
	},
	"report.limit": async (ctx) => {
		if (!may(ctx.actor, "lists.change")) return await showNoAccess(ctx);
		await ctx.begin(setReportLimit, { notice: ctx.t("reportSettings.limitNow", { number: await reportsADay() }) });
	},
	"report.trust": async (ctx, id = "", on = "") => {
		const result = await trust(actorOf(ctx), id, on === "yes", ctx.now);
		if (result.ok) await ctx.show(views.trustSet(result.value, ctx.t));
		else if (result.reason === "notAllowed") await showNoAccess(ctx);
		else await ctx.toast(ctx.t.plain("reportSettings.refusal.changedMeanwhile"), { alert: true });
	},
};
