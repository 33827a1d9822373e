/** The table of contents of the process: config → database → bot → jobs → http → start; stop in reverse. */
import "./guard.ts";
import { introduceBot } from "./bot/commands.ts";
import { apologise, noticeFlood } from "./bot/errors.ts";
import { createBot } from "./bot/index.ts";
import { createIntake } from "./bot/intake.ts";
import { createPolling } from "./bot/polling.ts";
import { createSessions } from "./bot/sessions.ts";
import { setWebhook } from "./bot/webhook.ts";
import { type Config, EXIT_CONFIG, loadConfig } from "./config.ts";
import { createCalendar } from "./http/calendar.ts";
import { startHttp } from "./http/index.ts";
import { createAnnouncementWatch } from "./jobs/announcements.ts";
import { createDeliver } from "./jobs/deliver/index.ts";
import { draftKinds } from "./jobs/drafts.ts";
import { createJobs } from "./jobs/index.ts";
import { kinds } from "./jobs/kinds.ts";
import { createLeader } from "./jobs/leader.ts";
import { type Clock, systemClock } from "./kit/clock.ts";
import { createLog, type Log } from "./kit/log.ts";
import { createMetrics } from "./kit/metrics.ts";
import { alertSetAside } from "./services/alerts.ts";
import { beginWithFirstCommittees } from "./services/committees/index.ts";
import { timesOwed } from "./services/deliveries.ts";
import { beginWithFirstLists, officeWords } from "./services/lists.ts";
import { beginWithFirstList } from "./services/neighbourhoods.ts";
import { closeStore, connectStore, isStoreUp, prepareStore } from "./store/connection.ts";
import { startEmbeddedMongo } from "./store/embedded.ts";
import { nextEpoch } from "./store/leases.ts";
import { type Api, createApi, type Update, type UserFromGetMe } from "./telegram/api.ts";
import { createDownload } from "./telegram/download.ts";
import { classify } from "./telegram/errors.ts";
import { createTransport } from "./telegram/transport.ts";
import { createTexts } from "./texts/index.ts";

const WAKE_MS = 20;
/** How long another process's change of the lists may go unseen. */
const REREAD_MS = 30_000;

/** A start that cannot succeed however often it is tried: the sentence says what to change. */
export class WrongSetting extends Error {}

/** Lengths of time a test shortens; each part has its own default. */
export interface Pace {
	leaseMs?: number;
	watchdogMs?: number;
	retryMs?: [number, number];
	pollSeconds?: number;
	/** How long a request to the web door may take to arrive. */
	requestMs?: number;
	/** Between two deliveries to one person. */
	perChatMs?: number;
	/** False: no chat stays in memory after its update. */
	keepsChats?: boolean;
}

export interface Dabir {
	/** The port the web door listens on. */
	port: number;
	/** Does what is due at the clock's moment; else it happens by itself, every minute. */
	tick(): Promise<void>;
	/** The next moment at which something falls due, for those who move the clock. */
	nextDue(): Promise<Date | undefined>;
	/** Resolves when everything that was taken in is handled and everything that is due is sent. */
	settled(): Promise<void>;
	/** Stops intake, finishes what is held, closes; within 10 s. */
	stop(): Promise<void>;
}

/** Starts the whole bot; waits, and says so, while the database or Telegram cannot be reached. */
export async function start({
	config,
	clock = systemClock,
	log = createLog({ level: config.logLevel, secrets: secretsOf(config) }),
	pace = {},
	signal,
	backupFolder,
}: {
	config: Config;
	clock?: Clock;
	log?: Log;
	pace?: Pace;
	/** Gives up waiting for the database or for Telegram. */
	signal?: AbortSignal;
	/** Where backups are kept; `.data/backups` when left out. */
	backupFolder?: string;
}): Promise<Dabir> {
	const closing: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const close of closing.splice(0).reverse()) await close();
	};
	try {
		// Database
		let uri = config.mongodbUri;
		if (uri === undefined) {
			const mongo = await startEmbeddedMongo({
				dataPath: ".data/mongodb",
				log,
				...(config.mongodBinary === undefined ? {} : { binary: config.mongodBinary }),
			});
			closing.push(() => mongo.stop());
			log.info("MONGODB_URI is not set: an embedded database keeps everything in .data/mongodb");
			uri = mongo.uri;
		}
		const metrics = createMetrics();
		closing.push(closeStore);
		await persist("the database", log, signal, () => connectStore(uri, metrics));
		await prepareStore();
		await beginWithFirstList();
		await beginWithFirstLists();
		const owner = { instance: config.instance, epoch: await nextEpoch(config.instance) };

		// Telegram
		const { perChatMs } = pace;
		const transport = createTransport({
			config,
			log,
			metrics,
			...(perChatMs !== undefined && { pace: { perChatMs } }),
		});
		closing.push(() => transport.close());
		const api = createApi(config, transport);
		const me = await persist("Telegram", log, signal, () => whoAmI(api));

		// Bot
		const texts = createTexts(config);
		texts.keep(await officeWords());
		await beginWithFirstCommittees(texts, clock.now());
		// Another process may have changed them.
		const rereading = setInterval(() => {
			officeWords().then(texts.keep, (error) => log.warn({ err: error }, "the lists could not be read again"));
		}, REREAD_MS);
		closing.push(async () => clearInterval(rereading));
		const watch = createAnnouncementWatch(config);
		const bot = createBot({ config, clock, log, texts }, api, me);
		const deliver = createDeliver({
			api,
			pacer: transport.pacer,
			texts,
			clock,
			log,
			config,
			owner,
			metrics,
			watch,
			kinds: { ...kinds, ...draftKinds(bot.remindOf) },
			...pace,
		});
		/** What an update caused is looked for once for all that were handled meanwhile. */
		let waking: NodeJS.Timeout | undefined;
		const wakeSoon = () => {
			if (waking) return;
			waking = setTimeout(() => {
				waking = undefined;
				deliver.wake();
				jobs.wake();
			}, WAKE_MS);
		};
		const keeps = () => pace.keepsChats !== false && !config.webhook && leader.isLeading();
		const sessions = createSessions({ owner, log, ...pace, keeps });
		const intake = createIntake({
			owner,
			sessions,
			clock,
			log,
			metrics,
			...pace,
			async handle(update, session, how) {
				const before = timesOwed();
				await bot.handle(update, session, how);
				if (timesOwed() !== before) wakeSoon();
			},
			async onSetAside(update, errorId) {
				await alertSetAside(errorId, clock.now());
				deliver.wake();
				await apologise(api, texts, update, errorId);
			},
			onFlood: (update) => noticeFlood(api, texts, update),
		});

		// Jobs: only the leader polls, ticks and sends
		const download = createDownload(api, config, transport);
		const jobs = createJobs({
			clock,
			log,
			config,
			owner,
			deliver,
			texts,
			download,
			...(backupFolder !== undefined && { backupFolder }),
		});
		const polling = createPolling({ api, intake, log, waitSeconds: pace.pollSeconds ?? 25 });
		const leader = createLeader({
			owner,
			log,
			metrics,
			...pace,
			async onGained() {
				if (!config.webhook) polling.start();
				deliver.start();
				jobs.start();
			},
			async onLost() {
				await Promise.all([polling.stop(), deliver.stop(), jobs.stop()]);
				await sessions.giveBack();
			},
		});

		// Web
		let taking = false;
		const accept = (update: Update) => intake.accept([update]);
		const http = await startHttp({
			port: config.port,
			log,
			metrics,
			...(pace.requestMs === undefined ? {} : { requestMs: pace.requestMs }),
			ready: async () => taking && (await isStoreUp()),
			...(config.webhook
				? { webhook: { secret: config.webhook.secret, accept }, calendar: createCalendar({ texts, clock }) }
				: {}),
		});
		closing.push(() => sessions.stop());
		closing.push(() => intake.stop(6_000));
		closing.push(() => leader.stop());
		closing.push(() => http.stop());

		// Start
		await persist("Telegram", log, signal, () => setWebhook(api, config.webhook));
		await sessions.start();
		await intake.start();
		await leader.start();
		taking = true;
		closing.push(async () => {
			taking = false;
		});
		await introduceBot(api, texts).catch((error) =>
			log.warn({ err: error }, "the bot's name and commands could not be set"),
		);
		log.info({ bot: me.username, port: http.port, owner }, "Dabir is ready");

		return {
			port: http.port,
			tick: jobs.tick,
			nextDue: jobs.nextDue,
			async settled() {
				await intake.idle();
				jobs.wake();
				await jobs.idle();
				deliver.wake();
				await deliver.idle();
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Tries again, with one line about it now and then, until what is outside answers. */
async function persist<V>(
	what: string,
	log: Log,
	signal: AbortSignal | undefined,
	reach: () => Promise<V>,
): Promise<V> {
	for (let tries = 0; ; tries++) {
		try {
			return await reach();
		} catch (error) {
			if (error instanceof WrongSetting || signal?.aborted) throw error;
			if (tries % 10 === 0) log.warn({ err: error }, `${what} cannot be reached yet; waiting for it`);
			await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** tries, 5_000)));
		}
	}
}

async function whoAmI(api: Api): Promise<UserFromGetMe> {
	try {
		return await api.getMe();
	} catch (error) {
		if (classify(error).reason === "unauthorized") {
			throw new WrongSetting(
				"BOT_TOKEN is refused by Telegram: @BotFather shows the right one, or makes a new one (the value is not shown)",
			);
		}
		throw error;
	}
}

function secretsOf(config: Config): string[] {
	return [config.botToken, ...(config.webhook ? [config.webhook.secret] : [])];
}

if (import.meta.main) {
	const config = loadConfig();
	const leaving = new AbortController();
	const leave = async () => {
		if (leaving.signal.aborted) return;
		leaving.abort();
		setTimeout(() => process.exit(1), 10_000).unref();
		await dabir?.stop();
		process.exit(0);
	};
	let dabir: Dabir | undefined;
	process.on("SIGTERM", () => void leave());
	process.on("SIGINT", () => void leave());
	try {
		dabir = await start({ config, signal: leaving.signal });
	} catch (error) {
		if (leaving.signal.aborted) process.exit(0);
		process.stderr.write(`${sentenceOf(error)}\n`);
		process.exit(error instanceof WrongSetting ? EXIT_CONFIG : 1);
	}
}

function sentenceOf(error: unknown): string {
	if ((error as { code?: string }).code === "EADDRINUSE") return "PORT is taken by another program: set another one";
	return error instanceof Error ? error.message : String(error);
}
