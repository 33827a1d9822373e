/** Taps that wait for their answer. */
import { randomInt } from "node:crypto";
import { badRequest } from "./refusal.ts";
import { CALLBACK_KEPT_MS } from "./updates.ts";

export interface TapAnswer {
	text: string;
	alert: boolean;
	url: string | undefined;
}

export interface Query {
	id: string;
	userId: number;
	chatId: number;
	messageId: number;
	/** By the clock. */
	at: number;
	/** The last answer. */
	answer: TapAnswer | undefined;
	/** How often it was answered: more than once is allowed, and worth knowing. */
	answers: number;
}

export interface Queries {
	open(query: Pick<Query, "userId" | "chatId" | "messageId">): Query;
	/** Throws when the query is unknown or older than 150 s. */
	answer(id: string, answer: TapAnswer): Query;
	/** Taps that nobody has answered yet. */
	unanswered(): Query[];
}

export function createQueries(now: () => Date): Queries {
	const queries = new Map<string, Query>();
	let count = 0;

	function forgetOld(): void {
		const oldest = now().getTime() - CALLBACK_KEPT_MS;
		for (const [id, query] of queries) {
			if (query.at >= oldest) return;
			queries.delete(id);
		}
	}

	return {
		open(about) {
			forgetOld();
			const id = `${randomInt(1e9, 9e9)}${String(++count).padStart(9, "0")}`;
			const query = { id, ...about, at: now().getTime(), answer: undefined, answers: 0 };
			queries.set(id, query);
			return query;
		},
		answer(id, answer) {
			const query = queries.get(id);
			if (!query || now().getTime() - query.at > CALLBACK_KEPT_MS) {
				throw badRequest("query is too old and response timeout expired or query ID is invalid");
			}
			query.answer = answer;
			query.answers++;
			return query;
		},
		unanswered: () => [...queries.values()].filter((query) => query.answers === 0),
	};
}
