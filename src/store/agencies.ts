/** How agencies are kept: one document each, in the order of their Persian names. */
import mongoose from "mongoose";
import type { Agency } from "../domain/agency.ts";
import { alphabetical } from "../domain/finding.ts";
import { joinedName } from "../domain/neighbourhood.ts";
import { type Kept, plain } from "./plain.ts";

type KeptAgency = Kept<Agency> & { nameOrder: string; searchNames: string[] };

const schema = new mongoose.Schema<KeptAgency>(
	{
		_id: String,
		name: new mongoose.Schema({ fa: String, en: String }, { _id: false }),
		dimensions: [String],
		neighbourhoodIds: [String],
		phone: String,
		createdAt: { type: Date, required: true },
		retiredAt: Date,
		nameOrder: { type: String, required: true },
		searchNames: [String],
	},
	{ versionKey: false },
);
schema.index({ "name.fa": 1 }, { unique: true });
schema.index({ nameOrder: 1 }, { unique: true });
schema.index({ dimensions: 1, createdAt: 1, _id: 1 });

const Agencies = mongoose.model("Agency", schema, "agencies");

/** Throws a duplicate key error when the id or the name is taken. */
export async function add(agency: Agency): Promise<void> {
	const { id, ...rest } = agency;
	await Agencies.create([{ _id: id, ...rest, ...keysOf(agency) }]);
}

/** Throws a duplicate key error when the name is taken. */
export async function change(agency: Agency): Promise<void> {
	const { id, retiredAt, phone, ...rest } = agency;
	const unset = { ...(retiredAt ? {} : { retiredAt: "" }), ...(phone === undefined ? { phone: "" } : {}) };
	const set = { ...rest, ...(retiredAt ? { retiredAt } : {}), ...(phone === undefined ? {} : { phone }) };
	await Agencies.updateOne({ _id: id }, { $set: { ...set, ...keysOf(agency) }, $unset: unset });
}

export async function byId(id: string): Promise<Agency | undefined> {
	return asAgency(await Agencies.findById(id).lean());
}

export async function byIds(ids: readonly string[]): Promise<Agency[]> {
	if (ids.length === 0) return [];
	const found = await Agencies.find({ _id: mongoose.trusted({ $in: [...ids] }) })
		.sort({ nameOrder: 1 })
		.lean();
	return found.map((one) => asAgency(one) as Agency);
}

/** All of them, by name; a few dozen. */
export async function all(): Promise<Agency[]> {
	return (await Agencies.find().sort({ nameOrder: 1 }).lean()).map((one) => asAgency(one) as Agency);
}

/** Those that answer for a dimension, the eldest first. */
export async function ofDimension(dimension: string): Promise<Agency[]> {
	const found = await Agencies.find({ dimensions: dimension }).sort({ createdAt: 1, _id: 1 }).lean();
	return found.map((one) => asAgency(one) as Agency).filter(({ retiredAt }) => !retiredAt);
}

function keysOf({ id, name }: Agency): { nameOrder: string; searchNames: string[] } {
	return {
		nameOrder: `${alphabetical(name.fa)}\u0001${id}`,
		searchNames: [joinedName(name.fa), joinedName(name.en)],
	};
}

function asAgency(kept: KeptAgency | null): Agency | undefined {
	if (!kept) return undefined;
	const { nameOrder: _, searchNames: __, ...rest } = kept;
	return plain<Agency>(rest);
}
