/** A province to announce to: people who pressed Start, a coordinator, an announcement that is due, senders to be killed. */
import mongoose from "mongoose";
import { onTestFinished } from "vitest";
import { type BotApiOptions, type Person as Phone, startBotApi } from "../../scripts/playground/botApi/index.ts";
import type { Announcement } from "../../src/domain/announcement.ts";
import { deliveryKey, GRACE_MS } from "../../src/domain/announcement.ts";
import type { Person } from "../../src/domain/person.ts";
import { createAnnouncementWatch } from "../../src/jobs/announcements.ts";
import { createDeliver, type Deliver, type DeliverOptions } from "../../src/jobs/deliver/index.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog } from "../../src/kit/log.ts";
import * as announcements from "../../src/services/announcements/index.ts";
import * as people from "../../src/services/people.ts";
import { deliveries } from "../../src/store/deliveries.ts";
import * as peopleStore from "../../src/store/people.ts";
import * as settings from "../../src/store/settings.ts";
import { createApi } from "../../src/telegram/api.ts";
import type { Pace } from "../../src/telegram/pacer.ts";
import { createTransport } from "../../src/telegram/transport.ts";
import { createTexts } from "../../src/texts/index.ts";

export const SEED = Number(process.env.SEED ?? Date.now() % 100_000);
const NOW = new Date("2026-11-24T06:30:00Z");
/** When the minute is over in which it could be called off. */
export const DUE = new Date(NOW.getTime() + GRACE_MS + 1_000);
const WORDS = "نشست ماهانه روز دوشنبه است";

export interface AnnouncerOptions {
	recipients: number;
	botApi?: BotApiOptions;
	pace?: Partial<Pace>;
	sendRate?: number;
}

let lives = 0;

export async function anAnnouncer({ recipients, pace, sendRate = 1_000, ...options }: AnnouncerOptions) {
	for (const name of ["people", "deliveries", "announcements"])
		await mongoose.connection.collection(name).deleteMany({});
	const botApi = await startBotApi({ now: () => DUE, ...options.botApi });
	onTestFinished(() => botApi.stop());
	const readers: { phone: Phone; person: Person }[] = [];
	for (let number = 0; number < recipients; number++) {
		const phone = botApi.person({ firstName: "سارا" });
		phone.start();
		readers.push({ phone, person: aPerson(phone.id) });
	}
	await Promise.all(readers.map(({ person }) => peopleStore.putNew(person)));
	const desk = botApi.person({ firstName: "رضا" });
	desk.start();
	const reza = aPerson(desk.id, ["coordinator"]);
	await peopleStore.putNew(reza);
	const author = await people.actorFrom(reza);
	await settings.setNumber("announcements.approvalAbove", { number: 1_000_000, byId: reza.id, at: NOW });

	/** Written and sent; at `DUE` it goes. */
	async function announced(): Promise<Announcement> {
		const audience = { of: {}, except: { personIds: [reza.id] } };
		const content = { words: { fa: { html: WORDS, plain: WORDS } }, files: [], audience };
		const written = await announcements.compose(author, content, NOW, { requestId: newId() });
		const sent = written.ok ? await announcements.send(author, written.value.id, 1, NOW) : written;
		if (!sent.ok) throw new Error(`it was not sent: ${sent.reason}`);
		return sent.value;
	}

	function sender(more: Partial<DeliverOptions> = {}): Deliver {
		const config = { botToken: botApi.token, telegramApiRoot: botApi.url, timeZone: "Asia/Tehran", sendRate };
		const log = createLog({ level: process.env.ANNOUNCER_LOG ?? "silent" });
		const limits = { retries: [20, 20], ordinary: 700 };
		const transport = createTransport({ config, log, pace: { perChatMs: 0, ...pace }, limits });
		const deliver = createDeliver({
			...{ api: createApi(config, transport), pacer: transport.pacer, clock: { now: () => DUE }, log, config },
			texts: createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }),
			watch: createAnnouncementWatch(config),
			...{ owner: { instance: "announcer", epoch: ++lives }, inFlight: 16, pageSize: 100 },
			...more,
		});
		onTestFinished(async () => {
			await deliver.stop();
			await transport.close();
		});
		return deliver;
	}

	/** Copies of the announcement that were accepted, whoever was told. */
	const arrived = (chatId?: number) =>
		botApi.ledger
			.sent(chatId === undefined ? {} : { chatId })
			.filter((sent) => sent.chatId !== desk.id && String(sent.parameters.text).includes(WORDS));

	return {
		...{ botApi, readers, author, desk, announced, sender, arrived },
		/** How often each reader got it. */
		times: () => {
			const byChat = new Map<number | undefined, number>();
			for (const { chatId } of arrived()) byChat.set(chatId, (byChat.get(chatId) ?? 0) + 1);
			return readers.map(({ phone, person }) => ({ person, phone, times: byChat.get(phone.id) ?? 0 }));
		},
		flagged: async ({ id }: Announcement) =>
			new Set(
				(
					await deliveries()
						.find({ parent: deliveryKey(id), maybeDuplicate: true })
						.toArray()
				).map(({ _id }) => _id),
			),
		async until(count: number) {
			await botApi.next((event) => event.type === "call" && arrived().length >= count, {
				...{ timeoutMs: 30_000, what: `${count} messages` },
			});
		},
	};
}

function aPerson(userId: number, roles: Person["roles"] = []): Person {
	return { id: newId(), platform: "telegram", userId, language: "fa", roles, consentedAt: NOW };
}

/** The same numbers for the same seed, from 0 to below 1. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
