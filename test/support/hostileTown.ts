/** A town in which hostile texts are written, and what must hold in it all the time; see `hostileTexts.ts`. */
import mongoose from "mongoose";
import { expect } from "vitest";
import type { Person as Client } from "../../scripts/playground/botApi/index.ts";
import { features } from "../../src/bot/features/index.ts";
import { stampOf } from "../../src/bot/form/asking.ts";
import type { Form } from "../../src/bot/form/form.ts";
import type { Question } from "../../src/bot/form/question.ts";
import { type Draft, draftKey } from "../../src/domain/draft.ts";
import { newId } from "../../src/kit/ids.ts";
import { deadUpdates } from "../../src/store/inbox.ts";
import { wholeDatabase } from "./dump.ts";
import { EVIL, hostileTexts } from "./hostileTexts.ts";
import { aLogbook, type Logbook } from "./logbook.ts";
import type { Player } from "./player.ts";
import { aTown, TODAY, type Town } from "./town.ts";

export const SEED = Number(process.env.SEED ?? 1405);
/** At each place where people write. */
export const COUNT = Number(process.env.HOSTILE ?? 200);
export const TEXTS = hostileTexts(COUNT, SEED);
console.info(`hostile texts: ${COUNT} an entry point, SEED=${SEED}`);

/** A town in which everybody is an admin, so that everything there is can be written to. */
export async function aTownOfAdmins(count: number): Promise<{ town: Town; book: Logbook; players: Player[] }> {
	const book = aLogbook();
	const ids = Array.from({ length: count + 1 }, (_, number) => 200_000_001 + number);
	const town = await aTown({
		log: book.log,
		pace: { perChatMs: 0, watchdogMs: 60_000, keepsChats: false },
		env: { ADMIN_IDS: ids.join(",") },
		botApi: { chats: { keepMessages: 60 } },
	});
	const players = ids.slice(1).map((_, number) => town.newcomer(`شخص ${number}`));
	for (const { client } of players) client.start();
	await town.settles();
	for (const { client } of players) client.taps(1, "consent.yes", { forged: true });
	await town.settles();
	return { town, book, players };
}

/** Nothing broke, nobody was left without an answer, and what is kept is clean. */
export async function allIsWell(town: Town, book: Logbook): Promise<void> {
	await town.settles();
	watch(town, book);
	expect(await deadUpdates(10)).toEqual([]);
	expect(town.botApi.unansweredTaps()).toEqual([]);
	expect(await uncleanly()).toEqual([]);
}

/** A control character, a mark that turns the direction, half a character. */
const UNCLEAN = /(?!\n)\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

/** Where in the database something unclean is kept; sorting keys have separators of their own. */
async function uncleanly(): Promise<string[]> {
	const whole = await wholeDatabase(["inbox", "leases", "instances", "files.chunks", "papers"]);
	return Object.entries(whole).flatMap(([name, documents]) => documents.flatMap((one) => uncleanIn(one, name)));
}

function uncleanIn(value: unknown, path: string): string[] {
	if (typeof value === "string") return UNCLEAN.test(value) ? [`${path}: ${JSON.stringify(value).slice(0, 80)}`] : [];
	if (typeof value !== "object" || value === null || value instanceof Date) return [];
	return Object.entries(value).flatMap(([key, one]) =>
		/Order$|^talk$/.test(key) ? [] : uncleanIn(one, `${path}.${key}`),
	);
}

/** Markup of a person's that got through. */
function leadsAstray(parameters: Readonly<Record<string, unknown>>): boolean {
	return new RegExp(`<a\\s[^>]*(${EVIL}|tg:)`).test(String(parameters.text ?? parameters.caption ?? ""));
}

/** One question of one form, and who answers it. */
export interface Desk {
	form: Form;
	name: string;
	question: Question;
	player: Player;
	draft: Draft;
}

/** Every question once, however many forms ask it. */
export function questions(): { form: Form; name: string; question: Question }[] {
	const seen = new Set<Question>();
	return features
		.flatMap((feature) => feature.forms ?? [])
		.flatMap((form) => Object.entries(form.questions).map(([name, question]) => ({ form, name, question })))
		.filter(({ question }) => !seen.has(question) && seen.add(question));
}

export function aDesk(asked: { form: Form; name: string; question: Question }, player: Player): Desk {
	const draft: Draft = {
		...{ form: asked.form.name, subject: "", answers: {}, requestId: newId(), at: asked.name },
		...{ startedAt: TODAY, touchedAt: TODAY },
	};
	return { ...asked, player, draft };
}

/** Everybody sits before their question again, with nothing answered yet; in a town that keeps no chats in memory. */
export async function sitDown(desks: Desk[]): Promise<void> {
	await mongoose.connection.collection<{ _id: string }>("sessions").bulkWrite(
		desks.map(({ player, draft, name }) => {
			const key = draftKey(draft.form, draft.subject);
			const current = { draft: key, question: name, messageId: 1, stamp: stampOf(draft, name) };
			const set = { drafts: { [key]: draft }, current };
			return {
				updateOne: { filter: { _id: `telegram:${player.client.id}` }, update: { $set: set, $unset: { talk: "" } } },
			};
		}),
	);
}

/** What is watched all the time, so that it is known when it happened. */
export function watch(town: Town, book: Logbook): void {
	expect(book.faults).toEqual([]);
	expect(town.botApi.violations).toEqual([]);
	const led = town.botApi.ledger.accepted().filter(({ parameters }) => leadsAstray(parameters));
	expect(led.map(({ parameters }) => parameters.text)).toEqual([]);
	town.botApi.ledger.clear();
}

/** The last message with buttons: the one that is tapped. */
export function lastMessage(town: Town, { id }: Client): number {
	const messages = town.botApi.chat(id).messages;
	return messages.findLast(({ from, inlineKeyboard }) => from === "bot" && inlineKeyboard.length > 0)?.messageId ?? 1;
}
