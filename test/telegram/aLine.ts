/** A transport to a local Bot API server, and everything around it that a test of the line needs. */
import { Api } from "grammy";
import { onTestFinished } from "vitest";
import { type BotApi, type BotApiOptions, type Person, startBotApi } from "../../scripts/playground/botApi/index.ts";
import { createLog } from "../../src/kit/log.ts";
import { createMetrics, type Metrics } from "../../src/kit/metrics.ts";
import { clientOptions } from "../../src/telegram/api.ts";
import type { Pace } from "../../src/telegram/pacer.ts";
import { createTransport, type Limits, type Transport } from "../../src/telegram/transport.ts";

export interface Line {
	botApi: BotApi;
	api: Api;
	transport: Transport;
	metrics: Metrics;
	/** Somebody who pressed Start. */
	sara: Person;
}

export interface LineOptions {
	botApi?: BotApiOptions;
	limits?: Partial<Limits>;
	pace?: Partial<Pace>;
	proxy?: string;
	/** Somewhere else than the server. */
	root?: string;
}

export async function aLine(options: LineOptions = {}): Promise<Line> {
	const botApi = await startBotApi(options.botApi);
	const metrics = createMetrics();
	const config = {
		botToken: botApi.token,
		telegramApiRoot: options.root ?? botApi.url,
		sendRate: 1_000,
		...(options.proxy !== undefined && { telegramProxy: options.proxy }),
	};
	const transport = createTransport({
		config,
		log: createLog({ level: "silent" }),
		metrics,
		pace: { perChatMs: 0, ...options.pace },
		limits: { retries: [20, 20], ...options.limits },
	});
	onTestFinished(async () => {
		await transport.close();
		await botApi.stop();
	});
	const sara = botApi.person({ firstName: "سارا", languageCode: "fa" });
	sara.start();
	return { botApi, api: new Api(config.botToken, clientOptions(config, transport)), transport, metrics, sara };
}
