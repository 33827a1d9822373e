/** A coordinator's answer in a talk: written, and sent as it is. */
import type { Thread } from "../../../domain/thread.ts";
import * as threads from "../../../services/threads.ts";
import { answerSent, toAnswer } from "../../../views/thread.ts";
import { form, text } from "../../form/index.ts";

/** What an answer may be long: one message with our own words around it. */
const ANSWER = 2000;

export const answerThread = form("answerThread", {
	texts: "secretariat",
	questions: { text: text<string, { max: number }>(undefined, { max: ANSWER }) },
	review: false,
	submit: (actor, answers, now, { requestId, subject }) =>
		threads.answer(actor, { threadId: subject, text: answers.text }, now, { requestId }),
	async occasion(actor, subject) {
		const thread = await threads.see(actor, subject);
		return thread.ok ? (t) => toAnswer(thread.value, t) : undefined;
	},
	over: ["alreadyClosed", "notClaimedByYou", "notFound"],
	done: (thread: Thread, t) => answerSent(thread, t),
});
