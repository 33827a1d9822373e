/** Backups: taken by hand or at night, and what admins see of them. */
import { type BackupRun, isDue, isOld } from "../domain/backup.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/backups.ts";
import * as settings from "../store/settings.ts";
import { transaction } from "../store/transaction.ts";
import { beginOnce } from "./backgroundJobs.ts";
import { forgetAgain, idsOfForgotten } from "./forgetting.ts";

/** Where backups lie when nothing else is said, beside the embedded database. */
export const BACKUP_FOLDER = ".data/backups";
const NIGHTLY = "nightlyBackup";

export interface BackupState {
	nightly: boolean;
	lastDone: BackupRun | undefined;
	lastFailed: BackupRun | undefined;
	/** None within three days. */
	isOld: boolean;
}

export async function stateOfBackups(actor: Actor, now: Date): Promise<Result<BackupState, "notAllowed">> {
	if (!may(actor, "health.see")) return refuse("notAllowed");
	return done(await state(now));
}

async function state(now: Date): Promise<BackupState> {
	const [nightly, lastDone, lastFailed] = await Promise.all([
		settings.isOn(NIGHTLY),
		store.lastRun("done"),
		store.lastRun("failed"),
	]);
	return { nightly, lastDone, lastFailed, isOld: isOld(lastDone?.at, now) };
}

/** Switches the nightly backup on or off. */
export async function setNightly(actor: Actor, on: boolean, now: Date): Promise<Result<undefined, "notAllowed">> {
	if (!may(actor, "backup.set")) return refuse("notAllowed");
	if ((await settings.isOn(NIGHTLY)) === on) return done(undefined);
	await transaction(async () => {
		await settings.turn(NIGHTLY, { on, byId: actor.person.id, at: now });
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: on ? "backup.nightlyOn" : "backup.nightlyOff",
			thing: { kind: "setting", id: NIGHTLY },
		});
	});
	return done(undefined);
}

/** A backup is begun now; its progress is shown to who asked. */
export async function order(actor: Actor, now: Date): Promise<Result<{ id: string }, "notAllowed">> {
	if (!may(actor, "backup.set")) return refuse("notAllowed");
	const job = await beginOnce({ kind: "backup.take", refs: {}, personId: actor.person.id }, now);
	if (job.isNew) {
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "backup.ordered",
			thing: { kind: "backup", id: job.id },
		});
	}
	return done({ id: job.id });
}

/** Whether the night's backup is switched on and has yet to be taken. */
export async function isNightlyDue(now: Date, timeZone: string): Promise<boolean> {
	if (!(await isNightlyOn())) return false;
	const { lastDone, lastFailed } = await state(now);
	return isDue({ lastDone: lastDone?.at, lastFailed: lastFailed?.at }, now, timeZone);
}

export async function isNightlyOn(): Promise<boolean> {
	return await settings.isOn(NIGHTLY);
}

/** Writes the backup, removes those that are too old, and notes how it went. */
export async function take(
	input: { folder: string; by: BackupRun["by"]; now: Date },
	how: { signal?: AbortSignal; onProgress?(done: number, total: number): Promise<void> } = {},
): Promise<store.Backup> {
	const { folder, by, now } = input;
	let backup: store.Backup;
	try {
		backup = await store.writeBackup(folder, now, how);
	} catch (error) {
		if (!how.signal?.aborted) await store.addRun({ at: now, by, state: "failed" });
		throw error;
	}
	await store.removeOldBackups(folder);
	const documents = backup.manifest.collections.reduce((sum, one) => sum + one.documents, 0);
	await store.addRun({ at: now, by, state: "done", folder: backup.folder, documents, bytes: backup.bytes });
	return backup;
}

/** Puts a backup into the database; nothing that was due before `now` is sent, and who was forgotten since stays forgotten. */
export async function restore(
	folder: string,
	now: Date,
	how: { replace?: boolean } = {},
): Promise<{ takenAt: string; documents: number; cancelled: number }> {
	const forgotten = await idsOfForgotten();
	const manifest = await store.readBackup(folder, how);
	await forgetAgain(forgotten, now);
	const cancelled = await store.forgetWhatWasDue(now);
	const documents = manifest.collections.reduce((sum, one) => sum + one.documents, 0);
	return { takenAt: manifest.takenAt, documents, cancelled };
}
