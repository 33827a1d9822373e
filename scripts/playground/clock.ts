/** The playground's clock: it runs like any clock, can be moved ahead, and remembers over a restart how far it was moved. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { MovableClock } from "../../src/kit/clock.ts";

export interface RunningClock extends MovableClock {
	/** Where it stands is remembered from now on. */
	keep(): void;
}

export interface RunningClockOptions {
	/** The file that keeps how far the clock is ahead; without one it is forgotten. */
	file?: string;
	timeZone: string;
	systemNow?: () => number;
}

/** Office hours, in which nothing has to wait for the morning. */
const OPENS = 8;
const CLOSES = 20;
const BEGINS = 10;

/**
 * Begins now, or at ten in the morning when it is night in the province: a newcomer who tries Dabir late should not
 * meet the quiet hours first.
 */
export function runningClock({ file, timeZone, systemNow = Date.now }: RunningClockOptions): RunningClock {
	let ahead = kept(file) ?? untilOffice(systemNow(), timeZone);
	const now = () => new Date(systemNow() + ahead);
	return {
		now,
		moveTo(moment) {
			ahead = moment.getTime() - systemNow();
		},
		keep() {
			if (file === undefined) return;
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, JSON.stringify({ ahead }));
		},
	};
}

function kept(file: string | undefined): number | undefined {
	if (file === undefined) return undefined;
	try {
		const { ahead } = JSON.parse(readFileSync(file, "utf8")) as { ahead: unknown };
		return typeof ahead === "number" && Number.isFinite(ahead) ? ahead : undefined;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** Milliseconds to the next ten o'clock when it is early or late, else none. */
export function untilOffice(now: number, timeZone: string): number {
	const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
	if (local.hour >= OPENS && local.hour < CLOSES) return 0;
	const day = local.hour < OPENS ? local : local.add({ days: 1 });
	return day.startOfDay().add({ hours: BEGINS }).epochMilliseconds - now;
}
