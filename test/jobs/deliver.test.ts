import { expect, test } from "vitest";
import { cancel, cancelAll, countsOf } from "../../src/services/deliveries.ts";
import { deliveries } from "../../src/store/deliveries.ts";
import * as people from "../../src/store/people.ts";
import { transaction } from "../../src/store/transaction.ts";
import { withDatabase } from "../support/registrar.ts";
import { anOutbox, type Outbox } from "./anOutbox.ts";

withDatabase();

async function everybody(box: Outbox, count: number) {
	const all = [];
	for (let i = 0; i < count; i++) all.push(await box.inhabitant());
	return { all, audience: { rule: "people" as const, personIds: all.map(({ person }) => person.id) } };
}

async function works(box: Outbox, deliver = box.sender()) {
	deliver.start();
	await deliver.idle();
	return deliver;
}

test("what is owed is sent once, in the language of whoever reads it", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const john = await box.inhabitant({ language: "en" });
	await box.owe([box.note("a", { personId: sara.person.id }), box.note("b", { personId: john.person.id })]);
	await box.owe([box.note("a", { personId: sara.person.id })]);
	const deliver = await works(box);
	await box.owe([box.note("a", { personId: sara.person.id })]);
	await deliver.idle();
	expect(sara.got()).toEqual(["پارک fa"]);
	expect(john.got()).toEqual(["پارک en"]);
	expect(await box.rowOf("a")).toMatchObject({
		state: "sent",
		chatId: sara.phone.id,
		messageIds: [expect.any(Number)],
	});
	expect(await deliveries().countDocuments({ open: true })).toBe(0);
});

test("what was owed in a transaction that failed is not sent", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const failing = transaction(async () => {
		await box.owe([box.note("a", { personId: sara.person.id })]);
		throw new Error("the change failed");
	});
	await expect(failing).rejects.toThrow("the change failed");
	await works(box);
	expect(sara.got()).toEqual([]);
});

test("what is due later waits for its moment; what is no longer true then is skipped", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const inAnHour = new Date(box.clock.now().getTime() + 3_600_000);
	box.things.set("tree", "درخت");
	await box.owe([
		box.note("a", { personId: sara.person.id }, { dueAt: inAnHour }),
		box.note("b", { personId: sara.person.id }, { dueAt: inAnHour, refs: { thing: "tree" } }),
		box.note("c", { personId: sara.person.id }, { dueAt: inAnHour, notAfter: inAnHour }),
	]);
	const deliver = await works(box);
	expect(sara.got()).toEqual([]);
	box.things.delete("tree");
	box.clock.moveTo(inAnHour);
	await deliver.idle();
	expect(sara.got()).toEqual(["پارک fa"]);
	expect(await box.rowOf("b")).toMatchObject({ state: "skipped", reason: "causeOver" });
	expect(await box.rowOf("c")).toMatchObject({ state: "skipped", reason: "tooLate" });
});

test("one row to many reaches each once, a page at a time", async () => {
	const box = await anOutbox();
	const { all, audience } = await everybody(box, 35);
	await box.owe([box.note("news", { audience })]);
	await works(box, box.sender(undefined, { pageSize: 10 }));
	for (const one of all) expect(one.got()).toEqual(["پارک fa"]);
	expect(await countsOf("news")).toEqual({ sent: 35 });
	expect(await box.stateOf("news")).toBe("sent");
});

test("a row to a role reaches who has it when it is due; to coordinators, the admins while there is none", async () => {
	const box = await anOutbox();
	const admin = await box.inhabitant({ roles: ["admin"] });
	await box.owe([box.note("one", { audience: { rule: "role", role: "coordinator" } })]);
	const deliver = await works(box);
	expect(admin.got()).toHaveLength(1);
	const inAnHour = new Date(box.clock.now().getTime() + 3_600_000);
	await box.owe([box.note("two", { audience: { rule: "role", role: "coordinator" } }, { dueAt: inAnHour })]);
	const late = await box.inhabitant({ roles: ["coordinator"] });
	box.clock.moveTo(inAnHour);
	await deliver.idle();
	expect(late.got()).toHaveLength(1);
	expect(admin.got()).toHaveLength(1);
	await people.remove(admin.person.id);
	await people.remove(late.person.id);
});

test("an edit changes every copy that was sent; copies that still wait show what is true when they are sent", async () => {
	const box = await anOutbox();
	const { all, audience } = await everybody(box, 12);
	const slow = await box.inhabitant();
	await box.owe([box.note("card", { audience })]);
	const deliver = await works(box);
	const laterCopy = {
		...box.note("x", { personId: slow.person.id }),
		dueAt: new Date(box.clock.now().getTime() + 60_000),
	};
	await box.owe([laterCopy]);
	await deliveries().updateOne({ _id: "x" }, { $set: { parent: "card" } });
	box.things.set("park", "تصمیم گرفته شد");
	await box.owe([box.note("card:edit:1", { audience }, { operation: "edit", target: "card" })]);
	await deliver.idle();
	for (const one of all) expect(one.got()).toEqual(["تصمیم گرفته شد fa"]);
	box.clock.moveTo(laterCopy.dueAt);
	await deliver.idle();
	expect(slow.got()).toEqual(["تصمیم گرفته شد fa"]);
	expect(box.botApi.ledger.accepted({ method: "editMessageText" })).toHaveLength(12);
});

test("edits of one message coalesce and the last wins; an edit of what was never sent is skipped", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const to = { personId: sara.person.id };
	const deliver = box.sender();
	await box.owe([box.note("a", to)]);
	await works(box, deliver);
	await box.owe([box.note("a:1", to, { operation: "edit", target: "a" })]);
	await box.owe([box.note("a:2", to, { operation: "edit", target: "a" })]);
	await box.owe([box.note("a:3", to, { operation: "edit", target: "a", kind: "later" })]);
	await box.owe([box.note("b:1", to, { operation: "edit", target: "nothing" })]);
	await deliver.idle();
	expect(sara.got()).toEqual(["later پارک"]);
	expect(box.botApi.ledger.entries({ method: "editMessageText" })).toHaveLength(1);
	expect(await box.rowOf("a:1")).toMatchObject({ state: "skipped", reason: "superseded" });
	expect(await box.stateOf("b:1")).toBe("sent");
	expect(await countsOf("b:1")).toEqual({});
});

test("an edit that changes nothing is done, and a deleted message is no trouble", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const to = { personId: sara.person.id };
	await box.owe([box.note("a", to)]);
	const deliver = await works(box);
	await box.owe([box.note("a:1", to, { operation: "edit", target: "a" })]);
	await deliver.idle();
	expect(await countsOf("a:1")).toEqual({ sent: 1 });
	const [message] = box.botApi.chat(sara.phone.id).messages.filter((one) => one.from === "bot");
	sara.phone.deletes(message?.messageId ?? 0);
	box.things.set("park", "دیگر");
	await box.owe([box.note("a:2", to, { operation: "edit", target: "a" })]);
	await deliver.idle();
	expect(await countsOf("a:2")).toEqual({ skipped: 1 });
});

test("an edit of a file changes what stands under it", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const to = { personId: sara.person.id };
	await box.owe([box.note("a", to, { kind: "picture" })]);
	const deliver = await works(box);
	await box.owe([box.note("a:1", to, { operation: "edit", target: "a", kind: "later" })]);
	await deliver.idle();
	const [message] = box.botApi.chat(sara.phone.id).messages.filter((one) => one.from === "bot");
	expect(message).toMatchObject({ text: "later پارک", document: { file_name: "a.bin" } });
});

test("a deletion takes the message away, or keeps it from being sent", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const to = { personId: sara.person.id };
	await box.owe([box.note("a", to), box.note("b", to, { dueAt: new Date(box.clock.now().getTime() + 60_000) })]);
	const deliver = await works(box);
	expect(sara.got()).toHaveLength(1);
	await box.owe([
		box.note("a:gone", to, { operation: "delete", target: "a" }),
		box.note("b:gone", to, { operation: "delete", target: "b" }),
	]);
	await deliver.idle();
	box.clock.moveTo(new Date(box.clock.now().getTime() + 120_000));
	await deliver.idle();
	expect(sara.got()).toEqual([]);
	expect(await box.stateOf("b")).toBe("cancelled");
});

test("who blocked the bot is tried once, and not again until they come back", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	sara.phone.blocks();
	const to = { personId: sara.person.id };
	await box.owe([box.note("a", to)]);
	const deliver = await works(box);
	expect(await box.rowOf("a")).toMatchObject({ state: "unreachable", reason: "blocked" });
	expect((await people.byId(sara.person.id))?.unreachableSince).toEqual(box.clock.now());
	await box.owe([box.note("b", to)]);
	await deliver.idle();
	expect(await box.stateOf("b")).toBe("unreachable");
	expect(box.botApi.ledger.entries({ method: "sendMessage" })).toHaveLength(1);
	sara.phone.unblocks();
	await people.markReachable([sara.person.id]);
	await box.owe([box.note("c", to)]);
	await deliver.idle();
	expect(sara.got()).toHaveLength(1);
});

test("who never pressed Start is unreachable, not a fault", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant({ started: false });
	await box.owe([box.note("a", { personId: sara.person.id })]);
	await works(box);
	expect(await box.stateOf("a")).toBe("unreachable");
});

test("a 429 stops all bulk sending until it is over, and uses up no try", async () => {
	const box = await anOutbox();
	const { all, audience } = await everybody(box, 20);
	box.botApi.faults.add({ kind: "429", method: "sendMessage", nth: 5, retryAfter: 1 });
	await box.owe([box.note("news", { audience })]);
	await works(box, box.sender(undefined, { inFlight: 4 }));
	const calls = box.botApi.ledger.entries({ method: "sendMessage" });
	const refused = calls.findIndex(({ outcome }) => outcome.kind === "fault");
	const refusedAt = calls[refused]?.at ?? 0;
	const during = calls.slice(refused + 1).filter(({ at }) => at < refusedAt + 1_000);
	// What was on its way already arrived within a moment; nothing else left during the pause.
	expect(during.length).toBeLessThanOrEqual(3);
	for (const { at } of during) expect(at - refusedAt).toBeLessThan(100);
	for (const one of all) expect(one.got()).toHaveLength(1);
	expect(await deliveries().countDocuments({ maybeDuplicate: true })).toBe(0);
	expect(await deliveries().countDocuments({ attempts: { $gt: 0 } })).toBe(0);
});

test.each(["dropBefore", "dropAfter", "500", "502", "empty", "truncated", "hang"] as const)(
	"after %s it is sent once more and says that it may be a duplicate",
	async (kind) => {
		const box = await anOutbox({ limits: { ordinary: 200 } });
		const sara = await box.inhabitant();
		box.botApi.faults.add({ kind, method: "sendMessage", times: 1 });
		await box.owe([box.note("a", { personId: sara.person.id })]);
		await works(box);
		expect(await box.rowOf("a")).toMatchObject({ state: "sent", maybeDuplicate: true, attempts: 1 });
		expect(box.botApi.ledger.entries({ method: "sendMessage" })).toHaveLength(2);
	},
);

test("what may have been sent twice is not sent a third time: unknown, for coordinators to see", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	box.botApi.faults.add({ kind: "dropAfter", method: "sendMessage" });
	await box.owe([box.note("a", { personId: sara.person.id })]);
	await works(box);
	expect(await box.rowOf("a")).toMatchObject({ state: "unknown", maybeDuplicate: true });
	expect(box.sent()).toBe(2);
});

test("a view that breaks fails alone", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const to = { personId: sara.person.id };
	await box.owe([box.note("a", to, { kind: "broken" }), box.note("b", to, { kind: "nobodyKnows" }), box.note("c", to)]);
	await works(box);
	expect(await box.stateOf("a")).toBe("failed");
	expect(await box.stateOf("b")).toBe("failed");
	expect(await box.stateOf("c")).toBe("sent");
});

test("a group that became a supergroup is followed", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const group = box.botApi.group({ title: "کمیته", members: [sara.phone] });
	group.addBot();
	await box.owe([
		box.note("a", { chatId: group.id }),
		box.note("b", { chatId: group.id }, { dueAt: new Date(box.clock.now().getTime() + 60_000) }),
	]);
	group.upgradeToSupergroup();
	const deliver = await works(box);
	expect(await box.stateOf("a")).toBe("sent");
	const moved = (await box.rowOf("a"))?.chatId;
	expect(moved).not.toBe(-4_000_000_001);
	expect(await box.rowOf("b")).toMatchObject({ to: { chatId: moved } });
	box.clock.moveTo(new Date(box.clock.now().getTime() + 60_000));
	await deliver.idle();
	expect(await box.stateOf("b")).toBe("sent");
});

test("at night only what is urgent or would be too late in the morning is sent; the rest at seven", async () => {
	const night = new Date("2026-11-24T20:00:00Z"); // 23:30 in Tehran
	const morning = new Date("2026-11-25T03:30:00Z"); // 7:00
	const box = await anOutbox({ now: night });
	const [sara, omid, zahra] = [await box.inhabitant(), await box.inhabitant(), await box.inhabitant()];
	await box.owe([
		box.note("calm", { personId: sara.person.id }),
		box.note("urgent", { personId: omid.person.id }, { urgent: true }),
		box.note("early", { personId: zahra.person.id }, { notAfter: new Date("2026-11-25T03:00:00Z") }),
		box.note("wide", { audience: { rule: "people", personIds: [sara.person.id] } }),
	]);
	const deliver = await works(box);
	expect([sara.got().length, omid.got().length, zahra.got().length]).toEqual([0, 1, 1]);
	expect((await box.rowOf("calm"))?.dueAt).toEqual(morning);
	box.clock.moveTo(morning);
	await deliver.idle();
	expect(sara.got()).toHaveLength(2);
});

test("at night messages still change without a sound", async () => {
	const box = await anOutbox();
	const sara = await box.inhabitant();
	const to = { personId: sara.person.id };
	await box.owe([box.note("a", to)]);
	const deliver = await works(box);
	box.clock.moveTo(new Date("2026-11-24T20:00:00Z"));
	box.things.set("park", "دیگر");
	await box.owe([box.note("a:1", to, { operation: "edit", target: "a" })]);
	await deliver.idle();
	expect(sara.got()).toEqual(["دیگر fa"]);
});

test("what was cancelled is not sent, copies not yet made included", async () => {
	const box = await anOutbox();
	const { all, audience } = await everybody(box, 5);
	const later = { dueAt: new Date(box.clock.now().getTime() + 60_000) };
	await box.owe([
		box.note("news", { audience }, later),
		box.note("reminder:m1:1", { personId: all[0]?.person.id ?? "" }, later),
		box.note("reminder:m1:2", { personId: all[0]?.person.id ?? "" }, later),
		box.note("reminder:m2:1", { personId: all[0]?.person.id ?? "" }, later),
	]);
	expect(await cancel("news", box.clock.now())).toBe(1);
	expect(await cancelAll("reminder:m1:", box.clock.now())).toBe(2);
	box.clock.moveTo(later.dueAt);
	await works(box);
	expect(box.sent()).toBe(1);
});

test("a sending to many is stopped: at most what is in flight still goes", async () => {
	const box = await anOutbox();
	const { audience } = await everybody(box, 60);
	box.botApi.faults.add({ kind: "latency", method: "sendMessage", delayMs: 20 });
	await box.owe([box.note("news", { audience })]);
	const deliver = box.sender(undefined, { inFlight: 4, pageSize: 20 });
	deliver.start();
	await box.botApi.next((event) => event.type === "call" && box.sent() >= 10, { timeoutMs: 5_000 });
	const before = box.sent();
	await cancel("news", box.clock.now());
	await deliver.idle();
	expect(box.sent() - before).toBeLessThanOrEqual(8);
	const counts = await countsOf("news");
	expect(counts.sent).toBe(box.sent());
	expect(await box.stateOf("news")).toBe("cancelled");
});

test("a person gets their messages one after the other, a second apart, and nobody else waits for that", async () => {
	const box = await anOutbox({ pace: { perChatMs: 400 } });
	const [sara, omid] = [await box.inhabitant(), await box.inhabitant()];
	await box.owe([1, 2, 3].map((n) => box.note(`s${n}`, { personId: sara.person.id })));
	await box.owe([box.note("o", { personId: omid.person.id })]);
	await works(box);
	const at = (chatId: number) => box.botApi.ledger.sent({ chatId }).map((entry) => entry.at);
	const [first = 0, second = 0, third = 0] = at(sara.phone.id);
	expect(second - first).toBeGreaterThanOrEqual(395);
	expect(third - second).toBeGreaterThanOrEqual(395);
	expect((at(omid.phone.id)[0] ?? 0) - first).toBeLessThan(300);
});

test("what is urgent overtakes a message to many", async () => {
	const box = await anOutbox();
	const { audience } = await everybody(box, 130);
	const sara = await box.inhabitant();
	box.botApi.faults.add({ kind: "latency", method: "sendMessage", delayMs: 10 });
	await box.owe([box.note("news", { audience })]);
	const deliver = box.sender(undefined, { inFlight: 4 });
	deliver.start();
	await box.botApi.next((event) => event.type === "call" && box.sent() >= 10, { timeoutMs: 5_000 });
	await box.owe([box.note("answer", { personId: sara.person.id })]);
	await deliver.idle();
	const order = box.botApi.ledger.sent().findIndex((entry) => entry.chatId === sara.phone.id);
	expect(order).toBeLessThan(30);
});
