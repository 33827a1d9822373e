import mongoose from "mongoose";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createWorker } from "../../src/jobs/work.ts";
import type { Work } from "../../src/jobs/works.ts";
import { clockAt } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { begin, progressOf } from "../../src/services/backgroundJobs.ts";
import { deliveries } from "../../src/store/deliveries.ts";
import { createTexts } from "../../src/texts/index.ts";
import { progressMessage } from "../../src/views/progress.ts";
import { withDatabase } from "../support/registrar.ts";
import { NOON } from "./anOutbox.ts";

withDatabase();
beforeEach(async () => {
	await mongoose.connection.collection("backgroundJobs").deleteMany({});
	await deliveries().deleteMany({});
});

function aWorker(works: Record<string, Work>, more: { epoch?: number; instance?: string } = {}) {
	const clock = clockAt(NOON);
	const worker = createWorker({
		clock,
		log: createLog({ level: "silent" }),
		owner: { instance: more.instance ?? "one", epoch: more.epoch ?? 1 },
		works,
		onProgress: () => undefined,
		showMs: 0,
	});
	worker.start();
	onTestFinished(() => worker.stop());
	return {
		clock,
		worker,
		async works() {
			worker.wake();
			await worker.idle();
		},
	};
}

const aJob = () => begin({ kind: "count", refs: { to: 5 }, personId: "p1" }, NOON);

test("a job is done page by page, and its message is owed with its end", async () => {
	const { works } = aWorker({
		async count({ refs, report }) {
			for (let done = 1; done <= Number(refs.to); done++) await report({ done, total: 5, cursor: String(done) });
		},
	});
	const { id } = await aJob();
	await works();
	expect(await progressOf(id)).toMatchObject({ state: "done", done: 5, total: 5 });
	expect((await deliveries().findOne({ _id: `progress:${id}` }))?.to).toEqual({ personId: "p1" });
	const edits = await deliveries()
		.find({ target: `progress:${id}`, state: "pending" })
		.toArray();
	expect(edits.map((edit) => edit._id)).toEqual([`progress:${id}:edit:done`]);
});

test("a job that was stopped goes on where it was, also in another life", async () => {
	const seen: string[] = [];
	const stopping = aWorker({
		async count({ report }) {
			seen.push("1");
			void stopping.worker.stop();
			await report({ done: 1, total: 2, cursor: "$first" });
			seen.push("never");
		},
	});
	const { id } = await aJob();
	await stopping.works();
	expect(await progressOf(id)).toMatchObject({ state: "waiting", cursor: "$first" });
	const { works } = aWorker(
		{
			async count({ cursor, report }) {
				seen.push(String(cursor));
				await report({ done: 2, total: 2 });
			},
		},
		{ epoch: 2 },
	);
	await works();
	expect(seen).toEqual(["1", "$first"]);
	expect(await progressOf(id)).toMatchObject({ state: "done", done: 2 });
});

test("a job whose process was killed is taken up by its next life at once, by others when its lease is over", async () => {
	const { id } = await aJob();
	await mongoose.connection.collection("backgroundJobs").updateOne({ _id: id as never }, [
		{
			$set: {
				state: "running",
				tries: 1,
				lease: { instance: "one", epoch: 1, until: { $add: ["$$NOW", 60_000] } },
			},
		},
	]);
	const count: Work = async () => undefined;
	await aWorker({ count }, { instance: "two" }).works();
	expect((await progressOf(id))?.state).toBe("running");
	await aWorker({ count }, { epoch: 2 }).works();
	expect((await progressOf(id))?.state).toBe("done");
});

test("a job that fails is tried three times, later each time, and then says that it failed", async () => {
	let tries = 0;
	const { works, clock } = aWorker({
		async count() {
			tries++;
			throw new Error("no");
		},
	});
	const { id } = await aJob();
	await works();
	await works();
	expect(tries).toBe(1);
	clock.moveTo(new Date(NOON.getTime() + 60_000));
	await works();
	clock.moveTo(new Date(NOON.getTime() + 200_000));
	await works();
	expect(tries).toBe(3);
	expect(await progressOf(id)).toMatchObject({ state: "failed" });
	expect(await deliveries().countDocuments({ _id: `progress:${id}:edit:failed` })).toBe(1);
});

test("a job's bar is told in numbers too", () => {
	const t = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }).in("fa");
	const { text } = progressMessage({ state: "running", done: 40, total: 100 }, t);
	expect(text.replace(/[⁨⁩]/g, "")).toBe("در حال انجام ▓▓▓▓░░░░░░ ۴۰ از ۱۰۰");
	expect(progressMessage({ state: "running", done: 0, total: 0 }, t).text).toContain("آغاز شد");
});
