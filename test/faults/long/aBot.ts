/** The bot as a process of its own, `node src/main.ts`: started, killed, stopped, frozen, watched. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";

export interface BotOptions {
	/** The name it takes leases under; the same again after a restart. */
	instance?: string;
	/** Beside what every bot of the stage is told. */
	env?: Record<string, string>;
	/** Another program than `src/main.ts`, which says "Dabir is ready" in its log with its port. */
	program?: string;
}

/** A line of its log, warnings and worse; what it wrote otherwise is a line with the level "stderr". */
export interface LogLine {
	level: string;
	msg: string;
	[key: string]: unknown;
}

export interface Exit {
	code: number | null;
	signal: string | null;
	/** From the signal to the end. */
	ms: number;
}

export interface Bot {
	readonly instance: string;
	/** Of its web door. */
	readonly port: number;
	readonly pid: number;
	readonly isAlive: boolean;
	/** Warnings and worse, of all its lives. */
	readonly log: LogLine[];
	/** Ends nobody asked for. */
	readonly deaths: Exit[];
	/** Another life; resolves when it is ready, or rejects when it died before. */
	start(patienceMs?: number): Promise<void>;
	/** `kill -9`, this instant; resolves when it is gone. */
	kill(): Promise<void>;
	/** SIGTERM; resolves when it is gone. */
	stop(): Promise<Exit>;
	/** SIGSTOP: it holds what it holds and does nothing. */
	freeze(): void;
	thaw(): void;
	isReady(): Promise<boolean>;
	memoryMb(): Promise<number>;
	/** Used in this life, milliseconds. */
	cpuMs(): Promise<number>;
	/** What `/metrics` says. */
	metrics(): Promise<string>;
}

const MAIN = path.resolve(import.meta.dirname, "../../../src/main.ts");
const KEPT_LINES = 5_000;
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

export function aBot({ instance = "one", env = {}, program = MAIN }: BotOptions, given: Record<string, string>): Bot {
	let child: ChildProcess | undefined;
	let port = 0;
	/** Set when somebody asked for the end. */
	let askedAt: number | undefined;
	const log: LogLine[] = [];
	const deaths: Exit[] = [];

	const alive = () => child !== undefined && child.exitCode === null && child.signalCode === null;
	function note(line: LogLine): void {
		if (log.length < KEPT_LINES) log.push(line);
	}
	function running(): ChildProcess & { pid: number } {
		if (!child || !alive() || child.pid === undefined) throw new Error(`the bot "${instance}" is not running`);
		return child as ChildProcess & { pid: number };
	}

	async function end(signal: "SIGKILL" | "SIGTERM"): Promise<Exit> {
		const process = running();
		askedAt = performance.now();
		const over = once(process, "exit");
		process.kill(signal);
		const [code, by] = await over;
		return { code, signal: by, ms: performance.now() - askedAt };
	}

	return {
		instance,
		log,
		deaths,
		get port() {
			return port;
		},
		get pid() {
			return running().pid;
		},
		get isAlive() {
			return alive();
		},
		async start(patienceMs = 60_000) {
			if (alive()) throw new Error(`the bot "${instance}" is running already`);
			askedAt = undefined;
			const life = spawn(process.execPath, [program], {
				env: { PATH: process.env.PATH, PORT: "0", INSTANCE: instance, LOG_LEVEL: "info", ...given, ...env },
				stdio: ["ignore", "pipe", "pipe"],
			});
			child = life;
			// Nothing of a run that is broken off stays behind.
			const ends = () => void life.kill("SIGKILL");
			process.on("exit", ends);
			life.once("exit", () => process.off("exit", ends));
			const startedAt = performance.now();
			life.once("exit", (code, signal) => {
				if (askedAt === undefined) deaths.push({ code, signal, ms: performance.now() - startedAt });
			});
			createInterface({ input: life.stderr }).on("line", (msg) => note({ level: "stderr", msg }));
			await new Promise<void>((resolve, reject) => {
				const late = setTimeout(() => reject(new Error(`the bot "${instance}" was not ready in time`)), patienceMs);
				life.once("exit", (code, signal) => {
					clearTimeout(late);
					const last = log.slice(-3).map(({ msg }) => msg);
					reject(
						new Error(`the bot "${instance}" ended with ${code ?? signal} before it was ready: ${last.join("; ")}`),
					);
				});
				createInterface({ input: life.stdout }).on("line", (text) => {
					const line = read(text);
					if (!["info", "debug", "trace"].includes(line.level)) note(line);
					if (line.msg !== "Dabir is ready") return;
					clearTimeout(late);
					port = Number(line.port);
					resolve();
				});
			});
		},
		async kill() {
			await end("SIGKILL");
		},
		stop: () => end("SIGTERM"),
		freeze: () => void running().kill("SIGSTOP"),
		thaw: () => void running().kill("SIGCONT"),
		async isReady() {
			if (!alive()) return false;
			try {
				const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5_000) });
				await answer.arrayBuffer();
				return answer.ok;
			} catch {
				return false;
			}
		},
		async memoryMb() {
			const status = await readFile(`/proc/${running().pid}/status`, "utf8");
			return Number(status.match(/^VmRSS:\s+(\d+)/m)?.[1]) / 1024;
		},
		async cpuMs() {
			const stat = await readFile(`/proc/${running().pid}/stat`, "utf8");
			const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
			return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
		},
		async metrics() {
			return await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
		},
	};
}

function read(text: string): LogLine {
	try {
		return JSON.parse(text) as LogLine;
	} catch {
		return { level: "stdout", msg: text };
	}
}
