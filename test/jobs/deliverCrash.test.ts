import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import mongoose from "mongoose";
import { expect, inject, test } from "vitest";
import { countsOf } from "../../src/services/deliveries.ts";
import { cancelWaiting, deliveries } from "../../src/store/deliveries.ts";
import { nextEpoch } from "../../src/store/leases.ts";
import { claim, dueWide, expandPage } from "../../src/store/sending.ts";
import { withDatabase } from "../support/registrar.ts";
import { anOutbox, NOON, type Outbox } from "./anOutbox.ts";

withDatabase();

async function everybody(box: Outbox, count: number) {
	const all = await Promise.all(Array.from({ length: count }, () => box.inhabitant()));
	return { all, audience: { rule: "people" as const, personIds: all.map(({ person }) => person.id) } };
}

/** How often each person got the message. */
const times = (box: Outbox, chatId: number) => box.botApi.ledger.sent({ chatId }).length;

test("senders killed in the middle lose nothing; what may be double is flagged", async () => {
	const box = await anOutbox();
	const { all, audience } = await everybody(box, 300);
	box.botApi.faults.add({ kind: "latency", method: "sendMessage", delayMs: 5 });
	await box.owe([box.note("news", { audience })]);
	const uri = new URL(inject("mongodbUri"));
	uri.pathname = `/${mongoose.connection.name}`;
	let kills = 0;
	for (const until of [60, 130, 200]) {
		const args = [
			path.join(import.meta.dirname, "aSenderProcess.ts"),
			uri.toString(),
			box.botApi.url,
			box.botApi.token,
		];
		const sender = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
		await box.botApi.next((event) => event.type === "call" && box.sent() >= until, {
			timeoutMs: 15_000,
			what: `${until} messages`,
		});
		sender.kill("SIGKILL");
		await once(sender, "exit");
		kills++;
	}
	const heir = box.sender({ instance: "killed", epoch: await nextEpoch("killed") }, { pageSize: 50, inFlight: 8 });
	heir.start();
	await heir.idle();
	for (const { phone } of all) expect(times(box, phone.id)).toBeGreaterThanOrEqual(1);
	expect(await countsOf("news")).toEqual({ sent: 300 });
	const twice = all.filter(({ phone }) => times(box, phone.id) > 1);
	expect(twice.length).toBeLessThanOrEqual(8 * kills);
	for (const { person } of twice) expect(await box.rowOf(`news/${person.id}`)).toMatchObject({ maybeDuplicate: true });
	expect(await deliveries().countDocuments({ maybeDuplicate: true })).toBeLessThanOrEqual(8 * kills);
});

test("what an earlier life of the same instance had in hand is taken up at once, another's when its lease is over", async () => {
	const box = await anOutbox();
	const { all, audience } = await everybody(box, 2);
	await box.owe(all.map(({ person }, index) => box.note(`n${index}`, { personId: person.id })));
	const [mine, others] = [await box.rowOf("n0"), await box.rowOf("n1")];
	if (!mine || !others) throw new Error("nothing was owed");
	await claim([mine], { instance: "one", epoch: 1 }, 60_000);
	await claim([others], { instance: "two", epoch: 7 }, 700);
	const claimedAt = performance.now();
	const deliver = box.sender({ instance: "one", epoch: 2 });
	deliver.start();
	await deliver.idle();
	expect(times(box, all[0]?.phone.id ?? 0)).toBe(1);
	expect(times(box, all[1]?.phone.id ?? 0)).toBe(0);
	await box.botApi.next((event) => event.type === "call" && box.sent() === 2, { timeoutMs: 5_000 });
	expect(performance.now() - claimedAt).toBeGreaterThan(650);
	await deliver.idle();
	expect(await deliveries().countDocuments({ maybeDuplicate: true, state: "sent" })).toBe(2);
	expect(audience.personIds).toHaveLength(2);
});

test("a page of copies that a crash has left half-written is completed, and written only once", async () => {
	const box = await anOutbox();
	const { audience } = await everybody(box, 4);
	const { parent, copies, ids } = await aPage(box, audience);
	// What the life before has written, and has sent already.
	const [first, second] = copies.map(({ row }) => row);
	if (!first || !second) throw new Error("there are no copies");
	await deliveries().insertMany([{ ...first, state: "sent" }, second]);
	expect(await expandPage(parent, copies.slice(0, 3), NOON)).toBe(true);
	expect(await deliveries().countDocuments({ parent: "news" })).toBe(3);
	expect((await box.rowOf(first._id))?.state).toBe("sent");
	expect((await box.rowOf("news"))?.cursor).toBe(ids[2]);
	// Somebody who has not seen that the cursor moved.
	expect(await expandPage(parent, copies.slice(0, 3), NOON)).toBe(false);
	expect(await deliveries().countDocuments({ parent: "news" })).toBe(3);
	expect((await box.rowOf("news"))?.cursor).toBe(ids[2]);
});

test("copies written while their row was called off go nowhere", async () => {
	const box = await anOutbox();
	const { audience } = await everybody(box, 4);
	const { parent, copies } = await aPage(box, audience);
	await cancelWaiting({ key: "news" }, NOON);
	expect(await expandPage(parent, copies, NOON)).toBe(false);
	const deliver = box.sender();
	deliver.start();
	await deliver.idle();
	expect(box.sent()).toBe(0);
	expect(await deliveries().countDocuments({ parent: "news", state: "cancelled" })).toBe(4);
});

/** A row to many that is due, and the copies of its first page as they were reckoned before they are written. */
async function aPage(box: Outbox, audience: { rule: "people"; personIds: string[] }) {
	await box.owe([box.note("news", { audience })]);
	const parent = await dueWide(NOON, false);
	if (!parent) throw new Error("nothing is due");
	const ids = [...audience.personIds].sort();
	const copies = ids.map((personId) => ({
		cursor: personId,
		row: {
			...parent,
			_id: `news/${personId}`,
			parent: "news",
			wide: false,
			to: { personId },
			recipient: `p:${personId}`,
		},
	}));
	return { parent, copies, ids };
}

test("two senders at once never send the same twice", async () => {
	const box = await anOutbox();
	const { all, audience } = await everybody(box, 200);
	await box.owe([box.note("news", { audience })]);
	await box.owe(all.map(({ person }, index) => box.note(`single:${index}`, { personId: person.id })));
	const senders = ["one", "two"].map((instance) => box.sender({ instance, epoch: 1 }, { pageSize: 30, inFlight: 10 }));
	for (const sender of senders) sender.start();
	// Who has nothing to do at first may take something on while the other one goes through the rest.
	for (let look = 0; look < 2; look++) await Promise.all(senders.map((sender) => sender.idle()));
	for (const { phone } of all) expect(times(box, phone.id)).toBe(2);
	expect(await deliveries().countDocuments({ maybeDuplicate: true })).toBe(0);
});

test("a sender that stops writes down what it had sent, and gives back what it had not", async () => {
	const box = await anOutbox();
	const { all, audience } = await everybody(box, 60);
	box.botApi.faults.add({ kind: "latency", method: "sendMessage", delayMs: 20 });
	await box.owe([box.note("news", { audience })]);
	const first = box.sender(undefined, { inFlight: 8 });
	first.start();
	await box.botApi.next((event) => event.type === "call" && box.sent() >= 20, { timeoutMs: 5_000 });
	await first.stop();
	const stopped = box.sent();
	expect(stopped).toBeLessThan(60);
	expect(await deliveries().countDocuments({ state: "sending" })).toBe(0);
	expect(await deliveries().countDocuments({ state: "sent", wide: false })).toBe(stopped);
	const second = box.sender();
	second.start();
	await second.idle();
	for (const { phone } of all) expect(times(box, phone.id)).toBe(1);
	expect(await deliveries().countDocuments({ maybeDuplicate: true })).toBe(0);
});

test("a Telegram that is away for a while costs only those their tries who were on their way", async () => {
	const box = await anOutbox();
	const { audience } = await everybody(box, 40);
	const away = box.botApi.faults.add({ kind: "502" });
	await box.owe([box.note("news", { audience })]);
	const deliver = box.sender(undefined, { inFlight: 8 });
	deliver.start();
	const asked = () => box.botApi.ledger.entries({ method: "getMe" }).length;
	await box.botApi.next(() => asked() >= 2, { timeoutMs: 15_000, what: "two questions whether it is back" });
	expect(box.botApi.ledger.entries({ method: "sendMessage" }).length).toBeLessThanOrEqual(8);
	away();
	await deliver.idle();
	expect(await countsOf("news")).toEqual({ sent: 40 });
	expect(await deliveries().countDocuments({ maybeDuplicate: true })).toBeLessThanOrEqual(8);
});
