/** Telegram's side of a webhook: posts updates, in order for every chat, and comes back when it was not understood. */
import type { Update, WebhookInfo } from "@grammyjs/types";
import type { Parameters } from "./methods.ts";
import { badRequest, malformed } from "./refusal.ts";
import type { QueuedUpdate, Updates } from "./updates.ts";

export interface WebhookOptions {
	/** How long an answer may take, milliseconds. */
	timeLimitMs?: number;
	/** The first wait after a failure; it doubles up to the longest. */
	firstWaitMs?: number;
	longestWaitMs?: number;
}

export interface Webhook {
	set(parameters: Parameters<"setWebhook">): void;
	remove(dropPending: boolean): void;
	info(): WebhookInfo;
	readonly active: boolean;
	/** POSTs so far, failed ones too. */
	readonly posts: number;
	close(): Promise<void>;
}

interface Target {
	url: string;
	secret: string | undefined;
	connections: number;
}

/** Telegram queues messages by their chat and taps by who tapped, so both can be in flight together. */
function lineOf(update: Update): string {
	if (update.callback_query) return `user ${update.callback_query.from.id}`;
	const chat = (update.message ?? update.edited_message ?? update.my_chat_member ?? update.chat_member)?.chat;
	return `chat ${chat?.id ?? "none"}`;
}

export function createWebhook(
	updates: Updates,
	now: () => Date,
	onMisuse: (description: string) => void,
	options: WebhookOptions = {},
): Webhook {
	const { timeLimitMs = 60_000, firstWaitMs = 1000, longestWaitMs = 60_000 } = options;
	let target: Target | undefined;
	let lastError: { date: number; message: string } | undefined;
	let posts = 0;
	/** What was under way for an earlier address says nothing about this one. */
	let generation = 0;
	/** Updates by line, the first of each is the one under way or next. */
	const lines = new Map<string, QueuedUpdate[]>();
	/** Lines whose first update may go now. */
	const ready: string[] = [];
	const inFlight = new Set<Promise<void>>();
	const waits = new Set<NodeJS.Timeout>();
	const failures = new WeakMap<QueuedUpdate, number>();

	function enter(entry: QueuedUpdate): void {
		if (!target) return;
		const name = lineOf(entry.update);
		const line = lines.get(name);
		if (line) line.push(entry);
		else {
			lines.set(name, [entry]);
			ready.push(name);
			// What is queued in the same breath finds the line already there.
			setImmediate(pump);
		}
	}
	/** Starts every line that may go, as far as there are connections. */
	function pump(): void {
		while (target && inFlight.size < target.connections) {
			const name = ready.shift();
			if (name === undefined) return;
			const life = generation;
			const run = deliverFirst(name, target).then((waitMs) => {
				inFlight.delete(run);
				if (life !== generation) return;
				if (waitMs === 0) proceed(name);
				else {
					const timer = setTimeout(() => {
						waits.delete(timer);
						proceed(name);
					}, waitMs);
					waits.add(timer);
				}
				pump();
			});
			inFlight.add(run);
		}
	}
	function proceed(name: string): void {
		if (lines.get(name)?.length) ready.push(name);
		else lines.delete(name);
		pump();
	}
	async function deliverFirst(name: string, to: Target): Promise<number> {
		const line = lines.get(name);
		const entry = line?.[0];
		if (!line || !entry) return 0;
		if (entry.gone || entry.expiresAt <= now().getTime()) {
			line.shift();
			updates.confirm(entry);
			return 0;
		}
		const waitMs = await deliver(entry, to);
		if (waitMs === 0) line.shift();
		return waitMs;
	}
	function stop(): void {
		generation++;
		target = undefined;
		lines.clear();
		ready.length = 0;
		for (const timer of waits) clearTimeout(timer);
		waits.clear();
	}
	/** Answers how long this line waits now: 0 after a success. */
	async function deliver(entry: QueuedUpdate, { url, secret }: Target): Promise<number> {
		posts++;
		try {
			const response = await fetch(url, {
				method: "POST",
				headers: {
					"content-type": "application/json",
					...(secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret }),
				},
				body: JSON.stringify(entry.update),
				signal: AbortSignal.timeout(timeLimitMs),
			});
			const body = await response.text();
			if (response.ok) {
				if (body.includes('"method"')) onMisuse("a call inside a webhook's answer is not played here");
				updates.confirm(entry);
				return 0;
			}
			lastError = {
				date: seconds(),
				message: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
			};
		} catch (error) {
			const timedOut = error instanceof Error && error.name === "TimeoutError";
			lastError = { date: seconds(), message: timedOut ? "Read timeout expired" : "Connection failed" };
		}
		const failed = (failures.get(entry) ?? 0) + 1;
		failures.set(entry, failed);
		return Math.min(longestWaitMs, firstWaitMs * 2 ** (failed - 1));
	}
	const seconds = () => Math.floor(now().getTime() / 1000);

	updates.onQueued = enter;
	return {
		get active() {
			return target !== undefined;
		},
		get posts() {
			return posts;
		},
		set(parameters) {
			if (parameters.url === "") return this.remove(parameters.drop_pending_updates ?? false);
			checkUrl(parameters.url);
			checkSecret(parameters.secret_token);
			if (parameters.drop_pending_updates) updates.dropPending();
			updates.allow(parameters.allowed_updates);
			updates.endPoll("terminated by setWebhook request");
			stop();
			target = {
				url: parameters.url,
				secret: parameters.secret_token,
				connections: parameters.max_connections ?? 40,
			};
			lastError = undefined;
			for (const entry of updates.queue) enter(entry);
		},
		remove(dropPending) {
			if (dropPending) updates.dropPending();
			stop();
		},
		info: () => ({
			url: target?.url ?? "",
			has_custom_certificate: false,
			pending_update_count: updates.pending(),
			...(target ? { max_connections: target.connections, ip_address: "127.0.0.1" } : {}),
			...(lastError ? { last_error_date: lastError.date, last_error_message: lastError.message } : {}),
			...(updates.allowed.length > 0
				? { allowed_updates: [...updates.allowed] as WebhookInfo["allowed_updates"] }
				: {}),
		}),
		async close() {
			stop();
			await Promise.allSettled(inFlight);
		},
	};
}

/** Telegram asks for https; here this machine may also be reached without. */
function checkUrl(url: string): void {
	if (!URL.canParse(url)) throw malformed("bad webhook: invalid webhook URL specified");
	const { protocol, hostname } = new URL(url);
	const local = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
	if (protocol === "https:" || (protocol === "http:" && local)) return;
	throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
}

function checkSecret(secret: string | undefined): void {
	if (secret === undefined) return;
	if (secret.length > 256) throw malformed("secret token is too long");
	if (!/^[A-Za-z0-9_-]+$/.test(secret)) throw malformed("secret token contains unallowed characters");
}
