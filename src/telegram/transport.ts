/** The one way to Telegram: what must hold for every call (time limits, 429, pacing, proxy, no token in errors) holds here. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { ApiClientOptions } from "grammy";
import type { Log } from "../kit/log.ts";
import type { Metrics } from "../kit/metrics.ts";
import { TransportError } from "./errors.ts";
import { createPacer, type Pace, type Pacer, TELEGRAM_PACE, type Turn } from "./pacer.ts";
import { type Answer, fetchFile, type Request, send } from "./request.ts";
import { openWay } from "./way.ts";

export interface TransportOptions {
	config: { botToken: string; telegramProxy?: string; sendRate: number };
	log: Log;
	metrics?: Metrics;
	/** Beside the rate, which the configuration says. */
	pace?: Partial<Pace>;
	limits?: Partial<Limits>;
}

/** All in ms. */
export interface Limits {
	ordinary: number;
	upload: number;
	/** Beyond the time that getUpdates itself asks to wait. */
	polling: number;
	connect: number;
	/** The longest pause asked for by a 429 that a reply waits out. */
	floodPatience: number;
	/** Pauses before a call that certainly was not sent is tried again. */
	retries: number[];
}

const LIMITS: Limits = {
	ordinary: 10_000,
	upload: 60_000,
	polling: 10_000,
	connect: 8_000,
	floodPatience: 30_000,
	retries: [200, 700, 2_000],
};

export interface Transport {
	/** For grammY's `client.fetch`. */
	fetch: NonNullable<ApiClientOptions["fetch"]>;
	pacer: Pacer;
	/** Fetches a file that Telegram keeps. Throws TransportError. */
	download(url: string): Promise<Uint8Array>;
	close(): Promise<void>;
}

const bulkCalls = new AsyncLocalStorage<true>();

/**
 * Calls made by `send` wait for their turn behind all replies and are tried once: a 429, a fault of the line or an
 * unreadable answer comes back to the caller. Everything else is a reply, which is waited for and tried again.
 */
export function asBulk<T>(send: () => Promise<T>): Promise<T> {
	return bulkCalls.run(true, send);
}

interface Call extends Request {
	bulk: boolean;
	/** Whether Telegram counts it among the messages of a second. */
	counts: boolean;
	chatId: number | undefined;
}

export function createTransport(options: TransportOptions): Transport {
	const { metrics, log } = options;
	const { botToken: token, telegramProxy, sendRate } = options.config;
	const limits = { ...LIMITS, ...options.limits };
	const pacer = createPacer({ ...TELEGRAM_PACE, perSecond: sendRate, ...options.pace });
	const way = openWay(telegramProxy, limits.connect);
	const closing = new AbortController();

	/** Tries as often as it is safe to. */
	async function settle(call: Call): Promise<Answer> {
		const single = call.bulk || call.method === "getUpdates";
		let unsent = 0;
		let ambiguous = 0;
		let waited = 0;
		for (;;) {
			const result = await attempt(call);
			if (!(result instanceof TransportError)) {
				if (result.error_code === 429) {
					const pauseMs = (result.parameters?.retry_after ?? 1) * 1_000;
					pacer.flooded(pauseMs / 1_000, call.chatId);
					if (call.bulk || waited + pauseMs > limits.floodPatience) return result;
					waited += pauseMs;
					log.warn({ method: call.method, pauseMs }, "Telegram asked to slow down; a reply waits");
					await pause(pauseMs, call.signal);
					continue;
				}
				if ((result.error_code ?? 0) < 500 || single || ambiguous++ > 0) return result;
			} else if (result.class === "notSent" && result.reason !== "flood") {
				const pauseMs = limits.retries[unsent++];
				if (single || pauseMs === undefined) throw result;
				await pause(pauseMs, call.signal);
				continue;
			} else if (result.class !== "ambiguous" || result.reason === "aborted" || single || ambiguous++ > 0) {
				throw result;
			}
			log.warn({ method: call.method }, "a reply may not have arrived; it is sent once more");
			await pause(limits.retries[0] ?? 0, call.signal);
		}
	}

	async function attempt(call: Call): Promise<Answer | TransportError> {
		let turn: Turn | undefined;
		if (call.counts) {
			try {
				turn = await (call.bulk ? pacer.bulk() : pacer.reply());
			} catch (error) {
				return error as TransportError;
			}
			// A change makes no sound; and who has just tapped may be told something right after the reply.
			const isNew = !call.method.startsWith("edit");
			if (call.chatId !== undefined && isNew && (call.bulk || call.chatId < 0)) pacer.wrote(call.chatId);
		}
		const startedAt = performance.now();
		const result = await send(call, way.dispatcher, token);
		if (turn !== undefined) pacer.answered(turn);
		metrics?.apiCalls.inc({ method: call.method, outcome: outcomeOf(result) });
		metrics?.apiSeconds.observe({ method: call.method }, (performance.now() - startedAt) / 1_000);
		return result;
	}

	async function fetch(url: string, init: { body?: unknown; headers?: Record<string, string>; signal?: Polyfill }) {
		const method = url.slice(url.lastIndexOf("/") + 1);
		const { signal, release } = nativeSignal(init.signal, closing.signal);
		try {
			const body = await buffered(init.body);
			const answer = await settle({
				method,
				url,
				contentType: init.headers?.["content-type"],
				body,
				limitMs: limitOf(method, body, limits),
				bulk: bulkCalls.getStore() === true,
				counts: /^(send(?!ChatAction)|copy|forward|edit)/.test(method),
				chatId: chatOf(body),
				signal,
			});
			return { ok: answer.ok, status: answer.error_code ?? 200, statusText: "", json: () => Promise.resolve(answer) };
		} finally {
			release();
		}
	}

	return {
		fetch: fetch as unknown as Transport["fetch"],
		pacer,
		download: (url) => fetchFile(url, limits.upload, way.dispatcher, token),
		async close() {
			closing.abort();
			await way.close();
		},
	};
}

function outcomeOf(result: Answer | TransportError): string {
	if (result instanceof TransportError) return result.class;
	if (result.ok) return "ok";
	if (result.error_code === 429) return "flood";
	return (result.error_code ?? 0) >= 500 ? "ambiguous" : "rejected";
}

function limitOf(method: string, body: string | Buffer | undefined, limits: Limits): number {
	if (method !== "getUpdates") return typeof body === "object" ? limits.upload : limits.ordinary;
	const seconds = typeof body === "string" ? /"timeout":(\d+)/.exec(body)?.[1] : undefined;
	return Number(seconds ?? 0) * 1_000 + limits.polling;
}

function chatOf(body: string | Buffer | undefined): number | undefined {
	const text = typeof body === "string" ? body : body?.subarray(0, 2_000).toString("latin1");
	const id = text && (/"chat_id":(-?\d+)/.exec(text) ?? /name="chat_id"\r\n\r\n(-?\d+)/.exec(text))?.[1];
	return id ? Number(id) : undefined;
}

/** A stream can be read once; sent again it would be an empty body that Telegram accepts. */
async function buffered(body: unknown): Promise<string | Buffer | undefined> {
	if (body === undefined || body === null || typeof body === "string") return body ?? undefined;
	const chunks: Uint8Array[] = [];
	for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** grammY brings an AbortSignal of its own making, which undici does not know. */
interface Polyfill {
	aborted: boolean;
	addEventListener(type: "abort", listener: () => void): void;
	removeEventListener(type: "abort", listener: () => void): void;
}

function nativeSignal(given: Polyfill | undefined, closing: AbortSignal): { signal: AbortSignal; release(): void } {
	const controller = new AbortController();
	const abort = () => controller.abort();
	if (given?.aborted || closing.aborted) abort();
	given?.addEventListener("abort", abort);
	closing.addEventListener("abort", abort);
	return {
		signal: controller.signal,
		release() {
			given?.removeEventListener("abort", abort);
			closing.removeEventListener("abort", abort);
		},
	};
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const given = () => {
			clearTimeout(timer);
			reject(new TransportError("notSent", "aborted", "given up while waiting"));
		};
		const timer = setTimeout(() => {
			signal.removeEventListener("abort", given);
			resolve();
		}, ms);
		if (signal.aborted) given();
		else signal.addEventListener("abort", given, { once: true });
	});
}
