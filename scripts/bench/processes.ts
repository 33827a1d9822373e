/** The processes of the bench: started, asked, and ended one after another. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Usage } from "./bots/usage.ts";
import type { Opening, Walked, Walking } from "./town.ts";

const here = (file: string) => path.join(import.meta.dirname, file);

async function begin(file: string, env: Record<string, string>, execArgv: string[] = []): Promise<ChildProcess> {
	const child = fork(here(file), { env: { ...process.env, ...env }, execArgv });
	const died = once(child, "exit").then(([code]) => {
		throw new Error(`${file} ended with ${code}`);
	});
	await Promise.race([once(child, "message"), died]);
	died.catch(() => undefined);
	return child;
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const over = once(child, "exit");
	child.disconnect();
	const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
	await over;
	clearTimeout(late);
}

export interface Town {
	url: string;
	token: string;
	walk(how: Walking): Promise<Walked>;
	stroll(how: { questions: number; steps: number }): Promise<void>;
	counts(): Promise<{ accepted: number; tooManyRequests: number }>;
	close(): Promise<void>;
}

/** The Bot API server and its people. */
export async function openTown(opening: Partial<Opening> = {}): Promise<Town> {
	const child = await begin("town.ts", {});
	let turn: Promise<unknown> = Promise.resolve();
	/** One question at a time, so that each answer is the one to it. */
	function ask<V>(what: string, how: unknown): Promise<V> {
		const asked = turn.then(async () => {
			child.send({ what, how });
			const [answer] = await once(child, "message");
			if ("fault" in answer) throw new Error(answer.fault);
			return answer.done as V;
		});
		turn = asked.catch(() => undefined);
		return asked;
	}
	const where = { people: 64, limits: false, latencyMs: 0, anybody: false, ...opening };
	const { url, token } = await ask<{ url: string; token: string }>("open", where);
	return {
		url,
		token,
		walk: (how) => ask("walk", how),
		stroll: (how) => ask("stroll", how),
		counts: () => ask("counts", {}),
		close: () => end(child),
	};
}

export interface Bot {
	usage(): Promise<Usage>;
	stop(): Promise<void>;
}

export type BotName = "dabir" | "grammy" | "telegraf";

/** Resolves when the bot takes updates. `profile`: a folder for what Node's profiler saw. */
export async function startBot(
	name: BotName,
	town: Town,
	uri: string,
	more: Record<string, string> = {},
	profile?: string,
): Promise<Bot> {
	const env = {
		TELEGRAM_API_ROOT: town.url,
		BOT_TOKEN: town.token,
		MONGODB_URI: uri,
		PORT: "0",
		NODE_ENV: "",
		...more,
	};
	const profiling = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
	const child = await begin(`bots/${name}.ts`, env, profiling);
	return {
		async usage() {
			child.send("usage");
			const [answer] = await once(child, "message");
			return answer;
		},
		stop: () => end(child),
	};
}
