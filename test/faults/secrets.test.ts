/** P15: secrets stay secret: token, password, phone and words, through a whole run with all that can go wrong in it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import mongoose from "mongoose";
import { expect, onTestFinished, test } from "vitest";
import { startBotApi } from "../../scripts/playground/botApi/index.ts";
import { features } from "../../src/bot/features/index.ts";
import { legalNationalId } from "../../src/domain/checkDigits.ts";
import { normaliseDigits } from "../../src/domain/persian.ts";
import { wholeDatabase } from "../support/dump.ts";
import { aLogbook } from "../support/logbook.ts";
import { aDatabaseToShape, aDatabaseUri } from "../support/mongod.ts";
import type { Player } from "../support/player.ts";
import { aPostman } from "../support/postman.ts";
import { aTown } from "../support/town.ts";

const TOKEN = "7000000099:CANARYcanary_CANARY-canaryCANARYcana";
const PASSWORD = "kanari@P:ss/w?rd";
const WEBHOOK_SECRET = "kanari-webhook_SECRET-4711";
const PHONE = "9127354411";
const NATIONAL_ID = aNationalId("1402735441");
const NAME = "قناری‌زاده";
/** With what ends a value in MongoDB's and mongoose's messages. */
const SENTENCE = 'محرمانه } "قناری" \\ با {{x}} و } پایان';
const WORDS = ["قناری", "محرمانه", "kanari"];

/** Eleven digits, the last of which fits. */
function aNationalId(ten: string): string {
	for (let last = 0; last < 10; last++) if (legalNationalId(`${ten}${last}`).ok) return `${ten}${last}`;
	throw new Error("no check digit fits");
}

/** Those of the secrets that stand in a text, however their digits are written. */
function secretsIn(text: string): string[] {
	const digits = normaliseDigits(text).replace(/[\s-]/g, "");
	const encoded = encodeURIComponent(PASSWORD);
	const found = [TOKEN, TOKEN.split(":")[1] ?? "", PASSWORD, encoded, WEBHOOK_SECRET, ...WORDS].filter((one) =>
		text.includes(one),
	);
	return [...found, ...[PHONE, NATIONAL_ID].filter((one) => digits.includes(one))];
}

/** A database that asks who one is. */
async function aLockedDatabase(): Promise<string> {
	const open = aDatabaseToShape();
	const name = new URL(open).pathname.slice(1);
	const client = await mongoose.mongo.MongoClient.connect(open);
	const roles = ["readWrite", "dbAdmin"];
	await client.db(name).command({ createUser: "dabir", pwd: PASSWORD, roles });
	await client.close();
	return locked(open, PASSWORD);
}

function locked(uri: string, password: string): string {
	const [scheme, rest] = uri.split("://");
	const name = new URL(uri).pathname.slice(1);
	return `${scheme}://dabir:${encodeURIComponent(password)}@${rest}${rest?.includes("?") ? "&" : "?"}authSource=${name}`;
}

test("a whole run with a sick Telegram, a refusing database and a broken handler tells none of them", {
	timeout: 240_000,
}, async () => {
	// The token is known by its shape, too: here nobody tells the log what it is.
	const book = aLogbook({ level: "trace", secrets: [WEBHOOK_SECRET] });
	const postman = await aPostman((carry) => carry(0));
	breaksAHandler();
	const town = await aTown({
		log: book.log,
		pace: { perChatMs: 0, watchdogMs: 30_000 },
		botApi: { token: TOKEN, webhook: { firstWaitMs: 20 } },
		env: {
			MONGODB_URI: await aLockedDatabase(),
			WEBHOOK_URL: postman.url,
			WEBHOOK_SECRET,
			LOG_LEVEL: "trace",
		},
	});
	postman.bots.push(town.dabir.port);
	const reza = await town.coordinator("رضا");
	const zahra = await town.person(NAME);
	const mina = await town.person(NAME);

	// The line: each kind of fault, on whatever is said meanwhile.
	const { faults } = town.botApi;
	const kinds = ["500", "502", "empty", "truncated", "dropBefore", "dropAfter"] as const;
	for (const kind of kinds)
		faults.add({ kind, method: ["sendMessage", "editMessageText"], probability: 0.1, accepted: false });
	faults.add({ kind: "429", method: "sendMessage", nth: 9 });
	faults.add({ kind: "hang", method: "sendMessage", nth: 15 });
	await registers(zahra);
	await zahra.sends(SENTENCE);
	await pressesIfThere(zahra, "ارسال به دبیرخانه");
	await pressesIfThere(reza, "به عهده می‌گیرم");
	faults.clear();

	// A handler that breaks and throws all it has about.
	await zahra.sends(`زهر ${SENTENCE}`);
	expect(zahra.sees).toContain("E-");

	// A database that refuses what it is given, and says so with what it was given.
	const { connection } = mongoose;
	const organizations = connection.collection("organizations");
	await organizations.createIndex({ about: 1 }, { unique: true });
	await registers(mina, "۱۸۴۴", aNationalId("1402735442"));
	await organizations.dropIndex("about_1");
	await connection.collection("people").createIndex({ phone: 1 }, { unique: true, sparse: true });
	await mina.presses("ارسال به دبیرخانه");
	await connection.db?.command({ collMod: "threads", validator: { "messages.text": { $not: { $regex: "قناری" } } } });
	await mina.sends("/start");
	await mina.sends(SENTENCE);
	await pressesIfThere(mina, "ارسال به دبیرخانه");
	await town.settles();

	expect(book.lines.length).toBeGreaterThan(20);
	expect(book.faults.join("\n")).toMatch(/E11000|duplicate/);
	expect(book.faults.join("\n")).toContain("failed validation");
	expect(book.faults.join("\n")).toContain("broke");
	expect(book.lines.filter((line) => secretsIn(line).length > 0).map((line) => [secretsIn(line), line])).toEqual([]);

	for (const page of ["metrics", "health/live", "health/ready"]) {
		const answer = await fetch(`http://127.0.0.1:${town.dabir.port}/${page}`);
		expect(secretsIn((await answer.text()) + JSON.stringify([...answer.headers]))).toEqual([]);
	}

	// Words and phones are what the database is for; what opens the bot is in none of it.
	const kept = JSON.stringify(await wholeDatabase());
	expect(kept).toContain("قناری");
	for (const secret of [TOKEN, TOKEN.split(":")[1] ?? "", WEBHOOK_SECRET, PASSWORD, encodeURIComponent(PASSWORD)]) {
		expect(kept.includes(secret)).toBe(false);
	}
});

/** A feature of a careless programmer: its error carries everything that is at hand. */
function breaksAHandler(): void {
	const poison: (typeof features)[number] = {
		async message(ctx) {
			if (!ctx.message?.text?.startsWith("زهر")) return false;
			const { update, session, actor } = ctx;
			const cause = new Error(`the line to https://api.telegram.org/bot${TOKEN}/sendMessage broke for +98${PHONE}`);
			const said = {
				token: TOKEN,
				payload: update,
				text: ctx.message.text,
				uri: `mongodb://dabir:${encodeURIComponent(PASSWORD)}@db/x`,
			};
			throw Object.assign(new Error(`the handler broke, 0${PHONE}`, { cause }), {
				update,
				session,
				actor,
				said,
				config: ctx.deps.config,
			});
		},
	};
	features.unshift(poison);
	onTestFinished(() => void features.splice(features.indexOf(poison), 1));
}

async function registers(player: Player, number = "۱۸۴۳", nationalId = NATIONAL_ID): Promise<void> {
	await player.sends("/register");
	const answers: (string | { press: string })[] = [
		`سازمان ${NAME}`,
		number,
		nationalId,
		"۱۳۹۴",
		{ press: "حفاظت محیط زیست" },
		{ press: "در حال تمدید است" },
		{ press: "محیط زیست" },
		{ press: "تأیید" },
		{ press: "می‌گذرم" },
		"۲۵",
		"۴۰",
		SENTENCE,
		`زهرا ${NAME}`,
		{ press: "خانم" },
		`0${PHONE}`,
		{ press: "می‌گذرم" },
		{ press: "ارسال به دبیرخانه" },
	];
	for (const answer of answers) {
		if (typeof answer === "string") await player.sends(answer);
		else await pressesIfThere(player, answer.press);
	}
}

/** On a sick line a question may not have come. */
async function pressesIfThere(player: Player, label: string): Promise<void> {
	if (player.buttons.some((button) => button.includes(label))) await player.presses(label);
}

test("the program tells none of them either: running, waiting, refused and badly set", {
	timeout: 120_000,
}, async () => {
	const botApi = await startBotApi({ token: TOKEN });
	onTestFinished(() => botApi.stop());
	const sick = await startBotApi({ token: TOKEN });
	onTestFinished(() => sick.stop());
	sick.faults.add({ kind: "500", method: "setWebhook" });
	const uri = await aLockedDatabase();
	const good = {
		BOT_TOKEN: TOKEN,
		MONGODB_URI: uri,
		TELEGRAM_API_ROOT: botApi.url,
		WEBHOOK_URL: "http://127.0.0.1:1/x",
		WEBHOOK_SECRET,
		PORT: "0",
		LOG_LEVEL: "trace",
	};
	const nowhere = "127.0.0.1:1";
	const [running, ...others] = await Promise.all([
		saidBy(good, "Dabir is ready"),
		saidBy({ ...good, MONGODB_URI: locked(aDatabaseUri(), PASSWORD) }, "cannot be reached"),
		saidBy(
			{ ...good, MONGODB_URI: `mongodb://dabir:${encodeURIComponent(PASSWORD)}@${nowhere}/x` },
			"cannot be reached",
		),
		saidBy({ ...good, TELEGRAM_API_ROOT: sick.url, INSTANCE: "sick" }, "cannot be reached"),
		saidBy({ ...good, TELEGRAM_API_ROOT: `http://${nowhere}` }, "cannot be reached"),
		saidBy({ ...good, TELEGRAM_PROXY: `http://dabir:${encodeURIComponent(PASSWORD)}@${nowhere}` }, "cannot be reached"),
		saidBy({ ...good, BOT_TOKEN: TOKEN.replace("CANARY", "CANARX") }, "BOT_TOKEN"),
		saidBy({ ...good, BOT_TOKEN: `${TOKEN} ` }, "BOT_TOKEN"),
		saidBy({ ...good, MONGODB_URI: `postgres://dabir:${PASSWORD}@x` }, "MONGODB_URI"),
		saidBy({ ...good, WEBHOOK_SECRET: `${WEBHOOK_SECRET}!` }, "WEBHOOK_SECRET"),
		saidBy({ ...good, TELEGRAM_PROXY: `ftp://dabir:${PASSWORD}@x` }, "TELEGRAM_PROXY"),
	]);
	for (const said of [running, ...others]) expect([secretsIn(said ?? ""), said]).toEqual([[], said]);
});

const MAIN = path.resolve(import.meta.dirname, "../../src/main.ts");

/** What the program writes with these settings, up to and including these words and its end. */
async function saidBy(env: Record<string, string>, words: string): Promise<string> {
	const home = await mkdtemp(path.join(tmpdir(), "dabir-secrets-"));
	onTestFinished(() => rm(home, { recursive: true, force: true }));
	const program: ChildProcess = spawn(process.execPath, [MAIN], {
		cwd: home,
		env: { PATH: process.env.PATH ?? "", ...env },
	});
	onTestFinished(() => void program.kill("SIGKILL"));
	let said = "";
	for (const stream of [program.stdout, program.stderr]) {
		stream?.setEncoding("utf8").on("data", (text: string) => {
			said += text;
			if (said.includes(words)) program.kill("SIGTERM");
		});
	}
	await once(program, "close");
	expect(said).toContain(words);
	return said;
}
