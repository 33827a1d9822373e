/** What a deploy may have changed about a form, set right before a draft is used: names first, then what was open. Pure. */
import { hash } from "node:crypto";
import type { Draft } from "../../domain/draft.ts";
import { draftKey } from "../../domain/draft.ts";
import type { Session } from "../session.ts";
import { type Form, REVIEW } from "./form.ts";
import { questionOf } from "./path.ts";

/** The questions a form has, in their order: another value, another form. */
export function shapeOf(form: Form): string {
	const known = shapes.get(form);
	if (known !== undefined) return known;
	const shape = hash("sha256", Object.keys(form.questions).join("\n"), "base64url").slice(0, 8);
	shapes.set(form, shape);
	return shape;
}

/** Asked twice a step, and a form does not change while the process lives. */
const shapes = new WeakMap<Form, string>();

/** The form of this name, or the one that was called so. */
export function formNamed(forms: readonly Form[], name: string): Form | undefined {
	return forms.find((form) => form.name === name) ?? forms.find((form) => form.formerly.includes(name));
}

/** Moves every draft of a renamed form to its new name; answers under questions' old names to the new ones. */
export function revive(forms: readonly Form[], session: Session): void {
	for (const [key, draft] of Object.entries(session.drafts)) {
		const form = formNamed(forms, draft.form);
		if (!form) continue;
		const revived = renamed(form, draft);
		if (revived === draft) continue;
		const newKey = draftKey(revived.form, revived.subject);
		if (newKey !== key) {
			delete session.drafts[key];
			// A draft begun under the new name is the newer one and stays.
			session.drafts[newKey] ??= revived;
			if (session.current?.draft === key) session.current = { ...session.current, draft: newKey };
		} else {
			session.drafts[key] = revived;
		}
	}
	const { current } = session;
	const draft = current && session.drafts[current.draft];
	const form = draft && formNamed(forms, draft.form);
	if (!current || !form) return;
	const question = newName(form, current.question);
	if (question !== current.question) session.current = { ...current, question };
}

/** The draft under the names its form and questions have now. */
export function renamed(form: Form, draft: Draft): Draft {
	const names = oldNames(form);
	const touched =
		draft.form !== form.name ||
		[
			...Object.keys(draft.answers),
			draft.at,
			draft.editing,
			draft.partial?.question,
			...(draft.skipped ?? []),
			...(draft.only ?? []),
		].some((name) => name !== undefined && names.has(name));
	if (!touched) return draft;
	const to = (name: string) => names.get(name) ?? name;
	const answers: Record<string, unknown> = {};
	for (const [name, answer] of Object.entries(draft.answers)) {
		// An answer given under the new name is the newer one.
		if (to(name) === name || !Object.hasOwn(draft.answers, to(name))) answers[to(name)] = answer;
	}
	const revived: Draft = { ...draft, form: form.name, answers };
	if (draft.at !== undefined) revived.at = to(draft.at);
	if (draft.editing !== undefined) revived.editing = to(draft.editing);
	if (draft.partial) revived.partial = { ...draft.partial, question: to(draft.partial.question) };
	if (draft.skipped) revived.skipped = draft.skipped.map(to);
	if (draft.only) revived.only = draft.only.map(to);
	return revived;
}

/** Old question names and their new ones; a name that is in use again is no old one. */
function oldNames(form: Form): Map<string, string> {
	const names = new Map<string, string>();
	for (const [name, { options }] of Object.entries(form.questions)) {
		for (const old of options.formerly ?? []) if (!Object.hasOwn(form.questions, old)) names.set(old, name);
	}
	return names;
}

function newName(form: Form, name: string): string {
	return oldNames(form).get(name) ?? name;
}

/** True when the questions are no longer those the draft was begun or last gone on with. */
export function hasChanged(form: Form, draft: Draft): boolean {
	return draft.shape !== undefined && draft.shape !== shapeOf(form);
}

/** False when what a draft waits for is not a question of the form any more. */
export function standsSomewhere(form: Form, draft: Draft): boolean {
	return draft.at !== undefined && (draft.at === REVIEW || questionOf(form, draft.at) !== undefined);
}
