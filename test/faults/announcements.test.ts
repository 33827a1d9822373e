/** P1, P2, P3, P6 and P12 in their short forms: an announcement to many, judged by what Telegram's ledger says arrived. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import mongoose from "mongoose";
import { expect, inject, test } from "vitest";
import { deliveryKey } from "../../src/domain/announcement.ts";
import * as announcements from "../../src/services/announcements/index.ts";
import { countsOf } from "../../src/services/deliveries.ts";
import { deliveries } from "../../src/store/deliveries.ts";
import { nextEpoch } from "../../src/store/leases.ts";
import { withDatabase } from "../support/registrar.ts";
import { anAnnouncer, DUE, SEED, seeded } from "./anAnnouncer.ts";

withDatabase();

/** Bulk sends in flight. */
const K = 16;
const PATIENCE = 120_000;

test(`P1: 1,000 people, three senders killed: nobody is left out, at most k a kill get it twice, flagged (seed ${SEED})`, {
	timeout: PATIENCE,
}, async () => {
	const chance = seeded(SEED);
	const box = await anAnnouncer({ recipients: 1_000 });
	const announcement = await box.announced();
	box.botApi.faults.add({ kind: "latency", method: "sendMessage", delayMs: 10 });
	const uri = new URL(inject("mongodbUri"));
	uri.pathname = `/${mongoose.connection.name}`;
	const program = path.join(import.meta.dirname, "announcingProcess.ts");
	const args = [program, uri.toString(), box.botApi.url, box.botApi.token, DUE.toISOString()];
	// The first dies while copies are still being made.
	const kills = [0, 1, 2].map((third) => Math.floor(250 * third + 20 + chance() * 200));
	for (const until of kills) {
		const sender = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
		await box.until(until);
		sender.kill("SIGKILL");
		await once(sender, "exit");
	}
	const heir = box.sender({ owner: { instance: "announcing", epoch: await nextEpoch("announcing") } });
	const startedAt = performance.now();
	const before = box.arrived().length;
	heir.start();
	await box.until(before + 1);
	expect(performance.now() - startedAt).toBeLessThan(5_000);
	await heir.idle();
	const times = box.times();
	expect(times.filter(({ times }) => times === 0)).toEqual([]);
	const twice = times.filter(({ times }) => times > 1);
	expect(twice.length).toBeLessThanOrEqual(K * kills.length);
	const flagged = await box.flagged(announcement);
	for (const { person } of twice) expect(flagged).toContain(`${deliveryKey(announcement.id)}/${person.id}`);
	expect(await countsOf(deliveryKey(announcement.id))).toEqual({ sent: 1_000 });
	expect(await deliveries().countDocuments({ parent: deliveryKey(announcement.id) })).toBe(1_000);
	const seen = await announcements.see(box.author, announcement.id, DUE);
	expect(seen.ok && seen.value).toMatchObject({ announcement: { state: "over" }, figures: { sent: 1_000, left: 0 } });
});

/** Calls a second, of the promised 28.9 (1,735 in a minute). See P2. */
const PACE = 28.3;
const WINDOW_MS = 10_000;

/**
 * The promise itself, over whole minutes, is judged by `npm run faults P2`. Here a window is ten seconds, beside other
 * tests on a machine of two cores: what this process was kept waiting for longer than the pacer makes up (it must not
 * burst) is missing in the window, and 28.9 would leave it three calls in ten seconds. So a fiftieth may be missing,
 * and of three windows the best counts: a slow sender misses the mark in all of them, a busy machine not. Measured: 29.1
 * at a load of 6 on two cores, 27.2 to 28.3 at a load of 12.
 */
test("P2: as fast as Telegram allows, without a single 429", { timeout: PATIENCE }, async () => {
	const box = await anAnnouncer({
		recipients: 960,
		sendRate: 29,
		pace: { perChatMs: 1_000 },
		botApi: { limits: true },
	});
	await box.announced();
	const deliver = box.sender();
	deliver.start();
	await box.until(1);
	let best = 0;
	for (let window = 0; window < 3 && best < PACE; window++) {
		const first = box.botApi.ledger.entries().length;
		await new Promise((resolve) => setTimeout(resolve, WINDOW_MS));
		const calls = box.botApi.ledger
			.entries()
			.slice(first)
			.filter(({ method }) => /^(send|edit)/.test(method));
		const seconds = ((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 1_000;
		best = Math.max(best, (calls.length - 1) / seconds);
	}
	await deliver.stop();
	expect(best).toBeGreaterThanOrEqual(PACE);
	expect(box.botApi.ledger.counts.tooManyRequests).toBe(0);
});

test("P3: a 429 is obeyed by all, and costs nobody their try", { timeout: PATIENCE }, async () => {
	const box = await anAnnouncer({ recipients: 200, sendRate: 200 });
	const announcement = await box.announced();
	box.botApi.faults.add({ kind: "429", method: "sendMessage", nth: 60, retryAfter: 2 });
	const deliver = box.sender();
	deliver.start();
	await deliver.idle();
	const entries = box.botApi.ledger.entries({ method: "sendMessage" });
	const asked = entries.find(({ outcome }) => outcome.kind === "fault")?.at ?? 0;
	// What was on its way when it was said is not counted.
	const within = entries.filter(({ at }) => at > asked + 100 && at < asked + 1_950);
	expect(within).toEqual([]);
	expect(box.times().every(({ times }) => times === 1)).toBe(true);
	expect((await box.flagged(announcement)).size).toBe(0);
	expect(await countsOf(deliveryKey(announcement.id))).toEqual({ sent: 200 });
});

test(`P6: a dirty Telegram: whoever can be reached is, who has blocked the bot is tried once (seed ${SEED})`, {
	timeout: PATIENCE,
}, async () => {
	const box = await anAnnouncer({ recipients: 200 });
	const blocked = box.readers.slice(0, 10);
	for (const { phone } of blocked) phone.blocks();
	box.botApi.faults.seed(SEED);
	for (const kind of ["429", "500", "502", "empty", "truncated", "hang", "dropBefore", "dropAfter"] as const)
		box.botApi.faults.add({ kind, method: "sendMessage", probability: 0.027, retryAfter: 1 });
	const announcement = await box.announced();
	const deliver = box.sender();
	deliver.start();
	await deliver.idle();
	// What may have arrived is not sent a third time by itself: a coordinator sees it, and has it sent again.
	for (let round = 0; round < 5; round++) {
		const seen = await announcements.callList(box.author, announcement.id, undefined, 500, DUE);
		const left = seen.ok ? seen.value.people.filter(({ state }) => state !== "unreachable") : [];
		if (left.length === 0) break;
		expect(left.length).toBeLessThan(20);
		await announcements.sendAgain(box.author, announcement.id, DUE);
		deliver.wake();
		await deliver.idle();
	}
	const reachable = box.times().slice(blocked.length);
	expect(reachable.filter(({ times }) => times === 0)).toEqual([]);
	for (const { phone } of blocked) {
		const refused = box.botApi.ledger
			.entries({ chatId: phone.id, method: "sendMessage" })
			.filter(({ outcome }) => outcome.kind === "refused");
		expect(refused).toHaveLength(1);
	}
	expect(box.botApi.violations).toEqual([]);
});

test("P12: stopped within a second, at most k more, and the count is exact", { timeout: PATIENCE }, async () => {
	const box = await anAnnouncer({ recipients: 1_000, sendRate: 300 });
	const announcement = await box.announced();
	const deliver = box.sender();
	deliver.start();
	await box.until(250);
	const askedAt = performance.now();
	const stopping = announcements.stop(box.author, announcement.id, DUE);
	const sentWhenAsked = box.arrived().length;
	expect(await stopping).toMatchObject({ ok: true });
	expect(performance.now() - askedAt).toBeLessThan(1_000);
	const sentWhenStopped = box.arrived().length;
	await deliver.idle();
	expect(box.arrived().length - sentWhenStopped).toBeLessThanOrEqual(K);
	expect(sentWhenAsked).toBeLessThan(1_000);
	const seen = await announcements.see(box.author, announcement.id, DUE);
	const figures = seen.ok ? seen.value.figures : undefined;
	expect(figures?.sent).toBe(box.arrived().length);
	expect((figures?.sent ?? 0) + (figures?.stopped ?? 0)).toBe(1_000);
	expect(figures?.left).toBe(0);
});

test("what is paused waits, all of it, and goes on where it was", { timeout: PATIENCE }, async () => {
	const box = await anAnnouncer({ recipients: 400, sendRate: 300 });
	const announcement = await box.announced();
	const deliver = box.sender();
	deliver.start();
	await box.until(100);
	await announcements.pause(box.author, announcement.id, DUE);
	await deliver.idle();
	const paused = box.arrived().length;
	expect(paused).toBeLessThan(400);
	deliver.wake();
	await deliver.idle();
	expect(box.arrived().length).toBe(paused);
	await announcements.resume(box.author, announcement.id, DUE);
	deliver.wake();
	await deliver.idle();
	expect(box.times().every(({ times }) => times === 1)).toBe(true);
});
