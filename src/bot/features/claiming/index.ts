/** Claiming an imported organization, deciding on a claim, and the codes on paper. */
import { claimCodeIn } from "../../../domain/claim.ts";
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
		"claim.begin": begin,
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
	/** A code on paper, typed outside of any form. */
	async message(ctx) {
		const code = claimCodeIn(ctx.message?.text ?? "");
		if (code !== undefined) await begin(ctx, code);
		return code !== undefined;
	},
};

/** What is known of whoever claims is not asked again; the review shows it. */
async function begin(ctx: BotContext, key?: string): Promise<void> {
	const { name, title, phone } = actorOf(ctx).person;
	const known = { key, phone, ...(name !== undefined && title && { directorName: name, directorTitle: title }) };
	const answers = Object.fromEntries(Object.entries(known).filter(([, answer]) => answer !== undefined));
	await ctx.begin(claimOrganization, { answers });
}

async function decide(ctx: BotContext, id: string, decision: "approved" | "rejected"): Promise<void> {
	const result = await claims.decide(actorOf(ctx), id, decision, ctx.now);
	if (!result.ok && result.reason === "notAllowed") return await showNoAccess(ctx);
	if (!result.ok) await ctx.toast(ctx.t.dynamicPlain(`claiming.toast.${result.reason}`), { alert: true });
	const shown = await claims.cardOf(id);
	if (shown) await ctx.show(views.card(shown, ctx.t));
}
