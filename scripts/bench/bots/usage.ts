/** A bot of the bench tells what it has used whenever it is asked, and that it is ready. */
export interface Usage {
	cpuMs: number;
	peakMb: number;
}

process.on("message", (message) => {
	if (message !== "usage") return;
	const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
	process.send?.({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 } satisfies Usage);
});
process.on("disconnect", () => process.exit(0));

export const ready = () => process.send?.("ready");

/** What every bot is started with. */
export function given(): { apiRoot: string; token: string; uri: string; steps: number } {
	const { TELEGRAM_API_ROOT = "", BOT_TOKEN = "", MONGODB_URI = "", BENCH_STEPS = "8" } = process.env;
	return { apiRoot: TELEGRAM_API_ROOT, token: BOT_TOKEN, uri: MONGODB_URI, steps: Number(BENCH_STEPS) };
}
