/** The review: every answer on a line of its own, each with the button that changes it, then send. */
import type { Draft } from "../../domain/draft.ts";
import type { Button, Message } from "../../texts/message.ts";
import { html, type SafeHtml } from "../../texts/safeHtml.ts";
import { reviewView, shortened } from "../../views/form.ts";
import type { World } from "./advance.ts";
import { askingOf, draftPress, headingOf } from "./asking.ts";
import { type Form, REVIEW } from "./form.ts";
import { answerOf, answersToSend, isInstead, questionOf, steps } from "./path.ts";
import { type Asking, choiceLabel, inRows, type Question } from "./question.ts";

const TITLE_LENGTH = 120;

export async function renderReview(form: Form, draft: Draft, world: World, how: { notice?: string }): Promise<Message> {
	const { t } = world;
	const asking = askingOf(form, draft, REVIEW, world);
	const answers = answersToSend(form, draft);
	// An offer is a question of the moment; there is nothing about it to be looked over.
	const names = steps(form, draft).filter((name) => !questionOf(form, name)?.asksNow);
	const lines: { label: SafeHtml; value: string }[] = [];
	const edit: Button[] = [];
	for (const name of names) {
		const question = questionOf(form, name);
		if (!question) continue;
		const label = t.dynamicPlain(`${form.texts}.question.${name}.short`);
		const answer = answerOf(form, draft, name);
		const shown = answer == null ? "" : await answerShown(question, answer, askingOf(form, draft, name, world));
		lines.push({
			label: html(t.dynamic(`${form.texts}.question.${name}.short`)),
			value: shown || t.plain("form.review.none"),
		});
		edit.push(asking.button(label, "edit", name));
	}
	const title = form.title?.(answers);
	const key = `${form.texts}.form.${form.name}`;
	const ready = `${key}.ready`;
	const heading =
		title === undefined && t.has(ready)
			? t.dynamic(ready)
			: t("form.review.heading", {
					title: title === undefined ? await headingOf(form, draft, world) : shortened(title, TITLE_LENGTH),
				});
	const preview = await form.preview?.(world.actor, answers, world.now);
	const send = t.has(`${key}.send`) ? t.dynamicPlain(`${key}.send`) : t.plain("form.button.send");
	return reviewView(
		{
			...(how.notice === undefined ? {} : { notice: how.notice }),
			heading,
			answers: lines,
			...(preview === undefined ? {} : { preview: preview(t) }),
			edit: inRows(edit),
			rows: [
				[asking.button(send, "send")],
				[{ label: t.plain("form.button.later"), press: draftPress("later", draft) }],
			],
		},
		t,
	);
}

/** An answer in plain words; the special one by its label. */
export async function answerShown(question: Question, answer: unknown, asking: Asking): Promise<string> {
	return isInstead(answer) ? choiceLabel(asking, answer.instead) : await question.review(answer, asking);
}
