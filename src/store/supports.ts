/** How supports are kept ("we see this too"): one a person and report. */
import mongoose from "mongoose";
import type { Support } from "../domain/report.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<Support>>(
	{
		_id: String,
		reportId: { type: String, required: true },
		personId: { type: String, required: true },
		organizationId: String,
		words: String,
		photos: { type: [String], required: true },
		at: { type: Date, required: true },
		requestId: { type: String, required: true },
	},
	{ versionKey: false },
);
schema.index({ reportId: 1, personId: 1 }, { unique: true });
schema.index({ personId: 1, _id: -1 });

const Supports = mongoose.model("ReportSupport", schema, "reportSupports");

/** Throws a duplicate key error when the person supports the report already. */
export async function insert(support: Support): Promise<void> {
	const { id, ...rest } = support;
	await Supports.create([{ _id: id, ...rest }]);
}

export async function ofPersonFor(reportId: string, personId: string): Promise<Support | undefined> {
	return plain(await Supports.findOne({ reportId, personId }).lean());
}

/** The newest first. */
export async function ofReport(reportId: string, limit: number): Promise<Support[]> {
	const found = await Supports.find({ reportId }).sort({ _id: -1 }).limit(limit).lean();
	return found.map((one) => plain(one));
}

/** Everybody who supports it. */
export async function supportersOf(reportId: string): Promise<Pick<Support, "personId" | "organizationId">[]> {
	return await Supports.find({ reportId }).select({ _id: 0, personId: 1, organizationId: 1 }).lean();
}

/** What somebody adds to their support takes the place of what they said before. */
export async function tell(id: string, told: { words?: string; photos: string[] }): Promise<void> {
	await Supports.updateOne({ _id: id }, { $set: told });
}

export async function removeOf(personId: string): Promise<void> {
	await Supports.deleteMany({ personId });
}
