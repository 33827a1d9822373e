/** A Bot API server for one test, and a plain client of it. */
import type { Update } from "@grammyjs/types";
import { onTestFinished } from "vitest";
import { type BotApi, type BotApiOptions, type Person, startBotApi } from "../../scripts/playground/botApi/index.ts";

export interface Answer {
	ok: boolean;
	result: never;
	error_code: number;
	description: string;
	parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

export interface Served {
	api: BotApi;
	/** Somebody who pressed Start; the update is gone. */
	sara: Person;
	call(method: string, parameters?: unknown): Promise<Answer>;
	/** The description of a refusal; "ok" when it was none. */
	refusal(method: string, parameters?: unknown): Promise<string>;
	says(parameters: Record<string, unknown>): Promise<string>;
}

export async function aServer(options: BotApiOptions = {}): Promise<Served> {
	const api = await startBotApi(options);
	onTestFinished(() => api.stop());
	const sara = api.person({ firstName: "سارا", languageCode: "fa" });
	sara.start();
	const call: Served["call"] = async (method, parameters = {}) => {
		const response = await fetch(`${api.url}/bot${api.token}/${method}`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: typeof parameters === "string" ? parameters : JSON.stringify(parameters),
		});
		return (await response.json()) as Answer;
	};
	const [start] = (await call("getUpdates", { offset: -1 })).result as Update[];
	await call("getUpdates", { offset: (start?.update_id ?? 0) + 1 });
	api.ledger.clear();
	const refusal: Served["refusal"] = async (method, parameters) => {
		const answer = await call(method, parameters);
		return answer.ok ? "ok" : answer.description;
	};
	return {
		api,
		sara,
		call,
		refusal,
		says: (parameters) => refusal("sendMessage", { chat_id: sara.id, text: "سلام", ...parameters }),
	};
}
