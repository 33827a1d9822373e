/** What the office has set for the whole bot, one small document a setting. */
import mongoose from "mongoose";

interface Setting {
	_id: string;
	on: boolean;
	byId: string;
	at: Date;
}

const Settings = mongoose.model(
	"Setting",
	new mongoose.Schema<Setting>(
		{
			_id: String,
			on: { type: Boolean, required: true },
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
