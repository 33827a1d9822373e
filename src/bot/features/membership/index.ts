/** The people of an organization in chat: who belongs, who wishes to, who leaves, who becomes director. */
import { may } from "../../../domain/permissions.ts";
import { normaliseDigits } from "../../../domain/persian.ts";
import { newId } from "../../../kit/ids.ts";
import * as duplicates from "../../../services/duplicates.ts";
import * as invitations from "../../../services/invitations/index.ts";
import * as joinRequests from "../../../services/joinRequests/index.ts";
import * as memberships from "../../../services/memberships.ts";
import { press } from "../../../texts/message.ts";
import * as directorViews from "../../../views/director.ts";
import * as duplicateViews from "../../../views/duplicate.ts";
import * as joiningViews from "../../../views/joining.ts";
import * as views from "../../../views/membership.ts";
import { PAGE } from "../../../views/paging.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { acceptDirectorship, replaceDirector } from "./handOver.ts";
import { askToJoin, declineJoin, findOrganization } from "./join.ts";

export { acceptDirectorship };

export const membership: Feature = {
	forms: [findOrganization, askToJoin, declineJoin, acceptDirectorship, replaceDirector],
	presses: {
		"member.list": showMembers,
		"member.open": aboutPlace(async (ctx, place) => {
			await ctx.show(views.member({ ...place, viewer: actorOf(ctx) }, ctx.t));
		}),
		"member.remove": aboutPlace(async (ctx, place) => {
			const viewer = actorOf(ctx);
			if (!may(viewer, "member.remove", place.organization)) return await showNoAccess(ctx);
			if (place.membership.role === "director") return await tell(ctx, "directorStays");
			await ctx.show(views.removeAsk({ ...place, viewer }, ctx.t));
		}),
		"member.removeYes": async (ctx, id = "") => {
			const result = await memberships.remove(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await tell(ctx, result.reason);
			await ctx.show(views.removed(result.value, ctx.t));
		},
		"membership.leave": async (ctx, organizationId = "") => {
			const found = await memberships.list(actorOf(ctx), organizationId, {}, 1, ctx.now);
			if (!found.ok || !found.value.own) return await showNoAccess(ctx);
			if (found.value.own.role === "director") return await tell(ctx, "directorStays");
			await ctx.show(views.leaveAsk(found.value.organization, ctx.t));
		},
		"membership.leaveYes": async (ctx, organizationId = "") => {
			const result = await memberships.leave(actorOf(ctx), organizationId, ctx.now);
			if (!result.ok) return await tell(ctx, result.reason);
			// The commands fit who one is from now on.
			await ctx.actsNow();
			await ctx.show(views.left(result.value, ctx.t));
		},

		"join.find": (ctx) => ctx.begin(findOrganization),
		"join.ask": async (ctx, organizationId = "") => {
			const actor = actorOf(ctx);
			const found = await joinRequests.joinable(actor, organizationId);
			if (!found.ok) {
				await ctx.show(joiningViews.joinRefused(found.reason, ctx.t));
				return;
			}
			const { name, title } = actor.person;
			const known = name !== undefined && title !== undefined ? { answers: { name, title } } : {};
			await ctx.begin(askToJoin, { subject: organizationId, ...known });
		},
		"join.withdraw": async (ctx, id = "") => {
			const result = await joinRequests.withdraw(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await tell(ctx, result.reason);
			await ctx.show(joiningViews.withdrawn(ctx.t));
		},
		"join.list": showRequests,
		"join.card": showRequest,
		"join.approve": (ctx, id = "") => approve(ctx, id, "member"),
		"join.approveDirector": (ctx, id = "") => approve(ctx, id, "director"),
		"join.decline": async (ctx, id = "") => {
			const card = await joinRequests.cardOf(actorOf(ctx), id);
			if (!card.ok) return await showNoAccess(ctx);
			if (card.value.request.state === "waiting") return await ctx.begin(declineJoin, { subject: id });
			await tell(ctx, "alreadyDecided");
			await ctx.show(joiningViews.requestCard(card.value, ctx.t));
		},

		"director.change": async (ctx, organizationId = "") => {
			const found = await memberships.changing(actorOf(ctx), organizationId);
			if (!found.ok) return await showNoAccess(ctx);
			if (!found.value.leads) return await chooseSuccessor(ctx, "o", organizationId);
			await ctx.show(directorViews.askAfterwards(found.value.organization, ctx.t));
		},
		"director.who": (ctx, organizationId = "", way = "", side = "", edge = "", page = "1") =>
			chooseSuccessor(ctx, way, organizationId, { side, edge, page }),
		"director.offer": aboutPlace(async (ctx, place, wayGiven) => {
			const found = await memberships.changing(actorOf(ctx), place.organization.id);
			if (!found.ok) return await showNoAccess(ctx);
			if (!found.value.leads) return await ctx.begin(replaceDirector, { subject: `m-${place.membership.id}` });
			const shown = { ...place, way: directorViews.wayOf(wayGiven), requestId: newId() };
			await ctx.show(directorViews.offerAsk(shown, ctx.t));
		}),
		"director.offerYes": aboutPlace(async (ctx, place, way, requestId) => {
			const result = await invitations.offerDirectorship(
				actorOf(ctx),
				{ membershipId: place.membership.id, afterwards: way === "l" ? "leaves" : "stays", requestId },
				ctx.now,
			);
			if (!result.ok) return await tell(ctx, result.reason);
			await ctx.show(directorViews.offerSent(place, ctx.t));
		}),
		"director.replaceByLink": async (ctx, organizationId = "") => {
			const found = await memberships.changing(actorOf(ctx), organizationId);
			if (!found.ok || found.value.leads) return await showNoAccess(ctx);
			await ctx.begin(replaceDirector, { subject: `o-${organizationId}` });
		},
		"director.accept": async (ctx, invitationId = "") => {
			const actor = actorOf(ctx);
			const found = await invitations.look(actor, { invitationId }, ctx.now);
			if (!found.ok) return await showHurdle(ctx, found.reason);
			const { name, title, phone } = actor.person;
			await ctx.begin(acceptDirectorship, {
				subject: invitationId,
				answers: {
					...(name === undefined ? {} : { name }),
					...(title === undefined ? {} : { title }),
					...(phone === undefined ? {} : { phone }),
				},
			});
		},
		"director.decline": async (ctx, invitationId = "") => {
			const result = await invitations.decline(actorOf(ctx), invitationId, ctx.now);
			if (!result.ok) return await showHurdle(ctx, result.reason);
			await ctx.show(directorViews.declined(ctx.t));
		},

		"organization.compare": async (ctx, organizationId = "", otherId = "") => {
			const found = await duplicates.compare(actorOf(ctx), { organizationId, otherId });
			if (!found.ok && found.reason === "notAllowed") return await showNoAccess(ctx);
			if (!found.ok) {
				await ctx.toast(ctx.t.plain("bot.stale"));
				return await ctx.goHome();
			}
			await ctx.show(duplicateViews.comparison(found.value, ctx.t));
		},
	},
	/** The code of an organization that is not one's own: it can be joined. */
	async message(ctx) {
		return await openJoinable(ctx, normaliseDigits(ctx.message?.text ?? ""));
	},
};

const CODE = /^O-\d{4}-\d{4,}$/i;

/** Opens an organization to be joined by its code; false when it is one's own to see, or no such code. */
export async function openJoinable(ctx: BotContext, text: string): Promise<boolean> {
	const code = text.trim();
	const organization = CODE.test(code) ? await joinRequests.joinableByCode(actorOf(ctx), code) : undefined;
	if (!organization) return false;
	await pauseForm(ctx);
	await ctx.show(joiningViews.joinable(organization, ctx.t));
	return true;
}

async function showMembers(ctx: BotContext, organizationId = "", way = "", edge = "", page = "1"): Promise<void> {
	await pauseForm(ctx);
	const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
	const found = await memberships.list(actorOf(ctx), organizationId, from, PAGE, ctx.now);
	if (!found.ok) return await showNoAccess(ctx);
	if (found.value.places.length === 0 && way !== "") return await showMembers(ctx, organizationId);
	const shown = { ...found.value, hasMore: way === "before" || found.value.hasMore };
	await ctx.show(views.members({ ...shown, page: pageOf(page), viewer: actorOf(ctx) }, ctx.t));
}

async function chooseSuccessor(
	ctx: BotContext,
	wayGiven: string,
	organizationId: string,
	{ side = "", edge = "", page = "1" } = {},
): Promise<void> {
	const changing = await memberships.changing(actorOf(ctx), organizationId);
	if (!changing.ok) return await showNoAccess(ctx);
	const from = side === "a" ? { after: edge } : side === "b" ? { before: edge } : {};
	const found = await memberships.list(actorOf(ctx), organizationId, from, PAGE, ctx.now);
	if (!found.ok) return await showNoAccess(ctx);
	const { organization, places, count, hasMore } = found.value;
	const way = changing.value.leads ? directorViews.wayOf(wayGiven) : "o";
	await ctx.show(
		directorViews.chooseSuccessor(
			{ organization, way, places, count, hasMore: side === "b" || hasMore, page: pageOf(page) },
			ctx.t,
		),
	);
}

function pageOf(page: string): number {
	return Math.max(1, Math.trunc(Number(page)) || 1);
}

async function showRequests(ctx: BotContext, way = "", edge = "", page = "1"): Promise<void> {
	await pauseForm(ctx);
	const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
	const found = await joinRequests.waiting(actorOf(ctx), from, PAGE);
	if (!found.ok) return await showNoAccess(ctx);
	if (found.value.list.length === 0 && way !== "") return await showRequests(ctx);
	const first = way === "before" && !found.value.hasMore;
	const hasMore = way === "before" || found.value.hasMore;
	await ctx.show(joiningViews.requests({ ...found.value, hasMore, page: first ? 1 : pageOf(page) }, ctx.t));
}

async function showRequest(ctx: BotContext, id = ""): Promise<void> {
	await pauseForm(ctx);
	const card = await joinRequests.cardOf(actorOf(ctx), id);
	if (!card.ok) return await showNoAccess(ctx);
	await ctx.show(joiningViews.requestCard(card.value, ctx.t));
}

async function approve(ctx: BotContext, id: string, role: "member" | "director"): Promise<void> {
	const result = await joinRequests.approve(actorOf(ctx), id, role, ctx.now);
	if (result.ok) await ctx.toast(ctx.t.plain("membership.toast.approved"));
	else if (result.reason === "notAllowed") return await showNoAccess(ctx);
	else await tell(ctx, result.reason);
	await showRequest(ctx, id);
}

async function tell(ctx: BotContext, reason: string): Promise<void> {
	if (reason === "notAllowed" || reason === "notFound") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.dynamicPlain(`membership.refusal.${reason}`), { alert: true });
}

/** An offer that is over: why, in place of its buttons. */
async function showHurdle(ctx: BotContext, reason: string): Promise<void> {
	await ctx.show({
		text: ctx.t.dynamic(`membership.refusal.${reason}`),
		buttons: [[{ label: ctx.t.plain("home.button.home"), press: press("home.open") }]],
	});
}

type PlaceSeen = memberships.Place & { organization: memberships.MembersPage["organization"] };

/** For a button that names somebody's place. */
function aboutPlace(
	act: (ctx: BotContext, place: PlaceSeen, way: string, requestId: string) => Promise<void>,
): (ctx: BotContext, ...about: string[]) => Promise<void> {
	return async (ctx, id = "", way = "", requestId = "") => {
		const found = await memberships.see(actorOf(ctx), id);
		if (found.ok) await act(ctx, found.value, way, requestId);
		else await showNoAccess(ctx);
	};
}
