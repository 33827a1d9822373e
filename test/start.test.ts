/** `npm start` and `node src/main.ts` as a machine's service manager sees them: what they say, and how they end. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { startBotApi } from "../scripts/playground/botApi/index.ts";
import { aDatabaseUri } from "./support/mongod.ts";
import { readyPort } from "./support/readyPort.ts";

test("npm start hands SIGTERM on: the bot itself ends, with 0 and within 10 s", async () => {
	const botApi = await startBotApi();
	onTestFinished(() => botApi.stop());
	const npm = spawn("npm", ["start"], {
		env: {
			PATH: process.env.PATH,
			BOT_TOKEN: botApi.token,
			MONGODB_URI: aDatabaseUri(),
			TELEGRAM_API_ROOT: botApi.url,
			PORT: "0",
			INSTANCE: "start",
		},
		stdio: ["ignore", "pipe", "ignore"],
	});
	onTestFinished(() => void npm.kill("SIGKILL"));
	const port = await readyPort(npm);
	npm.kill("SIGTERM");
	const [code] = await once(npm, "exit", { signal: AbortSignal.timeout(10_000) });
	expect(code).toBe(0);
	await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow("fetch failed");
}, 60_000);

test("a wrong setting is one line on stderr, and the exit code 78 comes through npm", () => {
	for (const [program, args] of [
		["npm", ["start", "--silent"]],
		[process.execPath, ["src/main.ts"]],
	] as const) {
		const { status, stderr } = spawnSync(program, args, {
			encoding: "utf8",
			env: { PATH: process.env.PATH, BOT_TOKEN: "hunter2", MONGODB_URI: "mongodb://127.0.0.1/dabir" },
		});
		expect(status, program).toBe(78);
		const lines = stderr.split("\n").filter((line) => line !== "" && !line.startsWith("ready: "));
		expect(lines, program).toEqual([expect.stringMatching(/^BOT_TOKEN is not a bot token/)]);
	}
}, 30_000);
