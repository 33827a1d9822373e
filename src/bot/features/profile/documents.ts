/** The documents of an organization in chat: listed, opened, sent, taken away. */
import { may } from "../../../domain/permissions.ts";
import * as documents from "../../../services/documents.ts";
import * as organizations from "../../../services/organizations/index.ts";
import * as views from "../../../views/document.ts";
import type { BotContext, PressHandler } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { showDocument } from "../../showDocument.ts";
import { beginSending } from "./send.ts";

export const documentPresses: Record<string, PressHandler> = {
	"document.list": async (ctx, id = "", page = "1") => await showList(ctx, id, Math.trunc(Number(page)) || 1),
	"document.open": async (ctx, id = "") => {
		const found = await documents.see(actorOf(ctx), id, ctx.now);
		if (!found.ok) return await showNoAccess(ctx);
		await showDocument(ctx, found.value);
	},
	"document.send": async (ctx, id = "", kind = "") => {
		const found = await organizations.see(actorOf(ctx), id);
		if (!found.ok || !may(actorOf(ctx), "profile.edit", found.value)) return await showNoAccess(ctx);
		if (found.value.state !== "approved") {
			await ctx.toast(ctx.t.plain("profile.refusal.suspended"), { alert: true });
			return await showList(ctx, id, 1);
		}
		if (await beginSending(ctx, found.value, kind)) return;
		await ctx.toast(ctx.t.plain("bot.stale"));
		await showList(ctx, id, 1);
	},
	"document.remove": async (ctx, id = "") => {
		const found = await documents.see(actorOf(ctx), id, ctx.now);
		if (!found.ok || !may(actorOf(ctx), "profile.edit", found.value.organization)) return await showNoAccess(ctx);
		if (found.value.document.kind === "license") return await showList(ctx, found.value.organization.id, 1);
		await ctx.show(views.removeAsk(found.value, ctx.t));
	},
	"document.removeYes": async (ctx, id = "") => {
		const result = await documents.remove(actorOf(ctx), id, ctx.now);
		if (!result.ok && result.reason !== "suspended") return await showNoAccess(ctx);
		if (!result.ok) return await ctx.toast(ctx.t.plain("profile.refusal.suspended"), { alert: true });
		await ctx.toast(ctx.t.plain("profile.toast.documentRemoved"));
		await showList(ctx, result.value.organization.id, 1);
	},
};

async function showList(ctx: BotContext, organizationId: string, page: number): Promise<void> {
	const viewer = actorOf(ctx);
	const found = await documents.list(viewer, organizationId);
	if (!found.ok) return await showNoAccess(ctx);
	await pauseForm(ctx);
	await ctx.show(views.list({ ...found.value, viewer, page }, ctx.t));
}
