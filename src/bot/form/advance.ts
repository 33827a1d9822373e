/** One step of a form: from a draft and what a person did to the next draft and what is to be said. Sends nothing. */
import type { Draft } from "../../domain/draft.ts";
import type { Actor } from "../../domain/person.ts";
import type { T } from "../../texts/index.ts";
import { type Message, press } from "../../texts/message.ts";
import type { Values } from "../../texts/safeHtml.ts";
import { askingOf, HOME_PRESS } from "./asking.ts";
import { type Form, REVIEW } from "./form.ts";
import { answerOf, answersToSend, askedNow, firstUnsettled, isSettled, questionBefore, questionOf } from "./path.ts";
import type { Input, Taken } from "./question.ts";

/** Who fills the form in, when, and in which language. */
export interface World {
	/** As they stood a minute ago at most. */
	actor: Actor;
	/** The same, as they stand now: what is sent is allowed, or not, to them. */
	actsNow(): Promise<Actor>;
	now: Date;
	t: T;
}

/** So many wrong answers in a row, and another way is offered. */
export const PATIENCE = 5;

export interface Step {
	draft: Draft;
	/** The question (or the review) that `draft.at` names; the question again with what was wrong; or nothing new. */
	show: "question" | "wrong" | "nothing";
	/** Stands over what is shown, HTML. */
	notice?: string;
	/** A few words over the chat in answer to a tap, plain text. */
	toast?: string;
	/** The form has ended, with this message. */
	over?: Message;
}

export async function advance(form: Form, draft: Draft, input: Input, world: World): Promise<Step> {
	const at = { ...draft, touchedAt: world.now };
	if (input.kind === "press") return await pressed(form, at, input, world);
	if (draft.at === REVIEW) return { draft: at, show: "question", notice: world.t("form.review.useButtons") };
	return await answered(form, at, input, world);
}

async function pressed(form: Form, draft: Draft, input: Input & { kind: "press" }, world: World): Promise<Step> {
	const name = draft.at ?? "";
	const question = questionOf(form, name);
	switch (input.action) {
		case "back": {
			const { partial: _, attempts: __, editing, ...rest } = draft;
			const before = editing === undefined ? questionBefore(form, draft) : REVIEW;
			return { draft: before === undefined ? draft : { ...rest, at: before }, show: "question" };
		}
		case "keep":
			return answerOf(form, draft, name) === undefined ? again(draft) : await goOn(form, draft, world);
		case "again": {
			const { attempts: _, ...rest } = draft;
			return again(rest);
		}
		case "skip":
			if (!question?.options.optional) return again(draft);
			return await goOn(form, withoutAnswer(draft, name), world);
		case "instead":
			if (!question?.options.instead) return again(draft);
			return await goOn(form, withAnswer(form, draft, name, { instead: question.options.instead }), world);
		case "edit": {
			const chosen = input.about[0] ?? "";
			if (name !== REVIEW || !questionOf(form, chosen)) return again(draft);
			return { draft: { ...draft, at: chosen, editing: chosen }, show: "question" };
		}
		case "send":
			return name === REVIEW ? await send(form, draft, world) : again(draft);
		default:
			return name === REVIEW ? again(draft) : await answered(form, draft, input, world);
	}
}

async function answered(form: Form, draft: Draft, input: Input, world: World): Promise<Step> {
	const name = draft.at ?? "";
	const question = questionOf(form, name);
	if (!question) return await goOn(form, draft, world);
	const taken = await question.take(input, askingOf(form, draft, name, world));
	if ("answer" in taken) {
		const step = await goOn(form, withAnswer(form, draft, name, taken.answer), world);
		return step.notice === undefined && taken.notice !== undefined ? { ...step, notice: taken.notice } : step;
	}
	if ("state" in taken) {
		const { attempts: _, ...rest } = draft;
		const step: Step = { draft: { ...rest, partial: { question: name, state: taken.state } }, show: "question" };
		return taken.notice === undefined ? step : { ...step, notice: taken.notice };
	}
	if ("idle" in taken) return { draft, show: "nothing" };
	if ("end" in taken) return { draft, show: "nothing", over: taken.end(world.t) };
	return wrong(form, draft, input, taken, world);
}

function wrong(form: Form, draft: Draft, input: Input, taken: Taken, world: World): Step {
	const question = questionOf(form, draft.at);
	if (input.kind === "press") {
		if (!("wrong" in taken)) return again(draft);
		const toast = world.t.dynamicPlain(refusalKey(form, taken.wrong, world.t), taken.values);
		return { draft, show: taken.screen ? "question" : "nothing", toast };
	}
	const notice =
		"wrong" in taken
			? refusal(form, taken.wrong, taken.values, world.t)
			: `${world.t.dynamic(`form.got.${whatCame(input)}`)} ${world.t.dynamic(`form.expected.${question?.expects}`)}`;
	const tried = { ...draft, attempts: (draft.attempts ?? 0) + 1 };
	if (!("look" in taken)) return { draft: tried, show: "wrong", notice };
	const { partial: _, ...rest } = tried;
	const partial = taken.look === undefined ? {} : { partial: { question: draft.at ?? "", state: taken.look } };
	return { draft: { ...rest, ...partial }, show: "wrong", notice };
}

function whatCame(input: Input): string {
	return input.kind === "other" ? input.what : input.kind;
}

function refusal(form: Form, reason: string, values: Values | undefined, t: T): string {
	return t.dynamic(refusalKey(form, reason, t), values);
}

function refusalKey(form: Form, reason: string, t: T): string {
	const own = `${form.texts}.refusal.${reason}`;
	return t.has(own) ? own : `form.refusal.${reason}`;
}

function again(draft: Draft): Step {
	return { draft, show: "question" };
}

/** To the first question not settled yet, past offers that have nothing to offer; to the review when there is none. */
export async function goOn(form: Form, draft: Draft, world: World): Promise<Step> {
	const { partial: _, attempts: __, editing: ___, ...rest } = draft;
	let here: Draft = rest;
	for (;;) {
		const next = firstUnsettled(form, here);
		if (next === undefined) break;
		if (here.only && !here.only.includes(next)) here = { ...here, only: [...here.only, next] };
		const question = questionOf(form, next);
		const asks = await question?.asksNow?.(askingOf(form, here, next, world));
		if (asks !== false) return { draft: { ...here, at: next }, show: "question" };
		here = { ...here, answers: { ...here.answers, [next]: null } };
	}
	if (form.review) return { draft: { ...here, at: REVIEW }, show: "question" };
	return await send(form, { ...here, at: draft.at ?? REVIEW }, world);
}

async function send(form: Form, draft: Draft, world: World): Promise<Step> {
	if (firstUnsettled(form, draft) !== undefined) return await goOn(form, draft, world);
	const { requestId, subject } = draft;
	const result = await form.submit(await world.actsNow(), answersToSend(form, draft), world.now, {
		requestId,
		subject,
	});
	if (result.ok) {
		if (form.changesRole) await world.actsNow();
		return { draft, show: "nothing", over: form.done(result.value, world.t) };
	}
	const notice = refusal(form, result.reason, result.values, world.t);
	if (form.over.includes(result.reason)) return { draft, show: "nothing", over: ended(notice, world.t) };
	const faulty = String(result.values?.question ?? "");
	if (questionOf(form, faulty)) return { draft: { ...draft, at: faulty, editing: faulty }, show: "question", notice };
	return { draft: withoutPassing(form, draft), show: "question", notice };
}

function withoutPassing(form: Form, draft: Draft): Draft {
	const kept = Object.entries(draft.answers).filter(([name]) => !questionOf(form, name)?.options.passing);
	return { ...draft, answers: Object.fromEntries(kept) };
}

function ended(text: string, t: T): Message {
	return { text, buttons: [[{ label: t.plain("form.button.home"), press: press(HOME_PRESS) }]] };
}

function withAnswer(form: Form, draft: Draft, name: string, answer: unknown): Draft {
	const answers: Record<string, unknown> = { ...draft.answers, [name]: answer };
	let skipped = draft.skipped?.filter((other) => other !== name);
	for (const [other, question] of Object.entries(form.questions)) {
		if (!question.options.againAfter?.includes(name)) continue;
		delete answers[other];
		skipped = skipped?.filter((one) => one !== other);
	}
	return withSkipped({ ...draft, answers }, skipped);
}

function withoutAnswer(draft: Draft, name: string): Draft {
	const { [name]: _, ...answers } = draft.answers;
	return withSkipped({ ...draft, answers }, [...new Set([...(draft.skipped ?? []), name])]);
}

function withSkipped(draft: Draft, skipped: string[] | undefined): Draft {
	const { skipped: _, ...rest } = draft;
	return skipped && skipped.length > 0 ? { ...rest, skipped } : rest;
}

/** A draft that waits for its first question; answers it starts from are kept, those of a correction asked anew. */
export function newDraft(
	form: Form,
	world: World,
	how: {
		requestId: string;
		subject: string;
		answers?: Record<string, unknown>;
		only?: readonly string[];
		changing?: boolean;
	},
): Draft {
	const given = how.answers ?? {};
	const askedAnew = how.changing ? [] : (how.only ?? []);
	const answers = Object.fromEntries(Object.entries(given).filter(([name]) => !askedAnew.includes(name)));
	const draft: Draft = {
		form: form.name,
		subject: how.subject,
		answers,
		requestId: how.requestId,
		startedAt: world.now,
		touchedAt: world.now,
	};
	if (how.answers) draft.given = given;
	if (!how.only) return how.answers ? withSkipped(draft, leftOutBefore(form, draft)) : draft;
	draft.only = [...how.only];
	// What was left out the first time is left out again, unless a corrected answer makes it necessary.
	const { only, ...before } = { ...draft, answers: given };
	const leftOut = askedNow(form, before).filter((name) => !only?.includes(name) && !isSettled(form, before, name));
	return withSkipped(draft, leftOut);
}

/** What may be left out and has no answer among those it starts from: not asked again, but to be seen on the review. */
function leftOutBefore(form: Form, draft: Draft): string[] {
	return askedNow(form, draft).filter(
		(name) => questionOf(form, name)?.options.optional && answerOf(form, draft, name) === undefined,
	);
}
