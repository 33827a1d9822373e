/** What the office has set for the whole bot, one small document a setting. */
import mongoose from "mongoose";
import { createGrouping } from "../kit/grouping.ts";

interface Setting {
	_id: string;
	on?: boolean;
	number?: number;
	byId: string;
	at: Date;
}

const Settings = mongoose.model(
	"Setting",
	new mongoose.Schema<Setting>(
		{
			_id: String,
			on: Boolean,
			number: Number,
			byId: { type: String, required: true },
			at: { type: Date, required: true },
		},
		{ versionKey: false },
	),
	"settings",
);

export async function isOn(name: string): Promise<boolean> {
	return (await Settings.findById(name).lean())?.on ?? false;
}

export async function turn(name: string, setting: { on: boolean; byId: string; at: Date }): Promise<void> {
	await Settings.updateOne({ _id: name }, { $set: setting }, { upsert: true });
}

/** A number the office has set; undefined while it has not. */
export const numberOf = createGrouping<string, number | undefined>(async (names) => {
	const found = await Settings.find({ _id: mongoose.trusted({ $in: names }) }).lean();
	const byName = new Map(found.map(({ _id, number }) => [_id, number]));
	return names.map((name) => byName.get(name));
});

export async function setNumber(name: string, setting: { number: number; byId: string; at: Date }): Promise<void> {
	await Settings.updateOne({ _id: name }, { $set: setting }, { upsert: true });
}
