/** How the admins' lists are kept: an item each, never removed. */
import mongoose from "mongoose";
import { FIRST_VALUES, itemId, LISTS, type ListItem, type ListName } from "../domain/list.ts";
import type { ReportCategory } from "../domain/reportCategory.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<ListItem>>(
	{
		_id: String,
		list: { type: String, required: true },
		value: { type: String, required: true },
		labels: new mongoose.Schema({ fa: String, en: String }, { _id: false }),
		order: { type: Number, required: true },
		retiredAt: Date,
		rule: mongoose.Schema.Types.Mixed,
		official: {
			type: [new mongoose.Schema({ computed: String, day: String }, { _id: false })],
			default: undefined,
		},
		dimension: String,
		category: new mongoose.Schema<ReportCategory>(
			{ dimension: String, radiusM: Number, workingDays: Number, isSensitive: Boolean, emergencyNumber: String },
			{ _id: false },
		),
	},
	{ versionKey: false },
);
schema.index({ list: 1, order: 1, _id: 1 });

const Lists = mongoose.model("ListItem", schema, "lists");

/** A new installation begins with the first values; later versions add theirs; what the admins changed is left alone. */
export async function addMissing(): Promise<void> {
	await Lists.bulkWrite(
		LISTS.flatMap((list) =>
			FIRST_VALUES[list].map((value, order) => ({
				updateOne: {
					filter: { _id: itemId(list, value) },
					update: { $setOnInsert: { list, value, order } },
					upsert: true,
				},
			})),
		),
	);
}

export async function byId(id: string): Promise<ListItem | undefined> {
	return plain(await Lists.findById(id).lean());
}

/** A whole list; a few dozen items. */
export async function ofList(list: ListName): Promise<ListItem[]> {
	const found = await Lists.find({ list }).sort({ order: 1, _id: 1 }).lean();
	return found.map((item) => plain(item));
}

export async function all(): Promise<ListItem[]> {
	return (await Lists.find().sort({ list: 1, order: 1, _id: 1 }).lean()).map((item) => plain(item));
}

/** Throws a duplicate key error when the id is taken. */
export async function add(item: ListItem): Promise<void> {
	const { id, ...rest } = item;
	await Lists.create([{ _id: id, ...rest }]);
}

export async function setLabels(id: string, labels: ListItem["labels"]): Promise<void> {
	await Lists.updateOne({ _id: id }, { $set: { labels } });
}

export async function retire(id: string, at: Date): Promise<void> {
	await Lists.updateOne({ _id: id, retiredAt: mongoose.trusted({ $exists: false }) }, { $set: { retiredAt: at } });
}

export async function restore(id: string): Promise<void> {
	await Lists.updateOne({ _id: id }, { $unset: { retiredAt: "" } });
}

/** The official day of one occurrence of a lunar holiday takes the place of an earlier one. */
export async function settleDay(id: string, computed: string, day: string): Promise<void> {
	await Lists.updateOne({ _id: id }, { $pull: { official: { computed } } });
	await Lists.updateOne({ _id: id }, { $push: { official: { computed, day } } });
}

/** What a category of reports means from now on. */
export async function setCategory(id: string, category: ReportCategory): Promise<void> {
	await Lists.updateOne({ _id: id }, { $set: { category } });
}
