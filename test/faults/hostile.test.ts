/** P10: any text survives: hostile ones at every place where people write, and on the screens of whoever reads them. */
import mongoose from "mongoose";
import { expect, test } from "vitest";
import type { Person as Client } from "../../scripts/playground/botApi/index.ts";
import { features } from "../../src/bot/features/index.ts";
import { stampOf } from "../../src/bot/form/asking.ts";
import type { Form } from "../../src/bot/form/form.ts";
import type { Question } from "../../src/bot/form/question.ts";
import { type Draft, draftKey } from "../../src/domain/draft.ts";
import { newId } from "../../src/kit/ids.ts";
import { deadUpdates } from "../../src/store/inbox.ts";
import { wholeDatabase } from "../support/dump.ts";
import { EVIL, hostileTexts, seeded } from "../support/hostileTexts.ts";
import { aLogbook, type Logbook } from "../support/logbook.ts";
import type { Player } from "../support/player.ts";
import { aTown, TODAY, type Town } from "../support/town.ts";

const SEED = Number(process.env.SEED ?? 1405);
const COUNT = Number(process.env.HOSTILE ?? 200);
const PATIENCE = 600_000;
console.info(`hostile texts: ${COUNT} an entry point, SEED=${SEED}`);

const TEXTS = hostileTexts(COUNT, SEED);

/** A town in which everybody is an admin, so that everything there is can be written to. */
async function aTownOfAdmins(count: number): Promise<{ town: Town; book: Logbook; players: Player[] }> {
	const book = aLogbook();
	const ids = Array.from({ length: count + 1 }, (_, number) => 200_000_001 + number);
	const town = await aTown({
		log: book.log,
		pace: { perChatMs: 0, watchdogMs: 60_000 },
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
async function allIsWell(town: Town, book: Logbook): Promise<void> {
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
interface Desk {
	form: Form;
	name: string;
	question: Question;
	player: Player;
	draft: Draft;
}

/** Every question once, however many forms ask it. */
function questions(): { form: Form; name: string; question: Question }[] {
	const seen = new Set<Question>();
	return features
		.flatMap((feature) => feature.forms ?? [])
		.flatMap((form) => Object.entries(form.questions).map(([name, question]) => ({ form, name, question })))
		.filter(({ question }) => !seen.has(question) && seen.add(question));
}

function aDesk(asked: { form: Form; name: string; question: Question }, player: Player): Desk {
	const draft: Draft = {
		...{ form: asked.form.name, subject: "", answers: {}, requestId: newId(), at: asked.name },
		...{ startedAt: TODAY, touchedAt: TODAY },
	};
	return { ...asked, player, draft };
}

/** Everybody sits before their question again, with nothing answered yet. */
async function sitDown(desks: Desk[]): Promise<void> {
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

/** Questions of one name ask the same thing in several forms: they share the texts among them. */
function textsFor(desk: Desk, desks: Desk[]): string[] {
	const alike = desks.filter(({ name, question }) => name === desk.name && question.expects === desk.question.expects);
	const mine = TEXTS.filter((_, index) => index % alike.length === alike.indexOf(desk));
	// A question with buttons only compares what is written with what stands on them.
	return desk.question.expects === "button" ? mine.slice(0, COUNT / 5) : mine;
}

test("written in answer to every question of every form", { timeout: PATIENCE }, async () => {
	const asked = questions();
	const { town, book, players } = await aTownOfAdmins(asked.length);
	const desks = asked.map((one, index) => aDesk(one, players[index] as Player));
	const piles = new Map(desks.map((desk) => [desk, textsFor(desk, desks)]));
	for (let round = 0; round < COUNT; round++) {
		const here = desks.filter((desk) => piles.get(desk)?.[round] !== undefined);
		if (here.length === 0) break;
		await sitDown(here);
		const before = town.botApi.calls();
		for (const desk of here) desk.player.client.sends(piles.get(desk)?.[round] ?? "", { raw: true });
		await town.settles();
		const answered = new Set(
			town.botApi.ledger
				.accepted()
				.filter((one) => one.sequence > before)
				.map((one) => one.chatId),
		);
		const silent = here.filter(({ player }) => !answered.has(player.client.id));
		expect(silent.map((desk) => `${desk.form.name}.${desk.name}: ${piles.get(desk)?.[round]}`)).toEqual([]);
		watch(town, book);
	}
	await allIsWell(town, book);
});

const ACTIONS =
	"again back choose clear day done edit hour instead keep minute month no page send skip tick untick whole".split(" ");
const CARRIED = ["", "0", "-1", "7", "1e300", "9".repeat(30), "NaN", "Infinity", "2026-02-30", "1405-13-40", "99:99"];
const ALSO_CARRIED = [
	"__proto__",
	"constructor",
	"name",
	"social",
	"$gt",
	"<b>",
	"ک".repeat(12),
	"\u202e\u0000",
	"a".repeat(40),
];

test("carried by made-up buttons of every question of every form", { timeout: PATIENCE }, async () => {
	const asked = questions();
	const { town, book, players } = await aTownOfAdmins(asked.length);
	const desks = asked.map((one, index) => aDesk(one, players[index] as Player));
	const chance = seeded(SEED);
	const any = <V>(list: V[]): V => list[Math.floor(chance() * list.length)] as V;
	for (let round = 0; round < COUNT / 5; round++) {
		await sitDown(desks);
		for (const { player, draft, name } of desks) {
			const about = [any([...CARRIED, ...ALSO_CARRIED]), any([...CARRIED, ...ALSO_CARRIED])].slice(round % 2);
			const data = ["f", stampOf(draft, name), any(ACTIONS), ...about].join(":");
			player.client.taps(lastMessage(town, player.client), Buffer.from(data).subarray(0, 64).toString(), {
				forged: true,
			});
		}
		await town.settles();
		watch(town, book);
	}
	await allIsWell(town, book);
});

test("said outside a form, by people and by strangers, in every shape", { timeout: PATIENCE }, async () => {
	const book = aLogbook();
	const town = await aTown({ log: book.log, pace: { perChatMs: 0, watchdogMs: 60_000 } });
	const reza = await town.coordinator("رضا");
	const players: Player[] = [];
	for (let number = 0; number < 20; number++) players.push(await town.person(`شخص ${number}`));
	const stranger = town.newcomer("غریبه");
	const commands = features.flatMap((feature) => Object.keys(feature.commands ?? {}));

	for (let first = 0; first < TEXTS.length; first += players.length) {
		const round = TEXTS.slice(first, first + players.length);
		const each = async (act: (player: Player, text: string, index: number) => unknown) => {
			for (const [index, text] of round.entries()) act(players[index] as Player, text, first + index);
			await town.settles();
			watch(town, book);
		};
		// A sentence, sent to the secretariat and changed afterwards; a picture and a file with words beside them.
		const sent: number[] = [];
		await each(({ client }, text) => sent.push(client.sends(text, { raw: true }).message_id));
		await each(({ client }, _, index) =>
			client.taps(lastMessage(town, client), `secretariat.send:${sent[index - first]}`, { forged: true }),
		);
		await each(({ client }, text, index) => client.edits(sent[index - first] as number, `${text}.`));
		await each(({ client }, text) => client.sendsPhoto(undefined, { caption: text.slice(0, 1024) || "." }));
		await each(({ client }, text) =>
			client.sendsDocument(Buffer.from("x"), text, "text/plain", { caption: text.slice(0, 1024) || "." }),
		);
		await each(({ client }, text) => client.sharesContact({ own: false, firstName: text, phone: text }));
		// Behind commands and links.
		await each(({ client }, text) => client.sends(`/start ${text}`, { raw: true }));
		await each(({ client }, text, index) =>
			client.sends(`/${commands[index % commands.length]} ${text}`, { raw: true }),
		);
		for (const text of round) stranger.client.sends(`/start ${text}`, { raw: true });
		await town.settles();
		// As the name of somebody who has just come.
		for (const text of round) town.botApi.person({ firstName: text, lastName: text }).start();
		await town.settles();
		watch(town, book);
	}

	// Whoever answers sees them all, and answers in kind.
	const talks = await mongoose.connection.collection<{ _id: string }>("threads").find({ state: "waiting" }).toArray();
	expect(talks.length).toBe(players.length);
	let number = 0;
	for (const { _id } of talks) {
		for (const name of ["thread.claim", "thread.open", "thread.answer"]) {
			reza.client.taps(lastMessage(town, reza.client), `${name}:${_id}`, { forged: true });
			await town.settles();
		}
		const answer = TEXTS[number++ * 7] ?? "…";
		await reza.does((client) => client.sends(answer, { raw: true }));
	}
	await reza.sends("/inbox");
	expect(reza.sees).toContain("کارهای در انتظار");
	await allIsWell(town, book);
});

test("written in an application, they break no card, no list and no button of whoever reads them", {
	timeout: PATIENCE,
}, async () => {
	const form = features.flatMap((feature) => feature.forms ?? []).find(({ name }) => name === "registerOrganization");
	if (!form) throw new Error("there is no registration");
	const names = await accepted(form, "name");
	const abouts = await accepted(form, "about");
	const directors = await accepted(form, "directorName");
	const count = Math.max(names.length, abouts.length, directors.length);
	expect(count).toBeGreaterThan(COUNT / 4);

	const book = aLogbook();
	const town = await aTown({ log: book.log, pace: { perChatMs: 0, watchdogMs: 60_000 } });
	const reza = await town.coordinator("رضا");
	const admin = await town.admin();
	const players = Array.from({ length: count }, (_, number) => town.newcomer(`شخص ${number}`));
	for (const { client } of players) client.start();
	await town.settles();
	for (const { client } of players) client.taps(1, "consent.yes", { forged: true });
	await town.settles();
	const desks = players.map((player, index) => {
		const desk = aDesk({ form, name: "review", question: form.questions.name as Question }, player);
		const own = { name: names[index % names.length], about: abouts[index % abouts.length] };
		desk.draft.skipped = SKIPPED;
		desk.draft.answers = { ...VALID, ...own, directorName: directors[index % directors.length] };
		return desk;
	});
	await sitDown(desks);
	for (const { player, draft } of desks) {
		player.client.taps(lastMessage(town, player.client), `f:${stampOf(draft, "review")}:send`, { forged: true });
	}
	await town.settles();
	const kept = await mongoose.connection.collection<{ _id: string; name: string }>("organizations").find().toArray();
	expect(kept.length).toBe(count);

	/** As many at once as may wait of one chat; resolves to all that was shown. */
	const taps = async (player: Player, ...data: string[]) => {
		const shown: string[] = [];
		for (let first = 0; first < data.length; first += 20) {
			for (const one of data.slice(first, first + 20)) {
				player.client.taps(lastMessage(town, player.client), one, { forged: true });
			}
			await town.settles();
			shown.push(
				...town.botApi.ledger.accepted({ chatId: player.client.id }).map((one) => String(one.parameters.text)),
			);
			watch(town, book);
		}
		return shown.join("\n");
	};
	const cards = await taps(reza, ...kept.map(({ _id }) => `organization.card:${_id}:1`));
	const unseen = kept.filter(
		({ name }) =>
			!cards.includes(
				name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
			),
	);
	expect(unseen.map(({ name }) => name)).toEqual([]);
	await taps(reza, ...kept.map(({ _id }) => `organization.allOf:${_id}:1`));
	const rejected = kept.slice(0, 12);
	await taps(reza, ...kept.slice(12).map(({ _id }) => `organization.approve:${_id}:1`));
	for (const [index, { _id }] of rejected.entries()) {
		await taps(reza, `organization.reject:${_id}:1`);
		await reza.does((client) => client.sends(TEXTS[index * 3] ?? "", { raw: true }));
		const send = buttonsOf(reza).find((data) => /^f:.*:send$/.test(data));
		if (send) await taps(reza, send);
	}
	for (const { client } of players) client.sends("/organization");
	await town.settles();
	watch(town, book);
	for (const [player, command, next] of [
		[reza, "/organizations", /^register\.turn:after/],
		[reza, "/people", /^people\.turn:after/],
		[admin, "/admin", /^staff\.candidates/],
	] as const) {
		await player.sends(command);
		if (command === "/admin") await taps(player, "staff.candidates");
		for (let pages = 0; pages < count; pages++) {
			const more = buttonsOf(player).find((data) => next.test(data));
			if (!more) break;
			await taps(player, more);
		}
	}
	await allIsWell(town, book);
});

/** Answers to everything else. */
const VALID = {
	registrationNumber: "1843",
	known: null,
	foundedYear: 1394,
	licensingAuthority: "environment",
	licenseExpiresOn: { instead: "beingRenewed" },
	fields: ["environment"],
	memberCount: 5,
	volunteerCount: 0,
	directorTitle: "none",
	phone: "+989125550142",
};
const SKIPPED = ["nationalId", "neighbourhoods", "license"];

/** Those texts that a question takes, as it keeps them. */
async function accepted(form: Form, name: string): Promise<string[]> {
	const taken = await Promise.all(
		TEXTS.map((text) => form.questions[name]?.take({ kind: "text", text }, {} as Parameters<Question["take"]>[1])),
	);
	return taken.flatMap((one) => (one && "answer" in one ? [String(one.answer)] : []));
}

/** The last message with buttons: the one that is tapped. */
function lastMessage(town: Town, { id }: Client): number {
	const messages = town.botApi.chat(id).messages;
	return messages.findLast(({ from, inlineKeyboard }) => from === "bot" && inlineKeyboard.length > 0)?.messageId ?? 1;
}

function buttonsOf(player: Player): string[] {
	const buttons = player.screen.at(-1)?.inlineKeyboard.flat() ?? [];
	return buttons.flatMap((button) => ("callback_data" in button ? [button.callback_data] : []));
}

/** What is watched all the time, so that it is known when it happened. */
function watch(town: Town, book: Logbook): void {
	expect(book.faults).toEqual([]);
	expect(town.botApi.violations).toEqual([]);
	const led = town.botApi.ledger.accepted().filter(({ parameters }) => leadsAstray(parameters));
	expect(led.map(({ parameters }) => parameters.text)).toEqual([]);
	town.botApi.ledger.clear();
}
