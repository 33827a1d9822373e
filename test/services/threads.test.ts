import mongoose from "mongoose";
import { describe, expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as threads from "../../src/services/threads.ts";
import { aDatabaseToShape } from "../support/mongod.ts";
import { aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase(aDatabaseToShape);

const cards = (threadId: string) =>
	mongoose.connection
		.collection("deliveries")
		.find({ kind: "thread.message", operation: "send", "refs.threadId": threadId })
		.toArray();

async function written(text = "برای پارک محله با چه کسی صحبت کنم؟") {
	const omid = await aPerson();
	const result = await threads.write(omid, { text }, NOW, { requestId: newId() });
	if (!result.ok) throw new Error(result.reason);
	return { omid, thread: result.value };
}

describe("a person writes to the secretariat", () => {
	test("the first message begins a talk, the second goes on with it; each is a card", async () => {
		const { omid, thread } = await written();
		const second = await threads.write(omid, { file: { kind: "voice", fileId: "v" } }, NOW, { requestId: newId() });
		expect(second.ok && second.value.id).toBe(thread.id);
		expect(await cards(thread.id)).toHaveLength(2);
	});

	test("two messages at once begin one talk, and the same message twice is taken once", async () => {
		const omid = await aPerson();
		const requestId = newId();
		const [one, two, again] = await Promise.all([
			threads.write(omid, { text: "اول" }, NOW, { requestId }),
			threads.write(omid, { text: "دوم" }, NOW, { requestId: newId() }),
			threads.write(omid, { text: "اول" }, NOW, { requestId }),
		]);
		expect(new Set([one, two, again].map((result) => result.ok && result.value.id)).size).toBe(1);
		const whole = one.ok ? await threads.see(omid, one.value.id) : one;
		expect(whole.ok && whole.value.messages.map((message) => message.text).sort()).toEqual(["اول", "دوم"]);
	});

	test("a message that can never be written is given up after five tries", async () => {
		const collection = mongoose.connection.collection("threads");
		await collection.deleteMany({});
		await written();
		// Whatever else the database refuses as being there already.
		const index = await collection.createIndex({ state: 1 }, { unique: true });
		try {
			const writing = threads.write(await aPerson(), { text: "سلام" }, NOW, { requestId: newId() });
			await expect(writing).rejects.toThrow("5 times");
		} finally {
			await collection.dropIndex(index);
		}
	});

	test("nothing is nothing", async () => {
		expect(await threads.write(await aPerson(), {}, NOW, { requestId: newId() })).toMatchObject({
			reason: "nothingSaid",
		});
	});
});

describe("a coordinator answers", () => {
	test("of two who take it on at once the first has it; taking over is a decision of its own", async () => {
		const { thread } = await written();
		const [reza, sara] = [await aPerson({ roles: ["coordinator"] }), await aPerson({ roles: ["coordinator"] })];
		const results = await Promise.all([threads.claim(reza, thread.id, NOW), threads.claim(sara, thread.id, NOW)]);
		expect(results.filter((result) => result.ok)).toHaveLength(1);
		const late = results[0].ok ? sara : reza;
		expect(await threads.claim(late, thread.id, NOW)).toMatchObject({ reason: "alreadyClaimed" });
		expect((await threads.claim(late, thread.id, NOW, { takeOver: true })).ok).toBe(true);
	});

	test("the answer goes to the person, whose next words are the reply, to whoever answered", async () => {
		const { omid, thread } = await written();
		const reza = await aPerson({ roles: ["coordinator"] });
		expect(
			await threads.answer(reza, { threadId: thread.id, text: "با شهرداری" }, NOW, { requestId: "a" }),
		).toMatchObject({
			reason: "notClaimedByYou",
		});
		await threads.claim(reza, thread.id, NOW);
		expect(await threads.expectsReply(omid, NOW)).toBe(false);
		await threads.answer(reza, { threadId: thread.id, text: "با شهرداری" }, NOW, { requestId: "a" });
		await threads.answer(reza, { threadId: thread.id, text: "با شهرداری" }, NOW, { requestId: "a" });
		const seen = await threads.see(omid, thread.id);
		expect(seen.ok && seen.value.messages).toHaveLength(2);
		expect(await threads.expectsReply(omid, NOW)).toBe(true);
		expect(await threads.expectsReply(omid, new Date(NOW.getTime() + 3 * 86_400_000))).toBe(false);
		await threads.write(omid, { text: "سپاسگزارم" }, NOW, { requestId: newId() });
		expect((await cards(thread.id)).at(-1)?.to).toEqual({ personId: reza.person.id });
	});

	test("a closed talk takes no answer, and the next message begins a new one", async () => {
		const { omid, thread } = await written();
		const reza = await aPerson({ roles: ["coordinator"] });
		await threads.claim(reza, thread.id, NOW);
		expect((await threads.close(reza, thread.id, NOW)).ok).toBe(true);
		const late = await threads.answer(reza, { threadId: thread.id, text: "دیر" }, NOW, { requestId: newId() });
		expect(late).toMatchObject({ reason: "alreadyClosed" });
		const next = await threads.write(omid, { text: "پرسش دیگر" }, NOW, { requestId: newId() });
		expect(next.ok && next.value.id).not.toBe(thread.id);
	});

	test("another person can neither see nor take on nor close it", async () => {
		const { thread } = await written();
		const stranger = await aPerson();
		expect(await threads.see(stranger, thread.id)).toMatchObject({ reason: "notFound" });
		expect(await threads.claim(stranger, thread.id, NOW)).toMatchObject({ reason: "notFound" });
		expect(await threads.close(stranger, thread.id, NOW)).toMatchObject({ reason: "notFound" });
		expect(await threads.open(stranger)).toMatchObject({ reason: "notAllowed" });
	});
});
