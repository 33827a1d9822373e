/** What can be counted and timed, in Prometheus' form; made once by `main` and handed on. */
import { Counter, Gauge, Histogram, Registry } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

/** What is true now, asked only when somebody looks. */
export interface Sources {
	sessionsOpen(): number;
	leader(): boolean;
	/** Deliveries by state, those that are over and well left out. */
	deliveries(): Promise<Record<string, number>>;
	/** How long the oldest delivery has been due, in seconds; 0 when none is. */
	outboxLag(): Promise<number>;
}

export function createMetrics() {
	const registry = new Registry();
	const registers = [registry];
	const sources: Partial<Sources> = {};

	const updates = new Counter({
		name: "dabir_updates_total",
		help: "Updates by kind and outcome",
		labelNames: ["kind", "outcome"],
		registers,
	});
	const handlerSeconds = new Histogram({
		name: "dabir_handler_seconds",
		help: "From the start of an update's handler to its end",
		labelNames: ["kind"],
		buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
		registers,
	});
	const apiCalls = new Counter({
		name: "dabir_api_calls_total",
		help: "Attempts at Bot API calls by method and outcome",
		labelNames: ["method", "outcome"],
		registers,
	});
	const apiSeconds = new Histogram({
		name: "dabir_api_seconds",
		help: "From the start of a Bot API call to its answer",
		labelNames: ["method"],
		buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
		registers,
	});
	const deliveries = new Counter({
		name: "dabir_deliveries_total",
		help: "Deliveries that came to their end, by state",
		labelNames: ["state"],
		registers,
	});
	const databaseSeconds = new Histogram({
		name: "dabir_database_seconds",
		help: "Commands to MongoDB",
		labelNames: ["command", "outcome"],
		buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
		registers,
	});
	new Gauge({
		name: "dabir_deliveries",
		help: "Deliveries by state now",
		labelNames: ["state"],
		registers,
		async collect() {
			this.reset();
			const counts = await known(() => sources.deliveries?.());
			for (const [state, count] of Object.entries(counts ?? {})) this.set({ state }, count);
		},
	});
	gauge("dabir_outbox_lag_seconds", "How long the oldest delivery has been due", () => sources.outboxLag?.());
	gauge("dabir_sessions_open", "Chats whose session this process holds", () => sources.sessionsOpen?.());
	gauge("dabir_leader", "1 when this process holds the leader's lease", () => {
		const leader = sources.leader?.();
		return leader === undefined ? undefined : Number(leader);
	});
	gauge("process_resident_memory_bytes", "Resident memory", () => process.memoryUsage.rss());
	gauge("process_cpu_seconds_total", "CPU time used", () => {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1e6;
	});

	function gauge(name: string, help: string, value: () => number | undefined | Promise<number | undefined>): void {
		new Gauge({
			name,
			help,
			registers,
			async collect() {
				this.reset();
				const now = await known(value);
				if (now !== undefined) this.set(now);
				else this.remove();
			},
		});
	}

	return {
		registry,
		updates,
		handlerSeconds,
		apiCalls,
		apiSeconds,
		deliveries,
		databaseSeconds,
		/** Asked whenever the figures are read, so that nothing runs in between. */
		watch: (more: Partial<Sources>): void => {
			Object.assign(sources, more);
		},
	};
}

/** The figures must be readable while the database is away: then what it would tell is left out. */
async function known<T>(ask: () => T | Promise<T> | undefined): Promise<T | undefined> {
	try {
		return await ask();
	} catch {
		return undefined;
	}
}
