/** How neighbourhoods are kept and found: one page at a time by any spelling of a part of a name, and by a place on the map. */
import mongoose from "mongoose";
import { joinedName, type Neighbourhood, type Outline, type Place } from "../domain/neighbourhood.ts";
import { newId } from "../kit/ids.ts";
import { type Kept, plain } from "./plain.ts";

interface Point {
	type: "Point";
	/** East first, as GeoJSON has it. */
	coordinates: [number, number];
}

type KeptNeighbourhood = Omit<Kept<Neighbourhood>, "centre"> & {
	centre?: Point;
	/** Its order. */
	searchName: string;
	searchNames: string[];
};

const Mixed = mongoose.Schema.Types.Mixed;

const schema = new mongoose.Schema<KeptNeighbourhood>(
	{
		_id: String,
		name: { type: String, required: true },
		city: { type: String, required: true },
		otherNames: [String],
		centre: Mixed,
		isCentreRough: Boolean,
		outline: Mixed,
		isMarginalised: Boolean,
		population: Number,
		retiredAt: Date,
		searchName: { type: String, required: true },
		searchNames: [String],
	},
	{ versionKey: false },
);
schema.index({ city: 1, name: 1 }, { unique: true });
schema.index({ searchName: 1 });
schema.index({ centre: "2dsphere" });
schema.index({ outline: "2dsphere" });

const Neighbourhoods = mongoose.model("Neighbourhood", schema, "neighbourhoods");

/** پ after ب and گ after ک, which the letters' numbers do not give. */
const ALPHABET = { locale: "fa" };
const OFFERED = { retiredAt: null };

export async function byId(id: string): Promise<Neighbourhood | undefined> {
	const found = await Neighbourhoods.findById(id).lean();
	return found ? asNeighbourhood(found) : undefined;
}

export async function byIds(ids: readonly string[]): Promise<Neighbourhood[]> {
	const found = await Neighbourhoods.find({ _id: mongoose.trusted({ $in: [...ids] }) })
		.sort({ searchName: 1 })
		.collation(ALPHABET)
		.lean();
	return found.map(asNeighbourhood);
}

/** One page of those one of whose names has the words in it, in the order of their names; and how many there are. */
export async function find(
	query: string,
	skip: number,
	limit: number,
	also: { retired?: boolean } = {},
): Promise<{ list: Neighbourhood[]; count: number }> {
	const words = joinedName(query);
	const filter = {
		...(also.retired ? {} : OFFERED),
		...(words === "" ? {} : { searchNames: mongoose.trusted({ $regex: escapeRegex(words) }) }),
	};
	const [found, count] = await Promise.all([
		Neighbourhoods.find(filter).sort({ searchName: 1, _id: 1 }).collation(ALPHABET).skip(skip).limit(limit).lean(),
		Neighbourhoods.countDocuments(filter),
	]);
	return { list: found.map(asNeighbourhood), count };
}

/** All of them by name; a province has a few hundred. Retired ones too. */
export async function all(): Promise<Neighbourhood[]> {
	const found = await Neighbourhoods.find()
		.select({ outline: 0 })
		.sort({ searchName: 1, _id: 1 })
		.collation(ALPHABET)
		.lean();
	return found.map(asNeighbourhood);
}

/** Those with an outline, for a map. */
export async function withOutline(): Promise<Neighbourhood[]> {
	const found = await Neighbourhoods.find({ ...OFFERED, outline: mongoose.trusted({ $exists: true }) }).lean();
	return found.map(asNeighbourhood);
}

/** The one in whose outline the place lies. */
export async function around(place: Place): Promise<Neighbourhood | undefined> {
	const found = await Neighbourhoods.findOne({
		...OFFERED,
		outline: mongoose.trusted({ $geoIntersects: { $geometry: pointOf(place) } }),
	}).lean();
	return found ? asNeighbourhood(found) : undefined;
}

/** Those whose centres are nearest, the nearest first. */
export async function nearest(place: Place, withinM: number, limit: number): Promise<Neighbourhood[]> {
	const found = await Neighbourhoods.find({
		...OFFERED,
		centre: mongoose.trusted({ $nearSphere: { $geometry: pointOf(place), $maxDistance: withinM } }),
	})
		.limit(limit)
		.lean();
	return found.map(asNeighbourhood);
}

/** Throws a duplicate key error when the city has one of this name, and a fault of MongoDB's when the outline crosses itself. */
export async function add(neighbourhood: Neighbourhood): Promise<void> {
	const { id, ...rest } = asKept(neighbourhood);
	await Neighbourhoods.create([{ _id: id, ...rest }]);
}

/** As it is now; throws as `add` does. */
export async function change(neighbourhood: Neighbourhood): Promise<void> {
	const { id, ...set } = asKept(neighbourhood);
	const optional = ["centre", "isCentreRough", "outline", "population", "retiredAt"] as const;
	const unset = Object.fromEntries(optional.filter((field) => set[field] === undefined).map((field) => [field, ""]));
	await Neighbourhoods.updateOne({ _id: id }, { $set: set, ...(Object.keys(unset).length > 0 && { $unset: unset }) });
}

/** Whether MongoDB can lay an outline on the earth: its border does not cross itself. */
export async function isOutlineSound(outline: Outline): Promise<boolean> {
	try {
		await Neighbourhoods.findOne({
			centre: mongoose.trusted({ $geoWithin: { $geometry: outline } }),
		}).lean();
		return true;
	} catch (error) {
		if (error instanceof mongoose.mongo.MongoServerError) return false;
		throw error;
	}
}

/** Adds those that are not there yet, by city and name. */
export async function addMissing(list: readonly { name: string; city: string; centre?: Place }[]): Promise<void> {
	await Neighbourhoods.bulkWrite(
		list.map(({ name, city, centre }) => ({
			updateOne: {
				filter: { city, name },
				update: {
					$setOnInsert: {
						_id: newId(),
						city,
						name,
						otherNames: [],
						isMarginalised: false,
						searchName: joinedName(name),
						searchNames: [joinedName(name)],
						...(centre ? { centre: pointOf(centre), isCentreRough: true } : {}),
					},
				},
				upsert: true,
			},
		})),
	);
}

/** What an earlier version kept gets what it lacks: names to be found by, and the first list's centres. */
export async function complete(list: readonly { name: string; city: string; centre?: Place }[]): Promise<void> {
	const lacking = { searchNames: mongoose.trusted({ $exists: false }) };
	if (!(await Neighbourhoods.exists(lacking))) return;
	await Neighbourhoods.updateMany(
		lacking,
		[{ $set: { searchNames: ["$searchName"], otherNames: [], isMarginalised: false } }],
		{ updatePipeline: true },
	);
	await Neighbourhoods.bulkWrite(
		list.flatMap(({ name, city, centre }) =>
			centre
				? {
						updateOne: {
							filter: { city, name, centre: mongoose.trusted({ $exists: false }) },
							update: { $set: { centre: pointOf(centre), isCentreRough: true } },
						},
					}
				: [],
		),
	);
}

export async function isEmpty(): Promise<boolean> {
	return (await Neighbourhoods.estimatedDocumentCount()) === 0;
}

function pointOf({ latitude, longitude }: Place): Point {
	return { type: "Point", coordinates: [longitude, latitude] };
}

function asKept({ centre, ...rest }: Neighbourhood) {
	return {
		...rest,
		...(centre ? { centre: pointOf(centre) } : { centre: undefined }),
		searchName: joinedName(rest.name),
		searchNames: [rest.name, ...rest.otherNames].map(joinedName),
	};
}

function asNeighbourhood(kept: KeptNeighbourhood): Neighbourhood {
	const { searchName: _, searchNames: __, centre, ...rest } = kept;
	const [longitude = 0, latitude = 0] = centre?.coordinates ?? [];
	return plain<Neighbourhood>({
		...rest,
		otherNames: kept.otherNames ?? [],
		isMarginalised: kept.isMarginalised ?? false,
		...(centre ? { centre: { latitude, longitude } } : {}),
	} as Kept<Neighbourhood>);
}

function escapeRegex(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
