/** A town to play scenes in: the whole bot, a real MongoDB, the strict local Bot API, a clock that stands still. */
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { type BotApi, type BotApiOptions, startBotApi } from "../../scripts/playground/botApi/index.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { clockAt, type MovableClock } from "../../src/kit/clock.ts";
import { createLog, type Log } from "../../src/kit/log.ts";
import { type Dabir, type Pace, start } from "../../src/main.ts";
import { aDatabaseUri } from "./mongod.ts";
import { aPlayer, type Player } from "./player.ts";

/** سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۰:۰۰ in Tehran. */
export const TODAY = new Date("2026-11-24T06:30:00Z");

export interface TownOptions {
	now?: Date;
	env?: Record<string, string>;
	pace?: Pace;
	botApi?: BotApiOptions;
	log?: Log;
	backupFolder?: string;
}

export interface Town {
	botApi: BotApi;
	clock: MovableClock;
	config: Config;
	dabir: Dabir;
	/** Somebody the bot has never seen. */
	newcomer(name: string, input?: { languageCode?: string }): Player;
	/** A newcomer who agreed to be remembered. */
	person(name: string, input?: { languageCode?: string }): Promise<Player>;
	/** The admin of ADMIN_IDS, who has pressed Start. */
	admin(): Promise<Player>;
	/** Appointed by the admin in chat. */
	coordinator(name: string): Promise<Player>;
	/** Waits until every update is handled and everything due is sent. */
	settles(): Promise<void>;
	/** Moves the clock, playing what falls due on the way. */
	later(time: { minutes?: number; hours?: number; days?: number }): Promise<void>;
	/** The bot is down for so long; what fell due meanwhile is caught up with afterwards. */
	sleeps(time: { days: number }): Promise<void>;
	/** Stops the bot and starts it again, as a deploy does. */
	restarts(): Promise<void>;
	stops(): Promise<void>;
	starts(): Promise<void>;
}

/** Short lengths, so that a test waits for events and not for leases. */
const QUICK: Pace = { leaseMs: 2_000, watchdogMs: 5_000, retryMs: [5, 5], pollSeconds: 20, perChatMs: 0 };

export async function aTown(options: TownOptions = {}): Promise<Town> {
	const clock = clockAt(options.now ?? TODAY);
	const botApi = await startBotApi({ now: clock.now, ...options.botApi });
	const founder = botApi.person({ firstName: "مدیر", languageCode: "fa" });
	const reading = readConfig({
		BOT_TOKEN: botApi.token,
		MONGODB_URI: aDatabaseUri(),
		TELEGRAM_API_ROOT: botApi.url,
		ADMIN_IDS: String(founder.id),
		PORT: "0",
		INSTANCE: "town",
		SEND_RATE: "1000",
		...options.env,
	});
	if (!reading.ok) throw new Error(reading.problems.join("\n"));
	const { config } = reading;
	const log = options.log ?? createLog({ level: process.env.TOWN_LOG ?? "error" });
	const backups = path.join(tmpdir(), `dabir-town-${randomBytes(6).toString("hex")}`);
	let dabir: Dabir | undefined;

	const town: Town = {
		botApi,
		clock,
		config,
		get dabir() {
			if (!dabir) throw new Error("the bot is not running");
			return dabir;
		},
		newcomer: (name, input) => aPlayer(town, botApi.person({ firstName: name, languageCode: "fa", ...input })),
		async person(name, input) {
			const player = town.newcomer(name, input);
			await player.agrees();
			return player;
		},
		async admin() {
			const player = aPlayer(town, founder);
			await player.agrees();
			return player;
		},
		async coordinator(name) {
			const player = await town.person(name);
			const admin = aPlayer(town, founder);
			await admin.agrees();
			await admin.appoints(player);
			return player;
		},
		async settles() {
			for (;;) {
				while (botApi.pendingUpdates() > 0) {
					await botApi.next((event) => event.type === "updateConfirmed", { timeoutMs: 15_000, what: "a confirmation" });
				}
				await town.dabir.settled();
				if (botApi.pendingUpdates() === 0) return;
			}
		},
		async later({ minutes = 0, hours = 0, days = 0 }) {
			const end = clock.now().getTime() + minutes * 60_000 + hours * 3_600_000 + days * 86_400_000;
			for (;;) {
				const due = (await town.dabir.nextDue())?.getTime() ?? end;
				clock.moveTo(new Date(Math.min(due, end)));
				await town.dabir.tick();
				await town.settles();
				if (due >= end) return;
			}
		},
		async sleeps({ days }) {
			await town.stops();
			clock.moveTo(new Date(clock.now().getTime() + days * 86_400_000));
			await town.starts();
			await town.dabir.tick();
			await town.settles();
		},
		async restarts() {
			await town.stops();
			await town.starts();
		},
		async stops() {
			await dabir?.stop();
			dabir = undefined;
		},
		async starts() {
			const { backupFolder = backups } = options;
			const pace = { ...QUICK, ...options.pace };
			dabir = await start({ config, clock, log, pace, backupFolder });
		},
	};
	onTestFinished(async () => {
		await town.stops();
		await botApi.stop();
		await rm(backups, { recursive: true, force: true });
	});
	await town.starts();
	return town;
}
