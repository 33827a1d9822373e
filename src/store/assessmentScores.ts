/** How score sheets are kept: one of each organization for each neighbourhood of a round, a score at a time. */
import mongoose from "mongoose";
import type { ScoreSheet } from "../domain/assessment.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<ScoreSheet>>(
	{
		_id: String,
		assessmentId: { type: String, required: true },
		neighbourhoodId: { type: String, required: true },
		organizationId: { type: String, required: true },
		scores: { type: mongoose.Schema.Types.Mixed, required: true },
		/** Empty when they were forgotten. */
		byId: String,
		changedAt: { type: Date, required: true },
	},
	{ versionKey: false, minimize: false },
);
schema.index({ assessmentId: 1, neighbourhoodId: 1 });
schema.index({ assessmentId: 1, organizationId: 1 });
schema.index({ byId: 1 });

const Sheets = mongoose.model("ScoreSheet", schema, "assessmentScores");

export interface SheetKey {
	assessmentId: string;
	neighbourhoodId: string;
	organizationId: string;
}

function idOf({ assessmentId, neighbourhoodId, organizationId }: SheetKey): string {
	return `${assessmentId}:${neighbourhoodId}:${organizationId}`;
}

export async function byKey(key: SheetKey): Promise<ScoreSheet | undefined> {
	return plain(await Sheets.findById(idOf(key)).lean());
}

/** Gives one indicator its score; the last one counts. `indicator` holds letters and digits only. */
export async function put(
	key: SheetKey,
	indicator: string,
	score: number,
	by: { byId: string; at: Date },
): Promise<ScoreSheet> {
	const found = await Sheets.findByIdAndUpdate(
		idOf(key),
		{ $set: { [`scores.${indicator}`]: score, byId: by.byId, changedAt: by.at }, $setOnInsert: { ...key } },
		{ upsert: true, returnDocument: "after" },
	).lean();
	return plain(found as { _id: unknown });
}

/** Every sheet of a round: as many as organizations times neighbourhoods at most. */
export async function ofAssessment(assessmentId: string): Promise<ScoreSheet[]> {
	const found = await Sheets.find({ assessmentId }).sort({ neighbourhoodId: 1, _id: 1 }).lean();
	return found.map((one) => plain<ScoreSheet>(one));
}

export async function ofOrganizations(assessmentId: string, organizationIds: readonly string[]): Promise<ScoreSheet[]> {
	if (organizationIds.length === 0) return [];
	const found = await Sheets.find({
		assessmentId,
		organizationId: mongoose.trusted({ $in: [...organizationIds] }),
	}).lean();
	return found.map((one) => plain<ScoreSheet>(one));
}

/** What an organization said stays; who of them said it does not. */
export async function unname(personId: string): Promise<void> {
	await Sheets.updateMany({ byId: personId }, { $set: { byId: "" } });
}
