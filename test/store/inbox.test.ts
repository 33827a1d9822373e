import mongoose from "mongoose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeStore, connectStore, prepareStore } from "../../src/store/connection.ts";
import { adoptBatch, deadUpdates, markTrying, renewBatches, writeInbox } from "../../src/store/inbox.ts";
import { aDatabaseUri } from "../support/mongod.ts";

const here = { instance: "a", epoch: 2 };
const elsewhere = { instance: "b", epoch: 1 };
const updates = (...ids: number[]) => ids.map((id) => ({ id, body: `{"update_id":${id}}` }));
const all = () => mongoose.connection.collection("inbox").find().toArray();

beforeAll(async () => {
	await connectStore(aDatabaseUri());
	await prepareStore();
});
beforeEach(async () => {
	await mongoose.connection.collection("inbox").deleteMany({});
});
afterAll(closeStore);

test("updates that are known already are left out of a batch", async () => {
	expect((await writeInbox(updates(1, 2), [], here, 60_000))?.updates.map(({ id }) => id)).toEqual([1, 2]);
	expect((await writeInbox(updates(2, 3), [], here, 60_000))?.updates.map(({ id }) => id)).toEqual([3]);
	expect(await writeInbox(updates(1, 3), [], elsewhere, 60_000)).toBeUndefined();
});

test("two processes that receive one update keep it once", async () => {
	const stored = await Promise.all([
		writeInbox(updates(9), [], here, 60_000),
		writeInbox(updates(9), [], elsewhere, 60_000),
		writeInbox(updates(9, 10), [], elsewhere, 60_000),
	]);
	const ids = stored.flatMap((batch) => batch?.updates.map(({ id }) => id) ?? []);
	expect(ids.toSorted()).toEqual([10, 9]);
});

test("of a batch that is done only the ids stay", async () => {
	const batch = await writeInbox(updates(1, 2), [], here, 60_000);
	await writeInbox([], [{ id: batch?.id ?? "", dead: [2] }], here, 60_000);
	const [kept] = await all();
	expect(kept).toMatchObject({ ids: [1, 2], bodies: [], dead: [2] });
	expect(kept?.doneAt).toBeInstanceOf(Date);
	expect(await deadUpdates(10)).toEqual([2]);
	expect(await adoptBatch({ instance: "a", epoch: 3 }, 60_000)).toBeUndefined();
});

test("a restarted process takes up what its earlier life left, the oldest first", async () => {
	await writeInbox(updates(1), [], here, 60_000);
	await writeInbox(updates(2), [], here, 60_000);
	expect(await adoptBatch(here, 60_000)).toBeUndefined();
	const next = { instance: "a", epoch: 3 };
	const adopted = await adoptBatch(next, 60_000);
	expect(adopted).toMatchObject({ recoveries: 1, updates: [{ id: 1, body: '{"update_id":1}' }] });
	await markTrying(adopted?.id ?? "", 1);
	expect(await adoptBatch(next, 60_000)).toMatchObject({ updates: [{ id: 2 }] });
	expect(await adoptBatch({ instance: "a", epoch: 4 }, 60_000)).toMatchObject({ recoveries: 2, trying: 1 });
});

test("a batch is another process's only when its lease is over", async () => {
	const batch = await writeInbox(updates(1), [], here, 1);
	await renewBatches([batch?.id ?? ""], here, 60_000);
	expect(await adoptBatch(elsewhere, 60_000)).toBeUndefined();
	await renewBatches([batch?.id ?? ""], here, -1);
	expect(await adoptBatch(elsewhere, 60_000)).toMatchObject({ updates: [{ id: 1 }] });
});
