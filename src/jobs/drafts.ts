/** Forms that were left: whoever began one is reminded of it after three days. */
import type { Draft } from "../domain/draft.ts";
import type { Actor } from "../domain/person.ts";
import { viewerOf } from "../services/cards.ts";
import { nextUnfinished, tellUnfinished, unfinishedOf } from "../services/drafts.ts";
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";
import type { Kinds } from "./kind.ts";

export const drafts = { name: "drafts", run: tellUnfinished, nextDue: nextUnfinished };

/** Only the chat door knows its forms: how a draft looks is handed in by main. */
export type RemindOf = (draft: Draft, world: { actor: Actor; now: Date; t: T }) => Promise<Message | undefined>;

export function draftKinds(remindOf: RemindOf): Kinds {
	return {
		"draft.unfinished": {
			async render({ requestId }, recipient, now, t) {
				const draft = recipient && (await unfinishedOf(recipient, String(requestId), now));
				return draft && (await remindOf(draft, { actor: await viewerOf(recipient), now, t }));
			},
		},
	};
}
