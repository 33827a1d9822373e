/** People walk through a registration, bot after bot, round after round; the medians are told beside those of (a). */
import { mongo } from "mongoose";
import type { Database } from "./database.ts";
import { type BotName, openTown, startBot } from "./processes.ts";
import { asked } from "./questions.ts";

export interface Walk {
	stepsPerSecond: number;
	p50: number;
	p95: number;
	p99: number;
	cpuMs: number;
	peakMb: number;
	commands: number;
	documents: number;
}

export interface Course {
	title: string;
	questions: number;
	atOnce: number;
	/** How long one bot is measured in one round. */
	seconds: number;
	/** So many people take turns, so that every step is the first touch of its chat. */
	inTurn?: number;
	profile?: string;
}

const WARM_UP_SECONDS = 3;
/** Everybody begins and gives three answers. */
const TURNS = 4;
/** While people take turns Dabir looks every half second whom to let go. */
const SHORT_LEASE = { BENCH_LEASE_MS: "1500" };

async function measure(name: BotName, course: Course, database: Database): Promise<Walk> {
	const { questions, atOnce, seconds, inTurn } = course;
	const people = inTurn ?? atOnce;
	const uri = await database.emptied(name);
	if (name === "dabir") await database.settle(name, people);
	const town = await openTown({ people });
	const more = { BENCH_STEPS: String(questions), ...(inTurn === undefined ? {} : SHORT_LEASE) };
	try {
		const bot = await startBot(name, town, uri, more, course.profile);
		try {
			if (inTurn === undefined) await town.walk({ questions, atOnce, seconds: WARM_UP_SECONDS });
			const [before, asked] = [await bot.usage(), await database.work()];
			const walked = await town.walk({
				questions,
				atOnce,
				...(inTurn === undefined ? { seconds } : { inTurn: TURNS }),
			});
			const [after, done] = [await bot.usage(), await database.work()];
			const { steps } = walked;
			return {
				stepsPerSecond: steps / walked.seconds,
				p50: walked.p50,
				p95: walked.p95,
				p99: walked.p99,
				cpuMs: (after.cpuMs - before.cpuMs) / steps,
				peakMb: after.peakMb,
				commands: (done.commands - asked.commands) / steps,
				documents: (done.documents - asked.documents) / steps,
			};
		} finally {
			await bot.stop();
		}
	} finally {
		await town.close();
	}
}

/** Every round measures every bot, each round beginning with another one. */
export async function race(bots: BotName[], rounds: number, course: Course, database: Database): Promise<void> {
	const walks = new Map<BotName, Walk[]>(bots.map((name) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (let place = 0; place < bots.length; place++) {
			const name = bots[(place + round) % bots.length];
			if (name) walks.get(name)?.push(await measure(name, course, database));
		}
	}
	console.log(`\n${course.title}; ${rounds} rounds, medians\n`);
	console.log(
		"| bot | steps/s | ÷ (a) | p50 ms | p95 ms | p99 ms | p99 ÷ (a) | CPU ms/step | ÷ (a) | peak MB | commands/step | documents/step |",
	);
	console.log("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
	for (const [name, all] of walks) {
		const mid = (of: keyof Walk) => median(all.map((walk) => walk[of]));
		/** In each round beside (a) of the same round. */
		const beside = (of: keyof Walk) => {
			const a = walks.get("grammy");
			if (!a) return "";
			const ratios = all.map((walk, round) => walk[of] / (a[round]?.[of] ?? Number.NaN));
			const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
			return `${median(ratios).toFixed(2)}${rounds > 1 && name !== "grammy" ? ` (${least.toFixed(2)}–${most.toFixed(2)})` : ""}`;
		};
		const cells = [
			NAMES[name],
			mid("stepsPerSecond").toFixed(0),
			beside("stepsPerSecond"),
			mid("p50").toFixed(0),
			mid("p95").toFixed(0),
			mid("p99").toFixed(0),
			beside("p99"),
			mid("cpuMs").toFixed(2),
			beside("cpuMs"),
			mid("peakMb").toFixed(0),
			mid("commands").toFixed(2),
			mid("documents").toFixed(2),
		];
		console.log(`| ${cells.join(" | ")} |`);
	}
}

const NAMES: Record<BotName, string> = {
	dabir: "Dabir",
	grammy: "(a) grammY, conversations, MongoDB, runner",
	telegraf: "Telegraf WizardScene",
};

function median(numbers: number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Where a bot keeps what it knows of a chat. */
const STATE: Record<BotName, string> = { dabir: "sessions", grammy: "conversations", telegraf: "sessions" };

/** What lies in the database of one person's conversation after so many answers. */
export async function stored(bots: BotName[], database: Database): Promise<void> {
	const lengths = [5, 20, 80];
	console.log("\nStored: bytes of one conversation after so many answers\n");
	console.log(`| bot | ${lengths.join(" | ")} |\n|---|${lengths.map(() => "---:|").join("")}`);
	for (const name of bots) {
		const uri = await database.emptied(name);
		if (name === "dabir") await database.settle(name, 1);
		const town = await openTown({ people: 1 });
		try {
			const bot = await startBot(name, town, uri, { BENCH_STEPS: "81" });
			const bytes: number[] = [];
			let given = -1;
			for (const length of lengths) {
				await town.stroll({ questions: 81, steps: length - given });
				given = length;
				await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
				bytes.push(await database.largest(name, STATE[name]));
			}
			console.log(`| ${NAMES[name]} | ${bytes.join(" | ")} |`);
			await bot.stop();
		} finally {
			await town.close();
		}
	}
	const answers = lengths.map((length) => mongo.BSON.calculateObjectSize(answersTo(length)));
	console.log(`| the answers alone | ${answers.join(" | ")} |`);
}

/** What is written after the reply has lain in the database by then. */
const SETTLED_MS = 300;

function answersTo(length: number): Record<string, string> {
	return Object.fromEntries(asked(length).map(({ name, answer }) => [name, answer]));
}
