/** The program itself, started as people start it: what it says when something is wrong, and how it ends. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { type BotApi, startBotApi } from "../scripts/playground/botApi/index.ts";
import { aGate } from "./support/gate.ts";
import { aDatabaseUri } from "./support/mongod.ts";

interface Run {
	child: ChildProcess;
	/** Everything written so far. */
	out(): string;
	err(): string;
	/** Resolves when the text was written. */
	says(text: string): Promise<void>;
	exit(): Promise<number | null>;
}

function run(env: Record<string, string>): Run {
	const child = spawn(process.execPath, ["src/main.ts"], { env: { PATH: process.env.PATH ?? "", ...env } });
	onTestFinished(() => void child.kill("SIGKILL"));
	let out = "";
	let err = "";
	const watchers = new Set<() => void>();
	child.stdout.setEncoding("utf8").on("data", (text) => {
		out += text;
		for (const watch of watchers) watch();
	});
	child.stderr.setEncoding("utf8").on("data", (text) => {
		err += text;
	});
	const ended = once(child, "exit") as Promise<[number | null]>;
	return {
		child,
		out: () => out,
		err: () => err,
		says: (text) =>
			new Promise((resolve, reject) => {
				const watch = () => {
					if (!out.includes(text)) return;
					watchers.delete(watch);
					resolve();
				};
				watchers.add(watch);
				watch();
				void ended.then(() => reject(new Error(`it ended without saying "${text}":\n${out}${err}`)));
			}),
		exit: async () => (await ended)[0],
	};
}

async function aBotApi(): Promise<BotApi> {
	const botApi = await startBotApi();
	onTestFinished(() => botApi.stop());
	return botApi;
}

const settings = (botApi: BotApi) => ({
	BOT_TOKEN: botApi.token,
	TELEGRAM_API_ROOT: botApi.url,
	MONGODB_URI: aDatabaseUri(),
	PORT: "0",
	INSTANCE: "main-test",
});

test("a token that Telegram refuses is one line, and exit 78", async () => {
	const botApi = await aBotApi();
	const bot = run({ ...settings(botApi), BOT_TOKEN: "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
	expect(await bot.exit()).toBe(78);
	expect(bot.err()).toMatch(/^BOT_TOKEN .+Telegram.+\n$/);
	expect(bot.err() + bot.out()).not.toContain("AAAAAAAAAA");
});

test("a port that is taken is one line", async () => {
	const botApi = await aBotApi();
	const other = createServer().listen(0);
	await once(other, "listening");
	onTestFinished(() => void other.close());
	const bot = run({ ...settings(botApi), PORT: String((other.address() as { port: number }).port) });
	expect(await bot.exit()).toBe(1);
	expect(bot.err()).toMatch(/^PORT .+\n$/);
});

test("without a database it waits and says so, begins when it is there, and ends at SIGTERM", {
	timeout: 60_000,
}, async () => {
	const botApi = await aBotApi();
	const gate = await aGate(aDatabaseUri(), { isOpen: false });
	onTestFinished(gate.stop);
	const bot = run({ ...settings(botApi), MONGODB_URI: gate.uri });
	await bot.says("the database cannot be reached yet");
	gate.open();
	await bot.says("Dabir is ready");
	const answered = botApi.next((event) => event.type === "shown" && event.message.from === "bot", {
		timeoutMs: 10_000,
	});
	botApi.person({ firstName: "سارا", languageCode: "fa" }).start();
	await answered;
	const since = performance.now();
	bot.child.kill("SIGTERM");
	expect(await bot.exit()).toBe(0);
	expect(performance.now() - since).toBeLessThan(10_000);
	expect(bot.err()).toBe("");
});

test("while it waits for a database it can be ended", async () => {
	const botApi = await aBotApi();
	const gate = await aGate(aDatabaseUri(), { isOpen: false });
	onTestFinished(gate.stop);
	const bot = run({ ...settings(botApi), MONGODB_URI: gate.uri });
	await bot.says("the database cannot be reached yet");
	bot.child.kill("SIGTERM");
	expect(await bot.exit()).toBe(0);
});
