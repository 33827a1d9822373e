/** What the environment says, read once and checked whole: the only place that looks at `process.env`. */
import { hostname } from "node:os";
import { config as readDotenv } from "dotenv";
import { z } from "zod";
import { LANGUAGE_CODES, type Language } from "./texts/languages.ts";

/** Everything that can be set from outside, in the form the rest of the house uses. */
export interface Config {
	botToken: string;
	/** Without it an embedded database is started in `.data/`. */
	mongodbUri?: string;
	/** A mongod to use for the embedded database instead of looking for one. */
	mongodBinary?: string;
	/** Telegram user ids: admins from their first /start. */
	adminIds: number[];
	/** Without a slash at the end. */
	telegramApiRoot: string;
	telegramProxy?: string;
	/** Present in webhook mode; `url` is the whole address Telegram calls, "/telegram" included. */
	webhook?: { url: string; secret: string };
	/** 0 takes any free port. */
	port: number;
	/** The name this process takes leases under; the same again after a restart. */
	instance: string;
	/** An IANA zone. */
	timeZone: string;
	defaultLanguage: Language;
	/** Messages a second, replies included; Telegram allows 30 (1000 when paid for). */
	sendRate: number;
	logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
	production: boolean;
}

export type ConfigReading = { ok: true; config: Config } | { ok: false; problems: string[] };

/** The exit code of a wrong configuration (EX_CONFIG of sysexits.h): a supervisor need not try again. */
export const EXIT_CONFIG = 78;

const TELEGRAM = "https://api.telegram.org";

const environment = z.object({
	BOT_TOKEN: z
		.string("is missing: it is the token that @BotFather gives, like 123456789:AAE…")
		.regex(/^\d+:[\w-]{30,}$/, "is not a bot token: @BotFather gives one like 123456789:AAE… (the value is not shown)"),
	MONGODB_URI: z
		.string()
		.regex(
			/^mongodb(\+srv)?:\/\/\S+$/,
			"must be an address like mongodb://host:27017/dabir?replicaSet=rs0 (the value is not shown)",
		)
		.optional(),
	MONGOD_BINARY: z.string().optional(),
	ADMIN_IDS: z.string().default("").transform(ids),
	TELEGRAM_API_ROOT: z.string().default(TELEGRAM).refine(isUrl("https:", "http:"), "must be an http or https address"),
	TELEGRAM_PROXY: z
		.string()
		.refine(
			isUrl("http:", "https:", "socks5h:"),
			"must be an http://, https:// or socks5h:// address (the value is not shown)",
		)
		.optional(),
	WEBHOOK_URL: z.string().refine(isUrl("https:", "http:"), "must be the https address Telegram can reach").optional(),
	WEBHOOK_SECRET: z
		.string()
		.regex(/^[\w-]{1,256}$/, "must be 1 to 256 letters, digits, _ or - (the value is not shown)")
		.optional(),
	PORT: whole(0, 65_535).default(8080),
	INSTANCE: z
		.string()
		.regex(/^[^\s/]{1,100}$/, "must be 1 to 100 characters without spaces and slashes")
		.optional(),
	TIME_ZONE: z
		.string()
		.refine(
			isTimeZone,
			said((value) => `must be a time zone like Asia/Tehran (it is "${value}")`),
		)
		.default("Asia/Tehran"),
	DEFAULT_LANGUAGE: oneOf(...LANGUAGE_CODES).default("fa"),
	SEND_RATE: whole(1, 1000).default(29),
	LOG_LEVEL: oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent").default("info"),
	NODE_ENV: z.string().optional(),
});

/**
 * Reads the settings of DESIGN section 6 from `env`; an empty value counts as not set.
 * Each problem is one line that starts with the variable's name; secret values are in none of them.
 */
export function readConfig(env: Record<string, string | undefined>): ConfigReading {
	const given = Object.fromEntries(
		Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
	);
	const reading = environment.safeParse(given);
	const problems = [
		...(reading.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) ?? []),
		...crossProblems(given),
	];
	if (!reading.success || problems.length > 0) return { ok: false, problems };
	const read = reading.data;
	return {
		ok: true,
		config: {
			botToken: read.BOT_TOKEN,
			...(read.MONGODB_URI !== undefined && { mongodbUri: read.MONGODB_URI }),
			...(read.MONGOD_BINARY !== undefined && { mongodBinary: read.MONGOD_BINARY }),
			adminIds: read.ADMIN_IDS,
			telegramApiRoot: trimSlash(read.TELEGRAM_API_ROOT),
			...(read.TELEGRAM_PROXY !== undefined && { telegramProxy: read.TELEGRAM_PROXY }),
			...(read.WEBHOOK_URL !== undefined &&
				read.WEBHOOK_SECRET !== undefined && {
					webhook: { url: webhookAddress(read.WEBHOOK_URL), secret: read.WEBHOOK_SECRET },
				}),
			port: read.PORT,
			instance: read.INSTANCE ?? `${hostname()}:${read.PORT}`,
			timeZone: read.TIME_ZONE,
			defaultLanguage: read.DEFAULT_LANGUAGE,
			sendRate: read.SEND_RATE,
			logLevel: read.LOG_LEVEL,
			production: read.NODE_ENV === "production",
		},
	};
}

/** Reads `.env` and the environment; when something is wrong it says so on stderr, a line a problem, and exits with 78. */
export function loadConfig(): Config {
	readDotenv({ quiet: true });
	const reading = readConfig(process.env);
	if (reading.ok) return reading.config;
	for (const problem of reading.problems) process.stderr.write(`${problem}\n`);
	process.exit(EXIT_CONFIG);
}

/** What no variable says alone; asked even when single values are wrong, so that all of it is told at once. */
function crossProblems(given: Record<string, string | undefined>): string[] {
	const problems: string[] = [];
	if (given.WEBHOOK_URL !== undefined && given.WEBHOOK_SECRET === undefined) {
		problems.push(
			"WEBHOOK_SECRET is missing: WEBHOOK_URL is set, and without a secret anybody could speak for Telegram",
		);
	}
	if (given.WEBHOOK_URL?.startsWith("http:") && trimSlash(given.TELEGRAM_API_ROOT ?? TELEGRAM) === TELEGRAM) {
		problems.push("WEBHOOK_URL must be an https address: Telegram calls no other");
	}
	if (given.NODE_ENV === "production" && given.MONGODB_URI === undefined) {
		problems.push("MONGODB_URI is missing: with NODE_ENV=production the embedded database is not used");
	}
	return problems;
}

function whole(from: number, to: number) {
	const message = said((value) => `must be a whole number from ${from} to ${to} (it is "${value}")`);
	return z
		.string()
		.refine((value) => /^\d{1,6}$/.test(value) && Number(value) >= from && Number(value) <= to, message)
		.transform(Number);
}

function oneOf<const Choice extends string>(...choices: Choice[]) {
	return z.enum(
		choices,
		said((value) => `must be one of ${choices.join(", ")} (it is "${value}")`),
	);
}

function ids(value: string, context: z.RefinementCtx<string>): number[] {
	const parts = value
		.split(",")
		.map((part) => part.trim())
		.filter((part) => part !== "");
	const wrong = parts.find((part) => !/^[1-9]\d{0,15}$/.test(part) || !Number.isSafeInteger(Number(part)));
	if (wrong === undefined) return [...new Set(parts.map(Number))];
	context.addIssue({
		code: "custom",
		message: `must be Telegram user ids with commas between them ("${wrong}" is none)`,
	});
	return z.NEVER;
}

function isUrl(...protocols: string[]) {
	return (value: string) =>
		URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).host !== "";
}

function isTimeZone(value: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: value });
		return !/^[+-]/.test(value);
	} catch {
		return false;
	}
}

function said(sentence: (value: unknown) => string) {
	return { error: (issue: { input?: unknown }) => sentence(issue.input) };
}

function trimSlash(url: string): string {
	return url.replace(/\/+$/, "");
}

/** People give the bot's public address with or without the path that the web door listens on. */
function webhookAddress(url: string): string {
	const trimmed = trimSlash(url);
	return trimmed.endsWith("/telegram") ? trimmed : `${trimmed}/telegram`;
}
