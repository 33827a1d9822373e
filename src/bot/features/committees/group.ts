/** A committee's Telegram group: "/link" in the group, the rest in private with whoever wrote it. */
import { may } from "../../../domain/permissions.ts";
import * as committees from "../../../services/committees/index.ts";
import * as groups from "../../../services/groups.ts";
import * as views from "../../../views/group.ts";
import type { BotContext, PressHandler } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

const PAYLOAD = /^g_([0-9A-Za-z]{16})$/;

/** In a group: says where it goes on, to whoever wrote it. */
export async function askToLink(ctx: BotContext): Promise<void> {
	const { chat, from, message } = ctx;
	if (!chat || !from || chat.type === "private") return;
	if (message?.sender_chat) {
		await ctx.show(views.asYourself(ctx.t));
		return;
	}
	const { linkId } = await groups.wish({ id: chat.id, title: chat.title ?? "" }, from.id, ctx.now);
	await ctx.show(views.asked(`https://t.me/${ctx.me.username}?start=g_${linkId}`, ctx.t));
}

/** In private: opens what "/link" in a group began; false when the payload is another's. */
export async function openGroupLink(ctx: BotContext, payload: string): Promise<boolean> {
	const [, linkId] = PAYLOAD.exec(payload) ?? [];
	if (linkId === undefined) return false;
	await showChoice(ctx, linkId);
	return true;
}

async function showChoice(ctx: BotContext, linkId = "", page = "0"): Promise<void> {
	await pauseForm(ctx);
	const found = await groups.look(actorOf(ctx), linkId, ctx.now);
	if (!found.ok) {
		await ctx.show(views.refused(found.reason, ctx.t));
		return;
	}
	const [only, second] = found.value.committees;
	if (only && !second) await ctx.show(views.confirm({ link: found.value.link, committee: only }, ctx.t));
	else await ctx.show(views.choose({ ...found.value, page: Math.max(0, Math.trunc(Number(page)) || 0) }, ctx.t));
}

/** The committee a button names, for those who run it. */
async function runBy(ctx: BotContext, id: string) {
	const committee = await committees.byId(id);
	return committee && may(ctx.actor, "committee.run", committee) ? committee : undefined;
}

export const groupPresses: Record<string, PressHandler> = {
	"group.look": showChoice,
	"group.choose": async (ctx, linkId = "", committeeId = "") => {
		const found = await groups.look(actorOf(ctx), linkId, ctx.now);
		const committee = found.ok && found.value.committees.find(({ id }) => id === committeeId);
		if (!found.ok) await ctx.show(views.refused(found.reason, ctx.t));
		else if (!committee) await showNoAccess(ctx);
		else await ctx.show(views.confirm({ link: found.value.link, committee }, ctx.t));
	},
	"group.link": async (ctx, linkId = "", committeeId = "") => {
		const result = await groups.link(actorOf(ctx), { linkId, committeeId }, ctx.now);
		if (result.ok) await ctx.show(views.done(result.value, ctx.t));
		else if (result.reason === "notAllowed") await showNoAccess(ctx);
		else await ctx.show(views.refused(result.reason, ctx.t));
	},
	"group.open": async (ctx, id = "") => {
		const committee = await runBy(ctx, id);
		if (committee) await ctx.show(views.one(committee, ctx.t));
		else await showNoAccess(ctx);
	},
	"group.unlink": async (ctx, id = "") => {
		const committee = await runBy(ctx, id);
		if (!committee) await showNoAccess(ctx);
		else await ctx.show(committee.group ? views.unlinkAsk(committee, ctx.t) : views.one(committee, ctx.t));
	},
	"group.unlinkYes": async (ctx, id = "") => {
		const result = await groups.unlink(actorOf(ctx), id, ctx.now);
		if (!result.ok) return await showNoAccess(ctx);
		await ctx.toast(ctx.t.plain("committees.toast.unlinked"));
		await ctx.show(views.one(result.value, ctx.t));
	},
};
