/** Meetings: the invitations and their answers, the list, the agenda, being there; and running them. */
import { ANSWERS, holderFrom } from "../../../domain/rsvp.ts";
import { meetingFile } from "../../../papers/calendarFile.ts";
import * as meetings from "../../../services/meetings/index.ts";
import * as feedViews from "../../../views/calendarFeed.ts";
import * as views from "../../../views/meeting.ts";
import * as agendaViews from "../../../views/meetingAgenda.ts";
import * as cardViews from "../../../views/meetingCard.ts";
import * as listViews from "../../../views/meetingList.ts";
import * as toldViews from "../../../views/meetingTold.ts";
import type { BotContext, Feature, Handler } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { isSecondTap } from "../../secondTap.ts";
import { ATTEND_LINK, deskPresses } from "./desk.ts";
import { addPoint, attend, cancelMeeting, delegate, proposePoint, tickOthers } from "./forms.ts";
import { changeMeeting, newMeeting } from "./publish.ts";

const begin: Handler = async (ctx) => {
	if (!meetings.mayBegin(actorOf(ctx))) return await showNoAccess(ctx);
	await ctx.begin(newMeeting);
};

export const meetingsFeature: Feature = {
	forms: [newMeeting, changeMeeting, cancelMeeting, delegate, proposePoint, addPoint, tickOthers, attend],
	commands: {
		newmeeting: begin,
		meetings: (ctx) => showList(ctx, "coming"),
	},
	presses: {
		...deskPresses,
		"meeting.begin": begin,
		"meeting.list": (ctx, which = "") => showList(ctx, which),
		"meeting.turn": async (ctx, which = "", way = "", edge = "", page = "1") => {
			const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
			await showList(ctx, which, from, Math.max(1, Math.trunc(Number(page)) || 1));
		},
		"meeting.open": showCard,
		"meeting.as": showCard,
		"meeting.answer": giveAnswer,
		"meeting.agenda": async (ctx, id = "") => {
			const found = await cardOf(ctx, id);
			if (found) await ctx.show(agendaViews.agenda(found, ctx.t));
		},
		"meeting.file": async (ctx, id = "", index = "") => {
			const found = await cardOf(ctx, id);
			const paper = found && agendaViews.paper(found.meeting, Number(index), ctx.t);
			if (paper && isSecondTap(ctx)) return;
			if (paper) await ctx.show(paper, { fresh: true });
			else if (found) await ctx.show(agendaViews.agenda(found, ctx.t));
		},
		"meeting.ics": async (ctx, id = "") => {
			const found = await cardOf(ctx, id);
			if (!found || isSecondTap(ctx)) return;
			const content = new TextEncoder().encode(meetingFile(found.meeting, ctx.now, ctx.t));
			await ctx.show(
				{
					text: ctx.t("meetings.calendar.caption"),
					file: { kind: "document", source: { content, name: `${found.meeting.code}.ics` } },
				},
				{ fresh: true },
			);
		},
		"meeting.propose": async (ctx, id = "") => {
			const found = await cardOf(ctx, id);
			if (found?.mayPropose) await ctx.begin(proposePoint, { subject: id });
			else if (found) await ctx.show(agendaViews.agenda(found, ctx.t));
		},
		"meeting.attend": async (ctx, id = "") => {
			const found = await cardOf(ctx, id);
			if (!found) return;
			if (found.isTaken && !found.attended) return await ctx.begin(attend, { subject: id });
			if (!found.isTaken) await ctx.toast(ctx.t.plain("meetings.toast.notNow"), { alert: true });
			await ctx.show(cardViews.card(found, ctx.t));
		},
		"calendar.feed": (ctx) => showFeed(ctx),
		"calendar.make": async (ctx) => {
			const { webhook } = ctx.deps.config;
			if (!webhook) return await showFeed(ctx);
			const token = await meetings.makeFeed(actorOf(ctx), ctx.now);
			await showFeed(ctx, new URL(`/calendar/${token}.ics`, webhook.url).toString());
		},
		"calendar.revoke": async (ctx) => {
			if (await meetings.revokeFeed(actorOf(ctx))) await ctx.toast(ctx.t.plain("meetings.feed.revoked"));
			await showFeed(ctx);
		},
	},
};

/** A QR picture that was shown at a meeting; false when it is none. */
export async function openAttendance(ctx: BotContext, payload: string): Promise<boolean> {
	const [, id, code] = new RegExp(`^${ATTEND_LINK}([A-Za-z0-9]{16})-(\\d{4})$`).exec(payload) ?? [];
	if (id === undefined || code === undefined) return false;
	const result = await meetings.attend(actorOf(ctx), { meetingId: id, code }, ctx.now);
	const back = [[views.backToCard(id, ctx.t)]];
	await ctx.show(
		result.ok
			? { text: ctx.t("meetings.attendDone", { title: result.value.title }), buttons: back }
			: { text: ctx.t.dynamic(`meetings.toast.${result.reason}`), buttons: back },
	);
	return true;
}

async function showList(
	ctx: BotContext,
	which = "coming",
	from: { after?: string; before?: string } = {},
	page = 1,
): Promise<void> {
	await pauseForm(ctx);
	const found = await meetings.list(actorOf(ctx), which === "past" ? "past" : "coming", from, ctx.now);
	// A page that has emptied meanwhile: from the beginning.
	if (found.list.length === 0 && page > 1) return await showList(ctx, which);
	const hasMore = from.before === undefined ? found.hasMore : true;
	const first = from.before !== undefined && !found.hasMore ? 1 : page;
	await ctx.show(listViews.list({ ...found, hasMore, page: first }, ctx.t));
}

async function cardOf(ctx: BotContext, id: string, key = "") {
	const found = await meetings.card(actorOf(ctx), id, ctx.now, holderFrom(key));
	if (found.ok) return found.value;
	await showNoAccess(ctx);
	return undefined;
}

async function showCard(ctx: BotContext, id = "", key = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await cardOf(ctx, id, key);
	if (found) await ctx.show(cardViews.card(found, ctx.t));
}

/** Takes the answer; the message that was tapped shows it at once, every other copy by a delivery. */
async function giveAnswer(ctx: BotContext, id = "", key = "", typed = "", lead?: string): Promise<void> {
	const holder = holderFrom(key);
	const answer = ANSWERS.find((_, index) => String(index) === typed);
	if (!holder || !answer) return await showCard(ctx, id);
	if (answer === "delegate") {
		const found = await cardOf(ctx, id, key);
		if (found?.isOpen) return await ctx.begin(delegate, { subject: `${id}.${key}` });
		if (found) await ctx.show(cardViews.card(found, ctx.t));
		return;
	}
	const result = await meetings.answer(actorOf(ctx), { meetingId: id, holder, answer }, ctx.now);
	if (!result.ok && result.reason === "notInvited") return await showNoAccess(ctx);
	const said = result.ok ? "answered" : result.reason;
	await ctx.toast(ctx.t.dynamicPlain(`meetings.toast.${said}`), { alert: !result.ok });
	const found = await cardOf(ctx, id, key);
	if (!found) return;
	await ctx.show(
		lead === undefined || !result.ok
			? cardViews.card(found, ctx.t)
			: toldViews.reminder({ ...found, news: [], lead: Number(lead) || 0 }, ctx.t),
	);
}

async function showFeed(ctx: BotContext, url?: string): Promise<void> {
	await pauseForm(ctx);
	// Without a webhook nothing of ours is reached from outside.
	if (!ctx.deps.config.webhook) return await showList(ctx);
	const since = await meetings.feedSince(actorOf(ctx));
	await ctx.show(feedViews.feed({ since, ...(url !== undefined && { url }) }, ctx.t));
}
