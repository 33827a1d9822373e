/** One update played on the open question: the session is brought on, and what is to be said is handed back. */
import { hash } from "node:crypto";
import { type Draft, draftKey } from "../../domain/draft.ts";
import { cleanText } from "../../kit/cleanText.ts";
import { TOAST_LENGTH } from "../../telegram/capabilities.ts";
import { LANGUAGE_CODES } from "../../texts/languages.ts";
import { readPress } from "../../texts/message.ts";
import { shortened } from "../../views/form.ts";
import type { BotContext } from "../context.ts";
import { advance, goOn, type Step } from "./advance.ts";
import { draftPress, stampOf } from "./asking.ts";
import { type Form, REVIEW } from "./form.ts";
import { questionOf } from "./path.ts";
import { isRepeated, isRequested, present, replace, worldOf } from "./present.ts";
import type { Input } from "./question.ts";
import type { Said } from "./read.ts";
import { buttonsOf, renderLeft } from "./render.ts";
import { formNamed, hasChanged } from "./revive.ts";

/** The conversation's id; its version stands in it, so that another shape of state would be another conversation. */
export const TALK = "form.1";

type Speak = () => Promise<void>;
const nothing: Speak = async () => undefined;

export async function play(forms: readonly Form[], ctx: BotContext, said: Said): Promise<Speak> {
	const { session } = ctx;
	const current = session.current;
	const draft = current && session.drafts[current.draft];
	const form = draft && formNamed(forms, draft.form);
	if (!current || !draft || !form) return formIsGone(ctx);
	const world = worldOf(ctx);

	if (said.how === "pressed" && said.stamp !== current.stamp) return staleButton(ctx, form, draft, said);
	const changed = hasChanged(form, draft);
	const stillAsked = current.question === REVIEW || questionOf(form, current.question) !== undefined;
	if (!stillAsked) {
		const step = await goOn(form, draft, world);
		return () => present(ctx, form, step.draft, { notice: ctx.t("form.updated"), fresh: said.how !== "pressed" });
	}
	const here: Draft = { ...draft, at: current.question };

	if (said.how === "edited") {
		return tellOnce(ctx, "edited", () => present(ctx, form, here, { notice: ctx.t("form.edited"), told: "edited" }));
	}
	let { input } = said;
	if (said.how === "sent") {
		if (isTooEarly(here, current.messageId, said.messageId, input)) {
			if ("album" in input) return nothing;
			return tellOnce(ctx, "early", () => present(ctx, form, here, { notice: ctx.t("form.early"), told: "early" }));
		}
		if (isForAnother(current, said.replyTo)) {
			return () => present(ctx, form, here, { notice: ctx.t("form.before"), fresh: true });
		}
		if (current.after !== undefined && current.after === wordsOf(input) && !current.told?.includes("before")) {
			return () => present(ctx, form, here, { notice: ctx.t("form.before"), told: "before" });
		}
		const word =
			input.kind === "text" && isRequested(current) ? await wordTapped(ctx, form, here, input.text) : undefined;
		if (word === "later") return () => leave(ctx, form, here);
		if (word) input = word;
	}

	const step = await advance(form, here, input, world);
	if (changed && step.show !== "nothing") step.notice = [ctx.t("form.updated"), step.notice].filter(Boolean).join("\n");
	return async () => {
		if (step.over) return await end(ctx, form, step);
		if (step.toast !== undefined) await ctx.toast(shortened(step.toast, TOAST_LENGTH), { alert: true });
		if (step.show === "nothing") {
			session.drafts[current.draft] = step.draft;
			return;
		}
		// What came after the count was shown is counted below it, where it is seen.
		const isAbove = said.how === "sent" && said.messageId < current.messageId;
		const inPlace = isAbove && goesOnCollecting(here, step.draft, input);
		const wrong = step.show === "wrong";
		await present(ctx, form, step.draft, {
			wrong,
			inPlace,
			after: isRepeated(current) ? wordsOf(input) : undefined,
			...(step.notice === undefined ? {} : { notice: step.notice }),
		});
	};
}

/** Photos that follow one another are counted in one message. */
function goesOnCollecting(before: Draft, after: Draft, input: Input): boolean {
	return (
		(input.kind === "photo" || input.kind === "file") &&
		before.partial !== undefined &&
		after.partial?.question === before.partial.question
	);
}

/** Written before the question was on the screen. Photos of a row that is being collected belong together. */
function isTooEarly(draft: Draft, asked: number, messageId: number, input: Input): boolean {
	if (messageId > asked) return false;
	return !((input.kind === "photo" || input.kind === "file") && draft.partial?.question === draft.at);
}

/** In reply to a message older than the question: to an earlier question, whose answer is kept already. */
function isForAnother({ since, messageId }: { since?: number; messageId: number }, replyTo?: number): boolean {
	return replyTo !== undefined && replyTo < (since ?? messageId);
}

/**
 * Stands for what was written or sent, without showing it. A question that stands on the screen twice is answered
 * twice: the same once more is not the answer to the next one.
 */
function wordsOf(input: Input): string | undefined {
	const words = input.kind === "text" ? cleanText(input.text) : "uniqueId" in input ? input.uniqueId : undefined;
	return words === undefined ? undefined : hash("sha256", words, "base64url").slice(0, 6);
}

/** The word under a request that was tapped, in whichever language the keyboard was shown. */
async function wordTapped(ctx: BotContext, form: Form, draft: Draft, text: string) {
	for (const language of LANGUAGE_CODES) {
		const world = { ...worldOf(ctx), t: ctx.deps.texts.in(language) };
		const button = (await buttonsOf(form, draft, world)).find(({ label }) => label === text.trim());
		if (!button || !("press" in button)) continue;
		if (button.press === draftPress("later", draft)) return "later" as const;
		const [, action = "", ...about] = readPress(button.press).about;
		return { kind: "press" as const, action, about };
	}
	return undefined;
}

async function tellOnce(ctx: BotContext, what: string, tell: Speak): Promise<Speak> {
	return ctx.session.current?.told?.includes(what) ? nothing : tell;
}

async function staleButton(ctx: BotContext, form: Form, draft: Draft, said: Said & { how: "pressed" }): Promise<Speak> {
	// The message has moved on since: the second tap of a double one.
	const { messageId, tapped } = ctx.session.current ?? {};
	if (said.messageId !== undefined && [messageId, tapped].includes(said.messageId)) return nothing;
	return async () => {
		await ctx.toast(ctx.t.plain("bot.stale"));
		await present(ctx, form, { ...draft, at: draft.at ?? REVIEW }, { fresh: true });
	};
}

function formIsGone(ctx: BotContext): Speak {
	return async () => {
		const before = ctx.session.current;
		delete ctx.session.current;
		await replace(ctx, { text: ctx.t("form.gone") }, before, { fresh: true });
		await ctx.goHome({ fresh: true });
	};
}

async function end(ctx: BotContext, form: Form, step: Step): Promise<void> {
	if (!step.over) return;
	const { session } = ctx;
	const before = session.current;
	await replace(ctx, step.over, before);
	const key = draftKey(form.name, step.draft.subject);
	delete session.drafts[key];
	delete session.current;
	session.sent = before?.stamp ?? stampOf(step.draft, REVIEW);
	await ctx.conversation.exit(TALK);
}

/** Keeps the answers and says how to come back. */
export async function leave(ctx: BotContext, form: Form, draft: Draft): Promise<void> {
	const before = ctx.session.current;
	await replace(ctx, renderLeft(form, draft, worldOf(ctx)), before);
	ctx.session.drafts[draftKey(draft.form, draft.subject)] = draft;
	delete ctx.session.current;
}
