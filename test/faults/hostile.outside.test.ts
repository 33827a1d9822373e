/** P10: any text survives outside forms, and on the screens of whoever reads it. */
import mongoose from "mongoose";
import { expect, test } from "vitest";
import { features } from "../../src/bot/features/index.ts";
import { stampOf } from "../../src/bot/form/asking.ts";
import type { Form } from "../../src/bot/form/form.ts";
import type { Question } from "../../src/bot/form/question.ts";
import { aDesk, allIsWell, COUNT, lastMessage, sitDown, TEXTS, watch } from "../support/hostileTown.ts";
import { aLogbook } from "../support/logbook.ts";
import type { Player } from "../support/player.ts";
import { aTown } from "../support/town.ts";

const PATIENCE = 600_000;

test("said outside a form, by people and by strangers, in every shape", { timeout: PATIENCE }, async () => {
	const book = aLogbook();
	const town = await aTown({ log: book.log, pace: { perChatMs: 0, watchdogMs: 60_000, keepsChats: false } });
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
	const town = await aTown({ log: book.log, pace: { perChatMs: 0, watchdogMs: 60_000, keepsChats: false } });
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

function buttonsOf(player: Player): string[] {
	const buttons = player.screen.at(-1)?.inlineKeyboard.flat() ?? [];
	return buttons.flatMap((button) => ("callback_data" in button ? [button.callback_data] : []));
}
