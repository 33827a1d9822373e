/** grammY's API object on top of our transport: the same options for the bot and for what is sent unasked. */
import { Api, type ApiClientOptions } from "grammy";
import type { Transport } from "./transport.ts";

export type { Api } from "grammy";
export type { Update, UserFromGetMe } from "grammy/types";

export interface ApiConfig {
	botToken: string;
	telegramApiRoot: string;
}

/** The transport's own limits come first; grammY's only ends what would otherwise never end. */
const LAST_RESORT_SECONDS = 300;

export function clientOptions(config: ApiConfig, transport: Transport): ApiClientOptions {
	return { apiRoot: config.telegramApiRoot, fetch: transport.fetch, timeoutSeconds: LAST_RESORT_SECONDS };
}

export function createApi(config: ApiConfig, transport: Transport): Api {
	return new Api(config.botToken, clientOptions(config, transport));
}
