/** The environment is read whole: every wrong value is one line that names its variable and shows no secret. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const BOT_TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc";

test("a token alone is enough, and everything else has its usual value", () => {
	expect(readConfig({ BOT_TOKEN })).toEqual({
		ok: true,
		config: {
			botToken: BOT_TOKEN,
			adminIds: [],
			telegramApiRoot: "https://api.telegram.org",
			port: 8080,
			instance: `${hostname()}:8080`,
			timeZone: "Asia/Tehran",
			defaultLanguage: "fa",
			sendRate: 29,
			logLevel: "info",
			production: false,
		},
	});
});

test("every setting is taken as it is given", () => {
	const reading = readConfig({
		BOT_TOKEN,
		MONGODB_URI: "mongodb://dabir:pass@db:27017/dabir?replicaSet=rs0",
		MONGOD_BINARY: "/usr/bin/mongod",
		ADMIN_IDS: " 42, 7,42 ",
		TELEGRAM_API_ROOT: "http://localhost:8081/",
		TELEGRAM_PROXY: "socks5h://user:pass@proxy:1080",
		WEBHOOK_URL: "https://dabir.example.ir/",
		WEBHOOK_SECRET: "a_secret-1",
		PORT: "9000",
		INSTANCE: "dabir-1",
		TIME_ZONE: "Europe/Berlin",
		DEFAULT_LANGUAGE: "en",
		SEND_RATE: "1000",
		LOG_LEVEL: "debug",
		NODE_ENV: "production",
	});
	expect(reading).toEqual({
		ok: true,
		config: {
			botToken: BOT_TOKEN,
			mongodbUri: "mongodb://dabir:pass@db:27017/dabir?replicaSet=rs0",
			mongodBinary: "/usr/bin/mongod",
			adminIds: [42, 7],
			telegramApiRoot: "http://localhost:8081",
			telegramProxy: "socks5h://user:pass@proxy:1080",
			webhook: { url: "https://dabir.example.ir/telegram", secret: "a_secret-1" },
			port: 9000,
			instance: "dabir-1",
			timeZone: "Europe/Berlin",
			defaultLanguage: "en",
			sendRate: 1000,
			logLevel: "debug",
			production: true,
		},
	});
});

test("an empty value counts as not set, as compose files leave it", () => {
	expect(readConfig({ BOT_TOKEN, MONGODB_URI: "", WEBHOOK_URL: " ", PORT: "" })).toMatchObject({
		ok: true,
		config: { port: 8080 },
	});
});

test.each([
	["BOT_TOKEN", undefined],
	["BOT_TOKEN", "hunter2"],
	["BOT_TOKEN", "123456789:hunter2"],
	["MONGODB_URI", "postgres://hunter2@db"],
	["ADMIN_IDS", "42,omid"],
	["ADMIN_IDS", "-100123"],
	["ADMIN_IDS", "99999999999999999999"],
	["TELEGRAM_API_ROOT", "api.telegram.org"],
	["TELEGRAM_API_ROOT", "ftp://api.telegram.org"],
	["TELEGRAM_PROXY", "socks4://user:hunter2@proxy"],
	["TELEGRAM_PROXY", "proxy:hunter2"],
	["WEBHOOK_URL", "dabir.example.ir"],
	["WEBHOOK_URL", "http://dabir.example.ir"],
	["WEBHOOK_SECRET", "hunter2 with spaces"],
	["WEBHOOK_SECRET", "h".repeat(257)],
	["PORT", "http"],
	["PORT", "65536"],
	["PORT", "-1"],
	["PORT", "8080.5"],
	["INSTANCE", "dabir/1"],
	["TIME_ZONE", "Tehran"],
	["TIME_ZONE", "+03:30"],
	["DEFAULT_LANGUAGE", "de"],
	["SEND_RATE", "0"],
	["SEND_RATE", "1001"],
	["SEND_RATE", "fast"],
	["LOG_LEVEL", "loud"],
])("%s=%s is one line that names it and shows no secret", (name, value) => {
	const secret = "fine-secret";
	const reading = readConfig({ BOT_TOKEN, ...(name === "WEBHOOK_URL" && { WEBHOOK_SECRET: secret }), [name]: value });
	if (reading.ok) expect.fail("it was taken");
	expect(reading.problems).toHaveLength(1);
	expect(reading.problems[0]).toMatch(new RegExp(`^${name} (is|must be) [^\\n]+$`));
	expect(reading.problems.join()).not.toContain("hunter2");
});

test("a webhook needs its secret, and production needs a database of its own", () => {
	expect(readConfig({ BOT_TOKEN, WEBHOOK_URL: "https://dabir.example.ir" })).toEqual({
		ok: false,
		problems: [expect.stringMatching(/^WEBHOOK_SECRET is missing/)],
	});
	expect(readConfig({ BOT_TOKEN, NODE_ENV: "production" })).toEqual({
		ok: false,
		problems: [expect.stringMatching(/^MONGODB_URI is missing/)],
	});
});

test("several wrong values are told together", () => {
	const reading = readConfig({
		PORT: "x",
		SEND_RATE: "x",
		NODE_ENV: "production",
		WEBHOOK_URL: "https://dabir.example.ir",
	});
	expect(reading.ok ? [] : reading.problems.map((problem) => problem.split(" ")[0]).sort()).toEqual([
		"BOT_TOKEN",
		"MONGODB_URI",
		"PORT",
		"SEND_RATE",
		"WEBHOOK_SECRET",
	]);
});

test("the process says what is wrong on stderr and exits with 78", () => {
	const folder = mkdtempSync(path.join(tmpdir(), "dabir-config-"));
	writeFileSync(path.join(folder, ".env"), "SEND_RATE=1001\n");
	const config = path.resolve("src/config.ts");
	const { status, stderr, stdout } = spawnSync(
		process.execPath,
		["-e", `import(${JSON.stringify(config)}).then((m) => m.loadConfig())`],
		{
			cwd: folder,
			env: { BOT_TOKEN: "hunter2", PATH: process.env.PATH },
			encoding: "utf8",
		},
	);
	rmSync(folder, { recursive: true });
	expect({ status, stdout }).toEqual({ status: 78, stdout: "" });
	expect(
		stderr
			.trim()
			.split("\n")
			.map((line) => line.split(" ")[0]),
	).toEqual(["BOT_TOKEN", "SEND_RATE"]);
	expect(stderr).not.toContain("hunter2");
});
