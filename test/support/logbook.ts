/** A log that is kept, so that a test can read what a run has said. */
import { createLog, type Log, type LogOptions } from "../../src/kit/log.ts";

export interface Logbook {
	log: Log;
	/** The lines, as they would stand in the real log. */
	lines: string[];
	/** What would wake somebody, and updates that failed though they may have healed; each once, in short. */
	readonly faults: string[];
}

export function aLogbook(options: Partial<LogOptions> = {}): Logbook {
	const lines: string[] = [];
	const log = createLog({ level: "warn", ...options, destination: { write: (line: string) => void lines.push(line) } });
	return {
		log,
		lines,
		get faults() {
			const bad = lines.filter((line) => /"level":"(error|fatal)"|an update failed/.test(line));
			return [...new Set(bad.map(inShort))];
		},
	};
}

function inShort(line: string): string {
	const { level, msg, err } = JSON.parse(line) as {
		level: string;
		msg: string;
		err?: { message: string; stack?: string };
	};
	const place = err?.stack?.split("\n").find((one) => /\/(src|test)\//.test(one));
	return [level, msg, err?.message, place?.trim()].filter(Boolean).join(" | ");
}
