/** How committees are kept; a few dozen at most, so they are read whole. */
import mongoose from "mongoose";
import type { Committee, CommitteeGroup } from "../domain/committee.ts";
import { type Kept, plain } from "./plain.ts";

const words = () => new mongoose.Schema({ fa: String, en: String }, { _id: false });

const schema = new mongoose.Schema<Kept<Committee> & { requestId?: string }>(
	{
		_id: String,
		dimension: { type: String, required: true },
		name: words(),
		mandate: words(),
		createdAt: { type: Date, required: true },
		retiredAt: Date,
		group: new mongoose.Schema(
			{ chatId: Number, title: String, linkedAt: Date, byId: String },
			{ _id: false, id: false },
		),
	},
	{ versionKey: false },
);
/** A group belongs to one committee. */
schema.index({ "group.chatId": 1 }, { unique: true, partialFilterExpression: { "group.chatId": { $exists: true } } });
schema.index({ "group.byId": 1 }, { sparse: true });

const Committees = mongoose.model("Committee", schema, "committees");

/** Those that are not there yet; what the admins changed is left alone. */
export async function addMissing(committees: readonly Committee[]): Promise<void> {
	await Committees.bulkWrite(
		committees.map(({ id, ...rest }) => ({
			updateOne: { filter: { _id: id }, update: { $setOnInsert: rest }, upsert: true },
		})),
	);
}

/** Throws a duplicate key error when the id is taken. */
export async function add({ id, ...rest }: Committee): Promise<void> {
	await Committees.create([{ _id: id, ...rest }]);
}

/** All there ever were, in the order they came. */
export async function all(): Promise<Committee[]> {
	return (await Committees.find().sort({ createdAt: 1, _id: 1 }).lean()).map((one) => plain(one));
}

export async function byId(id: string): Promise<Committee | undefined> {
	return plain(await Committees.findById(id).lean());
}

export async function byIds(ids: readonly string[]): Promise<Committee[]> {
	if (ids.length === 0) return [];
	const found = await Committees.find({ _id: mongoose.trusted({ $in: [...ids] }) })
		.sort({ createdAt: 1, _id: 1 })
		.lean();
	return found.map((one) => plain(one));
}

export async function change(id: string, changed: Partial<Pick<Committee, "name" | "mandate" | "dimension">>) {
	await Committees.updateOne({ _id: id }, { $set: changed });
}

/** False when it was retired before. */
export async function retire(id: string, at: Date): Promise<boolean> {
	const result = await Committees.updateOne(
		{ _id: id, retiredAt: mongoose.trusted({ $exists: false }) },
		{ $set: { retiredAt: at }, $unset: { group: "" } },
	);
	return result.modifiedCount === 1;
}

export async function byChat(chatId: number): Promise<Committee | undefined> {
	return plain(await Committees.findOne({ "group.chatId": chatId }).lean());
}

/** Throws a duplicate key error when the group belongs to another committee. */
export async function setGroup(id: string, group: CommitteeGroup): Promise<void> {
	await Committees.updateOne({ _id: id }, { $set: { group } });
}

/** The group is no longer the committee's; false when it was not. */
export async function removeGroup(id: string, chatId: number): Promise<boolean> {
	const result = await Committees.updateOne({ _id: id, "group.chatId": chatId }, { $unset: { group: "" } });
	return result.modifiedCount === 1;
}

/** The group has another number from now on. */
export async function moveGroup(from: number, to: number): Promise<void> {
	await Committees.updateOne({ "group.chatId": from }, { $set: { "group.chatId": to } });
}

export async function renameGroup(chatId: number, title: string): Promise<void> {
	await Committees.updateOne({ "group.chatId": chatId }, { $set: { "group.title": title } });
}

/** Who linked a group is not kept any longer. */
export async function unnameLinker(personId: string): Promise<void> {
	await Committees.updateMany({ "group.byId": personId }, { $set: { "group.byId": "" } });
}
