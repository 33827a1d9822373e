/** What a draft looks like where it stands: the question it waits for, the wrong answer explained, or the review. */
import type { Draft } from "../../domain/draft.ts";
import type { Button, Message } from "../../texts/message.ts";
import { press } from "../../texts/message.ts";
import {
	type LeftShown,
	leftView,
	questionView,
	reminderView,
	shortened,
	unfinishedView,
	wrongView,
} from "../../views/form.ts";
import { titled } from "../../views/person.ts";
import { PATIENCE, type World } from "./advance.ts";
import { askingOf, draftPress, HOME_PRESS, headingOf, titleOf } from "./asking.ts";
import type { Form } from "./form.ts";
import { progress, questionBefore, questionOf } from "./path.ts";
import { type Asking, choiceLabel, inRows, type Question } from "./question.ts";
import { answerShown, renderReview } from "./review.ts";

/** The secretariat's own button, offered to somebody who does not get on. */
const SECRETARIAT_PRESS = "secretariat.write";

export interface How {
	/** Stands over it, HTML. */
	notice?: string;
	/** Only what was wrong, the question being on the screen already. */
	wrong?: boolean;
}

export async function render(form: Form, draft: Draft, world: World, how: How = {}): Promise<Message> {
	const question = questionOf(form, draft.at);
	if (draft.at === undefined || !question) return await renderReview(form, draft, world, how);
	const name = draft.at;
	const { t } = world;
	const asking = askingOf(form, draft, name, world);
	const screen = await question.screen(asking);
	const key = `${form.texts}.question.${name}`;
	const example = t.has(`${key}.example`) ? { example: t.value(t.dynamicPlain(`${key}.example`)) } : {};
	const request = screen.request ? { request: screen.request } : {};
	const rows = [...(screen.rows ?? []), ...furniture(form, draft, question, asking)];
	const lines = screen.lines ?? [];
	if (how.wrong && how.notice !== undefined) {
		const tired = (draft.attempts ?? 0) >= PATIENCE;
		if (!tired) return wrongView({ reason: how.notice, ...example, lines: [], rows, ...request }, t);
		const ways = screen.request ? lastResort(draft, asking) : [...rows, secretariat(asking)];
		return wrongView({ reason: how.notice, ...example, lines: ["", t("form.manyAttempts")], rows: ways }, t);
	}
	const { step, of } = progress(form, draft);
	return questionView(
		{
			progress: { title: await headingOf(form, draft, world), step, of },
			...(how.notice === undefined ? {} : { notice: how.notice }),
			ask: t.dynamic(`${key}.ask`),
			...(screen.why !== false && t.has(`${key}.why`) ? { why: t.dynamic(`${key}.why`) } : {}),
			...example,
			lines: [...(await answerNow(draft, question, asking)), ...lines],
			rows,
			...request,
		},
		t,
	);
}

/** Every button the question has now: those under it, or the words under a request. */
export async function buttonsOf(form: Form, draft: Draft, world: World): Promise<Button[]> {
	const question = questionOf(form, draft.at);
	if (!question || draft.at === undefined) return [];
	const asking = askingOf(form, draft, draft.at, world);
	const screen = await question.screen(asking);
	return [...(screen.rows ?? []), ...furniture(form, draft, question, asking)].flat();
}

/** What every question has: the special answer, skip, keep, back, leave. */
function furniture(form: Form, draft: Draft, question: Question, asking: Asking): Button[][] {
	const { t, button } = asking;
	const { instead, optional } = question.options;
	const rows: Button[][] = [];
	if (instead !== undefined) rows.push([button(choiceLabel(asking, instead), "instead")]);
	const answered = asking.answer !== undefined;
	const aside: Button[] = [];
	if (answered && draft.editing === undefined) aside.push(button(t.plain("form.button.keep"), "keep"));
	if (optional) aside.push(button(t.plain(answered ? "form.button.clear" : "form.button.skip"), "skip"));
	if (aside.length > 0) rows.push(...inRows(aside));
	const ways: Button[] = [];
	if (draft.editing !== undefined || questionBefore(form, draft) !== undefined) {
		ways.push(button(t.plain("form.button.back"), "back"));
	}
	ways.push({ label: t.plain("form.button.later"), press: draftPress("later", draft) });
	return [...rows, ways];
}

/** Enough of a long answer to know it by. */
const ANSWER_LENGTH = 300;

/** The answer that is being changed, unless the buttons show it themselves. */
async function answerNow(draft: Draft, question: Question, asking: Asking): Promise<string[]> {
	if (question.showsAnswer || asking.answer == null || asking.state !== undefined || draft.partial) return [];
	const answer = await answerShown(question, asking.answer, asking);
	return answer === "" ? [] : [asking.t("form.answerNow", { answer: shortened(answer, ANSWER_LENGTH) })];
}

/** The platform's keyboard has no place for the secretariat's button: it gives way until one wants to go on. */
function lastResort(draft: Draft, asking: Asking): Button[][] {
	const { t, button } = asking;
	return [
		[button(t.plain("form.button.again"), "again")],
		[{ label: t.plain("form.button.later"), press: draftPress("later", draft) }],
		secretariat(asking),
	];
}

function secretariat({ t }: Asking): Button[] {
	return [{ label: t.plain("form.button.secretariat"), press: press(SECRETARIAT_PRESS) }];
}

/** "Your answers are kept": with the way back. */
export function renderLeft(form: Form, draft: Draft, world: World): Message {
	const { t } = world;
	const buttons: Button[][] = [
		[{ label: t.plain("form.button.continue"), press: draftPress("continue", draft) }],
		[{ label: t.plain("form.button.home"), press: press(HOME_PRESS) }],
	];
	return leftView(left(form, draft, world, buttons), t);
}

/** "You stopped at step 5 of 9": continue, start over, discard. */
export function renderUnfinished(form: Form, draft: Draft, world: World): Message {
	return unfinishedView(left(form, draft, world, waysOn(draft, world)), world.t);
}

/** The same days later, unasked. */
export async function renderReminder(form: Form, draft: Draft, world: World): Promise<Message> {
	const { actor, t } = world;
	const shown = { ...left(form, draft, world, waysOn(draft, world)), title: await headingOf(form, draft, world) };
	return reminderView({ ...shown, person: titled(actor.person, t) }, t);
}

function waysOn(draft: Draft, { t }: World): Button[][] {
	return [
		[{ label: t.plain("form.button.continue"), press: draftPress("continue", draft) }],
		[
			{ label: t.plain("form.button.restart"), press: draftPress("restart", draft) },
			{ label: t.plain("form.button.discard"), press: draftPress("discard", draft) },
		],
	];
}

/** The way back to a draft, for the home screen: the form's title and how far one got. */
export function continueButton(form: Form, draft: Draft, world: World): Button {
	const { t } = world;
	const { step, of } = progress(form, draft);
	const label = t.plain("form.button.continueWith", { title: titleOf(form, world), step, of });
	return { label, press: draftPress("continue", draft) };
}

function left(form: Form, draft: Draft, world: World, buttons: Button[][]): LeftShown {
	return { title: titleOf(form, world), ...progress(form, draft), buttons };
}
