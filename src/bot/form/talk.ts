/**
 * The one generic conversation that drives every form. Its stored state is a single open wait: each update runs one
 * `external`, which brings the draft in the session a step on, and then the conversation is rewound to its beginning.
 * What is to be said is left beside the context and sent after the conversations plugin is done, so that nothing of it
 * is recorded.
 */
import { type Conversation, conversations, createConversation } from "@grammyjs/conversations";
import type { Context, MiddlewareFn } from "grammy";
import type { BotContext } from "../context.ts";
import type { Form } from "./form.ts";
import { play, TALK } from "./play.ts";
import { readSaid, type Said } from "./read.ts";
import { revive } from "./revive.ts";

/** The conversations plugin, its state kept in the chat's session. Comes before everything that begins a form. */
export function conversationPlugin(): MiddlewareFn<BotContext> {
	return conversations<BotContext, Context>({
		storage: {
			type: "context",
			adapter: {
				read: (ctx) => ctx.session.talk,
				write: (ctx, talk) => {
					ctx.session.talk = talk;
				},
				delete: (ctx) => {
					delete ctx.session.talk;
				},
			},
		},
	}) as MiddlewareFn<BotContext>;
}

/** An update on its way through the conversation, and what came of it. */
interface Errand {
	said: Said;
	outcome?: { speak: () => Promise<void> } | { fault: unknown };
}

const BEGINNING: [number, number] = [0, 0];

/**
 * Takes answers to the question that is open. Comes after the commands and buttons of the features, so that none of
 * them is ever taken for an answer; what it has no ear for passes by.
 */
export function formTalk(forms: readonly Form[]): MiddlewareFn<BotContext> {
	const errands = new WeakMap<BotContext, Errand>();

	async function talk(conversation: Conversation<BotContext, Context>): Promise<void> {
		// An error here would end the conversation, state and all: it is carried out and thrown again outside.
		await conversation.external(async (ctx) => {
			const errand = errands.get(ctx);
			if (!errand) throw new Error("the talk was entered without anything said");
			try {
				errand.outcome = { speak: await play(forms, ctx, errand.said) };
			} catch (fault) {
				errand.outcome = { fault };
			}
		});
		await conversation.rewind(BEGINNING);
	}
	const resume = createConversation<BotContext, Context>(talk, TALK);

	return async (ctx, next) => {
		const said = readSaid(ctx);
		if (!said) return await next();
		revive(forms, ctx.session);
		if (!ctx.session.current) return await withoutQuestion(ctx, said, next);
		for (const id of Object.keys(ctx.conversation.active())) {
			// Left over from an earlier version; the draft, not the conversation, holds the answers.
			if (id !== TALK) await ctx.conversation.exit(id);
		}
		const errand: Errand = { said };
		errands.set(ctx, errand);
		await resume(ctx, async () => {
			if (errand.outcome === undefined) await ctx.conversation.enter(TALK);
		});
		const { outcome } = errand;
		if (outcome === undefined) throw new Error("the talk did not hear what was said");
		if ("fault" in outcome) throw outcome.fault;
		await outcome.speak();
	};
}

async function withoutQuestion(ctx: BotContext, said: Said, next: () => Promise<void>): Promise<void> {
	if (said.how === "pressed" && ctx.session.sent !== undefined && said.stamp === ctx.session.sent) {
		return await ctx.toast(ctx.t.plain("form.alreadySent"));
	}
	if (said.how !== "edited") await next();
}
