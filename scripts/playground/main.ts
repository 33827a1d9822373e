/** `npm run playground`: starts everything, says where the page is, and ends everything in order. */
import path from "node:path";
import { parseArgs } from "node:util";
import { EXIT_CONFIG } from "../../src/config.ts";
import { startPlayground } from "./playground.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../.data/playground");
const PORT = 8090;

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

function refuse(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(EXIT_CONFIG);
}

function wantedPort(): number {
	const given = process.env.PLAYGROUND_PORT;
	if (given === undefined || given === "") return PORT;
	if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535) {
		refuse(`PLAYGROUND_PORT must be a whole number from 0 to 65535 (it is "${given}")`);
	}
	return Number(given);
}

const OPTIONS = [
	"The options are:",
	"--fresh: forget everything and begin anew;",
	"--crowd=500: so many demo people more, to announce to (5000 at most).",
].join("\n");

function options(): { fresh: boolean; crowd: number } {
	try {
		const { fresh, crowd } = parseArgs({
			options: { fresh: { type: "boolean", default: false }, crowd: { type: "string", default: "0" } },
		}).values;
		if (!/^\d{1,4}$/.test(crowd) || Number(crowd) > 5_000) throw new Error("--crowd must be a number from 0 to 5000");
		return { fresh, crowd: Number(crowd) };
	} catch (error) {
		refuse(`${(error as Error).message}\n${OPTIONS}`);
	}
}

const { fresh, crowd } = options();
const port = wantedPort();
const leaving = new AbortController();

const starting = startPlayground({
	folder: FOLDER,
	port,
	fresh,
	crowd,
	say,
	signal: leaving.signal,
	...(process.env.MONGOD_BINARY ? { mongodBinary: process.env.MONGOD_BINARY } : {}),
});

async function leave(): Promise<void> {
	if (leaving.signal.aborted) process.exit(1);
	leaving.abort();
	say("\nClosing …");
	setTimeout(() => process.exit(1), 15_000).unref();
	const playground = await starting.catch(() => undefined);
	await playground?.stop();
	process.exit(0);
}
process.on("SIGINT", () => void leave());
process.on("SIGTERM", () => void leave());

try {
	const playground = await starting;
	if (port !== 0 && playground.port !== port) say(`Port ${port} is taken; the page is on ${playground.port}.`);
	say(`The bot writes its log to ${path.relative(process.cwd(), path.join(FOLDER, "dabir.log"))}.`);
	say(`Dabir's practice room is open: ${playground.url} (Ctrl-C closes it; --fresh begins anew)`);
} catch (error) {
	if (!leaving.signal.aborted) {
		process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
		process.exit(1);
	}
}
