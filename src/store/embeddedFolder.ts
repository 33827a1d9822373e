/** The folder of the embedded database: whether there is room in it, and whose it is. */
import { access, constants, mkdir, readFile, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Log } from "../kit/log.ts";

/** The embedded database cannot be started; the message is one sentence for the person at the keyboard. */
export class EmbeddedMongoFault extends Error {
	override name = "EmbeddedMongoFault";
}

/** WiredTiger's journal alone takes 200 MB at the first start. */
const ROOM = 500 * 1024 * 1024;
/** Milliseconds a mongod that was told to end may take. */
const END_LIMIT = 30_000;

/** Makes the folder when it is missing; `room` is the bytes that must be free. Throws {@link EmbeddedMongoFault}. */
export async function prepareFolder(dataPath: string, room = ROOM): Promise<void> {
	try {
		await mkdir(dataPath, { recursive: true });
		await access(dataPath, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch {
		throw new EmbeddedMongoFault(`The folder ${dataPath} of the embedded database cannot be made or written to.`);
	}
	const { bavail, bsize } = await statfs(dataPath);
	if (bavail * bsize < room) {
		const inMegabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
		throw new EmbeddedMongoFault(
			`The embedded database needs ${inMegabytes(room)} MB of free disk in ${dataPath}, and ${inMegabytes(bavail * bsize)} MB are free.`,
		);
	}
}

/** Refuses when a living Dabir has the folder; ends a mongod whose Dabir is gone, and waits until it let go of the data. */
export async function endLeftover(dataPath: string, log: Log): Promise<void> {
	const mongod = await readNumber(path.join(dataPath, "mongod.lock"));
	if (mongod === undefined || !(await isMongodOn(mongod, dataPath))) return;
	const owner = await readNumber(ownerFile(dataPath));
	if (owner !== undefined && isAlive(owner)) throw inUse(dataPath, owner);
	log.warn({ mongod }, "a mongod of a Dabir that is gone still had the data folder; it was told to end");
	process.kill(mongod, "SIGTERM");
	const deadline = Date.now() + END_LIMIT;
	// The system tells nobody about the end of a process that is not one's child.
	while (isAlive(mongod)) {
		if (Date.now() > deadline) throw inUse(dataPath, mongod);
		await setTimeout(50);
	}
}

/** Says that this process is the one whose mongod works in the folder. */
export async function claim(dataPath: string): Promise<void> {
	await writeFile(ownerFile(dataPath), String(process.pid));
}

export function inUse(dataPath: string, process?: number): EmbeddedMongoFault {
	const who = process === undefined ? "" : ` (process ${process})`;
	return new EmbeddedMongoFault(
		`Another Dabir${who} is using the data folder ${dataPath}; end it first, or start this one elsewhere.`,
	);
}

/** Tells which Dabir a running mongod belongs to. */
function ownerFile(dataPath: string): string {
	return path.join(dataPath, "dabir.pid");
}

/** The number a small file holds, if there is one. */
export async function readNumber(file: string): Promise<number | undefined> {
	const text = await readFile(file, "utf8").catch(() => "");
	return /^\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** Process ids are used again: only a mongod that was started on this very folder counts. */
async function isMongodOn(pid: number, dataPath: string): Promise<boolean> {
	const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
	return command.split("\0").includes(dataPath);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}
