/** How facilitation offices are kept: one document each, found by the neighbourhoods they stand in. */
import mongoose from "mongoose";
import type { FacilitationOffice } from "../domain/neighbourhood.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<FacilitationOffice>>(
	{
		_id: String,
		name: { type: String, required: true },
		neighbourhoodIds: [String],
		address: String,
		hours: String,
		phone: String,
		facilitator: String,
	},
	{ versionKey: false },
);
schema.index({ neighbourhoodIds: 1 });
schema.index({ name: 1 });

const Offices = mongoose.model("FacilitationOffice", schema, "facilitationOffices");

/** The office that stands in a neighbourhood. */
export async function ofNeighbourhood(neighbourhoodId: string): Promise<FacilitationOffice | undefined> {
	return plain<FacilitationOffice>(
		await Offices.findOne({ neighbourhoodIds: neighbourhoodId }).sort({ _id: 1 }).lean(),
	);
}

/** The offices of many neighbourhoods. */
export async function ofNeighbourhoods(ids: readonly string[]): Promise<FacilitationOffice[]> {
	const found = await Offices.find({ neighbourhoodIds: mongoose.trusted({ $in: [...ids] }) })
		.sort({ _id: 1 })
		.lean();
	return found.map((one) => plain<FacilitationOffice>(one));
}

export async function byName(name: string): Promise<FacilitationOffice | undefined> {
	return plain<FacilitationOffice>(await Offices.findOne({ name }).lean());
}

/** As it is now. */
export async function put(office: FacilitationOffice): Promise<void> {
	const { id, ...rest } = office;
	await Offices.replaceOne({ _id: id }, rest, { upsert: true });
}
