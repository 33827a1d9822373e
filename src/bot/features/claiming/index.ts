/** Claiming an imported organization, deciding on a claim, and the codes on paper. */
import { may } from "../../../domain/permissions.ts";
import { orderCodes } from "../../../services/claimCodes.ts";
import * as claims from "../../../services/claims.ts";
import * as views from "../../../views/claiming.ts";
import type { BotContext, Feature } from "../../context.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { claimOrganization } from "./claim.ts";

export const claiming: Feature = {
	forms: [claimOrganization],
	presses: {
		/** With the registration number of an organization that is known already. */
		"claim.begin": (ctx, key) => ctx.begin(claimOrganization, key === undefined ? {} : { answers: { key } }),
		"claim.approve": (ctx, id = "") => decide(ctx, id, "approved"),
		"claim.reject": (ctx, id = "") => decide(ctx, id, "rejected"),
		"claim.codes": async (ctx) => {
			if (!may(ctx.actor, "claim.issueCodes")) return await showNoAccess(ctx);
			await ctx.show(views.codesAsk(ctx.t));
		},
		"claim.codesYes": async (ctx) => {
			const result = await orderCodes(actorOf(ctx), ctx.now);
			if (!result.ok && result.reason === "notAllowed") return await showNoAccess(ctx);
			await ctx.show(views.codesBegun(result.ok ? result.value.count : 0, ctx.t));
		},
	},
};

async function decide(ctx: BotContext, id: string, decision: "approved" | "rejected"): Promise<void> {
	const result = await claims.decide(actorOf(ctx), id, decision, ctx.now);
	if (!result.ok && result.reason === "notAllowed") return await showNoAccess(ctx);
	if (!result.ok) await ctx.toast(ctx.t.dynamicPlain(`claiming.toast.${result.reason}`), { alert: true });
	const shown = await claims.cardOf(id);
	if (shown) await ctx.show(views.card(shown, ctx.t));
}
