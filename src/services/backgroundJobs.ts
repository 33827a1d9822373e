/** What takes longer than a handler may: begun here, done by jobs/work, its progress shown in one message. */
import { newId } from "../kit/ids.ts";
import * as store from "../store/backgroundJobs.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";

export type { BackgroundJob } from "../store/backgroundJobs.ts";

/** Writes the job down and owes the message that shows how far it is. `kind` names the work, see jobs/works.ts. */
export async function begin(
	job: { kind: string; refs: Record<string, string | number>; personId: string },
	now: Date,
): Promise<{ id: string }> {
	const id = newId();
	await transaction(async () => {
		await store.putNew({ ...job, id, dueAt: now });
		await owe([
			{
				key: progressKey(id),
				kind: "backgroundJob.progress",
				refs: { jobId: id },
				to: { personId: job.personId },
				dueAt: now,
				urgent: true,
			},
		]);
	});
	return { id };
}

/** A second tap on the button that began a job means the first one. */
const SAME_TAP_MS = 30_000;

/** Like `begin`, but a job for the same thing that has just been begun is not begun again. */
export async function beginOnce(
	job: { kind: string; refs: Record<string, string | number>; personId: string; about?: string[] },
	now: Date,
): Promise<{ id: string; isNew: boolean }> {
	const { about = [], ...rest } = job;
	const since = new Date(now.getTime() - SAME_TAP_MS);
	const before = (await store.begunSince(job.kind, job.personId, since)).find((one) =>
		about.every((key) => one.refs[key] === job.refs[key]),
	);
	return before ? { id: before.id, isNew: false } : { ...(await begin(rest, now)), isNew: true };
}

/** Lets the message show how far the job is; `step` tells one change from the next. */
export async function showProgress(job: { id: string; personId: string }, step: string, now: Date): Promise<void> {
	await owe([
		{
			key: `${progressKey(job.id)}:edit:${step}`,
			operation: "edit",
			target: progressKey(job.id),
			kind: "backgroundJob.progress",
			refs: { jobId: job.id },
			to: { personId: job.personId },
			dueAt: now,
		},
	]);
}

/** How far a job is. */
export async function progressOf(id: string): Promise<store.BackgroundJob | undefined> {
	return await store.byId(id);
}

function progressKey(id: string): string {
	return `progress:${id}`;
}
