/** Puts what a step says in front of the person: in place of what was tapped, below what was written; old buttons go. */
import { type Draft, draftKey } from "../../domain/draft.ts";
import type { Message } from "../../texts/message.ts";
import type { BotContext } from "../context.ts";
import { showFile } from "../showDocument.ts";
import { dropButtons } from "../speech.ts";
import type { World } from "./advance.ts";
import { askingOf, stampOf } from "./asking.ts";
import type { Form } from "./form.ts";
import { REVIEW } from "./form.ts";
import { questionOf } from "./path.ts";
import { type How, render } from "./render.ts";
import { shapeOf } from "./revive.ts";

export function worldOf(ctx: BotContext): World {
	if (!ctx.actor) throw new Error("a form is filled in by somebody who agreed to be remembered");
	return { actor: ctx.actor, actsNow: ctx.actsNow, now: ctx.now, t: ctx.t };
}

/** Shows the question the draft waits for and remembers which message asks it. */
export async function present(
	ctx: BotContext,
	form: Form,
	draft: Draft,
	how: How & { inPlace?: boolean; fresh?: boolean; told?: string; after?: string | undefined } = {},
): Promise<void> {
	const before = ctx.session.current;
	const message = await render(form, draft, worldOf(ctx), how);
	const key = draftKey(draft.form, draft.subject);
	const question = questionOf(form, draft.at) ? (draft.at ?? REVIEW) : REVIEW;
	const isNew = how.wrong !== true && (before?.draft !== key || before.question !== question);
	const below = isNew && (await showBefore(ctx, form, draft));
	const messageId = await replace(ctx, message, before, below ? { fresh: true } : how);
	ctx.session.drafts[key] = { ...draft, shape: shapeOf(form) };
	const same = before?.draft === key && before.question === question;
	const told = [...((same && before.told) || []), ...(how.told === undefined ? [] : [how.told])];
	ctx.session.current = { draft: key, question, messageId, stamp: stampOf(draft, question) };
	const tapped = ctx.callbackQuery?.message?.message_id;
	if (tapped !== undefined && tapped !== messageId) ctx.session.current.tapped = tapped;
	if (message.request) told.push(REQUESTED);
	if (ctx.again) told.push(REPEATED);
	if (same && before) ctx.session.current.since = before.since ?? before.messageId;
	const after = same ? before?.after : how.after;
	if (after !== undefined) ctx.session.current.after = after;
	if (told.length > 0) ctx.session.current.told = [...new Set(told)];
}

/** What stands over a question; true when there was something, so that the question belongs below it. */
async function showBefore(ctx: BotContext, form: Form, draft: Draft): Promise<boolean> {
	const question = questionOf(form, draft.at);
	if (!question?.before || draft.at === undefined) return false;
	const messages = await question.before(askingOf(form, draft, draft.at, worldOf(ctx)));
	let shown = false;
	// A picture that Telegram does not have any more is left out.
	for (const message of messages) shown = (await showFile(ctx, message)) || shown;
	return shown;
}

/** Marks a question asked with the platform's own keyboard, which has to be taken away again. */
const REQUESTED = "requested";

export function isRequested(current: NonNullable<BotContext["session"]["current"]>): boolean {
	return current.told?.includes(REQUESTED) ?? false;
}

/** Marks a question that may stand on the screen twice: the process died, or could not store it, after it had replied. */
const REPEATED = "repeated";

export function isRepeated(current: NonNullable<BotContext["session"]["current"]>): boolean {
	return current.told?.includes(REPEATED) ?? false;
}

/** Shows a message in place of the question on the screen, or below it; then the question has no buttons any more. */
export async function replace(
	ctx: BotContext,
	message: Message,
	before: BotContext["session"]["current"],
	how: { inPlace?: boolean; fresh?: boolean } = {},
): Promise<number> {
	if (before && isRequested(before)) {
		if (!message.request) await takeRequestAway(ctx);
		return await ctx.show(message, { fresh: true });
	}
	const tapped = ctx.callbackQuery?.message?.message_id;
	const place = how.fresh ? undefined : how.inPlace ? before?.messageId : tapped;
	const shown = await ctx.show(message, place === undefined ? { fresh: true } : { at: place });
	const chatId = ctx.chat?.id;
	// What could not be changed in place has lost its buttons to `show` already.
	if (before && chatId !== undefined && before.messageId !== shown && before.messageId !== place) {
		await dropButtons(ctx.api, chatId, before.messageId);
	}
	return shown;
}

/** A message can take the platform's keyboard away or carry buttons, not both: hence a short word of its own. */
export async function takeRequestAway(ctx: BotContext): Promise<void> {
	const answered = (ctx.message?.contact ?? ctx.message?.location) !== undefined;
	await ctx.show({ text: ctx.t(answered ? "form.received" : "form.requestOver"), requestOver: true }, { fresh: true });
}
