/** The admins' desk: how the bot is, what did not arrive, the backups, the audit log. */
import * as audit from "../../../services/audit.ts";
import * as backups from "../../../services/backups.ts";
import * as healthService from "../../../services/health.ts";
import * as staff from "../../../services/staff.ts";
import * as views from "../../../views/adminDesk.ts";
import * as logViews from "../../../views/auditLog.ts";
import type { BotContext, PressHandler } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

const PAGE = 6;

export async function showDesk(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const found = await healthService.look(actorOf(ctx), ctx.now);
	if (found.ok) await ctx.show(views.desk(found.value, ctx.t));
	else await showNoAccess(ctx);
}

export const deskPresses: Record<string, PressHandler> = {
	admin: showDesk,
	health: async (ctx) => {
		const found = await healthService.look(actorOf(ctx), ctx.now);
		if (found.ok) await ctx.show(views.health(found.value, ctx.t));
		else await showNoAccess(ctx);
	},
	"health.troubles": async (ctx, page = "0") => {
		const found = await healthService.whatDidNotArrive(actorOf(ctx), Math.trunc(Number(page)) || 0, PAGE);
		if (!found.ok) return await showNoAccess(ctx);
		await ctx.show(views.troubles({ ...found.value, perPage: PAGE, now: ctx.now, viewer: actorOf(ctx) }, ctx.t));
	},
	backups: showBackups,
	"backups.nightly": async (ctx, to) => {
		const result = await backups.setNightly(actorOf(ctx), to === "on", ctx.now);
		if (!result.ok) return await showNoAccess(ctx);
		await showBackups(ctx);
	},
	"backups.now": async (ctx) => {
		const result = await backups.order(actorOf(ctx), ctx.now);
		if (!result.ok) return await showNoAccess(ctx);
		await ctx.toast(ctx.t.plain("admin.backups.begun"));
		await showBackups(ctx);
	},
	audit: showLog,
	"audit.who": async (ctx, ...chosen) => {
		const found = await staff.list(actorOf(ctx));
		if (!found.ok) return await showNoAccess(ctx);
		await ctx.show(logViews.whoChoices(found.value.people, chosenOf(chosen), ctx.t));
	},
	"audit.kind": async (ctx, ...chosen) => {
		const allowed = await healthService.look(actorOf(ctx), ctx.now);
		if (!allowed.ok) return await showNoAccess(ctx);
		await ctx.show(logViews.kindChoices(chosenOf(chosen), ctx.t));
	},
	"audit.days": async (ctx, ...chosen) => {
		const { who, kind, days } = chosenOf(chosen);
		await showLog(ctx, who, kind, logViews.nextDays(days));
	},
};

/** A forged button may say anything. */
function chosenOf([who = "-", kind = "-", days = "-"]: string[]): logViews.LogChosen {
	return {
		who: /^([0-9A-Za-z]{16}|system)$/.test(who) ? who : "-",
		kind: Object.hasOwn(logViews.LOG_KINDS, kind) ? kind : "-",
		days: Object.hasOwn(logViews.LOG_DAYS, days) ? days : "-",
	};
}

async function showLog(ctx: BotContext, ...about: string[]): Promise<void> {
	await pauseForm(ctx);
	const chosen = chosenOf(about);
	const [, , , way, edge = "", page = "1"] = about;
	const from = way === "a" ? { after: edge } : way === "b" ? { before: edge } : {};
	const kind = logViews.LOG_KINDS[chosen.kind];
	const days = logViews.LOG_DAYS[chosen.days];
	const filter = {
		...(chosen.who !== "-" && { byId: chosen.who }),
		...(kind !== undefined && { kind }),
		...(days !== undefined && { days }),
	};
	const found = await audit.log(actorOf(ctx), filter, from, PAGE, ctx.now);
	if (!found.ok) return await showNoAccess(ctx);
	// A page that lies before the first one: from the beginning.
	if (found.value.lines.length === 0 && way !== undefined) return await showLog(ctx, ...about.slice(0, 3));
	const number = way === undefined ? 1 : Math.max(1, Math.trunc(Number(page)) || 1);
	await ctx.show(logViews.log({ ...found.value, chosen, page: number, now: ctx.now }, ctx.t));
}

async function showBackups(ctx: BotContext): Promise<void> {
	const found = await backups.stateOfBackups(actorOf(ctx), ctx.now);
	if (found.ok) await ctx.show(views.backups(found.value, ctx.now, ctx.t));
	else await showNoAccess(ctx);
}
