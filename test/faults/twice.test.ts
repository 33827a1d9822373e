/** P4: an update twice is an update once, a tap twice is a tap once: five scenes played plainly and doubled. */
import mongoose from "mongoose";
import { expect, onTestFinished, test } from "vitest";
import type { Person } from "../../scripts/playground/botApi/index.ts";
import { createLog } from "../../src/kit/log.ts";
import { start } from "../../src/main.ts";
import { CORPUS } from "../support/corpus.ts";
import { keptBy, shownBy, withoutLooks } from "../support/dump.ts";
import { aPostman, type Carry } from "../support/postman.ts";
import { aTown, type Town } from "../support/town.ts";

const PACE = { leaseMs: 2_000, watchdogMs: 60_000, perChatMs: 0 };
const PATIENCE = 240_000;

interface Traces {
	kept: string[];
	shown: string[];
}

async function play(town: Town): Promise<Traces> {
	for (const { name, play } of CORPUS) {
		await play(town).catch((error) => {
			throw new Error(`in "${name}": ${error.message}`, { cause: error });
		});
	}
	await town.settles();
	expect(town.botApi.violations).toEqual([]);
	return { kept: await keptBy(), shown: await shownBy(town) };
}

/** A town that hears of Telegram only through the postman. */
async function aPostedTown(round: (carry: Carry) => Promise<number>): Promise<{ town: Town; second(): Promise<void> }> {
	const postman = await aPostman(round);
	const env = { WEBHOOK_URL: postman.url, WEBHOOK_SECRET: "only-the-postman-knows" };
	const town = await aTown({ pace: PACE, env });
	postman.bots.push(town.dabir.port);
	return {
		town,
		async second() {
			const config = { ...town.config, instance: "second" };
			const other = await start({ config, clock: town.clock, log: createLog({ level: "error" }), pace: PACE });
			onTestFinished(() => other.stop());
			postman.bots.push(other.port);
			const settles = town.settles;
			town.settles = async () => {
				await settles();
				await other.settled();
				await settles();
			};
		},
	};
}

/** What is offered differs a little where the bot can be reached from outside. */
const plain: { polled?: Traces; posted?: Traces } = {};
test("plainly", { timeout: PATIENCE }, async () => {
	plain.polled = await play(await aTown({ pace: PACE }));
	expect(plain.polled.kept.length).toBeGreaterThan(50);
	expect(plain.polled.shown.length).toBeGreaterThan(100);
});

test("plainly, through the webhook", { timeout: PATIENCE }, async () => {
	plain.posted = await play((await aPostedTown((carry) => carry(0))).town);
	expect(plain.posted.kept.length).toBeGreaterThan(50);
	expect(plain.posted.shown.length).toBeGreaterThan(100);
});

test("both copies in one answer to getUpdates", { timeout: PATIENCE }, async () => {
	const town = await aTown({ pace: PACE });
	town.botApi.updates.repeatNext(Number.POSITIVE_INFINITY);
	expect(await play(town)).toEqual(plain.polled);
});

test("one copy after the other", { timeout: PATIENCE }, async () => {
	const { town } = await aPostedTown(async (carry) => {
		await carry(0);
		return await carry(0);
	});
	expect(await play(town)).toEqual(plain.posted);
});

test("both copies at once", { timeout: PATIENCE }, async () => {
	const { town } = await aPostedTown(async (carry) => Math.max(...(await Promise.all([carry(0), carry(0)]))));
	expect(await play(town)).toEqual(plain.posted);
});

test("a copy to each of two bots at once, now this one first, now that", { timeout: PATIENCE }, async () => {
	let round = 0;
	const { town, second } = await aPostedTown(async (carry) => {
		const first = round++ % 2;
		return Math.max(...(await Promise.all([carry(first), carry(1 - first)])));
	});
	await second();
	expect(await play(town)).toEqual(plain.posted);
});

test("all of it taken up again by the next life, as if the last one had died just before it said done", {
	timeout: PATIENCE,
}, async () => {
	const town = await aTown({ pace: PACE });
	const bodies = new Map<number, string>();
	town.botApi.on("updateQueued", ({ update }) => bodies.set(update.update_id, JSON.stringify(update)));
	await play(town);
	await leaveBehind(bodies);
	await town.restarts();
	await town.settles();
	expect({ kept: await keptBy(), shown: await shownBy(town) }).toEqual(plain.polled);
});

test("every button tapped twice, as an impatient thumb does", { timeout: PATIENCE }, async () => {
	const town = await aTown({ pace: PACE });
	thumbsAreImpatient(town);
	const twice = await play(town);
	expect(twice.shown).toEqual(plain.polled?.shown);
	// Who looks twice has looked twice.
	expect(withoutLooks(twice.kept)).toEqual(withoutLooks(plain.polled?.kept ?? []));
});

/** Everything received waits in the inbox again, but for those of whom nothing was to stay. */
async function leaveBehind(bodies: Map<number, string>): Promise<void> {
	const inbox = mongoose.connection.collection("inbox");
	const sessions = await mongoose.connection.collection("sessions").distinct("handled");
	for (const { _id, ids } of await inbox.find({ ids: { $in: sessions } }).toArray()) {
		const again = ids.map((id: number) => bodies.get(id) ?? "null");
		await inbox.updateOne({ _id }, { $set: { bodies: again, leaseUntil: new Date(0) }, $unset: { doneAt: "" } });
	}
}

/** The client sends a second tap as news: with an update id and a query of its own. */
function thumbsAreImpatient({ botApi }: Town): void {
	const person = botApi.person;
	for (const client of botApi.people) twice(client);
	botApi.person = (input) => twice(person(input));
}

function twice(client: Person): Person {
	const { taps } = client;
	client.taps = (messageId, data, options) => {
		const tap = taps(messageId, data, options);
		taps(messageId, data, { ...options, forged: true });
		return tap;
	};
	return client;
}
