/** P9: old buttons, other people's buttons and made-up buttons are answered and change nothing. */
import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { expect, test } from "vitest";
import type { Person as Client } from "../../scripts/playground/botApi/index.ts";
import { FORM_PRESS } from "../../src/bot/form/index.ts";
import { CORPUS } from "../support/corpus.ts";
import { PRESSES } from "../support/deeds.ts";
import { effects, withoutLooks } from "../support/dump.ts";
import { aLogbook, type Logbook } from "../support/logbook.ts";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";

const PATIENCE = 240_000;

async function aQuietTown(): Promise<{ town: Town; book: Logbook }> {
	const book = aLogbook();
	return { town: await aTown({ log: book.log, pace: { perChatMs: 0, watchdogMs: 60_000 } }), book };
}

function lastMessage(town: Town, client: Client): number {
	return town.botApi.chat(client.id).lastFromBot?.messageId ?? 1;
}

/** Buttons that mean the same whenever they are tapped, whatever they carry, and are one's own business. */
const ALWAYS =
	/^(consent\.yes|language|settings\.(forgetYes|mute)|staff\.appointYes|backups\.(now|nightly)|export\.make|import\.example|report\.map|stats\.papers|claim\.codesYes|mydata\.send|health)(:|$)/;

test("every button ever shown, tapped again when all is over, changes nothing", { timeout: PATIENCE }, async () => {
	const { town, book } = await aQuietTown();
	// The scenes that come to an end; of what is still open, some buttons mean something yet.
	for (const { play } of CORPUS.slice(0, 2)) await play(town);
	const before = await effects();
	let taps = 0;
	const rows = town.botApi.people.map((client) => ({
		client,
		buttons: buttonsShown(town, client.id).filter(([, data]) => !ALWAYS.test(data)),
	}));
	for (let turn = 0; rows.some(({ buttons }) => turn < buttons.length); turn++) {
		const tapped = rows.flatMap(({ client, buttons }) => {
			const [messageId, data] = buttons[turn] ?? [];
			if (messageId === undefined || data === undefined) return [];
			return [{ client, data, tap: client.taps(messageId, data, { forged: true }) }];
		});
		// One of each person: what a form once begun would do with the next button belongs to it.
		await town.settles();
		for (const { client, data, tap } of tapped) expect(tap.answer, `${client.firstName}: ${data}`).toBeDefined();
		taps += tapped.length;
	}
	expect(taps).toBeGreaterThan(300);
	expect(withoutLooks(await effects())).toEqual(withoutLooks(before));
	expect(town.botApi.violations).toEqual([]);
	expect(book.faults).toEqual([]);
});

test("every button ever shown to somebody, tapped by others, changes nothing and shows nothing", {
	timeout: PATIENCE,
}, async () => {
	const { town, book } = await aQuietTown();
	for (const { play } of CORPUS) await play(town);
	const secrets = ["O-1405-0001", "0912 000 0006", "برای پارک محله با", "هادی‌آباد تماس"];
	const buttons = new Set(town.botApi.people.flatMap(({ id }) => buttonsShown(town, id).map(([, data]) => data)));
	const omid = town.newcomer("عمید");
	await omid.does((client) => client.start());
	const mitra = await town.person("میترا");
	const before = await effects();
	let taps = 0;
	for (const { client } of [omid, mitra]) {
		for (const data of buttons) {
			if (ALWAYS.test(data) || data === "consent.no") continue;
			client.taps(lastMessage(town, client), data, { forged: true });
			// No more at once than may wait of one chat.
			if (++taps % 20 === 0) await town.settles();
		}
		await town.settles();
		const shown = town.botApi.ledger.entries({ chatId: client.id }).map(({ parameters }) => JSON.stringify(parameters));
		for (const secret of secrets) expect(shown.filter((text) => text.includes(secret))).toEqual([]);
	}
	expect(buttons.size).toBeGreaterThan(100);
	expect(await effects()).toEqual(before);
	expect(town.botApi.violations).toEqual([]);
	expect(book.faults).toEqual([]);
});

/** What no button of ours carries, 64 bytes at most. */
const NONSENSE = [
	"",
	":::::::",
	":undefined:null",
	":__proto__:constructor",
	':{"$gt":""}:$ne',
	":[object Object]:NaN",
	":-1:-1",
	":9e99:Infinity",
	":after::1.2345678901234567e300",
	`:${"x".repeat(40)}`,
	":\u202e\u0000\u200b:\ud83d\ude00",
	":<b>&amp;{{x}}$t(a):۱۲",
];
/** Known by everybody, and some that nobody knows. */
const STRANGERS_NAMES = [...Object.keys(PRESSES).filter((name) => PRESSES[name]?.strangers), FORM_PRESS, "", "x.y"];

test("nonsense on a button is answered, changes nothing and breaks nothing", { timeout: PATIENCE }, async () => {
	const book = aLogbook();
	// Persons are numbered from here; the first is the founder.
	const admins = [2, 3, 4, 5, 6, 7].map((number) => 200_000_000 + number);
	const town = await aTown({
		log: book.log,
		pace: { perChatMs: 0, watchdogMs: 60_000 },
		env: { ADMIN_IDS: admins.join(",") },
	});
	const players = await Promise.all(admins.map((_, number) => town.person(`مدیر ${number}`)));
	const omid = town.newcomer("عمید");
	await omid.does((client) => client.start());
	const before = await effects();
	const names = [...Object.keys(PRESSES), FORM_PRESS, "", "nothing.of.ours", "__proto__", "constructor"];
	const tapAll = ({ client }: Player, name: string, number: number) => {
		// A third of them each, so that every one of them comes to every feature.
		for (const nonsense of NONSENSE.filter((_, index) => index % 3 === number % 3)) {
			const data = Buffer.from(name + nonsense)
				.subarray(0, 64)
				.toString();
			if (ALWAYS.test(data) && !data.startsWith("staff")) continue;
			client.taps(lastMessage(town, client), data, { forged: true });
		}
	};
	for (let round = 0; round * players.length < names.length; round++) {
		for (const [number, player] of players.entries()) {
			const name = names[round * players.length + number];
			if (name !== undefined) tapAll(player, name, round + number);
		}
		const name = STRANGERS_NAMES[round];
		if (name !== undefined) for (const number of [0, 1, 2]) tapAll(omid, name, number);
		// No more at once than may wait of one chat.
		await town.settles();
	}
	expect(town.botApi.unansweredTaps()).toEqual([]);
	expect(town.botApi.violations).toEqual([]);
	expect(book.faults).toEqual([]);
	expect(await effects()).toEqual(before);
});

/** Every button the bot has shown in a chat, with the message that carried it first. */
function buttonsShown({ botApi }: Town, chatId: number): [messageId: number, data: string][] {
	const found = new Map<string, number>();
	for (const { parameters, messageIds } of botApi.ledger.accepted({ chatId })) {
		const markup = parameters.reply_markup as InlineKeyboardMarkup | undefined;
		const messageId = Number(parameters.message_id ?? messageIds[0]);
		for (const button of markup?.inline_keyboard?.flat() ?? []) {
			if ("callback_data" in button && !found.has(button.callback_data)) found.set(button.callback_data, messageId);
		}
	}
	return [...found].map(([data, messageId]) => [messageId, data]);
}
