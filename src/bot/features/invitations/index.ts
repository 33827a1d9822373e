/** Invitations in chat: made with their link and picture, opened by whoever has it, managed by whoever made it. */
import { type Invitation, type InvitationRole, type InvitationUses, tokenIn } from "../../../domain/invitation.ts";
import { newId } from "../../../kit/ids.ts";
import type { Refusal } from "../../../kit/result.ts";
import { qrPicture } from "../../../papers/qr.ts";
import * as invitations from "../../../services/invitations/index.ts";
import * as views from "../../../views/invitation.ts";
import { PAGE } from "../../../views/paging.ts";
import type { BotContext, Feature } from "../../context.ts";
import { type Form, pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { acceptInvitation, enterInvitation } from "./accept.ts";

const ROLES: Record<views.Purpose, InvitationRole> = {
	m: "member",
	c: "coordinator",
	s: "director",
	l: "director",
	a: "liaison",
};

/** `acceptDirectorship` is asked of whoever opens a link to become director. */
export function invitationsFeature(acceptDirectorship: Form): Feature {
	return {
		forms: [enterInvitation, acceptInvitation],
		presses: {
			"invite.enter": (ctx) => ctx.begin(enterInvitation),
			"invite.new": async (ctx, organizationId = "", purposeGiven = "") => {
				const purpose = views.purposeOf(purposeGiven);
				const found = await invitations.mayMakeAt(actorOf(ctx), ROLES[purpose], organizationId || undefined);
				if (!found.ok) return await tell(ctx, found);
				await pauseForm(ctx);
				await ctx.show(views.chooseUses({ purpose, organizationId }, ctx.t));
			},
			"invite.uses": async (ctx, organizationId = "", purposeGiven = "", uses = "") => {
				const purpose = views.purposeOf(purposeGiven);
				const found = await invitations.mayMakeAt(actorOf(ctx), ROLES[purpose], organizationId || undefined);
				if (!found.ok) return await tell(ctx, found);
				await ctx.show(views.chooseDays({ purpose, uses, organizationId, requestId: newId() }, ctx.t));
			},
			"invite.make": async (ctx, organizationId = "", purposeGiven = "", uses = "", days = "", requestId = "") => {
				const purpose = views.purposeOf(purposeGiven);
				const made = await invitations.make(
					actorOf(ctx),
					{
						role: ROLES[purpose],
						...(purpose === "c" ? {} : purpose === "a" ? { agencyId: organizationId } : { organizationId }),
						uses: uses as InvitationUses,
						days: Number(days),
						...(purpose === "l" ? { afterwards: "leaves" } : {}),
						requestId,
					},
					ctx.now,
				);
				if (!made.ok) return await tell(ctx, made);
				if (made.value.token !== undefined) return await showLink(ctx, made.value, made.value.token);
				// The second tap of a double one: the link stands above.
				await ctx.toast(ctx.t.plain("invitations.madeBefore"));
				await showOne(ctx, made.value.invitation);
			},
			"invite.list": async (ctx, organizationId = "", ...turned) => {
				await pauseForm(ctx);
				const { from, page } = turnOf(turned);
				const found = await invitations.list(actorOf(ctx), organizationId || undefined, from, PAGE);
				if (!found.ok) return await showNoAccess(ctx);
				await ctx.show(views.list({ ...found.value, page, now: ctx.now }, ctx.t));
			},
			"invite.listOfAgency": async (ctx, agencyId = "", ...turned) => {
				await pauseForm(ctx);
				const { from, page } = turnOf(turned);
				const found = await invitations.listOfAgency(actorOf(ctx), agencyId, from, PAGE);
				if (!found.ok && found.reason === "notFound")
					return await ctx.toast(ctx.t.plain("agencies.refusal.notFound"), { alert: true });
				if (!found.ok) return await showNoAccess(ctx);
				await ctx.show(views.list({ ...found.value, organization: undefined, page, now: ctx.now }, ctx.t));
			},
			"invite.open": about(showOne),
			"invite.link": about(async (ctx, invitation, mark) => {
				const made = await invitations.renewLink(actorOf(ctx), invitation.id, mark, ctx.now);
				if (!made.ok) {
					await tell(ctx, made);
					return await showOne(ctx, invitation);
				}
				await showLink(ctx, made.value, made.value.token ?? "");
			}),
			"invite.revoke": about(async (ctx, invitation) => {
				await ctx.show(views.revokeAsk(invitation, ctx.t));
			}),
			"invite.revokeYes": about(async (ctx, { id }) => {
				const revoked = await invitations.revoke(actorOf(ctx), id, ctx.now);
				if (!revoked.ok) return await tell(ctx, revoked);
				await ctx.toast(ctx.t.plain("invitations.revoked"));
				await showOne(ctx, revoked.value);
			}),
			"invite.accept": (ctx, token = "") => accept(ctx, token, acceptDirectorship),
		},
		/** A pasted link or code. */
		async message(ctx) {
			const token = tokenIn(ctx.message?.text ?? "");
			return token !== undefined && (await openInvitation(ctx, token));
		},
	};
}

/** Where a list is turned to; its beginning for a button that says nothing of it. */
function turnOf([way, edge, page]: string[]): { from: invitations.InvitationEdge; page: number } {
	if (edge === undefined || (way !== "after" && way !== "before")) return { from: {}, page: 1 };
	const to = Number(page);
	// Back at the beginning nothing made meanwhile is left out.
	if (!Number.isInteger(to) || to < 2) return { from: {}, page: 1 };
	return { from: { [way]: edge }, page: to };
}

/** Opens what a link offers; false when its payload is no invitation's. */
export async function openInvitation(ctx: BotContext, payload: string): Promise<boolean> {
	const token = tokenIn(payload);
	if (token === undefined) return false;
	const found = await invitations.look(actorOf(ctx), { token }, ctx.now);
	if (found.ok) await ctx.show(views.offered(found.value, token, ctx.t));
	else await ctx.show(views.hurdle(found.reason, found.values, ctx.t));
	return true;
}

/** Who is known gets in at once; who is not says their name first. */
async function accept(ctx: BotContext, token: string, acceptDirectorship: Form): Promise<void> {
	const actor = actorOf(ctx);
	const found = await invitations.look(actor, { token }, ctx.now);
	const { name, title, phone } = actor.person;
	const isDirector = found.ok && found.value.invitation.role === "director";
	if (isDirector || (found.ok && (name === undefined || title === undefined))) {
		return await ctx.begin(isDirector ? acceptDirectorship : acceptInvitation, {
			subject: invitations.proofOf(token),
			answers: {
				...(name === undefined ? {} : { name }),
				...(title === undefined ? {} : { title }),
				...(isDirector && phone !== undefined ? { phone } : {}),
			},
		});
	}
	const result = await invitations.accept(actor, { token }, undefined, ctx.now);
	// The commands fit who one is from now on.
	if (result.ok) await ctx.actsNow();
	if (result.ok) await ctx.show(views.accepted(result.value, ctx.t));
	else await ctx.show(views.hurdle(result.reason, result.values, ctx.t));
}

async function showLink(ctx: BotContext, made: invitations.Made, token: string): Promise<void> {
	const link = `https://t.me/${ctx.me.username}?start=${token}`;
	await ctx.show(views.link({ ...made, link, picture: await qrPicture(link) }, ctx.t));
}

async function showOne(ctx: BotContext, { id }: Invitation): Promise<void> {
	await pauseForm(ctx);
	const found = await invitations.see(actorOf(ctx), id);
	if (found.ok) await ctx.show(views.one({ ...found.value, now: ctx.now }, ctx.t));
	else await showNoAccess(ctx);
}

async function tell(ctx: BotContext, { reason }: Refusal): Promise<void> {
	if (reason === "notAllowed" || reason === "notFound") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.dynamicPlain(`invitations.refusal.${reason}`), { alert: true });
}

/** For a button that names an invitation one may make. */
function about(
	act: (ctx: BotContext, invitation: Invitation, mark: string) => Promise<void>,
): (ctx: BotContext, id?: string, mark?: string) => Promise<void> {
	return async (ctx, id = "", mark = "") => {
		const found = await invitations.see(actorOf(ctx), id);
		if (found.ok) await act(ctx, found.value.invitation, mark);
		else await showNoAccess(ctx);
	};
}
