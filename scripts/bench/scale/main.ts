/** `npm run bench:scale [organizations=20000 people=100000 reports=1000000]`: the registers at the size of a province, each question timed. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createLog } from "../../../src/kit/log.ts";
import { closeStore, connectStore, prepareStore } from "../../../src/store/connection.ts";
import { startEmbeddedMongo } from "../../../src/store/embedded.ts";
import { chance } from "./names.ts";
import { plansOf } from "./plans.ts";
import { fill, type Size } from "./province.ts";
import { QUESTIONS, type Question } from "./questions.ts";
import { fillReports } from "./reports.ts";

const TIMES = 200;
const MARK_MS = 50;

interface Measured {
	name: string;
	p50: number;
	p95: number;
	indexes: string[];
	wrong: string[];
}

async function measure(question: Question, size: Size): Promise<Measured> {
	const luck = chance(question.name.length * 97 + 7);
	const took: number[] = [];
	for (let time = 0; time < TIMES; time++) {
		const start = performance.now();
		await question.ask(luck, size);
		took.push(performance.now() - start);
	}
	took.sort((a, b) => a - b);
	const at = (share: number) => took[Math.min(took.length - 1, Math.ceil(took.length * share) - 1)] ?? 0;
	const { indexes, scans, examined, returned } = await plansOf(() => question.ask(luck, size));
	const wrong = [
		...(at(0.95) > MARK_MS ? [`slower than ${MARK_MS} ms`] : []),
		...(scans ? ["reads a whole collection"] : []),
		...(question.isDefault && examined > 3 * Math.max(1, returned) ? [`reads ${examined} for ${returned}`] : []),
	];
	return { name: question.name, p50: at(0.5), p95: at(0.95), indexes, wrong };
}

function sizeFrom(words: string[]): Size {
	const asked = new Map(words.map((word) => word.split("=") as [string, string]));
	const number = (name: string, otherwise: number) => {
		const value = Number(asked.get(name) ?? otherwise);
		if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is a whole number above 0`);
		return value;
	};
	return {
		organizations: number("organizations", 20_000),
		people: number("people", 100_000),
		reports: number("reports", 1_000_000),
	};
}

const size = sizeFrom(process.argv.slice(2));
const dataPath = await mkdtemp(path.join(tmpdir(), "dabir-scale-"));
const mongod = await startEmbeddedMongo({ dataPath, log: createLog({ level: "warn" }) });
try {
	await connectStore(mongod.uri);
	const start = performance.now();
	// A million reports are indexed faster when they lie there already.
	await fillReports(size, mongod.uri);
	await prepareStore();
	await fill(size);
	console.log(
		`${size.organizations} organizations, ${size.people} people, ${size.reports} reports; filled in ${((performance.now() - start) / 1000).toFixed(0)} s\n`,
	);
	console.log(`| question | p50 ms | p95 ms | indexes |\n|---|---:|---:|---|`);
	const wrong: string[] = [];
	for (const question of QUESTIONS) {
		const { name, p50, p95, indexes, wrong: found } = await measure(question, size);
		console.log(`| ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${indexes.join(" · ")} |`);
		wrong.push(...found.map((what) => `${name}: ${what}`));
	}
	console.log();
	const child = fork(path.join(import.meta.dirname, "exporting.ts"), [
		mongod.uri,
		String(Math.min(size.reports, 100_000)),
	]);
	const [code] = await once(child, "exit");
	if (code !== 0) wrong.push("the export failed");
	if (wrong.length > 0) {
		console.error(`\n${wrong.join("\n")}`);
		process.exitCode = 1;
	}
	await closeStore();
} finally {
	await mongod.stop();
	await rm(dataPath, { recursive: true, force: true });
}
