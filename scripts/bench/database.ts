/** What the database was asked to do, and what lies in it. */
import { mongo } from "mongoose";
import type { NewDelivery } from "../../src/domain/delivery.ts";
import { type DeliveryDocument, rowOf } from "../../src/store/deliveries.ts";

/** Driver and replica set talk among themselves; nobody asked for that. */
const OWN_TALK = /^(hello|isMaster|ping|serverStatus|replSet|endSessions|getParameter|aggregate\.|update\.)/;

export interface Work {
	commands: number;
	documents: number;
}

export interface Database {
	/** For a bot: a database of its own, empty. */
	emptied(name: string): Promise<string>;
	/** Since the server started. */
	work(): Promise<Work>;
	/** People who have agreed to be remembered, as Dabir keeps them. */
	settle(name: string, people: number): Promise<void>;
	/** Owes a message; Dabir finds it by itself within a second. */
	owe(name: string, delivery: NewDelivery): Promise<void>;
	/** Copies of a message to many that have been sent. */
	sent(name: string): Promise<number>;
	lastSentAt(name: string): Promise<Date | undefined>;
	/** Bytes of the largest document of a collection. */
	largest(name: string, collection: string): Promise<number>;
	close(): Promise<void>;
}

const FIRST_ID = 200_000_001;

export async function openDatabase(uri: string): Promise<Database> {
	const client = await new mongo.MongoClient(uri).connect();
	const db = (name: string) => client.db(`bench_${name}`);
	return {
		async emptied(name) {
			await db(name).dropDatabase();
			return uri.replace(/\/dabir\?/, `/bench_${name}?`);
		},
		async work() {
			const status = await client.db("admin").command({ serverStatus: 1 });
			let commands = 0;
			for (const [name, counted] of Object.entries<{ total?: unknown }>(status.metrics.commands)) {
				if (!OWN_TALK.test(name) && counted?.total !== undefined) commands += Number(counted.total);
			}
			const { inserted, updated, deleted, returned } = status.metrics.document;
			return { commands, documents: Number(inserted) + Number(updated) + Number(deleted) + Number(returned) };
		},
		async settle(name, people) {
			const kept = db(name).collection<{ _id: string }>("people");
			for (let from = 0; from < people; from += 10_000) {
				const some = Array.from({ length: Math.min(10_000, people - from) }, (_, index) => ({
					_id: `bench${String(from + index).padStart(8, "0")}`,
					platform: "telegram",
					userId: FIRST_ID + from + index,
					language: "fa",
					roles: [],
					consentedAt: new Date(),
				}));
				await kept.insertMany(some, { ordered: false });
			}
		},
		async owe(name, delivery) {
			await db(name).collection<DeliveryDocument>("deliveries").insertOne(rowOf(delivery));
		},
		sent: (name) =>
			db(name)
				.collection("deliveries")
				.countDocuments({ parent: { $exists: true }, state: "sent" }),
		async lastSentAt(name) {
			const copies = db(name)
				.collection<DeliveryDocument>("deliveries")
				.find({ parent: { $exists: true }, state: "sent" });
			return (await copies.sort({ endedAt: -1 }).limit(1).next())?.endedAt;
		},
		async largest(name, collection) {
			const [found] = await db(name)
				.collection(collection)
				.aggregate<{ bytes: number }>([
					{ $project: { bytes: { $bsonSize: "$$ROOT" } } },
					{ $sort: { bytes: -1 } },
					{ $limit: 1 },
				])
				.toArray();
			return found?.bytes ?? 0;
		},
		close: () => client.close(),
	};
}
