/** Every report there is, a page at a time, for what goes through all of them. */
import mongoose from "mongoose";
import type { Report } from "../domain/report.ts";
import { asReport, type KeptReport, Reports } from "./reports.ts";

/** In the order of their ids. */
export async function pageOfAll(after: string | undefined, limit: number): Promise<Report[]> {
	const found = await Reports.find(after === undefined ? {} : { _id: mongoose.trusted({ $gt: after }) })
		.sort({ _id: 1 })
		.limit(limit)
		.lean<KeptReport[]>();
	return found.map(asReport);
}

/** Counting stops at `atMost`. */
export async function countAll(atMost: number): Promise<number> {
	return Reports.countDocuments({}, { limit: atMost, hint: { _id: 1 } });
}
