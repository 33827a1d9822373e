/** How neighbourhoods are kept and found: one page at a time, by any spelling of a part of the name. */
import mongoose from "mongoose";
import type { Neighbourhood } from "../domain/neighbourhood.ts";
import { searchForm } from "../domain/persian.ts";
import { newId } from "../kit/ids.ts";
import { type Kept, plain } from "./plain.ts";

type KeptNeighbourhood = Kept<Neighbourhood> & { searchName: string };

const schema = new mongoose.Schema<KeptNeighbourhood>(
	{
		_id: String,
		name: { type: String, required: true },
		city: { type: String, required: true },
		searchName: { type: String, required: true },
	},
	{ versionKey: false },
);
schema.index({ city: 1, name: 1 }, { unique: true });
schema.index({ searchName: 1 });

const Neighbourhoods = mongoose.model("Neighbourhood", schema, "neighbourhoods");

/** پ after ب and گ after ک, which the letters' numbers do not give. */
const ALPHABET = { locale: "fa" };

export async function byIds(ids: readonly string[]): Promise<Neighbourhood[]> {
	const found = await Neighbourhoods.find({ _id: mongoose.trusted({ $in: [...ids] }) })
		.sort({ searchName: 1 })
		.collation(ALPHABET)
		.lean();
	return found.map(asNeighbourhood);
}

/** One page of those whose name has the words in it, in the order of their names; and how many there are. */
export async function find(
	query: string,
	skip: number,
	limit: number,
): Promise<{ list: Neighbourhood[]; count: number }> {
	const words = joined(query);
	const filter = words === "" ? {} : { searchName: mongoose.trusted({ $regex: escapeRegex(words) }) };
	const [found, count] = await Promise.all([
		Neighbourhoods.find(filter).sort({ searchName: 1, _id: 1 }).collation(ALPHABET).skip(skip).limit(limit).lean(),
		Neighbourhoods.countDocuments(filter),
	]);
	return { list: found.map(asNeighbourhood), count };
}

/** Adds those that are not there yet, by city and name. */
export async function addMissing(list: readonly { name: string; city: string }[]): Promise<void> {
	await Neighbourhoods.bulkWrite(
		list.map(({ name, city }) => ({
			updateOne: {
				filter: { city, name },
				update: { $setOnInsert: { _id: newId(), city, name, searchName: joined(name) } },
				upsert: true,
			},
		})),
	);
}

export async function isEmpty(): Promise<boolean> {
	return (await Neighbourhoods.estimatedDocumentCount()) === 0;
}

function asNeighbourhood(kept: KeptNeighbourhood): Neighbourhood {
	const { searchName: _, ...rest } = kept;
	return plain(rest);
}

/** Written without spaces, so that "هادی آباد", "هادی‌آباد" and "هادیآباد" find one another. */
function joined(name: string): string {
	return searchForm(name).replaceAll(" ", "");
}

function escapeRegex(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
