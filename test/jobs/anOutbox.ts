/** A sender with everything around it: a database, the strict local Bot API, people who pressed Start, and notes to send. */
import mongoose from "mongoose";
import { onTestFinished } from "vitest";
import { type BotApiOptions, type Person as Phone, startBotApi } from "../../scripts/playground/botApi/index.ts";
import type { NewDelivery } from "../../src/domain/delivery.ts";
import type { Person } from "../../src/domain/person.ts";
import { createDeliver, type Deliver, type DeliverOptions } from "../../src/jobs/deliver/index.ts";
import { type Kinds, kind } from "../../src/jobs/kind.ts";
import { clockAt } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog } from "../../src/kit/log.ts";
import { owe } from "../../src/services/deliveries.ts";
import { byKey, deliveries } from "../../src/store/deliveries.ts";
import * as people from "../../src/store/people.ts";
import type { Owner } from "../../src/store/sessions.ts";
import { createApi } from "../../src/telegram/api.ts";
import type { Pace } from "../../src/telegram/pacer.ts";
import { createTransport, type Limits } from "../../src/telegram/transport.ts";
import { createTexts } from "../../src/texts/index.ts";

/** سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۰:۰۰ in Tehran. */
export const NOON = new Date("2026-11-24T06:30:00Z");

export interface OutboxOptions {
	now?: Date;
	pace?: Partial<Pace>;
	limits?: Partial<Limits>;
	botApi?: BotApiOptions;
}

export type Outbox = Awaited<ReturnType<typeof anOutbox>>;

let lives = 0;

export async function anOutbox(options: OutboxOptions = {}) {
	await deliveries().deleteMany({});
	// The server of each test counts its people from the same number.
	await mongoose.connection.collection("people").deleteMany({});
	const clock = clockAt(options.now ?? NOON);
	const botApi = await startBotApi({ now: clock.now, ...options.botApi });
	const log = createLog({ level: process.env.OUTBOX_LOG ?? "silent" });
	const texts = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" });
	/** What notes are about; one that is taken away is no longer to be told. */
	const things = new Map<string, string>([["park", "پارک"]]);
	const kinds: Kinds = {
		note: kind({
			load: async ({ thing }) => things.get(String(thing)),
			view: (text, t) => ({ text: `${text} ${t.language}` }),
		}),
		later: kind({
			load: async ({ thing }) => things.get(String(thing)),
			view: (text) => ({ text: `later ${text}` }),
		}),
		picture: kind({
			load: async ({ thing }) => things.get(String(thing)),
			view: (text) => ({
				text,
				file: { kind: "document" as const, source: { content: new Uint8Array([1, 2, 3]), name: "a.bin" } },
			}),
		}),
		broken: kind<string>({
			load: async () => "x",
			view: () => {
				throw new Error("this view is broken");
			},
		}),
	};

	function sender(owner: Owner = { instance: "one", epoch: ++lives }, more: Partial<DeliverOptions> = {}): Deliver {
		const config = { botToken: botApi.token, telegramApiRoot: botApi.url, timeZone: "Asia/Tehran", sendRate: 1_000 };
		const transport = createTransport({
			config,
			log,
			pace: { perChatMs: 0, ...options.pace },
			limits: { retries: [20, 20], ordinary: 2_000, ...options.limits },
		});
		const deliver = createDeliver({
			api: createApi(config, transport),
			pacer: transport.pacer,
			texts,
			clock,
			log,
			config,
			owner,
			kinds,
			...more,
		});
		onTestFinished(async () => {
			await deliver.stop();
			await transport.close();
		});
		return deliver;
	}

	async function inhabitant(input: { language?: "fa" | "en"; roles?: Person["roles"]; started?: boolean } = {}) {
		const phone = botApi.person({ firstName: "سارا" });
		if (input.started !== false) phone.start();
		const person = await people.putNew({
			id: newId(),
			platform: "telegram",
			userId: phone.id,
			language: input.language ?? "fa",
			roles: input.roles ?? [],
			consentedAt: NOON,
		});
		return { phone, person, got: () => textsOf(phone) };
	}

	function textsOf(phone: Phone): string[] {
		return botApi
			.chat(phone.id)
			.messages.filter((message) => message.from === "bot")
			.map((message) => message.text);
	}

	const note = (key: string, to: NewDelivery["to"], more: Partial<NewDelivery> = {}): NewDelivery => ({
		key,
		kind: "note",
		refs: { thing: "park" },
		to,
		dueAt: clock.now(),
		...more,
	});

	onTestFinished(() => botApi.stop());
	return {
		botApi,
		clock,
		things,
		sender,
		inhabitant,
		note,
		owe,
		/** How many new messages were accepted, whoever was told. */
		sent: () => botApi.ledger.sent().length,
		stateOf: async (key: string) => (await byKey(key))?.state,
		rowOf: byKey,
	};
}
