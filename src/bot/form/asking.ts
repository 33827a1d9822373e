/** What a question is handed when it is asked: itself in its form, the answers so far, the reader's language. */
import { hash } from "node:crypto";
import type { Draft } from "../../domain/draft.ts";
import { draftKey } from "../../domain/draft.ts";
import { press } from "../../texts/message.ts";
import { html, type SafeHtml } from "../../texts/safeHtml.ts";
import { shortened } from "../../views/form.ts";
import type { World } from "./advance.ts";
import type { Form } from "./form.ts";
import { answerOf } from "./path.ts";
import type { Asking } from "./question.ts";

/** The press of every button of a question and of the review: "f:<stamp>:<action>:…". */
export const FORM_PRESS = "f";

/** Says of which question of which draft a button is, so that an old one is known for what it is. */
export function stampOf(draft: Draft, name: string): string {
	const whole = [draftKey(draft.form, draft.subject), name, draft.requestId].join("\n");
	return hash("sha256", whole, "base64url").slice(0, 6);
}

export function askingOf(form: Form, draft: Draft, name: string, world: World): Asking {
	const stamp = stampOf(draft, name);
	return {
		name,
		texts: form.texts,
		subject: draft.subject,
		t: world.t,
		now: world.now,
		actor: world.actor,
		answers: draft.answers,
		answer: answerOf(form, draft, name),
		state: draft.partial?.question === name ? draft.partial.state : undefined,
		button: (label, action, ...about) => ({ label, press: press(FORM_PRESS, stamp, action, ...about) }),
	};
}

/** What every way home carries. */
export const HOME_PRESS = "home.open";

/** The longest name that still leaves room on a line. */
const ABOUT_LENGTH = 80;

export function titleOf(form: Form, { t }: World): SafeHtml {
	return html(t.dynamic(`${form.texts}.form.${form.name}.title`));
}

/** The form's title with whom or what it is about. */
export async function headingOf(form: Form, draft: Draft, world: World): Promise<SafeHtml> {
	const title = titleOf(form, world);
	const about = await form.about?.(world.actor, draft.subject);
	return about === undefined ? title : html(world.t("form.about", { title, about: shortened(about, ABOUT_LENGTH) }));
}

/** What a draft's own buttons carry: they work from any message. */
export function draftPress(
	what: "continue" | "restart" | "discard" | "later",
	draft: Pick<Draft, "form" | "subject">,
): string {
	return press(`draft.${what}`, ...draftKey(draft.form, draft.subject).split(":"));
}
