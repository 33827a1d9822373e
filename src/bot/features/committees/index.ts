/** Committees in chat: which there are, one with its seats, asking for one, deciding, changing, ending. */
import { SEAT_OFFICES } from "../../../domain/committee.ts";
import { may } from "../../../domain/permissions.ts";
import * as committees from "../../../services/committees/index.ts";
import { officeWords } from "../../../services/lists.ts";
import * as views from "../../../views/committee.ts";
import { PAGE } from "../../../views/paging.ts";
import * as seatViews from "../../../views/seat.ts";
import type { BotContext, Feature, PressHandler } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { askForSeat, declineSeat } from "./ask.ts";
import { endSeatTerm, replaceSeat } from "./change.ts";
import { groupPresses } from "./group.ts";
import { addCommittee, changeCommittee } from "./keep.ts";

export { askToLink, openGroupLink } from "./group.ts";

export const committeesFeature: Feature = {
	forms: [askForSeat, declineSeat, replaceSeat, endSeatTerm, addCommittee, changeCommittee],
	commands: { committees: (ctx) => showAll(ctx) },
	presses: {
		...groupPresses,
		"committee.list": (ctx, page = "0") => showAll(ctx, page),
		"committee.open": (ctx, id = "") => showOne(ctx, id),
		"committee.seats": (ctx, ...about) => showSeats(ctx, "open", ...about),
		"committee.history": (ctx, ...about) => showSeats(ctx, "ended", ...about),
		"committee.agencies": async (ctx, id = "", page = "0") => {
			const found = await committees.seatableAgencies(actorOf(ctx), id);
			if (!found.ok) return await tell(ctx, found.reason);
			await ctx.show(views.agencies({ ...found.value, page: Math.max(0, Math.trunc(Number(page)) || 0) }, ctx.t));
		},
		"committee.seatAgency": async (ctx, committeeId = "", agencyId = "") => {
			const result = await committees.seatAgency(actorOf(ctx), { committeeId, agencyId }, ctx.now);
			if (!result.ok) return await tell(ctx, result.reason);
			await ctx.toast(ctx.t.plain("committees.toast.appointed"));
			await showSeat(ctx, result.value.id);
		},
		"committee.ask": async (ctx, id = "", organizationId = "") => {
			const found = await committees.askable(actorOf(ctx), id, organizationId);
			if (found.ok) return await ctx.begin(askForSeat, { subject: `${id}-${organizationId}` });
			await tell(ctx, found.reason);
		},
		"committee.add": async (ctx) => {
			if (!may(ctx.actor, "committee.keep")) return await showNoAccess(ctx);
			await reread(ctx);
			await ctx.begin(addCommittee);
		},
		"committee.change": kept(async (ctx, { id, dimension, name, mandate }) => {
			await ctx.begin(changeCommittee, {
				subject: id,
				answers: { dimension, fa: name.fa, en: name.en, mandateFa: mandate.fa, mandateEn: mandate.en },
				changing: true,
			});
		}),
		"committee.retire": kept(async (ctx, committee) => {
			await ctx.show(views.retireAsk(committee, ctx.t));
		}),
		"committee.retireYes": async (ctx, id = "") => {
			const result = await committees.retire(actorOf(ctx), id, ctx.now);
			if (result.ok) await ctx.show(views.retired(result.value, ctx.t));
			else await tell(ctx, result.reason);
		},

		"seatRequest.withdraw": async (ctx, id = "") => {
			const result = await committees.withdraw(actorOf(ctx), id, ctx.now);
			if (result.ok) await ctx.show(seatViews.withdrawn(result.value, ctx.t));
			else await tell(ctx, result.reason);
		},
		"seatRequest.list": async (ctx, afterId) => {
			await pauseForm(ctx);
			const found = await committees.waiting(actorOf(ctx), afterId, PAGE);
			if (!found.ok) return await showNoAccess(ctx);
			await ctx.show(seatViews.requests({ ...found.value, isFirst: afterId === undefined }, ctx.t));
		},
		"seatRequest.card": (ctx, id = "") => showRequest(ctx, id),
		"seatRequest.approve": async (ctx, id = "") => {
			const result = await committees.approve(actorOf(ctx), id, ctx.now);
			if (result.ok) await ctx.toast(ctx.t.plain("committees.toast.approved"));
			else if (result.reason === "notAllowed") return await showNoAccess(ctx);
			else await tell(ctx, result.reason);
			await showRequest(ctx, id);
		},
		"seatRequest.decline": async (ctx, id = "") => {
			const card = await committees.requestCard(actorOf(ctx), id);
			if (!card.ok) return await showNoAccess(ctx);
			const { request } = card.value;
			const isOwn = committees.isOwn(actorOf(ctx), request);
			if (request.state === "waiting" && !isOwn) return await ctx.begin(declineSeat, { subject: id });
			await tell(ctx, isOwn ? "ownRequest" : "alreadyDecided");
			await ctx.show(seatViews.requestCard(card.value, ctx.t));
		},

		"seat.open": (ctx, id = "") => showSeat(ctx, id),
		"seat.replace": aboutSeat(async (ctx, shown) => {
			if (!may(ctx.actor, "seat.change", shown.seat)) return await showNoAccess(ctx);
			if (shown.seat.endedAt) return await tell(ctx, "hasEnded");
			await ctx.begin(replaceSeat, { subject: shown.seat.id });
		}),
		"seat.leave": aboutSeat(async (ctx, shown) => {
			if (!may(ctx.actor, "seat.change", shown.seat)) return await showNoAccess(ctx);
			if (shown.seat.endedAt) return await tell(ctx, "hasEnded");
			await ctx.show(seatViews.leaveAsk(shown, ctx.t));
		}),
		"seat.leaveYes": aboutSeat(async (ctx, shown) => {
			const result = await committees.leave(actorOf(ctx), shown.seat.id, ctx.now);
			if (result.ok) await ctx.show(seatViews.left(shown, ctx.t));
			else await showNoAccess(ctx);
		}),
		"seat.term": aboutSeat(async (ctx, { seat, committee }) => {
			if (!may(ctx.actor, "committee.run", committee)) return await showNoAccess(ctx);
			if (seat.endedAt) return await tell(ctx, "hasEnded");
			await ctx.begin(endSeatTerm, { subject: seat.id });
		}),
		"seat.appoint": async (ctx, id = "", given = "") => {
			const office = SEAT_OFFICES.find((one) => one === given);
			if (!office) return await showNoAccess(ctx);
			const result = await committees.appoint(actorOf(ctx), id, office, ctx.now);
			if (result.ok) await ctx.toast(ctx.t.plain("committees.toast.appointed"));
			else if (result.reason === "notAllowed") return await showNoAccess(ctx);
			else await tell(ctx, result.reason);
			await showSeat(ctx, id);
		},
	},
};

async function showAll(ctx: BotContext, page = "0"): Promise<void> {
	await pauseForm(ctx);
	const overview = await committees.overview(actorOf(ctx));
	await ctx.show(views.overview({ ...overview, page: Math.max(0, Math.trunc(Number(page)) || 0) }, ctx.t));
}

async function showOne(ctx: BotContext, id: string): Promise<void> {
	await pauseForm(ctx);
	const found = await committees.open(actorOf(ctx), id, ctx.now);
	if (!found.ok) return await showNoAccess(ctx);
	await ctx.show(views.opened(found.value, ctx.t));
}

async function showSeats(
	ctx: BotContext,
	which: "open" | "ended",
	id = "",
	way = "",
	edge = "",
	page = "1",
): Promise<void> {
	await pauseForm(ctx);
	const from = way === "a" ? { after: edge } : way === "b" ? { before: edge } : {};
	const found = await committees.seatsPage(actorOf(ctx), id, which, from, PAGE);
	if (!found.ok) return await showNoAccess(ctx);
	if (found.value.list.length === 0 && way !== "") return await showSeats(ctx, which, id);
	await ctx.show(views.seatsOf({ ...found.value, page: Math.max(1, Math.trunc(Number(page)) || 1) }, ctx.t));
}

async function showSeat(ctx: BotContext, id: string): Promise<void> {
	await pauseForm(ctx);
	const found = await committees.seat(actorOf(ctx), id);
	if (found.ok) await ctx.show(seatViews.one(found.value, ctx.t));
	else await showNoAccess(ctx);
}

async function showRequest(ctx: BotContext, id: string): Promise<void> {
	await pauseForm(ctx);
	const card = await committees.requestCard(actorOf(ctx), id);
	if (card.ok) await ctx.show(seatViews.requestCard(card.value, ctx.t));
	else await showNoAccess(ctx);
}

async function tell(ctx: BotContext, reason: string): Promise<void> {
	if (reason === "notAllowed" || reason === "notFound") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.dynamicPlain(`committees.refusal.${reason}`), { alert: true });
}

/** For a button that names a seat one may see. */
function aboutSeat(act: (ctx: BotContext, shown: seatViews.OneSeat) => Promise<void>): PressHandler {
	return async (ctx, id = "") => {
		const found = await committees.seat(actorOf(ctx), id);
		if (found.ok) await act(ctx, found.value);
		else await showNoAccess(ctx);
	};
}

/** A dimension that was just added is called by its name at once. */
async function reread(ctx: BotContext): Promise<void> {
	ctx.deps.texts.keep(await officeWords());
}

/** For a button of the admins that names a committee which works. */
function kept(
	act: (ctx: BotContext, committee: NonNullable<Awaited<ReturnType<typeof committees.byId>>>) => Promise<void>,
): PressHandler {
	return async (ctx, id = "") => {
		const committee = await committees.byId(id);
		if (!committee || !may(ctx.actor, "committee.keep")) return await showNoAccess(ctx);
		if (committee.retiredAt) return await tell(ctx, "isRetired");
		await reread(ctx);
		await act(ctx, committee);
	};
}
