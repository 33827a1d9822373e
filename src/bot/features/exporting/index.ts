/** Taking a register out as a sheet: for coordinators and admins, to whoever asked and nobody else. */
import { EXPORTS, exportsFor, order } from "../../../services/exports.ts";
import * as views from "../../../views/exporting.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

export const exporting: Feature = {
	commands: { export: choose },
	presses: {
		"export.open": choose,
		"export.make": async (ctx, kind = "") => {
			const what = EXPORTS.find((one) => one === kind);
			const result = what && (await order(actorOf(ctx), what, ctx.now));
			if (what && result?.ok) await ctx.show(views.begun(what, ctx.t));
			else await showNoAccess(ctx);
		},
	},
};

async function choose(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const kinds = exportsFor(actorOf(ctx));
	if (kinds.length === 0) return await showNoAccess(ctx);
	await ctx.show(views.choose(kinds, ctx.t));
}
