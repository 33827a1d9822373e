/** Announcements in chat: written, tested, sent, steered and followed up by coordinators; read and answered by everybody. */
import type { Announcement } from "../../../domain/announcement.ts";
import { may } from "../../../domain/permissions.ts";
import type { Result } from "../../../kit/result.ts";
import * as services from "../../../services/announcements/index.ts";
import * as threads from "../../../services/threads.ts";
import { editCaption } from "../../../telegram/send.ts";
import * as views from "../../../views/announcement.ts";
import * as cardViews from "../../../views/announcementCard.ts";
import * as listViews from "../../../views/announcementList.ts";
import * as peopleViews from "../../../views/announcementPeople.ts";
import { PAGE } from "../../../views/paging.ts";
import type { BotContext, Feature, PressHandler } from "../../context.ts";
import { type Form, pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { contentOf } from "../../said.ts";
import { isSecondTap } from "../../secondTap.ts";
import { dropButtons } from "../../speech.ts";
import {
	announce,
	announceEn,
	announceExcept,
	announceFa,
	announceWhen,
	correctAnnouncement,
	giveBackAnnouncement,
	setApprovalAbove,
	WHOM_QUESTIONS,
} from "./forms.ts";

export const announcements: Feature = {
	forms: [
		announce,
		announceExcept,
		announceFa,
		announceEn,
		announceWhen,
		correctAnnouncement,
		giveBackAnnouncement,
		setApprovalAbove,
	],
	commands: { announce: begin },
	presses: {
		"announcement.new": begin,
		"announcement.list": (ctx) => showList(ctx, {}, 1),
		"announcement.turn": async (ctx, way = "", edge = "", page = "1") => {
			const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
			await showList(ctx, from, Math.max(1, Math.trunc(Number(page)) || 1));
		},
		"announcement.open": about(async (ctx, shown) => {
			await ctx.show(cardViews.card(shown, ctx.t));
		}),
		"announcement.test": about(async (ctx, { announcement }) => {
			await ctx.toast(ctx.t.plain("announcements.toast.tested"));
			if (isSecondTap(ctx)) return;
			await withoutButtons(ctx);
			await ctx.show(views.letter({ announcement, acknowledged: false }, ctx.t), { fresh: true });
			if (announcement.asksToAcknowledge && announcement.files.length > 1)
				await ctx.show(views.ask({ announcement }, ctx.t), { fresh: true });
			await showCard(ctx, announcement.id, { fresh: true });
		}),
		"announcement.words": ofDraft(async (ctx, { announcement }, language) => {
			await ctx.begin(language === "en" ? announceEn : announceFa, { subject: announcement.id });
		}),
		"announcement.audience": ofDraft(async (ctx, { announcement }) => {
			const answers = { fa: { files: [] }, en: { files: [] } };
			await ctx.begin(announce, { subject: announcement.id, answers, only: WHOM_QUESTIONS });
		}),
		"announcement.except": beginsOf(announceExcept),
		"announcement.schedule": beginsOf(announceWhen),
		"announcement.acknowledge": ofDraft(async (ctx, { announcement }, how) => {
			await changed(ctx, announcement, { asksToAcknowledge: how === "on" });
		}),
		"announcement.urgent": ofDraft(async (ctx, { announcement }, how) => {
			await changed(ctx, announcement, { isUrgent: how === "on" });
		}),
		"announcement.send": about(async (ctx, { announcement }, revision) => {
			const result = await services.send(actorOf(ctx), announcement.id, Number(revision), ctx.now);
			if (!result.ok || result.value.state !== "set") return await then(ctx, announcement, result, "sentForApproval");
			// It is followed in a message of its own, from the minute before it goes to the report.
			await ctx.toast(ctx.t.plain("announcements.toast.sent"));
			await ctx.show(cardViews.follows(ctx.t));
		}),
		"announcement.approve": about(async (ctx, { announcement }, revision) => {
			if (!may(actorOf(ctx), "announcement.approve", announcement)) return await showNoAccess(ctx);
			const result = await services.approve(actorOf(ctx), announcement.id, Number(revision), ctx.now);
			await then(ctx, announcement, result, "approved");
		}),
		"announcement.giveBack": about(async (ctx, shown) => {
			const { announcement } = shown;
			if (!may(actorOf(ctx), "announcement.approve", announcement)) return await showNoAccess(ctx);
			if (announcement.state === "waiting") return await ctx.begin(giveBackAnnouncement, { subject: announcement.id });
			await then(ctx, announcement, { ok: false, reason: "notNow" }, "sent");
		}),
		"announcement.callOff": about(async (ctx, { announcement }) => {
			const result = await services.callOff(actorOf(ctx), announcement.id, ctx.now);
			if (!result.ok || result.value.id === announcement.id) return await then(ctx, announcement, result, "calledOff");
			// What was tapped says that it was called off; the draft it became stands below.
			await ctx.toast(ctx.t.plain("announcements.toast.calledOff"));
			await showCard(ctx, announcement.id);
			await showCard(ctx, result.value.id, { fresh: true });
		}),
		"announcement.drop": steers(services.drop, "dropped"),
		"announcement.pause": steers(services.pause, "paused"),
		"announcement.resume": steers(services.resume, "resumed"),
		"announcement.stop": steers(services.stop, "stopped"),
		"announcement.unread": async (ctx, id = "", after) => {
			const found = await services.unread(actorOf(ctx), id, after, PAGE);
			if (!found.ok) return await showNoAccess(ctx);
			await pauseForm(ctx);
			await ctx.show(peopleViews.unread({ ...found.value, isFirst: after === undefined }, ctx.t));
		},
		"announcement.calls": async (ctx, id = "", after) => {
			const found = await services.callList(actorOf(ctx), id, after, PAGE, ctx.now);
			if (!found.ok) return await showNoAccess(ctx);
			await pauseForm(ctx);
			await ctx.show(peopleViews.calls({ ...found.value, isFirst: after === undefined }, ctx.t));
		},
		"announcement.nudge": about(async (ctx, { announcement }) => {
			await then(ctx, announcement, await services.nudge(actorOf(ctx), announcement.id, ctx.now), "nudged");
		}),
		"announcement.again": about(async (ctx, { announcement }) => {
			await then(ctx, announcement, await services.sendAgain(actorOf(ctx), announcement.id, ctx.now), "again");
		}),
		"announcement.correct": about(async (ctx, { announcement }) => {
			const left = ["going", "paused", "over", "stopped"].includes(announcement.state);
			if (left) return await ctx.begin(correctAnnouncement, { subject: announcement.id });
			await then(ctx, announcement, { ok: false, reason: "notNow" }, "sent");
		}),
		"announcement.remove": about(async (ctx, shown) => {
			if (shown.removable) await ctx.show(cardViews.removeAsk(shown, ctx.t));
			else await then(ctx, shown.announcement, { ok: false, reason: "tooOld" }, "sent");
		}),
		"announcement.removeYes": steers(services.remove, "removed"),
		"announcement.limit": async (ctx) => {
			if (may(actorOf(ctx), "announcement.setApproval")) await ctx.begin(setApprovalAbove);
			else await showNoAccess(ctx);
		},
		"announcement.read": acknowledge,
	},
	/** An answer to an announcement is for the secretariat, and names it. */
	async message(ctx) {
		const repliedTo = ctx.message?.reply_to_message;
		if (!ctx.actor || repliedTo?.from?.id !== ctx.me.id) return false;
		const announcement = await services.ofMessage(ctx.actor, repliedTo.message_id);
		const content = announcement && contentOf(ctx);
		if (!content) return false;
		const requestId = `${ctx.session.id}:${ctx.message?.message_id}:0`;
		const title = views.titleIn(announcement);
		const result = await threads.write(ctx.actor, { ...content, about: title }, ctx.now, { requestId });
		if (result.ok) await ctx.show(views.replied(announcement, ctx.t));
		return result.ok;
	},
};

async function begin(ctx: BotContext): Promise<void> {
	if (may(actorOf(ctx), "announcement.write")) await ctx.begin(announce);
	else await showNoAccess(ctx);
}

async function showList(ctx: BotContext, from: { after?: string; before?: string }, page: number): Promise<void> {
	const viewer = actorOf(ctx);
	const found = await services.list(viewer, from, PAGE);
	if (!found.ok) return await showNoAccess(ctx);
	if (found.value.list.length === 0 && page > 1) return await showList(ctx, {}, 1);
	await pauseForm(ctx);
	const hasMore = from.before === undefined ? found.value.hasMore : true;
	const first = from.before !== undefined && !found.value.hasMore ? 1 : page;
	const approvalAbove = await services.approvalAbove();
	await ctx.show(listViews.list({ ...found.value, hasMore, page: first, viewer, approvalAbove }, ctx.t));
}

async function showCard(ctx: BotContext, id: string, how?: { fresh?: boolean }): Promise<void> {
	const found = await services.see(actorOf(ctx), id, ctx.now);
	if (found.ok) await ctx.show(cardViews.card(found.value, ctx.t), how);
	else await showNoAccess(ctx);
}

type About = (ctx: BotContext, shown: services.AnnouncementCard, more: string) => Promise<void>;

/** For a button of the secretariat's on an announcement. */
function about(act: About): PressHandler {
	return async (ctx, id = "", more = "") => {
		const found = await services.see(actorOf(ctx), id, ctx.now);
		if (!found.ok) return await showNoAccess(ctx);
		await pauseForm(ctx);
		await act(ctx, found.value, more);
	};
}

/** For what can only be done while it is written; later, the announcement as it stands. */
function ofDraft(act: About): PressHandler {
	return about(async (ctx, shown, more) => {
		const { announcement } = shown;
		if (announcement.state === "draft" || announcement.state === "waiting") return await act(ctx, shown, more);
		await then(ctx, announcement, { ok: false, reason: "hasLeft" }, "sent");
	});
}

function beginsOf(form: Form): PressHandler {
	return ofDraft(async (ctx, { announcement }) => await ctx.begin(form, { subject: announcement.id }));
}

type Steer = (actor: ReturnType<typeof actorOf>, id: string, now: Date) => Promise<Result<Announcement>>;

function steers(steer: Steer, said: string): PressHandler {
	return about(async (ctx, { announcement }) => {
		await then(ctx, announcement, await steer(actorOf(ctx), announcement.id, ctx.now), said);
	});
}

async function changed(ctx: BotContext, before: Announcement, input: services.DraftChange): Promise<void> {
	await then(ctx, before, await services.change(actorOf(ctx), before.id, input, ctx.now), "changed");
}

/** Says what came of it, and shows the announcement as it stands. */
async function then(
	ctx: BotContext,
	before: Announcement,
	result: Result<Announcement | number>,
	said: string,
): Promise<void> {
	if (result.ok) {
		const values: Record<string, number> = typeof result.value === "number" ? { count: result.value } : {};
		await ctx.toast(ctx.t.dynamicPlain(`announcements.toast.${said}`, values));
		return await showCard(ctx, typeof result.value === "number" ? before.id : result.value.id);
	}
	if (result.reason === "notFound") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.dynamicPlain(`announcements.refusal.${result.reason}`, result.values), { alert: true });
	await showCard(ctx, before.id);
}

/** "Read and understood": on the announcement itself, or on the question after an album and on a reminder, which name it. */
async function acknowledge(ctx: BotContext, id = "", where = ""): Promise<void> {
	const result = await services.acknowledge(actorOf(ctx), id, ctx.now);
	if (!result.ok) return await ctx.toast(ctx.t.plain("announcements.refusal.notYours"), { alert: true });
	await ctx.toast(ctx.t.plain("announcements.toast.read"));
	if (where === "apart") return void (await ctx.show(views.acknowledged(result.value, ctx.t)));
	const letter = views.letter({ announcement: result.value, acknowledged: true }, ctx.t);
	const message = ctx.callbackQuery?.message;
	if (!letter.file) await ctx.show(letter);
	else if (ctx.chat && message) await editCaption(ctx.api, ctx.chat.id, message.message_id, letter);
}

async function withoutButtons(ctx: BotContext): Promise<void> {
	const message = ctx.callbackQuery?.message;
	if (ctx.chat && message) await dropButtons(ctx.api, ctx.chat.id, message.message_id);
}
