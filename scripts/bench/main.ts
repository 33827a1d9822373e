/** `npm run bench [warm cold long stored broadcast memory] [rounds=3] [seconds=10] [recipients=20000] [profile=folder]`: Dabir beside a plain grammY bot and a Telegraf bot, on this machine, in one run. */
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { createLog } from "../../src/kit/log.ts";
import { startEmbeddedMongo } from "../../src/store/embedded.ts";
import { broadcasts, memory } from "./broadcast.ts";
import { type Database, openDatabase } from "./database.ts";
import type { BotName } from "./processes.ts";
import { race, stored } from "./walks.ts";

const BOTS: BotName[] = ["dabir", "grammy", "telegraf"];

interface Options {
	rounds: number;
	seconds: number;
	recipients: number;
	profile?: string;
}

const PARTS: Record<string, (options: Options, database: Database) => Promise<void>> = {
	warm: ({ rounds, ...rest }, database) =>
		race(BOTS, rounds, { title: "Warm: 64 people, 8 questions", questions: 8, atOnce: 64, ...rest }, database),
	cold: ({ rounds, ...rest }, database) => {
		const title = `Cold: ${CROWD} people take turns, 64 at a time`;
		return race(BOTS, rounds, { title, questions: 8, atOnce: 64, inTurn: CROWD, ...rest }, database);
	},
	long: async ({ rounds, ...rest }, database) => {
		for (const questions of [5, 80]) {
			const title = `Long: 64 people, ${questions} questions`;
			await race(["dabir", "grammy"], rounds, { title, questions, atOnce: 64, ...rest }, database);
		}
	},
	stored: (_, database) => stored(BOTS, database),
	broadcast: ({ recipients }, database) => broadcasts(recipients, database),
	memory: ({ recipients }, database) => memory(recipients, database),
};

/** More than Dabir keeps in memory. */
const CROWD = 8_000;

const words = process.argv.slice(2);
const settings = new Map(words.filter((word) => word.includes("=")).map((word) => word.split("=") as [string, string]));
const wanted = words.filter((word) => !word.includes("="));
const unknown = wanted.filter((word) => !(word in PARTS));
if (unknown.length > 0) throw new Error(`there is no "${unknown[0]}"; there are ${Object.keys(PARTS).join(", ")}`);
const profile = settings.get("profile");
const options: Options = {
	rounds: Number(settings.get("rounds") ?? 3),
	seconds: Number(settings.get("seconds") ?? 10),
	recipients: Number(settings.get("recipients") ?? 20_000),
	...(profile === undefined ? {} : { profile: path.resolve(profile) }),
};

const dataPath = await mkdtemp(path.join(tmpdir(), "dabir-bench-"));
const mongod = await startEmbeddedMongo({ dataPath, log: createLog({ level: "warn" }) });
const database = await openDatabase(mongod.uri);
try {
	const load = () =>
		loadavg()
			.map((one) => one.toFixed(1))
			.join(" ");
	console.log(`Load before: ${load()}`);
	for (const part of wanted.length > 0 ? wanted : Object.keys(PARTS)) await PARTS[part]?.(options, database);
	console.log(`\nLoad after: ${load()}`);
} finally {
	await database.close();
	await mongod.stop();
	await rm(dataPath, { recursive: true, force: true });
}
