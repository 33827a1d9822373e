/** A town in which the bot may die between its reply and the end of an update, so that questions are asked twice. */
import type { Update } from "grammy/types";
import { onTestFinished } from "vitest";
import { features } from "../../src/bot/features/index.ts";
import type { Form } from "../../src/bot/form/form.ts";
import { createBot } from "../../src/bot/index.ts";
import type { Session } from "../../src/bot/session.ts";
import type { Actor } from "../../src/domain/person.ts";
import { createMetrics } from "../../src/kit/metrics.ts";
import { officeWords } from "../../src/services/lists.ts";
import { actorOf } from "../../src/services/people.ts";
import { type Api, createApi } from "../../src/telegram/api.ts";
import { createTransport } from "../../src/telegram/transport.ts";
import { createTexts, type T } from "../../src/texts/index.ts";
import { aLogbook, type Logbook } from "./logbook.ts";
import type { Player } from "./player.ts";
import { aPostman } from "./postman.ts";
import { aTown, type Town } from "./town.ts";

export const FORMS: Form[] = features.flatMap((feature) => feature.forms ?? []);

export interface Repeating {
	town: Town;
	book: Logbook;
	/** Somebody for each form; a message out of date, and what stands there before a question is asked. */
	players: { player: Player; actor: Actor; older: number; open: number }[];
	t: T;
	api: Api;
	/** What was done with the client and not handled yet, oldest first. */
	letters(player: Player): Update[];
	/**
	 * What a process makes of an update. The session is changed as it is stored at the end; thrown away it is what the
	 * next process finds when this one died after its reply.
	 */
	handle(update: Update, session: Session, how?: { again?: boolean }): Promise<Session>;
}

export async function aRepeatingTown(): Promise<Repeating> {
	const book = aLogbook();
	let comes = true;
	const postman = await aPostman(async (carry) => (comes ? await carry(0) : 200));
	const ids = Array.from({ length: FORMS.length + 1 }, (_, number) => 200_000_001 + number);
	const env = { WEBHOOK_URL: postman.url, WEBHOOK_SECRET: "only-the-postman-knows", ADMIN_IDS: ids.join(",") };
	const town = await aTown({
		log: book.log,
		env,
		pace: { watchdogMs: 60_000 },
		botApi: { ledgerLimit: 0, chats: { keepMessages: 60 } },
	});
	postman.bots.push(town.dabir.port);
	const people = ids.slice(1).map((_, number) => town.newcomer(`شخص ${number}`));
	for (const { client } of people) client.start();
	await town.settles();
	for (const { client } of people) client.taps(2, "consent.yes", { forged: true });
	await town.settles();
	comes = false;

	const boxes = new Map<number, Update[]>();
	town.botApi.on("updateQueued", ({ update }) => {
		const id = (update.message?.chat ?? update.callback_query?.message?.chat)?.id ?? 0;
		boxes.set(id, [...(boxes.get(id) ?? []), update as Update]);
	});
	const transport = createTransport({
		config: town.config,
		log: book.log,
		metrics: createMetrics(),
		pace: { perChatMs: 0 },
	});
	onTestFinished(() => transport.close());
	const api = createApi(town.config, transport);
	const texts = createTexts(town.config);
	texts.keep(await officeWords());
	const bot = createBot({ config: town.config, clock: town.clock, log: book.log, texts }, api, await api.getMe());
	const players = await Promise.all(
		people.map(async (player) => ({
			player,
			actor: (await actorOf("telegram", player.client.id)) as Actor,
			older: (await api.sendMessage(player.client.id, "…")).message_id,
			open: (await api.sendMessage(player.client.id, "…")).message_id,
		})),
	);
	return {
		town,
		book,
		players,
		t: texts.in("fa"),
		api,
		letters(player) {
			const box = boxes.get(player.client.id) ?? [];
			boxes.set(player.client.id, []);
			return box;
		},
		async handle(update, session, how) {
			// As the database keeps it: dates stay dates, everything else is JSON.
			const opened = structuredClone(session);
			if (opened.talk) opened.talk = JSON.parse(JSON.stringify(opened.talk));
			try {
				await bot.handle(update, opened, how);
				return opened;
			} catch {
				// A form without its subject cannot be sent: the update is set aside, and the session stays as it was.
				return session;
			}
		},
	};
}
