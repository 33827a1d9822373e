/** What the image does, done in an empty folder: only what the Dockerfile copies, only the packages that production has. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotApi, startBotApi } from "../scripts/playground/botApi/index.ts";
import { aDatabaseUri } from "./support/mongod.ts";
import { readyPort } from "./support/readyPort.ts";

const dockerfile = readFileSync("Dockerfile", "utf8");
let folder: string;
let botApi: BotApi;
let bot: ChildProcess;

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), "dabir-image-"));
	for (const [, sources = ""] of dockerfile.matchAll(/^COPY ((?!--from).+) \S+$/gm)) {
		for (const source of sources.split(" ")) cpSync(source, path.join(folder, source), { recursive: true });
	}
	const install = dockerfile.match(/^RUN (npm ci .+)$/m)?.[1] ?? expect.fail("the Dockerfile installs nothing");
	execFileSync("sh", ["-c", `${install} --prefer-offline`], { cwd: folder, stdio: "pipe" });
	botApi = await startBotApi();
}, 120_000);

afterAll(async () => {
	bot?.kill("SIGKILL");
	await botApi?.stop();
	rmSync(folder, { recursive: true, force: true });
});

test("the bot starts there, is healthy, answers, and leaves with 0 when it is told to", async () => {
	const entry = JSON.parse(dockerfile.match(/^ENTRYPOINT (\[.+\])$/m)?.[1] ?? "[]") as string[];
	expect(entry).toEqual(["node", "src/main.ts"]);
	const databaseUri = aDatabaseUri();
	bot = spawn(process.execPath, entry.slice(1), {
		cwd: folder,
		env: {
			NODE_ENV: "production",
			BOT_TOKEN: botApi.token,
			MONGODB_URI: databaseUri,
			TELEGRAM_API_ROOT: botApi.url,
			PORT: "0",
			INSTANCE: "image",
		},
		stdio: ["ignore", "pipe", "inherit"],
	});
	const port = await readyPort(bot);
	for (const path of ["/health/live", "/health/ready", "/metrics"]) {
		expect((await fetch(`http://127.0.0.1:${port}${path}`)).status, path).toBe(200);
	}
	const health = JSON.parse(dockerfile.match(/^HEALTHCHECK [\s\S]*?CMD (\[.+\])$/m)?.[1] ?? "[]") as string[];
	execFileSync(process.execPath, health.slice(1), { env: { PORT: String(port) } });

	const sara = botApi.person({ firstName: "سارا", languageCode: "fa" });
	const answer = botApi.next((event) => event.type === "call" && event.entry.method === "sendMessage", {
		timeoutMs: 10_000,
	});
	await sara.start();
	await answer;

	const backup = ["scripts/backup/backup.ts", "backups"];
	const env = { NODE_ENV: "production", MONGODB_URI: databaseUri };
	const told = execFileSync(process.execPath, backup, { cwd: folder, env, encoding: "utf8" });
	expect(told).toContain("documents of");

	bot.kill("SIGTERM");
	const [code] = await once(bot, "exit", { signal: AbortSignal.timeout(10_000) });
	expect(code).toBe(0);
}, 60_000);
