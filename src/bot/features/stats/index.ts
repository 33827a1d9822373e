/** The secretariat's figures now: the whole, by neighbourhood, committee and agency, and as papers. */
import { FIGURES_BY } from "../../../domain/figures.ts";
import { orderPapers, stats } from "../../../services/stats.ts";
import * as views from "../../../views/stats.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

export const statsFeature: Feature = {
	commands: { stats: showStats },
	presses: {
		stats: showStats,
		"stats.by": async (ctx, by, page) => {
			await pauseForm(ctx);
			const found = await stats(actorOf(ctx), ctx.now, ctx.deps.config.timeZone);
			if (!found.ok) return await showNoAccess(ctx);
			const what = FIGURES_BY.find((one) => one === by) ?? "neighbourhoods";
			await ctx.show(views.statsBy({ ...found.value, what, page: Math.trunc(Number(page)) || 1 }, ctx.t));
		},
		"stats.papers": async (ctx) => {
			await pauseForm(ctx);
			const result = await orderPapers(actorOf(ctx), ctx.now);
			if (!result.ok) return await showNoAccess(ctx);
			await ctx.show(views.begun(ctx.t));
		},
	},
};

async function showStats(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const found = await stats(actorOf(ctx), ctx.now, ctx.deps.config.timeZone);
	if (!found.ok) return await showNoAccess(ctx);
	await ctx.show(views.stats(found.value, ctx.t));
}
