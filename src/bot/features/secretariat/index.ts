/** Talks with the secretariat: a person's plain sentence, voice or picture; coordinators take it on, answer, close. */

import { may } from "../../../domain/permissions.ts";
import type { Thread } from "../../../domain/thread.ts";
import { peopleOf, personOf, threadCard } from "../../../services/cards.ts";
import { named } from "../../../services/people.ts";
import * as threads from "../../../services/threads.ts";
import { coordinatorName } from "../../../views/person.ts";
import * as views from "../../../views/thread.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm, unfinishedForms } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { contentOf } from "../../said.ts";
import { answerThread } from "./answer.ts";
import { keep } from "./read.ts";

export const secretariat: Feature = {
	forms: [answerThread],
	presses: {
		"secretariat.write": async (ctx) => {
			await pauseForm(ctx);
			await ctx.show(views.write(ctx.t));
		},
		"secretariat.send": async (ctx, messageId = "") => {
			const kept = ctx.session.unsent ?? {};
			const unsent = Object.hasOwn(kept, messageId) ? kept[messageId] : undefined;
			if (!unsent) {
				const sent = await threads.hasTaken(actorOf(ctx), `${ctx.session.id}:${messageId}:0`);
				await ctx.show(sent ? views.sent(ctx.t) : { ...views.write(ctx.t), text: ctx.t("secretariat.lost") });
				return;
			}
			for (const [number, content] of unsent.contents.entries()) {
				const requestId = `${ctx.session.id}:${messageId}:${number}`;
				const result = await threads.write(actorOf(ctx), content, ctx.now, { requestId });
				if (!result.ok) return await showNoAccess(ctx);
			}
			const { [messageId]: _, ...others } = kept;
			ctx.session.unsent = others;
			await ctx.show(views.sent(ctx.t));
		},
		"thread.list": showList,
		"thread.open": about(showWhole),
		"thread.claim": about((ctx, thread) => claim(ctx, thread, false)),
		"thread.takeOver": about((ctx, thread) => claim(ctx, thread, true)),
		"thread.answer": about(async (ctx, thread) => {
			if (!may(actorOf(ctx), "thread.answer", thread)) return await showNoAccess(ctx);
			if (thread.state === "closed") return await tooLate(ctx, thread, "alreadyClosed");
			if (thread.claimedById !== actorOf(ctx).person.id) return await tooLate(ctx, thread, "notClaimedByYou");
			await ctx.begin(answerThread, { subject: thread.id });
		}),
		"thread.close": about(async (ctx, thread) => {
			const result = await threads.close(actorOf(ctx), thread.id, ctx.now);
			if (!result.ok) return await tooLate(ctx, thread, result.reason);
			await ctx.toast(ctx.t.plain("secretariat.toast.closed"));
			await showWhole(ctx, result.value);
		}),
		"thread.rest": about((ctx, thread, number) => showPiece(ctx, thread, number, views.rest)),
		"thread.file": about((ctx, thread, number) => showPiece(ctx, thread, number, views.file)),
	},
	async message(ctx) {
		const content = contentOf(ctx);
		if (!content) {
			await ctx.show({ ...views.write(ctx.t), text: ctx.t("secretariat.notThis") });
			return true;
		}
		const requestId = `${ctx.session.id}:${ctx.message?.message_id}:0`;
		if (await threads.expectsReply(actorOf(ctx), ctx.now)) {
			const result = await threads.write(actorOf(ctx), content, ctx.now, { requestId });
			if (result.ok) await ctx.show(views.replied(ctx.t));
			return result.ok;
		}
		if (keep(ctx, content)) await ctx.show(views.ask(String(ctx.message?.message_id), unfinishedForms(ctx), ctx.t));
		return true;
	},
};

async function showList(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const found = await threads.open(actorOf(ctx));
	if (!found.ok) return await showNoAccess(ctx);
	const { list, waiting, hasMore } = found.value;
	const people = await named(list.map(({ personId }) => personId));
	await ctx.show(views.list({ threads: list, waiting, hasMore, people }, ctx.t));
}

async function showWhole(ctx: BotContext, thread: Thread): Promise<void> {
	await pauseForm(ctx);
	await ctx.show(views.whole({ thread, people: await peopleOf(thread), viewer: actorOf(ctx) }, ctx.t));
}

/** What a talk holds beside its words, below it; the talk as it stands when there is no such thing. */
async function showPiece(ctx: BotContext, thread: Thread, number: string, view: typeof views.file): Promise<void> {
	const message = thread.messages[Number(number)];
	const shown = message && view(message, ctx.t);
	if (shown) {
		await ctx.show(shown, { fresh: true });
		return;
	}
	await ctx.toast(ctx.t.plain("bot.stale"));
	await showWhole(ctx, thread);
}

async function claim(ctx: BotContext, thread: Thread, takeOver: boolean): Promise<void> {
	const result = await threads.claim(actorOf(ctx), thread.id, ctx.now, { takeOver });
	if (!result.ok) return await tooLate(ctx, thread, result.reason, String(result.values?.byId ?? ""));
	await ctx.toast(ctx.t.plain("secretariat.toast.claimed"));
	await showNewest(ctx, result.value);
}

/** The card of the person's newest message. */
async function showNewest(ctx: BotContext, thread: Thread): Promise<void> {
	const number = thread.messages.findLastIndex((message) => message.from === "person");
	await ctx.show(views.card(await threadCard(thread, number, actorOf(ctx)), ctx.t));
}

/** Says why not, and shows the talk as it stands. */
async function tooLate(ctx: BotContext, before: Thread, reason: string, byId = ""): Promise<void> {
	const { t } = ctx;
	if (reason === "alreadyClaimed") {
		const person = coordinatorName(await personOf(byId), t);
		await ctx.toast(t.plain("secretariat.toast.alreadyClaimed", { person }), { alert: true });
	} else if (reason === "alreadyClosed" || reason === "notClaimedByYou") {
		await ctx.toast(t.dynamicPlain(`secretariat.toast.${reason}`), { alert: true });
	} else if (reason === "notFound") {
		return await showNoAccess(ctx);
	}
	const fresh = await threads.see(actorOf(ctx), before.id);
	if (fresh.ok) await showWhole(ctx, fresh.value);
}

type About = (ctx: BotContext, thread: Thread, more: string) => Promise<void>;

/** For a coordinator's button on a talk. */
function about(act: About): (ctx: BotContext, id?: string, more?: string) => Promise<void> {
	return async (ctx, id = "", more = "") => {
		const actor = actorOf(ctx);
		const found = may(actor, "thread.seeWaiting") ? await threads.see(actor, id) : undefined;
		if (found?.ok) await act(ctx, found.value, more);
		else await showNoAccess(ctx);
	};
}
