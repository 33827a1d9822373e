import { appendFile, mkdir, mkdtemp, readdir, rm, unlink, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import mongoose, { mongo } from "mongoose";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createNightlyBackup } from "../../src/jobs/backup.ts";
import { clockAt } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog } from "../../src/kit/log.ts";
import * as backups from "../../src/services/backups.ts";
import { owe } from "../../src/services/deliveries.ts";
import { forget } from "../../src/services/forgetting.ts";
import * as threads from "../../src/services/threads.ts";
import { removeOldBackups, writeBackup } from "../../src/store/backups.ts";
import { closeStore, connectStore, prepareStore } from "../../src/store/connection.ts";
import { aDatabaseUri } from "../support/mongod.ts";
import { anApplication, aPerson, NOW } from "../support/registrar.ts";
import { aTown } from "../support/town.ts";

const { EJSON, Long, Double, ObjectId, Binary } = mongo.BSON;
let folder = "";

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "dabir-backup-"));
	return () => rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
	for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true, force: true });
});

/** Opens a database for the rest of the test, in place of the one that is open. */
async function inDatabase<Answer>(uri: string, work: () => Promise<Answer>): Promise<Answer> {
	await connectStore(uri);
	try {
		return await work();
	} finally {
		await closeStore();
	}
}

/** Every document of every collection, with the types of its numbers. */
async function dump(): Promise<Record<string, string[]>> {
	const db = mongoose.connection.db as mongo.Db;
	const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
	const whole: Record<string, string[]> = {};
	for (const name of names) {
		const documents = await db.collection(name).find({}, { promoteValues: false }).sort({ _id: 1 }).toArray();
		whole[name] = documents.map((document) => EJSON.stringify(document, { relaxed: false }));
	}
	return whole;
}

async function aPast(): Promise<void> {
	await prepareStore();
	const zahra = await aPerson();
	await anApplication(zahra);
	await threads.write(zahra, { text: 'سلام؛ "نقل" \n خط دوم 🌱' }, NOW, { requestId: newId() });
	const odd = { long: Long.fromString("9007199254740993"), whole: new Double(5), none: null, nested: [[], {}] };
	await mongoose.connection
		.collection("oddities")
		.insertOne({ ...odd, _id: new ObjectId(), bytes: new Binary(Buffer.from([0, 255])) });
	const files = new mongo.GridFSBucket(mongoose.connection.db as mongo.Db, { bucketName: "documents" });
	const upload = files.openUploadStream("پروانه.pdf");
	upload.end(Buffer.alloc(600_000, 7));
	await new Promise((resolve) => upload.once("finish", resolve));
}

test("a backup restored into an empty database equals the old one, files and kinds of numbers included", {
	timeout: 60_000,
}, async () => {
	const [before, written] = await inDatabase(aDatabaseUri(), async () => {
		await aPast();
		// What a restore clears is empty here, and everything due is over.
		await mongoose.connection.collection("deliveries").updateMany({}, { $unset: { open: 1 } });
		return [await dump(), await writeBackup(folder, NOW)] as const;
	});
	expect(Object.keys(before)).toContain("documents.chunks");
	expect(before["documents.chunks"]).toHaveLength(3);
	const after = await inDatabase(aDatabaseUri(), async () => {
		await backups.restore(written.folder, NOW);
		return await dump();
	});
	expect(after).toEqual(before);
});

test("a backup is one moment: what is written while it is taken is in none of its files", {
	timeout: 60_000,
}, async () => {
	await inDatabase(aDatabaseUri(), async () => {
		await aPast();
		const people = mongoose.connection.collection("people");
		const before = await people.countDocuments();
		const late = async () => void (await people.insertOne({ late: true } as never));
		const { manifest } = await writeBackup(folder, NOW, {
			onProgress: (done) => (done === 1 ? late() : Promise.resolve()),
		});
		expect(await people.countDocuments()).toBe(before + 1);
		expect(manifest.collections.find(({ collection }) => collection === "people")?.documents).toBe(before);
	});
});

test("a damaged backup, one with a file missing, and a folder that is none change nothing", {
	timeout: 60_000,
}, async () => {
	const { folder: written } = await inDatabase(aDatabaseUri(), async () => {
		await aPast();
		return await writeBackup(folder, NOW);
	});
	await inDatabase(aDatabaseUri(), async () => {
		await expect(backups.restore(folder, NOW)).rejects.toThrow("There is no backup");
		await appendFile(path.join(written, "people.ejson.gz"), "x");
		await expect(backups.restore(written, NOW)).rejects.toThrow('the file of "people" is not what was written');
		await unlink(path.join(written, "people.ejson.gz"));
		await expect(backups.restore(written, NOW)).rejects.toThrow('the file of "people" cannot be read');
		expect(Object.values(await dump()).flat()).toEqual([]);
	});
});

test("a database with something in it is only written over when that is asked for", { timeout: 60_000 }, async () => {
	await inDatabase(aDatabaseUri(), async () => {
		await aPast();
		const { folder: written } = await writeBackup(folder, NOW);
		await aPerson();
		const before = await dump();
		await expect(backups.restore(written, NOW)).rejects.toThrow("not empty");
		expect(await dump()).toEqual(before);
		await backups.restore(written, NOW, { replace: true });
		expect((await dump()).people).toHaveLength((before.people?.length ?? 0) - 1);
	});
});

test("backups beyond the last 14 are removed, and nothing else in the folder", { timeout: 60_000 }, async () => {
	await inDatabase(aDatabaseUri(), async () => {
		for (let day = 0; day < 16; day++) await writeBackup(folder, new Date(NOW.getTime() + day * 86_400_000));
	});
	await appendFile(path.join(folder, "notes.txt"), "x");
	await removeOldBackups(folder);
	const left = await readdir(folder);
	expect(left).toHaveLength(15);
	expect(left).toContain("notes.txt");
	expect(left.sort()[0]).toBe("dabir-2026-11-26T06-30-00Z");
});

test("what a crash left unfinished is removed; what is still being written is not", async () => {
	await inDatabase(aDatabaseUri(), async () => void (await writeBackup(folder, NOW)));
	for (const [name, hours] of [
		["dabir-2026-11-24T05-00-00Z.abc.unfinished", 3],
		["dabir-2026-11-24T06-00-00Z.def.unfinished", 0],
	] as const) {
		await mkdir(path.join(folder, name));
		const file = path.join(folder, name, "people.ejson.gz");
		await appendFile(file, "x");
		const touched = new Date(Date.now() - hours * 3_600_000);
		await utimes(file, touched, touched);
	}
	await removeOldBackups(folder);
	expect(await readdir(folder)).toEqual(["dabir-2026-11-24T06-00-00Z.def.unfinished", "dabir-2026-11-24T06-30-00Z"]);
});

test("two backups of one second stand beside each other, each whole", async () => {
	await inDatabase(aDatabaseUri(), async () => {
		const first = await writeBackup(folder, NOW);
		const second = await writeBackup(folder, NOW);
		expect(second.folder).toBe(`${first.folder}-2`);
		expect(await readdir(second.folder)).toEqual(await readdir(first.folder));
		expect((await readdir(folder)).filter((name) => name.endsWith("unfinished"))).toEqual([]);
	});
});

test("a restored old backup sends nothing old, and a running Dabir is not restored under", {
	timeout: 60_000,
}, async () => {
	const town = await aTown({ backupFolder: folder });
	const omid = await town.person("امید");
	const uri = town.config.mongodbUri as string;
	const me = await inDatabase(uri, async () => {
		const person = await mongoose.connection.collection("people").findOne({ userId: omid.client.id });
		const message = { kind: "thread.closed", refs: { threadId: "t" }, to: { personId: String(person?._id) } };
		const at = (hours: number) => new Date(town.clock.now().getTime() + hours * 3_600_000);
		await mongoose.connection
			.collection("threads")
			.insertOne({ _id: "t", personId: "p", state: "closed", messages: [] } as never);
		await owe([
			{ key: "old", ...message, dueAt: at(1), urgent: true },
			{ key: "coming", ...message, dueAt: at(100), urgent: true },
		]);
		return person;
	});
	expect(me).not.toBeNull();
	await town.stops();
	const { folder: written } = await inDatabase(uri, () => writeBackup(folder, town.clock.now()));
	await town.starts();
	await town.later({ hours: 2 });
	const seen = omid.screen.length;
	await expect(inDatabase(uri, () => backups.restore(written, town.clock.now(), { replace: true }))).rejects.toThrow(
		"A Dabir is at work",
	);
	await town.stops();
	await inDatabase(uri, () => backups.restore(written, town.clock.now(), { replace: true }));
	await town.starts();
	await town.later({ hours: 2 });
	expect(omid.screen).toHaveLength(seen);
	await town.later({ hours: 100 });
	expect(omid.screen).toHaveLength(seen + 1);
	await omid.sends("/start");
	expect(omid.sees).toContain("خانه");
});

test("who was forgotten after the backup was taken stays forgotten when it is put back", {
	timeout: 60_000,
}, async () => {
	await inDatabase(aDatabaseUri(), async () => {
		await prepareStore();
		const zahra = await aPerson();
		await anApplication(zahra);
		const session = `telegram:${zahra.person.userId}`;
		await mongoose.connection.collection("sessions").insertOne({ _id: session, drafts: {} } as never);
		const { folder: written } = await writeBackup(folder, NOW);
		await forget(zahra, NOW);
		await backups.restore(written, NOW, { replace: true });
		const left = await dump();
		expect(left.people).toEqual([]);
		expect(left.organizations).toEqual([]);
		expect(left.sessions).toEqual([]);
	});
});

test("a nightly backup that fails is noted, and tried again after an hour, not every minute", {
	timeout: 60_000,
}, async () => {
	await inDatabase(aDatabaseUri(), async () => {
		await prepareStore();
		const admin = await aPerson({ roles: ["admin"] });
		await backups.setNightly(admin, true, NOW);
		const clock = clockAt(NOW);
		const inTheWay = path.join(folder, "a file, no folder");
		await appendFile(inTheWay, "x");
		const log = createLog({ level: "silent" });
		const night = (under: string) => createNightlyBackup({ clock, log, timeZone: "Asia/Tehran", folder: under });
		const looks = async (job: ReturnType<typeof night>) => {
			job.wake();
			await job.idle();
			const found = await backups.stateOfBackups(admin, clock.now());
			return found.ok ? found.value : undefined;
		};
		const [broken, good] = [night(inTheWay), night(path.join(folder, "good"))];
		expect(await looks(broken)).toMatchObject({ lastDone: undefined, lastFailed: { at: NOW } });
		clock.moveTo(new Date(NOW.getTime() + 60_000));
		expect(await looks(good)).toMatchObject({ lastDone: undefined });
		clock.moveTo(new Date(NOW.getTime() + 3_600_000));
		expect(await looks(good)).toMatchObject({ lastDone: { by: "night" }, isOld: false });
		// Once a night.
		clock.moveTo(new Date(NOW.getTime() + 7_200_000));
		await looks(good);
		expect(await readdir(path.join(folder, "good"))).toHaveLength(1);
	});
});

test("a second tap on the button takes no second backup", async () => {
	await inDatabase(aDatabaseUri(), async () => {
		await prepareStore();
		const admin = await aPerson({ roles: ["admin"] });
		const first = await backups.order(admin, NOW);
		expect(await backups.order(admin, NOW)).toEqual(first);
		expect(await mongoose.connection.collection("backgroundJobs").countDocuments()).toBe(1);
		expect(await mongoose.connection.collection("audit").countDocuments({ action: "backup.ordered" })).toBe(1);
	});
});
