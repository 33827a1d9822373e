/** The way through a form: which questions are asked now, which comes next, how far one is. Pure. */
import type { Draft } from "../../domain/draft.ts";
import type { Form } from "./form.ts";
import { REVIEW } from "./form.ts";
import type { Question } from "./question.ts";

export function questionOf(form: Form, name: string | undefined): Question | undefined {
	return name !== undefined && Object.hasOwn(form.questions, name) ? form.questions[name] : undefined;
}

/** The stored answer to a question that exists and still takes it for one. */
export function answerOf(form: Form, draft: Draft, name: string): unknown {
	const question = questionOf(form, name);
	const answer = Object.hasOwn(draft.answers, name) ? draft.answers[name] : undefined;
	if (!question || answer === undefined) return undefined;
	if (isInstead(answer)) return answer.instead === question.options.instead ? answer : undefined;
	if (answer === null) return question.asksNow ? null : undefined;
	return question.fits && !question.fits(answer) ? undefined : answer;
}

export function isInstead(answer: unknown): answer is { instead: string } {
	return typeof answer === "object" && answer !== null && "instead" in answer;
}

export function isSettled(form: Form, draft: Draft, name: string): boolean {
	if (answerOf(form, draft, name) !== undefined) return true;
	return (draft.skipped?.includes(name) ?? false) && mayBeLeftOut(form, draft, name);
}

/** Optional, or not among those that a correction asks for. */
function mayBeLeftOut(form: Form, draft: Draft, name: string): boolean {
	return questionOf(form, name)?.options.optional === true || (draft.only !== undefined && !draft.only.includes(name));
}

/** The answers a condition may look at: those to earlier questions that are asked themselves. */
function holding(form: Form, draft: Draft): Map<string, unknown> {
	const answers: Record<string, unknown> = {};
	const names = new Map<string, unknown>();
	for (const [name, question] of Object.entries(form.questions)) {
		if (!(question.options.onlyIf?.(answers) ?? true)) continue;
		const answer = answerOf(form, draft, name);
		names.set(name, answer);
		if (answer != null) answers[name] = answer;
	}
	return names;
}

/** The questions whose condition holds now, in order; those of a correction only. */
export function askedNow(form: Form, draft: Draft): string[] {
	// A correction asks its own questions, and any that its answers make necessary.
	return [...holding(form, draft).keys()].filter(
		(name) => draft.only === undefined || draft.only.includes(name) || !isSettled(form, draft, name),
	);
}

/** As `askedNow`, without the offers that had nothing to offer. */
export function steps(form: Form, draft: Draft): string[] {
	return askedNow(form, draft).filter(
		(name) => !questionOf(form, name)?.asksNow || draft.at === name || answerOf(form, draft, name) != null,
	);
}

export function firstUnsettled(form: Form, draft: Draft): string | undefined {
	return askedNow(form, draft).find((name) => !isSettled(form, draft, name));
}

/** The question before the one being asked; undefined at the first. */
export function questionBefore(form: Form, draft: Draft): string | undefined {
	const asked = steps(form, draft);
	const here = draft.at === REVIEW ? asked.length : asked.indexOf(draft.at ?? "");
	return here > 0 ? asked[here - 1] : undefined;
}

/** "Step 3 of 7", counted over the questions whose condition holds now. */
export function progress(form: Form, draft: Draft): { step: number; of: number; answered: number } {
	const asked = steps(form, draft);
	const here = asked.indexOf(draft.at ?? "");
	const answered = asked.filter((name) => isSettled(form, draft, name)).length;
	return { step: here < 0 ? asked.length : here + 1, of: asked.length, answered };
}

/** What submit gets: the answers to the questions whose condition holds, the kept ones of a correction included. */
export function answersToSend(form: Form, draft: Draft): Record<string, unknown> {
	return Object.fromEntries([...holding(form, draft)].filter(([, answer]) => answer != null));
}
