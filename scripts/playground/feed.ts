/** What happens, told to every open page as it happens: one stream of events, the whole state first. */
import type { ServerResponse } from "node:http";
import { isOfCrowd } from "../seed/crowd.ts";
import type { BotApi } from "./botApi/index.ts";
import { pagePeople, peopleOfPage, type WhoIs } from "./people.ts";
import type { Place } from "./places.ts";
import { besideMessages, isNews, pageBot, pageCall, pageChat, pageMessage } from "./shown.ts";

export interface FeedOptions {
	botApi: BotApi;
	whoIs: WhoIs;
	places: readonly Place[];
	timeZone: string;
	now: () => Date;
	runs: boolean;
	first?: ReadonlySet<number>;
}

export interface Feed {
	/** Writes the whole state, then every event, until the line breaks. */
	listen(response: ServerResponse): Promise<void>;
	/** People are looked up again soon, and told when they changed. */
	refresh(): void;
	refreshNow(): Promise<void>;
	tellClock(): void;
	close(): void;
}

const CALLS_SHOWN = 200;
/** Telegram shows a chat action for five seconds. */
const ACTION_MS = 5_000;
/** What a person became is looked up a moment after something happened. */
const REFRESH_MS = 250;

export function createFeed({ botApi, whoIs, places, timeZone, now, runs, first = new Set() }: FeedOptions): Feed {
	const listeners = new Set<ServerResponse>();
	const actions = new Map<number, NodeJS.Timeout>();
	let refreshing: NodeJS.Timeout | undefined;
	let told = "";
	let toldBot = "";

	function tell(event: { type: string; [more: string]: unknown }): void {
		const line = `data: ${JSON.stringify(event)}\n\n`;
		for (const listener of listeners) listener.write(line);
	}
	const clock = () => ({ now: now().getTime(), runs });

	function tellAction(chatId: number, action: string | undefined): void {
		if (isOfCrowd(chatId)) return;
		clearTimeout(actions.get(chatId));
		actions.delete(chatId);
		tell({ type: "action", chatId, ...(action === undefined ? {} : { action }) });
		if (action !== undefined)
			actions.set(
				chatId,
				setTimeout(() => tellAction(chatId, undefined), ACTION_MS),
			);
	}

	async function refreshNow(): Promise<void> {
		clearTimeout(refreshing);
		refreshing = undefined;
		const everybody = await pagePeople(botApi, whoIs, first);
		const known = JSON.stringify(everybody);
		if (known !== told) tell({ type: "people", ...everybody });
		told = known;
		const bot = pageBot(botApi);
		if (JSON.stringify(bot) !== toldBot) tell({ type: "bot", bot });
		toldBot = JSON.stringify(bot);
	}
	function refresh(): void {
		refreshing ??= setTimeout(() => void refreshNow().catch(reportRefresh), REFRESH_MS);
	}
	function reportRefresh(error: unknown): void {
		process.stderr.write(`The page could not look up who is who: ${error instanceof Error ? error.message : error}\n`);
	}

	const stops = [
		botApi.on("shown", ({ chatId, message }) => {
			if (isOfCrowd(chatId)) return;
			clearTimeout(actions.get(chatId));
			const beside = besideMessages({ ...botApi.chat(chatId), chatAction: undefined });
			tell({ type: "message", chatId, message: pageMessage(message), edited: false, ...beside });
			refresh();
		}),
		botApi.on("edited", ({ chatId, message }) => {
			if (isOfCrowd(chatId)) return;
			const beside = besideMessages({ ...botApi.chat(chatId), chatAction: undefined });
			tell({ type: "message", chatId, message: pageMessage(message), edited: true, ...beside });
			refresh();
		}),
		botApi.on("deleted", ({ chatId, messageId }) => tell({ type: "gone", chatId, messageId })),
		botApi.on("chatAction", ({ chatId, action }) => tellAction(chatId, action)),
		botApi.on("callbackAnswered", ({ queryId, chatId, userId, text, alert }) =>
			tell({ type: "answered", queryId, chatId, userId, text, alert }),
		),
		botApi.on("violation", ({ violation }) => tell({ type: "violation", violation })),
		botApi.on("call", ({ entry }) => {
			if (!isNews(entry)) return;
			tell({ type: "call", call: pageCall(entry), counts: botApi.ledger.counts });
			if (entry.method.startsWith("setMy")) refresh();
		}),
	];
	const minute = setInterval(() => tell({ type: "clock", clock: clock() }), 60_000);
	minute.unref();

	return {
		async listen(response) {
			response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
			const everybody = await pagePeople(botApi, whoIs, first);
			const chats = [...peopleOfPage(botApi), ...botApi.groups].map(({ id }) => pageChat(botApi.chat(id)));
			const whole = {
				type: "whole",
				timeZone,
				places,
				bot: pageBot(botApi),
				clock: clock(),
				...everybody,
				chats: chats.map(({ action: _, ...chat }) => chat),
				calls: botApi.ledger.entries().filter(isNews).slice(-CALLS_SHOWN).map(pageCall),
				counts: botApi.ledger.counts,
				violations: botApi.violations.slice(-CALLS_SHOWN),
			};
			response.write(`data: ${JSON.stringify(whole)}\n\n`);
			listeners.add(response);
			response.on("close", () => listeners.delete(response));
		},
		refresh,
		refreshNow,
		tellClock: () => tell({ type: "clock", clock: clock() }),
		close() {
			for (const stop of stops) stop();
			clearInterval(minute);
			clearTimeout(refreshing);
			for (const timer of actions.values()) clearTimeout(timer);
			for (const listener of listeners) listener.end();
			listeners.clear();
		},
	};
}
