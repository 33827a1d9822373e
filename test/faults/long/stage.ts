/** Where a promise is played: an empty database on a real mongod, the strict Bot API server, bots as processes of their own. */
import { randomBytes } from "node:crypto";
import mongoose from "mongoose";
import { type BotApi, type BotApiOptions, startBotApi } from "../../../scripts/playground/botApi/index.ts";
import { closeStore, connectStore, prepareStore } from "../../../src/store/connection.ts";
import { aBot, type Bot, type BotOptions } from "./aBot.ts";
import type { Mongod } from "./aDatabase.ts";
import { aFrontDoor, type FrontDoor, WEBHOOK_SECRET } from "./frontDoor.ts";

export interface StageOptions {
	botApi?: BotApiOptions;
	/** What every bot is told: SEND_RATE and the like. */
	env?: Record<string, string>;
	/** Bots hear of Telegram by webhook, through a front door that hands letters out in turn. */
	webhook?: boolean;
}

export interface Stage {
	botApi: BotApi;
	/** The stage's own database; this process is connected to it too (`mongoose.connection`, all of `src/store` and `src/services`). */
	uri: string;
	mongod: Mongod;
	/** A zone in which it is about noon now: nothing waits for the end of quiet hours. */
	timeZone: string;
	/** Who is an admin from the first /start. */
	founderId: number;
	/** Only with `webhook`; bots started here serve behind it. */
	frontDoor: FrontDoor | undefined;
	bots: readonly Bot[];
	/** Starts one and waits until it is ready. */
	bot(options?: BotOptions): Promise<Bot>;
	/** What people did so far is not told to the bot. */
	forgetUpdates(): Promise<void>;
	close(): Promise<void>;
}

export async function aStage(
	mongod: Mongod,
	{ botApi: about, env = {}, webhook = false }: StageOptions,
): Promise<Stage> {
	const botApi = await startBotApi(about);
	const uri = mongod.uri(`faults_${randomBytes(4).toString("hex")}`);
	await connectStore(uri);
	await prepareStore();
	const frontDoor = webhook ? await aFrontDoor() : undefined;
	const founder = botApi.person({ firstName: "مدیر", languageCode: "fa", id: 199_999_999 });
	const timeZone = whereItIsNoon(new Date());
	const given = {
		BOT_TOKEN: botApi.token,
		TELEGRAM_API_ROOT: botApi.url,
		MONGODB_URI: uri,
		ADMIN_IDS: String(founder.id),
		TIME_ZONE: timeZone,
		...(frontDoor && { WEBHOOK_URL: frontDoor.url, WEBHOOK_SECRET }),
		...env,
	};
	const bots: Bot[] = [];
	return {
		...{ botApi, uri, mongod, timeZone, frontDoor, bots },
		founderId: founder.id,
		async bot(options = {}) {
			const bot = aBot(options, given);
			bots.push(bot);
			await bot.start();
			frontDoor?.bots.push(bot);
			return bot;
		},
		async forgetUpdates() {
			const answer = await fetch(`${botApi.url}/bot${botApi.token}/deleteWebhook?drop_pending_updates=true`);
			if (!answer.ok) throw new Error(`the updates were not forgotten: ${answer.status}`);
		},
		async close() {
			await Promise.all(bots.filter((bot) => bot.isAlive).map((bot) => bot.kill()));
			await frontDoor?.close();
			await botApi.stop();
			await mongod.start();
			try {
				await mongoose.connection.dropDatabase();
			} finally {
				await closeStore();
			}
		},
	};
}

/** In the names of these zones the sign is turned round: Etc/GMT-3 is three hours ahead. */
function whereItIsNoon(now: Date): string {
	const ahead = 12 - now.getUTCHours();
	return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}
