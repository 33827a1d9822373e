/** How files of neighbourhoods are kept while an admin looks at what they would change. */
import mongoose from "mongoose";
import type { NeighbourhoodImport, NeighbourhoodImportState } from "../domain/neighbourhoodImport.ts";
import { type Kept, plain } from "./plain.ts";

const Mixed = mongoose.Schema.Types.Mixed;
const KEPT_SECONDS = 7 * 24 * 3600;

const schema = new mongoose.Schema<Kept<NeighbourhoodImport>>(
	{
		_id: String,
		personId: { type: String, required: true },
		fileId: { type: String, required: true },
		fileName: { type: String, required: true },
		state: { type: String, required: true },
		receivedAt: { type: Date, required: true },
		refusal: String,
		rows: [Mixed],
		counts: Mixed,
	},
	{ versionKey: false, minimize: false },
);
schema.index({ receivedAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });
schema.index({ personId: 1 });

const Imports = mongoose.model("NeighbourhoodImport", schema, "neighbourhoodImports");

export async function add(one: NeighbourhoodImport): Promise<void> {
	const { id, ...rest } = one;
	await Imports.create([{ _id: id, ...rest }]);
}

export async function byId(id: string): Promise<NeighbourhoodImport | undefined> {
	return plain<NeighbourhoodImport>(await Imports.findById(id).lean());
}

/** On condition that it stands in `state`; undefined when somebody was first. */
export async function change(
	id: string,
	state: NeighbourhoodImportState,
	set: Partial<NeighbourhoodImport>,
): Promise<NeighbourhoodImport | undefined> {
	const found = await Imports.findOneAndUpdate({ _id: id, state }, { $set: set }, { returnDocument: "after" }).lean();
	return plain<NeighbourhoodImport>(found);
}

export async function removeOf(personId: string): Promise<void> {
	await Imports.deleteMany({ personId });
}
