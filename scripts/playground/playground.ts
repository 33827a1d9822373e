/** The whole playground, put together: a database, the local Bot API server, the bot, the demo province, the page. */
import path from "node:path";
import { destination } from "pino";
import { readConfig } from "../../src/config.ts";
import { createLog, type Log } from "../../src/kit/log.ts";
import { type Dabir, start } from "../../src/main.ts";
import { startEmbeddedMongo } from "../../src/store/embedded.ts";
import { agree, crowd } from "../seed/crowd.ts";
import { INHABITANTS, type Inhabitant } from "../seed/province.ts";
import { isTold, tell } from "../seed/story.ts";
import { type BotApi, startBotApi } from "./botApi/index.ts";
import { runningClock } from "./clock.ts";
import { emptyDatabase } from "./database.ts";
import { forgetMemory, keepMemory, readMemory } from "./memory.ts";
import { PLACES } from "./places.ts";
import { startPage } from "./server.ts";
import { createTimeMachine } from "./timeMachine.ts";
import { whoIs } from "./whoIs.ts";

export interface PlaygroundOptions {
	/** Everything it keeps is in here. */
	folder: string;
	/** Of the page; the next free one when it is taken. */
	port: number;
	/** Forgets everything and begins anew. */
	fresh?: boolean;
	/** False: only people and their organizations, which is soon told; no agencies, seats, reports, meetings. */
	affairs?: boolean;
	/** So many demo people more, who have no phone on the page and read what everybody is sent. */
	crowd?: number;
	/** A database to use instead of an embedded one; emptied when the folder remembers nothing. */
	mongodbUri?: string;
	mongodBinary?: string;
	/** Told what is being done, a sentence at a time. */
	say?: (sentence: string) => void;
	log?: Log;
	/** Gives up starting, and closes what has been started. */
	signal?: AbortSignal;
}

export interface Playground {
	url: string;
	port: number;
	botApi: BotApi;
	dabir: Dabir;
	stop(): Promise<void>;
}

const TIME_ZONE = "Asia/Tehran";

export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
	const { folder, say = () => {} } = options;
	const log =
		options.log ??
		createLog({
			level: "info",
			destination: destination({ dest: path.join(folder, "dabir.log"), mkdir: true, sync: true }),
		});
	const closing: (() => unknown)[] = [];
	const stop = async () => {
		for (const close of closing.splice(0).reverse()) await close();
	};
	try {
		let uri = options.mongodbUri;
		if (uri === undefined) {
			say("Starting the database …");
			const mongo = await startEmbeddedMongo({
				dataPath: path.join(folder, "mongodb"),
				log,
				...(options.mongodBinary ? { binary: options.mongodBinary } : {}),
			});
			closing.push(() => mongo.stop());
			uri = mongo.uri;
		}
		const phones = path.join(folder, "phones.bin");
		const clockFile = path.join(folder, "clock.json");
		const anew = async (why: string) => {
			say(why);
			await emptyDatabase(uri);
			forgetMemory(phones);
			forgetMemory(clockFile);
		};
		if (options.fresh) await anew("Forgetting everything that was there …");
		options.signal?.throwIfAborted();

		const memory = readMemory(phones);
		// A bot that remembers chats nobody has on their phones any more would wait for answers to nothing.
		if (memory === undefined && !options.fresh) await anew("Beginning with an empty province …");
		const clock = runningClock({ file: clockFile, timeZone: TIME_ZONE });
		const botApi = await startPhones(clock.now, memory, () =>
			anew("What the phones remember cannot be read: beginning anew …"),
		);
		closing.push(() => botApi.stop());
		settle(botApi, everybody());
		const keeper = keepMemory(botApi, phones);
		closing.push(() => keeper.stop());

		say("Starting the bot …");
		const reading = readConfig({
			BOT_TOKEN: botApi.token,
			MONGODB_URI: uri,
			TELEGRAM_API_ROOT: botApi.url,
			ADMIN_IDS: String(INHABITANTS.admin.userId),
			INSTANCE: "playground",
			TIME_ZONE,
			PORT: "0",
		});
		if (!reading.ok) throw new Error(reading.problems.join("\n"));
		const dabir = await start({
			config: reading.config,
			clock,
			log,
			...(options.signal ? { signal: options.signal } : {}),
		});
		closing.push(() => dabir.stop());

		options.signal?.throwIfAborted();
		const time = createTimeMachine({ clock, dabir, botApi, timeZone: TIME_ZONE });
		if (!(await isTold())) {
			say("Filling in the demo province …");
			await time.story((stage) => tell(stage, { affairs: options.affairs }));
		}
		if (options.crowd) {
			say(`Inviting ${options.crowd} more people …`);
			await invite(botApi, crowd(options.crowd), clock.now());
			await time.settles();
			keeper.save();
		}
		const page = await startPage({
			botApi,
			whoIs,
			places: PLACES,
			timeZone: TIME_ZONE,
			now: clock.now,
			runs: true,
			moveClock: time.move,
			first: new Set(
				everybody()
					.filter(({ first }) => first)
					.map(({ userId }) => userId),
			),
			port: options.port,
		});
		closing.push(() => page.stop());
		return { url: page.url, port: page.port, botApi, dabir, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function everybody(): Inhabitant[] {
	return Object.values(INHABITANTS);
}

/** Gives each a phone, unless they have one from before. */
function settle(botApi: BotApi, inhabitants: readonly Inhabitant[]): void {
	for (const { userId, firstName, lastName, language, phone } of inhabitants) {
		const person =
			botApi.people.find(({ id }) => id === userId) ??
			botApi.person({ id: userId, firstName, lastName, languageCode: language });
		person.phone = phone;
	}
}

/** Gives the crowd phones, on which they press Start once. Every hundredth blocks the bot afterwards, as people do. */
async function invite(botApi: BotApi, guests: Inhabitant[], now: Date): Promise<void> {
	for (const guest of guests) await agree(guest, now);
	settle(botApi, guests);
	for (const [index, { userId }] of guests.entries()) {
		if (botApi.chat(userId).started) continue;
		const person = botApi.people.find(({ id }) => id === userId);
		person?.start();
		if (index % 100 === 99) person?.blocks();
	}
}

async function startPhones(
	now: () => Date,
	memory: Uint8Array | undefined,
	onUnreadable: () => Promise<void>,
): Promise<BotApi> {
	const options = { now, ledgerLimit: 2_000 };
	if (memory === undefined) return await startBotApi(options);
	try {
		return await startBotApi({ ...options, memory });
	} catch {
		await onUnreadable();
		return await startBotApi(options);
	}
}
