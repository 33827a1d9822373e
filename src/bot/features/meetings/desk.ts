/** Running a meeting: who comes, who came, the agenda, the reminders, moving it and calling it off. */
import type { Meeting } from "../../../domain/meeting.ts";
import { holderFrom } from "../../../domain/rsvp.ts";
import type { Result } from "../../../kit/result.ts";
import { qrPicture } from "../../../papers/qr.ts";
import * as meetings from "../../../services/meetings/index.ts";
import * as answerViews from "../../../views/meetingAnswers.ts";
import * as codeViews from "../../../views/meetingCode.ts";
import * as dateViews from "../../../views/meetingDates.ts";
import * as deskViews from "../../../views/meetingDesk.ts";
import * as pointViews from "../../../views/meetingPoints.ts";
import type { BotContext, PressHandler } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { isSecondTap } from "../../secondTap.ts";
import { addPoint, cancelMeeting, tickOthers } from "./forms.ts";
import { answersOf, changeMeeting } from "./publish.ts";

/** What a link into a meeting's attendance begins with. */
export const ATTEND_LINK = "at-";

export const deskPresses: Record<string, PressHandler> = {
	"meeting.manage": showDesk,
	"meeting.answers": showAnswers,
	// Two keys beside the meeting leave no room for a longer name.
	"meet.tick": async (ctx, id = "", key = "", way = "", from = "") => {
		const holder = holderFrom(key);
		if (!holder) return await showDesk(ctx, id);
		const result = await meetings.tick(actorOf(ctx), { meetingId: id, holder, came: way === "i" }, ctx.now);
		if (!result.ok && result.reason === "notAllowed") return await showNoAccess(ctx);
		if (!result.ok) await ctx.toast(ctx.t.dynamicPlain(`meetings.toast.${result.reason}`), { alert: true });
		await showAnswers(ctx, id, from);
	},
	"meeting.tickOthers": async (ctx, id = "") => {
		const found = await meetings.manage(actorOf(ctx), id, ctx.now);
		if (!found.ok) return await showNoAccess(ctx);
		const { meeting } = found.value;
		const listsAll = meeting.invited.kind !== "directors";
		if (listsAll || !meetings.mayTick(meeting, ctx.now)) return await showAnswers(ctx, id);
		await ctx.begin(tickOthers, { subject: id });
	},
	"meeting.points": showPoints,
	"meeting.point": async (ctx, id = "", itemId = "") => {
		const found = await meetings.points(actorOf(ctx), id, ctx.now);
		if (!found.ok) return await showNoAccess(ctx);
		if (!found.value.meeting.agenda.some((item) => item.id === itemId)) return await showPoints(ctx, id);
		await ctx.show(pointViews.point({ meeting: found.value.meeting, itemId }, ctx.t));
	},
	"meeting.move": async (ctx, id = "", itemId = "", way = "") => {
		if (way !== "up" && way !== "down" && way !== "drop") return await showPoints(ctx, id);
		await andPoints(ctx, id, await meetings.move(actorOf(ctx), { meetingId: id, itemId, way }, ctx.now));
	},
	"meeting.take": (ctx, id = "", proposalId = "") => settle(ctx, id, proposalId, true),
	"meeting.leave": (ctx, id = "", proposalId = "") => settle(ctx, id, proposalId, false),
	"meeting.takeFound": async (ctx, id = "", kind = "") =>
		await andPoints(ctx, id, await meetings.takeFound(actorOf(ctx), { meetingId: id, kind }, ctx.now)),
	"meeting.addPoint": ifAhead((ctx, { id }) => ctx.begin(addPoint, { subject: id })),
	"meeting.code": async (ctx, id = "") => {
		const shown = await codeOf(ctx, id);
		if (shown) await ctx.show(codeViews.code(shown, ctx.t));
	},
	"meeting.qr": async (ctx, id = "") => {
		const shown = await codeOf(ctx, id);
		if (!shown || isSecondTap(ctx)) return;
		const link = `https://t.me/${ctx.me.username}?start=${ATTEND_LINK}${id}-${shown.code}`;
		await ctx.show(codeViews.qr({ until: shown.until, content: await qrPicture(link) }, ctx.t), { fresh: true });
	},
	"meeting.change": ifAhead((ctx, meeting) =>
		ctx.begin(changeMeeting, { subject: meeting.id, answers: answersOf(meeting) }),
	),
	"meeting.reminders": ifAhead(async (ctx, meeting) => {
		await ctx.show(dateViews.reminders(meeting, ctx.t));
	}),
	"meeting.remind": async (ctx, id = "", lead = "", how = "") => {
		const input = { meetingId: id, lead: Number(lead), on: how === "on" };
		const result = await meetings.setReminder(actorOf(ctx), input, ctx.now);
		if (result.ok) await ctx.show(dateViews.reminders(result.value, ctx.t));
		else await refused(ctx, id, result.reason);
	},
	"meeting.cancel": ifAhead((ctx, { id }) => ctx.begin(cancelMeeting, { subject: id })),
	"meeting.series": async (ctx, id = "") => {
		const found = await meetings.series(actorOf(ctx), id);
		if (found.ok) await ctx.show(dateViews.series(found.value, id, ctx.t));
		else await showNoAccess(ctx);
	},
};

async function showDesk(ctx: BotContext, id = "", how = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await meetings.manage(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(deskViews.manage(found.value, ctx.t), { fresh: how === "n" });
	else await showNoAccess(ctx);
}

async function showAnswers(ctx: BotContext, id = "", from = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await meetings.answers(actorOf(ctx), id, holderFrom(from));
	if (!found.ok) return await showNoAccess(ctx);
	const { meeting } = found.value;
	const ticks = meetings.mayTick(meeting, ctx.now);
	await ctx.show(answerViews.answers({ ...found.value, ticks, here: from }, ctx.t));
}

async function showPoints(ctx: BotContext, id = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await meetings.points(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(pointViews.points(found.value, ctx.t));
	else await showNoAccess(ctx);
}

async function settle(ctx: BotContext, id: string, proposalId: string, take: boolean): Promise<void> {
	await andPoints(ctx, id, await meetings.settle(actorOf(ctx), { meetingId: id, proposalId, take }, ctx.now));
}

async function andPoints(ctx: BotContext, id: string, result: Result<Meeting>): Promise<void> {
	if (result.ok) return await showPoints(ctx, id);
	await refused(ctx, id, result.reason);
}

async function codeOf(ctx: BotContext, id: string) {
	const result = await meetings.codeOf(actorOf(ctx), id, ctx.now);
	if (result.ok) return result.value;
	await refused(ctx, id, result.reason);
	return undefined;
}

async function refused(ctx: BotContext, id: string, reason: string): Promise<void> {
	if (reason === "notAllowed") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.dynamicPlain(`meetings.toast.${reason}`), { alert: true });
	await showDesk(ctx, id);
}

/** For what can be done until it begins; afterwards the desk as it is. */
function ifAhead(act: (ctx: BotContext, meeting: Meeting) => Promise<void>): PressHandler {
	return async (ctx, id = "") => {
		const found = await meetings.manage(actorOf(ctx), id, ctx.now);
		if (!found.ok) return await showNoAccess(ctx);
		if (found.value.isAhead) return await act(ctx, found.value.meeting);
		await refused(ctx, id, "meetingOver");
	};
}
