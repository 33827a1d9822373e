/** What the figures are counted from: reports in which something happened since a moment, and half-finished works; one after another. */
import mongoose from "mongoose";
import type { Counted } from "../domain/figures.ts";
import { type KeptReport, Reports } from "./reports.ts";

const PAGE = 500;
const FIELDS = { createdAt: 1, neighbourhoodId: 1, committeeId: 1, answering: 1, "steps.event": 1, "steps.at": 1 };

/** Every report that changed since then. */
export async function* changedSince(from: Date): AsyncGenerator<Counted> {
	const found = Reports.find({ changedAt: mongoose.trusted({ $gte: from }) })
		.sort({ changedAt: 1 })
		.select(FIELDS as never)
		.lean<KeptReport[]>()
		.cursor({ batchSize: PAGE });
	for await (const report of found) yield report as unknown as Counted;
}

/** Every half-finished work that is open; sensitive ones are not among them. */
export async function* stalledNow(): AsyncGenerator<Counted> {
	const found = Reports.find({ stalledOrder: mongoose.trusted({ $exists: true }) })
		.sort({ stalledOrder: 1 })
		.select(FIELDS as never)
		.lean<KeptReport[]>()
		.cursor({ batchSize: PAGE });
	for await (const report of found) yield report as unknown as Counted;
}
