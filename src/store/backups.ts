/** The database written to files and read back: one gzipped file of Extended JSON a collection, and a manifest that is written last. */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, type Stats } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import mongoose, { mongo } from "mongoose";
import { BACKUPS_KEPT, type BackupFile, type BackupManifest, type BackupRun, backupName } from "../domain/backup.ts";
import { newId } from "../kit/ids.ts";

const { EJSON } = mongo.BSON;
const MANIFEST = "manifest.json";
/** Documents inserted at a time. */
const PAGE = 500;
const PAGE_BYTES = 8 * 1024 * 1024;
/** Another process may be writing a backup into the same folder; one that no byte came to for so long was left behind. */
const STILL_WRITTEN_MS = 3600_000;

/** A folder that cannot be restored, or a database that must not be written over; the message is for the person at the keyboard. */
export class BackupFault extends Error {
	/** False when the database was being written to already. */
	readonly changedNothing: boolean;
	constructor(message: string, changedNothing = true) {
		super(message);
		this.changedNothing = changedNothing;
	}
}

export interface Backup {
	folder: string;
	manifest: BackupManifest;
	bytes: number;
}

function database(): mongo.Db {
	const { db } = mongoose.connection;
	if (!db) throw new Error("the database is not open");
	return db;
}

async function collectionNames(): Promise<string[]> {
	const found = await database().listCollections({ type: "collection" }, { nameOnly: true }).toArray();
	return found.map(({ name }) => name).filter((name) => !name.startsWith("system."));
}

/**
 * Writes every collection as it was at one moment into a new folder under `under`; a folder appears only when it is
 * whole. The pieces of stored files never change once written and are read last, outside that moment, so that many of
 * them cannot outlast what the database remembers of it (five minutes).
 */
export async function writeBackup(
	under: string,
	now: Date,
	{ signal, onProgress }: { signal?: AbortSignal; onProgress?(done: number, total: number): Promise<void> } = {},
): Promise<Backup> {
	await mkdir(under, { recursive: true, mode: 0o700 });
	let folder = path.join(under, backupName(now));
	const unfinished = `${folder}.${newId()}.unfinished`;
	await mkdir(unfinished, { mode: 0o700 });
	const session = mongoose.connection.getClient().startSession({ snapshot: true });
	try {
		const names = await collectionNames();
		names.sort((a, b) => Number(isPieces(a)) - Number(isPieces(b)) || (a < b ? -1 : 1));
		const collections: BackupFile[] = [];
		for (const name of names) {
			await onProgress?.(collections.length, names.length);
			collections.push(await writeCollection(name, unfinished, isPieces(name) ? undefined : session, signal));
		}
		const manifest: BackupManifest = { format: 1, takenAt: now.toISOString(), collections };
		await writeFile(path.join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, "\t")}\n`, { mode: 0o600 });
		folder = await nameFor(unfinished, folder);
		return { folder, manifest, bytes: await sizeOf(folder) };
	} catch (error) {
		await rm(unfinished, { recursive: true, force: true });
		throw error;
	} finally {
		await session.endSession();
	}
}

/** Two backups of one second stand beside each other: the second is called "…Z-2". Resolves to the name it has now. */
async function nameFor(unfinished: string, folder: string): Promise<string> {
	for (let number = 1; ; number++) {
		const name = number === 1 ? folder : `${folder}-${number}`;
		try {
			await rename(unfinished, name);
			return name;
		} catch (error) {
			const { code } = error as { code?: string };
			if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
		}
	}
}

/** GridFS keeps the bytes of files in "<bucket>.chunks". */
function isPieces(name: string): boolean {
	return name.endsWith(".chunks");
}

async function writeCollection(
	name: string,
	folder: string,
	session: mongo.ClientSession | undefined,
	signal: AbortSignal | undefined,
): Promise<BackupFile> {
	const file = `${encodeURIComponent(name)}.ejson.gz`;
	// As they lie in the database: a whole number of 64 bits stays one.
	const asTheyAre = { promoteValues: false, promoteLongs: false, promoteBuffers: false } as const;
	const cursor = database()
		.collection(name)
		.find({}, { ...asTheyAre, ...(session && { session }) })
		.sort({ _id: 1 });
	let documents = 0;
	async function* lines() {
		for await (const document of cursor) {
			documents++;
			yield `${EJSON.stringify(document, { relaxed: false })}\n`;
		}
	}
	const hash = createHash("sha256");
	await pipeline(
		Readable.from(lines()),
		createGzip(),
		new Transform({
			transform(chunk, _encoding, pass) {
				hash.update(chunk);
				pass(null, chunk);
			},
		}),
		createWriteStream(path.join(folder, file), { mode: 0o600 }),
		{ ...(signal && { signal }) },
	);
	return { collection: name, file, documents, sha256: hash.digest("hex") };
}

async function sizeOf(folder: string): Promise<number> {
	return (await filesIn(folder)).reduce((sum, { size }) => sum + size, 0);
}

async function filesIn(folder: string): Promise<Stats[]> {
	return await Promise.all((await readdir(folder)).map((file) => stat(path.join(folder, file))));
}

/** Removes the oldest backups under `under`, and what a crash left unfinished there; nothing else. */
export async function removeOldBackups(under: string, kept = BACKUPS_KEPT): Promise<void> {
	const names = await readdir(under).catch(() => []);
	const whole = names.filter((name) => /^dabir-[\dTZ-]+$/.test(name)).sort();
	for (const name of whole.slice(0, -kept)) await rm(path.join(under, name), { recursive: true, force: true });
	const now = await lastTouched(path.join(under, whole.at(-1) ?? ""));
	for (const name of names.filter((name) => /^dabir-[\dTZ-]+\.\w+\.unfinished$/.test(name))) {
		const folder = path.join(under, name);
		const touched = await lastTouched(folder);
		if (now !== undefined && touched !== undefined && touched < now - STILL_WRITTEN_MS)
			await rm(folder, { recursive: true, force: true });
	}
}

/** By the disk's clock, in which the newest backup has just ended; undefined when it is gone meanwhile. */
async function lastTouched(folder: string): Promise<number | undefined> {
	try {
		const [itself, files] = await Promise.all([stat(folder), filesIn(folder)]);
		return Math.max(...(files.length > 0 ? files : [itself]).map(({ mtimeMs }) => mtimeMs));
	} catch (error) {
		if ((error as { code?: string }).code === "ENOENT") return undefined;
		throw error;
	}
}

/** Reads a backup's manifest and makes sure that every file is there, whole. */
async function checkBackup(folder: string): Promise<BackupManifest> {
	const manifest = await readManifest(folder);
	for (const { file, sha256, collection } of manifest.collections) {
		const hash = createHash("sha256");
		try {
			await pipeline(createReadStream(path.join(folder, path.basename(file))), hash);
		} catch {
			throw new BackupFault(`The backup is not whole: the file of "${collection}" cannot be read.`);
		}
		if (hash.digest("hex") !== sha256) {
			throw new BackupFault(`The backup is damaged: the file of "${collection}" is not what was written.`);
		}
	}
	return manifest;
}

async function readManifest(folder: string): Promise<BackupManifest> {
	let manifest: BackupManifest;
	try {
		manifest = JSON.parse(await readFile(path.join(folder, MANIFEST), "utf8")) as BackupManifest;
	} catch {
		throw new BackupFault(`There is no backup in ${folder}: ${MANIFEST} is missing or cannot be read.`);
	}
	if (manifest.format !== 1 || !Array.isArray(manifest.collections)) {
		throw new BackupFault("The backup was written by another version of Dabir that this one does not know.");
	}
	return manifest;
}

/**
 * Puts a backup into the database. Throws {@link BackupFault} and changes nothing when the backup is not whole, when a
 * Dabir is at work on the database, or when there is something in it and `replace` was not asked for.
 */
export async function readBackup(folder: string, { replace = false } = {}): Promise<BackupManifest> {
	const manifest = await checkBackup(folder);
	await refuseWhileLed();
	const names = await collectionNames();
	if (!replace) {
		for (const name of names) {
			if (
				(await database()
					.collection(name)
					.findOne({}, { projection: { _id: 1 } })) === null
			)
				continue;
			throw new BackupFault("The database is not empty. To put the backup in its place, add --replace.");
		}
	}
	for (const name of names) await database().collection(name).drop();
	for (const one of manifest.collections) {
		const documents = await readCollection(path.join(folder, path.basename(one.file)), one.collection);
		if (documents !== one.documents) {
			throw new BackupFault(`Of "${one.collection}" ${documents} documents were read, not ${one.documents}.`, false);
		}
	}
	return manifest;
}

/** A Dabir that leads would write into what is being put back. */
async function refuseWhileLed(): Promise<void> {
	const leader = await database()
		.collection<{ _id: string }>("leases")
		.findOne({ _id: "leader", $expr: { $gt: ["$until", "$$NOW"] } });
	if (leader) throw new BackupFault("A Dabir is at work on this database. Stop it first, then try again.");
}

async function readCollection(file: string, name: string): Promise<number> {
	const collection = database().collection(name);
	await database().createCollection(name);
	const lines = createInterface({
		input: createReadStream(file).pipe(createGunzip()),
		crlfDelay: Number.POSITIVE_INFINITY,
	});
	let page: mongo.BSON.Document[] = [];
	let bytes = 0;
	let documents = 0;
	const write = async () => {
		if (page.length > 0) await collection.insertMany(page, { ordered: false });
		documents += page.length;
		page = [];
		bytes = 0;
	};
	for await (const line of lines) {
		if (line === "") continue;
		page.push(EJSON.parse(line, { relaxed: false }) as mongo.BSON.Document);
		bytes += line.length;
		if (page.length >= PAGE || bytes >= PAGE_BYTES) await write();
	}
	await write();
	return documents;
}

/**
 * What an old backup must not do again: what was due before `now` is not sent, what was being worked on is over, and
 * no update that was handled since is taken up. Resolves to how many deliveries were cancelled.
 */
export async function forgetWhatWasDue(now: Date): Promise<number> {
	const db = database();
	const cancelled = await db
		.collection("deliveries")
		.updateMany(
			{ open: true, dueAt: { $lte: now } },
			{ $set: { state: "cancelled", reason: "restored", endedAt: now }, $unset: { open: 1, lease: 1, fence: 1 } },
		);
	await db
		.collection("backgroundJobs")
		.updateMany(
			{ state: { $in: ["waiting", "running"] } },
			{ $set: { state: "failed", endedAt: now }, $unset: { lease: 1 } },
		);
	await db.collection("sessions").updateMany({}, { $set: { lease: null } });
	await db.collection("inbox").deleteMany({});
	await db.collection("leases").deleteMany({});
	return cancelled.modifiedCount;
}

const schema = new mongoose.Schema<Omit<BackupRun, "id"> & { _id: string }>(
	{
		_id: String,
		at: { type: Date, required: true },
		by: { type: String, required: true },
		state: { type: String, required: true },
		folder: String,
		documents: Number,
		bytes: Number,
	},
	{ versionKey: false },
);
schema.index({ state: 1, at: -1 });

const Runs = mongoose.model("BackupRun", schema, "backups");

export async function addRun(run: Omit<BackupRun, "id">): Promise<void> {
	await Runs.create([{ _id: newId(), ...run }]);
}

export async function lastRun(state: BackupRun["state"]): Promise<BackupRun | undefined> {
	const found = await Runs.findOne({ state }).sort({ at: -1 }).lean();
	if (!found) return undefined;
	const { _id, ...rest } = found;
	return { id: _id, ...rest };
}
