/** Intake on the whole bot: what is taken in is handled once, in order, whatever happens meanwhile. */
import type { Update } from "grammy/types";
import mongoose from "mongoose";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createIntake, type Intake, type IntakeOptions } from "../../src/bot/intake.ts";
import { createSessions } from "../../src/bot/sessions.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { createMetrics } from "../../src/kit/metrics.ts";
import { closeStore, connectStore, prepareStore } from "../../src/store/connection.ts";
import { deadUpdates, writeInbox } from "../../src/store/inbox.ts";
import type { Owner } from "../../src/store/sessions.ts";
import { aDatabaseUri } from "../support/mongod.ts";

let nextId = 1;
const running: Intake[] = [];

beforeAll(async () => {
	await connectStore(aDatabaseUri());
	await prepareStore();
});
afterEach(async () => {
	for (const intake of running.splice(0)) await intake.stop(1_000);
});
afterAll(closeStore);

interface Told {
	handled: number[];
	setAside: { id: number; errorId: string }[];
	floods: number;
}

/** Of a process that lives without being renewed: what it holds is taken over by its next life. */
function sessionsOf(owner: Owner) {
	const sessions = createSessions({ owner, log: createLog({ level: "silent" }), keeps: () => true });
	return {
		...sessions,
		async openSession(id: string) {
			await mongoose.connection
				.collection<{ _id: string }>("instances")
				.updateOne({ _id: owner.instance }, { $max: { epoch: owner.epoch } }, { upsert: true });
			return await sessions.openSession(id);
		},
	};
}

function anIntake(options: Partial<IntakeOptions> = {}): { intake: Intake; told: Told } {
	const told: Told = { handled: [], setAside: [], floods: 0 };
	const owner = options.owner ?? { instance: "a", epoch: nextId++ };
	const sessions = sessionsOf(owner);
	const intake = createIntake({
		owner,
		sessions,
		clock: systemClock,
		log: createLog({ level: "silent" }),
		metrics: createMetrics(),
		retryMs: [1, 1],
		async handle(update) {
			told.handled.push(update.update_id);
		},
		async onSetAside(update, errorId) {
			told.setAside.push({ id: update.update_id, errorId });
		},
		async onFlood() {
			told.floods++;
		},
		...options,
	});
	running.push(intake);
	return { intake, told };
}

function aText(chat = 1): Update {
	const update_id = nextId++;
	const from = { id: chat, is_bot: false, first_name: "x" };
	return {
		update_id,
		message: {
			message_id: update_id,
			date: 0,
			chat: { id: chat, type: "private", first_name: "x" },
			from,
			text: "سلام",
		},
	};
}

test("an update delivered again has no effect", async () => {
	const { intake, told } = anIntake();
	const update = aText();
	await intake.accept([update]);
	await intake.accept([update, update]);
	await intake.idle();
	expect(told.handled).toEqual([update.update_id]);
});

test("updates of one chat are handled in order, a slow chat holds up no other", async () => {
	const slow = Promise.withResolvers<void>();
	const handled: number[] = [];
	const first = aText(11);
	const { intake } = anIntake({
		async handle(update) {
			if (update.update_id === first.update_id) await slow.promise;
			handled.push(update.update_id);
			if (update.message?.chat.id === 12) slow.resolve();
		},
	});
	const second = aText(11);
	const other = aText(12);
	await intake.accept([first, second, other]);
	await intake.idle();
	expect(handled).toEqual([other.update_id, first.update_id, second.update_id]);
});

test("an update that fails three times is set aside, told with an id, and the chat goes on", async () => {
	const poison = aText(21);
	const fine = aText(21);
	let tries = 0;
	const handled: number[] = [];
	const { intake, told } = anIntake({
		async handle(update) {
			if (update.update_id === poison.update_id) {
				tries++;
				throw new Error("broken");
			}
			handled.push(update.update_id);
		},
	});
	await intake.accept([poison, fine]);
	await intake.idle();
	expect(tries).toBe(3);
	expect(told.setAside).toMatchObject([{ id: poison.update_id, errorId: expect.stringMatching(/^E-[2-9A-Z]{4}$/) }]);
	expect(handled).toEqual([fine.update_id]);
	expect(await deadUpdates(1)).toEqual([poison.update_id]);
});

test("a handler that never ends is given up, and stores nothing when it ends after all", async () => {
	const hanging = aText(31);
	const hangs: PromiseWithResolvers<void>[] = [];
	const homes: (number | undefined)[] = [];
	const { intake, told } = anIntake({
		watchdogMs: 20,
		async handle(update, session) {
			homes.push(session.home);
			if (update.update_id !== hanging.update_id) return;
			session.home = 99;
			const hang = Promise.withResolvers<void>();
			hangs.push(hang);
			await hang.promise;
		},
	});
	await intake.accept([hanging]);
	await intake.idle();
	for (const hang of hangs) hang.resolve();
	await intake.accept([aText(31)]);
	await intake.idle();
	expect(hangs).toHaveLength(3);
	expect(told.setAside).toHaveLength(1);
	expect(homes).toEqual([undefined, undefined, undefined, undefined]);
});

test("what a process left behind is taken up by its next life", async () => {
	const dying = anIntake({
		owner: { instance: "dying", epoch: 1 },
		handle: () => new Promise(() => undefined),
		watchdogMs: 3_600_000,
	});
	const left = [aText(41), aText(42)];
	await dying.intake.accept(left);
	await dying.intake.stop(1);
	const { intake, told } = anIntake({ owner: { instance: "dying", epoch: 2 } });
	await intake.start();
	await intake.idle();
	expect(told.handled.toSorted()).toEqual(left.map(({ update_id }) => update_id));
});

test("an update that takes the process down with it is set aside after the third life", async () => {
	const killer = aText(51);
	for (let life = 1; life <= 3; life++) {
		const tried = Promise.withResolvers<void>();
		const doomed = anIntake({
			owner: { instance: "doomed", epoch: life },
			watchdogMs: 3_600_000,
			handle: () => {
				tried.resolve();
				return new Promise(() => undefined);
			},
		});
		await doomed.intake.start();
		if (life === 1) await doomed.intake.accept([killer]);
		await tried.promise;
		await doomed.intake.stop(1);
	}
	const { intake, told } = anIntake({ owner: { instance: "doomed", epoch: 4 } });
	await intake.start();
	await intake.idle();
	expect(told.handled).toEqual([]);
	expect(told.setAside).toMatchObject([{ id: killer.update_id }]);
});

test("an update whose process died after its effect was stored is not done again", async () => {
	const update = aText(71);
	const dying = { instance: "after", epoch: 1 };
	await writeInbox([{ id: update.update_id, body: JSON.stringify(update) }], [], dying, 60_000);
	const sessions = sessionsOf(dying);
	const open = await sessions.openSession("telegram:71");
	if (open) await sessions.closeSession(open, update.update_id, new Date());
	const { intake, told } = anIntake({ owner: { instance: "after", epoch: 2 } });
	await intake.start();
	await intake.idle();
	expect(told.handled).toEqual([]);
	expect(told.setAside).toEqual([]);
});

test("what was stored while the database went away, unheard, is taken up when its lease is over", async () => {
	const owner = { instance: "unheard", epoch: 1 };
	const handled = Promise.withResolvers<number>();
	const { intake } = anIntake({
		owner,
		leaseMs: 150,
		async handle({ update_id }) {
			handled.resolve(update_id);
		},
	});
	await intake.start();
	const update = aText(75);
	const body = { id: update.update_id, body: JSON.stringify(update) };
	await writeInbox([body], [], owner, 150);
	// The same again, as Telegram brings it while it is not confirmed: known already.
	await intake.accept([update]);
	expect(await handled.promise).toBe(update.update_id);
});

test("while the database is away an update is tried for as long as it takes", async () => {
	let away = 3;
	const handled: number[] = [];
	const update = aText(81);
	const { intake, told } = anIntake({
		async handle({ update_id }) {
			if (away-- > 0) throw new mongoose.mongo.MongoNetworkError("gone");
			handled.push(update_id);
		},
	});
	await intake.accept([update]);
	await intake.idle();
	expect(handled).toEqual([update.update_id]);
	expect(told.setAside).toEqual([]);
});

test("one who sends faster than can be read is told once, the rest is set aside", async () => {
	const gate = Promise.withResolvers<void>();
	const handled: number[] = [];
	const { intake, told } = anIntake({
		waitingPerChat: 5,
		async handle(update) {
			await gate.promise;
			handled.push(update.update_id);
		},
	});
	const flood = Array.from({ length: 50 }, () => aText(61));
	await intake.accept(flood);
	gate.resolve();
	await intake.idle();
	expect(handled).toEqual(flood.slice(0, 5).map(({ update_id }) => update_id));
	expect(told.floods).toBe(1);
	await intake.accept([aText(61)]);
	await intake.idle();
	expect(handled).toHaveLength(6);
});
