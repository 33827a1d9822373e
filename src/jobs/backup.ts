/** The nightly backup: taken once a night where an admin switched it on. It runs beside the tick and holds nothing up. */
import { nextNight } from "../domain/backup.ts";
import type { Clock } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import * as backups from "../services/backups.ts";

export interface NightlyBackupOptions {
	clock: Clock;
	log: Log;
	timeZone: string;
	folder: string;
}

export function createNightlyBackup({ clock, log, timeZone, folder }: NightlyBackupOptions) {
	let round: Promise<void> | undefined;
	let stopping = new AbortController();

	async function look(): Promise<void> {
		const now = clock.now();
		try {
			if (!(await backups.isNightlyDue(now, timeZone))) return;
			const { folder: written, bytes } = await backups.take({ folder, by: "night", now }, { signal: stopping.signal });
			log.info({ folder: written, bytes }, "the nightly backup is taken");
		} catch (error) {
			if (stopping.signal.aborted) log.warn("the nightly backup was broken off; it is taken again");
			else log.error({ err: error }, "the nightly backup failed; within the hour it is tried again");
		}
	}

	return {
		/** Takes it if it is due, unless it is being taken already. */
		wake(): void {
			round ??= look().finally(() => {
				round = undefined;
			});
		},
		async nextDue(): Promise<Date | undefined> {
			return (await backups.isNightlyOn()) ? nextNight(clock.now(), timeZone) : undefined;
		},
		async idle(): Promise<void> {
			await round;
		},
		async stop(): Promise<void> {
			stopping.abort();
			await round;
			stopping = new AbortController();
		},
	};
}
