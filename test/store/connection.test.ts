import mongoose from "mongoose";
import { beforeEach, expect, test } from "vitest";
import { isDatabaseFault, isStoreUp } from "../../src/store/connection.ts";
import { nextEpoch } from "../../src/store/leases.ts";
import { transaction } from "../../src/store/transaction.ts";
import { withDatabase } from "../support/registrar.ts";

withDatabase();

const Things = mongoose.model(
	"Thing",
	new mongoose.Schema({ _id: String, name: String }, { versionKey: false }),
	"things",
);

beforeEach(async () => {
	await Things.createCollection();
	await Things.deleteMany({});
});

test("what belongs together is written whole or not at all, transactions within included", async () => {
	await transaction(async () => {
		await Things.create({ _id: "a", name: "الف" });
		await transaction(async () => {
			await Things.create({ _id: "b", name: "ب" });
		});
	});
	expect(await Things.countDocuments()).toBe(2);
	const failing = transaction(async () => {
		await transaction(async () => {
			await Things.create({ _id: "c", name: "پ" });
		});
		throw new Error("the outer one failed");
	});
	await expect(failing).rejects.toThrow("the outer one failed");
	expect(await Things.countDocuments()).toBe(2);
});

test("a filter with a key that no schema knows is refused, and an operator in a value finds nothing", async () => {
	await Things.create({ _id: "a", name: "الف" });
	await expect(Things.deleteMany({ nmae: "الف" } as never)).rejects.toThrow(/nmae/);
	await expect(Things.find({ name: { $ne: null } } as never).lean()).rejects.toThrow();
	expect(await Things.countDocuments()).toBe(1);
});

test("a database that is away is told from a fault of ours", async () => {
	const nobody = new mongoose.mongo.MongoClient("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100");
	const away = await nobody.connect().catch((error: unknown) => error);
	expect(isDatabaseFault(away)).toBe(true);
	expect(isDatabaseFault(new Error("wrapped", { cause: away }))).toBe(true);
	const writing = nobody
		.db("x")
		.collection("any")
		.bulkWrite([{ insertOne: { document: {} } }]);
	const many = await writing.catch((error: unknown) => error);
	expect(many).toBeInstanceOf(mongoose.mongo.MongoBulkWriteError);
	expect(isDatabaseFault(many)).toBe(true);
	const connection = mongoose.createConnection("mongodb://127.0.0.1:1/", { serverSelectionTimeoutMS: 100 });
	expect(isDatabaseFault(await connection.asPromise().catch((error: unknown) => error))).toBe(true);
	await Things.create({ _id: "a" });
	const twice = await Things.create({ _id: "a" }).catch((error: unknown) => error);
	expect(isDatabaseFault(twice)).toBe(false);
	expect(isDatabaseFault(new TypeError("x"))).toBe(false);
	expect(isDatabaseFault("x")).toBe(false);
});

test("the database answers", async () => {
	expect(await isStoreUp()).toBe(true);
	expect(await nextEpoch("connection-test")).toBe(1);
});
