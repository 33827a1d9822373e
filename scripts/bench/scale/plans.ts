/** What the database did for a question, from its own profiler: which indexes it read and how many documents. */
import mongoose from "mongoose";

export interface Plans {
	/** "state_1_nameOrder_1", every one that was read. */
	indexes: string[];
	/** No query read a whole collection. */
	scans: boolean;
	/** Of the query that read most: documents looked at, and handed out. */
	examined: number;
	returned: number;
}

interface Profiled {
	planSummary?: string;
	docsExamined?: number;
	nreturned?: number;
}

/** Runs `ask` under the profiler. Nothing else may use the database meanwhile. */
export async function plansOf(ask: () => Promise<unknown>): Promise<Plans> {
	const db = mongoose.connection.db;
	if (!db) throw new Error("no database is open");
	await db.command({ profile: 0 });
	await db.dropCollection("system.profile").catch(() => undefined);
	await db.command({ profile: 2 });
	await ask();
	await db.command({ profile: 0 });
	const lines = (await db
		.collection("system.profile")
		.find({ op: { $in: ["query", "command", "getmore"] }, planSummary: { $exists: true } })
		.toArray()) as Profiled[];
	const summaries = lines.flatMap(({ planSummary = "" }) => planSummary.split(/, (?=[A-Z])/));
	const worst = lines.toSorted((a, b) => excess(b) - excess(a))[0];
	return {
		indexes: [...new Set(summaries.filter((one) => one !== "EOF").map(readable))],
		scans: summaries.some((one) => one.includes("COLLSCAN")),
		examined: worst?.docsExamined ?? 0,
		returned: worst?.nreturned ?? 0,
	};
}

function excess({ docsExamined = 0, nreturned = 0 }: Profiled): number {
	return docsExamined - nreturned;
}

/** "IXSCAN { state: 1, nameOrder: 1 }" → "state, nameOrder" */
function readable(summary: string): string {
	const keys = /\{ (.*) \}/.exec(summary)?.[1];
	return keys ? keys.replace(/: -?1/g, "") : summary;
}
