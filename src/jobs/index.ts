/** The timetable: what is looked after because time passed, one line a job. Each asks the database what is due and not done. */
import { schedule } from "node-cron";
import type { Config } from "../config.ts";
import type { Clock } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import { BACKUP_FOLDER, take as takeBackup } from "../services/backups.ts";
import { lookAfterTerms, nextTerm } from "../services/committees/index.ts";
import { nextDueMoment } from "../services/deliveries.ts";
import { nextDue as nextWork } from "../store/backgroundJobs.ts";
import type { Owner } from "../store/sessions.ts";
import type { Download } from "../telegram/download.ts";
import type { Texts } from "../texts/index.ts";
import { assessmentWorks } from "./assessments.ts";
import { createNightlyBackup } from "./backup.ts";
import { createDeadlines } from "./deadlines.ts";
import { createDigests } from "./digests.ts";
import { drafts } from "./drafts.ts";
import { createMinutes } from "./minutes.ts";
import { figureWorks } from "./monthly.ts";
import { neighbourhoodWorks } from "./neighbourhoodWorks.ts";
import { profileWorks } from "./profileWorks.ts";
import { registerWorks } from "./registers.ts";
import { remind } from "./remind.ts";
import { reportMapWorks } from "./reportMap.ts";
import { stalledWorkJob } from "./stalledWorks.ts";
import { createWorker } from "./work.ts";
import { works as allWorks, type Work } from "./works.ts";

export interface JobsOptions {
	clock: Clock;
	log: Log;
	config: Config;
	owner: Owner;
	deliver: { wake(): void };
	texts: Texts;
	download: Download;
	works?: Record<string, Work>;
	/** Where backups are kept. */
	backupFolder?: string;
}

interface Job {
	name: string;
	run(now: Date): Promise<void> | void;
}

export function createJobs({
	clock,
	log,
	config,
	owner,
	deliver,
	texts,
	download,
	works,
	backupFolder = BACKUP_FOLDER,
}: JobsOptions) {
	const worker = createWorker({
		clock,
		log,
		owner,
		onProgress: deliver.wake,
		works: {
			...(works ?? allWorks),
			...registerWorks({ texts, download }),
			...profileWorks({ download }),
			...neighbourhoodWorks({ texts, download }),
			...assessmentWorks({ texts }),
			...reportMapWorks({ texts }),
			...figureWorks({ texts, timeZone: config.timeZone }),
			async "backup.take"({ now, report }) {
				await takeBackup(
					{ folder: backupFolder, by: "hand", now },
					{ onProgress: (done, total) => report({ done, total }) },
				);
			},
		},
	});
	const nightly = createNightlyBackup({ clock, log, timeZone: config.timeZone, folder: backupFolder });

	const digests = createDigests(config);
	const deadlines = createDeadlines(config);
	const minutes = createMinutes(config);

	const timetable: Job[] = [
		{ name: "work", run: () => worker.wake() },
		{ name: "backup", run: () => nightly.wake() },
		deadlines,
		{ name: "seatTerms", run: lookAfterTerms },
		stalledWorkJob,
		remind,
		minutes,
		digests,
		drafts,
	];

	let cron: ReturnType<typeof schedule> | undefined;

	/** Does what is due at the clock's moment, and sends it. A job that fails is told and keeps none of the others from being done. */
	async function tick(): Promise<void> {
		const now = clock.now();
		await Promise.all(
			timetable.map(async (job) => {
				try {
					await job.run(now);
				} catch (error) {
					log.error({ err: error, job: job.name }, "a job failed; it is done again at the next tick");
				}
			}),
		);
		deliver.wake();
	}

	return {
		tick,
		/** Every minute from now on. */
		start(): void {
			worker.start();
			cron ??= schedule("* * * * *", tick, { timezone: "UTC", noOverlap: true });
			void tick();
		},
		/** When something falls due next, for those who move the clock. */
		async nextDue(): Promise<Date | undefined> {
			const now = clock.now();
			const moments = await Promise.all([
				nextDueMoment(now),
				nextWork(now),
				nightly.nextDue(),
				deadlines.nextDue(now),
				nextTerm(),
				stalledWorkJob.nextDue(now),
				remind.nextDue(now),
				minutes.nextDue(now),
				digests.nextDue(now),
				drafts.nextDue(),
			]);
			return moments.filter((moment) => moment !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
		},
		/** Resolves when no background job that is due is left. */
		async idle(): Promise<void> {
			await worker.idle();
			await nightly.idle();
		},
		/** A background job may have been begun. */
		wake: () => worker.wake(),
		/** No tick comes any more; a background job stops at its next page. */
		async stop(): Promise<void> {
			await cron?.destroy();
			cron = undefined;
			await Promise.all([worker.stop(), nightly.stop()]);
		},
	};
}
