/** Everything one Bot API server holds; the calls of the bot and the acts of people both work on it. */
import type { User, UserFromGetMe } from "@grammyjs/types";
import { type ChatOptions, type Chats, createChats } from "./chats.ts";
import { createEvents, type Events } from "./events.ts";
import { createFiles, type Files } from "./files.ts";
import { createLimiter, type Limiter } from "./limiter.ts";
import { createProfile, type Profile } from "./profile.ts";
import { createQueries, type Queries } from "./queries.ts";
import { createUpdates, type Updates } from "./updates.ts";
import { createWebhook, type Webhook, type WebhookOptions } from "./webhook.ts";

export interface World {
	now(): Date;
	/** The clock's moment in whole seconds, as messages carry it. */
	seconds(): number;
	bot: UserFromGetMe;
	/** The bot as messages name it. */
	botUser: User;
	chats: Chats;
	files: Files;
	events: Events;
	updates: Updates;
	webhook: Webhook;
	queries: Queries;
	profile: Profile;
	limiter: Limiter;
	/** In groups the bot gets only commands, replies to it and service messages. */
	privacyMode: boolean;
	/** Notes what Telegram would let pass but no person could use. */
	misuse(method: string, description: string, parameters: Readonly<Record<string, unknown>>): void;
}

export interface WorldOptions {
	now?: () => Date;
	botUsername?: string;
	botName?: string;
	botId?: number;
	privacyMode?: boolean;
	chats?: ChatOptions;
	webhook?: WebhookOptions;
}

export function createWorld(options: WorldOptions, misuse: World["misuse"]): World {
	const now = options.now ?? (() => new Date());
	const events = createEvents();
	const updates = createUpdates(now, events);
	const botUser = {
		id: options.botId ?? 7_000_000_001,
		is_bot: true,
		first_name: options.botName ?? "دبیر",
		username: options.botUsername ?? "dabir_playground_bot",
	};
	return {
		now,
		seconds: () => Math.floor(now().getTime() / 1000),
		botUser,
		bot: {
			...botUser,
			can_join_groups: true,
			can_read_all_group_messages: !(options.privacyMode ?? true),
			supports_inline_queries: false,
			can_connect_to_business: false,
			has_main_web_app: false,
			has_topics_enabled: false,
			allows_users_to_create_topics: false,
		} as UserFromGetMe,
		chats: createChats(options.chats),
		files: createFiles(),
		events,
		updates,
		webhook: createWebhook(updates, now, (description) => misuse("webhook", description, {}), options.webhook),
		queries: createQueries(now),
		profile: createProfile(),
		limiter: createLimiter(),
		privacyMode: options.privacyMode ?? true,
		misuse,
	};
}
