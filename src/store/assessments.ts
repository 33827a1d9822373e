/** How rounds of needs assessment are kept: the newest first, by neighbourhood, and which close next. */
import mongoose from "mongoose";
import type { Assessment } from "../domain/assessment.ts";
import { type Kept, plain } from "./plain.ts";
import { COUNTED, type Edge } from "./words.ts";

const schema = new mongoose.Schema<Kept<Assessment>>(
	{
		_id: String,
		title: { type: String, required: true },
		neighbourhoodIds: { type: [String], required: true },
		indicators: {
			type: [
				new mongoose.Schema(
					{ value: String, dimension: String, labels: new mongoose.Schema({ fa: String, en: String }, { _id: false }) },
					{ _id: false },
				),
			],
			required: true,
		},
		closesAt: { type: Date, required: true },
		openedById: { type: String, required: true },
		openedAt: { type: Date, required: true },
		requestId: { type: String, required: true },
	},
	{ versionKey: false },
);
schema.index({ requestId: 1 }, { unique: true });
schema.index({ neighbourhoodIds: 1, _id: 1 });
schema.index({ neighbourhoodIds: 1, closesAt: 1 });
schema.index({ openedById: 1 });

const Assessments = mongoose.model("Assessment", schema, "assessments");

export async function byId(id: string): Promise<Assessment | undefined> {
	return plain(await Assessments.findById(id).lean());
}

export async function byRequestId(requestId: string): Promise<Assessment | undefined> {
	return plain(await Assessments.findOne({ requestId }).lean());
}

/** Throws a duplicate key error when the request id is taken. */
export async function add({ id, ...rest }: Assessment): Promise<void> {
	await Assessments.create([{ _id: id, ...rest }]);
}

/** No score is taken after this moment; false when it was closed before it. */
export async function close(id: string, closesAt: Date): Promise<boolean> {
	const result = await Assessments.updateOne(
		{ _id: id, closesAt: mongoose.trusted({ $gt: closesAt }) },
		{ $set: { closesAt } },
	);
	return result.modifiedCount === 1;
}

/** One page, the newest first; of all, or of those of some neighbourhoods. */
export async function page(
	neighbourhoodIds: readonly string[] | undefined,
	from: Edge,
	limit: number,
): Promise<{ list: Assessment[]; count: number }> {
	const filter =
		neighbourhoodIds === undefined ? {} : { neighbourhoodIds: mongoose.trusted({ $in: [...neighbourhoodIds] }) };
	const backwards = from.before !== undefined;
	const bound = backwards ? { $gt: from.before } : from.after === undefined ? undefined : { $lt: from.after };
	const [found, count] = await Promise.all([
		Assessments.find(bound ? { ...filter, _id: mongoose.trusted(bound) } : filter)
			.sort({ _id: backwards ? 1 : -1 })
			.limit(limit)
			.lean(),
		Assessments.countDocuments(filter, {
			limit: COUNTED,
			hint: neighbourhoodIds ? { neighbourhoodIds: 1, _id: 1 } : { _id: 1 },
		}),
	]);
	const list = found.map((one) => plain<Assessment>(one));
	return { list: backwards ? list.reverse() : list, count };
}

/** How many take scores for one of these neighbourhoods; counting stops at `atMost`. */
export async function countOpen(neighbourhoodIds: readonly string[], now: Date, atMost = COUNTED): Promise<number> {
	if (neighbourhoodIds.length === 0) return 0;
	return await Assessments.countDocuments(
		{ neighbourhoodIds: mongoose.trusted({ $in: [...neighbourhoodIds] }), closesAt: mongoose.trusted({ $gt: now }) },
		{ limit: atMost },
	);
}
