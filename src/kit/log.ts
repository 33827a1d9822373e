/** The log: one JSON line an event, and no secret and no phone in any of them, wherever they were hidden. */
import { type DestinationStream, type Logger, destination as openDestination, pino } from "pino";

export type Log = Logger;

export interface LogOptions {
	/** "fatal" … "trace", or "silent". */
	level: string;
	/** Standard output when left out. */
	destination?: DestinationStream;
	/** Exact values that must never appear, beyond the shapes that are known (the webhook's secret). */
	secrets?: string[];
}

const HIDDEN = "[hidden]";

/** What people wrote or are called stays out of the log even when somebody hands over a whole update by mistake. */
const PRIVATE_KEYS = new Set(
	"text caption answers draft drafts phone phone_number phoneNumber first_name firstName last_name lastName username name title about payload body token botToken secret password mongodbUri telegramProxy location latitude longitude vcard query".split(
		" ",
	),
);

const SHAPES: [pattern: RegExp, shown: string][] = [
	// https://core.telegram.org/bots/api#authorizing-your-bot
	[/\d+:[\w-]{30,}/g, HIDDEN],
	[/\/bot\d+(:|%3A)[^/\s"\\]+/gi, `/bot${HIDDEN}`],
	[/([a-z][a-z0-9+.-]*:\/\/[^:@/\s"\\]*:)[^\s"\\]+@/gi, `$1${HIDDEN}@`],
	// Iranian phones as people, Telegram and the database write them: +98 912…, 0098…, 98912…, 0912 555 0142, ۰۹۱۲…
	[/(?<![\d۰-۹٠-٩])(?:\+|00)98(?:[\s-]?[\d۰-۹٠-٩]){8,10}(?![\d۰-۹٠-٩])/g, HIDDEN],
	[/(?<![\d۰-۹٠-٩])(?:98|0|۰|٠|۹۸|٩٨)[\s-]?[9۹٩](?:[\s-]?[\d۰-۹٠-٩]){9}(?![\d۰-۹٠-٩])/g, HIDDEN],
	// MongoDB and mongoose repeat the value they refuse.
	[/(dup key: \{).*?\}/g, `$1 ${HIDDEN} }`],
	// What was refused may hold a brace itself: in a line of the log the rest of the message goes too.
	[/(dup key: \{ \[hidden\] \})(?:(?!\\n {4}at )(?:[^"\\]|\\.))+/g, "$1"],
	[/(for value )\\?"(?:[^"\\]|\\(?!"))*\\?"/g, `$1${HIDDEN}`],
];

/** Makes the log. Handed on, never imported; `log.child({ chat })` adds what a run of lines has in common. */
export function createLog({ level, destination, secrets = [] }: LogOptions): Log {
	const sink = destination ?? openDestination({ dest: 1, sync: true });
	return pino(
		{
			level,
			base: null,
			timestamp: () => `,"time":"${new Date().toISOString()}"`,
			formatters: {
				level: (label) => ({ level: label }),
				bindings: (bindings) => withoutPrivate(bindings) as Record<string, unknown>,
				log: (entry) => withoutPrivate(entry) as Record<string, unknown>,
			},
			// Errors are told by `withoutPrivate`; pino's own way copies every property, a request's payload among them.
			serializers: { err: (value: unknown) => withoutPrivate(value) },
		},
		{ write: (line: string) => sink.write(redact(line, secrets)) },
	);
}

/** `text` with tokens, passwords in addresses, phones and `secrets` replaced. */
export function redact(text: string, secrets: string[] = []): string {
	let clean = text;
	for (const secret of secrets) if (secret !== "") clean = clean.replaceAll(secret, HIDDEN);
	for (const [pattern, shown] of SHAPES) clean = clean.replace(pattern, shown);
	return clean;
}

function withoutPrivate(value: unknown, depth = 0): unknown {
	if (value instanceof Error) return aboutError(value, depth);
	if (typeof value !== "object" || value === null || value instanceof Date) return value;
	if (depth > 6) return "[deep]";
	if (Array.isArray(value)) return value.slice(0, 100).map((one) => withoutPrivate(one, depth + 1));
	if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
	if ("toJSON" in value && typeof value.toJSON === "function") return withoutPrivate(value.toJSON(), depth + 1);
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => [key, PRIVATE_KEYS.has(key) ? HIDDEN : withoutPrivate(one, depth + 1)]),
	);
}

/** What helps to find a fault: never its other properties, which carry whole requests. */
function aboutError(error: Error, depth: number): Record<string, unknown> {
	const { code, error_code, method, cause, errors } = error as Error & Record<string, unknown>;
	return {
		type: error.name,
		message: error.message,
		stack: error.stack,
		...(isShort(code) && { code }),
		...(isShort(error_code) && { errorCode: error_code }),
		...(isShort(method) && { method }),
		...(cause !== undefined && depth < 5 && { cause: withoutPrivate(cause, depth + 1) }),
		...(Array.isArray(errors) && depth < 5 && { errors: withoutPrivate(errors, depth + 1) }),
	};
}

function isShort(value: unknown): value is string | number {
	return typeof value === "number" || (typeof value === "string" && value.length < 100);
}
