/** `npm run faults -- [P1 P6 …] [seed=…] [quick]`: the promises in their full length, judged by what Telegram's ledger says arrived. */
import { loadavg } from "node:os";
import { seeded } from "../../support/hostileTexts.ts";
import { abuser } from "./abuser.ts";
import { aMongod, type Mongod } from "./aDatabase.ts";
import { beforeClose } from "./beforeClose.ts";
import { crash } from "./crash.ts";
import { databaseGone } from "./databaseGone.ts";
import { deploys } from "./deploys.ts";
import { dirtyApi } from "./dirtyApi.ts";
import { flood } from "./flood.ts";
import { frozen } from "./frozen.ts";
import { jobsOnce } from "./jobsOnce.ts";
import { pace } from "./pace.ts";
import { points } from "./points.ts";
import type { Context, LongPromise, Verdict } from "./promise.ts";
import { reminders } from "./reminders.ts";
import { aStage, type Stage } from "./stage.ts";
import { staysUp } from "./staysUp.ts";
import { stopped } from "./stopped.ts";

const PROMISES: LongPromise[] = [
	crash,
	pace,
	flood,
	dirtyApi,
	stopped,
	points,
	beforeClose,
	frozen,
	databaseGone,
	jobsOnce,
	reminders,
	deploys,
	abuser,
	staysUp,
];

const words = process.argv.slice(2);
const settings = new Map(words.filter((word) => word.includes("=")).map((word) => word.split("=") as [string, string]));
const quick = words.includes("quick");
const wanted = words.filter((word) => !word.includes("=") && word !== "quick");
const unknown = wanted.find((word) => !PROMISES.some(({ promise }) => promise === word));
if (unknown !== undefined) {
	const all = [...new Set(PROMISES.map(({ promise }) => promise))].join(", ");
	console.error(`there is no "${unknown}"; there are ${all}, seed=… and quick`);
	process.exit(78);
}
const seed = Number(settings.get("seed") ?? Date.now() % 100_000);
const load = () =>
	loadavg()
		.map((one) => one.toFixed(1))
		.join(" ");

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const mongod = await aMongod();
const rows: { promise: string; verdicts: Verdict[] }[] = [];
try {
	console.log(`Seed ${seed}${quick ? ", quick: the figures count for nothing" : ""}; load ${load()}`);
	for (const one of PROMISES) {
		if (wanted.length > 0 && !wanted.includes(one.promise)) continue;
		rows.push({ promise: one.promise, verdicts: await judged(one, mongod) });
	}
} finally {
	await mongod.close();
}
console.log(`\nSeed ${seed}${quick ? ", quick" : ""}; load ${load()}\n`);
console.log("| promise | figure | mark | measured | held? |\n|---|---|---|---|---|");
for (const { promise, verdicts } of rows) {
	for (const { figure, mark, measured, holds } of verdicts) {
		console.log(`| ${promise} | ${figure} | ${mark} | ${measured} | ${holds ? "yes" : "NO"} |`);
	}
}
const broken = rows.flatMap(({ verdicts }) => verdicts.filter(({ holds }) => !holds)).length;
console.log(broken === 0 ? "\nAll of it held." : `\n${broken} did NOT hold.`);
process.exit(broken === 0 ? 0 : 1);

async function judged({ promise, title, run }: LongPromise, mongod: Mongod): Promise<Verdict[]> {
	const startedAt = performance.now();
	const stages: Stage[] = [];
	const say = (what: string) => {
		const line = `${promise} ${((performance.now() - startedAt) / 1_000).toFixed(0)} s: ${what}`;
		if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}`);
		else console.log(line);
	};
	const context: Context = {
		seed,
		chance: seeded(seed),
		quick,
		setting: (name, otherwise) => Number(settings.get(name) ?? otherwise),
		say,
		async stage(options = {}) {
			const stage = await aStage(mongod, options);
			stages.push(stage);
			return {
				...stage,
				async close() {
					if (stages.splice(stages.indexOf(stage), 1).length > 0) await stage.close();
				},
			};
		},
	};
	console.log(`\n${promise}: ${title}`);
	try {
		return await run(context);
	} catch (error) {
		console.error(error);
		const measured = error instanceof Error ? error.message.replaceAll("\n", " ") : String(error);
		return [{ figure: "it ran to its end", mark: "yes", measured, holds: false }];
	} finally {
		for (const stage of stages.splice(0)) await stage.close();
		say("over");
		if (process.stdout.isTTY) console.log();
	}
}
