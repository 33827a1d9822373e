/** Beginning a form, going on with it, leaving it: what the rest of the bot may do with forms. */
import { type Draft, draftKey, isWorthKeeping } from "../../domain/draft.ts";
import { newId } from "../../kit/ids.ts";
import { type Button, press } from "../../texts/message.ts";
import type { BeginHow, BotContext, PressHandler } from "../context.ts";
import { dropButtons } from "../speech.ts";
import { goOn, newDraft } from "./advance.ts";
import { HOME_PRESS } from "./asking.ts";
import type { Form } from "./form.ts";
import { leave, TALK } from "./play.ts";
import { isRequested, present, replace, takeRequestAway, worldOf } from "./present.ts";
import { continueButton, renderUnfinished } from "./render.ts";
import { formNamed, hasChanged, revive, standsSomewhere } from "./revive.ts";

/** On the home screen; more are reached where they were begun. */
const UNFINISHED_SHOWN = 3;

/** Starts a form, or goes on with its draft ("you stopped at question 5 of 9"). */
export async function beginForm(ctx: BotContext, form: Form, how: BeginHow = {}): Promise<void> {
	const subject = how.subject ?? "";
	revive([form], ctx.session);
	if (isSecondTap(ctx, draftKey(form.name, subject))) return;
	const draft = ctx.session.drafts[draftKey(form.name, subject)];
	if (!draft || (!isWorthKeeping(draft) && !how.resume)) return await startAnew(ctx, form, { ...how, subject });
	if (how.resume) return await resumeDraft(ctx, form, draft);
	const before = ctx.session.current;
	delete ctx.session.current;
	await replace(ctx, renderUnfinished(form, draft, worldOf(ctx)), before);
}

/** The question stands in place of the button already: the first tap of a double one did it. */
function isSecondTap(ctx: BotContext, draft: string): boolean {
	const { current } = ctx.session;
	const tapped = ctx.callbackQuery?.message?.message_id;
	return current?.draft === draft && tapped !== undefined && [current.messageId, current.tapped].includes(tapped);
}

async function startAnew(ctx: BotContext, form: Form, how: BeginHow & { subject: string }): Promise<void> {
	const draft = newDraft(form, worldOf(ctx), { ...how, requestId: newId() });
	const [first] = (how.changing && how.only) || [];
	const begun = first === undefined ? (await goOn(form, draft, worldOf(ctx))).draft : { ...draft, at: first };
	const notice = how.notice ?? (await occasionOf(ctx, form, how.subject)) ?? introOf(ctx, form);
	await present(ctx, form, begun, notice === undefined ? {} : { notice });
}

async function occasionOf(ctx: BotContext, form: Form, subject: string): Promise<string | undefined> {
	const { actor, t } = worldOf(ctx);
	return (await form.occasion?.(actor, subject))?.(t);
}

function introOf(ctx: BotContext, form: Form): string | undefined {
	const key = `${form.texts}.form.${form.name}.intro`;
	return ctx.t.has(key) ? ctx.t.dynamic(key) : undefined;
}

async function resumeDraft(ctx: BotContext, form: Form, draft: Draft): Promise<void> {
	const updated = hasChanged(form, draft) ? ctx.t("form.updated") : undefined;
	const notice = [updated, await occasionOf(ctx, form, draft.subject)].filter((line) => line !== undefined);
	const told = notice.length > 0 ? { notice: notice.join("\n") } : {};
	if (standsSomewhere(form, draft)) return await present(ctx, form, draft, told);
	const step = await goOn(form, draft, worldOf(ctx));
	await present(ctx, form, step.draft, told);
}

/** The buttons of a draft: continue, start over, discard, leave for later. They carry its form and subject. */
export const formPresses: Record<string, PressHandler> = {
	"draft.continue": withDraft(resumeDraft),
	"draft.restart": withDraft(async (ctx, form, draft) => {
		const { subject, given, only } = draft;
		// A correction keeps what it was not to change.
		const answers = given ?? (only ? draft.answers : undefined);
		await startAnew(ctx, form, { subject, ...(answers ? { answers } : {}), ...(only ? { only } : {}) });
	}),
	"draft.discard": withDraft(async (ctx, form, draft) => {
		const before = ctx.session.current;
		delete ctx.session.drafts[draftKey(form.name, draft.subject)];
		delete ctx.session.current;
		await ctx.conversation.exit(TALK);
		const buttons = [[{ label: ctx.t.plain("form.button.home"), press: press(HOME_PRESS) }]];
		await replace(ctx, { text: ctx.t("form.discarded"), buttons }, before);
	}),
	"draft.later": withDraft(leave),
};

function withDraft(act: (ctx: BotContext, form: Form, draft: Draft) => Promise<void>): PressHandler {
	return async (ctx, name = "", subject = "") => {
		revive(ctx.forms, ctx.session);
		const form = formNamed(ctx.forms, name);
		const draft = form && ctx.session.drafts[draftKey(form.name, subject)];
		if (form && draft) return await act(ctx, form, draft);
		await ctx.toast(ctx.t.plain("bot.stale"));
		await ctx.goHome();
	};
}

/** What was begun and not sent, the newest first: a button each, to go on with it. */
export function unfinishedForms(ctx: BotContext): Button[][] {
	revive(ctx.forms, ctx.session);
	return Object.values(ctx.session.drafts)
		.filter(isWorthKeeping)
		.sort((a, b) => b.touchedAt.getTime() - a.touchedAt.getTime())
		.flatMap((draft) => {
			const form = formNamed(ctx.forms, draft.form);
			return form ? [[continueButton(form, draft, worldOf(ctx))]] : [];
		})
		.slice(0, UNFINISHED_SHOWN);
}

/** Leaves the open question without a word, its answers kept: what else the person went to speaks for itself. */
export async function pauseForm(ctx: BotContext): Promise<void> {
	const { current } = ctx.session;
	if (!current) return;
	delete ctx.session.current;
	const chatId = ctx.chat?.id;
	if (isRequested(current)) await takeRequestAway(ctx);
	else if (chatId !== undefined && ctx.callbackQuery?.message?.message_id !== current.messageId) {
		await dropButtons(ctx.api, chatId, current.messageId);
	}
}

/** Asks the open question once more, as after a change of language. False when none is open. */
export async function askAgain(ctx: BotContext): Promise<boolean> {
	const open = openDraft(ctx);
	if (open) await resumeDraft(ctx, open.form, open.draft);
	return open !== undefined;
}

/** What /cancel does to an open form: continue, start over or discard. False when none is open. */
export async function cancelForm(ctx: BotContext): Promise<boolean> {
	const open = openDraft(ctx);
	if (!open) return false;
	const before = ctx.session.current;
	delete ctx.session.current;
	await replace(ctx, renderUnfinished(open.form, open.draft, worldOf(ctx)), before);
	return true;
}

function openDraft(ctx: BotContext): { form: Form; draft: Draft } | undefined {
	revive(ctx.forms, ctx.session);
	const { current } = ctx.session;
	const draft = current && ctx.session.drafts[current.draft];
	const form = draft && formNamed(ctx.forms, draft.form);
	return draft && form ? { form, draft } : undefined;
}
