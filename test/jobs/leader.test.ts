import { EventEmitter, once } from "node:events";
import mongoose from "mongoose";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createLeader } from "../../src/jobs/leader.ts";
import { createLog } from "../../src/kit/log.ts";
import type { Owner } from "../../src/store/sessions.ts";
import { withDatabase } from "../support/registrar.ts";

withDatabase();
beforeEach(async () => {
	await mongoose.connection.collection("leases").deleteMany({});
});

const LEASE_MS = 300;

/** Who leads and since when, as told by the leaders themselves. */
function aHouse() {
	const leading = new Set<string>();
	const events = new EventEmitter();
	let most = 0;
	function process(owner: Owner) {
		const name = `${owner.instance}/${owner.epoch}`;
		const leader = createLeader({
			owner,
			log: createLog({ level: "silent" }),
			leaseMs: LEASE_MS,
			renewMs: 60,
			onGained() {
				leading.add(name);
				most = Math.max(most, leading.size);
				events.emit("gained", name);
			},
			onLost() {
				leading.delete(name);
				events.emit("lost", name);
			},
		});
		onTestFinished(() => leader.stop());
		return leader;
	}
	return { leading, events, process, most: () => most };
}

test("two processes: one leads, and the other follows when it stops", async () => {
	const house = aHouse();
	const one = house.process({ instance: "one", epoch: 1 });
	const two = house.process({ instance: "two", epoch: 1 });
	await one.start();
	await two.start();
	expect([...house.leading]).toEqual(["one/1"]);
	const gained = once(house.events, "gained");
	await one.stop();
	expect(await gained).toEqual(["two/1"]);
	expect([...house.leading]).toEqual(["two/1"]);
	expect(house.most()).toBe(1);
});

test("a leader stays the leader longer than a lease lasts", async () => {
	const house = aHouse();
	await house.process({ instance: "one", epoch: 1 }).start();
	await house.process({ instance: "two", epoch: 1 }).start();
	await new Promise((resolve) => setTimeout(resolve, 3 * LEASE_MS));
	expect([...house.leading]).toEqual(["one/1"]);
});

test("a leader that cannot renew ceases before another can begin", async () => {
	const house = aHouse();
	const one = house.process({ instance: "one", epoch: 1 });
	await one.start();
	const collection = mongoose.connection.collection("leases");
	const before = performance.now();
	const lost = once(house.events, "lost");
	// The database no longer knows this life: its renewals match nothing and it is told that another leads.
	await collection.updateOne({ _id: "leader" as never }, { $set: { instance: "two", epoch: 9 } });
	expect(await lost).toEqual(["one/1"]);
	expect(performance.now() - before).toBeLessThan(LEASE_MS);
	expect(one.isLeading()).toBe(false);
});

test("a leader whose database is away ceases by its own clock, before its lease is over", async () => {
	const house = aHouse();
	const one = house.process({ instance: "one", epoch: 1 });
	await one.start();
	const admin = mongoose.connection.getClient().db("admin");
	const blocked = await admin
		.command({
			configureFailPoint: "failCommand",
			mode: "alwaysOn",
			data: { failCommands: ["findAndModify"], blockConnection: true, blockTimeMS: 2_000, appName: "dabir" },
		})
		.catch((error: Error) => error);
	if (blocked instanceof Error) {
		// A mongod without test commands: the same is seen when the renewal takes longer than the lease.
		const session = await mongoose.startSession();
		onTestFinished(() => session.endSession());
		session.startTransaction();
		await mongoose.connection
			.collection("leases")
			.updateOne({ _id: "leader" as never }, { $set: { held: true } }, { session });
		onTestFinished(() => session.abortTransaction());
	}
	const before = performance.now();
	expect(await once(house.events, "lost")).toEqual(["one/1"]);
	expect(performance.now() - before).toBeLessThan(LEASE_MS);
});

test("a restarted process leads at once, and its earlier life is overruled", async () => {
	const house = aHouse();
	const earlier = house.process({ instance: "one", epoch: 1 });
	await earlier.start();
	const lost = once(house.events, "lost");
	await house.process({ instance: "one", epoch: 2 }).start();
	expect(house.leading.has("one/2")).toBe(true);
	expect(await lost).toEqual(["one/1"]);
});
