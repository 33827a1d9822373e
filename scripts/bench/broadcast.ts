/** One message to many: how many arrive in a minute under Telegram's limit, how fast without it, and what memory it takes. */
import type { Database } from "./database.ts";
import { openTown, startBot } from "./processes.ts";

interface Sending {
	title: string;
	limits: boolean;
	latencyMs: number;
	/** Messages a second that Dabir paces itself to. */
	rate: number;
	recipients: number;
	/** Measured for so long at most; else until everybody has it. */
	seconds: number;
}

const FEW = 10_000;
const LOOK_SECONDS = 0.25;
/** One chat is allowed a message a second: who is answered faster is the 429 of their own chat. */
const THINKS_MS = 1_500;

export async function broadcasts(recipients: number, database: Database): Promise<void> {
	console.log(`\nBroadcast: ${recipients} recipients; replies to one person meanwhile\n`);
	heading();
	const limited = { limits: true, rate: 29, seconds: 60, recipients };
	const free = { limits: false, latencyMs: 0, seconds: 600, recipients };
	await send({ title: "30 in any 1,000 ms, API 0 ms", latencyMs: 0, ...limited }, database);
	await send({ title: "30 in any 1,000 ms, API 60 ms", latencyMs: 60, ...limited }, database);
	await send({ title: "no limit, SEND_RATE=1000", rate: 1_000, ...free }, database);
	await send({ title: "no limit, 10,000 a second asked for", rate: 10_000, ...free }, database);
}

/** The same message to few and to many, each by a process of its own: what it takes must not depend on how many they are. */
export async function memory(recipients: number, database: Database): Promise<void> {
	console.log("\nMemory: no limit, as fast as it goes; replies to one person meanwhile\n");
	heading();
	for (const many of [FEW, recipients]) {
		const sending = { limits: false, latencyMs: 0, rate: 10_000, seconds: 1_500, recipients: many };
		await send({ title: `${many} recipients`, ...sending }, database);
	}
}

function heading(): void {
	console.log("| | accepted | in s | a second | 429s | CPU share | peak MB (before) | slowest reply ms |");
	console.log("|---|---:|---:|---:|---:|---:|---:|---:|");
}

async function send(
	{ title, limits, latencyMs, rate, recipients, seconds }: Sending,
	database: Database,
): Promise<void> {
	const uri = await database.emptied("dabir");
	await database.settle("dabir", recipients);
	const town = await openTown({ people: 1, limits, latencyMs, anybody: true });
	try {
		const bot = await startBot("dabir", town, uri, { BENCH_SEND_RATE: String(rate) });
		await town.walk({ questions: 8, atOnce: 1, seconds: 1, pauseMs: THINKS_MS });
		const [before, used] = [await town.counts(), await bot.usage()];
		const owedAt = new Date();
		const everybody = { audience: { rule: "audience" as const, audience: { of: {}, except: {} } } };
		await database.owe("dabir", {
			key: "bench",
			kind: "bench",
			refs: {},
			to: everybody,
			dueAt: new Date(),
			urgent: true,
		});
		const startedAt = performance.now();
		const lasted = () => (performance.now() - startedAt) / 1_000;
		let replies = 0;
		let slowest = 0;
		let sent = 0;
		while (sent < recipients && lasted() < seconds) {
			const walked = await town.walk({ questions: 8, atOnce: 1, seconds: LOOK_SECONDS, pauseMs: THINKS_MS });
			slowest = Math.max(slowest, walked.p99);
			replies += walked.steps;
			sent = await database.sent("dabir");
		}
		const lastAt = await database.lastSentAt("dabir");
		const took = lastAt && sent >= recipients ? (lastAt.getTime() - owedAt.getTime()) / 1_000 : lasted();
		const [after, usage] = [await town.counts(), await bot.usage()];
		const accepted = after.accepted - before.accepted;
		const cells = [
			title,
			accepted,
			took.toFixed(1),
			(accepted / took).toFixed(0),
			after.tooManyRequests - before.tooManyRequests,
			((usage.cpuMs - used.cpuMs) / took / 1_000).toFixed(2),
			`${usage.peakMb.toFixed(0)} (${used.peakMb.toFixed(0)})`,
			`${slowest.toFixed(0)} of ${replies}`,
		];
		console.log(`| ${cells.join(" | ")} |`);
		await bot.stop();
	} finally {
		await town.close();
	}
}
