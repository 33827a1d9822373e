/** The web door: Telegram's webhook, whether the bot is alive and ready, and its metrics. */
import { timingSafeEqual } from "node:crypto";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { Update } from "grammy/types";
import { type Handler, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Log } from "../kit/log.ts";
import type { Metrics } from "../kit/metrics.ts";
import { CALENDAR_PATH } from "./calendar.ts";

/** Telegram's updates are a few kilobytes; nothing bigger is read. */
const BODY_BYTES = 256 * 1024;
/** A request whose head or body takes longer than this is cut. */
const REQUEST_MS = 10_000;

export interface HttpOptions {
	port: number;
	log: Log;
	metrics: Metrics;
	/** Whether the database answers and updates are taken. */
	ready(): Promise<boolean>;
	/** In webhook mode: the secret Telegram sends along, and who takes the update; resolves once it is stored. */
	webhook?: { secret: string; accept(update: Update): Promise<void> };
	requestMs?: number;
	/** Answers private calendars; only where the bot is reached from outside. */
	calendar?: Handler;
}

export interface Http {
	port: number;
	/** Ends open connections after what is in flight was answered. */
	stop(): Promise<void>;
}

/** Listens on `port`; rejects with EADDRINUSE when somebody else does already. */
export async function startHttp({
	port,
	log,
	metrics,
	ready,
	webhook,
	requestMs = REQUEST_MS,
	calendar,
}: HttpOptions): Promise<Http> {
	const app = new Hono();
	app.get("/health/live", (c) => c.text("alive"));
	app.get("/health/ready", async (c) => ((await ready()) ? c.text("ready") : c.text("not ready", 503)));
	app.get("/metrics", async (c) =>
		c.text(await metrics.registry.metrics(), 200, { "content-type": metrics.registry.contentType }),
	);
	if (calendar) app.get(CALENDAR_PATH, calendar);
	if (webhook) {
		app.post(
			"/telegram",
			async (c, next) => {
				if (!isSame(c.req.header("x-telegram-bot-api-secret-token"), webhook.secret))
					return c.text("unauthorized", 401);
				return await next();
			},
			bodyLimit({ maxSize: BODY_BYTES, onError: (c) => c.text("too large", 413) }),
			async (c) => {
				const update = await c.req.json<Update>().catch(() => undefined);
				if (!Number.isSafeInteger(update?.update_id)) return c.text("not an update", 400);
				try {
					await webhook.accept(update as Update);
				} catch (error) {
					log.warn({ err: error }, "an update could not be stored; Telegram will send it again");
					return c.text("try again", 503);
				}
				return c.text("");
			},
		);
	}
	const server = await listen(app, port, requestMs);
	const address = server.address();
	return {
		port: typeof address === "object" && address ? address.port : port,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeIdleConnections();
				setTimeout(() => server.closeAllConnections(), 2_000).unref();
			}),
	};
}

function listen(app: Hono, port: number, requestMs: number): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = serve({
			fetch: app.fetch,
			port,
			serverOptions: {
				requestTimeout: requestMs,
				headersTimeout: requestMs,
				connectionsCheckingInterval: Math.min(1_000, requestMs),
			},
		}) as Server;
		server.once("listening", () => resolve(server));
		server.once("error", reject);
	});
}

/** Compares without telling, by the time it takes, how much of the secret was right. */
function isSame(given: string | undefined, secret: string): boolean {
	const a = Buffer.from(given ?? "");
	const b = Buffer.from(secret);
	return a.length === b.length && timingSafeEqual(a, b);
}
