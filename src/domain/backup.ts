/** A backup: the whole database at one moment, as files that say of themselves what must be in them. */
import type { PlainTime } from "./dates.ts";
import { addDays, dayOf, momentOf } from "./dates.ts";

/** What lies beside a backup's files; without it a folder is no backup. */
export interface BackupManifest {
	format: 1;
	takenAt: string;
	collections: BackupFile[];
}

/** One collection: a line of Extended JSON for each document, gzipped. */
export interface BackupFile {
	collection: string;
	file: string;
	documents: number;
	/** Of the file as it lies there. */
	sha256: string;
}

/** A backup that was tried: how it ended. */
export interface BackupRun {
	id: string;
	at: Date;
	by: "night" | "hand";
	state: "done" | "failed";
	folder?: string;
	documents?: number;
	bytes?: number;
}

/** Older ones are removed. */
export const BACKUPS_KEPT = 14;
/** After so many days without one the admins are warned. */
const OLD_DAYS = 3;
/** The hour of the night it is taken at. */
const NIGHTLY: PlainTime = { hour: 3, minute: 30 };
/** After a failure it is tried again, but not every minute. */
const AGAIN_MS = 3_600_000;

const DAY_MS = 86_400_000;

/** The last night's hour before `now`, in that zone. */
export function lastNight(now: Date, timeZone: string): Date {
	const today = dayOf(now, timeZone);
	const tonight = momentOf(today, NIGHTLY, timeZone);
	return tonight <= now ? tonight : momentOf(addDays(today, -1), NIGHTLY, timeZone);
}

/** The next night's hour after `now`. */
export function nextNight(now: Date, timeZone: string): Date {
	const today = dayOf(now, timeZone);
	const tonight = momentOf(today, NIGHTLY, timeZone);
	return tonight > now ? tonight : momentOf(addDays(today, 1), NIGHTLY, timeZone);
}

/** Whether the nightly backup has yet to be taken: none since the last night, and no failure within the hour. */
export function isDue(runs: { lastDone: Date | undefined; lastFailed: Date | undefined }, now: Date, timeZone: string) {
	const night = lastNight(now, timeZone);
	if (runs.lastDone && runs.lastDone >= night) return false;
	return !runs.lastFailed || runs.lastFailed < night || now.getTime() - runs.lastFailed.getTime() >= AGAIN_MS;
}

export function isOld(lastDone: Date | undefined, now: Date): boolean {
	return lastDone === undefined || now.getTime() - lastDone.getTime() > OLD_DAYS * DAY_MS;
}

/** A folder's name, in the order of time: "dabir-2026-11-24T06-30-00Z". */
export function backupName(now: Date): string {
	return `dabir-${now
		.toISOString()
		.replace(/\.\d+Z$/, "Z")
		.replaceAll(":", "-")}`;
}
