/** What somebody is told who left a form days ago: where they stopped, with the ways on. */
import type { Draft } from "../../domain/draft.ts";
import type { Actor } from "../../domain/person.ts";
import type { T } from "../../texts/index.ts";
import type { Message } from "../../texts/message.ts";
import type { Form } from "./form.ts";
import { renderReminder } from "./render.ts";
import { formNamed, renamed } from "./revive.ts";

/** Nothing when there is no such form any more. */
export async function remindOf(
	forms: readonly Form[],
	draft: Draft,
	{ actor, now, t }: { actor: Actor; now: Date; t: T },
): Promise<Message | undefined> {
	const form = formNamed(forms, draft.form);
	return form && (await renderReminder(form, renamed(form, draft), { actor, actsNow: async () => actor, now, t }));
}
