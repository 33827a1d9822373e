/** P10: any text survives in answer to every question, and whatever a made-up button carries. */
import { expect, test } from "vitest";
import { stampOf } from "../../src/bot/form/asking.ts";
import { seeded } from "../support/hostileTexts.ts";
import {
	aDesk,
	allIsWell,
	aTownOfAdmins,
	COUNT,
	type Desk,
	lastMessage,
	questions,
	SEED,
	sitDown,
	TEXTS,
	watch,
} from "../support/hostileTown.ts";
import type { Player } from "../support/player.ts";

const PATIENCE = 600_000;

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
